"""Use cases: the same result from a path and from bytes, kinds apart, refusals in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.commitments.nodes import Kind
from luoshi.source import SourceRefused
from luoshi.text import load_source
from luoshi.usecases.convert_document import convert_document, outline_document
from luoshi.usecases.read_document import of_kinds, read_document
from tests.made_reading import QINGHE, made_reading


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(QINGHE, "utf-8")
    return path


def test_a_document_reads_the_same_from_its_path_and_from_its_bytes(policy):
    by_path, by_source = read_document(path=policy), read_document(source=load_source(policy))
    assert by_path.commitments == by_source.commitments
    assert by_path.diagnostics == by_source.diagnostics


def test_kinds_keep_the_groups_that_stay_whole_under_their_new_numbers():
    reading = made_reading()
    targets = of_kinds(reading, [Kind.TARGET])
    assert [c.kind for c in targets.commitments] == [Kind.TARGET] * 5
    assert [[targets.commitments[i].quote for i in group] for group in targets.same] == [
        ["全旗国家高新技术企业达到30家", "全旗国家高新技术企业达到30家以上"]
    ]
    assert of_kinds(reading, [Kind.DUTY]).same == ()
    assert of_kinds(reading, list(Kind)) == replace(reading)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(SourceRefused) as refused:
        read_document(path=tmp_path / "没有.docx")
    assert refused.value.message


def test_conversion_knows_its_forms_and_no_other(policy):
    assert convert_document(path=policy, to="text").startswith("青河旗建设一流创新生态实施方案")
    with pytest.raises(ValueError, match="no such form"):
        convert_document(path=policy, to="pdf")


def test_outline_ends_with_a_line_feed(policy):
    assert outline_document(path=policy, depth=1).endswith("三、保障措施\n")
