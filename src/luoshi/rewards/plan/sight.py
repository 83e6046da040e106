"""What the rules see: the facts of a matter and of its applicant on the day that each fact is judged, as columns of one relation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.nodes import At, Fact, Pattern
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import left_join, named, relation
from luoshi.rewards.plan.dialects import column, fact_column

TYPES = {FactType.FLAG: "BOOLEAN", FactType.DATE: "INT", FactType.COUNT: "BIGINT", FactType.MONEY: "BIGINT"}
# One state of the applicant for each day on which it is judged.
STATES = {At.MATTER: "s", At.YEAR_END: "e", At.YEAR_BEFORE: "b"}
YEAR_END = 1231


@dataclass(frozen=True, slots=True)
class Sight:
    """The facts that are looked at, each with the name of its column (`name_of`)."""

    facts: tuple[Fact, ...]

    def column_of(self, fact: Fact) -> exp.Expr:
        """Return the column of a fact in the relation that the rules are judged on."""
        return column("day") if is_day(fact) else column(name_of(fact))

    def of(self, entity: Entity) -> list[Fact]:
        """Return the facts of matters or of applicants, but for the day, which is a column of its own."""
        by_name = {name_of(fact): fact for fact in self.facts if fact.entity is entity and not is_day(fact)}
        return list(by_name.values())


def name_of(fact: Fact) -> str:
    """Return the column that holds a fact; before the first `_` stands whose it is, whether of a year alone, and on which day.

    A programme may call a fact of its own anything, so what is told apart by an ending could be the whole name of another.
    """
    if fact.entity is Entity.MATTER:
        return f"m_{fact.name}"
    return f"a{'y' if fact.yearly else ''}{'' if fact.at is At.MATTER else STATES[fact.at]}_{fact.name}"


def is_day(fact: Fact) -> bool:
    """Return whether a fact is the day itself, which a rule without a pattern has too."""
    return fact.entity is Entity.MATTER and fact.name == "on"


def type_of(fact: Fact) -> str:
    """Return the SQL type of a fact."""
    return TYPES.get(fact.type, "TEXT")


def judged_day(at: At, day: exp.Expr) -> exp.Expr:
    """Return the day on which an attribute is judged."""
    if at is At.MATTER:
        return day
    return sql.times([judged_year(at, day), sql.whole(10_000)]) + sql.whole(YEAR_END)


def judged_year(at: At, day: exp.Expr) -> exp.Expr:
    """Return the year in which an attribute is judged."""
    return sql.year_of(day) - sql.whole(1) if at is At.YEAR_BEFORE else sql.year_of(day)


def state_value(fact: Fact, day: exp.Expr, table: str = "") -> exp.Expr:
    """Return an attribute of the applicant from its state; a figure of a year speaks for that year alone."""
    value = fact_column(fact.name, table)
    if not fact.yearly:
        return value
    begins = column("valid_from", table)
    speaks = sql.any_of([begins.eq(sql.whole(0)), sql.year_of(begins).eq(judged_year(fact.at, day))])
    return sql.when([(speaks, value)])


def join_states(query: exp.Select, facts: Iterable[Fact], applicants: str, table: str, day: exp.Expr) -> exp.Select:
    """Return the query with the applicant's state on each day that the facts are judged on."""
    for at in sorted({fact.at for fact in facts if fact.entity is Entity.APPLICANT}, key=list(At).index):
        state = STATES[at]
        on = judged_day(at, day)
        begun = [column("valid_from", state) <= on, on < column("valid_to", state)]
        same_applicant = column("applicant", state).eq(column("applicant", table))
        left_join(query, relation(applicants, state), sql.all_of([same_applicant, *begun]))
    return query


def state_columns(facts: Iterable[Fact], day: exp.Expr) -> list[exp.Expr]:
    """Return the attributes of the applicant under the names of their columns."""
    return [named(state_value(fact, day, STATES[fact.at]), name_of(fact)) for fact in facts]


def fits(pattern: Pattern, table: str) -> exp.Expr:
    """Return whether a matter has one of the words for every fact that a pattern names."""
    return sql.all_of([sql.one_of(fact_column(name, table), words) for name, words in pattern.words])
