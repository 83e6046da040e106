"""Collect the lines, tables, pages and places of a document while a format module walks through it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from luoshi.source import Diagnostic, Span
from luoshi.text.draft import CELL_BREAK, Draft
from luoshi.text.limits import MAX_ANCHORS
from luoshi.text.nodes import Anchor

BLANKS = re.compile(r"[ \t\r\n\f\v]+")


class DraftWriter:
    """One document under way: lines go in from top to bottom, `finish` gives the Draft."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.length = 0  # of the lines so far, each with its line break
        self.anchors: list[Anchor] = []
        self.tables: list[tuple[Span, tuple[tuple[str, ...], ...]]] = []
        self.page_starts: list[int] = []
        self.diagnostics: list[Diagnostic] = []
        self.paragraph_count = 0

    def line(self, chars: str) -> None:
        """Add one line as it is; `chars` holds no line break."""
        self.lines.append(chars)
        self.length += len(chars) + 1

    def paragraph(self, chars: str) -> None:
        """Add a numbered paragraph, which may hold line breaks; a blank one is left out."""
        if chars.strip():
            self.paragraph_count += 1
            self.place(f"第{self.paragraph_count}段")
            for line in chars.split("\n"):
                self.line(line)

    def place(self, label: str) -> None:
        """Name the place from here on."""
        self.anchors.append(Anchor(self.length, label))

    def page(self, label: str) -> None:
        """Begin a page."""
        self.page_starts.append(self.length)
        self.place(label)

    def table(self, rows: Sequence[Sequence[str]], *, has_own_place: bool = True) -> None:
        """Add a table, one line a row; rows without a word are left out. On a page that has a place already, the table needs none."""
        kept = tuple(cells for row in rows if any(cells := tuple(cell_line(cell) for cell in row)))
        if kept:
            if has_own_place:
                self.place(f"表{len(self.tables) + 1}")
            start = self.length
            for cells in kept:
                self.line(CELL_BREAK.join(cells))
            self.tables.append((Span(start, self.length - 1), kept))

    def more_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Go on with the table that was added last; nothing but the beginning of a page stands between."""
        span, before = self.tables.pop()
        count = len(self.tables)
        self.table(rows, has_own_place=False)
        added = [cells for _, more in self.tables[count:] for cells in more]
        self.tables[count:] = [(Span(span.start, self.length - 1), (*before, *added))]

    def finish(self, *, wrapped: bool | None, metadata: Mapping[str, str] | None = None) -> Draft:
        """Return the Draft of everything that was added."""
        step = max(1, -(-len(self.anchors) // MAX_ANCHORS))
        return Draft(
            raw="\n".join(self.lines),
            anchors=tuple(self.anchors[::step]),
            metadata=dict(metadata or {}),
            tables=tuple(self.tables),
            wrapped=wrapped,
            page_starts=tuple(self.page_starts),
            diagnostics=tuple(self.diagnostics),
        )


def cell_line(chars: str) -> str:
    """Return a cell's words on one line, free of the bar that separates cells."""
    return BLANKS.sub(" ", chars).strip().replace("|", "｜")
