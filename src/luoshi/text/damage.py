"""Damage to the characters themselves: repaired first, while they are still the original ones; what is left of it is marked at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.source import Diagnostic, Severity, Span
from luoshi.text.findings import Repair, quoted
from luoshi.text.repair_mojibake import repair_mojibake
from luoshi.text.repair_pinyin import repair_pinyin

MOST_SPANS = 200
# 锟斤拷 is what two marks become that were written as UTF-8 and read as GBK.
UNREADABLE = re.compile("(?:\ufffd|锟斤拷?)+")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")


def repair(raw: str) -> Repair:
    """Repair what can be repaired; no edits at all on a sound document."""
    mojibake = repair_mojibake(raw)
    return mojibake if mojibake.edits else repair_pinyin(raw)


def remaining_damage(chars: str, marked: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Mark characters of the clean text that are no words: lost ones, and private ones whose meaning only their font knows."""
    known = {span.start for diagnostic in marked for span in diagnostic.spans}
    lost = tuple(Span(*m.span()) for m in UNREADABLE.finditer(chars) if m.start() not in known)
    if lost:
        message = f"有{len(lost)}处文字在原文件中已经丢失，例如{quoted(around(chars, lost[0]))}。"
        yield Diagnostic("text.damage-unrepaired", Severity.WARNING, message, lost[:MOST_SPANS], hint="请对照原件核对这些字。")
    private = tuple(Span(*m.span()) for m in PRIVATE.finditer(chars))
    if private:
        message = f"有{len(private)}处专用字符无法识别（多为特殊字体的符号），例如{quoted(around(chars, private[0]))}。"
        yield Diagnostic("text.private-character", Severity.NOTE, message, private[:MOST_SPANS], hint="请对照原件核对这些字。")


def around(chars: str, span: Span) -> str:
    """Return a span with a few words to both sides."""
    return chars[max(0, span.start - 8) : span.end + 8]
