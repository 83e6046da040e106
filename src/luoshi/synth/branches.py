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
from luoshi.synth.literals import rows
from luoshi.synth.nodes import Window
from luoshi.synth.pools import Pools, step_of
from luoshi.synth.profile import MatterRule, Profile

LEVELS = ("nation", "province", "prefecture", "county")
TITLES = ("recognition", "statistics")
RELOCATED, FIRST, RENEWAL, AGAIN = "relocated", "first", "renewal", "again"
DAYS_A_YEAR = Decimal("365.25")
# Nobody has more matters of one branch than this many, however small the pool.
MOST_EACH = 20
COLUMNS = (
    *(
        "branch BIGINT",
        "story BIGINT",
        "kind VARCHAR",
        "names VARCHAR[]",
        "count BIGINT",
        "size BIGINT",
        "step BIGINT",
        "start BIGINT",
        "first_series BIGINT",
    ),
    *("is_title BOOLEAN", "is_early BOOLEAN", "day VARCHAR", "rhythm BIGINT", "horizon BIGINT", "keeps BIGINT[]", "levels VARCHAR[]"),
    *(
        "stray_levels VARCHAR[]",
        "first_time VARCHAR",
        "next_time VARCHAR",
        "occurrences VARCHAR[]",
        "grades VARCHAR[]",
        "stray_grades VARCHAR[]",
    ),
    *("stages VARCHAR[]", "is_staged BOOLEAN", "scopes VARCHAR[]", "document VARCHAR"),
)
PARTS = (("start", "BIGINT"), ("edges", "BIGINT[]"), ("words", "VARCHAR[]"), ("true", "BIGINT"), ("blank", "BIGINT"), ("days", "BIGINT"))
NOTHING = Spec()


@dataclass(frozen=True, slots=True)
class Branch:
    """One row of `branches`, before it has a number; `share` is the part of its story's matters that it has, of those of `firms` firms."""

    story: Story
    ask: Ask
    rule: MatterRule
    pool: str
    firms: int
    share: Decimal
    needs_others: bool
    count: int = 0
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


def branches_of(demand: Demand, profile: Profile, pools: Pools) -> list[Branch]:
    """Return the branches of all stories; their counts are still open."""
    return [branch for story in demand.stories.values() for branch in _of_story(story, profile, pools)]


def _of_story(story: Story, profile: Profile, pools: Pools) -> Iterator[Branch]:
    for ask in story.asks:
        rule = _rule_for(ask, profile)
        among, firms = pools.among(rule, _who(ask, profile), ask.region), pools.firms_in(ask.region)
        fitting = pools.fitting(ask)
        share = Decimal(1) / len(story.asks)
        needs_others = any(isinstance(node, nodes.Has) for node in parts_of(ask.condition))
        if fitting:
            likely = Decimal(profile.matters.fitting_permille) / 1000
            yield Branch(story, ask, rule, f"{among} AND {fitting}", firms, share * likely, needs_others)
            share *= 1 - likely
        yield Branch(story, ask, rule, among, firms, share, needs_others=False)


def _rule_for(ask: Ask, profile: Profile) -> MatterRule:
    rules = profile.matters.rules
    fitting = (
        rule for rule in rules if rule.kind in (None, ask.kind) and (not rule.words or any(word in ask.subject for word in rule.words))
    )
    rule = next(fitting)
    if ask.kind in TITLES and ask.occurrences == (RELOCATED,):
        return rule.model_copy(update={"day": "moved_in"})
    return rule


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
    sized = (replace(branch, size=sizes[branch.pool]) for branch in branches if sizes[branch.pool])
    return [replace(branch, count=_count(branch, profile, window)) for branch in sized]


def _sizes(connection: duckdb.DuckDBPyConnection, pools: Sequence[str]) -> dict[str, int]:
    """Count all pools in one scan."""
    distinct = list(dict.fromkeys(pools))
    if not distinct:
        return {}
    counted = connection.execute(f"SELECT {', '.join(f'count(*) FILTER ({pool})' for pool in distinct)} FROM base").fetchone()
    assert counted is not None
    return dict(zip(distinct, counted, strict=True))


