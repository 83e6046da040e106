"""One promise printed twice is one promise; two numbers for one promise are a quarrel that someone has to settle before issuing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from luoshi.commitments.identity import contradictions, key_of, name_of, same_targets, value_of
from luoshi.commitments.nodes import Duty, Target
from luoshi.source import Span
from luoshi.values.periods import PartialDate, Period


def target(
    indicator: str = "高新技术企业", value: str = "30", unit: str = "家", *, clause: str = "一", by: int = 2026, **further: Any
) -> Target:
    facts = {"measure": "level", "op": ">=", "period": Period(by=PartialDate(by)), **further}
    return Target(clause=clause, span=Span(0, 1), quote="", indicator=indicator, value=Decimal(value), unit=unit, **facts)


@pytest.mark.parametrize(
    ("indicator", "name"),
    [
        ("全县高新技术企业数量", "高新技术企业"),
        ("高新技术企业总数", "高新技术企业"),
        ("专精特新“小巨人”企业", "专精特新小巨人企业"),
        ("全社会研发经费投入", "研发经费投入"),
        ("各类创新平台", "创新平台"),
        ("全国重点实验室", "全国重点实验室"),
        ("全域科普示范村", "全域科普示范村"),
    ],
)
def test_name_leaves_out_what_a_second_mention_may_leave_out(indicator, name):
    assert name_of(indicator) == name


def test_same_number_in_two_places_is_one_target():
    first, second = target("全县高新技术企业", clause="一"), target("高新技术企业数量", clause="二")

    assert same_targets([first, second]) == ((0, 1),)
    assert contradictions([first, second]) == ()


def test_other_commitments_between_do_not_shift_the_numbers():
    duty = Duty(clause="一", span=Span(0, 1), quote="", title="培育企业")

    assert same_targets([duty, target(), duty, target(clause="二"), target("创新平台", unit="个")]) == ((1, 3),)


def test_amounts_in_two_scales_are_one():
    assert same_targets([target("技术合同成交额", "4000", "万元"), target("技术合同成交额", "0.4", "亿元", clause="二")]) == ((0, 1),)
    assert value_of(target(value="0.4", unit="亿元")) == value_of(target(value="4000", unit="万元"))


@pytest.mark.parametrize(
    "other",
    [
        target(by=2025, clause="二"),
        target("科技型中小企业", clause="二"),
        target(unit="%", measure="ratio", clause="二"),
        target(period=Period(every="year"), clause="二"),
    ],
)
def test_another_date_name_unit_or_rhythm_is_another_target(other):
    assert key_of(target()) != key_of(other)
    assert same_targets([target(), other]) == ()
    assert contradictions([target(value="20"), other]) == ()


def test_stretch_that_ends_with_a_year_is_due_in_that_year():
    stretch = target(period=Period(since=PartialDate(2024), until=PartialDate(2026)), clause="二")

    assert same_targets([target(), stretch]) == ((0, 1),)


def test_two_numbers_for_one_date_contradict_each_other():
    assert contradictions([target(value="30"), target(value="36", clause="二")]) == ((0, 1),)


def test_numbers_of_one_clause_are_steps_and_no_contradiction():
    assert contradictions([target(value="30"), target(value="36")]) == ()


def test_newly_added_and_stock_do_not_contradict_each_other():
    assert contradictions([target(value="60"), target(value="10", measure="increase", clause="二")]) == ()


def test_contradiction_is_found_behind_a_number_of_another_sort():
    added, stock, other = target(value="10", measure="increase"), target(value="60", clause="二"), target(value="80", clause="三")

    assert contradictions([added, stock, other]) == ((1, 2),)


def test_targets_without_a_date_do_not_contradict_each_other():
    undated = {"period": Period()}

    assert contradictions([target(value="30", **undated), target(value="36", clause="二", **undated)]) == ()


def test_short_names_are_too_little_to_call_two_targets_one():
    assert same_targets([target("产值"), target("产值", clause="二")]) == ()
