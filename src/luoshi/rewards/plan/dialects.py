"""The operations whose meaning matters, and how each engine writes them: whole division, half-up rates, unknowns, running sums, order.

Everything is BIGINT and nothing is negative where it is divided, so that whole division means the same on every engine. Only engines
that raise where a number leaves 64 bits are here. What SQLGlot would translate by itself is not left to it: a translation may go
through doubles (`DIV` of one dialect is numeric in another).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import reduce

from sqlglot import exp
from sqlglot.generator import Generator
from sqlglot.generators.duckdb import DuckDBGenerator
from sqlglot.generators.postgres import PostgresGenerator
from sqlglot.generators.spark import SparkGenerator

LOOSE, SUM, PRODUCT, PRIMARY = range(4)
SHORT = 80
PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
TEXT_KEYS = {"applicant", "matter", "programme"}
# No text of a database holds this character.
MARK = "\0"
PARAMETER = re.compile(f"{MARK}(\\w+){MARK}")


class Dialect(StrEnum):
    """An engine's SQL, by SQLGlot's name for it."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"


def identifier(name: str) -> exp.Identifier:
    """Return a name of ours; one that holds a programme's own word, such as 绿色工厂, is quoted, as not every engine takes it bare."""
    return exp.to_identifier(name, quoted=PLAIN_NAME.fullmatch(name) is None)


def column(name: str, table: str = "") -> exp.Column:
    """Return a column by our own name."""
    return exp.column(identifier(name), table=table or None)


def fact_column(name: str, table: str = "") -> exp.Column:
    """Return a column of an input table; quoted, since facts are called `on`, `count` and `from`."""
    return exp.column(exp.to_identifier(name, quoted=True), table=table or None)


def whole(value: int) -> exp.Expr:
    """Return a whole number that is no parameter."""
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


def text(value: str) -> exp.Expr:
    """Return a word."""
    return exp.Literal.string(value)


def as_bigint(value: exp.Expr) -> exp.Expr:
    """Return the value as BIGINT; engines raise where it does not fit (sums over BIGINT are wider in two of them)."""
    return exp.cast(value, "BIGINT")


def parameter(name: str) -> exp.Expr:
    """Return a named parameter, typed: a narrow literal would be added up in 32 bits."""
    return as_bigint(exp.Placeholder(this=name))


def floor_div(value: exp.Expr, by: exp.Expr) -> exp.Expr:
    """Return the whole quotient of two numbers that are not negative."""
    return exp.IntDiv(this=_wrapped(value), expression=_wrapped(by))


def year_of(day: exp.Expr) -> exp.Expr:
    """Return the year of a day written yyyymmdd."""
    return floor_div(day, whole(10_000))


