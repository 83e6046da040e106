"""How many matters of which kind, to whom and how often: a branch for each thing that a reward asks, as a row of the table `branches`.

A story (国家高新技术企业) has several branches: those for whom the reward is meant, and a few of anybody, so that refusals occur too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

import duckdb

from luoshi.facts.vocabulary import FactType
from luoshi.rewards import nodes
from luoshi.synth.demand import Ask, Demand, Story, parts_of
from luoshi.synth.figures import Figures, Spec
from luoshi.synth.literals import literal, rows
from luoshi.synth.nodes import Window
from luoshi.synth.pools import Pool, Pools, step_of
from luoshi.synth.profile import MatterRule, Profile

LEVELS = ("nation", "province", "prefecture", "county")
TITLES = ("recognition", "statistics")
# How many days old a firm is when something happens to it, and when it gets a title, where the population file does not say.
LEAST_AGE, LEAST_AGE_FOR_TITLES = 30, 365
RELOCATED, FIRST, RENEWAL, AGAIN = "relocated", "first", "renewal", "again"
DAYS_A_YEAR = Decimal("365.25")
# Nobody has more matters of one branch than this many, however small the pool.
MOST_EACH = 20
# So many titles can follow one on another; a matter whose reward looks for other matters of the applicant is drawn after all of them.
MOST_RUNGS = 4
LAST = MOST_RUNGS + 1
COLUMNS = (
    *(
        "branch BIGINT",
        "kind VARCHAR",
        "names VARCHAR[]",
        "count BIGINT",
        "size BIGINT",
        "step BIGINT",
        "start BIGINT",
        "first_series BIGINT",
    ),
    *("is_early BOOLEAN", "day VARCHAR", "rhythm BIGINT", "horizon BIGINT", "keeps BIGINT[]", "levels VARCHAR[]"),
    *(
        "stray_levels VARCHAR[]",
        "first_time VARCHAR",
        "next_time VARCHAR",
        "occurrences VARCHAR[]",
        "grades VARCHAR[]",
        "stray_grades VARCHAR[]",
    ),
    *("stages VARCHAR[]", "is_staged BOOLEAN", "scopes VARCHAR[]", "document VARCHAR", "age BIGINT", "once VARCHAR", "until VARCHAR[]"),
)
PARTS = (
    *(("start", "BIGINT"), ("edges", "BIGINT[]"), ("words", "VARCHAR[]"), ("true", "BIGINT"), ("blank", "BIGINT"), ("days", "BIGINT")),
    *(("share", "BIGINT"), ("nth", "BOOLEAN")),
)
NOTHING = Spec()


@dataclass(frozen=True, slots=True)
class Branch:
    """One row of `branches`, before it has a number.

    Attributes:
        firms: How many there are where it happens, and `share`: the part of its story's matters that it has.
        phase: Before which others it is drawn: titles that follow on others come later, from 0 to `LAST`.
        until: Names of the titles with which it ends.
        count: How many series begin.
        heads: How many are in its pool, and `size`: how many tickets they have.
    """

    story: Story
    ask: Ask
    rule: MatterRule
    pool: Pool
    firms: int
    share: Decimal
    phase: int = 0
    until: tuple[str, ...] = ()
    count: int = 0
    heads: int = 0
    size: int = 0

    @property
    def is_relocated(self) -> bool:
        """Say whether it is about titles that firms bring along when they move here."""
        return self.ask.kind in TITLES and self.ask.occurrences == (RELOCATED,)

    @property
    def steps(self) -> int:
        """How often a matter can come back, the first time included."""
        if self.rule.day != "any":
            return 1
        return max(self.rule.steps, len(self.story.stages)) if self.story.is_staged else self.rule.steps

    @property
    def horizon(self) -> int:
        """How many days before the window the first of a series may lie."""
        return self.rule.rhythm * (self.steps - 1)

    @property
    def once(self) -> str | None:
        """Of what nobody has a second one: a title, by its name, brought along or not; a way through stages, by its kind."""
        if self.story.is_staged:
            return self.ask.kind
        return next(iter(self.story.names)) if self.ask.kind in TITLES or self.rule.day != "any" else None


def branches_of(demand: Demand, profile: Profile, pools: Pools) -> list[Branch]:
    """Return the branches of all stories; their counts are still open."""
    titles = Titles(demand, profile)
    return [branch for story in demand.stories.values() for branch in _of_story(story, profile, pools, titles)]


def _of_story(story: Story, profile: Profile, pools: Pools, titles: Titles) -> Iterator[Branch]:
    for ask in story.asks:
        rule = _rule_for(ask, profile)
        who, firms, fitting = _who(ask, profile), pools.firms_in(ask.region), pools.fitting(ask)
        share = Decimal(1) / len(story.asks)
        prior, phase, until = titles.prior(rule), titles.rung(rule), tuple(titles.named(rule.until, rule))
        if fitting:
            likely = Decimal(profile.matters.fitting_permille) / 1000
            needs_others = any(isinstance(node, nodes.Has) for node in parts_of(ask.condition))
            pool = pools.of(ask, rule, who, prior, fitting=fitting)
            yield Branch(story, ask, rule, pool, firms, share * likely, LAST if needs_others else phase, until)
            share *= 1 - likely
        yield Branch(story, ask, rule, pools.of(ask, rule, who, prior), firms, share, phase, until)


class Titles:
    """The titles that a programme knows, and which of them come before others by the population file."""

    def __init__(self, demand: Demand, profile: Profile) -> None:
        stories = [story for story in demand.stories.values() if story.kind in TITLES]
        self.known = [(name, _rule_for(story.asks[0], profile)) for story in stories for name in story.names]

    def named(self, words: Sequence[str], of: MatterRule) -> list[str]:
        """Return the names of titles with one of these words, those of the rule itself aside."""
        return [name for name, rule in self.known if rule.words != of.words and any(word in name for word in words)]

    def prior(self, rule: MatterRule) -> str:
        """Return the predicate over `happenings` of what comes before; nothing where the programme knows no such title."""
        names = self.named(rule.after, rule)
        return f"subject IN ({', '.join(map(literal, names))})" if names else ""

    def rung(self, rule: MatterRule, above: int = 0) -> int:
        """Return how many titles come before, one after another; a file that goes round in a circle ends at `MOST_RUNGS`."""
        if above == MOST_RUNGS:
            return 0
        names = self.named(rule.after, rule)
        before = [other for name, other in self.known if name in names]
        return 1 + max(self.rung(other, above + 1) for other in before) if before else 0


def _rule_for(ask: Ask, profile: Profile) -> MatterRule:
    rule = next(rule for rule in profile.matters.rules if _is_for(rule, ask))
    if ask.kind in TITLES and ask.occurrences == (RELOCATED,):
        return rule.model_copy(update={"day": "moved_in"})
    return rule


def _is_for(rule: MatterRule, ask: Ask) -> bool:
    is_named = not rule.words or any(word in ask.subject for word in rule.words)
    return is_named and rule.kind in (None, ask.kind) and (rule.level is None or ask.levels == (rule.level,))


def _who(ask: Ask, profile: Profile) -> str:
    """Whose matter it is: what a condition names, else by the words of the beneficiary, else by those of the matter's name."""
    for node in parts_of(ask.condition):
        if isinstance(node, nodes.OneOf) and node.fact.name == "applicant_kind":
            return node.values[0]
    words = ask.beneficiary or ask.subject
    return next((rule.kind for rule in profile.others.who if any(word in words for word in rule.words)), "enterprise")


