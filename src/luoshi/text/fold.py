"""One form for one character: width, look-alikes from PDF fonts, kinds of white space; and nothing that prints nothing."""

from __future__ import annotations

import re
from unicodedata import normalize

from luoshi.text.edits import Mapped
from luoshi.text.radicals import RADICALS, without_radicals

# Full-width letters and digits are the ASCII ones; full-width punctuation is how the document prints it and stays.
WIDTHS = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {ord("％"): "%"}
SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x3164], " ")
BREAKS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
# Compatibility ideographs and radicals, which old fonts and PDF files print for the ordinary characters.
LOOK_ALIKES = {
    code: folded
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA1E))
    if len(folded := normalize("NFKC", chr(code))) == 1 and folded != chr(code)
} | {code: without_radicals(chr(code)) for code in RADICALS}
BROKEN = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half of a pair is no character and could not be written to a file
TABLE: dict[int, str] = {**BROKEN, **WIDTHS, **SPACES, **BREAKS, **LOOK_ALIKES}
CONTROLS = "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f"
JOINERS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
INVISIBLE = re.compile(f"[{CONTROLS}{JOINERS}]+")
WIDE_POINT = re.compile("(?<=[0-9])．(?=[0-9])")


def fold(mapped: Mapped) -> Mapped:
    """Drop characters that print nothing and give every other its one form, one for one."""
    mapped = mapped.edited((*found.span(), "") for found in INVISIBLE.finditer(mapped.chars))
    return mapped.replaced(WIDE_POINT.sub(".", mapped.chars.translate(TABLE)))
