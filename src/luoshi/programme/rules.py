"""The reward language as it stands in a programme file: quantities, conditions, patterns and formulas.

These are shapes and their checks; what they mean is defined by `rewards/interpreter`. Money in yuan as people write it (exact decimals,
never floats), rates as 0.5, "50%" or "1/3". docs/programme-format.md explains every key with an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from luoshi.programme.rows import Row, day_of

MAX_YUAN = Decimal(10**12)
# Beyond any sum of facts, and in fen still far within 64 bits.
LARGEST_BOUND = Decimal(10**15)

NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,30})?|\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?")
RATE = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,30})?)\s*(?P<percent>%?)|(?P<above>\d{1,9})/(?P<below>\d{1,9})")


def _exact(value: Any) -> Any:
    """A float has already lost what was written; YAML is loaded with decimals, so one here comes from a program."""
    if isinstance(value, bool | float):
        raise ValueError("应为精确的数，不能是真假值或浮点数")
    if isinstance(value, str):
        if not NUMBER.fullmatch(value.strip()):
            raise ValueError("应为阿拉伯数字，如200000；不带单位")
        return Decimal(value.strip().replace(",", ""))
    return value


def _is_whole_fen(value: Decimal) -> Decimal:
    if not 0 <= value <= MAX_YUAN:
        raise ValueError("金额应在0元到1万亿元之间")
    if value.quantize(Decimal("0.01")) != value:
        raise ValueError("金额最多两位小数，精确到分")
    return value


def _threshold_of(value: Any) -> Any:
    """A number, or a day where the fact is one."""
    if isinstance(value, str) and "-" in value.strip()[1:]:
        return day_of(value)
    negative = isinstance(value, str) and value.strip().startswith("-")
    number = _exact(value.strip()[1:] if negative else value)
    return -number if negative else number


def _is_plausible(value: Decimal | date) -> Decimal | date:
    if isinstance(value, Decimal) and abs(value) > LARGEST_BOUND:
        raise ValueError("数太大，不像是真的")
    return value


def _rate_of(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value
    words = f"{value:f}" if isinstance(value, Decimal) else str(value).strip()
    found = None if isinstance(value, bool | float) else RATE.fullmatch(words)
    if found is None or (found["below"] and not int(found["below"])):
        raise ValueError("比例应写成0.5、50%或1/3")
    if found["below"]:
        return Fraction(int(found["above"]), int(found["below"]))
    return Fraction(found["number"]) / (100 if found["percent"] else 1)


def _is_rate(value: Fraction) -> Fraction:
    if not 0 <= value <= 100:
        raise ValueError("比例应在0到100倍之间")
    if value.denominator > 10**6:
        raise ValueError("比例最多写到百万分之一")
    return value


Yuan = Annotated[Decimal, BeforeValidator(_exact), AfterValidator(_is_whole_fen), WithJsonSchema({"type": ["number", "string"]})]
Rate = Annotated[
    Fraction,
    BeforeValidator(_rate_of),
    AfterValidator(_is_rate),
    WithJsonSchema({"type": ["number", "string"], "examples": [0.5, "50%", "1/3"]}),
]
Count = Annotated[int, BeforeValidator(_exact), Field(ge=0, le=10**9)]
Threshold = Annotated[Decimal | date, BeforeValidator(_threshold_of), AfterValidator(_is_plausible)]
Start = Annotated[Decimal, BeforeValidator(_exact), AfterValidator(_is_plausible), WithJsonSchema({"type": "number"})]
When = Literal["matter", "year_end", "year_before"]


# --- quantities ------------------------------------------------------------------------------------------------------------------


class FactQuantity(Row):
    """A fact, judged on a day: that of the matter, the last of its year, or the last of the year before."""

    fact: str
    at: When = "matter"


class SumQuantity(Row):
    """Several added up: loan interest and guarantee fee."""

    sum: list[Quantity] = Field(min_length=1)


class ExcessQuantity(Row):
    """What the first has beyond the second, never below zero: R&D spend net of fiscal support."""

    excess: tuple[Quantity, Quantity]


class GreatestQuantity(Row):
    """The greatest of several; one that is not known counts for nothing unless all are unknown."""

    greatest: list[Quantity] = Field(min_length=2)


class LeastQuantity(Row):
    """The least of several, all of which have to be known."""

    least: list[Quantity] = Field(min_length=2)


class ProductQuantity(Row):
    """Counts multiplied: square metres by months."""

    product: list[Quantity] = Field(min_length=2, max_length=3)


class IncreaseQuantity(Row):
    """What goes beyond the best of the applicant's earlier matters of the same pattern (复次申请的只按超过历史最高的部分)."""

    increase: Quantity


