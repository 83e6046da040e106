"""What the lines of a document are for: contents, text, tables, signatures, where annexes begin, what the page added behind the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luoshi.policy.contents import mark_contents
from luoshi.policy.glued import Unglue
from luoshi.policy.lines import SHORT, Line, Role
from luoshi.policy.plausible import believe
from luoshi.policy.signing import AFTER_DATE, DATE_LINE, is_issuer
from luoshi.source import Span
from luoshi.text.nodes import Text

BAR = " | "
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
    mark_contents(lines)
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
            while at < len(lines) and NUMBERED.match(lines[at].words) and lines[at].is_short:
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
    return bool(ends) and all(line.is_short for line in rest[: ends[0]])


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
        if line.is_plain and line.is_short:
            begins = ANNEX_ALONE.fullmatch(line.words) or ANNEX_TITLED.fullmatch(line.words)
            # 附表3 right above the next clause is the title of a lost table; only 附件 opens something that numbers itself.
            numbers_itself = line.words[:2] in ("附件", "附 ", "附：", "附:") or lines[at + 1].mark is None
            if begins and numbers_itself and lines[at + 1].role is not Role.TRAILER:
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
        if numbered and before.role is Role.SIGNATURE and line.is_plain and line.is_short:
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
