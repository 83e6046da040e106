"""What the lines of a document are for: contents, text, tables, signatures, where annexes begin, what the page added behind the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from luoshi.policy.glued import Unglue
from luoshi.policy.numbering import Mark
from luoshi.policy.plausible import believe
from luoshi.policy.signing import AFTER_DATE, DATE_LINE, is_issuer
from luoshi.source import Span
from luoshi.text.nodes import Text


class Role(StrEnum):
    """What a line is for."""

    TEXT = "text"
    TABLE = "table"
    CONTENTS = "contents"
    NOTICE = "notice"  # 附件：1.… said before the annexes come
    SIGNATURE = "signature"
    ANNEX = "annex"  # where an annex begins
    TRAILER = "trailer"


@dataclass(slots=True)
class Line:
    """One line of the clean text, or a part of one where a copy glued headings together.

    Attributes:
        words: Without the white space around them.
        mark: The number at its head; in the end only where it opens a clause.
        table: Which table it is a row of, counted from 0, or -1.
    """

    span: Span
    words: str
    role: Role = Role.TEXT
    mark: Mark | None = None
    table: int = -1

    @property
    def is_plain(self) -> bool:
        """Say whether the line is text without a number."""
        return self.role is Role.TEXT and self.mark is None


SHORT = 60
BAR = " | "
CONTENTS = re.compile(r"目\s*[录次]")
ANNEX_NUMBER = r"(?P<number>[一二三四五六七八九十\d]{0,3})(?:\s*[-—－]\s*\d{1,2})?"
ANNEX_ALONE = re.compile(rf"附\s*[件录表]\s*{ANNEX_NUMBER}\s*[:：.．]?")
ANNEX_TITLED = re.compile(r"附\s*(?:[件录表]\s*(?P<number>[一二三四五六七八九十\d]{0,3})\s*[:：.．、\s]|[:：])\s*(?P<title>[^\n]{2,60})")
NUMBERED = re.compile(r"\s*(?:附件\s*\d{1,2}\s*[.．、:：﹒]?|\d{1,2}\s*[.．、:：﹒])\s*\S")
FILE = re.compile(r"[^\n]{0,60}\.\s*(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar|ofd|jpe?g|png)\s*(?:[（(][^）)]{0,20}[）)])?", re.IGNORECASE)
TRAILER = re.compile(
    r"扫一扫|打印本页|^【?打印】?$|关闭(?:窗口|本页)|^上一[篇条页]|^下一[篇条页]|网站标识码|ICP备|公网安备|分享到|^责任编辑|网站地图|版权所有"
    r"|^相关(?:链接|解读|文件)[:：]?$"
)


def lay_out(text: Text) -> list[Line]:
    """Cut the text into lines and say what each is for; only numbers that open clauses are marked."""
    lines = _split(text)
    _mark_contents(lines)
    _mark_notices(lines)
    for line, mark in zip(lines, believe([line.mark if line.role is Role.TEXT else None for line in lines]), strict=True):
        line.mark = mark
    _mark_trailer(lines)
    _mark_signatures(lines)
    _mark_annexes(lines)
    _mark_unnamed_annex(lines)
    return lines


def _split(text: Text) -> list[Line]:
    """Cut at line breaks and at headings glued into paragraphs; empty lines are left out, rows of tables marked."""
    unglue = Unglue()
    lines: list[Line] = []
    for span, table in _rows_and_paragraphs(text):
        words = span.of(text.chars).strip()
        if not words:
            continue
        if table >= 0:
            lines.append(Line(span, words, Role.TABLE, table=table))
            continue
        parts = unglue.cut(text.chars, span.start, span.end)
        for (start, mark), (end, _) in pairwise([*parts, (span.end, None)]):
            lines.append(Line(Span(start, end), text.chars[start:end].strip(), mark=mark))
    return lines


def _rows_and_paragraphs(text: Text) -> Iterator[tuple[Span, int]]:
    """Yield every line with the number of the table that it is a row of, or -1.

    Two lines with bars, one below the other, are a table too: plain text has no other way to print one.
    """
    known = sorted((table.span for table in text.tables), reverse=True)
    words = text.chars.split("\n")
    barred = [False, *(BAR in line for line in words), False]
    start = table = 0
    inside = False
    for at, line in enumerate(words):
        span = Span(start, start + len(line))
        start = span.end + 1
        while known and known[-1].end <= span.start:
            known.pop()
            inside = False
        is_row = (bool(known) and known[-1].meets(span)) or (barred[at + 1] and (barred[at] or barred[at + 2]))
        table += is_row and not inside
        inside = is_row
        yield span, table if is_row else -1


def _key(words: str) -> str:
    """What a line of a table of contents and the heading that it names have in common."""
    return re.sub(r"[\s.…·•]+\d{0,3}$|\s", "", words)


def _is_heading_line(line: Line) -> bool:
    return line.mark is not None and len(line.words) <= SHORT and "。" not in line.words


def _mark_contents(lines: Sequence[Line]) -> None:
    """Tell a table of contents by its headings, which come again: after 目录 two are enough, without it four in a row."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if _is_heading_line(line):
            places.setdefault(_key(line.words), []).append(at)
    at = 0
    while at < len(lines):
        titled = CONTENTS.fullmatch(lines[at].words) is not None
        run_end = _run_end(lines, at + titled, titled)
        end = _contents_end(lines, places, at + titled, run_end, 2 if titled else 4)
        for line in lines[at : max(at, end)] if end else ():
            line.role = Role.CONTENTS
        at = max(end, run_end, at + 1)


