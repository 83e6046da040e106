"""The judge of mangled documents is not blind: each thing that it looks for, it finds."""

from dataclasses import replace

import pytest

from luoshi.commitments.nodes import Reading
from luoshi.source import Diagnostic, Severity, SourceRefused, Span
from tools.judge import judge, read_bytes

POLICY = "青河旗创新行动方案\n一、目标\n到2025年，高新技术企业达到24家。\n二、任务\n到2026年，科技型中小企业达到60家。\n"


@pytest.fixture
def reading() -> Reading:
    read = read_bytes(POLICY.encode(), "方案.txt")
    assert isinstance(read, Reading)
    assert len(read.commitments) >= 2
    return read


def test_a_sound_reading_has_no_faults(reading: Reading) -> None:
    assert judge(reading) == []


def test_a_quote_that_is_not_in_the_text_is_found(reading: Reading) -> None:
    first, *rest = reading.commitments

    faults = judge(replace(reading, commitments=(replace(first, quote="达到99家"), *rest)))

    assert faults == [f"not a quote: {first.kind} {first.span}"]


def test_a_clause_that_does_not_exist_is_found(reading: Reading) -> None:
    first, *rest = reading.commitments

    assert judge(replace(reading, commitments=(replace(first, clause="九/(九)"), *rest))) == [f"no such clause: {first.kind} 九/(九)"]


def test_a_confidence_without_a_doubt_is_found(reading: Reading) -> None:
    first, *rest = reading.commitments

    faults = judge(replace(reading, commitments=(replace(first, confidence=0.5, doubts=()), *rest)))

    assert faults == [f"confidence without a reason: {first.kind} 0.5"]


def test_commitments_out_of_order_are_found(reading: Reading) -> None:
    assert judge(replace(reading, commitments=reading.commitments[::-1])) == ["commitments out of order"]


def test_a_lost_clause_is_found(reading: Reading) -> None:
    policy = replace(reading.policy, clauses=reading.policy.clauses[:-1])

    assert "text lost behind the last clause" in judge(replace(reading, policy=policy))


def test_a_diagnostic_on_words_that_are_not_there_is_found(reading: Reading) -> None:
    lost = Diagnostic("text.lost", Severity.NOTE, "有文字无法识别。", (Span(10_000, 10_001),))

    assert judge(replace(reading, diagnostics=(lost,))) == ["not in the text: text.lost"]


def test_a_refusal_without_a_sentence_is_found() -> None:
    assert len(judge(SourceRefused("source.empty", ""))) == 1
