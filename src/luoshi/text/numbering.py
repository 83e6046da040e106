"""The numbers of headings as far as cleaning needs them: which lines count on from the heading before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.text.line_shapes import HEADING
from luoshi.text.lines import Line
from luoshi.values.numerals import parse_number

NUMERAL = re.compile(r"[0-9 ]*[0-9]|[〇零一二三四五六七八九十百]+")


def headings_in_order(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the headings whose number follows the one before in the same style; no other line begins so by chance."""
    last: dict[str, int] = {}
    found: set[int] = set()
    for at, line in enumerate(lines):
        numbered = HEADING.match(line.words) if not line.is_row else None
        if numbered:
            style, number = heading_number(numbered[0])
            if number > 1 and last.get(style) == number - 1:
                found.add(at)
            last[style] = number
    return found


def heading_number(printed: str) -> tuple[str, int]:
    """Take the number of a heading apart: its style, such as `（#）`, and its value; 0 where it is no plain number."""
    digits = NUMERAL.search(printed)
    if digits is None:
        return printed, 0
    style = NUMERAL.sub("一" if digits[0] > "9" else "1", printed).replace(" ", "")
    try:
        return style, int(parse_number(digits[0].replace(" ", "")))
    except ValueError:
        return style, 0
