"""The middle column: the document paragraph by paragraph, headings as headings, tables as tables, every commitment marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from luoshi.commitments.nodes import Commitment, Duty, Reading
from luoshi.papers.markup import NOTHING, Attributes, Html, closing, element, join, opening, text
from luoshi.papers.reading_page.kinds import FAMILIES, names_of
from luoshi.papers.reading_page.marks import Mark, MarkedText
from luoshi.policy.nodes import Clause, ClauseKind
from luoshi.source import Diagnostic, Severity, Span
from luoshi.text.metadata import KEYS, TELLING

LONG = 120  # a wavy line under more than this tells nobody what is meant: only its beginning is flagged
TITLE_LINES = 12
GLUE = element("span", {"class": "no-copy"}, text("\u2060"))  # keeps a number on the line of the words it belongs to
CELL_GAP = " | "
HEADINGS = ("h3", "h4", "h5", "h6")
ASIDE = {ClauseKind.SIGNATURE: "sign", ClauseKind.TRAILER: "trail"}


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the clean text as it will stand on the page.

    Attributes:
        number: Its place among all lines; the page's id is `b<number>`.
        span: Its characters.
        clause: The deepest clause that begins in it, if any.
        level: The place of its heading in the outline, 0 for the highest, where the whole line is a heading.
        look: A class for what is no running text: `title`, `sign`, `trail`; or empty.
    """

    number: int
    span: Span
    clause: Clause | None = None
    level: int | None = None
    look: str = ""


def text_column(reading: Reading) -> tuple[Html, dict[str, int]]:
    """Return the column's HTML and, for each clause identifier, the number of the block where the clause begins."""
    blocks = list(_blocks(reading))
    marked = MarkedText(
        reading.policy.text.chars, [*_bold_runs(blocks), *_diagnostic_marks(reading), *_commitment_marks(reading)], glue=GLUE
    )
    column = join(_html_of(blocks, marked, _tables(blocks, reading), reading.policy.text.chars))
    return column, _places_of_clauses(reading, blocks)


def index_table(said: Mapping[str, str]) -> Html:
    """Return what the site's index table says, which stands in no line of the text; nothing for the mere properties of a file."""
    if not TELLING.intersection(said):
        return NOTHING
    rows = [
        join((element("dt", None, text(key)), element("dd", None, text(words)))) for key, words in said.items() if key in KEYS and words
    ]
    return element("div", {"class": "index"}, element("p", None, text("网页信息栏")), element("dl", {"class": "kv"}, *rows))


def _blocks(reading: Reading) -> Iterator[Block]:
    policy = reading.policy
    beginnings = _beginnings(policy.clauses)
    aside = [(clause.span, ASIDE[clause.kind]) for clause in policy.walk() if clause.kind in ASIDE]
    title = "".join(policy.title.split())
    at = 0
    for number, line in enumerate(policy.text.chars.split("\n")):
        span = Span(at, at + len(line))
        clause, level = beginnings.get(at, (None, 0))
        is_heading = clause is not None and bool(clause.number) and _is_whole_line(clause, span, line)
        look = next((name for outer, name in aside if outer.covers(span)), "")
        if number < TITLE_LINES and title and len(line) > 3 and "".join(line.split()) in title:
            look = "title"
        yield Block(number, span, clause, level if is_heading else None, look)
        at = span.end + 1


def _beginnings(clauses: tuple[Clause, ...], depth: int = 0) -> dict[int, tuple[Clause, int]]:
    """Map the offset of each clause's first character to the deepest clause that begins there and its depth."""
    found: dict[int, tuple[Clause, int]] = {}
    stack = [(clause, depth) for clause in reversed(clauses)]
    while stack:
        clause, level = stack.pop()
        found[clause.span.start] = (clause, level)
        stack.extend((child, level + 1) for child in reversed(clause.children))
    return found


def _is_whole_line(clause: Clause, span: Span, line: str) -> bool:
    return span.covers(clause.heading_span) and not line[clause.heading_span.end - span.start :].strip(" 。：:")


def _bold_runs(blocks: list[Block]) -> Iterator[Mark]:
    """Set number and heading bold where a heading runs into its text."""
    for block in blocks:
        clause = block.clause
        if clause is None or block.level is not None or not clause.number:
            continue
        end = max(clause.number_span.end, clause.heading_span.end)
        if len(clause.heading_span) <= LONG and clause.number_span.start < end <= block.span.end:
            yield Mark(clause.number_span.start, end, opening("b"), opening("b"), closing("b"))


