"""Every fact that a careful person read in the real policies stands in the clause that the tree gives the same path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luoshi.policy import Clause, read_policy
from luoshi.text import load_source, read_text

DOCUMENTS = (
    "arun-2021-2023",
    "dalad-2022-2024",
    "dongsheng-2025",
    "horinger-2025-2027",
    "inner-mongolia-2021-2025",
    "liuhe-zhongdian-chanye-old",
    "nansha-kechuang-2017",
    "tongliao-zhishichanquan-145",
    "yanan-minying-2023",
)


def plain(words: str) -> str:
    return "".join(words.split())


def own_words(clause: Clause, chars: str) -> str:
    """Return the words of a clause without those of the clauses inside it."""
    parts = []
    at = clause.span.start
    for child in clause.children:
        parts.append(chars[at : child.span.start])
        at = child.span.end
    return plain("".join([*parts, chars[at : clause.span.end]]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_quotes_stand_in_their_clauses(corpus: Path, name: str) -> None:
    """Not only somewhere below it: no clause has swallowed its neighbour, none has lost a paragraph to the one above."""
    policy = read_policy(read_text(load_source(corpus / "policies" / f"{name}.txt")))
    words: dict[str, list[str]] = {}
    for clause in policy.walk():
        words.setdefault(clause.path, []).append(own_words(clause, policy.text.chars))
    facts = [json.loads(line) for line in (corpus / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()]

    lost = [(f["clause"], f["kind"]) for f in facts if not any(plain(f["quote"]) in held for held in words.get(f["clause"], []))]

    assert len(facts) > 20
    assert lost == []
