"""The document as the rules see it, and the findings as other programs get them."""

from luoshi.lint import lint_reading
from luoshi.lint.document import WINDOW, Document, distinct
from luoshi.lint.to_records import to_records
from luoshi.source import Severity, Source, Span
from luoshi.usecases.read_document import read_document

TEXT = "临江县科技创新奖补办法\n第一条 对整体迁入我县的企业，给予20万元奖励。\n第二条 对新认定的众创空间给予奖励。\n"


def document(text: str = TEXT) -> Document:
    return Document(read_document(source=Source("办法.txt", text.encode())))


def test_places_inside_others_are_left_out() -> None:
    assert distinct([Span(5, 9), Span(0, 4), Span(5, 7), Span(5, 9), Span(8, 12)]) == [Span(0, 4), Span(5, 9), Span(8, 12)]


def test_finding_knows_its_clause_only_where_there_is_one() -> None:
    made = document()
    first, second = (Span(at, at + 3) for at in (made.chars.index("第一条"), made.chars.index("第二条")))

    assert made.finding("x", Severity.NOTE, "。", [first]).clause == "第一条"
    assert made.finding("x", Severity.NOTE, "。", [first, second]).clause is None
    assert made.finding("x", Severity.NOTE, "。").clause is None


def test_limit_of_a_payment_is_no_target() -> None:
    text = "临江县方案\n一、任务\n到2026年，建成中试基地1处。中小企业使用设备的给予补助，每家企业每年不超过15万元。\n"

    assert [target.unit for target in document(text).targets] == ["处"]


def test_sentence_without_end_is_seen_only_where_it_matters() -> None:
    made = document("临江县奖补办法\n第一条 对众创空间给予最高50万元奖励" + "，并接受监督" * 1000 + "。\n")
    (reward,) = made.rewards

    assert made.sentence_of(reward).startswith("对众创空间给予最高50万元奖励，并接受监督")
    assert len(made.sentence_of(reward)) == len(reward.span) + WINDOW


def test_records_carry_place_ground_and_hint() -> None:
    made = document()
    records = {record["code"]: record for record in to_records(made.reading, lint_reading(made.reading))}
    at = made.chars.index("整体迁入我县")

    flagged = records["lint.fair-competition"]
    assert flagged["rule"] == "relocation"
    assert flagged["severity"] == "warning"
    assert flagged["places"] == [{"clause": "第一条", "start": at, "end": at + 6, "quote": "整体迁入我县", "place": "第2行"}]
    assert flagged["grounds"][0] == {
        "act": "公平竞争审查条例",
        "issued_as": "国务院令第783号",
        "article": "第十条第二项",
        "in_force_on": "2024-08-01",
    }
    assert "grounds" not in records["lint.reward-no-amount"]


def test_empty_document_has_no_findings_but_those_of_the_tree() -> None:
    assert [finding.code for finding in lint_reading(document("通知\n").reading)] == ["policy.no-heading"]
