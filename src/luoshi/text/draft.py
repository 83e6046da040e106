"""Draft: what a format module hands to the cleaner, characters as decoded with everything the container tells of their layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.source import Diagnostic, Span
from luoshi.text.nodes import Anchor

CELL_BREAK = " | "


@dataclass(frozen=True)
class Draft:
    """Characters as decoded from a source, before cleaning.

    Attributes:
        raw: Paragraphs (or lines, see `wrapped`) separated by `\\n`; never `\\r`. Where the layout of a page tells paragraphs (pdf, ofd),
            an empty line stands before each, and a line that is set in keeps its indent as U+3000; page numbers and running heads are
            left out.
        anchors: Ascending offsets into `raw` with a label for a person: 第3页, 第12段, 表2, 第7行.
        metadata: What the container says of the document, keys as printed without spaces: 索引号, 发文字号, 成文日期, 发布机构, 标题 …
        tables: Spans in `raw` and their cells; each row is one line of `raw`, its cells joined by ` | `.
        wrapped: True where line breaks are layout (pdf, ofd), False where a line is a paragraph (docx, html), None where unknown (txt).
        page_starts: Offsets in `raw` where a page begins (pdf, ofd), ascending, the first page included; empty for formats without pages.
        diagnostics: What was left out, lost or guessed on the way; their spans are empty, offsets into `Text.chars` do not exist yet.
    """

    raw: str = field(repr=False)
    anchors: tuple[Anchor, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[tuple[Span, tuple[tuple[str, ...], ...]], ...] = ()
    wrapped: bool | None = None
    page_starts: tuple[int, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
