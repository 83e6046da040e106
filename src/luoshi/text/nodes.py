"""Text: the clean characters of a document and the way back from each of them to the source."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.source import Diagnostic, Source, Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a person can find in the source again: from `offset` in `Text.raw` on, the words stand at `label`."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document.

    Attributes:
        span: Its lines in `Text.chars`; each row is one line, its cells joined by ` | `.
        rows: The cells, row by row; a merged cell's words stand in its first cell only, the others are empty.
    """

    span: Span
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Text:
    """The clean characters of one document.

    Attributes:
        source: The bytes they came from.
        raw: The characters as decoded from the source, before any cleaning; offsets of `starts`, `ends` and `anchors` point here.
        chars: Simplified characters, paragraphs separated by one `\\n`, no line break inside a paragraph, no blank line, none at the end.
        starts: (len(chars),) uint32: where in `raw` character i begins.
        ends: (len(chars),) uint32: where it ends; `starts[i] < ends[i]` except for characters that cleaning put in.
        anchors: Ascending by offset; pages, paragraphs or lines, as the format knows them.
        metadata: The index table of a government site or the properties of the file: 索引号, 发文字号, 成文日期 …, keys without spaces.
        tables: In order.
        diagnostics: What was repaired, left out or lost on the way.
    """

    source: Source
    raw: str = field(repr=False)
    chars: str = field(repr=False)
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    anchors: tuple[Anchor, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def quote(self, span: Span) -> str:
        """Return the clean characters of a span."""
        return self.chars[span.start : span.end]

    def raw_span(self, span: Span) -> Span:
        """Say where a span of the clean text stands in `raw`; an empty span has an empty place."""
        if not len(span):
            at = self.starts[span.start] if span.start < len(self.starts) else len(self.raw)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def place(self, span: Span) -> str:
        """Name the place of a span in the source for a person, such as `第3页`; empty where the format knows none."""
        at = bisect_right(self.anchors, self.raw_span(span).start, key=lambda anchor: anchor.offset)
        return self.anchors[at - 1].label if at else ""
