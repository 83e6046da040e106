"""Quantities, conditions and formulas on what a rule sees. None is unknown everywhere; `missing` collects the facts that made it so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from luoshi.facts.vocabulary import FactType
from luoshi.rewards import nodes
from luoshi.rewards.interpreter.sight import Sight, fits
from luoshi.rewards.lowering import number_of_day, region_prefix
from luoshi.rewards.nodes import DECIDED, STAGE, Fact, Op

Missing: TypeAlias = dict[str, None]
COMPARE: dict[Op, Callable[[int, int], bool]] = {
    Op.AT_LEAST: lambda value, bound: value >= bound,
    Op.MORE_THAN: lambda value, bound: value > bound,
    Op.AT_MOST: lambda value, bound: value <= bound,
    Op.LESS_THAN: lambda value, bound: value < bound,
}


class Answer(Enum):
    """What a formula can give besides an amount and the unknown (None)."""

    AWAITS = "awaits"
    IN_KIND = "in_kind"


AWAITS: Final = Answer.AWAITS
IN_KIND: Final = Answer.IN_KIND
Amount: TypeAlias = int | Answer | None


def rate_of(amount: int, rate: Fraction) -> int:
    """Return a rate of a non-negative amount in fen, half up to the fen."""
    return (amount * rate.numerator * 2 + rate.denominator) // (rate.denominator * 2)


def known(fact: Fact, sight: Sight, missing: Missing) -> object:
    """Return a fact, and remember it where it is not known."""
    value = sight.value(fact)
    if value is None:
        missing[fact.name] = None
    return value


def quantity(node: nodes.Quantity, sight: Sight, missing: Missing) -> int | None:
    """Return a quantity in fen, a count or a day; None where what it needs is not known."""
    match node:
        case Fact():
            value = known(node, sight, missing)
            return value if isinstance(value, int) else None
        case nodes.Sum():
            parts = [quantity(part, sight, missing) for part in node.parts]
            return None if None in parts else sum(part for part in parts if part is not None)
        case nodes.Excess():
            of, beyond = quantity(node.of, sight, missing), quantity(node.beyond, sight, missing)
            return None if of is None or beyond is None else max(0, of - beyond)
        case nodes.Greatest():
            return _greatest(node, sight, missing)
        case nodes.Least():
            parts = [quantity(part, sight, missing) for part in node.parts]
            return None if None in parts else min(part for part in parts if part is not None)
        case nodes.Product():
            return _product(node, sight, missing)
        case nodes.Increase():
            return _increase(node, sight, missing)


def _greatest(node: nodes.Greatest, sight: Sight, missing: Missing) -> int | None:
    unknown: Missing = {}
    parts = [part for part in (quantity(part, sight, unknown) for part in node.parts) if part is not None]
    if not parts:
        missing.update(unknown)
    return max(parts, default=None)


def _product(node: nodes.Product, sight: Sight, missing: Missing) -> int | None:
    product: int | None = 1
    for part in node.parts:
        factor = quantity(part, sight, missing)
        product = None if product is None or factor is None else product * factor
    return product


def _increase(node: nodes.Increase, sight: Sight, missing: Missing) -> int | None:
    of = quantity(node.of, sight, missing)
    before = [value for value in (quantity(node.of, other, {}) for other in sight.earlier()) if value is not None]
    return None if of is None else max(0, of - max(before, default=0))


def holds(node: nodes.Condition, sight: Sight, missing: Missing) -> bool | None:
    """Return whether a condition is true; None where what it needs is not known."""
    match node:
        case nodes.IsTrue():
            value = known(node.fact, sight, missing)
            return value if isinstance(value, bool) else None
        case nodes.OneOf():
            return _one_of(node, sight, missing)
        case nodes.Compare():
            of = quantity(node.of, sight, missing)
            return None if of is None else COMPARE[node.op](of, node.to.value)
        case nodes.CompareRatio():
            of, whole = quantity(node.of, sight, missing), quantity(node.whole, sight, missing)
            if of is None or whole is None or whole == 0:
                return None
            return COMPARE[node.op](of * node.to.value.denominator, whole * node.to.value.numerator)
        case nodes.Has():
            return has(node, sight)
        case nodes.AllOf():
            return _all(node.parts, sight, missing, whole=True)
        case nodes.AnyOf():
            return _all(node.parts, sight, missing, whole=False)
        case nodes.Not():
            inner = holds(node.of, sight, missing)
            return None if inner is None else not inner


def _one_of(node: nodes.OneOf, sight: Sight, missing: Missing) -> bool | None:
    value = known(node.fact, sight, missing)
    if not isinstance(value, str):
        return None
    if node.fact.type is FactType.REGION:
        return value.startswith(tuple(map(region_prefix, node.values)))
    return value in node.values


def has(node: nodes.Has, sight: Sight) -> bool:
    """Return whether the applicant has another matter of that pattern, in time."""
    here = sight.matter.id if sight.matter else None
    since = 0 if node.within_years is None else sight.day - node.within_years * 10_000 + 1
    days = (number_of_day(other.on) for other in sight.known if other.id != here and fits(node.pattern, other))
    return any(since <= day <= sight.day for day in days)


def _all(parts: tuple[nodes.Condition, ...], sight: Sight, missing: Missing, *, whole: bool) -> bool | None:
    """All of them (`whole`) or any of them: one that decides it decides, and then nothing is missing."""
    unknown: Missing = {}
    is_unknown = False
    for part in parts:
        value = holds(part, sight, unknown)
        if value is not None and value is not whole:
            return value
        is_unknown = is_unknown or value is None
    if not is_unknown:
        return whole
    missing.update(unknown)
    return None


def amount(node: nodes.Formula, sight: Sight, missing: Missing) -> Amount:
    """Return what a formula gives in fen: an amount, the unknown, or that it awaits a decision or is no money."""
    match node:
        case nodes.Fixed():
            return node.amount.value
        case nodes.Share():
            of = quantity(node.of, sight, missing)
            return None if of is None else rate_of(of, node.rate.value)
        case nodes.PerItem():
            count = items(node, sight, missing)
            return None if count is None else count * node.amount.value
        case nodes.Steps():
            return _steps(node, quantity(node.of, sight, missing))
        case nodes.Tiers():
            return _slabs(node, sight, missing) if node.slab else _whole_band(node, sight, missing)
        case nodes.Staged():
            return _stage(node, sight, missing)
        case nodes.Decided():
            decided = sight.value(DECIDED)
            return decided if isinstance(decided, int) else AWAITS
        case nodes.Awaiting():
            return AWAITS
        case nodes.InKind():
            return IN_KIND
        case nodes.ByYear() | nodes.LeastOf() | nodes.Choose():
            return _composed(node, sight, missing)


def items(node: nodes.PerItem, sight: Sight, missing: Missing) -> int | None:
    """Return how many items are paid for."""
    of = quantity(node.of, sight, missing)
    return of if of is None or node.at_most is None else min(of, node.at_most.value)


def chosen(node: nodes.Formula, sight: Sight) -> nodes.Formula | None:
    """Return the formula that applies, through `choose` and `by_year`; None where none does or it is not known which."""
    match node:
        case nodes.Choose():
            for condition, formula in node.cases:
                holding = holds(condition, sight, {})
                if holding is not False:
                    return chosen(formula, sight) if holding else None
            return None if node.otherwise is None else chosen(node.otherwise, sight)
        case nodes.ByYear():
            band = _band(node, sight, {})
            return None if band is None else chosen(band, sight)
    return node


def items_of(node: nodes.Formula, sight: Sight) -> int:
    """Return how many items the formula that applies pays for, in a `least` the fewest; one where it counts none."""
    counts = [items(part, sight, {}) for part in _leaves(node, sight) if isinstance(part, nodes.PerItem)]
    return min((count for count in counts if count is not None), default=1)


def brings_all_stages(node: nodes.Formula, sight: Sight) -> bool:
    """Return whether the formula that applies gives the sum of stages."""
    return any(isinstance(part, nodes.Staged) and part.cumulative for part in _leaves(node, sight))


def _leaves(node: nodes.Formula, sight: Sight) -> Iterator[nodes.Formula]:
    """Yield the formula that applies, or of a `least` those of all its parts."""
    formula = chosen(node, sight)
    if isinstance(formula, nodes.LeastOf):
        for part in formula.formulas:
            yield from _leaves(part, sight)
    elif formula is not None:
        yield formula


def _steps(node: nodes.Steps, of: int | None) -> int | None:
    if of is None:
        return None
    if of < node.first.value:
        return 0
    return node.first_amount.value + (of - node.first.value) // node.each.value * node.each_amount.value


def _is_reached(tier: nodes.Tier, of: int) -> bool:
    return of >= tier.start.value if tier.inclusive else of > tier.start.value


def _whole_band(node: nodes.Tiers, sight: Sight, missing: Missing) -> int | None:
    of = quantity(node.of, sight, missing)
    if of is None:
        return None
    reached = [tier for tier in node.tiers if _is_reached(tier, of)]
    if not reached:
        return 0
    band = reached[-1]
    if band.rate is None:
        return band.amount.value if band.amount else 0
    base = of if node.rate_of is None else quantity(node.rate_of, sight, missing)
    return None if base is None else rate_of(base, band.rate.value)


def _slabs(node: nodes.Tiers, sight: Sight, missing: Missing) -> int | None:
    of = quantity(node.of, sight, missing)
    if of is None:
        return None
    ends = [tier.start.value for tier in node.tiers[1:]] + [of]
    parts = ((tier, max(0, min(of, end) - tier.start.value)) for tier, end in zip(node.tiers, ends, strict=True))
    return sum(rate_of(part, tier.rate.value) for tier, part in parts if tier.rate)


def _stage(node: nodes.Staged, sight: Sight, missing: Missing) -> int | None:
    stage = known(STAGE, sight, missing)
    if stage is None:
        return None
    total = 0
    for word, number in node.stages:
        total = total + number.value if node.cumulative else number.value
        if word == stage:
            return total
    return 0


def _composed(node: nodes.ByYear | nodes.LeastOf | nodes.Choose, sight: Sight, missing: Missing) -> Amount:
    match node:
        case nodes.ByYear():
            return _by_year(node, sight, missing)
        case nodes.LeastOf():
            parts = [amount(part, sight, missing) for part in node.formulas]
            if None in parts:
                return None
            numbers = [part for part in parts if isinstance(part, int)]
            return min(numbers) if len(numbers) == len(parts) else AWAITS
        case nodes.Choose():
            for condition, formula in node.cases:
                chosen = holds(condition, sight, missing)
                if chosen is not False:
                    return amount(formula, sight, missing) if chosen else None
            return 0 if node.otherwise is None else amount(node.otherwise, sight, missing)


def _by_year(node: nodes.ByYear, sight: Sight, missing: Missing) -> Amount:
    if known(node.since, sight, missing) is None:
        return None
    band = _band(node, sight, missing)
    return 0 if band is None else amount(band, sight, missing)


def _band(node: nodes.ByYear, sight: Sight, missing: Missing) -> nodes.Formula | None:
    """Return the formula of the year that the matter lies in; None before the first year, after the last, and where it is not known."""
    since = quantity(node.since, sight, missing)
    number = 0 if since is None else sight.day // 10_000 - since // 10_000 + 1
    return next((formula for through, formula in node.bands if 1 <= number <= through.value), None)
