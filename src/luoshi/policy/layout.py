"""What the lines of a document are for: contents, front, text, tables, signatures, where annexes begin, what the page added behind the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from luoshi.policy.ladder import believe
from luoshi.policy.numbering import Mark, find_mark
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
    """One line of the clean text; `mark` only where its number opens a clause."""

    span: Span
    words: str
    role: Role = Role.TEXT
    mark: Mark | None = None


SHORT = 60
CONTENTS = re.compile(r"目\s*[录次]")
DATE = r"(?:(?:19|20)\d\d|二[〇零○Oo0]?[〇零○Oo0一二三四五六七八九]{2,3})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
DATE_LINE = re.compile(rf"[（(]?\s*{DATE}\s*(?:印发|公布|发布)?[）)]?")
# A body that issues: the word it ends on is general, the name before it is not looked at.
ISSUER = re.compile(
    r"[^，。；：、！？《》“”（）(),;:\d]{2,30}(?:政府|办公室|办公厅|委员会|管委会|委|局|厅|部|院|署|处|中心|领导小组|指挥部|联席会议|党组|工委"
    r"|总工会|联合会|协会|银行|分行|支行|公司|集团|法院|检察院|大学|学院)"
)
AFTER_DATE = re.compile(
    r"[（(](?:此件|本件|联系|信息公开|公开)[^）)]*[）)]|抄\s*送|主\s*送|(?:.{2,30})?(?:办公室|办公厅|秘书处)?.{0,4}\d{4}年\d{1,2}月\d{1,2}日\s*印发|(?:共印|印)\s*\d+\s*份"
)
ANNEX_LINE = re.compile(r"附\s*[件录表]\s*(?P<number>[一二三四五六七八九十\d]{0,3})(?:\s*[-—－]\s*\d{1,2})?\s*[:：.．]?")
ANNEX_TITLED = re.compile(r"附\s*件\s*(?P<number>[一二三四五六七八九十\d]{1,3})\s*[:：.．、]?\s*(?P<title>[^\n]{2,60})")
ANNEX_NOTICE = re.compile(r"附\s*件?\s*[一二三四五六七八九十\d]{0,2}\s*[:：]\s*\S")
NUMBERED = re.compile(r"\s*(?:附件\s*)?\d{1,2}\s*[.．、:：﹒]?\s*\S")
TRAILER = re.compile(
    r"扫一扫|打印本页|【?打印】?$|关闭(?:窗口|本页)|上一[篇条页]|下一[篇条页]|网站标识码|ICP备|公网安备|分享到|责任编辑|网站地图|版权所有|主办单位[:：].*承办|相关(?:链接|解读|文件)[:：]?$"
)


def lay_out(text: Text) -> list[Line]:
    """Cut the text into lines and say what each is for; numbers that open clauses are marked, all others are words."""
    lines = split_lines(text.chars)
    _mark_tables(lines, text)
    marks = [find_mark(text.chars, line.span.start, line.span.end) if line.role is Role.TEXT else None for line in lines]
    _mark_contents(lines, marks)
    _mark_annex_notices(lines)
    kept = believe([mark if line.role is Role.TEXT else None for line, mark in zip(lines, marks, strict=True)])
    for line, mark in zip(lines, kept, strict=True):
        line.mark = mark
    _mark_trailer(lines)
    _mark_annexes(lines)
    _mark_signatures(lines)
    return lines


def split_lines(chars: str) -> list[Line]:
    """Cut at line breaks; empty lines are left out."""
    lines = []
    start = 0
    for words in chars.split("\n"):
        if words.strip():
            lines.append(Line(Span(start, start + len(words)), words.strip()))
        start += len(words) + 1
    return lines


def _mark_tables(lines: Sequence[Line], text: Text) -> None:
    tables = iter(sorted(text.tables, key=lambda table: table.span))
    table = next(tables, None)
    for line in lines:
        while table is not None and table.span.end <= line.span.start:
            table = next(tables, None)
        if table is not None and table.span.meets(line.span):
            line.role = Role.TABLE


def _key(words: str) -> str:
    """What a line of a table of contents and the heading that it names have in common."""
    return re.sub(r"[\s.…·•]+\d{0,3}$|\s", "", words)


def _mark_contents(lines: Sequence[Line], marks: Sequence[Mark | None]) -> None:
    """Tell a table of contents by its headings, which come again: after 目录 two are enough, without it four in a row."""
    places: dict[str, list[int]] = {}
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is not None and len(line.words) <= SHORT:
            places.setdefault(_key(line.words), []).append(at)
    at = 0
    while at < len(lines):
        titled = CONTENTS.fullmatch(lines[at].words) is not None
        if titled or marks[at] is not None:
            end = _contents_end(lines, marks, places, at + titled, titled)
            if end > at + titled:
                for line in lines[at:end]:
                    line.role = Role.CONTENTS
                at = end
                continue
            if not titled:
                at = _run_end(lines, marks, at)
                continue
        at += 1


def _run_end(lines: Sequence[Line], marks: Sequence[Mark | None], start: int) -> int:
    """Return where the run of short lines with numbers that begins here ends, one line at least."""
    at = start + 1
    while at < len(lines) and marks[at] is not None and len(lines[at].words) <= SHORT and "。" not in lines[at].words:
        at += 1
    return at


def _contents_end(lines: Sequence[Line], marks: Sequence[Mark | None], places: dict[str, list[int]], start: int, titled: bool) -> int:
    """Return the line behind the table of contents that begins at `start`, or `start` where there is none."""
    end = start
    while end < len(lines) and len(lines[end].words) <= SHORT and "。" not in lines[end].words and (titled or marks[end] is not None):
        end += 1
    first = next((at for at in range(start, end) if marks[at] is not None), None)
    if first is None:
        return start
    again = [at for at in places.get(_key(lines[first].words), []) if at > first]
    if not again:
        return start
    end = min(end, again[0])
    numbered = [at for at in range(first, end) if marks[at] is not None]
    repeated = sum(places[_key(lines[at].words)][-1] >= again[0] for at in numbered)
    return end if repeated >= (2 if titled else 4) and repeated * 2 > len(numbered) else start


def _mark_annex_notices(lines: Sequence[Line]) -> None:
    """Mark 附件：1.… with its list below, which tells of annexes and is none."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.role is Role.TEXT and ANNEX_NOTICE.match(line.words) and len(line.words) <= 2 * SHORT and _is_notice(lines, at):
            line.role = Role.NOTICE
            at += 1
            while at < len(lines) and NUMBERED.match(lines[at].words) and len(lines[at].words) <= SHORT and "。" not in lines[at].words:
                lines[at].role = Role.NOTICE
                at += 1
            continue
        at += 1


