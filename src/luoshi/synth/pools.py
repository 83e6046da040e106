"""Among whom a matter is drawn: conditions on applicants as predicates over the table `base`, and applicants picked from those that fit.

What a predicate cannot see (facts of the matter, figures of other years) it leaves out: it makes a case likely, it does not decide it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import gcd

from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards import nodes
from luoshi.rewards.lowering import region_prefix
from luoshi.rewards.nodes import Fact, Op, Pattern, Rate
from luoshi.synth import enterprises
from luoshi.synth.applicants import ENTERPRISE, OWN, Crowd, is_industrial, sectors_in
from luoshi.synth.demand import Ask
from luoshi.synth.draws import Stream, philox
from luoshi.synth.enterprises import MILLI, SIZES
from luoshi.synth.literals import choice_list, literal
from luoshi.synth.profile import MatterRule

# Which firms a rule of the population file keeps to.
POOLS = {"technology": "technology_firm", "research": "rd_ppm IS NOT NULL"}


@dataclass(frozen=True, slots=True)
class Pool:
    """To whom a matter can happen: all SQL, over `base`.

    Attributes:
        where: Who.
        tickets: How much likelier it happens to one than to another: a whole number, 0 for never.
        since: From which day on; NULL: always.
        prior: A predicate over `happenings`: only after a matter of that kind.
    """

    where: str
    tickets: str = "1"
    since: str = "established"
    prior: str = ""

    @property
    def predicate(self) -> str:
        """Everything that has to hold whatever the day."""
        after = f" AND a IN (SELECT a FROM happenings WHERE {self.prior})" if self.prior else ""
        return f"{self.where}{after}" if self.tickets == "1" else f"{self.where}{after} AND {self.tickets} > 0"

    @property
    def members(self) -> str:
        """The query of `a`, `since` and `tickets` of everybody in it."""
        if not self.prior:
            return f"SELECT a, {self.since} AS since, {self.tickets}::BIGINT AS tickets FROM base WHERE {self.predicate}"
        first = f"(SELECT a, min(day) AS prior_day FROM happenings WHERE {self.prior} GROUP BY a)"
        since = f"greatest({self.since}, prior_day)"
        return f"SELECT a, {since} AS since, {self.tickets}::BIGINT AS tickets FROM base JOIN {first} USING (a) WHERE {self.predicate}"


@dataclass(frozen=True, slots=True)
class Told:
    """A condition in SQL, and whether that is all of it."""

    sql: str
    is_whole: bool = True


class Pools:
    """The predicates of one population."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.facts = _facts(crowd)

    def firms_in(self, region: str) -> int:
        """Return how many firms there are where codes begin so; all of them where the place lies outside of the population."""
        counties = next(group.counties for group in self.crowd.groups if group.kind == ENTERPRISE)
        here = sum(count for code, count in counties.items() if code.startswith(region))
        return here or self.crowd.wanted.enterprises

    def of(self, ask: Ask, rule: MatterRule, kind: str, prior: str, *, fitting: str = "") -> Pool:
        """Return the pool of everybody to whom a matter can happen, or only of those who fit."""
        among = self._among(rule, kind, ask.region)
        tickets = "1"
        if kind == ENTERPRISE and rule.sizes is not None:
            tickets = choice_list([getattr(rule.sizes, size) for size in SIZES], "size_at")
        if not fitting:
            return Pool(among, tickets, prior=prior)
        needed = list(conjuncts(ask.condition))
        is_above = any(isinstance(node, nodes.IsTrue) and node.fact.name == "above_scale" for node in needed)
        has = next((_matching(node.pattern) for node in needed if isinstance(node, nodes.Has)), "")
        return Pool(f"{among} AND {fitting}", tickets, "greatest(established, above_on)" if is_above else "established", prior or has)

    def _among(self, rule: MatterRule, kind: str, region: str) -> str:
        parts = [f"applicant_kind = {literal(kind)}"]
        if region and any(code.startswith(region) for group in self.crowd.groups for code in group.counties):
            parts.append(f"starts_with(region, {literal(region)})")
        if kind == "enterprise" and rule.pool != "all":
            parts.append(POOLS[rule.pool])
        if kind == "enterprise" and rule.sectors:
            parts.append(f"sector IN ({', '.join(map(str, sectors_in(self.crowd.profile, rule.sectors)))})")
        if rule.day == "moved_in":
            window = self.crowd.window
            parts.append(f"moved BETWEEN {literal(window.first_day)} AND {literal(window.last_day)}")
        if rule.day == "above_scale":
            parts.append("above_on IS NOT NULL")
        return " AND ".join(parts)

    def fitting(self, ask: Ask) -> str:
        """Return the predicate of those for whom a reward can come to something, or nothing where it says nothing of applicants."""
        told = self._told(ask.condition) if ask.condition is not None else None
        tests = [told.sql] if told else []
        tests += [f"({sql}) > 0" for fact in ask.figures if (sql := self._fact(fact))]
        return " AND ".join(tests)

    def _told(self, node: nodes.Condition) -> Told | None:
        match node:
            case nodes.AllOf():
                return self._all(node.parts)
            case nodes.AnyOf():
                parts = [self._told(part) for part in node.parts]
                whole = [part for part in parts if part is not None]
                joined = " OR ".join(part.sql for part in whole)
                return Told(f"({joined})", all(part.is_whole for part in whole)) if len(whole) == len(parts) else None
            case nodes.Not():
                inner = self._told(node.of)
                return Told(f"NOT {inner.sql}") if inner and inner.is_whole else None
            case nodes.Has():
                return Told(_has(node.pattern))
            case _:
                return self._test(node)

    def _all(self, parts: tuple[nodes.Condition, ...]) -> Told | None:
        told = [self._told(part) for part in parts]
        known = [part for part in told if part is not None]
        is_whole = len(known) == len(told) and all(part.is_whole for part in known)
        return Told(f"({' AND '.join(part.sql for part in known)})", is_whole) if known else None

    def _test(self, node: nodes.IsTrue | nodes.OneOf | nodes.Compare | nodes.CompareRatio) -> Told | None:
        match node:
            case nodes.IsTrue(fact) if sql := self._fact(fact):
                return Told(f"({sql})")
            case nodes.OneOf(fact, values) if sql := self._fact(fact):
                return Told(_one_of(sql, fact, values))
            case nodes.Compare(Fact() as fact, op, number) if sql := self._fact(fact):
                return Told(f"({sql} {op} {number.value})")
            case nodes.CompareRatio(Fact() as of, Fact() as whole, op, rate):
                return _ratio(self._fact(of), self._fact(whole), op, rate)
        return None

    def _fact(self, fact: Fact) -> str | None:
        return self.facts.get(fact.name) if fact.entity is Entity.APPLICANT else None


