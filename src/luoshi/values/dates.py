"""Dates, stretches and rhythms read out of Chinese official prose.

It reads what is printed and, given the document's own calendar, what the print leaves open (10月30日 of which year, 三年内 from when).
It does not judge whether a date is a promise, an achievement or part of a name; that is the grammar's business.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luoshi.values.date_points import UNKNOWN, Calendar, Point, points_of, read_count
from luoshi.values.periods import PartialDate, Period

__all__ = ["Calendar", "Found", "add_years", "find_dates", "parse_period", "read_count"]

NOTHING_KNOWN = Calendar()
_LINK = re.compile(r"\s?(?:起|开始)?[，,]?\s?(?:[-—–－―─~～]{1,2}|至|到)\s?")
_BEFORE = re.compile(r"(?P<by>(?:截止|截至)到?|到|至)|(?P<since>自|从)")
_AFTER = re.compile(
    r"\s?(?:(?P<end>(?:时期|期)?年?[底末终](?:之?前|以前)?|之前|以前|前(?!期|[一二三四五六七八九两\d])|止|(?:之|以)?内)|(?P<since>起|以来|开始)|(?P<during>期间|时期|全年))"
)
_TERM_AFTER = re.compile(r"\s?(?:左右)?(?:的?时间|的?努力|之?内|以内|末|期末)*")


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


def find_dates(text: str, known: Calendar = NOTHING_KNOWN) -> list[Found]:
    """Find every date, stretch and rhythm, in the order of the text, none overlapping another.

    A date without a year, or a term such as 三年内, is found only where `known` tells from when it counts; it is then `implied`.
    Dates that do not exist (2月30日) are left out.
    """
    points = list(points_of(text, known))
    found: list[Found] = []
    at = 0
    while at < len(points):
        at += _take(text, points, at, found)
    return found


def parse_period(text: str, known: Calendar = NOTHING_KNOWN) -> Period | None:
    """Read the words of one period, such as 到2024年，每年; the first date and the first rhythm count. None where there is neither."""
    found = find_dates(text, known)
    every = next((f.period.every for f in found if f.period.every), None)
    dated = next((f.period for f in found if f.period.every is None), None)
    if dated is None:
        return Period(every=every) if every else None
    return replace(dated, every=every)


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


def _take(text: str, points: list[Point], at: int, found: list[Found]) -> int:
    """Turn the point at `at`, with the next one where both make a stretch, into a Found; return how many points were used."""
    point = points[at]
    following = points[at + 1] if at + 1 < len(points) else None
    if point.every is not None:
        joined = following is not None and following.bare and following.start == point.end
        end = _close(text, following.end)[0] if joined and following is not None else point.end
        found.append(_found(text, point.start, end, Period(every=point.every)))
        return 2 if joined else 1
    if following is not None and point.first is not None and point.first.year != UNKNOWN and _joins(text, point, following):
        found.append(_joined(text, point, following))
        return 2
    if (single := _single(text, point)) is not None:
        found.append(single)
    return 1


def _joins(text: str, point: Point, following: Point) -> bool:
    """Say whether two points are the ends of one stretch: 2021年9月—2021年10月, 9月至10月."""
    if point.term or point.stretch or following.stretch or following.every is not None or following.term:
        return False
    return following.start - point.end <= 8 and _LINK.fullmatch(text, point.end, following.start) is not None


def _joined(text: str, point: Point, following: Point) -> Found:
    """Make one stretch of two points; a second end without a year lies in the year of the first."""
    last = following.last
    if following.bare and last is not None and point.first is not None:
        last = PartialDate(point.first.year, last.month, last.day)
    start, _ = _open(text, point.start)
    end = _AFTER.match(text, following.end)
    stop = end.end() if end and end["end"] else following.end
    return _found(text, start, stop, Period(since=point.first, until=last), implied=point.bare)


def _single(text: str, point: Point) -> Found | None:
    """Make a Found of one point by the words before and behind it."""
    if point.first is None or point.first.year == UNKNOWN:
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
