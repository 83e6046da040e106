"""The head of a programme and everything with a time: region, document, validity, periods."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from luoshi.programme.check.nodes import Found, error, note, parts_of, warning
from luoshi.programme.nodes import Programme
from luoshi.programme.rows import PeriodRow, Validity
from luoshi.programme.show.rows import moment_words, validity_words
from luoshi.programme.show.rules import day_words

REGION = re.compile(r"\d{6}(?:\d{3}(?:\d{3})?)?")


def check_head(programme: Programme) -> Found:
    """Look at the region, the document, the validity and every period."""
    if not programme.policy.title.strip():
        yield warning("programme.no-title", ("policy", "title"), "没有写文件标题", "写印发件的标题")
    if programme.region is not None and not REGION.fullmatch(programme.region):
        message = f"行政区划代码“{programme.region}”不对，应为6位、9位或12位数字"
        yield error("programme.region", ("region",), message, '按民政部的代码写，加引号，如 "150602"')
    yield from _validity(programme)
    yield from _periods(programme)
    yield from _reward_validity(programme)


def _validity(programme: Programme) -> Found:
    first, last, issued = programme.in_force.from_, programme.in_force.to, programme.policy.issued_on
    if first is None and last is None:
        yield note("programme.no-validity", ("in_force",), "没有写有效期，任何日期的事项都按本版判断", "写 in_force: {from: …, to: …}")
    if issued is not None and last is not None and issued > last:
        yield error(
            "programme.issued-too-late",
            ("policy", "issued_on"),
            f"成文日期{day_words(issued)}在有效期结束（{day_words(last)}）之后",
            "核对两个日期",
        )
    elif issued is not None and first is not None and issued > first:
        yield note(
            "programme.before-issue",
            ("in_force", "from"),
            f"有效期从{day_words(first)}算，早于成文日期{day_words(issued)}",
            "核对文件是否写明追溯",
        )


def _periods(programme: Programme) -> Found:
    for path, part in parts_of(programme, ()):
        if isinstance(part, Validity) and part.from_ and part.to and part.from_ > part.to:
            yield error(
                "programme.period-reversed", path, f"起始日期{day_words(part.from_)}在截止日期{day_words(part.to)}之后", "对调或者改正"
            )
        elif isinstance(part, PeriodRow) and part.from_ and part.to and first_day(part.from_) > last_day(part.to):
            yield error(
                "programme.period-reversed",
                path,
                f"起始时间{moment_words(part.from_)}在截止时间{moment_words(part.to)}之后",
                "对调或者改正",
            )


def _reward_validity(programme: Programme) -> Found:
    for index, row in enumerate(programme.rewards):
        if row.in_force is None:
            continue
        path = ("rewards", index, "in_force")
        words = f"“{row.id}”的有效期（{validity_words(row.in_force)}）在本版有效期（{validity_words(programme.in_force)}）"
        if not _meet(row.in_force, programme.in_force):
            message = f"{words}之外，永远不会兑付"
            yield error("programme.outside-validity", path, message, "改正其一，或者删去这项奖补")
        elif not _lies_in(row.in_force, programme.in_force):
            message = f"{words}之外的部分不起作用"
            yield warning("programme.outside-validity", path, message, "改正其一")


def _meet(one: Validity, other: Validity) -> bool:
    return (one.from_ or date.min) <= (other.to or date.max) and (other.from_ or date.min) <= (one.to or date.max)


def _lies_in(inner: Validity, outer: Validity) -> bool:
    begins = inner.from_ is None or (outer.from_ or date.min) <= inner.from_
    return begins and (inner.to is None or inner.to <= (outer.to or date.max))


def first_day(words: str) -> date:
    """Return the first day of a year, a month or a day in ISO form."""
    year, month, day = _parts(words)
    return date(year, month or 1, day or 1)


def last_day(words: str) -> date:
    """Return the last day of a year, a month or a day in ISO form."""
    year, month, day = _parts(words)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(words: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in words.split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    return year, month, day
