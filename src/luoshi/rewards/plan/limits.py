"""Steps 5, 6 and the quotas of step 11: for how many matters, years and lines a reward is paid."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from luoshi.rewards.book import Quota, Rule, Scope
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import all_columns, left_join, named, same, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.ranks import Ranking, limit_number
from luoshi.rewards.plan.scopes import Group, Keys, own_keys, rules_of, waves
from luoshi.rewards.plan.steps import Steps, members


def limit_times(steps: Steps) -> None:
    """Step 5: matters of one scope, by day and number; all rewards in one pass."""
    by_scope: dict[tuple[tuple[str, str], Scope, bool], list[Rule]] = {}
    for rule in steps.plan.book.rules:
        if rule.times:
            by_scope.setdefault((rule.code, rule.times.per, rule.times.yearly), []).append(rule)
    if not by_scope:
        return
    groups = tuple(
        Group(number, positions(rules), frozenset([code]), (per,), yearly)
        for number, ((code, per, yearly), rules) in enumerate(by_scope.items())
    )
    counts = {rule.position: rule.times.count for rules in by_scope.values() for rule in rules if rule.times}
    limit_number(
        steps,
        Ranking(
            name="times",
            words="第5步：次数",
            groups=groups,
            keys=own_keys(groups),
            counts=counts,
            unit=("matter",),
            of_matters=_of_matters(steps, groups),
        ),
    )


def positions(rules: Iterable[Rule]) -> frozenset[int]:
    """Return the positions of rules."""
    return frozenset(rule.position for rule in rules)


def _of_matters(steps: Steps, groups: Iterable[Group]) -> dict[int, frozenset[str]]:
    """The rewards of each group that look at matters, in any version: there a payment without one stands for one of its own."""
    codes = {rule.code for rule in steps.plan.book.rules if rule.pattern is not None}
    return {group.id: frozenset(reward for programme, reward in group.codes if (programme, reward) in codes) for group in groups}


def limit_years(steps: Steps) -> None:
    """Step 6: the years of one reward; all rewards in one pass for each way of counting, versions that count in another way apart."""
    for calendar in (False, True):
        by_code: dict[tuple[str, str], list[Rule]] = {}
        for rule in steps.plan.book.rules:
            if rule.years and rule.years.calendar is calendar:
                by_code.setdefault(rule.code, []).append(rule)
        groups = tuple(Group(number, positions(rules), frozenset([code])) for number, (code, rules) in enumerate(by_code.items()))
        if groups and calendar:
            _limit_calendar_years(steps, groups)
        elif groups:
            counts = {rule.position: rule.years.count for rules in by_code.values() for rule in rules if rule.years}
            keys = own_keys(groups)
            limit_number(steps, Ranking("years", "第6步：年数", groups, keys, counts, unit=("year",), order=("year",), dense=True))


def _limit_calendar_years(steps: Steps, groups: tuple[Group, ...]) -> None:
    """The first year is the least of a line or a payment."""
    counts = ((position, group) for group in groups for position in sorted(group.rules))
    table = members(["most"], ([sql.whole(at), sql.whole(group.id), _years_of(steps, at)] for at, group in counts))
    lines = steps.chosen("calendar_scopes", "第6步：连续年数", table, ["most"], own_keys(groups))
    first = sql.over(exp.Min(this=column("year")), [column("grp"), column("applicant")])
    lines = steps.chain.add("calendar_first", "第6步：首个年度", select([exp.Star(), named(first, "first_year")]).from_(lines, copy=False))
    begins: exp.Expr = column("first_year")
    if steps.looks_at_payments:
        lines = steps.chain.add("calendar_paid", "第6步：首个兑付年度", _with_first_paid(steps, groups, lines))
        begins = sql.least_known([begins, sql.known_or(column("first_paid_year"), begins.copy())])
    amount = sql.when([(column("year") < begins + column("most"), column("amount"))], sql.whole(0))
    steps.close("after_calendar", "第6步：连续年数", rules=rules_of(groups), source=lines, amount=amount)


def _years_of(steps: Steps, position: int) -> exp.Expr:
    years = steps.rule(position).years
    assert years is not None
    return steps.plan.names.number(years.count)


def _with_first_paid(steps: Steps, groups: tuple[Group, ...], lines: str) -> exp.Select:
    paid = steps.payments_of("calendar_payments", "第6步：兑付", groups, Keys())
    least = select(["grp", "applicant", named(exp.Min(this=column("year")), "first_paid_year")]).from_(paid, copy=False)
    least = least.group_by(column("grp"), column("applicant"), copy=False)
    first = steps.chain.add("calendar_first_paid", "第6步：各奖补首个兑付年度", least)
    query = select([all_columns("l"), column("first_paid_year", "p")])
    return left_join(query.from_(f"{lines} AS l", copy=False), f"{first} AS p", same("p", "l", ["grp", "applicant"]))


def limit_quotas(steps: Steps) -> None:
    """Step 11: no more than so many lines of all applicants, the highest or the first."""
    for quotas in waves(steps.plan.book.quotas, lambda quota: quota.rules):
        for by_amount in (True, False):
            chosen = [quota for quota in quotas if quota.by_amount is by_amount and quota.rules]
            if chosen:
                _limit_quotas(steps, chosen, by_amount=by_amount)


def _limit_quotas(steps: Steps, quotas: list[Quota], *, by_amount: bool) -> None:
    groups = tuple(Group(number, quota.rules, quota.codes, (), quota.yearly) for number, quota in enumerate(quotas))
    counts = {position: quota.count for quota in quotas for position in quota.rules}
    order = (*(["-amount"] if by_amount else []), "day", "matter", "applicant", "rule")
    limit_number(
        steps,
        Ranking(
            name=steps.name("quota"),
            words="第11步：名额" + "、".join(quota.words for quota in quotas),
            groups=groups,
            keys=own_keys(groups),
            counts=counts,
            unit=("applicant", "matter"),
            order=order,
            of_all=True,
            of_matters=_of_matters(steps, groups),
        ),
    )
