"""Validity: from when to when a document holds, as its last article says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.values.dates import Calendar, Found, add_years, find_dates, read_count
from luoshi.values.periods import PartialDate, Period

_TERM = r"(?:有效期|执行期|试行期|施行期|实施期|政策期)"
_BEGINS = re.compile(r"(?:自|从)(?P<since>[^，。；;]{2,30}?)(?:之日)?(?:起|后)(?:开始|正式)?(?:施行|实施|执行|生效|试行)")
_YEARS = re.compile(rf"(?:{_TERM}|暂定|试行)限?(?:暂定|为|限)?\s?(?P<years>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})\s?年")
_ENDS = re.compile(rf"{_TERM}|[至到]|截止|截至")
_SUBJECT = re.compile(r"(?:本|该|此|以上)\w{1,6}?(?=自|从|有效|执行|试行|于|暂)")
_ISSUE_DAY = re.compile(r"印发|发布|公布|颁布|下发|签发|发文")


@dataclass(frozen=True, slots=True)
class Validity:
    """When a document holds; offsets of the words, and whether its beginning is the day of issue, which the sentence only points to."""

    start: int
    end: int
    subject: str
    period: Period
    implied: bool


def find_validity(text: str, known: Calendar) -> Validity | None:
    """Read the validity out of one sentence: 本办法自2019年3月1日起施行，有效期5年。None where neither end can be told.

    A term of years runs to the day before its anniversary: five years from 2017-01-01 end on 2021-12-31.
    """
    subject = _SUBJECT.search(text, 0, 40)
    begins, years = _BEGINS.search(text), _YEARS.search(text)
    if subject is None or not (begins or _ENDS.search(text)):
        return None
    dates = [date for date in find_dates(text, known) if date.period.every is None]
    since, implied = _since(begins, dates, known)
    closing = None if begins is None and years is None and not re.search(_TERM, text) else _closing(begins, dates, text)
    until = add_years(since, read_count(years["years"])) if years and since else _last(closing) if closing else None
    if until is None and (since is None or implied):
        return None
    if since is None and closing is not None:
        since = closing.period.since
    ends = [found.end() for found in (begins, years) if found] + ([closing.end] if closing else [])
    starts = [found.start() for found in (begins, years) if found] + ([closing.start] if closing else [])
    return Validity(min(starts), max(ends), subject[0], Period(since=since, until=until), implied)


def _since(begins: re.Match[str] | None, dates: list[Found], known: Calendar) -> tuple[PartialDate | None, bool]:
    """Return the first day, and whether it is the day of issue."""
    if begins is None:
        return None, False
    printed = next((date for date in dates if begins.start() <= date.start < begins.end()), None)
    if printed is not None:
        return printed.period.on or printed.period.since or printed.period.by, False
    return (known.issued, True) if _ISSUE_DAY.search(begins["since"]) else (None, False)


def _closing(begins: re.Match[str] | None, dates: list[Found], text: str) -> Found | None:
    """Find the date that ends a term: a stretch, or a date behind 至; the date of an older document that lapses is none."""
    after = begins.end() if begins else 0
    for date in dates:
        if date.period.until is not None or (
            date.start >= after and (date.period.by is not None or _ENDS.search(text, max(0, date.start - 3), date.start))
        ):
            return date
    return None


def _last(date: Found) -> PartialDate | None:
    return date.period.until or date.period.by or date.period.on
