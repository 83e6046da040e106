"""A deadline missed is a day that passes unnoticed; one invented is an alarm nobody believes next time."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.commitments.deadline import read_deadlines
from luoshi.commitments.nodes import Deadline
from tests.unit.commitments.plans import plan

DATED = "临江县科技创新行动方案\n一、重点任务\n（一）提升创新能力\n{}\n临江县人民政府办公室\n2024年3月15日\n"
FREE = "{}"


def deadlines(text: str, frame: str = DATED) -> list[Deadline]:
    return list(read_deadlines(plan(text, frame=frame)))


def told(text: str, frame: str = DATED) -> list[tuple[str, dict[str, Any]]]:
    return [(d.what, d.period.to_json()) for d in deadlines(text, frame)]


@pytest.mark.parametrize(
    ("sentence", "what", "period"),
    [
        ("各乡镇要于2024年9月30日前将落实情况报县科技局。", "将落实情况报县科技局", {"on": "2024-09-30"}),
        ("于10月30日报县科技局备案。", "报县科技局备案", {"on": "2024-10-30"}),
        ("2025年6月底前，出台专项资金管理实施细则。", "出台专项资金管理实施细则", {"on": "2025-06"}),
        ("年底前完成平台搭建。", "完成平台搭建", {"on": 2024}),
        ("各单位每年12月底前报送总结。", "12月底前报送总结", {"every": "year"}),
        ("网上申报时间为2024年4月1日至4月30日，逾期不予受理。", "网上申报", {"from": "2024-04-01", "to": "2024-04-30"}),
        ("申报截止时间：2024年5月31日。", "申报", {"on": "2024-05-31"}),
        ("制定办法。（责任单位：县科技局；完成时限：2024年12月底前）", "提升创新能力", {"on": "2024-12"}),
        ("制定办法。（县科技局牵头，2024年12月底前完成）", "提升创新能力", {"on": "2024-12"}),
    ],
)
def test_date_by_which_someone_must_act(sentence, what, period):
    assert told(sentence) == [(what, period)]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2025年，高新技术企业达到24家。",  # a target
        "2025年底前建成平台3个。",  # a target
        "截至2023年底，已建成平台3个。",  # an achievement
        "2023年6月底前完成整改。",  # past, the document is of 2024
        "对2023年1月1日前成立的企业，给予奖励。",  # a condition
        "落实《临江县2025年底前完成改造行动方案》。",  # a name
        "依据《条例》（2024年8月1日起施行）制定。",  # another document's date
        "完善机制，长期坚持。",
        "每年组织一次评审。",
    ],
)
def test_other_dates_are_no_deadline(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("本办法自2019年3月1日起施行，有效期5年。", {"from": "2019-03-01", "to": "2024-02-29"}),
        ("本措施自2023年5月1日起施行，有效期至2025年12月31日。", {"from": "2023-05-01", "to": "2025-12-31"}),
        ("本政策执行期限为2023年1月1日至2025年12月31日。", {"from": "2023-01-01", "to": "2025-12-31"}),
        ("本方案自印发之日起施行，有效期两年。", {"from": "2024-03-15", "to": "2026-03-14"}),
        ("本方案自印发之日起施行，有效期至2026年12月31日。", {"from": "2024-03-15", "to": "2026-12-31"}),
        ("本办法自2024年5月1日起施行，2020年1月1日印发的《办法》同时废止。", {"from": "2024-05-01"}),
    ],
)
def test_validity_of_the_document(sentence, period):
    [deadline] = deadlines(sentence)
    assert (deadline.rule, deadline.period.to_json()) == ("deadline_of_validity", period)


@pytest.mark.parametrize(
    "sentence", ["本方案自印发之日起施行。", "在高新技术企业证书有效期3年内的，给予奖励。", "本办法有效期内如遇法律调整的，从其规定。"]
)
def test_validity_without_any_date_is_none(sentence):
    assert told(sentence) == []


def test_term_behind_the_title_is_that_of_the_programme():
    assert told("推动创新。", "临江县科技创新三年行动方案（2024—2026年）\n一、重点任务\n{}\n") == [
        ("临江县科技创新三年行动方案的实施期", {"from": 2024, "to": 2026})
    ]


def test_term_on_the_line_below_the_title_counts_once():
    found = told("推动创新。", "临江县科技创新三年行动方案\n（2024—2026年）\n为落实部署，制定本方案。\n一、重点任务\n{}\n")
    assert [period for _, period in found] == [{"from": 2024, "to": 2026}]


def test_term_of_a_five_year_plan_counts_where_its_years_are_printed():
    text = "临江市“十四五”科技规划\n“十四五”时期（2021—2025年），是关键时期。\n一、重点任务\n（一）推动创新。\n"
    assert [period for _, period in told(text, FREE)] == [{"from": 2021, "to": 2025}]
    assert told(text.replace("（2021—2025年）", ""), FREE) == []


def test_phases_of_a_programme_with_what_is_done_in_them():
    text = (
        "临江县行动方案\n一、实施步骤\n（一）全面启动阶段（2021年9月—10月）\n各乡镇要按照要求，制定工作方案，于10月30日报县科技局备案。\n"
        "（二）组织实施阶段（2021年10月至2023年10月）。全面实施各项任务。\n（三）总结阶段（2023年11月—12月）\n各部门总结评估目标任务完成情况。\n"
    )
    assert told(text, FREE) == [
        ("全面启动阶段：制定工作方案", {"from": "2021-09", "to": "2021-10"}),
        ("报县科技局备案", {"on": "2021-10-30"}),
        ("组织实施阶段：全面实施各项任务", {"from": "2021-10", "to": "2023-10"}),
        ("总结阶段：各部门总结评估目标任务完成情况", {"from": "2023-11", "to": "2023-12"}),
    ]


def test_goals_are_due_in_the_year_their_paragraph_opens_with():
    text = (
        "临江县行动方案\n一、总体要求\n（一）发展目标\n力争到2025年，创新能力显著增强。到2025年，企业更多。\n到2030年，建成科技创新高地。\n"
        "二、重点任务\n（一）培育企业。到2025年，企业达到30家。\n"
    )
    assert told(text, FREE) == [("2025年发展目标的完成时限", {"on": 2025}), ("建成科技创新高地", {"on": 2030})]


def test_year_taken_from_the_document_is_doubted():
    assert [(d.implied, d.doubts, d.confidence) for d in deadlines("于10月30日报县科技局备案。")] == [
        (("period",), ("年份按文件自身的时间推定",), 0.8)
    ]


def test_deadline_quotes_its_words():
    context = plan("2025年6月底前，出台实施细则。", frame=DATED)
    [deadline] = read_deadlines(context)
    assert (deadline.quote, deadline.clause) == (deadline.span.of(context.policy.text.chars), "一/(一)")
