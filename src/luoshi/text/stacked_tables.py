"""Tables copied from web pages a cell a line: put the cells of each row side by side again, where heads and cells leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.source import Severity, Span
from luoshi.text.draft import CELL_BREAK
from luoshi.text.edits import Edit, Mapped, lines_of
from luoshi.text.findings import Finding, quoted
from luoshi.text.line_shapes import ANNEX, DATE_LINE, HEADING, ends_sentence
from luoshi.text.table_words import Kind, fits, is_number, kind_of_head

FEWEST_COLUMNS, MOST_COLUMNS = 3, 12
FEWEST_HEADS = 3
FEWEST_ROWS = 2
LONGEST_HEAD = 12  # characters


@dataclass(frozen=True, slots=True)
class Cell:
    """A line that may be a cell: where its words stand, and the words; a row of another table has none."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A table whose cells are the lines `start` to `end`, so many in each row."""

    start: int
    end: int
    width: int


def stacked_tables(mapped: Mapped, known: Sequence[Span]) -> tuple[Mapped, list[Span], list[Finding]]:
    """Write each row of a table copied a cell a line as its cells joined by ` | `.

    Args:
        mapped: Characters without tabs.
        known: Where tables stand that were found already, in the raw characters.

    Returns:
        The characters, where in the raw ones the tables stand, and what looks like one and was left as it is.
    """
    cells = cells_of(mapped, known)
    stacks, doubtful = stacks_of(cells)
    origins = [mapped.origin(cells[stack.start].span.start, cells[stack.end - 1].span.end) for stack in stacks]
    findings = [given_up(mapped, cells[start:end]) for start, end in doubtful]
    return mapped.edited(edit for stack in stacks for edit in edits_of(mapped.chars, cells, stack)), origins, findings


def cells_of(mapped: Mapped, known: Sequence[Span]) -> list[Cell]:
    """Return the lines that are not blank."""
    rows = {line.start for origin in known for line in lines_of(mapped.chars, mapped.find(origin))}
    cells = []
    for line in mapped.lines:
        whole = line.of(mapped.chars)
        words = whole.strip(" ")
        if words:
            start = line.start + whole.index(words)
            cells.append(Cell(Span(start, start + len(words)), "" if line.start in rows or "|" in words else words))
    return cells


def stacks_of(cells: Sequence[Cell]) -> tuple[list[Stack], list[tuple[int, int]]]:
    """Find the tables, and the heads of what may be one but does not come out even."""
    heads = [kind_of_head(cell.words) if 0 < len(cell.words) <= LONGEST_HEAD else None for cell in cells]
    stacks: list[Stack] = []
    doubtful: list[tuple[int, int]] = []
    at = 0
    while at < len(cells):
        end = head_run(heads, at)
        if end == at:
            at += 1
            continue
        stack = next(filter(None, (stack_at(cells, heads, start) for start in range(at, min(end, at + MOST_COLUMNS)))), None)
        if stack:
            stacks.append(stack)
        elif end - at >= FEWEST_HEADS and any(is_number(cell.words) for cell in cells[end : end + end - at]):
            doubtful.append((at, end))
        at = stack.end if stack else end
    return stacks, doubtful


def head_run(heads: Sequence[Kind | None], at: int) -> int:
    """Return the end of the run of known heads that begins here."""
    while at < len(heads) and heads[at] is not None:
        at += 1
    return at


def stack_at(cells: Sequence[Cell], heads: Sequence[Kind | None], start: int) -> Stack | None:
    """Read the table whose first head is this line; None where no number of columns comes out even."""
    for width in range(FEWEST_COLUMNS, MOST_COLUMNS + 1):
        body = start + width
        if body >= len(cells) or not 0 < len(cells[body - 1].words) <= LONGEST_HEAD or is_number(cells[body - 1].words):
            return None
        known = sum(kind is not None for kind in heads[start:body])
        if known < FEWEST_HEADS or 2 * known <= width or heads[body] is not None:
            continue
        kinds = [kind or Kind.WORDS for kind in heads[start:body]]
        end = rows_end(cells, kinds, body)
        if end >= body + FEWEST_ROWS * width and not goes_on(cells, end, width):
            return Stack(start, end, width)
    return None


def rows_end(cells: Sequence[Cell], kinds: Sequence[Kind], start: int) -> int:
    """Return the end of the rows that begin here: their numbers count on and every cell suits its column."""
    if kinds[0] is not Kind.SERIAL and Kind.NUMBER not in kinds:
        return start
    at, width, serial = start, len(kinds), 1
    while at + width <= len(cells) and is_row([cell.words for cell in cells[at : at + width]], kinds, serial):
        at += width
        serial += 1
    return at


def is_row(words: Sequence[str], kinds: Sequence[Kind], serial: int) -> bool:
    """Say whether lines are the cells of one row; where no number tells, a heading or a signature is none."""
    if kinds[0] is Kind.SERIAL and words[0] != str(serial):
        return False
    if Kind.NUMBER not in kinds and any(HEADING.match(cell) or ANNEX.match(cell) for cell in words):
        return False
    if Kind.NUMBER in kinds and any(ends_sentence(cell) for cell in words):
        return False
    return all(cell and fits(cell, kind) for cell, kind in zip(words, kinds, strict=True))


def goes_on(cells: Sequence[Cell], end: int, width: int) -> bool:
    """Say whether lines like cells follow the last row: then a cell is missing somewhere, and the rows are not to be trusted."""
    for cell in cells[end : end + width]:
        if not cell.words or ends_sentence(cell.words) or HEADING.match(cell.words) or DATE_LINE.match(cell.words):
            return False
        if is_number(cell.words):
            return True
    return False


def edits_of(chars: str, cells: Sequence[Cell], stack: Stack) -> Iterator[Edit]:
    """Put the mark between cells, or one line break between rows, in the place of what stands between two lines."""
    first, last = cells[stack.start].span.start, cells[stack.end - 1].span.end
    line_start = chars.rfind("\n", 0, first) + 1
    if line_start < first:
        yield line_start, first, ""
    for at in range(stack.start + 1, stack.end):
        start, end = cells[at - 1].span.end, cells[at].span.start
        words = "\n" if (at - stack.start) % stack.width == 0 else CELL_BREAK
        if chars[start:end] != words:
            yield start, end, words
    line_end = chars.find("\n", last)
    behind = len(chars) if line_end < 0 else line_end
    if behind > last:
        yield last, behind, ""


def given_up(mapped: Mapped, heads: Sequence[Cell]) -> Finding:
    """Say which table was left as lines."""
    words = quoted("、".join(cell.words for cell in heads))
    origins = tuple(mapped.origin(cell.span.start, cell.span.end) for cell in heads[:1])
    message = f"有一处像是表格，但各行单元格数目对不上，未能按表格读入：{words}。"
    return Finding("text.table-unread", Severity.WARNING, message, origins, hint="请对照原件核对表中内容，或提供 Word 原件。")
