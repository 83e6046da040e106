"""Totals of the short way: sums of one column a rule, then one row a rule again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.candidates import as_of
from luoshi.rewards.plan.chain import Chain, named, rows, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.lines import Compiled
from luoshi.rewards.plan.row_local import amount, rules_with_lines
from luoshi.rewards.plan.sight import name_of
from luoshi.rewards.plan.totals import ANSWERS, COUNTS, FACTS, OWED, STATUSES, Key, columns_of, summed


def add_row_totals(chain: Chain, plan: Compiled, last: str, keys: Sequence[Key], *, counts: bool) -> exp.Select:
    """Return the totals of what each rule gives, in the form of the long way."""
    positions = [rule.position for rule in rules_with_lines(plan)]
    cells = [(position, status) for position in positions for status in (STATUSES if Key.STATUS in keys else ("",))]
    by = [name_of(FACTS[key]) for key in keys if key in FACTS]
    sums = [measure for position, status in cells for measure in _sums(position, status, counts=counts)]
    query = select([*by, *sums]).from_(last, copy=False)
    if by:
        query.group_by(*map(column, by), copy=False)
    chain.add("sums", "按地区等合计，每列一项奖补", query)
    chain.add("told_apart", "每行一项奖补", _unfolded(cells, keys, counts=counts))
    return summed("told_apart", keys, counts=counts)


def _sums(position: int, status: str, *, counts: bool) -> list[exp.Expr]:
    """The measures of one rule, or of its lines of one status; only those with something owed have a sum."""
    stem, value, none = f"{position}_{status}" if status else f"{position}", amount(position), sql.as_bigint(sql.whole(0))
    can_owe = status in ("", "owed")
    above_zero = sql.when([(value > sql.whole(0), value.copy())])
    owed = sql.sum_of(above_zero if counts or status else value)
    found = [named(owed if can_owe else none, f"{OWED}_{stem}")]
    if counts:
        found.append(named(_count(value if not status else sql.when([(_ended_so(value, status), sql.whole(1))])), f"{COUNTS[0]}_{stem}"))
        found.append(named(_count(above_zero.copy()) if can_owe else none.copy(), f"{COUNTS[1]}_{stem}"))
    return found


def _count(value: exp.Expr) -> exp.Expr:
    return exp.Count(this=value)


def _ended_so(value: exp.Expr, status: str) -> exp.Expr:
    if status == "owed":
        return value > sql.whole(0)
    return value.eq(sql.whole(ANSWERS.get(status, 0)))


def _unfolded(cells: Sequence[tuple[int, str]], keys: Sequence[Key], *, counts: bool) -> exp.Select:
    numbered = [(number, position, status) for number, (position, status) in enumerate(cells)]
    table = rows("c", ["cell", "rule", "status"], ([sql.whole(n), sql.whole(p), sql.text(s)] for n, p, s in numbered))
    columns = [named(_key(key), str(key)) for key in keys]
    for measure in columns_of(counts=counts):
        cases = [exp.If(this=sql.whole(n), true=column(f"{measure}_{p}_{s}" if s else f"{measure}_{p}")) for n, p, s in numbered]
        columns.append(named(sql.as_bigint(exp.Case(this=column("cell"), ifs=cases)), measure))
    return select(columns).from_("sums", copy=False).join(table, join_type="cross", copy=False)


def _key(key: Key) -> exp.Expr:
    if key in FACTS:
        return column(name_of(FACTS[key]))
    return {Key.RULE: column("rule", "c"), Key.STATUS: column("status", "c"), Key.YEAR: sql.year_of(as_of())}[key]