def _count(branch: Branch, profile: Profile, window: Window) -> int:
    """As many a year as the rule says, over the window and what lies before it; some at least; nobody has a title twice."""
    years = (window.days + branch.horizon) / DAYS_A_YEAR if branch.rule.day == "any" else window.days / DAYS_A_YEAR
    by_rate = int(branch.rule.rate * branch.firms / 10_000 * branch.share * years)
    at_least = profile.matters.at_least if branch.rule.at_least is None else branch.rule.at_least
    least = ceil(at_least * branch.share * len(branch.story.asks) * Decimal(window.days + branch.horizon) / window.days)
    is_title = branch.ask.kind in TITLES or branch.rule.day != "any"
    return min(max(by_rate, least), branch.size * (1 if is_title else MOST_EACH))


# --- the table --------------------------------------------------------------------------------------------------------------------


class BranchTable:
    """The table `branches`: what matters are like, and for figure number n of `kinds` the columns `n_start`, `n_edges` …"""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kinds: Mapping[str, FactType], figures: Figures, seed: int) -> None:
        parts = [f"f{at}_{part} {type}" for at in range(len(kinds)) for part, type in PARTS]
        connection.execute(f"CREATE TABLE branches ({', '.join([*COLUMNS, *parts])})")
        self.connection, self.kinds, self.figures, self.seed = connection, kinds, figures, seed
        self.stories: dict[int, int] = {}
        self.height = self.series = 0

    def add(self, branches: Sequence[Branch]) -> dict[str, list[int]]:
        """Write branches with their counts, and return their numbers by pool."""
        numbered = list(enumerate(branches, self.height))
        self.height += len(branches)
        if numbered:
            self.connection.execute(f"INSERT INTO branches VALUES {rows(self._row(*pair) for pair in numbered)}")
        pools: dict[str, list[int]] = {}
        for number, branch in numbered:
            pools.setdefault(branch.pool, []).append(number)
        return pools

    def _row(self, number: int, branch: Branch) -> list[object]:
        story = self.stories.setdefault(id(branch.story), len(self.stories))
        first_series = self.series
        self.series += branch.count
        return [*_columns(branch, number, story, first_series, self.seed), *_specs(branch, self.kinds, self.figures)]


def _columns(branch: Branch, number: int, story: int, first_series: int, seed: int) -> list[object]:
    ask, rule = branch.ask, branch.rule
    step, start = step_of(seed, number, branch.size)
    again = AGAIN if any(AGAIN in other.occurrences for other in branch.story.asks) else RENEWAL
    is_title = ask.kind in TITLES
    first, later = (RELOCATED, RELOCATED) if branch.is_relocated else (FIRST, again)
    return [
        *(number, story, ask.kind, list(branch.story.names), branch.count, branch.size, step, start, first_series),
        *(is_title or rule.day != "any", ask.is_support, rule.day, rule.rhythm, branch.horizon, _keeps(branch), _levels(ask, rule)),
        *(_strays(ask), first if is_title else None, later if is_title else None, [] if is_title else list(ask.occurrences)),
        *(list(ask.grades or rule.grades), [grade for grade in rule.grades if grade not in ask.grades]),
        *(list(branch.story.stages), branch.story.is_staged, _scopes(branch), rule.document),
    ]


def _keeps(branch: Branch) -> list[int]:
    """Below which of 2³² a draw has to lie for a second time, a third …: the share that goes on, to the power."""
    keep = branch.rule.keep or (500 if branch.story.is_staged else 0)
    return [keep**power * 2**32 // 1000**power for power in range(1, branch.steps)]


def _levels(ask: Ask, rule: MatterRule) -> list[str]:
    if ask.levels:
        return list(ask.levels)
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
        yield from (spec.start, list(spec.edges), words, spec.true_permille, spec.blank_permille, spec.days)
