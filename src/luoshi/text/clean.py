"""Draft → Text: the passes that make clean simplified characters of raw ones, in their order; each is a module of this folder."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.source import Source, Span
from luoshi.text.copies import without_copies
from luoshi.text.damage import remaining_damage, repair
from luoshi.text.draft import CELL_BREAK, Draft
from luoshi.text.edits import Mapped
from luoshi.text.findings import diagnostics_of
from luoshi.text.fold import fold
from luoshi.text.frame import without_frame
from luoshi.text.headless import headless_notes
from luoshi.text.lines import joint_edits, read_lines
from luoshi.text.metadata import read_metadata
from luoshi.text.nodes import Table, Text
from luoshi.text.pages import without_furniture
from luoshi.text.paragraphs import joints_of
from luoshi.text.printed_tables import printed_tables
from luoshi.text.simplify import simplify
from luoshi.text.spaces import space_edits, tidy
from luoshi.text.stacked_tables import stacked_tables


def clean(draft: Draft, source: Source) -> Text:
    """Make the clean characters of a document and the map back to its raw ones.

    Guarantees: one line break between paragraphs and none inside; no blank lines; every character but white space, page furniture, the
    site's frame and repaired damage is kept, in order; linear in the length of the text.
    """
    repaired = repair(draft.raw)
    mapped = fold(Mapped.identity(draft.raw).edited(repaired.edits))
    mapped = mapped.replaced(simplify(mapped.chars))
    tables = [origin for origin, _ in draft.tables]
    mapped, printed = printed_tables(mapped, tables)
    mapped, stacked, unread = (mapped, [], []) if draft.wrapped else stacked_tables(mapped, [*tables, *printed])
    tables = sorted([*tables, *printed, *stacked])
    metadata, lines, index_table = read_metadata(read_lines(mapped, tables, draft.page_starts))
    lines, frame = without_frame(lines)
    lines, furniture = without_furniture(lines)
    mapped = mapped.edited(joint_edits(mapped.chars, lines, joints_of(lines, draft.wrapped)))
    mapped = mapped.edited(space_edits(mapped.chars))
    mapped, copies = without_copies(mapped)
    placed = diagnostics_of((*repaired.findings, *unread, *index_table, *frame, *furniture, *copies), mapped)
    found = tuple(tables_of(draft, tables, mapped))
    return Text(
        source=source,
        raw=draft.raw,
        chars=mapped.chars,
        starts=mapped.starts,
        ends=mapped.ends,
        anchors=draft.anchors,
        metadata=metadata | dict(draft.metadata),
        tables=found,
        diagnostics=(*draft.diagnostics, *placed, *headless_notes(found, mapped.chars), *remaining_damage(mapped.chars, placed)),
    )


def tables_of(draft: Draft, origins: Sequence[Span], mapped: Mapped) -> list[Table]:
    """Carry tables over to the clean characters; rows of empty cells are gone."""
    tables = []
    known = dict(draft.tables)
    for origin in origins:
        span = mapped.find(origin)
        if len(span):
            filled = [row for row in known.get(origin, ()) if any(cell.strip() for cell in row)]
            tables.append(Table(span, clean_rows(span.of(mapped.chars).split("\n"), filled)))
    return tables


def clean_rows(lines: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Read the cells back from the cleaned lines; where a cell itself holds the mark between cells, clean the cells of the draft."""
    cleaned = [tuple(line.split(CELL_BREAK)) for line in lines]
    if len(cleaned) != len(rows):
        return tuple(cleaned)
    return tuple(
        cells if len(cells) == len(row) else tuple(tidy(fold(Mapped.identity(cell)).chars) for cell in row)
        for cells, row in zip(cleaned, rows, strict=True)
    )