def _is_notice(lines: Sequence[Line], at: int) -> bool:
    """Say whether 附件：… only tells of annexes: a list, a signature, an annex or nothing follows."""
    rest = lines[at + 1 : at + 4]
    if not rest or NUMBERED.match(rest[0].words):
        return True
    return any(ISSUER.fullmatch(line.words) or DATE_LINE.fullmatch(line.words) or ANNEX_LINE.fullmatch(line.words) for line in rest)


def _mark_trailer(lines: Sequence[Line]) -> None:
    """Mark what a web page adds behind the document: from the first such line on that has no clause behind it."""
    begin = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].mark is not None or "。" in lines[at].words:
            break
        if TRAILER.search(lines[at].words):
            begin = at
    for line in lines[begin:]:
        line.role = Role.TRAILER


def _mark_annexes(lines: Sequence[Line]) -> None:
    """Mark the lines that open an annex: 附件 or 附件1 alone, or with its title where no list tells of it."""
    for at, line in enumerate(lines):
        if line.role is Role.TEXT and line.mark is None and at + 1 < len(lines):
            titled = ANNEX_TITLED.fullmatch(line.words) if len(line.words) <= SHORT and "。" not in line.words else None
            if ANNEX_LINE.fullmatch(line.words) or titled:
                line.role = Role.ANNEX


def _mark_signatures(lines: Sequence[Line]) -> None:
    """Mark issuer and date where a stretch of the document ends with them."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.role is Role.TEXT and line.mark is None and DATE_LINE.fullmatch(line.words) and _ends_stretch(lines, at):
            start = at
            while start > 0 and at - start < 6 and lines[start - 1].role is Role.TEXT and _signs(lines[start - 1]):
                start -= 1
            at += 1
            while at < len(lines) and lines[at].role is Role.TEXT and AFTER_DATE.match(lines[at].words):
                at += 1
            for signed in lines[start:at]:
                signed.role = Role.SIGNATURE
            continue
        if line.role is Role.TEXT and _signs(line) and at and _undated_signature(lines, at):
            line.role = Role.SIGNATURE
        at += 1


def _signs(line: Line) -> bool:
    return line.mark is None and ISSUER.fullmatch(line.words) is not None


def _ends_stretch(lines: Sequence[Line], at: int) -> bool:
    """Say whether a date stands where a signature may: a sentence or a signer before it, no sentence of the same clause behind it."""
    before = lines[at - 1] if at else None
    return before is not None and (_signs(before) or before.role is Role.NOTICE or before.words[-1] in "。！；")


def _undated_signature(lines: Sequence[Line], at: int) -> bool:
    """Say whether an issuer's name without a date closes the notice: a sentence or the list of annexes before, an annex or the end behind."""
    before, behind = lines[at - 1], lines[at + 1] if at + 1 < len(lines) else None
    closed = before.role is Role.NOTICE or before.words[-1] in "。！" or before.role is Role.SIGNATURE
    return closed and (behind is None or behind.role in (Role.ANNEX, Role.TRAILER) or _signs(behind))
