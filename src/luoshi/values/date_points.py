"""Points in time as they stand in prose: the tokens of which `dates` makes dates, stretches and rhythms."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.values.periods import PartialDate

_DIGITS = {
    character: value
    for value, characters in enumerate(("〇○零OＯ", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零OＯ九][〇○零OＯ一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = r"\s?(?:[-—–－―─~～]{1,2}|至|到)\s?"
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
UNKNOWN = 0  # the year of a date whose year is nowhere to be had
_QUARTERS = {"1": 1, "一": 1, "2": 2, "二": 2, "3": 3, "三": 3, "4": 4, "四": 4}

# One pattern, scanned once from left to right; every alternative is bounded, so the cost is linear. Longer forms come first.
_TOKEN = re.compile(
    rf"(?<![\d.])(?P<y1>{_YEAR})\s?年?{_DASH}(?P<y2>{_YEAR}|\d\d)(?:\s?年度?(?!\s?{_MONTH}\s?月)|(?=\s?[)）]))"
    rf"|(?<![\d.])(?P<my>{_YEAR})\s?年\s?(?P<m1>{_MONTH})\s?月?份?{_DASH}(?P<m2>{_MONTH})\s?月份?"
    rf"|(?<![\d.])(?P<dy>{_YEAR})\s?年\s?(?P<dm>{_MONTH})\s?月\s?(?P<d1>{_DAY})\s?日?{_DASH}(?P<d2>{_DAY})\s?日"
    rf"|(?<![\d.])(?P<y>{_YEAR})\s?年度?(?:\s?(?P<half>[上下])半年|\s?第?(?P<quarter>[1-4一二三四])季度"
    rf"|\s?(?P<m>{_MONTH})\s?月份?(?:\s?(?P<d>{_DAY})\s?[日号])?)?"
    rf"|(?<![\d.\-])(?P<ny>(?:19|20)\d\d)(?P<sep>[-./])(?P<nm>1[0-2]|0?[1-9])(?P=sep)(?P<nd>3[01]|[12]\d|0?[1-9])(?![\d.])"
    rf"|(?<=[(（至到~～—–-])(?P<py>(?:19|20)\d\d)\s?[.．]\s?(?P<pm>1[0-2]|0?[1-9])(?=\s?[)）至到~～—–-])"
    rf"|(?<![\d.十二三])(?P<bm>{_MONTH})\s?月份?(?:\s?(?P<bd>{_DAY})\s?[日号])?(?![\d内])"
    r"|[“\"]?(?<![一二三四五六七八九])(?P<plan>二?十[一二三四五六七八九]?)五[”\"]?(?:规划)?(?=时期|期间|期末|末|以来|期初)"
    r"|(?P<relative>今年|本年度?|明年|去年|上年)(?:\s?(?P<rm>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?(?:\s?(?P<rd>3[01]|[12]\d|0?[1-9])\s?[日号])?)?"
    r"|(?P<yearend>(?<![当每次同全多半数\d一二三四五六七八九十年])年(?:底|末|内))"
    rf"|(?P<term>规划期(?=末|期末|内)|(?:通过|经过|用|利用|力争|争取|未来|今后|计划用|(?<=[，。；,;:：])|^)\s?(?P<years>{_COUNT})\s?年(?=左右|的?时间|的?努力|之?内|以内|[，,、。]|(?:我|全|本)))"
    r"|(?P<rhythm>每一?个?(?:自然|会计)?年度?|每一?个?季度?|每半年|每一?个?月|每周|每一?个?(?:工作日|天|日)(?!常)|逐年|年均|按(?:年度?|季度?|月|半年)(?![份底初])"
    r"|(?:一|半)年一[次度])"
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document says of its own time: when it was issued, and the first and last year of its term; either may be unknown."""

    issued: PartialDate | None = None
    term: tuple[int, int] | None = None

    @classmethod
    def of(cls, issued_on: str = "", term: tuple[int, int] | None = None) -> Calendar:
        """Build a calendar from an ISO date, which may be empty, and a term."""
        parts = [int(part) for part in issued_on.split("-")] if issued_on else []
        return cls(PartialDate(*parts) if parts else None, term)

    @property
    def year(self) -> int | None:
        """The year a date without one falls into: that of the issue, or else the first of the term."""
        return self.issued.year if self.issued else self.term[0] if self.term else None


@dataclass(frozen=True, slots=True)
class Point:
    """A token of the scan: from `first` to `last` (equal for a single date), or a rhythm."""

    start: int
    end: int
    first: PartialDate | None = None
    last: PartialDate | None = None
    every: str | None = None
    bare: bool = False
    term: bool = False
    stretch: bool = False
    closed: bool = False


def points_of(text: str, known: Calendar) -> Iterator[Point]:
    """Yield the points of a text that can be dated."""
    for match in _TOKEN.finditer(text):
        point = _point(match, known)
        if point is not None and all(d is None or _exists(d) for d in (point.first, point.last)):
            yield point


def _point(match: re.Match[str], known: Calendar) -> Point | None:
    """Read one token by the group that matched."""
    for group, read in _READERS.items():
        if match[group] is not None:
            return read(match, known)
    return None


def _year_stretch(match: re.Match[str], _: Calendar) -> Point | None:
    """2022-2024年, 2023—25年, （2021—2025）."""
    first, last = _year(match["y1"]), match["y2"]
    until = first // 100 * 100 + int(last) if len(last) == 2 else _year(last)
    return Point(*match.span(), PartialDate(first), PartialDate(until), stretch=True) if first <= until else None


