"""What comes out: the lines with their status, or their sums by rule, region, year, size and status."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlglot import exp

from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.nodes import REGION, Fact
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import Columns, named, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.formulas import AWAITS, IN_KIND, UNDECIDED
from luoshi.rewards.plan.sight import name_of

# What stands in the place of an amount.
ANSWERS = {"undecided": UNDECIDED, "awaiting_decision": AWAITS, "in_kind": IN_KIND}
STATUSES = ("owed", "nothing", "undecided", "awaiting_decision", "in_kind")
COUNTS, OWED = ("line_count", "owed_count"), "owed_fen"
LINE_COLUMNS = ("applicant", "matter", "rule", "day", "status", "gross_fen", "owed_fen")
# What the steps took of each line, in their order: gross_fen less these is owed_fen.
TAKEN_COLUMNS = ("taken_times", "taken_stacking", "taken_paid", "taken_caps", "taken_quotas")


class Key(StrEnum):
    """What totals can be told apart by; region and size are the applicant's on the day of the matter."""

    RULE = "rule"
    REGION = "region"
    YEAR = "year"
    SIZE = "size"
    STATUS = "status"


FACTS = {
    Key.REGION: REGION,
    Key.SIZE: Fact("size", Entity.APPLICANT, FactType.CHOICE),
}


def facts_of_keys(keys: Sequence[Key]) -> tuple[Fact, ...]:
    """Return the facts that lines have to carry for these keys."""
    return tuple(FACTS[key] for key in keys if key in FACTS)


def status() -> exp.Expr:
    """Return how a line ended, by the names that the interpreter gives."""
    cases = [(column("gross").eq(sql.whole(answer)), sql.text(word)) for word, answer in ANSWERS.items()]
    return sql.when([*cases, (column("amount") > sql.whole(0), sql.text("owed"))], sql.text("nothing"))


def final_lines(last: str, marks: Sequence[str] = ()) -> exp.Select:
    """Return every line: whose, for which matter, under which rule, how it ended, and both amounts in fen.

    With `marks`, the columns of what was left after the steps of `TAKEN_COLUMNS`, also what each of these took.
    """
    gross = named(sql.above_zero(column("gross")), "gross_fen")
    columns: Columns = ["applicant", "matter", "rule", "day", named(status(), "status"), gross, named(column("amount"), "owed_fen")]
    before = [sql.above_zero(column("gross")), *map(column, marks)]
    columns += [named(exp.paren(left) - column(mark), name) for left, mark, name in zip(before, marks, TAKEN_COLUMNS, strict=False)]
    return select(columns).from_(last, copy=False)


def totals(last: str, keys: Sequence[Key], *, counts: bool) -> exp.Select:
    """Return the sums of the lines."""
    is_owed = sql.when([(column("amount") > sql.whole(0), sql.whole(1))], sql.whole(0))
    measures = [named(sql.whole(1), COUNTS[0]), named(is_owed, COUNTS[1])] if counts else []
    columns = [*(named(_key(key), str(key)) for key in keys), *measures, named(column("amount"), OWED)]
    return summed(select(columns).from_(last, copy=False).subquery("told_apart"), keys, counts=counts)


def summed(source: exp.Expr | str, keys: Sequence[Key], *, counts: bool) -> exp.Select:
    """Return for each combination of the keys the number of lines, of lines with something owed, and the fen owed.

    Combinations without a line are left out; without counts, those with nothing owed.
    """
    measures = columns_of(counts=counts)
    sums = {measure: sql.known_or(sql.sum_of(column(measure)), sql.whole(0)) for measure in measures}
    query = select([*map(str, keys), *(named(value, measure) for measure, value in sums.items())]).from_(source, copy=False)
    if not keys:
        return query
    query.group_by(*(column(key) for key in keys), copy=False).having(sums[measures[0]].copy() > sql.whole(0), copy=False)
    return query.order_by(*(column(key) for key in keys), copy=False)


def columns_of(*, counts: bool) -> tuple[str, ...]:
    """Return the columns that are summed."""
    return (*COUNTS, OWED) if counts else (OWED,)


def _key(key: Key) -> exp.Expr:
    if key in FACTS:
        return column(name_of(FACTS[key]))
    return {Key.RULE: column("rule"), Key.YEAR: sql.year_of(column("day")), Key.STATUS: status()}[key]
