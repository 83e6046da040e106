"""Patterns, quantities and conditions in words, as the explanations of a settlement say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from luoshi.facts.vocabulary import FIELDS, Choice, Entity, FactField, FactType, choice_of
from luoshi.programme.rules import (
    AllCondition,
    AnyCondition,
    Condition,
    ExcessQuantity,
    FactCondition,
    FactQuantity,
    GreatestQuantity,
    HasCondition,
    IncreaseQuantity,
    LeastQuantity,
    NotCondition,
    Pattern,
    ProductQuantity,
    Quantity,
    QuantityCondition,
    RatioCondition,
    SumQuantity,
)
from luoshi.values.wording import plain_money, plain_number, plain_rate

Facts = Mapping[str, FactField]
FEN = 100
OPS = {"at_least": "不低于", "more_than": "超过", "at_most": "不超过", "less_than": "低于"}
DATE_OPS = {"at_least": "不早于", "more_than": "晚于", "at_most": "不晚于", "less_than": "早于"}
JUDGED = {"matter": "", "year_end": "（当年年底）", "year_before": "（上年年底）"}
JUDGED_BY_YEAR = {"matter": "", "year_end": "（当年）", "year_before": "（上一年度）"}
_MATTER_CHOICES = {field.name: field.choices for field in FIELDS[Entity.MATTER] if field.choices}


def yuan_words(yuan: Decimal) -> str:
    """Say an amount of yuan as on every screen: `20.00万元`."""
    return plain_money(int(yuan * FEN))


def pattern_words(pattern: Pattern) -> str:
    """Say which matters are meant: 认定“国家高新技术企业”（首次）."""
    said = {key: _named(words, _MATTER_CHOICES.get(key, ())) for key in Pattern.model_fields if (words := getattr(pattern, key))}
    more = [said[key] for key in ("level", "occurrence", "grade", "stage") if key in said]
    subject = f"“{said['subject']}”" if "subject" in said else ""
    return f"{said['kind']}{subject}" + (f"（{'，'.join(more)}）" if more else "")


def _named(words: Sequence[str], choices: tuple[Choice, ...]) -> str:
    return "、".join(found.label if (found := choice_of(choices, word)) else word for word in words)


def quantity_words(quantity: Quantity, facts: Facts) -> str:
    """Say what a quantity is made of, without figures."""
    match quantity:
        case FactQuantity(fact=fact, at=at):
            return _fact(fact, at, facts)
        case SumQuantity(sum=parts):
            return "与".join(quantity_words(part, facts) for part in parts) + ("之和" if len(parts) > 1 else "")
        case ExcessQuantity(excess=(of, beyond)):
            return f"{quantity_words(of, facts)}减去{quantity_words(beyond, facts)}"
        case GreatestQuantity(greatest=parts):
            return "、".join(quantity_words(part, facts) for part in parts) + "中的最高者"
        case LeastQuantity(least=parts):
            return "、".join(quantity_words(part, facts) for part in parts) + "中的最低者"
        case ProductQuantity(product=parts):
            return "×".join(quantity_words(part, facts) for part in parts)
        case IncreaseQuantity(increase=of):
            return f"{quantity_words(of, facts)}超过历史最高的部分"


def _fact(name: str, at: str, facts: Facts) -> str:
    if name not in facts:
        return name + JUDGED[at]
    return facts[name].label + (JUDGED_BY_YEAR if facts[name].yearly else JUDGED)[at]


def is_money(quantity: Quantity, facts: Facts) -> bool:
    """Say whether a quantity is an amount of money; the first fact in it tells, for the checks refuse mixed ones."""
    names = _names(quantity)
    return any(name in facts and facts[name].type is FactType.MONEY for name in names)


def _names(quantity: Quantity) -> Iterator[str]:
    if isinstance(quantity, FactQuantity):
        yield quantity.fact
        return
    parts = getattr(quantity, next(iter(type(quantity).model_fields)))
    for part in parts if isinstance(parts, list | tuple) else (parts,):
        yield from _names(part)


def condition_words(condition: Condition, facts: Facts) -> str:
    """Say a condition in one phrase: 规模以上，且营业收入（当年）不低于200.00万元."""
    match condition:
        case FactCondition():
            return _fact_test(condition, facts)
        case QuantityCondition(of=of):
            return quantity_words(of, facts) + "、".join(_thresholds(condition, is_money(of, facts)))
        case RatioCondition(ratio=(of, whole)):
            bounds = "、".join(f"{OPS[key]}{plain_rate(rate)}" for key in OPS if (rate := getattr(condition, key)) is not None)
            return f"{quantity_words(of, facts)}占{quantity_words(whole, facts)}的比重{bounds}"
        case HasCondition(has=pattern, within_years=years):
            return f"{f'近{years}年内' if years is not None else '此前'}已有{pattern_words(pattern)}"
        case AllCondition(all=parts):
            return "，且".join(_inner(part, facts) for part in parts)
        case AnyCondition(any=parts):
            return "，或者".join(_inner(part, facts) for part in parts)
        case NotCondition(not_=part):
            return f"不是“{condition_words(part, facts)}”"


def _inner(condition: Condition, facts: Facts) -> str:
    words = condition_words(condition, facts)
    return f"（{words}）" if isinstance(condition, AllCondition | AnyCondition) else words


def _fact_test(condition: FactCondition, facts: Facts) -> str:
    label = _fact(condition.fact, condition.at, facts)
    field = facts.get(condition.fact)
    if isinstance(condition.is_, bool):
        return label if condition.is_ else f"非{label}"
    if condition.more_than == 0 and condition.at_most is None and condition.less_than is None:
        return f"有{label}"
    words = [condition.is_] if condition.is_ is not None else condition.one_of
    said = [f"为{_named(words, field.choices if field else ())}"] if words else []
    return label + "、".join([*said, *_thresholds(condition, field is not None and field.type is FactType.MONEY)])


def _thresholds(condition: FactCondition | QuantityCondition, is_amount: bool) -> Iterator[str]:
    for key in OPS:
        value = getattr(condition, key)
        if isinstance(value, date):
            yield f"{DATE_OPS[key]}{day_words(value)}"
        elif value is not None:
            yield f"{OPS[key]}{figure_words(value, is_amount)}"


def figure_words(value: Decimal, is_amount: bool) -> str:
    """Say a threshold: money in 万元, other numbers as they are."""
    return yuan_words(value) if is_amount else plain_number(value)


def day_words(day: date) -> str:
    """Say a day: 2024年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
