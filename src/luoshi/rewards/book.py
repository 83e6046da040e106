"""Rules, and what binds them together: everything that one settlement goes by, in the order in which it applies.

Made by `from_programme`. A what-if changes parameters (`with_parameters`) and nothing else, so that a compiled plan stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from luoshi.rewards.nodes import Condition, Formula, Number, Pattern, Rate

FIRST_DAY, LAST_DAY = 0, 99_999_999


class Scope(StrEnum):
    """What a limit counts by."""

    ITEM = "item"
    MATTER = "matter"
    DOCUMENT = "document"
    PROJECT = "project"
    PLATFORM = "platform"
    TEAM = "team"
    SUBJECT = "subject"
    LEVEL = "level"
    APPLICANT = "applicant"
    PROGRAMME = "programme"
    YEAR = "year"


# Those that are facts of a matter; payments have them too.
FACT_SCOPES = (Scope.DOCUMENT, Scope.PROJECT, Scope.PLATFORM, Scope.TEAM, Scope.SUBJECT, Scope.LEVEL)


@dataclass(frozen=True, slots=True)
class Times:
    """Paid for no more than so many matters in a scope, in a year or ever."""

    count: Number
    per: Scope
    yearly: bool


@dataclass(frozen=True, slots=True)
class Years:
    """Paid for no more than so many years: those with a line or payment, or calendar years from the first of them."""

    count: Number
    calendar: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause that can be read in more than one way, the reading taken, and whether the interpreting office has confirmed it."""

    question: str
    taken: str
    alternatives: tuple[str, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is done to the amount of a single line, in this order; an item cap counts by the items of the formula that applies."""

    instalments: Number | None = None
    round_down: Number | None = None
    floor: Number | None = None
    ignore_below: Number | None = None
    item_caps: tuple[Number, ...] = ()
    matter_caps: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One reward of one programme version.

    Attributes:
        programme: Name of the programme; with `reward` it names the rule over all versions, as payments do.
        position: Order in the book, from 0; ties and caps go by it.
        pattern: Which matters; None looks at the applicant alone, on the day of the settlement.
        first_day, last_day: The matters it judges, inclusive, yyyymmdd.
        region: How the codes of the place begin (150602, or 15 for a whole region); applicants known to be elsewhere are not judged.
    """

    programme: str
    reward: str
    version: int
    position: int
    clause: str
    label: str
    beneficiary: str
    trigger: str
    formula: Formula
    pattern: Pattern | None = None
    condition: Condition | None = None
    first_day: int = FIRST_DAY
    last_day: int = LAST_DAY
    region: str = ""
    bounds: Bounds = Bounds()
    times: Times | None = None
    years: Years | None = None
    readings: tuple[Reading, ...] = ()
    is_confirmed: bool = True
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[str, str]:
        """Programme and reward: the same over versions, and on payments."""
        return self.programme, self.reward

    @property
    def is_paid_each_year(self) -> bool:
        """Whether a rule that looks at the applicant alone pays each year anew: as often a year, or for so many years."""
        return self.pattern is None and (self.years is not None or (self.times is not None and self.times.yearly))


@dataclass(frozen=True, slots=True)
class Highest:
    """Only the highest line in each scope; `rules` are positions, `codes` what payments name."""

    id: str
    clause: str
    words: str
    rules: frozenset[int]
    codes: frozenset[tuple[str, str]]
    per: tuple[Scope, ...]
    top_up: bool


@dataclass(frozen=True, slots=True)
class BetterProgramme:
    """Of several programmes on one matter, the one that gives more; `order`: programmes, the newest policy first."""

    id: str
    clause: str
    words: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same matter paid by another payer; no payers named: any other."""

    id: str
    clause: str
    words: str
    programme: str
    rules: frozenset[int]
    payers: tuple[str, ...]
    top_up: bool


@dataclass(frozen=True, slots=True)
class Cap:
    """An upper limit over several lines.

    Attributes:
        limits: Positions of the rules whose lines it reduces.
        counts: Positions of the same rewards in earlier versions, whose lines only use it up.
        codes: What payments that use it up name.
    """

    id: str
    clause: str
    words: str
    amount: Number
    per: Scope
    yearly: bool
    limits: frozenset[int]
    counts: frozenset[int]
    codes: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Quota:
    """No more than so many lines of all applicants together."""

    id: str
    clause: str
    words: str
    count: Number
    by_amount: bool
    yearly: bool
    rules: frozenset[int]
    codes: frozenset[tuple[str, str]]


def version_words(version: int) -> str:
    """Return what stands behind a label: （第2版）."""
    return f"（第{version}版）"


@dataclass(frozen=True, slots=True)
class Note:
    """A rule of the text that does not run by itself and is shown with every settlement."""

    programme: str
    clause: str
    words: str


@dataclass(frozen=True)
class RuleBook:
    """Everything that one settlement goes by, in the order in which it applies.

    `names` are the titles of the policies by programme, `interpreters` the offices with 解释权, `fact_labels` the programmes' own facts.
    """

    rules: tuple[Rule, ...]
    highest: tuple[Highest, ...] = ()
    better: tuple[BetterProgramme, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    caps: tuple[Cap, ...] = ()
    quotas: tuple[Quota, ...] = ()
    programme_caps: tuple[Cap, ...] = ()
    notes: tuple[Note, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    fact_labels: Mapping[str, str] = field(default_factory=dict)
    interpreters: Mapping[str, str] = field(default_factory=dict)

    def label_of(self, rule: Rule) -> str:
        """Return the label of a rule, with its version where the book has several of its programme."""
        return self.with_version(rule.label, rule)

    def with_version(self, words: str, rule: Rule) -> str:
        """Put the version of a rule behind words about it, once, where the book has several of its programme."""
        mark = version_words(rule.version)
        return words if rule.programme not in self._in_several_versions or words.endswith(mark) else words + mark

    @cached_property
    def _in_several_versions(self) -> frozenset[str]:
        names = [programme for programme, _ in {(rule.programme, rule.version) for rule in self.rules}]
        return frozenset(name for name in names if names.count(name) > 1)

    def compared_with(self, programme: str) -> frozenset[str]:
        """Return the other programmes of which, or of this one, only the better counts for a matter."""
        orders = (better.order for better in self.better if programme in better.order)
        return frozenset(name for order in orders for name in order if name != programme)

    def parameters(self) -> dict[str, int | Fraction]:
        """Return every number of the book by its name."""
        found: dict[str, int | Fraction] = {}
        _collect(self, found)
        return found

    def with_parameters(self, values: Mapping[str, int | Fraction]) -> RuleBook:
        """Return the same book with other numbers.

        Raises:
            KeyError: A name that the book does not have.
        """
        unknown = values.keys() - self.parameters().keys()
        if unknown:
            raise KeyError(sorted(unknown)[0])
        changed = _changed(self, values)
        assert isinstance(changed, RuleBook)
        return changed


def _collect(node: Any, found: dict[str, int | Fraction]) -> None:
    if isinstance(node, Number | Rate):
        found[node.name] = node.value
    elif isinstance(node, tuple):
        for part in node:
            _collect(part, found)
    elif is_dataclass(node):
        for item in fields(node):
            _collect(getattr(node, item.name), found)


def _changed(node: Any, values: Mapping[str, int | Fraction]) -> Any:
    if isinstance(node, Number | Rate):
        return replace(node, value=values[node.name]) if node.name in values else node  # type: ignore[arg-type]  # checked where it is set
    if isinstance(node, tuple):
        return tuple(_changed(part, values) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{item.name: _changed(getattr(node, item.name), values) for item in fields(node) if item.init})
    return node