# --- how many ---------------------------------------------------------------------------------------------------------------------


def with_counts(connection: duckdb.DuckDBPyConnection, branches: Sequence[Branch], profile: Profile, window: Window) -> list[Branch]:
    """Return the branches that have somebody to happen to, with the size of their pool and how many series begin in it."""
    sizes = _sizes(connection, [branch.pool for branch in branches])
    sized = (replace(branch, heads=heads, size=tickets) for branch in branches for heads, tickets in [sizes[branch.pool]] if heads)
    return [replace(branch, count=_count(branch, profile, window)) for branch in sized]


def _sizes(connection: duckdb.DuckDBPyConnection, pools: Sequence[Pool]) -> dict[Pool, tuple[int, int]]:
    """Count the heads and the tickets of all pools in one scan."""
    distinct = list(dict.fromkeys(pools))
    if not distinct:
        return {}
    sums = [f"count(*) FILTER ({pool.predicate}), coalesce(sum({pool.tickets}) FILTER ({pool.predicate}), 0)::BIGINT" for pool in distinct]
    counted = connection.execute(f"SELECT {', '.join(sums)} FROM base").fetchone()
    assert counted is not None
    return dict(zip(distinct, zip(counted[::2], counted[1::2], strict=True), strict=True))


def _count(branch: Branch, profile: Profile, window: Window) -> int:
    """As many a year as the rule says, over the window and what lies before it; some at least; nobody has a title twice."""
    years = (window.days + branch.horizon) / DAYS_A_YEAR if branch.rule.day == "any" else window.days / DAYS_A_YEAR
    by_rate = int(branch.rule.rate * branch.firms / 10_000 * branch.share * years)
    at_least = profile.matters.at_least if branch.rule.at_least is None else branch.rule.at_least
    least = ceil(at_least * branch.share * len(branch.story.asks) * Decimal(window.days + branch.horizon) / window.days)
    return min(max(by_rate, least), branch.heads * (1 if branch.once else MOST_EACH))


