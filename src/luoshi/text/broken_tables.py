"""Tables that run over the end of a page: put the pieces together, so that the rows of the second page stand below their head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.text.layout import Line
from luoshi.text.ruled import RuledTable

CONTINUED = re.compile(r"[（(]?(?:续|接)上?(?:页|表).{0,12}|.{0,40}[（(](?:续|接)(?:上?[表页])?[）)]")
NUMERIC = re.compile(r"[≥≤＞＜><±+\-—]*\d[\d.,，%％‰]*[+]?")
MAX_HEAD_ROWS = 3
SLACK = 4.0  # points that the edges of two pieces may be apart; they are drawn by two pages

Block = Line | RuledTable
Rows = tuple[tuple[str, ...], ...]


def join_broken(bodies: Sequence[list[Block]], edges: Sequence[set[str]]) -> list[list[Block]]:
    """Mark tables that go on from the page before, and bring their rows under its columns, without a head that is printed again.

    Args:
        bodies: The blocks of each page in reading order, without page numbers and running heads.
        edges: For each page the words in its upper and lower margin; a line there that the neighbouring page has too does not part a table.

    Returns:
        The blocks of each page, without the lines between the pieces.
    """
    joined = [list(body) for body in bodies]
    heads: dict[int, RuledTable] = {}  # by page: the first piece of the table that goes on at its top
    for page, ((before, words_before), (after, words_after)) in enumerate(pairwise(zip(joined, edges, strict=True)), 1):
        end = len(before) - count_lines(before[::-1], words_after, is_head=False)
        start = count_lines(after, words_before, is_head=True)
        upper, lower = before[end - 1] if end else None, after[start] if start < len(after) else None
        if not isinstance(upper, RuledTable) or not isinstance(lower, RuledTable):
            continue
        first = heads.get(page - 1, upper) if end == 1 else upper
        rows = rows_under(first, lower)
        if rows is None:
            continue
        kept, rows = mended(upper.rows, rows)
        before[end - 1 :] = [replace(upper, rows=kept)]
        after[: start + 1] = [replace(lower, rows=rows, xs=first.xs, continues=True)]
        heads[page] = first
    return joined


def without_empty_columns(bodies: Sequence[list[Block]]) -> list[list[Block]]:
    """Drop columns without a word in any piece of a table: double lines and the seams of merged cells make them."""
    tables = [block for body in bodies for block in body if isinstance(block, RuledTable)]
    starts = [at for at, table in enumerate(tables) if not table.continues] + [len(tables)]
    tidy = iter([piece for start, end in pairwise(starts) for piece in without_empty(tables[start:end])])
    return [[next(tidy) if isinstance(block, RuledTable) else block for block in body] for body in bodies]


def without_empty(pieces: Sequence[RuledTable]) -> list[RuledTable]:
    """Drop the empty columns of one table."""
    used = [column for column in range(len(pieces[0].xs) - 1) if any(row[column] for piece in pieces for row in piece.rows)]
    return [replace(piece, rows=tuple(tuple(row[column] for column in used) for row in piece.rows)) for piece in pieces]


def count_lines(blocks: Sequence[Block], elsewhere: set[str], *, is_head: bool) -> int:
    """Count the lines at the end of a page that are no text: those that the neighbouring page has too, and 续表 above a table."""
    count = 0
    for block in blocks[:3]:
        if not isinstance(block, Line) or not (block.chars in elsewhere or (is_head and CONTINUED.fullmatch(block.chars))):
            break
        count += 1
    return count


def rows_under(first: RuledTable, piece: RuledTable) -> Rows | None:
    """Return the rows of a piece in the columns of the table's first piece; None where its columns are others."""
    if abs(first.xs[0] - piece.xs[0]) > SLACK or abs(first.xs[-1] - piece.xs[-1]) > SLACK:
        return None
    used = [column for column in range(len(piece.xs) - 1) if any(row[column] for row in piece.rows)]
    places = {column: nearest(piece.xs[column], first.xs[:-1]) for column in used}
    if None in places.values() or not is_filled_alike(first, set(places.values())):
        return None
    rows = [tuple(at_places(row, places, len(first.xs) - 1)) for row in piece.rows]
    repeated = 0
    while repeated < min(MAX_HEAD_ROWS, len(rows), len(first.rows)) and same_words(rows[repeated], first.rows[repeated]):
        repeated += 1
    return tuple(rows[repeated:])


def is_filled_alike(first: RuledTable, columns: set[int | None]) -> bool:
    """Say whether every column that the piece has words in has words in the first piece too: a head stands over it."""
    return all(column is not None and any(row[column] for row in first.rows) for column in columns)


def nearest(x: float, xs: Sequence[float]) -> int | None:
    """Return the column that begins at x, or None."""
    return next((at for at, other in enumerate(xs) if abs(other - x) <= SLACK), None)


def at_places(row: Sequence[str], places: dict[int, int | None], width: int) -> list[str]:
    """Put the cells of a row into the columns of another grid."""
    cells = [""] * width
    for column, place in places.items():
        if place is not None:
            cells[place] = row[column]
    return cells


def same_words(row: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two rows hold the same words, blanks aside."""
    return ["".join(cell.split()) for cell in row] == ["".join(cell.split()) for cell in other]


def mended(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """Put a row together that the end of the page tore: the rest of its words stands below an empty first cell, as nowhere else."""
    if not below or below[0][0] or not all(row[0] for row in (*above, *below[1:])):
        return above, below
    torn = list(zip(above[-1], below[0], strict=True))
    if any(cell and (not before or NUMERIC.fullmatch(before)) for before, cell in torn):
        return above, below
    return (*above[:-1], tuple(before + cell for before, cell in torn)), below[1:]
