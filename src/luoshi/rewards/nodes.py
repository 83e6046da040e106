"""The expressions of the rules as both engines see them: everything resolved, money in fen, days as yyyymmdd, numbers named parameters.

What each node means is written in docs/reward-rules.md; rules and what binds them together stand in `book`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from luoshi.facts.vocabulary import Entity, FactType


class At(StrEnum):
    """On which day an attribute of the applicant is judged."""

    MATTER = "matter"
    YEAR_END = "year_end"
    YEAR_BEFORE = "year_before"


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
    """A fact of the matter, or of the applicant on the day that `at` says; `yearly` figures speak only for the year of their row.

    `most` bounds a count below what counts are bounded by anyway.
    """

    name: str
    entity: Entity
    type: FactType
    at: At = At.MATTER
    yearly: bool = False
    most: int | None = None


# Facts that the language looks at by itself, without a rule naming them.
DECIDED = Fact("decided", Entity.MATTER, FactType.MONEY)
STAGE = Fact("stage", Entity.MATTER, FactType.TEXT)
REGION = Fact("region", Entity.APPLICANT, FactType.REGION)


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
    """A text, choice, code or region among these values; of regions also those within one (150600 holds 150602001)."""

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


def branches(formula: ByYear | Choose) -> tuple[Formula, ...]:
    """Return the formulas of which one applies."""
    if isinstance(formula, ByYear):
        return tuple(part for _, part in formula.bands)
    parts = tuple(part for _, part in formula.cases)
    return parts if formula.otherwise is None else (*parts, formula.otherwise)


def formulas_in(formula: Formula) -> Iterator[Formula]:
    """Yield a formula and all formulas inside it."""
    yield formula
    match formula:
        case ByYear() | Choose():
            parts = branches(formula)
        case LeastOf():
            parts = formula.formulas
        case _:
            parts = ()
    for part in parts:
        yield from formulas_in(part)


def is_counted(formula: Formula) -> bool:
    """Return whether a formula may pay by the item, so that a cap of an item counts them."""
    return any(isinstance(part, PerItem) for part in formulas_in(formula))


def is_cumulative(formula: Formula) -> bool:
    """Return whether a formula may give the sum of stages, of which earlier lines have brought a part."""
    return any(isinstance(part, Staged) and part.cumulative for part in formulas_in(formula))


def whole_fen(formula: Formula) -> int | None:
    """Return what all stages come to together where a formula gives nothing but sums of stages; else None."""
    match formula:
        case Staged() if formula.cumulative:
            return sum(amount.value for _, amount in formula.stages)
        case LeastOf():
            known = [whole for whole in map(whole_fen, formula.formulas) if whole is not None]
            return min(known, default=None)
        case ByYear() | Choose():
            wholes = [whole_fen(part) for part in branches(formula)]
            return None if None in wholes else max(whole for whole in wholes if whole is not None)
    return None
