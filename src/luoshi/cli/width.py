"""How wide words stand in a terminal, where a Chinese character takes two columns; padding, wrapping and cutting by columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import combining, east_asian_width

# A word of a Western script, or a number with its unit sign, is not torn apart; every other character may end a line.
PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
NEVER_FIRST = frozenset("，。、；：！？）》〉」』】〕”’…%‰℃·")
NEVER_LAST = frozenset("（《〈「『【〔“‘")


def width_of(char: str) -> int:
    """Return the columns of one character: 2 for wide and full-width ones, 0 for combining ones, 1 for all others.

    Ambiguous ones (“ ” … —) count as 1, since that is what terminals do unless told otherwise.
    """
    if char < "\x7f":
        return int(char >= " ")
    if combining(char) or char in "\u200b\u200c\u200d\ufeff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def width(words: str) -> int:
    """Return the columns that words take on one line."""
    return len(words) if words.isascii() and words.isprintable() else sum(map(width_of, words))


def pad(words: str, columns: int, *, right: bool = False) -> str:
    """Fill words with blanks up to so many columns, at their end, or before them with `right`."""
    blanks = " " * (columns - width(words))
    return blanks + words if right else words + blanks


def cut(words: str, columns: int) -> str:
    """Shorten words to so many columns, with `…` where something was cut off."""
    if width(words) <= columns:
        return words
    fitting = sum(1 for total in accumulate(map(width_of, words)) if total < columns)
    return words[:fitting] + "…"


def wrap(words: str, columns: int) -> list[str]:
    """Break words into lines of at most so many columns (one character where even that is too wide); closing marks start no line."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        lines.extend(_wrapped(paragraph, max(columns, 2)))
    return lines


def _wrapped(paragraph: str, columns: int) -> Iterator[str]:
    line, taken = "", 0
    for piece in _pieces(paragraph, columns):
        wide = width(piece)
        if taken + wide > columns and line:
            kept, line = _break(line, piece)
            yield kept
            taken = width(line)
        if line or piece != " ":
            line, taken = line + piece, taken + wide
    yield line.rstrip(" ")


def _break(line: str, piece: str) -> tuple[str, str]:
    """Divide a full line so that the next one starts well: a closing mark takes its character along, an opening one moves on."""
    at = len(line)
    if piece in NEVER_FIRST:
        at -= 1
        while at > 0 and line[at] in NEVER_FIRST:
            at -= 1
    while at > 0 and line[at - 1] in NEVER_LAST:
        at -= 1
    return (line[:at].rstrip(" "), line[at:]) if at > 0 else (line.rstrip(" "), "")


def _pieces(paragraph: str, columns: int) -> Iterator[str]:
    for found in PIECE.finditer(paragraph):
        piece = found.group()
        yield from (piece[at : at + columns] for at in range(0, len(piece), columns))
