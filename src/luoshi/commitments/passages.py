"""Passage: the own words of one clause as one string, for grammar that looks across its paragraphs, with the way back to the document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from luoshi.policy.nodes import Clause
from luoshi.source import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """The heading and body of one clause, children's words excluded, paragraphs parted by one line break.

    Attributes:
        clause: Whose words.
        text: The words.
        heading_end: Offset behind the heading in `text`; 0 where there is none.
        runs_in: True where the heading goes on in its own paragraph.
        offsets: Ascending offsets in `text` at which a piece begins.
        places: Where each piece begins in the document.
    """

    clause: Clause
    text: str
    heading_end: int
    runs_in: bool
    offsets: tuple[int, ...]
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Turn offsets of `text` into a span of the document; it may reach over children."""
        return Span(self._place(start), max(self._place(start), self._place(max(start, end - 1)) + (end > start)))

    def _place(self, offset: int) -> int:
        at = max(0, bisect_right(self.offsets, offset) - 1)
        return self.places[at] + offset - self.offsets[at]


def passage_of(chars: str, clause: Clause) -> Passage:
    """Put together the own words of a clause; what stands between two of its spans in one paragraph (a full stop) is kept."""
    spans = [span for span in (clause.heading_span, *clause.body) if len(span)]
    pieces: list[str] = []
    offsets, places = [], []
    length = 0
    for at, span in enumerate(spans):
        start = span.start
        if at:
            between = chars[spans[at - 1].end : span.start]
            if len(between) <= 3 and "\n" not in between:
                start = spans[at - 1].end
            else:
                pieces.append("\n")
                length += 1
        offsets.append(length)
        places.append(start)
        pieces.append(chars[start : span.end])
        length += span.end - start
    heading = len(clause.heading_span)
    runs_in = bool(heading) and len(spans) > 1 and "\n" not in chars[spans[0].end : spans[1].start] and spans[1].start - spans[0].end <= 3
    if not spans:
        return Passage(clause, "", 0, False, (0,), (clause.span.start,))
    return Passage(clause, "".join(pieces), heading, runs_in, tuple(offsets), tuple(places))
