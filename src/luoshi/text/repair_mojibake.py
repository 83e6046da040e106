"""Repair: UTF-8 that was once read as GBK (`鍐呰挋鍙`) or as Latin-1 (`å†…è’™`), line by line through the bytes."""

from __future__ import annotations

import re
from itertools import islice

from luoshi.source import Severity, Span
from luoshi.text.edits import Edit, lines_of
from luoshi.text.findings import Finding, Repair, quoted
from luoshi.text.repair_bytes import MARK, edits_between

# `，` and `。` `、` `《` in the wrong clothes: no Chinese text is without them, and hardly any has these characters otherwise.
GBK_SIGNS = re.compile("[锛銆]")
LATIN_SIGNS = re.compile("[ãïäåæçèé][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]")
FEWEST_SIGNS = 3
# Whole characters first; then what is left of one, up to the mark that hides its missing byte.
UTF8_CHAR = re.compile(
    rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\xc2-\xf4][\x80-\xbf]{0,2}[?\xff]?|.",
    re.DOTALL,
)
NO_BYTE = b"\xff"
USER_DEFINED = re.compile("[\ue000-\ue765]")
# A line is mojibake where at least this share of its bytes beyond ASCII makes whole UTF-8 characters; of other text it is a seventh.
WHOLE_SHARE = 0.6
FEWEST_WHOLE = 3  # in a line without signs


def repair_mojibake(raw: str) -> Repair:
    """Read wrongly decoded lines again; nothing at all where the document shows no sign of them."""
    for signs, codec in ((GBK_SIGNS, "gb18030"), (LATIN_SIGNS, "cp1252")):
        if len(list(islice(signs.finditer(raw), FEWEST_SIGNS))) == FEWEST_SIGNS:
            repair = repair_lines(raw, codec, signs)
            if repair.edits:
                return repair
    return Repair([], [])


def repair_lines(raw: str, codec: str, signs: re.Pattern[str]) -> Repair:
    """Read the lines again whose bytes are UTF-8, and say what was done."""
    edits: list[Edit] = []
    lost: list[Span] = []
    repaired = 0
    # A decoder that knows the user-defined areas of GBK stumbles over one byte alone inside a run: 80.
    marks_are_80 = codec == "gb18030" and bool(USER_DEFINED.search(raw))
    for line in lines_of(raw):
        chars = read_again(raw, line, codec, marks_are_80=marks_are_80)
        marks = [Span(start, start + 1) for char, start, _ in chars if char == MARK]
        foreign = sum(not char.isascii() for char, _, _ in chars)
        fewest = 1 if signs.search(raw, line.start, line.end) else FEWEST_WHOLE
        if foreign - len(marks) >= max(fewest, WHOLE_SHARE * foreign):
            edits += edits_between(raw, line, chars)
            lost += marks
            repaired += 1
    findings = (
        [Finding("text.damage-repaired", Severity.NOTE, f"有{repaired}行文字的编码被读错（乱码），已按原来的编码恢复。")]
        if repaired
        else []
    )
    if lost:
        message = f"乱码中有{len(lost)}处无法恢复，例如{quoted(raw[max(0, lost[0].start - 8) : lost[0].end + 8])}。"
        findings.append(Finding("text.damage-unrepaired", Severity.WARNING, message, tuple(lost), "请对照原件核对这些字。"))
    return Repair(edits, findings)


def read_again(raw: str, line: Span, codec: str, *, marks_are_80: bool) -> list[tuple[str, int, int]]:
    """Turn a line back into bytes and read these as UTF-8; each character with the raw stretch whose bytes it is made of."""
    data = bytearray()
    owners: list[int] = []
    for at in range(line.start, line.end):
        piece = byte_form(raw[at], codec)
        if piece == NO_BYTE and marks_are_80 and raw[at] == MARK and at + 1 < line.end and not raw[at + 1].isascii():
            piece = b"\x80"
        data += piece
        owners += [at] * len(piece)
    chars: list[tuple[str, int, int]] = []
    for found in UTF8_CHAR.finditer(data):
        char = found[0].decode("utf-8", "replace")
        char = MARK if MARK in char else char
        start, end = owners[found.start()], owners[found.end() - 1] + 1
        if char == MARK and chars and chars[-1][0] == MARK:
            start = chars.pop()[1]
        chars.append((char, start, end))
    return chars


def byte_form(char: str, codec: str) -> bytes:
    """Return the bytes that were read as this character; a byte that UTF-8 does not know where there are none."""
    if codec == "cp1252":
        return char.encode("latin-1") if char <= "\u00ff" else char.encode(codec, "ignore") or NO_BYTE
    if char == "€":
        return b"\x80"
    data = char.encode(codec, "ignore")
    return data if 0 < len(data) <= 2 else NO_BYTE
