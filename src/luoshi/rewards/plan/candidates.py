"""Steps 1 and 2: which rule judges which matter, in force on its day and of its pattern; and what other matters tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from sqlglot import exp

from luoshi.facts.vocabulary import Entity
from luoshi.rewards.book import FIRST_DAY, LAST_DAY, Rule
from luoshi.rewards.nodes import Fact, Has, Increase, Pattern
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import Sources, named, of, relation, rows, select
from luoshi.rewards.plan.dialects import column, fact_column
from luoshi.rewards.plan.names import AS_OF, Names
from luoshi.rewards.plan.quantities import quantity
from luoshi.rewards.plan.sight import STATES, fits, is_day, join_states, name_of, state_value, type_of
from luoshi.rewards.plan.terms import Terms

WORDS = ("kind", "subject", "level", "occurrence", "grade", "stage")
KEYS = ("kind", "subject")
# A book without a rule has no lines: nothing is ever in force.
NO_RULE = [sql.whole(-1), sql.whole(LAST_DAY), sql.whole(FIRST_DAY), sql.text("")]
RULE = ("rule", "first_day", "last_day", "place")


def as_of() -> exp.Expr:
    """Return the day of the settlement."""
    return sql.parameter(AS_OF)


def candidates(rules: Sequence[Rule], sources: Sources, matter_facts: Sequence[Fact]) -> exp.Query:
    """Return a row for every rule and matter that it judges, and for every applicant where a rule looks at it alone."""
    found: list[exp.Query] = []
    if sources.matters is not None:
        patterned = [rule for rule in rules if rule.pattern is not None]
        by_subject = [rule for rule in patterned if _names_subject(rule)]
        by_kind = [rule for rule in patterned if not _names_subject(rule)]
        found += [_of_matters(group, sources.matters, matter_facts) for group in (by_subject, by_kind) if group]
    alone = [rule for rule in rules if rule.pattern is None]
    if alone or not found:
        found.append(_of_applicants(alone, sources, matter_facts))
    return exp.union(*found, distinct=False, copy=False) if len(found) > 1 else found[0]


def _names_subject(rule: Rule) -> bool:
    return rule.pattern is not None and "subject" in dict(rule.pattern.words)


def _of_matters(rules: Sequence[Rule], matters: str, facts: Sequence[Fact]) -> exp.Query:
    """The patterns are a small table; kind and subject are joined by equality, so that hundreds of rules take one pass."""
    named_words = [word for word in WORDS if any(word in dict(_pattern(rule).words) for rule in rules)]
    patterns = rows("p", [*RULE, *named_words], _pattern_rows(rules, named_words))
    keys = [column(word, "p").eq(fact_column(word, "m")) for word in named_words if word in KEYS]
    rest = [_fits_if_named(word) for word in named_words if word not in KEYS]
    day = fact_column("on", "m")
    in_force = exp.Between(this=day, low=column("first_day", "p"), high=column("last_day", "p"))
    columns = [named(sql.as_bigint(day), "day"), *(named(fact_column(fact.name, "m"), name_of(fact)) for fact in facts)]
    return (
        select([column("applicant", "m"), column("matter", "m"), *of("p", ["rule", "place"]), *columns])
        .from_(relation(matters, "m"), copy=False)
        .join(patterns, on=sql.all_of(keys), copy=False)
        .where(day <= as_of(), in_force, *rest, copy=False)
    )


def _pattern(rule: Rule) -> Pattern:
    assert rule.pattern is not None
    return rule.pattern


def _pattern_rows(rules: Iterable[Rule], words: Sequence[str]) -> Iterator[list[exp.Expr]]:
    for rule in rules:
        given = dict(_pattern(rule).words)
        texts = [[sql.text(value) for value in sorted(set(given.get(word, ())))] or [exp.null()] for word in words]
        for combination in product(*texts):
            yield [*_rule_row(rule), *(value.copy() for value in combination)]


def _rule_row(rule: Rule) -> list[exp.Expr]:
    return [sql.whole(rule.position), sql.whole(rule.first_day), sql.whole(rule.last_day), sql.text(rule.region)]


def _fits_if_named(word: str) -> exp.Expr:
    wanted = column(word, "p")
    return sql.any_of([sql.is_unknown(wanted), wanted.eq(fact_column(word, "m"))])


def _of_applicants(rules: Sequence[Rule], sources: Sources, facts: Sequence[Fact]) -> exp.Query:
    """Every applicant that has begun, with every rule that looks at it alone."""
    days = rows("p", RULE, map(_rule_row, rules) if rules else [NO_RULE])
    nothing = [named(exp.cast(exp.null(), type_of(fact)), name_of(fact)) for fact in facts]
    return (
        select([column("applicant", "s"), named(sql.text(""), "matter"), *of("p", ["rule", "place"]), named(as_of(), "day"), *nothing])
        .from_(relation(sources.applicants, "s"), copy=False)
        .join(days, join_type="cross", copy=False)
        .where(
            exp.Between(this=as_of(), low=column("first_day", "p"), high=column("last_day", "p")),
            column("valid_from", "s") <= as_of(),
            as_of() < column("valid_to", "s"),
            copy=False,
        )
    )


def other_matters(has: Has, rules: Sequence[Rule], sources: Sources) -> exp.Query:
    """Return the applicants and matters for which there is another matter of a pattern, on the day or before."""
    assert sources.matters is not None
    found: list[exp.Query] = []
    if any(rule.pattern is None for rule in rules):
        found.append(_of_applicant_alone(has, sources.matters))
    kinds = sorted({word for rule in rules if rule.pattern for word in dict(rule.pattern.words)["kind"]})
    if kinds:
        found.append(_of_other_matters(has, kinds, sources.matters))
    return exp.union(*found, distinct=False, copy=False) if len(found) > 1 else found[0]


def _of_applicant_alone(has: Has, matters: str) -> exp.Query:
    other = fact_column("on", "o")
    query = select([column("applicant", "o"), named(sql.text(""), "matter")]).from_(relation(matters, "o"), copy=False)
    return query.where(other <= as_of(), *_within(has, other, as_of()), fits(has.pattern, "o"), copy=False).distinct(copy=False)


def _of_other_matters(has: Has, kinds: Sequence[str], matters: str) -> exp.Query:
    day, other = fact_column("on", "m"), fact_column("on", "o")
    is_other = [column("applicant", "o").eq(column("applicant", "m")), column("matter", "o").neq(column("matter", "m"))]
    return (
        select([column("applicant", "m"), column("matter", "m")])
        .from_(relation(matters, "m"), copy=False)
        .join(relation(matters, "o"), on=sql.all_of([*is_other, other <= day, *_within(has, other, day)]), copy=False)
        .where(sql.one_of(fact_column("kind", "m"), kinds), day <= as_of(), fits(has.pattern, "o"), copy=False)
        .distinct(copy=False)
    )


def _within(has: Has, other: exp.Expr, day: exp.Expr) -> list[exp.Expr]:
    return [] if has.within_years is None else [other > day - sql.whole(min(has.within_years, 9999) * 10_000)]


def earlier_best(increase: Increase, rule: Rule, names: Names, sources: Sources, facts: Sequence[Fact]) -> exp.Query:
    """Return for every matter of the rule's pattern the greatest of a quantity over the applicant's earlier ones."""
    assert sources.matters is not None
    day = fact_column("on", "m")

    def fact(node: Fact) -> exp.Expr:
        if is_day(node):
            return day
        return fact_column(node.name, "m") if node.entity is Entity.MATTER else state_value(node, day, STATES[node.at])

    of = quantity(increase.of, Terms(names, fact, day))
    each = (
        select([column("applicant", "m"), column("matter", "m"), named(day, "day"), named(of, "quantity")])
        .from_(relation(sources.matters, "m"), copy=False)
        .where(day <= as_of(), fits(_pattern(rule), "m"), copy=False)
    )
    join_states(each, facts, sources.applicants, "m", day)
    best = sql.over(exp.Max(this=column("quantity")), [column("applicant")], [sql.ascending("day"), sql.ascending("matter")], "before")
    return select(["applicant", "matter", named(best, "best")]).from_(each.subquery("earlier"), copy=False)
