"""From a programme to rules: names of parameters, days, decisions, overrides, versions; and what a what-if may change."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from luoshi.programme.nodes import Programme
from luoshi.rewards import nodes
from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.lowering import UnknownFact, region_prefix


def programme(**more: Any) -> Programme:
    head = {"format": "luoshi-programme/1", "programme": "banner", "policy": {"title": "办法"}}
    return Programme.model_validate({**head, **more})


def reward(**more: Any) -> dict[str, Any]:
    fixed = {"type": "fixed", "amount_yuan": 200000}
    return {"id": "高企", "clause": "三", "when": {"kind": "认定"}, "formula": fixed, **more}


def test_parameters_are_named_by_programme_version_row_and_place() -> None:
    book = book_of([programme(version=2, rewards=[reward(once=True, caps=[{"amount_yuan": "0.05", "per": "matter"}])])])

    assert book.parameters() == {"banner/2/高企/formula/amount": 20_000_000, "banner/2/高企/times": 1, "banner/2/高企/cap/0": 5}


def test_a_what_if_changes_numbers_and_nothing_else() -> None:
    share = {"type": "share", "rate": "1/3", "of": "interest"}
    book = book_of([programme(rewards=[reward(formula=share)])])
    name = "banner/1/高企/formula/rate"

    changed = book.with_parameters({name: Fraction(1, 2)})

    assert changed.parameters() == {**book.parameters(), name: Fraction(1, 2)}
    assert changed.with_parameters({name: Fraction(1, 3)}) == book


def test_a_what_if_on_a_number_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="无此数"):
        book_of([programme(rewards=[reward()])]).with_parameters({"无此数": 1})


@pytest.mark.parametrize(
    ("code", "prefix"), [("150000", "15"), ("150600", "1506"), ("150602", "150602"), ("150602001", "150602001"), ("", "")]
)
def test_codes_of_the_places_within_one_begin_alike(code: str, prefix: str) -> None:
    assert region_prefix(code) == prefix


def test_validity_is_that_of_programme_and_reward_together() -> None:
    row = reward(in_force={"from": "2024-06-01"})
    rule = book_of([programme(in_force={"from": "2024-01-01", "to": "2026-12-31"}, rewards=[row])]).rules[0]

    assert (rule.first_day, rule.last_day) == (20240601, 20261231)


def test_an_override_without_a_formula_ends_the_reward_the_day_before() -> None:
    override = {"id": "停", "clause": "上级", "rewards": ["高企"], "from": "2025-03-01", "document": "上级通知"}
    rule = book_of([programme(rewards=[reward()], overrides=[override])]).rules[0]

    assert rule.last_day == 20250228
    assert rule.notes == ("自2025-03-01起按上级通知停止执行",)


def test_a_rate_nobody_has_decided_awaits_and_the_newest_decision_comes_first() -> None:
    share = {"type": "share", "rate": "by_decision", "of": "cost"}
    decisions = [
        {"reward": "高企", "rate": "40%", "from": "2025-06-01", "document": "乙"},
        {"reward": "高企", "rate": "30%", "from": "2025-01-01", "document": "甲"},
    ]
    assert book_of([programme(rewards=[reward(formula=share)])]).rules[0].formula == nodes.Awaiting()

    formula = book_of([programme(rewards=[reward(formula=share)], decisions=decisions)]).rules[0].formula

    assert isinstance(formula, nodes.Choose)
    (condition, newest), earlier = formula.cases[0], formula.otherwise
    assert isinstance(condition, nodes.Compare)
    assert (condition.to.value, newest.rate.value) == (20250601, Fraction(2, 5))
    assert isinstance(earlier, nodes.Choose)
    assert earlier.otherwise == nodes.Awaiting()


def test_a_fact_that_nobody_declared_is_named() -> None:
    with pytest.raises(UnknownFact, match="奖补“高企”用到的“不存在”"):
        book_of([programme(rewards=[reward(**{"if": {"fact": "不存在", "is": True}})])])


def test_a_cumulative_staged_reward_has_a_cap_of_its_whole_sum() -> None:
    stages = [{"stage": "受理", "amount_yuan": 20}, {"stage": "上市", "amount_yuan": 30}]
    staged = {"type": "staged", "cumulative": True, "stages": stages}
    (cap,) = book_of([programme(rewards=[reward(formula=staged)])]).caps

    assert (cap.amount.value, cap.per, cap.yearly) == (5000, "applicant", False)


def versions() -> RuleBook:
    row = reward(caps=[{"amount_yuan": 100, "per": "applicant"}])
    return book_of([programme(version=1, rewards=[row]), programme(version=2, rewards=[row])])


def test_a_cap_counts_lines_of_earlier_versions_and_takes_only_from_its_own() -> None:
    first, second = versions().caps

    assert (first.limits, first.counts) == (frozenset({0}), frozenset())
    assert (second.limits, second.counts) == (frozenset({1}), frozenset({0}))


def test_better_programme_ranks_the_newest_policy_first() -> None:
    better = [{"id": "优", "clause": "四", "rule": "从新从优从高", "run": {"type": "better_programme"}}]
    ours = programme(policy={"title": "新", "issued_on": "2024-01-01"}, rewards=[reward()], stacking=better)
    old = programme(programme="old", policy={"title": "旧", "issued_on": "2020-01-01"}, rewards=[reward()])

    assert book_of([old, ours]).better[0].order == ("banner", "old")


def test_of_several_overrides_the_latest_counts_in_whatever_order_they_are_written() -> None:
    def override(day: str, yuan: int) -> dict[str, Any]:
        formula = {"type": "fixed", "amount_yuan": yuan}
        return {"id": day, "clause": "五", "rewards": ["高企"], "from": day, "document": "新文", "formula": formula}

    early, late = override("2024-01-01", 1), override("2025-01-01", 2)
    in_order, turned_round = (book_of([programme(rewards=[reward()], overrides=rows)]).rules[0] for rows in ([early, late], [late, early]))

    assert turned_round == in_order
    assert isinstance(in_order.formula, nodes.Choose)
    assert [test.to.value for test, _ in in_order.formula.cases if isinstance(test, nodes.Compare)] == [20250101]
