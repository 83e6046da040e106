"""What is done to the amount of a single line: instalments, rounding down, the floor, what is too little, caps of an item or matter."""

from __future__ import annotations

from sqlglot import exp

from luoshi.rewards import nodes
from luoshi.rewards.book import Bounds, Rule
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.formulas import counted_items
from luoshi.rewards.plan.terms import Terms


def bounded(amount: exp.Expr, bounds: Bounds, counted: exp.Expr | None, as_of: exp.Expr, terms: Terms) -> exp.Expr:
    """Return a known amount above zero after the bounds of its line, in their order.

    Args:
        counted: The items that an item cap counts by; None: the matter itself.
        as_of: The day of the settlement.
    """
    number = terms.names.number
    if bounds.instalments:
        amount = _due(amount, number(bounds.instalments), as_of, terms)
    if bounds.round_down:
        amount = sql.times([sql.floor_div(amount, number(bounds.round_down)), number(bounds.round_down)])
    if bounds.floor:
        amount = sql.when([(amount > sql.whole(0), sql.greatest([amount, number(bounds.floor)]))], amount)
    if bounds.ignore_below:
        amount = sql.when([(amount >= number(bounds.ignore_below), amount)], sql.whole(0))
    caps = [sql.times([number(cap), counted]) if counted is not None else number(cap) for cap in bounds.item_caps]
    caps += [number(cap) for cap in bounds.matter_caps]
    return sql.least_known([amount, *caps])


def _due(amount: exp.Expr, count: exp.Expr, as_of: exp.Expr, terms: Terms) -> exp.Expr:
    years = sql.year_of(as_of) - sql.year_of(terms.day) + sql.whole(1)
    return sql.floor_div(sql.times([amount, sql.least_known([count, years])]), count)


def has_bounds(bounds: Bounds) -> bool:
    """Return whether anything is done to the line at all."""
    return bounds != Bounds()


def counts_items(rule: Rule) -> bool:
    """Return whether lines of the rule carry a number of items, for a cap that counts by them."""
    return bool(rule.bounds.item_caps) and nodes.is_counted(rule.formula)


def items_of(rule: Rule, terms: Terms) -> exp.Expr:
    """Return what an item cap of the rule counts by: its items, or the matter itself where the formula that applies counts none."""
    counted = counted_items(rule.formula, terms)
    return counted if isinstance(rule.formula, nodes.PerItem) else sql.known_or(counted, sql.whole(1))
