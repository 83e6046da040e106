"""Parameters have names that an auditor finds again, and no two numbers have the same."""

from __future__ import annotations

from fractions import Fraction

from luoshi.rewards.book import Cap, Scope
from luoshi.rewards.nodes import Number, Share
from luoshi.rewards.plan.dialects import Dialect, render
from luoshi.rewards.plan.names import Names
from tests.unit.rewards.plan.rules import COST, amount, book, fixed, rate, rule


def test_a_number_is_named_after_its_rule_and_place() -> None:
    names = Names(book(rule(0, Share(rate(Fraction(3, 10)), COST)), rule(1, fixed(5, 1))))

    assert names.values(book(rule(0, Share(rate(Fraction(3, 10)), COST)), rule(1, fixed(5, 1)))) == {
        "r0_formula_rate_p": 3,
        "r0_formula_rate_q": 10,
        "r1_formula_amount": 5,
    }


def test_names_that_would_be_the_same_are_numbered() -> None:
    def cap(name: str) -> Cap:
        return Cap(name, "", "", Number(f"甲/1/{name}/cap", 1), Scope.APPLICANT, False, frozenset([0]), frozenset(), frozenset())

    names = Names(book(rule(0, fixed(5)), caps=(cap("限额一"), cap("限额二"))))

    assert list(names.values(book(rule(0, fixed(5)), caps=(cap("限额一"), cap("限额二"))))) == [
        "r0_formula_amount",
        "shared_cap",
        "shared_cap_2",
    ]


def test_each_dialect_writes_a_parameter_in_its_way() -> None:
    value = Names(book(rule(0, fixed(5)))).number(amount(5))

    written = [render(value, dialect) for dialect in (Dialect.DUCKDB, Dialect.POSTGRES, Dialect.SPARK)]

    assert written == [f"CAST({mark} AS BIGINT)" for mark in ("$r0_formula_amount", "%(r0_formula_amount)s", ":r0_formula_amount")]
