"""The invented whole documents: their readings are well formed, and what was once read right in them stays read right."""

from __future__ import annotations

import json

import pytest

from luoshi.policy import read_policy
from luoshi.text import load_source, read_text
from tests.readings.cases import known_failures
from tests.readings.compare import LABELS
from tests.readings.report import FLOORS, document_figures
from tests.readings.whole_documents import Document, load_documents

DOCUMENTS = [*load_documents(False), *load_documents(True)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_reading_quotes_its_document_word_for_word(document: Document) -> None:
    assert [record["quote"] for record in document.expected if record["quote"] not in document.text] == []
    assert {record["kind"] for record in document.expected} <= LABELS.keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_reading_names_clauses_that_the_document_has(document: Document) -> None:
    policy = read_policy(read_text(load_source(None, document.text.encode(), name="例.txt")))
    lost = {record["clause"] for record in document.expected} - {clause.path for clause in policy.walk()}
    if f"clauses of {document.id}" in known_failures():
        assert lost, f"the clauses of {document.id} are right now: take the line out of known_failures.txt"
    else:
        assert lost == set()


def test_documents_are_read_no_worse_than_before() -> None:
    figures = document_figures()
    floors = json.loads(FLOORS.read_text("utf-8"))
    fallen = {(side, kind): (figures[side].get(kind, 0), floor) for side, kinds in floors.items() for kind, floor in kinds.items()}
    assert {where: now for where, (now, floor) in fallen.items() if now < floor} == {}
