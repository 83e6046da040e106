"""Conditions, patterns and quantities look at facts that exist, and compare them with what such a fact can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from luoshi.facts.vocabulary import FIELDS, Choice, Entity, FactField, FactType, choice_of
from luoshi.programme.check.nodes import Found, ProgrammeFinding, error, listed, nearest, parts_of, warning
from luoshi.programme.known_facts import facts_of
from luoshi.programme.nodes import Programme
from luoshi.programme.rules import (
    ByYear,
    ExcessQuantity,
    FactCondition,
    FactQuantity,
    GreatestQuantity,
    IncreaseQuantity,
    LeastQuantity,
    Pattern,
    PerItem,
    ProductQuantity,
    Quantity,
    QuantityCondition,
    RatioCondition,
    Share,
    Staged,
    Steps,
    SumQuantity,
    Tiers,
)
from luoshi.programme.yaml_tree import Path

THRESHOLDS = ("at_least", "more_than", "at_most", "less_than")
TYPE_WORDS = {
    FactType.ID: "编号",
    FactType.TEXT: "文字",
    FactType.CHOICE: "选项",
    FactType.FLAG: "是否",
    FactType.DATE: "日期",
    FactType.COUNT: "数量",
    FactType.MONEY: "金额",
    FactType.REGION: "行政区划代码",
}
PLAIN_NUMBERS = {FactType.COUNT, FactType.MONEY}
WORDY = {FactType.ID, FactType.TEXT, FactType.CHOICE, FactType.REGION}
GRANT = "grant_"
# Also how the codes of a whole city begin: 1506.
PLACE = re.compile(r"\d{2}(?:\d{2}(?:\d{2}(?:\d{3}(?:\d{3})?)?)?)?")


def check_facts(programme: Programme) -> Found:
    """Look at every fact that a reward or an override names."""
    facts = facts_of(programme)
    for section in ("rewards", "overrides"):
        for index, row in enumerate(getattr(programme, section)):
            for path, part in parts_of(row, (section, index)):
                yield from _part(path, part, facts)


def _part(path: Path, part: object, facts: Mapping[str, FactField]) -> Found:
    match part:
        case FactCondition():
            yield from _condition(path, part, facts)
        case Pattern():
            yield from _pattern(path, part)
        case FactQuantity():
            yield from _fact(path, part.fact, part.at, facts, PLAIN_NUMBERS, "用来计算的应为金额或数量")
        case QuantityCondition():
            yield from _bounds(path, part)
            yield from _whole_numbers(path, part, unit_of(part.of, facts))
        case RatioCondition():
            yield from _bounds(path, part)
            yield from _same_unit(path, part.ratio, facts, "比值的两个量")
        case SumQuantity() | ExcessQuantity() | GreatestQuantity() | LeastQuantity() | ProductQuantity():
            yield from _composed(path, part, facts)
        case Share() | PerItem() | Steps() | Tiers() | ByYear():
            yield from _formula(path, part, facts)


# --- conditions -------------------------------------------------------------------------------------------------------------------


def _condition(path: Path, part: FactCondition, facts: Mapping[str, FactField]) -> Found:
    yield from _fact(path, part.fact, part.at, facts)
    field = facts.get(part.fact)
    if field is None:
        return
    yield from _test(path, part, field)
    yield from _bounds(path, part)
    words = [part.is_] if isinstance(part.is_, str) else part.one_of or []
    at: Path = (*path, "is" if isinstance(part.is_, str) else "one_of")
    if field.choices:
        yield from _choices(at, words, field.label, field.choices)
    if field.type is FactType.REGION:
        yield from _regions(at, words)
    yield from _whole_numbers(path, part, field.type)


def _fact(path: Path, name: str, at: str, facts: Mapping[str, FactField], types: set[FactType] | None = None, why: str = "") -> Found:
    field = facts.get(name)
    if field is None:
        yield _unknown_fact((*path, "fact"), name, facts)
        return
    if types is not None and field.type not in types:
        message = f"“{name}”（{field.label}）是{TYPE_WORDS[field.type]}，{why}"
        yield error("programme.fact-type", (*path, "fact"), message, "换一个事实")
    if at != "matter" and field.entity is Entity.MATTER:
        message = f"“{name}”（{field.label}）是事项的情况，at: {at} 不起作用"
        yield warning("programme.at-without-effect", (*path, "at"), message, "删去 at；它只用于主体的情况")


def _unknown_fact(path: Path, name: str, facts: Mapping[str, FactField]) -> ProgrammeFinding:
    meant = next((field for field in facts.values() if name in (field.label, *field.aliases)), None)
    hint = f"“{meant.label}”写作 {meant.name}" if meant else nearest(name, facts)
    return error("programme.unknown-fact", path, f"没有“{name}”这个事实", hint or "通用事实见 docs/facts.md，本政策独有的在 facts 里声明")


def _test(path: Path, part: FactCondition, field: FactField) -> Found:
    """Say where what is compared with is nothing that such a fact can be."""
    wrong = []
    if isinstance(part.is_, bool) and field.type is not FactType.FLAG:
        wrong.append(("is", "不能写 true 或 false"))
    if isinstance(part.is_, str) and field.type not in WORDY:
        wrong.append(("is", "不能等于一个词" if field.type is not FactType.FLAG else "写 true 或 false"))
    if part.one_of is not None and field.type not in WORDY:
        wrong.append(("one_of", "不能列词"))
    for key in THRESHOLDS:
        value = getattr(part, key)
        if isinstance(value, date) and field.type is not FactType.DATE:
            wrong.append((key, "不能与日期比"))
        elif isinstance(value, Decimal) and field.type not in PLAIN_NUMBERS:
            wrong.append((key, "不能与数比" + ("，写日期" if field.type is FactType.DATE else "")))
    for key, why in wrong:
        message = f"“{part.fact}”（{field.label}）是{TYPE_WORDS[field.type]}，{why}"
        yield error("programme.fact-type", (*path, key), message, _right_test(field))


def _right_test(field: FactField) -> str:
    if field.type is FactType.FLAG:
        return "写 is: true 或 is: false"
    if field.choices:
        return f"写 is 或 one_of：{'、'.join(choice.name for choice in field.choices)}"
    return {FactType.DATE: "写 at_least: 2025-01-01 这样的界限", FactType.MONEY: "写 at_least: 2000000 这样的界限（元）"}.get(
        field.type, "写 at_least: 10 这样的界限" if field.type is FactType.COUNT else "写 is 或 one_of，列出词"
    )


def _bounds(path: Path, part: FactCondition | QuantityCondition | RatioCondition) -> Found:
    """Say where no value can lie between the thresholds."""
    lows = [(value, is_open) for value, is_open in ((part.at_least, False), (part.more_than, True)) if value is not None]
    highs = [(value, is_open) for value, is_open in ((part.at_most, False), (part.less_than, True)) if value is not None]
    for low, low_open in lows:
        for high, high_open in highs:
            if isinstance(low, date) is not isinstance(high, date):
                continue  # said already: one of them is of the wrong type
            if low > high or (low == high and (low_open or high_open)):  # type: ignore[operator]  # both days or both numbers
                yield error("programme.never-true", path, f"条件永远不成立：下限{low}高于上限{high}", "核对两个界限")


def _whole_numbers(path: Path, part: FactCondition | QuantityCondition, unit: FactType | None) -> Found:
    """Money is counted in fen and counts in whole numbers: a finer threshold would be cut off."""
    for key in THRESHOLDS:
        value = getattr(part, key)
        if isinstance(value, Decimal) and unit in PLAIN_NUMBERS and not _is_whole(value, unit):
            message = f"界限{value}太细，{'金额只到分' if unit is FactType.MONEY else '数量只有整数'}"
            yield error("programme.threshold-too-fine", (*path, key), message, "改成能取到的数")


def _is_whole(value: Decimal, unit: FactType | None) -> bool:
    scaled = value * 100 if unit is FactType.MONEY else value
    return scaled == scaled.to_integral_value()


def _regions(path: Path, words: list[str]) -> Found:
    for word in words:
        if PLACE.fullmatch(word) is None:
            message = f"行政区划代码“{word}”不对，应为6位、9位或12位数字"
            yield error("programme.region", path, message, '按民政部的代码写，加引号，如 "150602"；整个市的写 "150600"')


# --- patterns ---------------------------------------------------------------------------------------------------------------------

_CHOICES = {field.name: field for field in FIELDS[Entity.MATTER] if field.choices}


def _pattern(path: Path, part: Pattern) -> Found:
    for key, field in _CHOICES.items():
        if words := getattr(part, key, None):
            yield from _choices((*path, key), words, field.label, field.choices)


def _choices(path: Path, words: list[str], label: str, choices: tuple[Choice, ...]) -> Found:
    for word in words:
        if choice_of(choices, word) is None:
            known = [name for choice in choices for name in (choice.name, choice.label, *choice.aliases)]
            hint = nearest(word, known) or f"可以写：{'、'.join(f'{choice.name}（{choice.label}）' for choice in choices)}"
            yield error("programme.unknown-choice", path, f"{label}没有“{word}”", hint)


# --- quantities -------------------------------------------------------------------------------------------------------------------


def unit_of(quantity: Quantity | None, facts: Mapping[str, FactField]) -> FactType | None:
    """Return whether a quantity is money or a count; None where it is neither or mixed, which is said elsewhere."""
    match quantity:
        case FactQuantity():
            field = facts.get(quantity.fact)
            return field.type if field and field.type in PLAIN_NUMBERS else None
        case IncreaseQuantity():
            return unit_of(quantity.increase, facts)
        case ProductQuantity():
            units = {unit_of(part, facts) for part in quantity.product}
            return None if None in units else FactType.MONEY if FactType.MONEY in units else FactType.COUNT
        case SumQuantity() | ExcessQuantity() | GreatestQuantity() | LeastQuantity():
            units = {unit_of(part, facts) for part in _members(quantity)}
            return units.pop() if len(units) == 1 else None
    return None


def _members(quantity: SumQuantity | ExcessQuantity | GreatestQuantity | LeastQuantity) -> tuple[Quantity, ...]:
    match quantity:
        case SumQuantity():
            return tuple(quantity.sum)
        case ExcessQuantity():
            return tuple(quantity.excess)
        case GreatestQuantity():
            return tuple(quantity.greatest)
        case LeastQuantity():
            return tuple(quantity.least)


def _composed(
    path: Path,
    part: SumQuantity | ExcessQuantity | GreatestQuantity | LeastQuantity | ProductQuantity,
    facts: Mapping[str, FactField],
) -> Found:
    if not isinstance(part, ProductQuantity):
        yield from _same_unit(path, _members(part), facts, "合在一起的量")
    elif [unit_of(inner, facts) for inner in part.product].count(FactType.MONEY) > 1:
        yield error("programme.mixed-units", path, "金额与金额不能相乘", "只有一个是金额，其余是数量")


def _same_unit(path: Path, parts: tuple[Quantity, ...], facts: Mapping[str, FactField], what: str) -> Found:
    units = {unit for part in parts if (unit := unit_of(part, facts)) is not None}
    if len(units) > 1:
        yield error("programme.mixed-units", path, f"{what}有的是金额，有的是数量", "换成同一种")


def facts_in(quantity: Quantity) -> Iterator[str]:
    """Yield the names of the facts in a quantity."""
    yield from (part.fact for _, part in parts_of(quantity, ()) if isinstance(part, FactQuantity))


# --- formulas ---------------------------------------------------------------------------------------------------------------------


def _formula(path: Path, part: Share | PerItem | Steps | Tiers | ByYear, facts: Mapping[str, FactField]) -> Found:
    match part:
        case Share(of=of) if of is not None:
            yield from _of_money((*path, "of"), of, facts)
            yield from _match(path, part, facts)
        case PerItem(of=of) if of is not None:
            yield from _of_counts((*path, "of"), of, facts)
        case Steps():
            yield from _of_counts((*path, "of"), part.of, facts)
        case Tiers():
            yield from _tiers(path, part, facts)
        case ByYear():
            field = facts.get(part.since)
            if field is None:
                yield _unknown_fact((*path, "since"), part.since, facts)
            elif field.type is not FactType.DATE:
                message = f"“{part.since}”（{field.label}）是{TYPE_WORDS[field.type]}，起算日应为日期"
                yield error("programme.fact-type", (*path, "since"), message, "换一个日期，如 since")


def _of_money(path: Path, of: Quantity, facts: Mapping[str, FactField]) -> Found:
    if unit_of(of, facts) is FactType.COUNT:
        yield error("programme.rate-of-count", path, "按比例计算的应为金额，现在是数量", "按件计算的用 per_item，按金额计算的换成金额")


def _of_counts(path: Path, of: Quantity, facts: Mapping[str, FactField]) -> Found:
    if unit_of(of, facts) is FactType.MONEY:
        yield error("programme.items-of-money", path, "按件计算的应为数量，现在是金额", "按比例计算的用 share")


def _match(path: Path, part: Share, facts: Mapping[str, FactField]) -> Found:
    """A match is of what another government has granted: the facts of grants, or one that the programme has added."""
    if part.type != "match" or part.of is None:
        return
    known = {field.name for entity in (Entity.APPLICANT, Entity.MATTER) for field in FIELDS[entity]}
    others = [name for name in facts_in(part.of) if name in known and not name.startswith(GRANT)]
    if others:
        labels = listed(facts[name].label for name in others if name in facts)
        yield warning("programme.match-of-no-grant", (*path, "of"), f"配套的基数（{labels}）不是上级补助", "不是上级补助的，type 写 share")


def _tiers(path: Path, part: Tiers, facts: Mapping[str, FactField]) -> Found:
    unit = unit_of(part.of, facts)
    for index, tier in enumerate(part.tiers):
        start = tier.from_ if tier.from_ is not None else tier.above
        if start is not None and unit in PLAIN_NUMBERS and not _is_whole(start, unit):
            message = f"第{index + 1}档的起点{start}太细，{'金额只到分' if unit is FactType.MONEY else '数量只有整数'}"
            yield error("programme.threshold-too-fine", (*path, "tiers", index), message, "改成能取到的数")
    if any(tier.rate is not None for tier in part.tiers):
        yield from _of_money((*path, "rate_of" if part.rate_of else "of"), part.rate_of or part.of, facts)


def looks_at_matters(row_part: object, facts: Mapping[str, FactField]) -> bool:
    """Say whether a condition or formula looks at anything that only a matter has; a fixed amount looks at nothing."""
    for _, part in parts_of(row_part, ()):
        if isinstance(part, FactCondition | FactQuantity) and part.fact in facts and facts[part.fact].entity is Entity.MATTER:
            return True
        if isinstance(part, Staged) or (isinstance(part, PerItem) and part.of is None):
            return True
        if isinstance(part, ByYear) and part.since in facts and facts[part.since].entity is Entity.MATTER:
            return True
    return False
