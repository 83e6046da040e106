"""The rules as both engines see them: everything resolved, money in fen, days as yyyymmdd, every number a named parameter.

Made by `from_programme`; what each node means is written in docs/reward-rules.md. A what-if changes parameters (`with_parameters`) and
nothing else, so that a compiled plan stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias

from luoshi.facts.vocabulary import Entity, FactType

FIRST_DAY, LAST_DAY = 0, 99_999_999


class At(StrEnum):
    """On which day an attribute of the applicant is judged."""

    MATTER = "matter"
    YEAR_END = "year_end"
    YEAR_BEFORE = "year_before"


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


class Op(StrEnum):
    """How a value is held against a threshold."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"


@dataclass(frozen=True, slots=True)
class Number:
    """A parameter: fen, a count or a day as yyyymmdd."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A parameter that is a fraction (0.5 = 50 %)."""

    name: str
    value: Fraction


# --- quantities: int or unknown


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the matter, or of the applicant on the day that `at` says; `yearly` figures speak only for the year of their row."""

    name: str
    entity: Entity
    type: FactType
    at: At = At.MATTER
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """All added."""

    parts: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Excess:
    """The first less the second, not below zero."""

    of: Quantity
    beyond: Quantity


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of those that are known."""

    parts: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Least:
    """The least; all have to be known."""

    parts: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """All multiplied."""

    parts: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Increase:
    """What goes beyond the greatest over the applicant's earlier matters of the rule's pattern."""

    of: Quantity


Quantity: TypeAlias = Fact | Sum | Excess | Greatest | Least | Product | Increase


# --- conditions: true, false or unknown


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A flag that is set."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text, choice, code or region among these values; regions also where they begin with one (150602 holds 150602001)."""

    fact: Fact
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A quantity or a day against a threshold."""

    of: Quantity
    op: Op
    to: Number


@dataclass(frozen=True, slots=True)
class CompareRatio:
    """One quantity as a share of another against a rate, exactly; unknown where the second is zero."""

    of: Quantity
    whole: Quantity
    op: Op
    to: Rate


@dataclass(frozen=True, slots=True)
class Has:
    """Another matter of the applicant of this pattern, on the day or before; within so many years where given."""

    pattern: Pattern
    within_years: int | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; unknown stays unknown."""

    of: Condition


Condition: TypeAlias = IsTrue | OneOf | Compare | CompareRatio | Has | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which matters: for every fact named, one of its words."""

    words: tuple[tuple[str, tuple[str, ...]], ...]


# --- formulas: fen, unknown, or awaiting a decision


@dataclass(frozen=True, slots=True)
class Fixed:
    """An amount."""

    amount: Number


@dataclass(frozen=True, slots=True)
class Share:
    """A rate of a quantity, half up to the fen."""

    rate: Rate
    of: Quantity
    base: str = ""


@dataclass(frozen=True, slots=True)
class PerItem:
    """An amount for each item, for no more than `at_most` of them."""

    amount: Number
    of: Quantity
    at_most: Number | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """An amount once `first` is reached, and one more for each full `each` beyond it."""

    of: Quantity
    first: Number
    first_amount: Number
    each: Number
    each_amount: Number
    item: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """One band: where it begins, whether that is in it, and the amount or the rate it gives."""

    start: Number
    inclusive: bool
    amount: Number | None = None
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """Bands of one quantity, ascending; `slab` pays each band's rate on the part within it, else the highest band reached for all."""

    of: Quantity
    slab: bool
    tiers: tuple[Tier, ...]
    rate_of: Quantity | None = None


@dataclass(frozen=True, slots=True)
class ByYear:
    """A formula for each stretch of years after the day in `since`: (through which year, formula)."""

    since: Fact
    bands: tuple[tuple[Number, Formula], ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """An amount for each stage, by its word; `cumulative`: the sum up to the stage, less what earlier lines have brought."""

    stages: tuple[tuple[str, Number], ...]
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """The amount that an office has decided for the matter; awaits it until then."""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Nobody has decided yet what the text leaves open."""


@dataclass(frozen=True, slots=True)
class InKind:
    """Support that is no money."""

    what: str


@dataclass(frozen=True, slots=True)
class LeastOf:
    """The lesser of several amounts."""

    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """The first case whose condition is true; unknown if one before it is; else `otherwise`, or nothing."""

    cases: tuple[tuple[Condition, Formula], ...]
    otherwise: Formula | None = None


Formula: TypeAlias = Fixed | Share | PerItem | Steps | Tiers | ByYear | Staged | Decided | Awaiting | InKind | LeastOf | Choose


# --- rules and what binds them together


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
    """What is done to the amount of a single line, in this order; an item cap counts by the items of the formula."""

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
