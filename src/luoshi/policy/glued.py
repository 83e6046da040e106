"""Headings that a bad copy left inside a paragraph: `…。（二）目标任务到2024年…`, `二、重点任务（一）实施…`, `(一)…；(二)…。`."""

from __future__ import annotations

import re

from luoshi.policy.numbering import CHINESE, Mark, Style, find_mark

# Behind a sentence or a part of a list; `（2）` in arabic figures stays in its sentence, it lists and heads nothing.
INSIDE = re.compile(
    rf"(?<=[。；;：:！”」])\s*(?=第\s*[{CHINESE}\d]{{1,5}}\s*[章节条]|[（(][{CHINESE}]{{1,3}}[）)]|[{CHINESE}]{{1,3}}、|\d{{1,2}}[.．﹒、]\D)"
)
# Straight behind a short heading: no stop between, the first of a lower style.
BEHIND_HEADING = re.compile(r"[^。；：，,;:\n]{2,24}?(?=第一[章节条]|[（(]一[）)]|(?<![\d.])1[.．﹒、][\u4e00-\u9fff“])")
SENTENCE_ENDS = "。！”」"
# How many numbers further on in the paragraph （二） may stand behind （一）.
LIST_LOOK = 12
HEADERS = (Style.PART, Style.CHAPTER, Style.SECTION, Style.ITEM, Style.SUBITEM)


class Unglue:
    """Cuts paragraphs at headings inside them, knowing what has been counted so far."""

    def __init__(self) -> None:
        self.last: dict[Style, int] = {}

    def cut(self, chars: str, start: int, end: int) -> list[tuple[int, Mark | None]]:
        """Return where the parts of the paragraph begin and the number at the head of each; the first part begins at `start`."""
        head = find_mark(chars, start, end)
        parts: list[tuple[int, Mark | None]] = [(start, head)]
        if head is not None:
            self.last[head.style] = head.value
            self._cut_behind_heading(chars, parts, end, head)
        self._cut_sentences(chars, parts, end)
        return parts

    def _cut_behind_heading(self, chars: str, parts: list[tuple[int, Mark | None]], end: int, head: Mark) -> None:
        """Cut where the first number of a lower style stands straight behind a short heading."""
        if head.style not in HEADERS:
            return
        behind = BEHIND_HEADING.match(chars, head.after, min(end, head.after + 40))
        inner = find_mark(chars, behind.end(), end) if behind else None
        if behind and inner is not None and inner.style is not head.style:
            parts.append((behind.end(), inner))
            self.last[inner.style] = inner.value

    def _cut_sentences(self, chars: str, parts: list[tuple[int, Mark | None]], end: int) -> None:
        """Cut where a number behind a sentence goes on counting, or begins a list that the paragraph goes on with."""
        head = parts[0][1]
        places = [found.end() for found in INSIDE.finditer(chars, parts[-1][0], end)]
        inner = [(place, mark) for place in places if (mark := find_mark(chars, place, end)) is not None]
        for at, (place, mark) in enumerate(inner):
            if place <= parts[-1][0]:
                continue
            if self._continues(mark, chars[place - 1], head) or _begins_list(chars, inner[at : at + LIST_LOOK]):
                parts.append((place, mark))
                self.last[mark.style] = mark.value
                self._cut_behind_heading(chars, parts, end, mark)
                head = mark

    def _continues(self, mark: Mark, before: str, head: Mark | None) -> bool:
        """Say whether the number goes on counting: the next 条 or 一、 behind a full stop, the next of the list in this paragraph."""
        if mark.value != self.last.get(mark.style, 0) + 1 or mark.value == 1:
            return False
        if mark.style is Style.SUBITEM and head is not None and head.style is Style.SUBITEM:
            return True
        return before in SENTENCE_ENDS and (mark.style is not Style.POINT or (head is not None and head.style is Style.POINT))


def _begins_list(chars: str, inner: list[tuple[int, Mark]]) -> bool:
    """Say whether the first of these begins a list that its paragraph goes on with: （一）…；（二）…, or sentences 1.…。2.…"""
    place, mark = inner[0]
    if mark.value != 1 or mark.style not in (Style.SUBITEM, Style.POINT):
        return False
    seconds = [at for at, one in inner[1:] if one.style is mark.style and one.value == 2]
    if mark.style is Style.SUBITEM or not seconds:
        return bool(seconds)
    return chars[place - 1] in SENTENCE_ENDS and chars[seconds[0] - 1] in SENTENCE_ENDS
