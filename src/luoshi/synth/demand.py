"""What a programme asks about: which matters, of whom, and which figures its formulas and conditions read; the population follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from itertools import combinations, product
from typing import Any

from luoshi.facts.vocabulary import MATTER_KINDS, Entity, FactType
from luoshi.rewards import nodes
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.nodes import DECIDED, Fact, Pattern

# Facts of a matter that are not figures: they are drawn with the matter itself.
OF_THE_PATTERN = ("kind", "subject", "level", "occurrence", "grade", "stage")
OF_THE_MATTER = {"matter", "applicant", "on", "document", "project", "platform", "team", *OF_THE_PATTERN}
KIND_LABELS = {choice.name: choice.label for choice in MATTER_KINDS}
LONGEST_LIST = 40
QUOTES = "“”\"'《》"


@dataclass(slots=True)
class Hint:
    """How a fact is looked at: thresholds and starts of bands, words it is held against, the flag that is wished for, years it counts."""

    fact: Fact
    edges: set[int] = field(default_factory=set)
    words: dict[str, None] = field(default_factory=dict)
    wished: bool | None = None
    years: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """Matters that one reward looks for: kind and name, and what else it lists; of whom, where (how codes begin), on which condition.

    `figures` are the applicant's that its formula takes; `is_support`: another reward only wants to know that there is such a matter.
    """

    kind: str
    subject: str
    levels: tuple[str, ...] = ()
    occurrences: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    beneficiary: str = ""
    region: str = ""
    condition: nodes.Condition | None = None
    figures: tuple[Fact, ...] = ()
    is_support: bool = False


@dataclass(slots=True)
class Story:
    """All that is asked about matters of one kind and name.

    Attributes:
        names: What the matter is called: a list of names of which one is contained in the other means one thing by several names.
        stages: In the order in which they come where `is_staged`, else just words.
        scopes: project, platform, team: what limits count by, so that the matters carry such a number.
    """

    kind: str
    names: dict[str, None] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)
    hints: dict[str, Hint] = field(default_factory=dict)
    stages: dict[str, None] = field(default_factory=dict)
    is_staged: bool = False
    scopes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Demand:
    """What a book of rules asks about, in the order of its rules; `own` are hints for facts of the applicant."""

    stories: dict[tuple[str, str], Story] = field(default_factory=dict)
    own: dict[str, Hint] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, FactType]:
        """Return every figure of a matter that is read, by name, with its type."""
        return {name: hint.fact.type for story in self.stories.values() for name, hint in story.hints.items()}


def demand_of(book: RuleBook) -> Demand:
    """Return what the rules of a book ask about."""
    demand = Demand()
    scopes, same = _scopes(book), _Names()
    asks = {rule.position: list(_asks_of(rule, same)) for rule in book.rules}
    for rule in book.rules:
        for ask in asks[rule.position]:
            first = same.first(ask.kind, ask.subject)
            story = demand.stories.setdefault((ask.kind, first), Story(ask.kind))
            story.names.setdefault(ask.subject)
            ask = replace(ask, subject=first)
            if ask not in story.asks:
                story.asks.append(ask)
            if not ask.is_support:
                _tell(story, rule, ask)
                story.scopes |= scopes.get(rule.position, set())
        _read(rule, demand.own, Entity.APPLICANT)
    return demand


def _tell(story: Story, rule: Rule, ask: Ask) -> None:
    _read(rule, story.hints, Entity.MATTER)
    stages = _staged(rule.formula)
    story.is_staged = story.is_staged or bool(stages)
    story.stages.update(dict.fromkeys((*stages, *ask.stages)))


def _scopes(book: RuleBook) -> dict[int, set[str]]:
    """Return by which numbers of a matter the limits on each rule count."""
    found: dict[int, set[str]] = {}
    for highest in book.highest:
        for position in highest.rules:
            found.setdefault(position, set()).update(highest.per)
    for cap in (*book.caps, *book.programme_caps):
        for position in cap.limits:
            found.setdefault(position, set()).add(cap.per)
    for rule in book.rules:
        if rule.times is not None:
            found.setdefault(rule.position, set()).add(rule.times.per)
    return found


class _Names:
    """Which names of matters mean the same, the one that came first standing for all."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], str] = {}

    def first(self, kind: str, name: str) -> str:
        """Return the name that stands for a name."""
        before = self._first.get((kind, name), name)
        return name if before == name else self.first(kind, before)

    def join(self, kind: str, one: str, other: str) -> None:
        """Take two names for one thing."""
        self._first[kind, self.first(kind, other)] = self.first(kind, one)


def _asks_of(rule: Rule, same: _Names) -> Iterator[Ask]:
    if rule.pattern is not None:
        figures = tuple(dict.fromkeys(_figures(rule.formula)))
        for ask in _asks(rule.pattern, same):
            yield replace(ask, beneficiary=rule.beneficiary, region=rule.region, condition=rule.condition, figures=figures)
    for node in parts_of((rule.condition, rule.formula)):
        if isinstance(node, nodes.Has):
            for ask in _asks(node.pattern, same):
                yield replace(ask, beneficiary=rule.beneficiary, region=rule.region, is_support=True)


