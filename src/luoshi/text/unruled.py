"""Find tables that no line is drawn around: known heads, and below them rows whose cells stand apart at the same places.

Prose in columns, lists of names and tables of contents are none: only what is headed as a table and has numbers in a column that should
have them is taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.text.layout import Glyph, gutter_of, line_of, rows_of
from luoshi.text.line_shapes import HEADING, ends_sentence
from luoshi.text.ruled import RuledTable
from luoshi.text.table_words import HEAD_ANYWHERE, Kind, fits, kind_of_head

GAP = 0.3  # of the font size: narrower than between cells, wider than between characters of a line
PITCH = 4.0  # font sizes that the next row may be below
FEWEST_STRIPS, FEWEST_HEADS, FEWEST_ROWS = 2, 2, 2
MOST_LINES = 4  # of one cell

Strip = tuple[float, float]
Row = list[Glyph]


@dataclass
class Block:
    """Rows of a page that may be a table: the head first, and the white strips that all of them leave free."""

    strips: list[Strip]
    rows: list[list[Row]]  # the printed lines of each row
    waiting: list[Row] = field(default_factory=list)  # lines that fill one cell only: known by what follows

    def cells(self, row: Sequence[Row]) -> list[str]:
        """Return the words of a row in its cells."""
        columns: list[str] = [""] * (len(self.strips) + 1)
        for line in row:
            for column, inside in enumerate(parted(line, self.strips)):
                columns[column] += line_of(inside).chars if inside else ""
        return columns


def unruled_tables(glyphs: Sequence[Glyph]) -> tuple[list[RuledTable], list[Glyph], list[str]]:
    """Find the tables without lines among the glyphs of a page.

    Returns:
        The tables, the glyphs outside them, and the heads of what looks like a table and cannot be read as one.
    """
    rows = rows_of(glyphs)
    if gutter_of(rows) is not None:
        return [], list(glyphs), []
    tables: list[RuledTable] = []
    doubtful: list[str] = []
    loose: list[Glyph] = []
    at = 0
    while at < len(rows):
        block, end = block_at(rows, at)
        table = table_of(block) if block else None
        if table:
            tables.append(table)
        else:
            if block and is_headed(block):
                doubtful.append(line_of(rows[at]).chars)
            end = at + 1
            loose += rows[at]
        at = end
    return tables, loose, doubtful


def block_at(rows: Sequence[Row], start: int) -> tuple[Block | None, int]:
    """Gather the rows that share white strips with the one that begins here, and say where they end."""
    words = "".join(glyph.char for glyph in rows[start] if not glyph.char.isspace())
    gaps = gaps_of(rows[start])[1:-1]
    if len(gaps) < FEWEST_STRIPS or len(words) > 100 or len(HEAD_ANYWHERE.findall(words)) < FEWEST_HEADS or set("，。；：") & set(words):
        return None, start
    block = Block(gaps, [[rows[start]]])
    end = at = start + 1
    while at < len(rows) and rows[at][0].y - rows[at - 1][0].y <= PITCH * rows[at][0].size and takes(block, rows[at]):
        at += 1
        end = end if block.waiting else at
    return block, end


def takes(block: Block, row: Row) -> bool:
    """Add a row to a block where it leaves its strips free; a line in one cell waits for the row that follows."""
    strips = shared(block.strips, gaps_of(row), GAP * row[0].size)
    is_settled = len(block.rows) > FEWEST_ROWS
    if len(strips) < FEWEST_STRIPS or (is_settled and len(strips) < len(block.strips)) or ends_sentence(line_of(row).chars):
        return False
    if sum(bool(inside) for inside in parted(row, strips)) < 2:
        block.waiting.append(row)
        return len(strips) == len(block.strips) and len(block.waiting) < MOST_LINES and len(block.rows) > 1
    for line in block.waiting:
        if HEADING.match(line_of(line).chars):
            block.rows.append([line])
        else:
            block.rows[-1].append(line)
    block.waiting = []
    block.strips = strips
    block.rows.append([row])
    return True


def gaps_of(row: Row) -> list[Strip]:
    """Return the white strips of a row that are wide enough to part cells, with those before and behind it."""
    ink = [glyph for glyph in row if not glyph.char.isspace()] or row[:1]
    inner = [(before.x1, after.x0) for before, after in pairwise(ink) if after.x0 - before.x1 >= GAP * max(before.size, after.size)]
    return [(float("-inf"), ink[0].x0), *inner, (max(glyph.x1 for glyph in ink), float("inf"))]


def shared(strips: Sequence[Strip], gaps: Sequence[Strip], least: float) -> list[Strip]:
    """Return the parts of the strips that the gaps leave free; both ascend."""
    found: list[Strip] = []
    at = 0
    for left, right in strips:
        while at < len(gaps) - 1 and gaps[at][1] <= left:
            at += 1
        free = max(((max(left, low), min(right, high)) for low, high in gaps[at : at + 3]), key=lambda strip: strip[1] - strip[0])
        if free[1] - free[0] >= least:
            found.append(free)
    return found


def parted(row: Row, strips: Sequence[Strip]) -> list[list[Glyph]]:
    """Cut a row at the strips; blanks go."""
    columns: list[list[Glyph]] = [[] for _ in range(len(strips) + 1)]
    column = 0
    for glyph in row:
        while column < len(strips) and glyph.x0 >= (strips[column][0] + strips[column][1]) / 2:
            column += 1
        if not glyph.char.isspace():
            columns[column].append(glyph)
    return columns


def is_headed(block: Block) -> bool:
    """Say whether several rows stand below what can only be the head of a table."""
    known = [kind_of_head(words) for words in block.cells(block.rows[0])]
    return len(block.rows) > FEWEST_ROWS and sum(kind is not None for kind in known) > FEWEST_HEADS and known[0] is not None


def table_of(block: Block) -> RuledTable | None:
    """Read a block as a table; None where its head or its cells do not suit one."""
    head, *body = [block.cells(row) for row in block.rows]
    kinds = [kind_of_head(words) for words in head]
    is_table = all(head) and sum(kind is not None for kind in kinds) >= max(FEWEST_HEADS, len(head) / 2)
    values = [row for row in body if sum(map(bool, row)) > 1]
    if not is_table or len(values) < FEWEST_ROWS or not ({Kind.SERIAL, Kind.NUMBER} & set(kinds)):
        return None
    if not all(suits(row, kinds) for row in values):
        return None
    glyphs = [glyph for row in block.rows for line in row for glyph in line]
    x1 = max(glyph.x1 for glyph in glyphs)
    lefts = [min(glyph.x0 for glyph in glyphs), *(right for _, right in block.strips)]
    top, bottom = min(glyph.y - glyph.size for glyph in glyphs), max(glyph.y for glyph in glyphs)
    return RuledTable(tuple(map(tuple, (head, *body))), lefts[0], top, x1, bottom, (*lefts, x1))


def suits(row: Sequence[str], kinds: Sequence[Kind | None]) -> bool:
    """Say whether the cells of a row are such as stand below these heads; its first cell is never empty."""
    if not row[0]:
        return False
    return all(not cell or kind in (None, Kind.WORDS) or fits(cell, kind) for cell, kind in zip(row, kinds, strict=True) if kind)
