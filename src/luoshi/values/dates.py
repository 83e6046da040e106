"""Dates, stretches and rhythms read out of Chinese official prose.

It reads what is printed and, given the document's own calendar, what the print leaves open (10月30日 of which year, 三年内 from when).
It does not judge whether a date is a promise, an achievement or part of a name; that is the grammar's business.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luoshi.values.periods import PartialDate, Period

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
_UNKNOWN = 0  # the year of a date whose year is nowhere to be had
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
    rf"|(?P<term>规划期|(?:通过|经过|用|利用|力争|争取|未来|今后|计划用|(?<=[，。；,;:：])|^)\s?(?P<years>{_COUNT})\s?年(?=左右|的?时间|的?努力|之?内|以内|[，,、。]|(?:我|全|本)))"
    r"|(?P<rhythm>每一?个?(?:自然|会计)?年度?|每一?个?季度?|每半年|每一?个?月|每周|每一?个?(?:工作日|天|日)(?!常)|逐年|年均|按(?:年度?|季度?|月|半年)(?![份底初])"
    r"|(?:一|半)年一[次度])"
)
_LINK = re.compile(r"\s?(?:起|开始)?[，,]?\s?(?:[-—–－―─~～]{1,2}|至|到)\s?")
_BEFORE = re.compile(r"(?P<by>(?:截止|截至)到?|到|至)|(?P<since>自|从)")
_AFTER = re.compile(
    r"\s?(?:(?P<end>(?:时期|期)?年?[底末终](?:之?前|以前)?|之前|以前|前(?!期|[一二三四五六七八九两\d])|止|(?:之|以)?内)|(?P<since>起|以来|开始)|(?P<during>期间|时期|全年))"
)
_TERM_AFTER = re.compile(r"\s?(?:左右)?(?:的?时间|的?努力|之?内|以内|末|期末)*")


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
class Found:
    """A date, stretch or rhythm in a text.

    Attributes:
        start: Offset of its first character, a preposition (到, 自) included.
        end: Offset behind its last, 底, 前 or 起 included.
        words: `text[start:end]`.
        period: `by` for 到…, …前, …底; `since` for 自…起; `since` and `until` for a stretch; `on` for a bare date; `every` for a rhythm.
        implied: True where the year was taken from the document's calendar.
    """

    start: int
    end: int
    words: str
    period: Period
    implied: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
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


def find_dates(text: str, known: Calendar = Calendar()) -> list[Found]:
    """Find every date, stretch and rhythm, in the order of the text, none overlapping another.

    A date without a year, or a term such as 三年内, is found only where `known` tells from when it counts; it is then `implied`.
    Dates that do not exist (2月30日) are left out.
    """
    points = list(_points(text, known))
    found: list[Found] = []
    at = 0
    while at < len(points):
        at += _take(text, points, at, found)
    return found


def parse_period(text: str, known: Calendar = Calendar()) -> Period | None:
    """Read the words of one period, such as 到2024年，每年; the first date and the first rhythm count. None where there is neither."""
    found = find_dates(text, known)
    every = next((f.period.every for f in found if f.period.every), None)
    dated = next((f.period for f in found if f.period.every is None), None)
    if dated is None:
        return Period(every=every) if every else None
    return replace(dated, every=every)


def parse_date(text: str) -> PartialDate | None:
    """Read the first single date with a year, such as 二〇二五年三月十二日 or 2025-03-12; None where there is none."""
    return next((p.first for p in _points(text, Calendar()) if p.first is not None and p.first == p.last), None)


def five_year_plan(text: str) -> tuple[int, int] | None:
    """Return the first and last year of the five-year plan that is named first (“十四五” is 2021 to 2025); None where none is."""
    named = re.search(r"[“\"‘]?(二?十[一二三四五六七八九]?)五[”\"’]?(?=时期|期间|期末|末|以来|规划|[”\"’]|\w{0,12}规划)", text)
    return _plan_years(_count(named[1])) if named else None


def read_count(words: str) -> int:
    """Read a small number, in digits or in Chinese up to 99: 3, 三, 十五, 二十."""
    return _count(words)


def add_years(start: PartialDate, years: int) -> PartialDate:
    """Return the last day of a term of some years: from 2017-01-01, five years, to 2021-12-31; months and years likewise, inclusive."""
    if start.month is None:
        return PartialDate(start.year + years - 1)
    if start.day is None:
        month = start.month - 1 or 12
        return PartialDate(start.year + years - (start.month == 1), month)
    day = min(start.day, calendar.monthrange(start.year + years, start.month)[1])
    last = date(start.year + years, start.month, day) - timedelta(days=1)
    return PartialDate(last.year, last.month, last.day)


def _take(text: str, points: list[_Point], at: int, found: list[Found]) -> int:
    """Turn the point at `at`, with the next one where both make a stretch, into a Found; return how many points were used."""
    point = points[at]
    following = points[at + 1] if at + 1 < len(points) else None
    if point.every is not None:
        joined = following is not None and following.bare and following.start == point.end
        end = _close(text, following.end)[0] if joined and following is not None else point.end
        found.append(_found(text, point.start, end, Period(every=point.every)))
        return 2 if joined else 1
    if following is not None and point.first is not None and point.first.year != _UNKNOWN and _joins(text, point, following):
        found.append(_joined(text, point, following))
        return 2
    if (single := _single(text, point)) is not None:
        found.append(single)
    return 1


def _joins(text: str, point: _Point, following: _Point) -> bool:
    """Say whether two points are the ends of one stretch: 2021年9月—2021年10月, 9月至10月."""
    if point.term or point.stretch or following.stretch or following.every is not None or following.term:
        return False
    return following.start - point.end <= 8 and _LINK.fullmatch(text, point.end, following.start) is not None


def _joined(text: str, point: _Point, following: _Point) -> Found:
    """Make one stretch of two points; a second end without a year lies in the year of the first."""
    last = following.last
    if following.bare and last is not None and point.first is not None:
        last = PartialDate(point.first.year, last.month, last.day)
    start, _ = _open(text, point.start)
    end = _AFTER.match(text, following.end)
    stop = end.end() if end and end["end"] else following.end
    return _found(text, start, stop, Period(since=point.first, until=last), implied=point.bare)


def _single(text: str, point: _Point) -> Found | None:
    """Make a Found of one point by the words before and behind it."""
    if point.first is None or point.first.year == _UNKNOWN:
        return None
    start, before = _open(text, point.start)
    end, after = _close(text, point.end, term=point.term)
    implied = point.bare or point.term
    if before == "by" or after == "end" or point.closed or (point.term and not point.stretch):
        return _found(text, start, end, Period(by=point.last), implied=implied)
    if after == "since" or before == "since":
        return _found(text, start, end, Period(since=point.first), implied=implied)
    if point.first != point.last:
        return _found(text, start, end, Period(since=point.first, until=point.last), implied=implied)
    return _found(text, start, end, Period(on=point.first), implied=implied)


def _found(text: str, start: int, end: int, period: Period, *, implied: bool = False) -> Found:
    return Found(start, end, text[start:end], period, implied)


def _open(text: str, start: int) -> tuple[int, str]:
    """Take in the preposition before a date; return the new start and its role, `by`, `since` or empty."""
    for width in (3, 2, 1):
        if start >= width and (match := _BEFORE.fullmatch(text, start - width, start)):
            return start - width, match.lastgroup or ""
    return start, ""


def _close(text: str, end: int, *, term: bool = False) -> tuple[int, str]:
    """Take in the words behind a date; return the new end and their role, `end`, `since`, `during` or empty."""
    if term and (match := _TERM_AFTER.match(text, end)):
        return match.end(), "end"
    match = _AFTER.match(text, end)
    return (match.end(), match.lastgroup or "") if match else (end, "")


def _points(text: str, known: Calendar) -> Iterator[_Point]:
    """Yield the points of a text that can be dated."""
    for match in _TOKEN.finditer(text):
        point = _point(match, known)
        if point is not None and all(d is None or _exists(d) for d in (point.first, point.last)):
            yield point


def _point(match: re.Match[str], known: Calendar) -> _Point | None:
    """Read one token by the group that matched."""
    for group, read in _READERS.items():
        if match[group] is not None:
            return read(match, known)
    return None


def _year_stretch(match: re.Match[str], _: Calendar) -> _Point | None:
    """2022-2024年, 2023—25年, （2021—2025）."""
    first, last = _year(match["y1"]), match["y2"]
    until = first // 100 * 100 + int(last) if len(last) == 2 else _year(last)
    return _Point(*match.span(), PartialDate(first), PartialDate(until), stretch=True) if first <= until else None


def _month_stretch(match: re.Match[str], _: Calendar) -> _Point:
    """2021年9—10月."""
    year = _year(match["my"])
    return _Point(*match.span(), PartialDate(year, _count(match["m1"])), PartialDate(year, _count(match["m2"])), stretch=True)


def _day_stretch(match: re.Match[str], _: Calendar) -> _Point:
    """2021年9月1日—15日."""
    year, month = _year(match["dy"]), _count(match["dm"])
    return _Point(*match.span(), PartialDate(year, month, _count(match["d1"])), PartialDate(year, month, _count(match["d2"])), stretch=True)


def _dated(match: re.Match[str], _: Calendar) -> _Point:
    """2025年, 2025年9月, 二〇二五年九月一日, 2025年上半年, 2025年第一季度."""
    year = _year(match["y"])
    if match["half"]:
        months = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["quarter"]:
        quarter = _QUARTERS[match["quarter"]]
        months = (3 * quarter - 2, 3 * quarter)
    else:
        only = PartialDate(year, *(_count(match[g]) for g in ("m", "d") if match[g]))
        return _Point(*match.span(), only, only)
    return _Point(*match.span(), PartialDate(year, months[0]), PartialDate(year, months[1]))


def _numeric(match: re.Match[str], _: Calendar) -> _Point:
    """2025-09-01, 2025.9.1, 2025/9/1."""
    only = PartialDate(int(match["ny"]), int(match["nm"]), int(match["nd"]))
    return _Point(*match.span(), only, only)


def _numeric_month(match: re.Match[str], _: Calendar) -> _Point:
    """（2021.09—2021.10）."""
    only = PartialDate(int(match["py"]), int(match["pm"]))
    return _Point(*match.span(), only, only)


def _bare_month(match: re.Match[str], known: Calendar) -> _Point:
    """10月30日, 9月: of the year the document was issued in, unless it ends a stretch."""
    # Without a calendar it stays a point of the unknown year: as the second end of a stretch it still has the year of the first.
    only = PartialDate(known.year or _UNKNOWN, *(_count(match[g]) for g in ("bm", "bd") if match[g]))
    return _Point(*match.span(), only, only, bare=True)


def _plan(match: re.Match[str], _: Calendar) -> _Point:
    """“十四五”期间, “十四五”末."""
    first, last = _plan_years(_count(match["plan"]))
    return _Point(*match.span(), PartialDate(first), PartialDate(last))


def _relative(match: re.Match[str], known: Calendar) -> _Point | None:
    """今年, 明年6月."""
    if known.year is None:
        return None
    shift = {"明": 1, "去": -1, "上": -1}.get(match["relative"][0], 0)
    only = PartialDate(known.year + shift, *(_count(match[g]) for g in ("rm", "rd") if match[g]))
    return _Point(*match.span(), only, only, term=False, bare=True)


def _year_end(match: re.Match[str], known: Calendar) -> _Point | None:
    """年底前, 年内."""
    if known.year is None:
        return None
    only = PartialDate(known.year)
    return _Point(*match.span(), only, only, bare=True, closed=True)


def _term(match: re.Match[str], known: Calendar) -> _Point | None:
    """三年内, 通过3年努力, 用五年时间, 规划期末: the end of the document's own term, or counted from its issue."""
    if known.term is not None:
        only = PartialDate(known.term[1])
    elif known.issued is not None and match["years"]:
        only = PartialDate(known.issued.year + _count(match["years"]))
    else:
        return None
    return _Point(*match.span(), only, only, term=True)


def _rhythm(match: re.Match[str], _: Calendar) -> _Point:
    """每年, 每半年, 每季度, 每月, 每周, 每日, 逐年."""
    words = match["rhythm"]
    every = next(name for sign, name in _RHYTHMS if sign in words)
    return _Point(*match.span(), every=every)


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


def _count(words: str) -> int:
    """Read a number up to 99: 12, 十二, 二十五."""
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