def half_up(amount: exp.Expr, numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    """Return numerator/denominator of an amount, half up to the fen: (x·2p + q) // 2q."""
    two = whole(2)
    return floor_div(_times(amount, _times(two, numerator)) + denominator, _times(two, denominator))


def half_up_wide(amount: exp.Expr, numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    """Return the same where x·2p may leave 64 bits: with x = a·q + b it is a·p + (b·2p + q) // 2q, exactly."""
    quotient = floor_div(amount, denominator)
    rest = _wrapped(amount) - exp.paren(_times(quotient, denominator))
    return _times(quotient, numerator) + half_up(rest, numerator, denominator)


def _times(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.Mul(this=_wrapped(left), expression=_wrapped(right))


def _wrapped(value: exp.Expr) -> exp.Expr:
    return value if _rank(value) == PRIMARY else exp.Paren(this=value)


def _rank(value: exp.Expr) -> int:
    """Return how tightly a node binds: what is one piece, products, sums, all else."""
    if isinstance(value, exp.Mul | exp.IntDiv | exp.Div):
        return PRODUCT
    if isinstance(value, exp.Add | exp.Sub):
        return SUM
    return LOOSE if isinstance(value, exp.Binary | exp.Unary | exp.Predicate) and not isinstance(value, exp.Paren) else PRIMARY


def times(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return the product; unknown if one is unknown."""
    return reduce(_times, parts)


def plus(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return the sum; unknown if one is unknown."""
    return reduce(lambda left, right: exp.Add(this=left, expression=_wrapped(right)), parts)


def greatest(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return the greatest of those that are known: all three engines pass over NULL."""
    return _of_several("GREATEST", parts)


def least_known(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return the least of parts that cannot be unknown."""
    return _of_several("LEAST", parts)


def _of_several(name: str, parts: Sequence[exp.Expr]) -> exp.Expr:
    """Each part once: DuckDB 2.0 cannot copy a plan in which a column is twice among the arguments of a function."""
    different = list(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else exp.func(name, *different)


def least(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return the least, unknown if one is unknown: LEAST itself passes over NULL, so it is asked before."""
    if len(parts) == 1:
        return parts[0]
    return when([(all_of([is_known(part) for part in parts]), least_known(parts))])


def excess(of: exp.Expr, beyond: exp.Expr) -> exp.Expr:
    """Return the first less the second, not below zero; unknown if one is unknown."""
    return when([(of > beyond, _wrapped(of) - _wrapped(beyond)), (of <= beyond, whole(0))])


def above_zero(value: exp.Expr) -> exp.Expr:
    """Return a number that cannot be unknown, not below zero."""
    return exp.func("GREATEST", value, whole(0))


def when(cases: Iterable[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr | None = None) -> exp.Expr:
    """Return the value of the first case whose condition is true; unknown where there is none and no `otherwise`."""
    ifs = [exp.If(this=condition, true=value) for condition, value in cases]
    return exp.Case(ifs=ifs, default=otherwise)


def by_rule(cases: Iterable[tuple[int, str, exp.Expr]], otherwise: exp.Expr | None = None) -> exp.Expr:
    """Return the value of the line's rule, each case with its position and the words of its clause as a comment."""
    ifs = []
    for position, words, value in cases:
        number = whole(position)
        number.add_comments([words])
        ifs.append(exp.If(this=number, true=value))
    if not ifs:
        return otherwise if otherwise is not None else exp.null()
    return exp.Case(this=column("rule"), ifs=ifs, default=otherwise)


def is_known(value: exp.Expr) -> exp.Expr:
    """Return whether a value is known."""
    return exp.Not(this=is_unknown(value))


def is_unknown(value: exp.Expr) -> exp.Expr:
    """Return whether a value is unknown."""
    return exp.Is(this=_wrapped(value), expression=exp.null())


def all_of(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return whether all hold, three-valued as SQL is."""
    return exp.and_(*parts) if parts else exp.true()


def any_of(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return whether one holds, three-valued as SQL is."""
    return exp.or_(*parts) if parts else exp.false()


def one_of(value: exp.Expr, words: Sequence[str]) -> exp.Expr:
    """Return whether a text is one of these words."""
    return value.eq(text(words[0])) if len(words) == 1 else exp.In(this=value, expressions=[text(word) for word in words])


def begins_with(value: exp.Expr, word: str) -> exp.Expr:
    """Return whether a text begins with a word; no LIKE, whose wildcards are not ours."""
    return exp.StartsWith(this=value, expression=text(word))


def known_or(value: exp.Expr, otherwise: exp.Expr) -> exp.Expr:
    """Return a value, or another where it is unknown."""
    return exp.func("COALESCE", value, otherwise)


def sum_of(value: exp.Expr) -> exp.Expr:
    """Return a sum as BIGINT."""
    return as_bigint(exp.Sum(this=value))


def over(call: exp.Expr, partition: Sequence[exp.Expr], order: Sequence[exp.Expr] = (), rows: str = "") -> exp.Window:
    """Return a window; `rows` is '' (whole partition, or the rank of the order), 'so_far' or 'before'."""
    spec = None
    if rows:
        end = ("CURRENT ROW", None) if rows == "so_far" else (whole(1), "PRECEDING")
        spec = exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end=end[0], end_side=end[1])
    ordered = exp.Order(expressions=list(order)) if order else None
    return exp.Window(this=call, partition_by=list(partition), order=ordered, spec=spec)


def ascending(name: str) -> exp.Expr:
    """Return a column to order by."""
    return exp.Ordered(this=column(name))


def descending(name: str) -> exp.Expr:
    """Return a column to order by, the highest first."""
    return exp.Ordered(this=column(name), desc=True)


def render(query: exp.Expr, dialect: Dialect) -> str:
    """Return the SQL of one engine, laid out to be read."""
    tree = query.copy()
    for node in list(tree.find_all(exp.Paren, exp.IntDiv, exp.Ordered)):
        match node:
            case exp.Paren():
                _drop_if_needless(node)
            case exp.Ordered():
                _order_everywhere_alike(node, dialect)
            case exp.IntDiv() if dialect is Dialect.POSTGRES:
                node.replace(exp.Div(this=node.this, expression=node.expression, typed=True, safe=False))
    return _WRITERS[dialect](dialect=str(dialect), pretty=True, max_text_width=120).generate(tree, copy=False)


class _Short:
    """Brackets around something short stay on its line; SQLGlot gives them three."""

    def paren_sql(self, expression: exp.Paren) -> str:
        inner = str(self.sql(expression, "this"))  # type: ignore[attr-defined]  # of the generator that it is mixed into
        return f"({inner})" if "\n" not in inner and len(inner) <= SHORT else str(super().paren_sql(expression))  # type: ignore[misc]


class _DuckDBWriter(_Short, DuckDBGenerator):
    pass


class _PostgresWriter(_Short, PostgresGenerator):
    """Writes for psycopg, to which `%` begins a parameter wherever it stands, in words and comments too."""

    def placeholder_sql(self, expression: exp.Placeholder) -> str:
        return f"{MARK}{expression.name}{MARK}"

    def generate(self, expression: exp.Expr, copy: bool = True) -> str:
        words = str(super().generate(expression, copy=copy)).replace("%", "%%")
        return PARAMETER.sub(r"%(\1)s", words)


class _SparkWriter(_Short, SparkGenerator):
    pass


_WRITERS: dict[Dialect, type[Generator]] = {
    Dialect.DUCKDB: _DuckDBWriter,
    Dialect.POSTGRES: _PostgresWriter,
    Dialect.SPARK: _SparkWriter,
}


def _drop_if_needless(node: exp.Paren) -> None:
    parent = node.parent
    is_left = parent is not None and parent.args.get("this") is node
    match parent:
        case exp.Add() | exp.Sub():
            needed = SUM if is_left else PRODUCT
        case exp.Mul() | exp.IntDiv() | exp.Div():
            needed = PRODUCT if is_left else PRIMARY
        case exp.EQ() | exp.NEQ() | exp.GT() | exp.GTE() | exp.LT() | exp.LTE() | exp.Between():
            needed = SUM
        case exp.If() | exp.Case() | exp.Alias() | exp.Coalesce() | exp.Greatest() | exp.Least() | exp.Paren():
            needed = LOOSE
        case _:
            needed = PRIMARY
    if _rank(node.this) >= needed:
        node.replace(node.this)


def _order_everywhere_alike(node: exp.Ordered, dialect: Dialect) -> None:
    """Texts in the order of their code points, as Python has it; DuckDB and Spark compare bytes, PostgreSQL by its locale."""
    if dialect is Dialect.POSTGRES and isinstance(node.this, exp.Column) and node.this.name in TEXT_KEYS:
        node.set("this", exp.Collate(this=node.this.copy(), expression=exp.column(exp.to_identifier("C", quoted=True))))
