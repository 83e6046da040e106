"""Passes over the lines: caps that could notice each other are filled one after the other, all others together."""

from __future__ import annotations

from luoshi.rewards.plan.scopes import waves


def placed(*touched: set[int]) -> list[list[int]]:
    numbered = list(enumerate(map(frozenset, touched)))
    return [[number for number, _ in wave] for wave in waves(numbered, lambda item: item[1])]


def test_limits_of_different_rules_share_one_pass() -> None:
    assert placed({0}, {1}, {2, 3}) == [[0, 1, 2]]


def test_limits_of_one_rule_keep_their_order() -> None:
    assert placed({0}, {0, 1}, {1}, {2}) == [[0, 3], [1], [2]]


def test_a_later_limit_never_overtakes_one_that_it_depends_on() -> None:
    assert placed({0, 1}, {1, 2}, {0}) == [[0], [1, 2]]


def test_no_limit_is_no_pass() -> None:
    assert placed() == []
