"""A programme whose amounts could leave 64 bits is refused with its row and what to write; all others are proved."""

from __future__ import annotations

from fractions import Fraction

import pytest

from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.book import Bounds
from luoshi.rewards.bounds import PlanRefused, most_given, prove, wide_rates
from luoshi.rewards.nodes import Compare, CompareRatio, Fact, Increase, Op, PerItem, Product, Share, Sum, Tier, Tiers
from tests.unit.rewards.plan.rules import COST, SALES, amount, book, fixed, rate, rule

COUNT = Fact("count", Entity.MATTER, FactType.COUNT)


def test_an_ordinary_rule_is_proved() -> None:
    prove(book(rule(0, Share(rate(Fraction(1, 3)), COST)), rule(1, fixed(10**14, 1))))


def test_a_price_by_an_unbounded_count_is_refused_with_the_row_and_what_to_write() -> None:
    with pytest.raises(PlanRefused) as refused:
        prove(book(rule(0, PerItem(amount(10**12), COUNT))))

    assert str(refused.value) == "奖补“第1项”（甲 第1版 r1）：单价乘以件数太大，请用 at_most 限定件数"


def test_the_number_of_items_that_the_rule_allows_bounds_it() -> None:
    formula = PerItem(amount(10**12), COUNT, at_most=amount(5, place="formula/at_most"))

    prove(book(rule(0, formula)))

    assert most_given(formula) == 5 * 10**12


def test_money_by_money_is_refused() -> None:
    with pytest.raises(PlanRefused, match="相乘的数太大"):
        prove(book(rule(0, Share(rate(Fraction(1, 2)), Product((COST, SALES))))))


def test_a_ratio_of_too_many_digits_is_refused() -> None:
    node = CompareRatio(COST, SALES, Op.AT_LEAST, rate(Fraction(123_457, 1_000_000)))

    with pytest.raises(PlanRefused, match="比例的位数太多"):
        prove(book(rule(0, fixed(1), condition=node)))


def test_a_threshold_or_band_beyond_64_bits_is_refused() -> None:
    beyond = amount(10**20, place="x")

    with pytest.raises(PlanRefused, match="条件里的界限太大"):
        prove(book(rule(0, fixed(1), condition=Compare(COST, Op.AT_LEAST, beyond))))
    with pytest.raises(PlanRefused, match="各档的起点太大"):
        prove(book(rule(0, Tiers(COST, False, (Tier(beyond, True, amount=amount(1)),)))))


def test_a_word_is_no_number() -> None:
    level = Fact("level", Entity.MATTER, FactType.CHOICE)

    with pytest.raises(PlanRefused, match="事实“level”不是金额、数量或日期"):
        prove(book(rule(0, fixed(1), condition=Compare(level, Op.AT_LEAST, amount(1)))))


def test_an_increase_within_an_increase_is_refused() -> None:
    with pytest.raises(PlanRefused, match="increase 里面不能再写 increase"):
        prove(book(rule(0, Share(rate(Fraction(1)), Increase(Sum((COST, Increase(SALES))))))))


@pytest.mark.parametrize(("bounds", "words"), [(Bounds(instalments=amount(0)), "分期"), (Bounds(round_down=amount(0)), "取整")])
def test_nothing_is_divided_by_zero(bounds: Bounds, words: str) -> None:
    with pytest.raises(PlanRefused, match=f"{words}的数应当至少为1，现在是0"):
        prove(book(rule(0, fixed(1), bounds=bounds)))


def test_a_what_if_is_proved_anew() -> None:
    before = book(rule(0, PerItem(amount(100), COUNT)))

    with pytest.raises(PlanRefused):
        prove(before.with_parameters({"甲/1/r1/formula/amount": 10**12}))


def test_a_rate_of_many_digits_takes_the_longer_form() -> None:
    few, many = (book(rule(0, Share(rate(value), COST))) for value in (Fraction(1, 2), Fraction(123_457, 1_000_000)))

    assert (wide_rates(few), wide_rates(many)) == (frozenset(), {"甲/1/r1/formula/rate"})
