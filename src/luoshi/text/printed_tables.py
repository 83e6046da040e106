"""Tables in plain text, their cells parted by bars or tabs as converters and spreadsheets write them: give them the form of all tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi.source import Span
from luoshi.text.draft import CELL_BREAK
from luoshi.text.edits import Edit, Mapped, lines_of
from luoshi.text.frame import CERTAIN
from luoshi.text.line_shapes import HEADING

RULER = re.compile(r"[-:| +=]{3,}$")
FEWEST_ROWS = 2


def printed_tables(mapped: Mapped, known: Sequence[Span]) -> tuple[Mapped, list[Span]]:
    """Write each row of a printed table as its cells joined by ` | `, without rulers.

    Args:
        mapped: Characters that may hold tabs; none are left after this.
        known: Where the tables stand that the format itself knows, in the raw characters.

    Returns:
        The characters, and where in the raw ones the printed tables stand.
    """
    mapped = mapped.replaced(bars_for_tabs(mapped.chars))
    if "|" not in mapped.chars:
        return mapped, []
    rows = {line.start for origin in known for line in lines_of(mapped.chars, mapped.find(origin))}
    blocks = list(blocks_of(mapped.chars, [line for line in lines_of(mapped.chars) if line.start not in rows]))
    origins = [mapped.origin(block[0].start, block[-1].end) for block in blocks]
    return mapped.edited(edit for block in blocks for edit in block_edits(mapped.chars, block)), origins


def bars_for_tabs(chars: str) -> str:
    """Put bars for the tabs of lines that are rows of a table, and spaces for all others."""
    if "\t" not in chars:
        return chars
    lines = chars.split("\n")
    cells = [line.strip(" \t").split("\t") if "\t" in line.strip(" \t") else [] for line in lines]
    for at, row in enumerate(cells):
        beside = {len(cells[near]) for near in (at - 1, at + 1) if 0 <= near < len(cells)}
        inner = lines[at].strip(" \t")
        if row and len(row) in beside and not is_numbered_line(row):
            lead = lines[at].index(inner)
            lines[at] = lines[at][:lead].replace("\t", " ") + inner.replace("\t", "|") + " " * (len(lines[at]) - lead - len(inner))
    return "\n".join(lines).replace("\t", " ")


def is_numbered_line(row: Sequence[str]) -> bool:
    """Say whether tabs part no cells but a heading from its number or from its page: `一、` 总则, 总则 `12`."""
    number = HEADING.fullmatch(row[0].strip())
    return len(row) == FEWEST_ROWS and (number is not None or row[-1].strip().isdecimal())


def blocks_of(chars: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the lines of each table: two rows at least, or one with a ruler below, blank lines between them allowed."""
    block: list[Span] = []
    for line in [*lines, Span(len(chars), len(chars))]:
        words = line.of(chars)
        if "|" in words:
            block.append(line)
        elif words.strip(" ") or line.start == len(chars):
            if is_table([span.of(chars) for span in block]):
                yield block
            block = []


def is_table(rows: Sequence[str]) -> bool:
    """Say whether lines with bars are a table and not the menu or the footer of a page."""
    return len(rows) >= FEWEST_ROWS and not any(CERTAIN.search(row) for row in rows)


def block_edits(chars: str, block: Sequence[Span]) -> Iterator[Edit]:
    """Bring the rows of one table into form: a ruler goes, and so do bars at the ends of a row."""
    opens_with_bar = all(line.of(chars).lstrip(" ").startswith("|") for line in block)
    for line in block:
        row = line.of(chars)
        if RULER.fullmatch(row):
            yield line.start, line.end, ""
        else:
            cells = list(cells_of(row))[opens_with_bar:]
            yield from ((line.start + start, line.start + end, words) for start, end, words in row_edits(row, cells))


def cells_of(row: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of each cell stand; a bar at the end opens no further cell."""
    parts = row.rstrip(" ").removesuffix("|").split("|")
    at = 0
    for part in parts:
        words = part.strip(" ")
        start = at + len(part) - len(part.lstrip(" "))
        yield start, start + len(words)
        at += len(part) + 1


def row_edits(row: str, cells: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Put the one mark between cells in the place of whatever parts them."""
    at = 0
    for number, (start, end) in enumerate(cells):
        words = CELL_BREAK if number else ""
        if row[at:start] != words:
            yield at, start, words
        at = end
    if at < len(row):
        yield at, len(row), ""
