"""What the check says of rewards for each year, and of numbers of things a year: which key holds them, and where nothing is amiss."""

from __future__ import annotations

import pytest

from tests.unit.programme.test_check import R3, SOUND, WITH_MATTER, found_in

SHARED_BY_ALL = "caps:\n- {id: C1, clause: 二, amount_yuan: 2000000, per: applicant, within: year, rewards: all"
EACH_YEAR = "  label: 奖励\n  if: {fact: sales, at: year_before, at_least: 1}\n  formula: {type: fixed, amount_yuan: 200000}\n"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("", "programme.yearly-without-matter"),
        ("  once: true\n", "programme.every-applicant"),
        ("  times: {count: 1, per: applicant, within: year}\n", "programme.every-applicant"),
    ],
)
def test_a_condition_on_a_year_asks_for_a_matter_each_year_unless_once_or_times_say_how_often(more, code):
    (finding,) = [finding for finding in found_in(SOUND.replace(WITH_MATTER, EACH_YEAR + more)) if finding.row == "R1"]
    assert finding.code == code


@pytest.mark.parametrize(
    ("words", "formula", "message", "hint"),
    [
        (
            "单个企业每年不超过20件",
            "{type: per_item, item: 件, amount_yuan: 5000, at_most: 20}",
            "“R3”的原文写着“单个企业每年不超过20件”，at_most 只管一个事项，几个事项合起来会超过",
            "换成金额写限额：caps: [{amount_yuan: 100000, per: applicant, within: year}]（20件×5000元）",
        ),
        (
            "累计最多30件",
            R3,
            "“R3”的原文写着“累计最多30件”，规则里没有这个限制",
            "换成金额写限额：caps: [{amount_yuan: 150000, per: applicant}]（30件×5000元）",
        ),
        (
            "同一企业年度以五人为限",
            "{type: fixed, amount_yuan: 5000}",
            "“R3”的原文写着“同一企业年度以五人为限”，规则里没有这个限制",
            "一个事项算1人的，写 times: {count: 5, per: applicant, within: year}",
        ),
    ],
)
def test_a_number_of_things_a_year_is_told_with_the_key_that_holds_it(words, formula, message, hint):
    text = SOUND.replace(R3, f"{formula}\n  quote: 每件5000元，{words}")
    assert [(finding.message, finding.hint) for finding in found_in(text) if finding.code == "programme.count-over-matters"] == [
        (message, hint)
    ]


@pytest.mark.parametrize(
    "held",
    [
        "每件5000元，单个企业每年不超过20件\n  caps: [{amount_yuan: 100000, per: applicant, within: year}]",
        "每件5000元，单个企业每年不超过20件\n  times: {count: 20, per: applicant, within: year}",
        "每件5000元，每次不超过20件",
        "每件5000元，每年最高10万元",
    ],
)
def test_a_number_of_things_that_is_held_or_is_of_one_matter_is_not_told(held):
    text = SOUND.replace(R3, f"{R3}\n  quote: {held}")
    assert [finding.message for finding in found_in(text) if finding.code == "programme.count-over-matters"] == []


def test_a_number_of_things_that_only_the_note_keeps_is_told():
    text = SOUND.replace(R3, f"{R3}\n  note: 单个企业每年不超过20件")
    assert [finding.row for finding in found_in(text) if finding.code == "programme.count-over-matters"] == ["R3"]


def test_a_number_of_things_a_year_is_not_held_by_a_cap_for_life_or_by_one_that_all_rewards_share():
    text = SOUND.replace(R3, f"{R3}\n  caps: [{{amount_yuan: 1000000, per: applicant}}]\n  quote: 单个企业每年不超过20件")
    text = text.replace("caps:\n- {id: C1, clause: 二, amount_yuan: 1000000, per: applicant, rewards: [R1, R2]", SHARED_BY_ALL)
    assert SHARED_BY_ALL in text
    assert [finding.row for finding in found_in(text) if finding.code == "programme.count-over-matters"] == ["R3"]
