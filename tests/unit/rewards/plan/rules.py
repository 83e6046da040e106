"""Small books for the tests of the plan, built from the nodes, and a few applicants for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from luoshi.facts.nodes import Applicant, Matter, Payment, State
from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.nodes import Fact, Fixed, Formula, Number, Pattern, Rate

AS_OF = date(2025, 12, 31)
SALES = Fact("sales", Entity.APPLICANT, FactType.MONEY)
COST = Fact("cost", Entity.MATTER, FactType.MONEY)
RECOGNISED = Pattern((("kind", ("recognition",)),))


def rule(position: int, formula: Formula, **more: Any) -> Rule:
    name = f"r{position + 1}"
    texts = {"clause": f"一/{position + 1}", "label": f"第{position + 1}项", "beneficiary": "企业", "trigger": "认定"}
    return Rule(programme="甲", reward=name, version=1, position=position, formula=formula, **{**texts, **more})


def fixed(fen: int, position: int = 0) -> Fixed:
    return Fixed(amount(fen, position))


def amount(fen: int, position: int = 0, place: str = "formula/amount") -> Number:
    return Number(f"甲/1/r{position + 1}/{place}", fen)


def rate(value: Fraction, position: int = 0) -> Rate:
    return Rate(f"甲/1/r{position + 1}/formula/rate", value)


def book(*rules: Rule, **more: Any) -> RuleBook:
    return RuleBook(rules=rules, **more)


def recognised(number: str, applicant: str, day: date = date(2025, 6, 1), **facts: Any) -> Matter:
    return Matter(number, applicant, day, {"kind": "recognition", **facts})


def applicant(
    name: str, *, matters: Sequence[Matter] = (), payments: Sequence[Payment] = (), since: date | None = None, **facts: Any
) -> Applicant:
    return Applicant(name, (State(facts, since),), tuple(matters), tuple(payments))