def _quantity_kind(value: Any) -> str:
    if isinstance(value, str | FactQuantity):
        return "fact"
    keys = set(value) if isinstance(value, Mapping) else set(type(value).model_fields)
    return next((kind for kind in ("sum", "excess", "greatest", "least", "product", "increase") if kind in keys), "fact")


def _as_fact(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) else value


Quantity = Annotated[
    Annotated[FactQuantity, BeforeValidator(_as_fact, json_schema_input_type=FactQuantity | str), Tag("fact")]
    | Annotated[SumQuantity, Tag("sum")]
    | Annotated[ExcessQuantity, Tag("excess")]
    | Annotated[GreatestQuantity, Tag("greatest")]
    | Annotated[LeastQuantity, Tag("least")]
    | Annotated[ProductQuantity, Tag("product")]
    | Annotated[IncreaseQuantity, Tag("increase")],
    Discriminator(_quantity_kind),
]


# --- patterns and conditions ------------------------------------------------------------------------------------------------------


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=list[str] | str), Field(min_length=1)]


class Pattern(Row):
    """Which matters: every key given has to fit, a list fits where one of its words does."""

    kind: Words
    subject: Words | None = None
    level: Words | None = None
    occurrence: Words | None = None
    grade: Words | None = None
    stage: Words | None = None


class FactCondition(Row):
    """One fact against one value, list or threshold; money in yuan."""

    fact: str
    at: When = "matter"
    is_: bool | str | None = Field(default=None, alias="is")
    one_of: Annotated[list[str], Field(min_length=1)] | None = None
    at_least: Threshold | None = None
    more_than: Threshold | None = None
    at_most: Threshold | None = None
    less_than: Threshold | None = None

    @model_validator(mode="after")
    def _has_one_test(self) -> FactCondition:
        tests = (self.is_, self.one_of, self.at_least, self.more_than, self.at_most, self.less_than)
        if all(test is None for test in tests):
            raise ValueError("条件里没有写比什么：is、one_of、at_least、more_than、at_most、less_than 至少写一项")
        return self


class QuantityCondition(Row):
    """A composed quantity against a threshold; money in yuan."""

    of: Quantity
    at_least: Start | None = None
    more_than: Start | None = None
    at_most: Start | None = None
    less_than: Start | None = None

    @model_validator(mode="after")
    def _has_one_test(self) -> QuantityCondition:
        if all(test is None for test in (self.at_least, self.more_than, self.at_most, self.less_than)):
            raise ValueError("条件里没有写比什么：at_least、more_than、at_most、less_than 至少写一项")
        return self


class RatioCondition(Row):
    """One quantity as a share of another against a rate, compared exactly (4.996 % does not reach 5 %)."""

    ratio: tuple[Quantity, Quantity]
    at_least: Rate | None = None
    more_than: Rate | None = None
    at_most: Rate | None = None
    less_than: Rate | None = None

    @model_validator(mode="after")
    def _has_one_test(self) -> RatioCondition:
        if all(test is None for test in (self.at_least, self.more_than, self.at_most, self.less_than)):
            raise ValueError("条件里没有写比什么：at_least、more_than、at_most、less_than 至少写一项")
        return self


class HasCondition(Row):
    """Another matter of the applicant, on the day or before, within so many years where that is said."""

    has: Pattern
    within_years: Count | None = None


class AllCondition(Row):
    """Every one of them."""

    all: list[Condition] = Field(min_length=1)


class AnyCondition(Row):
    """At least one of them."""

    any: list[Condition] = Field(min_length=1)


class NotCondition(Row):
    """Not this."""

    not_: Condition = Field(alias="not")


def _condition_kind(value: Any) -> str:
    keys = set(value) if isinstance(value, Mapping) else {key.rstrip("_") for key in type(value).model_fields}
    return next((kind for kind in ("all", "any", "not", "has", "ratio", "of") if kind in keys), "fact")


Condition = Annotated[
    Annotated[FactCondition, Tag("fact")]
    | Annotated[QuantityCondition, Tag("of")]
    | Annotated[RatioCondition, Tag("ratio")]
    | Annotated[HasCondition, Tag("has")]
    | Annotated[AllCondition, Tag("all")]
    | Annotated[AnyCondition, Tag("any")]
    | Annotated[NotCondition, Tag("not")],
    Discriminator(_condition_kind),
]


# --- formulas ---------------------------------------------------------------------------------------------------------------------


class Fixed(Row):
    """An amount of money for the case."""

    type: Literal["fixed"]
    amount_yuan: Yuan


class Share(Row):
    """A rate of a quantity: of another government's grant (`match`), of a cost, a spend, an investment, an increase (`share`).

    `base` is what the text calls it; `of` is what is looked at. A rate that the text does not print is `by_decision`.
    """

    type: Literal["match", "share"]
    base: str = ""
    rate: Rate | Literal["by_decision"]
    of: Quantity | None = None


