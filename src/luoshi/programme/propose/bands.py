"""Bands of a quantity as documents put them: 年营业收入500万元以上、不足2000万元, 1亿元（含）—5亿元, 超过100件, 500万元以下的部分."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from luoshi.facts.vocabulary import APPLICANT_FIELDS, FactType
from luoshi.programme.propose.quantities import MONEY, WORDS
from luoshi.programme.rules import When
from luoshi.values.money import FEN_PER_YUAN, fen_of

FACTS = {**MONEY, **WORDS}
FACT = "|".join(sorted(map(re.escape, FACTS), key=len, reverse=True))
OF_APPLICANT = {field.name for field in APPLICANT_FIELDS if field.type is FactType.MONEY}
YEARS: dict[str, When] = {
    "上年": "year_before",
    "上年度": "year_before",
    "上一年": "year_before",
    "上一年度": "year_before",
    "当年": "year_end",
}
MONEY_UNIT = "亿元|千万元|百万元|万元|元|亿|万"
AREA_UNIT = "平方米|㎡|平米"
COUNT_UNIT = "人次|件|项|个|家|人|名|台套|台|套|次|场|篇|户|期"
UNIT = f"{MONEY_UNIT}|{AREA_UNIT}|{COUNT_UNIT}"
NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
# （含）, （不含本数）, （含500万元）, before or behind 以上.
MARK = rf"(?:[（(](?P<MARK>不?(?:含|包括|包含))(?:本数|{NUMBER}(?:{UNIT})?)?[）)])?"
REACHED = ("达到", "不低于", "不少于", "不小于", "满", "达")
PASSED = ("超过", "突破", "高于", "大于", "超出")
BELOW = ("不足", "低于", "少于", "小于", "不满", "未满", "未达到", "未达")
WITHIN = ("不超过", "不高于", "不多于")
_LOWER = (
    rf"(?P<more>(?<![不未]){'|(?<![不未])'.join(REACHED + PASSED)})?(?P<low>{NUMBER})(?P<low_unit>{UNIT})?"
    rf"{MARK.replace('MARK', 'low_mark')}(?P<above>及?以上)?{MARK.replace('MARK', 'above_mark')}"
)
_UPPER = (
    rf"(?P<less>{'|'.join(BELOW + WITHIN)})?(?P<high>{NUMBER})(?P<high_unit>{UNIT})"
    rf"{MARK.replace('MARK', 'high_mark')}(?P<below>及?以下|以内|之内)?{MARK.replace('MARK', 'below_mark')}(?:之间)?"
)
RANGE = re.compile(r"至|到|[-—–~～－]{1,2}")
JOINED = rf"(?P<joint>{RANGE.pattern}|[、，,]?(?:且|但|并)?(?:在)?)"
NAMED = rf"(?P<year>上一?年度?|当年|年度|年)?(?P<fact>{FACT})"
NAMED_FACT = re.compile(NAMED)
BEFORE = rf"(?:{NAMED}(?:规模|总额|总量|额)?(?:在|为|累计)?)?"
PART = r"(?P<part>(?:之间)?的?部分)?"
BOTH = re.compile(f"{BEFORE}{_LOWER}{JOINED}{_UPPER}{PART}")
ONLY_LOWER = re.compile(f"{BEFORE}{_LOWER}{PART}")
ONLY_UPPER = re.compile(f"{BEFORE}{_UPPER}{PART}")
ANOTHER_FIGURE = re.compile(rf"{NUMBER}(?:{UNIT})")


class Said(IntEnum):
    """How plainly a bound says whether it includes its number: not at all (至), by the law on 以上 and 以下, in so many words."""

    NOT = 0
    BY_LAW = 1
    PLAINLY = 2


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a band: its number (money in yuan), whether that belongs to the band, and how plainly that is said."""

    value: Decimal
    is_included: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Band:
    """One band.

    Attributes:
        fact: The fact that the words name, or None.
        at: On which day it is judged.
        unit: `money`, `area` or `count`.
        lower, upper: Its ends; None where it is open.
        is_part: It is a part of the quantity (超出100万元的部分), not the whole of who falls into it.
        start, end: Where its words stand, those of the quantity included.
    """

    fact: str | None
    at: When
    unit: str
    lower: Bound | None
    upper: Bound | None
    is_part: bool
    start: int
    end: int


