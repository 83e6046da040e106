"""One form for one character: width, compatibility forms and kinds of white space; and the spaces that are layout, not words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.text.edits import Edit, Mapped

# Full-width letters and digits are the ASCII ones; full-width punctuation is how the document prints it and stays.
WIDTHS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {ord("％"): ord("%")}
SPACES = dict.fromkeys([0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
TABLE = str.maketrans({**{code: chr(other) for code, other in WIDTHS.items()}, **SPACES})
DROPPED = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]+")

HAN = "㐀-䶿一-鿿豈-﫿〇"
SPACE_RUN = re.compile(r" *\n[ \n]*|^[ \n]+| +")


def fold(mapped: Mapped) -> Mapped:
    """Fold width and white space one for one, and drop characters that print nothing."""
    mapped = mapped.edited((*found.span(), "") for found in DROPPED.finditer(mapped.chars))
    return mapped.replaced(mapped.chars.translate(TABLE))


def space_edits(chars: str) -> Iterator[Edit]:
    """Drop blank lines and white space at the ends of lines, and make one space of several."""
    end = len(chars.rstrip(" \n"))
    for found in SPACE_RUN.finditer(chars, 0, end):
        start, stop = found.span()
        words = "" if start == 0 else "\n" if "\n" in found[0] else " "
        if found[0] != words:
            yield start, stop, words
    if end < len(chars):
        yield end, len(chars), ""