class PerItem(Row):
    """An amount for each thing counted by `of`, for no more than `at_most` things."""

    type: Literal["per_item"]
    item: str = ""
    amount_yuan: Yuan
    of: Quantity | None = None
    at_most: Count | None = None


class Steps(Row):
    """An amount for the first so many, and another for each so many more: 30件以上3万元, 每增加30件再3万元."""

    type: Literal["steps"]
    item: str = ""
    of: Quantity
    first: Count
    first_amount_yuan: Yuan
    each_further: Annotated[int, Field(ge=1)]
    each_amount_yuan: Yuan


class Tier(Row):
    """One band: it begins at `from` (reached) or above `above` (passed), and gives an amount or a rate."""

    from_: Start | None = Field(default=None, alias="from")
    above: Start | None = None
    amount_yuan: Yuan | None = None
    rate: Rate | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Tier:
        if (self.from_ is None) == (self.above is None):
            raise ValueError("每一档写 from（达到即算）或 above（超过才算）之一")
        if (self.above if self.from_ is None else self.from_) < 0:  # type: ignore[operator]  # one of them is there
            raise ValueError("每一档的起点不能低于0")
        if (self.amount_yuan is None) == (self.rate is None):
            raise ValueError("每一档写 amount_yuan 或 rate 之一")
        return self


class Tiers(Row):
    """Bands of one quantity: `whole` takes the highest band reached for all of it, `slab` pays each band's rate on what lies in it.

    Thresholds in yuan where the quantity is money. With `rate_of`, a whole band's rate is taken of that instead.
    """

    type: Literal["tiers"]
    of: Quantity
    mode: Literal["whole", "slab"]
    tiers: list[Tier] = Field(min_length=1)
    rate_of: Quantity | None = None

    @model_validator(mode="after")
    def _ascends(self) -> Tiers:
        starts = [(tier.from_ if tier.from_ is not None else tier.above, tier.above is not None) for tier in self.tiers]
        if starts != sorted(set(starts)):
            raise ValueError("各档的起点应当由低到高，不得重复")
        if self.mode == "slab" and (self.rate_of is not None or any(tier.rate is None for tier in self.tiers)):
            raise ValueError("分段累计（slab）的每一档都写 rate，且不写 rate_of")
        return self


class YearBand(Row):
    """Through which year, and how."""

    through: Annotated[int, Field(ge=1, le=100)]
    formula: Formula


class ByYear(Row):
    """Another formula for each stretch of years, counted from the fact `since`; nothing after the last."""

    type: Literal["by_year"]
    since: str = "since"
    bands: list[YearBand] = Field(min_length=1)

    @model_validator(mode="after")
    def _ascends(self) -> ByYear:
        ends = [band.through for band in self.bands]
        if ends != sorted(set(ends)):
            raise ValueError("各段的年数应当由小到大，不得重复")
        return self


class StageAmount(Row):
    """One stage, by the word that the matter's `stage` has, with what it gives."""

    stage: str
    label: str = Field(default="", validation_alias="when")
    amount_yuan: Yuan


class Staged(Row):
    """Amounts when stages are reached, in this order; `cumulative`: who comes to a later stage is owed the earlier ones too."""

    type: Literal["staged"]
    stages: list[StageAmount] = Field(min_length=2)
    cumulative: bool = False


class UpTo(Row):
    """An amount that an office decides case by case; the caps bound it."""

    type: Literal["upto"]


class Unquantified(Row):
    """The text names no figure: an amount only by decision."""

    type: Literal["unquantified"]


class InKind(Row):
    """Support that is no money: training, an office, priority."""

    type: Literal["in_kind"]
    what: str


class LeastOf(Row):
    """The lesser of several amounts."""

    type: Literal["least"]
    formulas: list[Formula] = Field(min_length=2)


class Case(Row):
    """A formula where a condition holds."""

    if_: Condition = Field(alias="if")
    formula: Formula


class Choose(Row):
    """The first case whose condition holds; else `otherwise`, or nothing."""

    type: Literal["choose"]
    cases: list[Case] = Field(min_length=1)
    otherwise: Formula | None = None


Formula = Annotated[
    Fixed | Share | PerItem | Steps | Tiers | ByYear | Staged | UpTo | Unquantified | InKind | LeastOf | Choose, Field(discriminator="type")
]

_RECURSIVE: tuple[type[Row], ...] = (SumQuantity, ExcessQuantity, GreatestQuantity, LeastQuantity, ProductQuantity, IncreaseQuantity)
_RECURSIVE += (QuantityCondition, RatioCondition, HasCondition, AllCondition, AnyCondition, NotCondition)
_RECURSIVE += (Share, PerItem, Steps, Tiers, YearBand, ByYear, LeastOf, Case, Choose)
for _model in _RECURSIVE:
    _model.model_rebuild()