def day_of(year: str | None) -> When:
    """Return on which day a figure of 上年度 or 当年 is judged; that of the matter where the words say nothing of it."""
    return YEARS.get(year or "", "matter")


def bands_in(words: str) -> list[Band]:
    """Return the bands that the words plainly name, in their order."""
    bands, at = [], 0
    while band := _next(words, at):
        bands.append(band)
        at = band.end
    return bands


def only_band(words: str) -> Band | None:
    """Return the one band in the words, or None where there is none or figures beside it."""
    bands = bands_in(words)
    if len(bands) != 1 or ANOTHER_FIGURE.search(words[: bands[0].start] + "，" + words[bands[0].end :]):
        return None
    return bands[0]


def _next(words: str, at: int) -> Band | None:
    """Find the next band; where two forms begin at one place, the one with both ends stands before the others."""
    found = [band for form in (BOTH, ONLY_LOWER, ONLY_UPPER) if (band := next(filter(None, map(_band, form.finditer(words, at))), None))]
    return min(found, key=lambda band: band.start, default=None)


def _band(found: re.Match[str]) -> Band | None:
    said = found.groupdict()
    unit = said.get("high_unit") or said.get("low_unit")
    if unit is None or not _fits(said.get("fact"), unit):
        return None
    lower = _lower(said, unit) if said.get("low") else None
    upper = _upper(said, unit) if said.get("high") else None
    if not _is_plain(said, lower, upper):
        return None
    fact = FACTS[said["fact"]] if said.get("fact") else None
    day = day_of(said.get("year")) if fact in OF_APPLICANT else "matter"
    start, end = found.span()
    return Band(fact, day, _kind(unit), lower, upper, bool(said.get("part")), start, end)


def _fits(fact: str | None, unit: str) -> bool:
    return fact is None or _kind(unit) == "money"


def _kind(unit: str) -> str:
    if re.fullmatch(MONEY_UNIT, unit):
        return "money"
    return "area" if re.fullmatch(AREA_UNIT, unit) else "count"


def _is_plain(said: dict[str, str | None], lower: Bound | None, upper: Bound | None) -> bool:
    """A figure alone is no band; two are one if 至 joins them, or if each says on which side of it the band lies."""
    up = lower is not None and bool(said["more"] or said["above"]) and lower.said > Said.NOT
    down = upper is not None and bool(said["less"] or said["below"])
    if lower is None or upper is None:
        return up or down
    ranged = RANGE.fullmatch(said["joint"] or "") is not None and not said["more"]
    return lower.value < upper.value and (ranged or (up and down))


def _lower(said: dict[str, str | None], unit: str) -> Bound | None:
    value = _value(said["low"] or "", said["low_unit"] or unit)
    mark = said["low_mark"] or said["above_mark"]
    if mark:
        return Bound(value, not mark.startswith("不"), Said.PLAINLY)
    if said["more"] in PASSED:
        # 超过100万元以上 contradicts itself.
        return Bound(value, False, Said.NOT if said["above"] else Said.PLAINLY)
    if said["more"]:
        return Bound(value, True, Said.PLAINLY)
    return Bound(value, True, Said.BY_LAW if said["above"] else Said.NOT)


def _upper(said: dict[str, str | None], unit: str) -> Bound | None:
    value = _value(said["high"] or "", unit)
    mark = said["high_mark"] or said["below_mark"]
    if mark:
        return Bound(value, not mark.startswith("不"), Said.PLAINLY)
    if said["less"] in BELOW:
        return Bound(value, False, Said.PLAINLY)
    if said["less"]:
        return Bound(value, True, Said.PLAINLY)
    return Bound(value, True, Said.BY_LAW if said["below"] else Said.NOT)


def _value(number: str, unit: str) -> Decimal:
    if _kind(unit) != "money":
        return Decimal(number)
    return Decimal(fen_of(Decimal(number), unit)) / FEN_PER_YUAN
