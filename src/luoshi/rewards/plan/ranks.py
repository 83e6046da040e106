"""Limits of number: of what is ranked in a scope the first `most` stay; what has been paid and does not stand before uses up a place.

Matters of an applicant (times), its years (years), lines of all applicants (quotas).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from luoshi.rewards.nodes import Number
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import all_columns, left_join, named, same, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.scopes import Group, Keys, is_group
from luoshi.rewards.plan.steps import Steps, members

BY_DAY = ("day", "matter", "rule")


@dataclass(frozen=True, slots=True)
class Ranking:
    """One pass of a limit of number.

    Attributes:
        name, words: Of the step, for its parts.
        groups, keys: What is ranked together.
        counts: For each rule its count; rules of one group may have different ones (versions of a reward).
        unit: The columns that tell apart what is counted.
        order: The columns by which lines are ranked; `-` before the name: the highest first.
        dense: Whether all lines of a unit have one place.
        of_all: Whether all applicants are ranked together.
        of_matters: The rewards of each group for which each payment without a matter counts as a unit of its own.
    """

    name: str
    words: str
    groups: tuple[Group, ...]
    keys: Keys
    counts: dict[int, Number]
    unit: tuple[str, ...]
    order: tuple[str, ...] = BY_DAY
    dense: bool = False
    of_all: bool = False
    of_matters: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @property
    def shared(self) -> list[str]:
        """The columns that everything ranked together shares."""
        return self.keys.names + ([] if self.of_all else ["applicant"])

    @property
    def partition(self) -> list[exp.Expr]:
        """What windows are cut by."""
        return [column(name) for name in self.shared]

    def ordered(self) -> list[exp.Expr]:
        """Return what lines are ranked by."""
        return [sql.descending(name[1:]) if name.startswith("-") else sql.ascending(name) for name in self.order]

    @property
    def has_ties(self) -> bool:
        """Whether several lines can belong to one unit: years, and groups of several rules."""
        return self.dense or any(len(group.rules) > 1 for group in self.groups)


def limit_number(steps: Steps, ranking: Ranking) -> None:
    """Add the parts that leave only the first of each scope."""
    chain, name, words = steps.chain, ranking.name, ranking.words
    lines = steps.chosen(f"{name}_scopes", f"{words}：范围", _members(steps, ranking), ["most"], ranking.keys)
    if steps.looks_at_payments:
        lines = chain.add(f"{name}_paid", f"{words}：是否已兑付", _with_payments(steps, ranking, lines))
    lines = chain.add(f"{name}_places", f"{words}：排序", _placed(steps, ranking, lines))
    used: exp.Expr = column("place")
    if steps.looks_at_payments:
        lines = chain.add(f"{name}_used", f"{words}：本位以前已兑付的", _counted(ranking, lines)) if ranking.has_ties else lines
        used = used + sql.known_or(column("paid_units"), sql.whole(0)) - column("paid_so_far")
    amount = sql.when([(used <= column("most"), column("amount"))], sql.whole(0))
    steps.close(f"after_{name}", words, rules=ranking.counts, source=lines, amount=amount)


def _members(steps: Steps, ranking: Ranking) -> exp.Values:
    most = {position: steps.plan.names.number(count) for position, count in ranking.counts.items()}
    positions = ((position, group.id) for group in ranking.groups for position in sorted(group.rules))
    return members(["most"], ([sql.whole(position), sql.whole(number), most[position]] for position, number in positions))


def _with_payments(steps: Steps, ranking: Ranking, lines: str) -> exp.Select:
    """Mark the lines whose unit has been paid, and count the units that have been paid in their scope."""
    paid = steps.payments_of(f"{ranking.name}_payments", f"{ranking.words}：兑付", ranking.groups, ranking.keys)
    units = steps.chain.add(f"{ranking.name}_units", f"{ranking.words}：已兑付的事项或年度", _paid_units(ranking, paid))
    total = select([*ranking.shared, named(sql.sum_of(column("units")), "paid_units")]).from_(units, copy=False)
    totals = steps.chain.add(f"{ranking.name}_totals", f"{ranking.words}：已兑付的个数", _group_by(total, ranking.shared))
    query = select([all_columns("l"), named(sql.is_known(column("grp", "u")), "is_paid"), column("paid_units", "c")])
    query.from_(f"{lines} AS l", copy=False)
    left_join(query, f"{units} AS u", same("u", "l", _unique([*ranking.shared, *ranking.unit])))
    return left_join(query, f"{totals} AS c", same("c", "l", ranking.shared))


def _paid_units(ranking: Ranking, paid: str) -> exp.Select:
    by = _unique([*ranking.shared, *ranking.unit])
    if not any(ranking.of_matters.values()):
        return _group_by(select([*by, named(sql.whole(1), "units")]).from_(paid, copy=False), by)
    matter = sql.when([(_names_no_matter(ranking), exp.null())], column("matter"))
    each = select([named(matter, "matter") if name == "matter" else name for name in by]).from_(paid, copy=False)
    units = sql.when([(sql.is_unknown(column("matter")), exp.Count(this=exp.Star()))], sql.whole(1))
    return _group_by(select([*by, named(units, "units")]).from_(each.subquery("p"), copy=False), by)


def _names_no_matter(ranking: Ranking) -> exp.Expr:
    """Whether a payment names no matter though its reward looks at them: then no line is of its unit, not even one without a matter."""
    rewards: dict[int, frozenset[str]] = {group.id: frozenset(reward for _, reward in group.codes) for group in ranking.groups}
    whole = [number for number, names in ranking.of_matters.items() if names == rewards[number]]
    tests = [is_group(whole)] if whole else []
    for number, names in ranking.of_matters.items():
        if names and names != rewards[number]:
            tests.append(sql.all_of([is_group([number]), sql.one_of(column("reward"), sorted(names))]))
    return sql.all_of([column("matter").eq(sql.text("")), sql.any_of(tests)])


def _group_by(query: exp.Select, names: Sequence[str]) -> exp.Select:
    return query.group_by(*map(column, names), copy=False)


def _unique(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _placed(steps: Steps, ranking: Ranking, lines: str) -> exp.Select:
    columns = [exp.Star(), named(sql.over(_call(ranking), ranking.partition, ranking.ordered()), "place")]
    if steps.looks_at_payments and ranking.has_ties:
        unit = [column(name) for name in ranking.unit if name not in ranking.shared]
        again = [sql.ascending(name) for name in BY_DAY] if ranking.dense else ranking.ordered()
        columns.append(named(sql.over(exp.RowNumber(), [*ranking.partition, *unit], again), "of_unit"))
    elif steps.looks_at_payments:
        columns.append(_paid_so_far(ranking, column("is_paid")))
    return select(columns).from_(lines, copy=False)


def _call(ranking: Ranking) -> exp.Expr:
    return exp.Anonymous(this="DENSE_RANK") if ranking.dense else exp.RowNumber()


def _counted(ranking: Ranking, lines: str) -> exp.Select:
    """Count each unit once, with the first of its lines."""
    is_first = sql.all_of([column("is_paid"), column("of_unit").eq(sql.whole(1))])
    return select([exp.Star(), _paid_so_far(ranking, is_first)]).from_(lines, copy=False)


def _paid_so_far(ranking: Ranking, is_paid: exp.Expr) -> exp.Expr:
    """How many units up to this place have been paid; lines of one place see the same."""
    count = sql.over(exp.Sum(this=sql.when([(is_paid, sql.whole(1))], sql.whole(0))), ranking.partition, ranking.ordered())
    return named(sql.as_bigint(count), "paid_so_far")
