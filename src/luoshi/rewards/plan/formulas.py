"""Formulas in SQL: one BIGINT a line, an amount in fen or one of the answers below zero; NULL where a quantity is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sqlglot import exp

from luoshi.rewards import nodes
from luoshi.rewards.bounds import most_of, needs_wide_rate
from luoshi.rewards.nodes import DECIDED, STAGE, Number, Rate
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.conditions import condition, is_certain
from luoshi.rewards.plan.quantities import quantity
from luoshi.rewards.plan.terms import Terms

AWAITS, IN_KIND, UNDECIDED = -1, -2, -3
Give: TypeAlias = Callable[[nodes.Formula], exp.Expr]


def formula(node: nodes.Formula, terms: Terms) -> exp.Expr:
    """Return what a formula gives."""
    match node:
        case nodes.Fixed():
            return terms.names.number(node.amount)
        case nodes.Share():
            return _rate_of(node.rate, node.of, quantity(node.of, terms), terms)
        case nodes.PerItem():
            return sql.times([items(node, terms), terms.names.number(node.amount)])
        case nodes.Steps():
            return _steps(node, terms)
        case nodes.Tiers():
            return _slabs(node, terms) if node.slab else _whole_band(node, terms)
        case nodes.Staged():
            return _staged(node, terms)
        case nodes.Decided():
            return sql.known_or(terms.fact(DECIDED), sql.whole(AWAITS))
        case nodes.Awaiting():
            return sql.as_bigint(sql.whole(AWAITS))
        case nodes.InKind():
            return sql.as_bigint(sql.whole(IN_KIND))
        case nodes.ByYear() | nodes.LeastOf() | nodes.Choose():
            return _composed(node, terms)


def items(node: nodes.PerItem, terms: Terms) -> exp.Expr:
    """Return how many items are paid for."""
    of = quantity(node.of, terms)
    if node.at_most is None:
        return of
    most = terms.names.number(node.at_most)
    return sql.when([(of > most, most)], of)


def _rate_of(rate: Rate, base: nodes.Quantity, amount: exp.Expr, terms: Terms) -> exp.Expr:
    write = sql.half_up_wide if needs_wide_rate(most_of(base), rate.value) else sql.half_up
    return write(amount, *terms.names.rate(rate))


def _steps(node: nodes.Steps, terms: Terms) -> exp.Expr:
    of, first = quantity(node.of, terms), terms.names.number(node.first)
    further = sql.floor_div(of - first, terms.names.number(node.each))
    reached = terms.names.number(node.first_amount) + sql.times([further, terms.names.number(node.each_amount)])
    return sql.when([(of < first, sql.whole(0))], reached)


def _whole_band(node: nodes.Tiers, terms: Terms) -> exp.Expr:
    of = quantity(node.of, terms)
    base = node.of if node.rate_of is None else node.rate_of
    cases = []
    for tier in reversed(node.tiers):
        start = terms.names.number(tier.start)
        if tier.rate is not None:
            given = _rate_of(tier.rate, base, quantity(base, terms), terms)
        else:
            given = terms.names.number(tier.amount) if tier.amount else sql.whole(0)
        cases.append((of >= start if tier.inclusive else of > start, given))
    return sql.when([*cases, (sql.is_known(of), sql.whole(0))])


def _slabs(node: nodes.Tiers, terms: Terms) -> exp.Expr:
    """Each band's rate on the part within it, each part rounded by itself."""
    of = quantity(node.of, terms)
    parts = []
    for tier, following in zip(node.tiers, [*node.tiers[1:], None], strict=True):
        if tier.rate is None:
            continue
        end = sql.least_known([of, terms.names.number(following.start)]) if following else of
        parts.append(_rate_of(tier.rate, node.of, sql.above_zero(end - terms.names.number(tier.start)), terms))
    return sql.when([(sql.is_known(of), sql.plus(parts) if parts else sql.whole(0))])


def _staged(node: nodes.Staged, terms: Terms) -> exp.Expr:
    stage = terms.fact(STAGE)
    cases = [(stage.eq(sql.text(word)), given) for word, given in _stage_amounts(node, terms)]
    return sql.when([*cases, (sql.is_known(stage), sql.whole(0))])


def _stage_amounts(node: nodes.Staged, terms: Terms) -> Iterator[tuple[str, exp.Expr]]:
    reached: list[Number] = []
    for word, amount in node.stages:
        reached = [*reached, amount] if node.cumulative else [amount]
        yield word, sql.plus([terms.names.number(number) for number in reached])


def _composed(node: nodes.ByYear | nodes.LeastOf | nodes.Choose, terms: Terms) -> exp.Expr:
    if isinstance(node, nodes.LeastOf):
        return _least_of(node, terms)
    return _of_chosen(node, terms, lambda part: formula(part, terms), sql.whole(0))


def _of_chosen(node: nodes.ByYear | nodes.Choose, terms: Terms, give: Give, nothing: exp.Expr) -> exp.Expr:
    """Return what is given for the formula that applies, `nothing` where none does; unknown where it is not known which."""
    if isinstance(node, nodes.Choose):
        return sql.when(_cases(node, terms, give), give(node.otherwise) if node.otherwise else nothing)
    number = sql.year_of(terms.day) - sql.year_of(terms.fact(node.since)) + sql.whole(1)
    bands = [(number <= terms.names.number(through), give(part)) for through, part in node.bands]
    return sql.when([(number < sql.whole(1), nothing), *bands, (sql.is_known(number), nothing.copy())])


def counted_items(node: nodes.Formula, terms: Terms) -> exp.Expr:
    """Return how many items the formula that applies pays for, in a `least` the fewest; NULL where it counts none."""
    match node:
        case nodes.PerItem():
            return items(node, terms)
        case nodes.LeastOf():
            return sql.least_known([counted_items(part, terms) for part in node.formulas if nodes.is_counted(part)] or [exp.null()])
        case nodes.ByYear() | nodes.Choose():
            return _of_chosen(node, terms, lambda part: counted_items(part, terms), exp.null())
    return exp.null()


def brings_all_stages(node: nodes.Formula, terms: Terms) -> exp.Expr:
    """Return whether the formula that applies gives the sum of stages."""
    match node:
        case nodes.Staged():
            return exp.true() if node.cumulative else exp.false()
        case nodes.LeastOf():
            return sql.any_of([brings_all_stages(part, terms) for part in node.formulas])
        case nodes.ByYear() | nodes.Choose():
            return _of_chosen(node, terms, lambda part: brings_all_stages(part, terms), exp.false())
    return exp.false()


def _least_of(node: nodes.LeastOf, terms: Terms) -> exp.Expr:
    """Undecided if one is unknown; else awaiting if one is no amount."""
    least = sql.least([formula(part, terms) for part in node.formulas])
    if not any(may_answer(part) for part in node.formulas):
        return least
    return sql.when([(sql.is_known(least), sql.greatest([least, sql.whole(AWAITS)]))])


def _cases(node: nodes.Choose, terms: Terms, give: Give) -> Iterator[tuple[exp.Expr, exp.Expr]]:
    for test, part in node.cases:
        holds = condition(test, terms)
        yield holds, give(part)
        if not is_certain(test):
            yield sql.is_unknown(holds), exp.null()


def may_answer(node: nodes.Formula) -> bool:
    """Return whether a formula may give something that is no amount: it awaits a decision, or is in kind."""
    return any(isinstance(part, nodes.Decided | nodes.Awaiting | nodes.InKind) for part in nodes.formulas_in(node))