def _asks(pattern: Pattern, same: _Names) -> Iterator[Ask]:
    words: Mapping[str, tuple[str, ...]] = dict(pattern.words)
    listed = {name: words.get(name, ())[:LONGEST_LIST] for name in OF_THE_PATTERN}
    rest = (listed["level"], listed["occurrence"], listed["grade"], listed["stage"])
    for kind in listed["kind"]:
        subjects = listed["subject"] or (KIND_LABELS.get(kind, kind),)
        for one, other in combinations(subjects, 2):
            if _is_within(one, other) or _is_within(other, one):
                same.join(kind, one, other)
        yield from (Ask(kind, subject, *rest) for subject in subjects)


def _figures(node: Any) -> Iterator[Fact]:
    """Yield the yearly figures of the applicant that make an amount larger: not what is taken off, not what a condition looks at."""
    if isinstance(node, tuple):
        for part in node:
            yield from _figures(part)
    elif isinstance(node, Fact):
        if node.entity is Entity.APPLICANT and node.type is FactType.MONEY:
            yield node
    elif isinstance(node, nodes.Excess):
        yield from _figures(node.of)
    elif isinstance(node, nodes.Choose):
        yield from _figures((*(formula for _, formula in node.cases), node.otherwise))
    elif is_dataclass(node):
        for item in fields(node):
            yield from _figures(getattr(node, item.name))


def _is_within(short: str, long: str) -> bool:
    """Say whether all characters of a name stand in another in their order: 高新技术企业 in 国家高新技术企业; quotes aside."""
    rest = iter(long)
    return all(char in rest for char in short if char not in QUOTES)


def _read(rule: Rule, hints: dict[str, Hint], entity: Entity) -> None:
    """Note every fact of one entity that a rule reads, and how."""
    for fact in _facts_of(rule):
        if fact.entity is entity and not (entity is Entity.MATTER and fact.name in OF_THE_MATTER):
            hints.setdefault(fact.name, Hint(fact))
    for fact, edge in _edges_of((rule.condition, rule.formula)):
        if fact.name in hints:
            hints[fact.name].edges.add(edge)
    for node in parts_of((rule.condition, rule.formula)):
        if isinstance(node, nodes.OneOf) and node.fact.name in hints:
            hints[node.fact.name].words.update(dict.fromkeys(node.values))
        if isinstance(node, nodes.ByYear) and node.since.name in hints:
            hints[node.since.name].years = max(number.value for number, _ in node.bands) + 1
    for name, is_wished in wishes_of(rule.condition):
        if name in hints:
            hints[name].wished = is_wished


def parts_of(node: Any) -> Iterator[Any]:
    """Yield a node of the rule language and everything below it, patterns and conditions of `Has` excepted."""
    if isinstance(node, tuple):
        for part in node:
            yield from parts_of(part)
    elif is_dataclass(node):
        yield node
        if not isinstance(node, nodes.Has | Fact | nodes.Number | nodes.Rate):
            for item in fields(node):
                yield from parts_of(getattr(node, item.name))


def _facts_of(rule: Rule) -> Iterator[Fact]:
    for node in parts_of((rule.condition, rule.formula)):
        if isinstance(node, Fact):
            yield node
        elif isinstance(node, nodes.Decided | nodes.Awaiting):
            yield DECIDED


def _edges_of(tree: Any) -> Iterator[tuple[Fact, int]]:
    """Yield each fact with the numbers that it is held against: thresholds, starts of bands, steps, greatest counts."""
    for node in parts_of(tree):
        match node:
            case nodes.Compare():
                numbers = [node.to.value]
            case nodes.Tiers():
                numbers = [tier.start.value for tier in node.tiers]
            case nodes.Steps():
                numbers = [node.first.value, node.first.value + node.each.value]
            case nodes.PerItem() if node.at_most is not None:
                numbers = [node.at_most.value]
            case _:
                continue
        for fact, number in product((part for part in parts_of(node.of) if isinstance(part, Fact)), numbers):
            if fact.type in (FactType.MONEY, FactType.COUNT) and number > 0:
                yield fact, number


def wishes_of(condition: nodes.Condition | None, wanted: bool = True) -> Iterator[tuple[str, bool]]:
    """Yield each flag that a condition looks at, and whether it should be set for the condition to hold."""
    match condition:
        case nodes.IsTrue():
            yield condition.fact.name, wanted
        case nodes.Not():
            yield from wishes_of(condition.of, not wanted)
        case nodes.AllOf() | nodes.AnyOf():
            for part in condition.parts:
                yield from wishes_of(part, wanted)


def _staged(formula: nodes.Formula) -> list[str]:
    """Return the stages of a formula in their order."""
    return [stage for node in parts_of(formula) if isinstance(node, nodes.Staged) for stage, _ in node.stages]