def _run_end(lines: Sequence[Line], start: int, titled: bool) -> int:
    """Return where the run of short lines (without 目录: of headings) that begins here ends."""
    at = start
    while at < len(lines) and (_is_heading_line(lines[at]) or (titled and len(lines[at].words) <= SHORT and "。" not in lines[at].words)):
        at += 1
    return at


def _contents_end(lines: Sequence[Line], places: dict[str, list[int]], start: int, end: int, least: int) -> int:
    """Return the line behind the table of contents inside the run `start`–`end`, or 0 where there is none."""
    first = next((at for at in range(start, end) if lines[at].mark is not None), None)
    if first is None:
        return 0
    again = next((at for at in places.get(_key(lines[first].words), ()) if at > first), None)
    if again is None:
        return 0
    end = min(end, again)
    numbered = [at for at in range(first, end) if lines[at].mark is not None]
    repeated = sum(places[_key(lines[at].words)][-1] >= again for at in numbered)
    return end if repeated >= least and repeated * 2 > len(numbered) else 0


def _mark_notices(lines: Sequence[Line]) -> None:
    """Mark 附件：1.… with its list below, which tells of annexes and is none, and bare names of files."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.role is not Role.TEXT:
            continue
        if FILE.fullmatch(line.words):
            line.role = Role.NOTICE
        elif len(line.words) <= 2 * SHORT and "。" not in line.words and ANNEX_TITLED.match(line.words) and _tells(lines, at):
            line.role = Role.NOTICE
            while at < len(lines) and NUMBERED.match(lines[at].words) and len(lines[at].words) <= SHORT and "。" not in lines[at].words:
                lines[at].role = Role.NOTICE
                at += 1


def _tells(lines: Sequence[Line], behind: int) -> bool:
    """Say whether 附件：… only tells of annexes: a list, a signature, an annex or nothing follows."""
    rest = lines[behind : behind + 4]
    if not rest or re.match(r"\s*(?:附件\s*)?2\s*[.．、:：﹒]", rest[0].words):
        return True
    ends = [
        at for at, line in enumerate(rest) if is_issuer(line.words) or DATE_LINE.fullmatch(line.words) or ANNEX_ALONE.fullmatch(line.words)
    ]
    return bool(ends) and not any(len(line.words) > SHORT or "。" in line.words for line in rest[: ends[0]])


def _mark_trailer(lines: Sequence[Line]) -> None:
    """Mark what a web page adds behind the document: from the first such line on that has no clause and no sentence behind it."""
    begin = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].mark is not None or "。" in lines[at].words:
            break
        if TRAILER.search(lines[at].words):
            begin = at
    for line in lines[begin:]:
        line.role = Role.TRAILER


def _mark_annexes(lines: Sequence[Line]) -> None:
    """Mark the lines that open an annex: 附件 or 附件1 alone, or with its title where that is no notice."""
    for at, line in enumerate(lines[:-1]):
        if line.is_plain and len(line.words) <= SHORT and "。" not in line.words:
            begins = ANNEX_ALONE.fullmatch(line.words) or ANNEX_TITLED.fullmatch(line.words)
            # 附表3 right above the next clause is the title of a lost table; only 附件 opens something that numbers itself.
            if (
                begins
                and (line.words[:2] in ("附件", "附 ", "附：", "附:") or lines[at + 1].mark is None)
                and lines[at + 1].role is not Role.TRAILER
            ):
                line.role = Role.ANNEX


def _mark_unnamed_annex(lines: Sequence[Line]) -> None:
    """Mark the title behind a signature where the numbering then begins anew: a document that a numbered notice carries without 附件."""
    first = next((line.mark for line in lines if line.mark is not None), None)
    title: Line | None = None
    numbered = False
    for before, line in pairwise(lines):
        if line.role is Role.ANNEX:
            return
        numbered = numbered or before.mark is not None
        if numbered and before.role is Role.SIGNATURE and line.is_plain and len(line.words) <= SHORT and "。" not in line.words:
            title = line
        if title is not None and first is not None and line.mark is not None:
            if (line.mark.style, line.mark.value) == (first.style, 1):
                title.role = Role.ANNEX
            return


def _mark_signatures(lines: Sequence[Line]) -> None:
    """Mark issuer and date where a stretch of the document ends with them, and what is printed below them."""
    at = 0
    while at < len(lines):
        if lines[at].is_plain and _is_signature_date(lines, at):
            start = at
            while start > 0 and at - start < 6 and lines[start - 1].is_plain and is_issuer(lines[start - 1].words):
                start -= 1
            at += 1
            while at < len(lines) and lines[at].is_plain and AFTER_DATE.match(lines[at].words):
                at += 1
            for line in lines[start:at]:
                line.role = Role.SIGNATURE
            continue
        if lines[at].is_plain and is_issuer(lines[at].words) and _is_undated_signature(lines, at):
            lines[at].role = Role.SIGNATURE
        at += 1


def _is_signature_date(lines: Sequence[Line], at: int) -> bool:
    """Say whether a date stands where a signature has it: behind its issuer, or behind the last sentence or the list of annexes."""
    if not at or not DATE_LINE.fullmatch(lines[at].words):
        return False
    before = lines[at - 1]
    signed = before.is_plain and is_issuer(before.words) and at > 1
    return signed or before.role is Role.NOTICE or before.words[-1] in "。！"


def _is_undated_signature(lines: Sequence[Line], at: int) -> bool:
    """Say whether an issuer's name without a date closes a stretch: behind its last sentence, before an annex or the end."""
    if not at:
        return False
    before, behind = lines[at - 1], lines[at + 1] if at + 1 < len(lines) else None
    closed = before.role in (Role.NOTICE, Role.SIGNATURE) or before.words[-1] in "。！"
    return closed and (behind is None or behind.role is Role.TRAILER or ANNEX_ALONE.fullmatch(behind.words) is not None)
