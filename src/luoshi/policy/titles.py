"""Titles: found among the lines before the first clause, put together from broken lines, taken out of the notice that prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luoshi.policy.lines import Line, Role
from luoshi.policy.nodes import ClauseKind
from luoshi.policy.signing import DATE, is_issuer

LINE_LIMIT, TITLE_LIMIT = 70, 120
KIND = re.compile(
    r"(?:方案|规划|纲要|计划|办法|细则|规定|条例|规则|制度|措施|政策|意见|要点|指南|指引|导则|决定|决议|通知|通告|公告|公报|通报|批复|函|报告|预案|标准|清单|若干条|\d+条|[十百]条|解读|章程|行动|安排|部署|纪要|任务书|责任书|名单|目录)"
    r"(?:[（(][^（()）]{1,24}[）)])*$"
)
# A title is never the kind of document alone; such a line goes on with the one above it: …三年行动 / 实施方案（2023—2025年）.
KIND_ALONE = re.compile(
    r"(?:实施|工作|行动|推进|建设|总体|专项|试点|管理|扶持|奖励|支持|若干|重点|任务|分工|指导){0,2}"
    r"(?:方案|规划|纲要|计划|办法|细则|规定|措施|政策|意见|要点|清单|条例|规则|导则|任务书)(?:[（(][^（()）]{1,24}[）)])*"
)
# 关于印发《…》的通知: the title of a notice that only prints another document.
NOTICE = re.compile(
    r".{0,60}?关于(?:转发|批转)?.{0,40}?(?:印发|发布|公布|颁布|下发|转发)\s*(?P<inner>.+?)\s*的?(?:通知|通告|公告|决定)(?:[（(][^（()）]*[）)])*$"
)
# The sentence by which a notice hands over what it prints; the title of that follows.
SENDING = re.compile("印发给你们|现予(?:以)?(?:印发|发布|公布|转发)|现(?:将|随文).{0,80}印发")
SUBTITLE = re.compile(
    r"[（(]\s*(?:(?:19|20)\d\d\s*年?\s*(?:[—–－\-~～至到]+\s*(?:19|20)\d\d\s*年?)?|试行|暂行|修订(?:版|稿)?|\d{4}年修订(?:版|稿)?|征求意见稿|送审稿|草案|讨论稿)\s*[）)]"
)
HISTORY = re.compile(rf"[（(][^（()）]{{0,40}}{DATE.pattern}[^（()）]{{0,80}}[）)]")
QUOTES = (("《", "》"), ("〈", "〉"), ("<", ">"))
LETTERHEAD = re.compile(r".{2,40}文件|特急|急件|加急|机密.{0,6}|秘密.{0,6}|\d{6}|签发人.{0,12}")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the preamble: lines `start` to `end` (exclusive), its words joined, and the dated bracket behind it (通过, 印发日期)."""

    start: int
    end: int
    words: str
    note: str = ""


def is_subtitle(words: str) -> bool:
    """Say whether a line belongs to the title above it: （2022—2024年）, （试行）, or the history of its adoption."""
    return SUBTITLE.fullmatch(words) is not None or HISTORY.fullmatch(words) is not None


def find_titles(lines: Sequence[Line], kinds: Mapping[int, ClauseKind]) -> list[Title]:
    """Return the titles of the preamble in order: first the notice's, then the policy's own.

    A title is a run of short lines without a full stop that begins the document or follows its frame: number, signature, 附件.
    """
    titles: list[Title] = []
    at = 0
    fresh = True
    while at < len(lines):
        if at in kinds or LETTERHEAD.fullmatch(lines[at].words):
            fresh = True
            at += 1
            continue
        end = _run_end(lines, kinds, at) if fresh else at
        if end > at:
            titles.append(_title(lines, at, end))
        fresh = end > at or SENDING.search(lines[at].words) is not None
        at = max(end, at + 1)
    named = [title for title in titles if KIND.search(title.words)]
    return named or titles[:1]


def _run_end(lines: Sequence[Line], kinds: Mapping[int, ClauseKind], start: int) -> int:
    """Return the line behind the title that begins here; a title that has its last word takes only subtitles in after that."""
    at = start
    words = ""
    while at < len(lines) and at not in kinds and lines[at].role is Role.TEXT:
        line = lines[at].words
        if is_subtitle(line) and at > start:
            at += 1
            continue
        if len(line) > LINE_LIMIT or len(words) + len(line) > TITLE_LIMIT or re.search("[。；：:;！？]", line) or _is_whole(words, line):
            break
        words += line
        at += 1
    return at


def _is_whole(words: str, following: str) -> bool:
    """Say whether a title ends before the next line: it has its kind of document, and that line is more than another such word."""
    return _is_complete(words) and not KIND_ALONE.fullmatch(following)


def _is_complete(words: str) -> bool:
    """Say whether a title has come to its end: its kind of document is named and no quotation or bracket stands open."""
    opened = any(words.count(left) > words.count(right) for left, right in (*QUOTES, ("（", "）"), ("(", ")")))
    notice = re.search("关于.{0,60}?(?:印发|转发|发布|公布)", words) is not None and not re.search("(?:通知|通告|公告|决定)", words)
    return not opened and not notice and KIND.search(words) is not None


def _title(lines: Sequence[Line], start: int, end: int) -> Title:
    """Join the lines of a title; a dated bracket is its note, not its name."""
    parts = [line.words for line in lines[start:end]]
    words = "".join(part for part in parts if not HISTORY.fullmatch(part))
    dated = re.search(rf"{HISTORY.pattern}$", words)
    note = "".join(part for part in parts if HISTORY.fullmatch(part)) + (dated[0] if dated else "")
    return Title(start, end, words[: dated.start()] if dated else words, note)


def unwrap(words: str) -> str:
    """Return the name of the document itself: 关于印发《X》的通知 → X; any other title as it is."""
    found = NOTICE.fullmatch(words.strip())
    if found is None:
        return words.strip()
    inner = found["inner"].strip()
    behind = _bracket_behind(inner)
    for left, right in QUOTES:
        before, opening, quoted = inner.removesuffix(behind).partition(left)
        if opening and quoted.endswith(right) and (not before or is_issuer(before)):
            return quoted.removesuffix(right) + behind
    return inner


def _bracket_behind(words: str) -> str:
    found = re.search(r"[（(][^（()）]{1,24}[）)]$", words)
    return found[0] if found else ""
