"""From laid-out pages to the lines of a Draft: leave out page numbers and running heads, tell paragraphs by the shape of the page.

Only here is it known where a line stands: set in, short of the margin, or alone at the foot of a page. The characters tell no more of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.source import Diagnostic, Severity
from luoshi.text.broken_tables import join_broken, without_empty_columns
from luoshi.text.findings import quoted
from luoshi.text.geometry import Rule
from luoshi.text.layout import Glyph, Line, lines_of
from luoshi.text.line_shapes import LABELLED
from luoshi.text.ruled import RuledTable, tables_of
from luoshi.text.unruled import unruled_tables
from luoshi.text.writer import DraftWriter

PAGE_NUMBER = re.compile(
    r"[-—–―－·•.\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―－·•.\s]*"
)
MAX_NUMBER_CHARS = 24
DIGITS = re.compile(r"\d+")
EDGE_SHARE = 0.13  # page numbers and running heads stand in this outer part of a page
REPEATED_PAGES = 3
INDENT = 1.2  # characters; official paragraphs are set in by two
SHORT_LINE = 1.8  # characters: a line that leaves this much room ends its paragraph
MAX_INDENT = 12
FULL_PAGE_LINES = 8
QUOTED = 20  # characters of a running head in a message

Block = Line | RuledTable
Margins = tuple[float, float]


@dataclass
class Page:
    """One page under way.

    Attributes:
        label: What a person calls it, such as 第3页.
        height: In the unit of its blocks.
        blocks: Lines and tables in reading order.
        doubtful: The heads of what looks like a table and could not be read as one.
    """

    label: str
    height: float
    blocks: list[Block] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line stands between its margins: what it leaves free at its start and end in characters, and its font size."""

    indent: float
    room: float
    size: float


def page_of(label: str, height: float, glyphs: Sequence[Glyph], rules: Iterable[Rule], slack: float) -> Page:
    """Lay out one page: its tables, and the lines around them, from the top."""
    tables, loose = tables_of(rules, glyphs, slack)
    unruled, loose, doubtful = unruled_tables(loose)
    blocks: list[Block] = [line for line in lines_of(loose) if line.chars]
    for table in sorted([*tables, *unruled], key=lambda table: (table.y0, table.x0)):
        at = next((place for place, block in enumerate(blocks) if isinstance(block, Line) and block.y > table.y0), len(blocks))
        blocks.insert(at, table)
    return Page(label, height, blocks, doubtful)


def write_pages(pages: Sequence[Page], writer: DraftWriter) -> None:
    """Write pages: an empty line before each paragraph, blanks as wide as Chinese characters before a line that is set in.

    A paragraph that runs over the end of a page is not cut: what stands between, page numbers and running heads, is left out.
    """
    repeated = repeated_edges(pages)
    bodies = [[block for block in page.blocks if not is_furniture(block, page, repeated)] for page in pages]
    bodies = join_broken(bodies, [words_at_edge(page) for page in pages])
    writer.diagnostics.extend(furniture_notes(pages, bodies))
    writer.diagnostics.extend(table_notes(pages))
    bodies = without_empty_columns(bodies)
    usual = usual_margins(pages, bodies)
    before: Shape | None = None
    for page, body in zip(pages, bodies, strict=True):
        writer.page(page.label)
        margins = margins_of(body, usual.get(round(page.height)))
        for block in body:
            if isinstance(block, RuledTable):
                write_table(block, writer)
                before = None
                continue
            shape = shape_of(block, *margins[block.column])
            if writer.lines and (before is None or starts_paragraph(shape, before)):
                writer.line("")
            writer.line("\u3000" * min(MAX_INDENT, round(shape.indent) if shape.indent >= INDENT else 0) + block.chars)
            before = shape


def write_table(table: RuledTable, writer: DraftWriter) -> None:
    """Write a table, or go on with the one before."""
    if table.continues:
        writer.more_rows(table.rows)
    else:
        writer.table(table.rows, has_own_place=False)


def shape_of(line: Line, left: float, right: float) -> Shape:
    """Measure a line against its margins."""
    size = max(line.size, 0.01)
    return Shape((line.x0 - left) / size, (right - line.x1) / size, size)


def starts_paragraph(line: Shape, before: Shape) -> bool:
    """Say whether a line begins a paragraph: set in, in another size, or behind a line that ended early."""
    is_other_size = abs(line.size - before.size) > 0.12 * max(line.size, before.size)
    return line.indent >= INDENT or is_other_size or before.room > SHORT_LINE


