"""The steps of one query as named parts (WITH), each with the words of what it does; and the tables they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlglot import exp

from luoshi.rewards.plan.dialects import column, identifier

# What a SELECT lists: expressions, and names of columns of our own.
Columns: TypeAlias = list[exp.Expr | str]


@dataclass(frozen=True, slots=True)
class Sources:
    """What stands behind FROM for each table: a name, or a scan such as `read_parquet('applicants.parquet')`.

    None means that there are none, and the steps that look at them are left out.
    """

    applicants: str = "applicants"
    matters: str | None = "matters"
    payments: str | None = "payments"


def relation(source: str, alias: str) -> exp.Expr:
    """Return a table or a scan under an alias."""
    return exp.alias_(exp.maybe_parse(source, into=exp.Table, dialect="duckdb"), alias, table=True)


@dataclass(slots=True)
class Chain:
    """The parts of a query so far; every part stands on those before it.

    `kept` are the parts on which all that follows stands twice: without keeping them, work would double with every step.
    """

    parts: list[exp.CTE] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def add(self, name: str, words: str, query: exp.Query, *, is_kept: bool = False) -> str:
        """Add a part and return its name."""
        if is_kept:
            self.kept.add(name)
        alias = exp.TableAlias(this=exp.to_identifier(name))
        part = exp.CTE(this=query, alias=alias)
        part.add_comments([words])
        self.parts.append(part)
        return name

    def query(self, last: exp.Select) -> exp.Select:
        """Return a SELECT that stands on all parts."""
        last.set("with_", exp.With(expressions=self.parts))
        return last


def select(columns: Iterable[exp.Expr | str]) -> exp.Select:
    """Return a SELECT of these; a name is a column of our own."""
    return exp.Select(expressions=[column(item) if isinstance(item, str) else item for item in columns])


def named(value: exp.Expr, name: str) -> exp.Expr:
    """Return a value under a name."""
    return exp.alias_(value, identifier(name), copy=False)


def of(table: str, names: Iterable[str]) -> list[exp.Expr]:
    """Return columns of a table."""
    return [column(name, table) for name in names]


def all_columns(table: str) -> exp.Expr:
    """Return every column of a table."""
    return exp.Column(this=exp.Star(), table=exp.to_identifier(table))


def left_join(query: exp.Select, table: exp.Expr | str, on: exp.Expr) -> exp.Select:
    """Return the query with what fits from another relation, unknown where nothing does."""
    return query.join(table, on=on, join_type="left", copy=False)


def same(left: str, right: str, names: Sequence[str]) -> exp.Expr:
    """Return that two relations agree in these columns; none of them is NULL."""
    return exp.and_(*[column(name, left).eq(column(name, right)) for name in names])


def rows(alias: str, columns: Sequence[str], values: Iterable[Sequence[exp.Expr]]) -> exp.Expr:
    """Return a small table written out in the query."""
    return exp.values([tuple(row) for row in values], alias=alias, columns=list(columns))
