"""What comes out: the lines with their status, or their sums by rule, region, year, size and status."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlglot import exp

from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.nodes import Fact
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import named, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.formulas import AWAITS, IN_KIND, UNDECIDED
from luoshi.rewards.plan.sight import name_of

LINE_COLUMNS = ("applicant", "matter", "rule", "day", "status", "gross_fen", "owed_fen")


class Key(StrEnum):
    """What totals can be told apart by; region and size are the applicant's on the day of the matter."""

    RULE = "rule"
    REGION = "region"
    YEAR = "year"
    SIZE = "size"
    STATUS = "status"


FACTS = {
    Key.REGION: Fact("region", Entity.APPLICANT, FactType.REGION),
    Key.SIZE: Fact("size", Entity.APPLICANT, FactType.CHOICE),
}


def facts_of_keys(keys: Sequence[Key]) -> tuple[Fact, ...]:
    """Return the facts that lines have to carry for these keys."""
    return tuple(FACTS[key] for key in keys if key in FACTS)


def status() -> exp.Expr:
    """Return how a line ended, by the names that the interpreter gives."""
    answers = [(UNDECIDED, "undecided"), (AWAITS, "awaiting_decision"), (IN_KIND, "in_kind")]
    cases = [(column("gross").eq(sql.whole(answer)), sql.text(word)) for answer, word in answers]
    return sql.when([*cases, (column("amount") > sql.whole(0), sql.text("owed"))], sql.text("nothing"))


def final_lines(last: str) -> exp.Select:
    """Return every line: whose, for which matter, under which rule, how it ended, and both amounts in fen."""
    gross = named(sql.above_zero(column("gross")), "gross_fen")
    columns = ["applicant", "matter", "rule", "day", named(status(), "status"), gross, named(column("amount"), "owed_fen")]
    return select(columns).from_(last, copy=False)


def totals(last: str, keys: Sequence[Key]) -> exp.Select:
    """Return for each combination of the keys the number of lines, of lines with something owed, and the sum owed in fen."""
    columns = [named(_key(key), str(key)) for key in keys] + [named(sql.whole(1), "line"), "amount"]
    each = select(columns).from_(last, copy=False).subquery("lines_told_apart")
    is_owed = sql.when([(column("amount") > sql.whole(0), sql.whole(1))], sql.whole(0))
    sums = [
        named(exp.Count(this=exp.Star()), "line_count"),
        named(sql.as_bigint(sql.known_or(exp.Sum(this=is_owed), sql.whole(0))), "owed_count"),
        named(sql.known_or(sql.sum_of(column("amount")), sql.whole(0)), "owed_fen"),
    ]
    query = select([*map(str, keys), *sums]).from_(each, copy=False)
    if not keys:
        return query
    return query.group_by(*(column(key) for key in keys), copy=False).order_by(*(column(key) for key in keys), copy=False)


def _key(key: Key) -> exp.Expr:
    if key in FACTS:
        return column(name_of(FACTS[key]))
    return {Key.RULE: column("rule"), Key.YEAR: sql.year_of(column("day")), Key.STATUS: status()}[key]
