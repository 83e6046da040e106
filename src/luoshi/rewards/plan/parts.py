"""A query cut into its named parts, for an engine that does not keep what it has worked out for a later part of the same query."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from luoshi.rewards.plan.dialects import Dialect, render

# Views of parts stand beside the user's own tables for as long as a query runs.
PREFIX = "luoshi_"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name among the views, its SQL over the parts before it, and whether it is worked out once for all that follow."""

    name: str
    sql: str
    parameters: frozenset[str]
    is_kept: bool


def parameters_of(tree: exp.Expr) -> frozenset[str]:
    """Return the names of the parameters in a tree."""
    return frozenset(node.name for node in tree.find_all(exp.Placeholder))


def parts_of(tree: exp.Select, kept: set[str], dialect: Dialect) -> tuple[Part, ...]:
    """Return the parts in their order; the last, without a name, is the SELECT that stands on all."""
    last = tree.copy()
    named = list(last.args["with_"].expressions)
    last.set("with_", None)
    names = {part.alias for part in named}
    queries = [(part.alias, part.this) for part in named] + [("", last)]
    for _, query in queries:
        _point_at_views(query, names)
    return tuple(Part(PREFIX + name if name else "", render(query, dialect), parameters_of(query), name in kept) for name, query in queries)


def _point_at_views(query: exp.Expr, names: set[str]) -> None:
    for table in query.find_all(exp.Table):
        if table.name in names:
            if not table.alias:
                table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
            table.set("this", exp.to_identifier(PREFIX + table.name))
