"""The shape of a sentence: what stands in quotes and brackets is set aside, and the rest is cut into segments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# （套） and the like stay: they are part of a unit, 台（套）.
BRACKETS = re.compile(
    r"（(?![套间次个户人台项件处座]）)[^（）()]{0,80}）|\([^（）()]{0,80}\)|〔[^〕]{0,20}〕|\[[^\]]{0,20}\]|【[^】]{0,40}】"
)
# Brackets whose words are part of the sentence: sub-totals are targets of their own.
OPEN_BRACKETS = re.compile(r"[（(](?:(?:其中|包括)[^（）()]*\d|[^（）()\d]{0,10}(?:最高|不超过)\d+(?:\.\d+)?[万亿]?元[）)])")
QUOTES = re.compile(r"“[^“”]{0,60}”|《[^《》]{0,120}》|‘[^‘’]{0,60}’|「[^」]{0,60}」")
SEPARATORS_AND_DIGITS = re.compile(r"[，,；;。：:、！？0-9％%一二两三四五六七八九十百千万亿]")
SET_ASIDE = "□"
SEPARATOR = re.compile(r"[，,；;。：:！？\n]")


def mask(text: str) -> str:
    """Return the text, equally long, with `□` for all in brackets and for digits and separators in quotes.

    A pattern that runs over the result cannot trip over a comma in `（机构、人员）` or the numbers of `“2+6+N”`.
    """
    masked = QUOTES.sub(lambda found: SEPARATORS_AND_DIGITS.sub(SET_ASIDE, found[0]), text)
    return BRACKETS.sub(lambda found: found[0] if OPEN_BRACKETS.match(found[0]) else SET_ASIDE * len(found[0]), masked)


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two separators; offsets into the sentence, the separator itself behind `end`."""

    start: int
    end: int
    separator: str


def cut(masked: str) -> Iterator[Segment]:
    """Yield the segments of a masked sentence, empty ones left out; commas inside numbers do not cut."""
    start = 0
    for found in SEPARATOR.finditer(masked):
        at = found.start()
        if found[0] in ",，" and masked[at - 1 : at].isdigit() and re.match(r"\d{3}(?!\d)", masked[at + 1 : at + 5]):
            continue
        if found[0] in ":：" and masked[at - 1 : at].isdigit() and masked[at + 1 : at + 2].isdigit():
            continue  # 1:1
        if at > start:
            yield Segment(start, at, found[0])
        start = at + 1
    if start < len(masked):
        yield Segment(start, len(masked), "")
