"""What limits and stacking count by: groups of rules, the scope that a line or a payment falls into, and waves of groups.

Lines and payments have the same columns for scopes, so that one expression serves both. Several groups are worked in one pass (a wave)
where none of them could notice what another does; a book of hundreds of rules then takes a handful of passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from sqlglot import exp

from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.book import FACT_SCOPES, Scope
from luoshi.rewards.nodes import Fact
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import named, rows
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.sight import name_of

EVERYTHING = (Scope.APPLICANT, Scope.PROGRAMME, Scope.YEAR)
Code: TypeAlias = tuple[str, str]
Written: TypeAlias = Callable[[exp.Expr], exp.Expr]
_Item = TypeVar("_Item")


def scope_fact(scope: Scope) -> Fact:
    """Return the fact of a matter that is a scope."""
    return Fact(str(scope), Entity.MATTER, FactType.TEXT)


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are counted together.

    Attributes:
        id: Its number in this pass.
        rules: Positions of the rules whose lines it works on.
        codes: What payments that count with them name.
        scopes: What it counts by within an applicant, but for the year.
        yearly: Whether each year counts by itself.
    """

    id: int
    rules: frozenset[int]
    codes: frozenset[Code]
    scopes: tuple[Scope, ...] = ()
    yearly: bool = False

    @property
    def parts(self) -> tuple[Scope, ...]:
        """The scopes that split an applicant's lines."""
        return tuple(scope for scope in self.scopes if scope not in EVERYTHING)


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns that hold the scope of a line or payment, each with its expression; `grp` is the number of the group."""

    columns: tuple[tuple[str, exp.Expr], ...] = field(default=())

    @property
    def names(self) -> list[str]:
        """The columns that lines of one scope share, the applicant not among them."""
        return ["grp", *(name for name, _ in self.columns)]

    def selected(self) -> list[exp.Expr]:
        """Return the columns, over a relation with `grp`, `matter`, `year` and the scope facts."""
        return [named(value.copy(), name) for name, value in self.columns]


def own_keys(groups: Sequence[Group]) -> Keys:
    """Return keys for limits: a line or payment with an empty fact is a scope of its own, by its matter."""
    columns = []
    if any(group.parts for group in groups):
        columns.append(("scope", _by_scope(groups, 0, lambda value: sql.known_or(value, sql.text("")))))
    by_fact = {scope: ids for scope, ids in _users(groups, 0).items() if scope in FACT_SCOPES}
    if by_fact:
        alone = [(sql.all_of([is_group(ids), sql.is_unknown(_value(scope))]), column("matter")) for scope, ids in by_fact.items()]
        columns.append(("alone", sql.when(alone, sql.text(""))))
    return Keys(tuple(columns) + _year_key(groups))


def contending_keys(groups: Sequence[Group]) -> Keys:
    """Return keys for stacking: unknown where a fact is empty, which contends with nothing."""
    depth = max(len(group.parts) for group in groups)
    columns = tuple((f"scope_{place + 1}", _by_scope(groups, place, lambda value: value)) for place in range(depth))
    return Keys(columns + _year_key(groups))


def _year_key(groups: Sequence[Group]) -> tuple[tuple[str, exp.Expr], ...]:
    yearly = [group.id for group in groups if group.yearly]
    if not yearly:
        return ()
    if len(yearly) == len(groups):
        return (("of_year", column("year")),)
    return (("of_year", sql.when([(is_group(yearly), column("year"))], sql.whole(0))),)


def _users(groups: Iterable[Group], place: int) -> dict[Scope, list[int]]:
    users: dict[Scope, list[int]] = {}
    for group in groups:
        if len(group.parts) > place:
            users.setdefault(group.parts[place], []).append(group.id)
    return users


def _by_scope(groups: Sequence[Group], place: int, write: Written) -> exp.Expr:
    users = _users(groups, place)
    if len(users) == 1 and sum(map(len, users.values())) == len(groups):
        return write(_value(next(iter(users))))
    return sql.when([(is_group(ids), write(_value(scope))) for scope, ids in users.items()], sql.text(""))


def _value(scope: Scope) -> exp.Expr:
    return column("matter") if scope in (Scope.MATTER, Scope.ITEM) else column(name_of(scope_fact(scope)))


def is_group(ids: Sequence[int]) -> exp.Expr:
    """Return whether a line or payment is of one of these groups."""
    return exp.In(this=column("grp"), expressions=[sql.whole(number) for number in ids])


def rules_of(groups: Iterable[Group]) -> frozenset[int]:
    """Return the positions of all rules of some groups."""
    return frozenset(position for group in groups for position in group.rules)


def code_rows(groups: Iterable[Group], alias: str) -> exp.Expr:
    """Return what payments name for each group; one without a programme counts under that reward of any."""
    found = sorted({(group.id, *code) for group in groups for code in with_blank(group.codes)})
    return rows(alias, ["grp", "programme", "reward"], ([sql.whole(i), sql.text(p), sql.text(r)] for i, p, r in found))


def with_blank(codes: Iterable[Code]) -> Iterable[Code]:
    """Yield what a payment under these rewards may name: a reward without a programme counts for any that has it."""
    for programme, reward in codes:
        yield programme, reward
        yield "", reward


def waves(items: Iterable[_Item], touches: Callable[[_Item], frozenset[int]]) -> list[list[_Item]]:
    """Return the items in passes: two that touch a common rule never share one, and keep their order."""
    placed: list[list[_Item]] = []
    for item in items:
        after = max((number + 1 for number, wave in enumerate(placed) if any(touches(item) & touches(other) for other in wave)), default=0)
        placed += [[]] if after == len(placed) else []
        placed[after].append(item)
    return placed