def _commitment_marks(reading: Reading) -> Iterator[Mark]:
    for number, (name, commitment) in enumerate(zip(names_of(reading.commitments), reading.commitments, strict=True), 1):
        state = "is-bad" if commitment.doubts else "is-draft"
        look: Attributes = {"class": f"m m-{FAMILIES[commitment.kind]} {state}", "data-n": number}
        again, end = opening("span", look), closing("span")
        first = opening("span", {"id": f"m{number}", **look})
        yield Mark(commitment.span.start, commitment.span.end, first, again, end, _tag(number, name, commitment), number)
        if isinstance(commitment, Duty) and commitment.units_span is not None and not commitment.span.covers(commitment.units_span):
            yield Mark(commitment.units_span.start, commitment.units_span.end, again, again, end)


def _tag(number: int, name: str, commitment: Commitment) -> Html:
    doubt = element("span", {"class": "vh"}, text("，有疑点")) if commitment.doubts else text("")
    look = f"m-tag kind kind-{FAMILIES[commitment.kind]}{' is-bad' if commitment.doubts else ''}"
    attributes: Attributes = {"class": look, "href": f"#r{number}", "id": f"t{number}", "data-n": number}
    # A line may break before the number: the mark of a doubt, which is no Chinese character, would forbid it.
    return join((Html("<wbr>"), element("a", attributes, text(name), doubt)))


def _diagnostic_marks(reading: Reading) -> Iterator[Mark]:
    for number, diagnostic in enumerate(reading.diagnostics, 1):
        for place, span in enumerate(diagnostic.spans):
            yield _diagnostic_mark(number, diagnostic, span, is_first=place == 0)


def _diagnostic_mark(number: int, diagnostic: Diagnostic, span: Span, *, is_first: bool) -> Mark:
    look = "sic sic-note" if diagnostic.severity is Severity.NOTE else "sic"
    long = not 0 < len(span) <= LONG
    flag = element("a", {"class": "flag", "href": f"#e{number}", "data-d": number}, text(diagnostic.severity.label)) if long else text("")
    attributes: Attributes = {"class": "sic-long" if long else look, "data-d": number}
    first = opening("span", {"id": f"d{number}", **attributes} if is_first else attributes)
    return Mark(span.start, span.start + 1 if long and len(span) else span.end, first, opening("span", attributes), closing("span"), flag)


def _tables(blocks: list[Block], reading: Reading) -> list[int | None]:
    """Say for each block in which table it stands; two lines or more with `|` between their cells are one, whatever the format knew."""
    starts = [block.span.start for block in blocks]
    found: list[int | None] = [None] * len(blocks)
    for number, table in enumerate(t for t in reading.policy.text.tables if len(t.span)):
        first, last = bisect_right(starts, table.span.start) - 1, bisect_left(starts, table.span.end)
        found[first:last] = [number] * (last - first)
    chars, number = reading.policy.text.chars, len(reading.policy.text.tables)
    for has_cells, run in groupby(blocks, lambda block: found[block.number] is None and CELL_GAP in block.span.of(chars)):
        lines = list(run)
        if has_cells and len(lines) > 1:
            number += 1
            found[lines[0].number : lines[-1].number + 1] = [number] * len(lines)
    return found


def _html_of(blocks: list[Block], marked: MarkedText, tables: list[int | None], chars: str) -> Iterator[Html]:
    headings = _heading_levels(blocks)
    for table, lines in groupby(blocks, lambda block: tables[block.number]):
        if table is None:
            yield from (_paragraph(block, marked, headings[block.number]) for block in lines)
        else:
            rows = join(_row(block, marked, chars) for block in lines)
            inner = element("table", {"class": "table law-table"}, element("tbody", None, rows))
            yield element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": "表格"}, inner)


def _heading_levels(blocks: list[Block]) -> list[str]:
    """Name the tag of each block; a heading stands one level below the nearest heading above it that is higher in the tree."""
    tags: list[str] = []
    above: list[int] = []
    for block in blocks:
        if block.level is None:
            tags.append("p")
            continue
        while above and above[-1] >= block.level:
            above.pop()
        tags.append(HEADINGS[min(len(above), len(HEADINGS) - 1)])
        above.append(block.level)
    return tags


def _paragraph(block: Block, marked: MarkedText, tag: str) -> Html:
    look = f"l{min(block.level, 3)}" if block.level is not None else block.look
    return element(tag, {"id": f"b{block.number}", "class": f"bl {look}".strip()}, marked.between(block.span.start, block.span.end))


def _row(block: Block, marked: MarkedText, chars: str) -> Html:
    cells, at = [], block.span.start
    for cell in block.span.of(chars).split(CELL_GAP):
        cells.append(element("td", None, marked.between(at, at + len(cell))))
        at += len(cell) + len(CELL_GAP)
    return element("tr", {"id": f"b{block.number}", "class": "bl"}, *cells)


def _places_of_clauses(reading: Reading, blocks: list[Block]) -> dict[str, int]:
    starts = [block.span.start for block in blocks]
    return {clause.id: blocks[bisect_right(starts, clause.span.start) - 1].number for clause in reading.policy.walk()}
