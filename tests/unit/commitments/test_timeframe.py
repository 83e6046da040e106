"""A goal laid on the wrong year is red a year too soon or too late; a figure of the past taken for a goal can only be met."""

from __future__ import annotations

import pytest

from luoshi.commitments.background import is_background
from luoshi.commitments.timeframe import UNDATED, Frame, advance, calendar_of, first_year, is_report
from luoshi.policy.nodes import Clause
from luoshi.values.dates import Calendar
from luoshi.values.periods import PartialDate, Period
from tests.unit.commitments.plans import plan

KNOWN = Calendar(PartialDate(2024, 3, 15), (2024, 2026))


def frame_after(*segments: str, known: Calendar = KNOWN) -> Frame:
    frame = Frame()
    for words in segments:
        frame = advance(frame, words, known)
    return frame


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("到2025年", {"by": 2025}),
        ("2025年底前", {"by": 2025}),
        ("2025年12月底", {"by": 2025}),
        ("2025年6月底前", {"by": "2025-06"}),
        ("力争2026年", {"by": 2026}),
        ("2024—2026年", {"from": 2024, "to": 2026}),
        ("“十五五”末", {"by": 2030}),
        ("每年新增企业10家", {"every": "year"}),
        ("每季度通报", {"every": "quarter"}),
        ("到2025年每年增长10%", {"every": "year", "by": 2025}),
        ("提高到2025年的2.2%", {"by": 2025}),
    ],
)
def test_words_set_the_time_of_what_follows(words, period):
    assert frame_after(words).period.to_json() == period


@pytest.mark.parametrize(
    "words",
    [
        "高新技术企业达到24家",
        "比2024年增长10%",
        "较2024年提高5个百分点",
        "在2024年的基础上",
        "由2024年的8家",
        "落实《规划（2021—2025年）》",
        "临政发〔2025〕5号",
    ],
)
def test_year_of_comparison_and_of_names_sets_no_date(words):
    frame = frame_after(words)

    assert frame.due == UNDATED
    assert not frame.is_explicit


def test_date_holds_until_the_next_one():
    assert frame_after("到2024年", "企业达到8家", "平台达到3个").period == Period(by=PartialDate(2024))
    assert frame_after("到2024年", "企业达到8家", "到2026年").period == Period(by=PartialDate(2026))


def test_new_date_ends_a_rhythm():
    assert frame_after("每年新增10家", "到2026年").period == Period(by=PartialDate(2026))


def test_term_that_is_counted_from_the_document_is_implied():
    frame = frame_after("通过3年努力")

    assert (frame.due, frame.is_implied) == (Period(by=PartialDate(2026)), True)
    assert not frame_after("到2026年").is_implied


@pytest.mark.parametrize("words", ["2023年", "截至2023年底", "目前", "已建成平台3个", "近年来", "“十三五”期间"])
def test_what_has_been_done_is_past(words):
    assert frame_after(words).is_past


@pytest.mark.parametrize("words", [("2023年", "到2026年"), ("目前", "力争"), ("已建成3个", "未来三年")])
def test_looking_ahead_ends_the_past(words):
    assert not frame_after(*words).is_past


def test_year_is_past_only_where_the_document_says_when_it_is():
    assert not frame_after("2023年", known=Calendar()).is_past


def test_document_knows_its_own_term():
    known = calendar_of(plan("到2025年，企业达到24家。"))

    assert known.term == (2024, 2026)
    assert first_year(known) == 2024
    assert first_year(Calendar(PartialDate(2022))) == 2022
    assert first_year(Calendar()) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("发展基础", True),
        ("主要成效", True),
        ("现状与问题", True),
        ("发展目标", False),
        ("总体要求", False),
        ("夯实产业基础，培育创新型企业集群和人才", False),
    ],
)
def test_clause_tells_of_the_past_by_its_heading(heading, expected):
    [clause] = [c for c in headed(heading) if c.heading == heading]

    assert is_background(clause) is expected


def headed(heading: str) -> list[Clause]:
    return list(plan("平台3个。", frame=f"临江县科技创新行动方案\n一、{heading}\n{{}}\n").policy.walk())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("技术合同成交额28亿元，较上年增长9%。", True),
        ("增速居全省第二。", True),
        ("力争技术合同成交额较上年增长9%。", False),
        ("对营业收入较上年增长20%的企业，给予10万元奖励。", False),
        ("高新技术企业达到24家。", False),
    ],
)
def test_figure_set_against_the_year_before_is_a_report_unless_it_looks_ahead(sentence, expected):
    assert is_report(sentence) is expected
