"""What was doubted, what quarrels and what was not read must be said: a sentence that vanishes is a promise that nobody keeps."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from luoshi.commitments.check import Cover, check_reading, has_number
from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Commitment, Duty, Target
from luoshi.source import Diagnostic, Severity, Span
from luoshi.values.periods import PartialDate, Period
from tests.unit.commitments.plans import plan

TWO_TASKS = "临江县科技创新行动方案（2024—2026年）\n一、培育企业\n{}\n二、建设平台\n平台达到9个。\n"


def target(context: Context, words: str, value: Any = "24", **further: Any) -> Target:
    at = context.policy.text.chars.index(words)
    clause = next(s.clause.path for s in context.sentences if s.span.covers(Span(at, at + len(words))))
    facts = {"indicator": "高新技术企业", "unit": "家", "value": value if isinstance(value, tuple) else Decimal(value), **further}
    period = Period(by=PartialDate(2026))
    return Target(clause=clause, span=Span(at, at + len(words)), quote=words, measure="level", op=">=", period=period, **facts)


def codes(context: Context, commitments: Sequence[Commitment] = ()) -> list[str]:
    return [d.code for d in check_reading(context, commitments)]


def found(text: str) -> list[Diagnostic]:
    return check_reading(plan(text), ())


def test_number_that_was_not_read_is_said_with_its_sentence():
    context = plan("建立机制。平台达到9个。")
    number = next(d for d in check_reading(context, ()) if d.code == "commitment.unread-number")

    assert [span.of(context.policy.text.chars) for span in number.spans] == ["平台达到9个"]
    assert (number.clause, number.severity, number.message) == ("一/(一)", Severity.NOTE, "这句话有数字，没有读出承诺。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平台达到9个。", ["commitment.unread-number"]),
        ("对入库企业予以奖励。", ["commitment.unread-words"]),
        ("加强宣传引导。", []),
        ("按照《十项措施》办理。", []),
        ("2025年启动。", []),
        ("三个方面协同推进。", []),
    ],
)
def test_sentence_that_binds_is_not_passed_over_and_others_are(text, expected):
    assert [d.code for d in found(text)] == expected


def test_sentence_that_was_read_is_not_called_unread():
    context = plan("平台达到9个。")

    assert codes(context, [target(context, "达到9个")]) == []


def test_duty_covers_binding_words_but_no_number():
    context = plan("给予奖励。平台达到9个。")
    text = next(s for s in context.sentences if s.text.startswith("给予"))
    whole = Span(text.span.start, len(context.policy.text.chars.rstrip()))
    duty = Duty(clause="一/(一)", span=whole, quote=whole.of(context.policy.text.chars), title="提升创新能力")

    assert codes(context, [duty]) == ["commitment.unread-number"]


def test_background_is_not_asked_about():
    context = plan("平台达到9个。", frame="临江县行动方案\n一、发展基础\n{}\n二、任务\n推进工作。\n")

    assert codes(context) == []


def test_doubt_is_said_and_weighs_more_the_less_is_sure():
    context = plan("平台达到9个。")
    sure, unsure = ({"confidence": c, "doubts": ("未写完成时限",)} for c in (0.7, 0.5))
    notes = check_reading(context, [target(context, "平台", **sure), target(context, "达到9个", **unsure)])

    assert [(d.code, d.severity, d.message) for d in notes] == [
        ("commitment.doubtful", Severity.NOTE, "目标：未写完成时限。"),
        ("commitment.doubtful", Severity.WARNING, "目标：未写完成时限。"),
    ]


def test_contradiction_shows_both_numbers_and_both_places():
    context = plan("企业达到24家。", frame=TWO_TASKS)
    first, second = target(context, "企业达到24家"), target(context, "平台达到9个", "36")
    [clash] = [d for d in check_reading(context, [first, second]) if d.code == "commitment.contradiction"]

    assert clash.message == "“高新技术企业”两处数值不一致：一为≥24家，二为≥36家。"
    assert clash.spans == (first.span, second.span)
    assert clash.severity is Severity.WARNING


def test_diagnostics_stand_in_the_order_of_the_document():
    starts = [d.spans[0].start for d in found("平台达到9个。对企业予以奖励。园区达到3个。")]

    assert starts == sorted(starts)
    assert len(starts) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平台达到9个。", True),
        ("2025年6月底前完成。", False),
        ("落实《20项措施》。", False),
        ("按照第3条执行。", False),
        ("三项任务。", False),
    ],
)
def test_only_what_counts_something_is_a_number(text, expected):
    [sentence] = [s for s in plan(text).sentences if s.text == text]

    assert has_number(sentence) is expected


def sentence_at(start: int, end: int) -> Sentence:
    clause = plan("平台达到9个。").policy.clauses[0]
    return Sentence(clause, Span(start, end), "")


@pytest.mark.parametrize(
    ("start", "end", "met"), [(0, 10, False), (0, 11, True), (14, 20, True), (20, 30, False), (32, 33, True), (40, 50, False)]
)
def test_cover_meets_what_shares_a_character(start, end, met):
    spans = (Span(30, 40), Span(10, 15), Span(12, 20))
    commitments = [Duty(clause="一", span=span, quote="", title="任务") for span in spans]

    assert Cover(commitments).meets(sentence_at(start, end)) is met
