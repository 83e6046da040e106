"""Tables of contents: lines whose headings come again, which are no clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from luoshi.policy.lines import Line, Role

TITLE = re.compile(r"目\s*[录次]")


def _key(words: str) -> str:
    """What a line of a table of contents and the heading that it names have in common."""
    return re.sub(r"[\s.…·•]+\d{0,3}$|\s", "", words)


def _is_heading_line(line: Line) -> bool:
    return line.mark is not None and line.is_short


def mark_contents(lines: Sequence[Line]) -> None:
    """Tell a table of contents by its headings, which come again: after 目录 two are enough, without it four in a row."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if _is_heading_line(line):
            places.setdefault(_key(line.words), []).append(at)
    at = 0
    while at < len(lines):
        titled = TITLE.fullmatch(lines[at].words) is not None
        run_end = _run_end(lines, at + titled, titled)
        end = _contents_end(lines, places, at + titled, run_end, 2 if titled else 4)
        for line in lines[at:end]:
            line.role = Role.CONTENTS
        at = max(end, run_end, at + 1)


def _run_end(lines: Sequence[Line], start: int, titled: bool) -> int:
    """Return where the run of short lines (without 目录: of headings) that begins here ends."""
    at = start
    while at < len(lines) and (_is_heading_line(lines[at]) or (titled and lines[at].is_short)):
        at += 1
    return at


def _contents_end(lines: Sequence[Line], places: dict[str, list[int]], start: int, end: int, least: int) -> int:
    """Return the line behind the table of contents inside the run `start`–`end`, or 0 where there is none."""
    first = next((at for at in range(start, end) if lines[at].mark is not None), None)
    if first is None:
        return 0
    same = places.get(_key(lines[first].words), [])
    behind = bisect_right(same, first)
    if behind == len(same):
        return 0
    again = same[behind]
    end = min(end, again)
    numbered = [at for at in range(first, end) if lines[at].mark is not None]
    repeated = sum(places[_key(lines[at].words)][-1] >= again for at in numbered)
    return end if repeated >= least and repeated * 2 > len(numbered) else 0