def _facts(crowd: Crowd) -> Mapping[str, str]:
    """The facts of an applicant over `base`, those that change as they are in the last year."""
    profile, year, last_day = crowd.profile.enterprises, crowd.window.last_year, literal(crowd.window.last_day)
    spend = f"s{year} * coalesce(rd_ppm, 0) // {enterprises.PPM}"
    day = "(year(established) * 10000 + month(established) * 100 + day(established))"
    own = {field.name: f"{OWN}{at}" for at, field in enumerate(crowd.own_facts) if field.type is not FactType.DATE}
    return {
        "applicant_kind": "applicant_kind",
        "region": "region",
        "sector": f"({literal([row.code for row in profile.sectors.rows])})[sector + 1]",
        "size": choice_list(SIZES, "size_at"),
        "growth_stage": enterprises.growth_stage(profile, last_day),
        "above_scale": enterprises.is_above(last_day),
        "technology_firm": "technology_firm",
        "industrial_firm": is_industrial(crowd.profile),
        "integrity_clear": "integrity_clear",
        "established_on": day,
        "moved_in_on": day.replace("established", "moved"),
        "staff": f"t{year} // {MILLI}",
        "sales": f"s{year}",
        "rd_spend": spend,
        "fiscal_support": f"({spend}) * support_ppm // {enterprises.PPM}",
        "local_contribution": f"s{year} * contribution_ppm // {enterprises.PPM}",
        **own,
    }


def _one_of(sql: str, fact: Fact, values: tuple[str, ...]) -> str:
    if fact.type is FactType.REGION:
        # A population knows counties; a value that is longer lies within one.
        return "(" + " OR ".join(f"starts_with({sql}, {literal(region_prefix(value[:6]))})" for value in values) + ")"
    return f"({sql} IN ({', '.join(map(literal, values))}))"


def _ratio(of: str | None, whole: str | None, op: Op, rate: Rate) -> Told | None:
    if of is None or whole is None:
        return None
    return Told(f"(({of})::HUGEINT * {rate.value.denominator} {op} ({whole})::HUGEINT * {rate.value.numerator} AND ({whole}) > 0)")


def _has(pattern: Pattern) -> str:
    """Those to whom a matter of that pattern happens; the table `happenings` holds what has been drawn so far."""
    return f"(a IN (SELECT a FROM happenings WHERE {_matching(pattern)}))"


def _matching(pattern: Pattern) -> str:
    words = dict(pattern.words)
    return " AND ".join(f"{name} IN ({', '.join(map(literal, words[name]))})" for name in ("kind", "subject") if name in words)


def conjuncts(condition: nodes.Condition | None) -> Iterator[nodes.Condition]:
    """Yield what has to hold all of it."""
    if isinstance(condition, nodes.AllOf):
        for part in condition.parts:
            yield from conjuncts(part)
    elif condition is not None:
        yield condition


def step_of(seed: int, branch: int, size: int) -> tuple[int, int]:
    """Return how to walk through a pool of `size` so that nobody comes twice before all have come: place = (step × j + start) mod size."""
    step, start = (word % size for word in philox(branch, Stream.of(seed, "walk")))
    while gcd(step, size) != 1:
        step = (step + 1) % size if size > 1 else 1
    return step, start
