"""Conditions in SQL, whose own three values are those of the rules: true, false, and NULL for unknown."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from luoshi.facts.vocabulary import FactType
from luoshi.rewards import nodes
from luoshi.rewards.lowering import region_prefix
from luoshi.rewards.nodes import Fact, Op
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.quantities import quantity
from luoshi.rewards.plan.terms import Terms

COMPARE: dict[Op, Callable[[exp.Expr, exp.Expr], exp.Expr]] = {
    Op.AT_LEAST: lambda value, bound: value >= bound,
    Op.MORE_THAN: lambda value, bound: value > bound,
    Op.AT_MOST: lambda value, bound: value <= bound,
    Op.LESS_THAN: lambda value, bound: value < bound,
}


def condition(node: nodes.Condition, terms: Terms) -> exp.Expr:
    """Return whether a condition is true."""
    match node:
        case nodes.IsTrue():
            return terms.fact(node.fact)
        case nodes.OneOf():
            return _one_of(node, terms)
        case nodes.Compare():
            return COMPARE[node.op](quantity(node.of, terms), terms.names.number(node.to))
        case nodes.CompareRatio():
            return _ratio(node, terms)
        case nodes.Has():
            return terms.has[node]
        case nodes.AllOf():
            return sql.all_of([condition(part, terms) for part in node.parts])
        case nodes.AnyOf():
            return sql.any_of([condition(part, terms) for part in node.parts])
        case nodes.Not():
            return exp.not_(condition(node.of, terms))


def _one_of(node: nodes.OneOf, terms: Terms) -> exp.Expr:
    value = terms.fact(node.fact)
    if node.fact.type is FactType.REGION:
        return sql.any_of([sql.begins_with(value, region_prefix(word)) for word in node.values])
    return sql.one_of(value, node.values)


def _ratio(node: nodes.CompareRatio, terms: Terms) -> exp.Expr:
    """Compare by cross-multiplication, so that nothing is rounded; a share of zero is unknown."""
    of, whole = quantity(node.of, terms), quantity(node.whole, terms)
    numerator, denominator = terms.names.rate(node.to)
    compared = COMPARE[node.op](sql.times([of, denominator]), sql.times([whole, numerator]))
    return sql.when([(exp.paren(whole).neq(sql.whole(0)), compared)])


def is_certain(node: nodes.Condition) -> bool:
    """Return whether a condition can never be unknown: it looks at the day, or for other matters."""
    match node:
        case nodes.Compare():
            return isinstance(node.of, Fact) and node.of.name == "on"
        case nodes.Has():
            return True
        case nodes.AllOf() | nodes.AnyOf():
            return all(is_certain(part) for part in node.parts)
        case nodes.Not():
            return is_certain(node.of)
    return False