def _month_stretch(match: re.Match[str], _: Calendar) -> Point:
    """2021年9—10月."""
    year = _year(match["my"])
    return Point(*match.span(), PartialDate(year, read_count(match["m1"])), PartialDate(year, read_count(match["m2"])), stretch=True)


def _day_stretch(match: re.Match[str], _: Calendar) -> Point:
    """2021年9月1日—15日."""
    year, month = _year(match["dy"]), read_count(match["dm"])
    return Point(
        *match.span(), PartialDate(year, month, read_count(match["d1"])), PartialDate(year, month, read_count(match["d2"])), stretch=True
    )


def _dated(match: re.Match[str], _: Calendar) -> Point:
    """2025年, 2025年9月, 二〇二五年九月一日, 2025年上半年, 2025年第一季度."""
    year = _year(match["y"])
    if match["half"]:
        months = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["quarter"]:
        quarter = _QUARTERS[match["quarter"]]
        months = (3 * quarter - 2, 3 * quarter)
    else:
        only = PartialDate(year, *(read_count(match[g]) for g in ("m", "d") if match[g]))
        return Point(*match.span(), only, only)
    return Point(*match.span(), PartialDate(year, months[0]), PartialDate(year, months[1]))


def _numeric(match: re.Match[str], _: Calendar) -> Point:
    """2025-09-01, 2025.9.1, 2025/9/1."""
    only = PartialDate(int(match["ny"]), int(match["nm"]), int(match["nd"]))
    return Point(*match.span(), only, only)


def _numeric_month(match: re.Match[str], _: Calendar) -> Point:
    """（2021.09—2021.10）."""
    only = PartialDate(int(match["py"]), int(match["pm"]))
    return Point(*match.span(), only, only)


def _bare_month(match: re.Match[str], known: Calendar) -> Point:
    """10月30日, 9月: of the year the document was issued in, unless it ends a stretch."""
    # Without a calendar it stays a point of the unknown year: as the second end of a stretch it still has the year of the first.
    only = PartialDate(known.year or UNKNOWN, *(read_count(match[g]) for g in ("bm", "bd") if match[g]))
    return Point(*match.span(), only, only, bare=True)


def _plan(match: re.Match[str], _: Calendar) -> Point:
    """“十四五”期间, “十四五”末."""
    first, last = _plan_years(read_count(match["plan"]))
    return Point(*match.span(), PartialDate(first), PartialDate(last))


def _relative(match: re.Match[str], known: Calendar) -> Point | None:
    """今年, 明年6月."""
    if known.year is None:
        return None
    shift = {"明": 1, "去": -1, "上": -1}.get(match["relative"][0], 0)
    only = PartialDate(known.year + shift, *(read_count(match[g]) for g in ("rm", "rd") if match[g]))
    return Point(*match.span(), only, only, term=False, bare=True)


def _year_end(match: re.Match[str], known: Calendar) -> Point | None:
    """年底前, 年内."""
    if known.year is None:
        return None
    only = PartialDate(known.year)
    return Point(*match.span(), only, only, bare=True, closed=True)


def _term(match: re.Match[str], known: Calendar) -> Point | None:
    """三年内, 通过3年努力, 用五年时间, 规划期末: the end of the document's own term, or counted from its issue."""
    if known.term is not None:
        only = PartialDate(known.term[1])
    elif known.issued is not None and match["years"]:
        only = PartialDate(known.issued.year + read_count(match["years"]))
    else:
        return None
    return Point(*match.span(), only, only, term=True)


def _rhythm(match: re.Match[str], _: Calendar) -> Point:
    """每年, 每半年, 每季度, 每月, 每周, 每日, 逐年."""
    words = match["rhythm"]
    every = next(name for sign, name in _RHYTHMS if sign in words)
    return Point(*match.span(), every=every)


_RHYTHMS = (("半年", "half-year"), ("年", "year"), ("季", "quarter"), ("月", "month"), ("周", "week"), ("日", "day"), ("天", "day"))
_READERS = {
    "y1": _year_stretch,
    "my": _month_stretch,
    "dy": _day_stretch,
    "y": _dated,
    "ny": _numeric,
    "py": _numeric_month,
    "bm": _bare_month,
    "plan": _plan,
    "relative": _relative,
    "yearend": _year_end,
    "term": _term,
    "rhythm": _rhythm,
}


def _year(words: str) -> int:
    """Read a year in digits or in Chinese, digit by digit: 2025, 二〇二五."""
    return int(words) if words.isdecimal() else int("".join(str(_DIGITS[c]) for c in words))


def read_count(words: str) -> int:
    """Read a small number, in digits or in Chinese up to 99: 12, 十二, 二十五."""
    if words.isdecimal():
        return int(words)
    tens, ten, units = words.rpartition("十")
    if not ten:
        return _DIGITS[words]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[units] if units else 0)


def _plan_years(number: int) -> tuple[int, int]:
    """Return the years of a five-year plan by its number: the tenth began in 2001."""
    first = 2001 + 5 * (number - 10)
    return first, first + 4


def _exists(day: PartialDate) -> bool:
    """Say whether a date is one of the calendar; in the unknown year, 29 February is."""
    return day.month is None or day.day is None or day.day <= calendar.monthrange(day.year or 2024, day.month)[1]
