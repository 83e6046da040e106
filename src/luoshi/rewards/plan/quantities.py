"""Quantities in SQL: BIGINT, NULL where what they need is not known."""

from __future__ import annotations

from sqlglot import exp

from luoshi.rewards import nodes
from luoshi.rewards.nodes import Fact
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.terms import Terms


def quantity(node: nodes.Quantity, terms: Terms) -> exp.Expr:
    """Return a quantity in fen, a count or a day."""
    match node:
        case Fact():
            return terms.fact(node)
        case nodes.Sum():
            return sql.plus(_parts(node.parts, terms))
        case nodes.Excess():
            return sql.excess(quantity(node.of, terms), quantity(node.beyond, terms))
        case nodes.Greatest():
            return sql.greatest(_parts(node.parts, terms))
        case nodes.Least():
            return sql.least(_parts(node.parts, terms))
        case nodes.Product():
            return sql.times(_parts(node.parts, terms))
        case nodes.Increase():
            return _increase(node, terms)


def _parts(parts: tuple[nodes.Quantity, ...], terms: Terms) -> list[exp.Expr]:
    return [quantity(part, terms) for part in parts]


def _increase(node: nodes.Increase, terms: Terms) -> exp.Expr:
    """A rule without a pattern has no earlier matters: all of it is increase."""
    of = quantity(node.of, terms)
    best = terms.best.get(node)
    return of if best is None else sql.excess(of, sql.known_or(best, sql.whole(0)))
