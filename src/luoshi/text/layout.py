"""From glyphs with positions to lines in reading order; PDF and OFD, which know only where each glyph stands, share it.

All lengths are in the page's own unit (points in PDF, millimetres in OFD), y runs downwards from the upper edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Shares of the font size.
SAME_LINE = 0.45  # baselines this near are one line; a superscript is, the next line never
OVERPRINT = 0.15  # the same glyph this near to itself is printed twice to look bold
WORD_GAP = 0.2  # between Latin letters or digits this is a blank
CHINESE_GAP = 0.8  # justified lines stretch a little between Chinese characters; this is more
COLUMN_GAP = 1.2

MIN_COLUMN_ROWS = 10
FULL_LINE = 1.6
WIDEST_GUTTER = 4.0
FULL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page: from `x0` to `x1`, on the baseline `y`, of font size `size`."""

    char: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its characters from `x0` to `x1` on the baseline `y`.

    `size` is the usual font size in it; `column` is 0 for the whole width, 1 and 2 for the left and right of two columns.
    """

    chars: str
    x0: float
    x1: float
    y: float
    size: float
    column: int = 0


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Put glyphs into lines, lines into reading order: from the top, and column by column where a page has two."""
    return [line_of(row, column) for column, row in in_columns(rows_of(glyphs))]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by their baselines, from the top; each row from left to right."""
    rows: list[list[Glyph]] = []
    top, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if rows and glyph.y - top <= SAME_LINE * max(size, glyph.size):
            rows[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            rows.append([glyph])
            top, size = glyph.y, glyph.size
    return [without_overprint(sorted(row, key=lambda glyph: glyph.x0)) for row in rows]


def without_overprint(row: list[Glyph]) -> list[Glyph]:
    """Drop glyphs that are printed a second time over themselves."""
    kept: list[Glyph] = []
    for glyph in row:
        is_double = any(glyph.char == other.char and glyph.x0 - other.x0 < OVERPRINT * glyph.size for other in kept[-3:])
        if not is_double:
            kept.append(glyph)
    return kept


def line_of(row: Sequence[Glyph], column: int = 0) -> Line:
    """Join the glyphs of a row, with blanks where they stand apart."""
    parts = [row[0].char]
    for before, glyph in pairwise(row):
        parts.append(blank_between(before, glyph) + glyph.char)
    size = median(glyph.size for glyph in row)
    return Line("".join(parts).strip(), row[0].x0, max(glyph.x1 for glyph in row), median(glyph.y for glyph in row), size, column)


def blank_between(before: Glyph, after: Glyph) -> str:
    """Return what stands between two glyphs: nothing, a blank, or two where a third character would have room."""
    gap = (after.x0 - before.x1) / max(before.size, after.size, 0.01)
    if " " in (before.char, after.char) or gap < WORD_GAP:
        return ""
    is_latin = before.char.isascii() and after.char.isascii() and before.char.isalnum() and after.char.isalnum()
    return "  " if gap >= 2 * CHINESE_GAP else " " if is_latin or gap >= CHINESE_GAP else ""


def in_columns(rows: list[list[Glyph]]) -> list[tuple[int, list[Glyph]]]:
    """Bring rows that run over two columns into reading order: the left column, then the right one; each row with its column."""
    gutter = gutter_of(rows)
    if gutter is None:
        return [(0, row) for row in rows]
    ordered: list[tuple[int, list[Glyph]]] = []
    right_column: list[tuple[int, list[Glyph]]] = []
    for row in rows:
        left, right = split_at(row, gutter)
        if not is_open_at(row, gutter):  # a heading across both columns ends them
            ordered += [*right_column, (0, row)]
            right_column = []
            continue
        ordered += [(1, left)] if left else []
        right_column += [(2, right)] if right else []
    return ordered + right_column


def gutter_of(rows: list[list[Glyph]]) -> float | None:
    """Return the x of the white strip between two columns, or None.

    Most lines of the left column are full: they end at the strip, and the strip is narrow. In an unruled table they end anywhere, or the
    next cell is far away; it must be read across.
    """
    if len(rows) < MIN_COLUMN_ROWS:
        return None
    middle = (min(row[0].x0 for row in rows) + max(row[-1].x1 for row in rows)) / 2
    split = [(parts[0][-1], parts[1][0]) for row in rows if all(parts := split_at(row, middle)) and is_open_at(row, middle)]
    if len(split) < max(MIN_COLUMN_ROWS, len(rows) // 2):
        return None
    edge = max(left.x1 for left, _ in split)
    full = [left for left, right in split if edge - left.x1 < FULL_LINE * left.size and right.x0 - left.x1 < WIDEST_GUTTER * left.size]
    return middle if len(full) >= FULL_SHARE * len(split) else None


def split_at(row: list[Glyph], x: float) -> tuple[list[Glyph], list[Glyph]]:
    """Cut a row in two at x."""
    left = [glyph for glyph in row if (glyph.x0 + glyph.x1) / 2 < x]
    return left, row[len(left) :]


def is_open_at(row: list[Glyph], x: float) -> bool:
    """Say whether a row leaves a white strip at x that is wide enough to part columns; a row on one side of it does."""
    left, right = split_at(row, x)
    if not left or not right:
        return not any(glyph.x0 < x < glyph.x1 for glyph in row)
    return right[0].x0 - left[-1].x1 >= COLUMN_GAP * max(left[-1].size, right[0].size)