# --- the table --------------------------------------------------------------------------------------------------------------------


class BranchTable:
    """The table `branches`: what matters are like, and for figure number n of `kinds` the columns `n_start`, `n_edges` …"""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kinds: Mapping[str, FactType], figures: Figures, seed: int) -> None:
        parts = [f"f{at}_{part} {type}" for at in range(len(kinds)) for part, type in PARTS]
        connection.execute(f"CREATE TABLE branches ({', '.join([*COLUMNS, *parts])})")
        self.connection, self.kinds, self.figures, self.seed = connection, kinds, figures, seed
        self.height = self.series = 0

    def add(self, branches: Sequence[Branch]) -> dict[Pool, list[int]]:
        """Write branches with their counts, and return their numbers by pool."""
        numbered = list(enumerate(branches, self.height))
        self.height += len(branches)
        if numbered:
            self.connection.execute(f"INSERT INTO branches VALUES {rows(self._row(*pair) for pair in numbered)}")
        pools: dict[Pool, list[int]] = {}
        for number, branch in numbered:
            pools.setdefault(branch.pool, []).append(number)
        return pools

    def _row(self, number: int, branch: Branch) -> list[object]:
        first_series = self.series
        self.series += branch.count
        return [*_columns(branch, number, first_series, self.seed), *_specs(branch, self.kinds, self.figures)]


def _columns(branch: Branch, number: int, first_series: int, seed: int) -> list[object]:
    ask, rule = branch.ask, branch.rule
    step, start = step_of(seed, number, branch.size)
    again = AGAIN if any(AGAIN in other.occurrences for other in branch.story.asks) else RENEWAL
    is_title = ask.kind in TITLES
    first, later = (RELOCATED, RELOCATED) if branch.is_relocated else (FIRST, again)
    return [
        *(number, ask.kind, list(branch.story.names), branch.count, branch.size, step, start, first_series),
        *(ask.is_support, rule.day, rule.rhythm, branch.horizon, _keeps(branch), _levels(ask, rule)),
        *(_strays(ask), first if is_title else None, later if is_title else None, [] if is_title else list(ask.occurrences)),
        *(list(ask.grades or rule.grades), [grade for grade in rule.grades if grade not in ask.grades]),
        *(list(branch.story.stages), branch.story.is_staged, _scopes(branch), rule.document),
        *(_least_age(branch), branch.once, list(branch.until)),
    ]


def _least_age(branch: Branch) -> int:
    """How many days old a firm is by then."""
    if branch.rule.least_age_days is not None:
        return branch.rule.least_age_days
    return LEAST_AGE_FOR_TITLES if branch.ask.kind in TITLES else LEAST_AGE


def _keeps(branch: Branch) -> list[int]:
    """Below which of 2³² a draw has to lie for a second time, a third …: the share that goes on, to the power."""
    keep = branch.rule.keep or (500 if branch.story.is_staged else 0)
    return [keep**power * 2**32 // 1000**power for power in range(1, branch.steps)]


def _levels(ask: Ask, rule: MatterRule) -> list[str]:
    """From the highest down, so that a larger firm can be given the higher of two."""
    if ask.levels:
        return [level for level in LEVELS if level in ask.levels]
    return [level for level in LEVELS for _ in range(rule.levels.get(level, 0))]  # type: ignore[call-overload]  # LEVELS are its keys


def _strays(ask: Ask) -> list[str]:
    return [level for level in LEVELS if level not in ask.levels] if ask.levels else []


def _scopes(branch: Branch) -> list[str]:
    wanted = {branch.rule.scope, *branch.story.scopes}
    return [scope for scope in ("project", "platform", "team") if scope in wanted]


def _specs(branch: Branch, kinds: Mapping[str, FactType], figures: Figures) -> Iterable[object]:
    for name, type in kinds.items():
        hint = branch.story.hints.get(name)
        spec = NOTHING if hint is None else figures.spec(name, type, branch.ask.subject, hint)
        words = None if hint is None else list(spec.words)
        yield from (spec.start, list(spec.edges), words, spec.true_permille, spec.blank_permille, spec.days, spec.share, spec.is_nth)