def usual_margins(pages: Sequence[Page], bodies: Sequence[Sequence[Block]]) -> dict[int, Margins]:
    """Return how far text reaches to the left and right on pages of each height; a page of short lines cannot tell for itself."""
    usual: dict[int, Margins] = {}
    for page, body in zip(pages, bodies, strict=True):
        lines = column_lines(body, 0)
        if len(lines) >= FULL_PAGE_LINES:
            usual[round(page.height)] = widened(extent_of(lines), usual.get(round(page.height)))
    return usual


def widened(margins: Margins, other: Margins | None) -> Margins:
    """Return margins that reach as far as both."""
    return (min(margins[0], other[0]), max(margins[1], other[1])) if other else margins


def margins_of(body: Sequence[Block], usual: Margins | None) -> dict[int, Margins]:
    """Return the margins of each column of a page; those of the whole width are the usual ones where there are such."""
    return {column: usual if usual and column == 0 else extent_of(column_lines(body, column)) for column in (0, 1, 2)}


def column_lines(body: Sequence[Block], column: int) -> list[Line]:
    """Return the lines of one column of a page."""
    return [block for block in body if isinstance(block, Line) and block.column == column]


def extent_of(lines: Sequence[Line]) -> Margins:
    """Return how far lines reach to the left and right; one that sticks out singly, as a stamp does, does not count on a full page."""
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.x0 for line in lines), sorted((line.x1 for line in lines), reverse=True)
    single = 1 if len(lines) >= FULL_PAGE_LINES else 0
    return lefts[single], rights[single]


def repeated_edges(pages: Sequence[Page]) -> set[str]:
    """Return the words that stand at the edge of several pages, numbers aside: running heads and feet."""
    counted = Counter(words for page in pages for words in {edge_words(block) for block in page.blocks if stands_at_edge(block, page)})
    least = max(REPEATED_PAGES, len(pages) // 4)
    return {words for words, count in counted.items() if count >= least and words}


def is_furniture(block: Block, page: Page, repeated: set[str]) -> bool:
    """Say whether a line belongs to the page and not to the text."""
    return stands_at_edge(block, page) and (is_page_number(block) or edge_words(block) in repeated)


def is_page_number(block: Block) -> bool:
    """Say whether a line is a page number by its words."""
    return isinstance(block, Line) and len(block.chars) <= MAX_NUMBER_CHARS and PAGE_NUMBER.fullmatch(block.chars) is not None


def furniture_notes(pages: Sequence[Page], bodies: Sequence[Sequence[Block]]) -> Iterator[Diagnostic]:
    """Tell the user which lines of the pages are left out."""
    kept = {id(block) for body in bodies for block in body}
    gone = [block for page in pages for block in page.blocks if isinstance(block, Line) and id(block) not in kept]
    numbers = sum(is_page_number(line) for line in gone)
    if numbers:
        yield Diagnostic("text.page-numbers", Severity.NOTE, f"已略去{numbers}处页码。")
    if heads := list(dict.fromkeys(edge_words(line) for line in gone if not is_page_number(line))):
        words = "、".join(f"“{head[:QUOTED]}”" for head in heads[:3]) + ("等" if len(heads) > 3 else "")
        yield Diagnostic("text.running-heads", Severity.NOTE, f"已略去每页重复的页眉页脚{len(gone) - numbers}处：{words}。")


def table_notes(pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """Tell the user which tables are left as lines."""
    for page in pages:
        for head in page.doubtful:
            message = f"{page.label}有一处像是表格，但没有框线，各列对不齐，未能按表格读入：{quoted(head)}。"
            yield Diagnostic("text.table-unread", Severity.WARNING, message, hint="请对照原件核对表中内容，或提供 Word 原件。")


def stands_at_edge(block: Block, page: Page) -> bool:
    """Say whether a line stands in the upper or lower margin of its page and may be furniture; a table or a unit line never is."""
    if not isinstance(block, Line) or LABELLED.match(block.chars):
        return False
    return not EDGE_SHARE * page.height < block.y < (1 - EDGE_SHARE) * page.height


def words_at_edge(page: Page) -> set[str]:
    """Return the lines in the upper and lower margin of a page."""
    return {block.chars for block in page.blocks if isinstance(block, Line) and stands_at_edge(block, page)}


def edge_words(block: Block) -> str:
    """Return the words of a line with its numbers made alike."""
    return DIGITS.sub("0", block.chars) if isinstance(block, Line) else ""
