"""Steps 10 and 11: upper limits over several lines, of one applicant or (per programme) of all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import sub

from sqlglot import exp

from luoshi.rewards.book import Cap
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import all_columns, left_join, named, same, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.scopes import Group, Keys, own_keys, rules_of, waves
from luoshi.rewards.plan.steps import Steps, members


def fill_caps(steps: Steps) -> None:
    """Step 10: the caps within one applicant, in their order."""
    for wave in _waves(steps.plan.book.caps):
        _fill(steps, wave, steps.name("caps"), of_all=False)


def fill_programme_caps(steps: Steps) -> None:
    """Step 11: the caps over all applicants."""
    for wave in _waves(steps.plan.book.programme_caps):
        _fill(steps, wave, steps.name("programme_caps"), of_all=True)


def _waves(caps: Sequence[Cap]) -> list[list[Cap]]:
    return waves((cap for cap in caps if cap.limits), lambda cap: cap.limits | cap.counts)


def _fill(steps: Steps, wave: Sequence[Cap], name: str, *, of_all: bool) -> None:
    """Lines in the order of day and matter take what the cap, the payments and earlier versions leave."""
    step = "第11步：总额限额" if of_all else "第10步：合计限额"
    words = step + "、".join(dict.fromkeys(cap.words for cap in wave))
    groups = tuple(Group(n, cap.limits | cap.counts, cap.codes, () if of_all else (cap.per,), cap.yearly) for n, cap in enumerate(wave))
    keys = own_keys(groups)
    lines = steps.chosen(f"{name}_scopes", words, _members(steps, wave), ["cap", "is_limited"], keys)
    shared = keys.names if of_all else [*keys.names, "applicant"]
    counts_earlier = any(cap.counts for cap in wave)
    lines = steps.chain.add(f"{name}_before", words + "：累计", _summed(lines, shared, of_all=of_all, counts_earlier=counts_earlier))
    used: list[exp.Expr] = [column("earlier")] if counts_earlier else []
    if steps.looks_at_payments:
        lines = steps.chain.add(f"{name}_paid", words + "：已兑付", _with_used(steps, name, words, groups, keys, shared, lines))
        used.append(column("used"))
    room = sql.above_zero(reduce(sub, used, column("cap"))) if used else column("cap")
    left = sql.least_known([column("amount"), sql.above_zero(room - column("before"))])
    amount = sql.when([(column("is_limited"), left)], column("amount")) if counts_earlier else left
    steps.close(f"after_{name}", words, rules=rules_of(groups), source=lines, amount=amount)


def _members(steps: Steps, wave: Sequence[Cap]) -> exp.Values:
    values = []
    for number, cap in enumerate(wave):
        for position in sorted(cap.limits | cap.counts):
            is_limited = exp.true() if position in cap.limits else exp.false()
            values.append([sql.whole(position), sql.whole(number), steps.plan.names.number(cap.amount), is_limited])
    return members(["cap", "is_limited"], values)


def _summed(lines: str, shared: Sequence[str], *, of_all: bool, counts_earlier: bool) -> exp.Select:
    """What the lines before it in the scope want, and what earlier versions take of the room."""
    partition = [column(name) for name in shared]
    order = ("day", "matter", "applicant", "rule") if of_all else ("day", "matter", "rule")
    wanted = sql.when([(column("is_limited"), column("amount"))], sql.whole(0)) if counts_earlier else column("amount")
    before = sql.as_bigint(sql.over(exp.Sum(this=wanted), partition, [sql.ascending(name) for name in order], "before"))
    columns = [exp.Star(), named(sql.known_or(before, sql.whole(0)), "before")]
    if counts_earlier:
        earlier = sql.when([(exp.not_(column("is_limited")), column("amount"))], sql.whole(0))
        columns.append(named(sql.as_bigint(sql.over(exp.Sum(this=earlier), [node.copy() for node in partition])), "earlier"))
    return select(columns).from_(lines, copy=False)


def _with_used(steps: Steps, name: str, words: str, groups: Sequence[Group], keys: Keys, shared: Sequence[str], lines: str) -> exp.Select:
    paid = steps.payments_of(f"{name}_payments", words + "：兑付", groups, keys)
    sums = select([*shared, named(sql.sum_of(column("amount")), "used")]).from_(paid, copy=False)
    used = steps.chain.add(f"{name}_used", words + "：已用额度", sums.group_by(*map(column, shared), copy=False))
    query = select([all_columns("l"), named(sql.known_or(column("used", "u"), sql.whole(0)), "used")]).from_(f"{lines} AS l", copy=False)
    return left_join(query, f"{used} AS u", same("u", "l", shared))
