"""Characters that remember where they came from: each cleaning pass yields edits, applying them composes the map back to the source."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from luoshi.source import Span

# (start, end, words): put `words` in the place of chars[start:end]. Ascending and without overlap within one pass.
Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Mapped:
    """Characters on their way from raw to clean.

    Attributes:
        chars: As they stand now.
        starts: (len(chars),) uint32: where in the raw characters each begins, ascending.
        ends: (len(chars),) uint32: where it ends; equal to its start for a character that was put in.
        size: Number of raw characters.
    """

    chars: str = field(repr=False)
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    size: int

    @classmethod
    def identity(cls, raw: str) -> Mapped:
        """Begin: every character stands for itself."""
        return cls(raw, array("I", range(len(raw))), array("I", range(1, len(raw) + 1)), len(raw))

    def edited(self, edits: Iterable[Edit]) -> Mapped:
        """Apply the edits of one pass, in linear time.

        A replacement as long as the words it replaces is mapped character by character; each character of any other stands for all of them.
        """
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        at = 0
        for start, end, words in edits:
            pieces += (self.chars[at:start], words)
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            if len(words) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            elif words:
                origin = self.origin(start, end)
                starts.extend([origin.start] * len(words))
                ends.extend([origin.end] * len(words))
            at = end
        if not at:
            return self if not pieces else Mapped("".join(pieces) + self.chars, starts + self.starts, ends + self.ends, self.size)
        pieces.append(self.chars[at:])
        return Mapped("".join(pieces), starts + self.starts[at:], ends + self.ends[at:], self.size)

    def replaced(self, chars: str) -> Mapped:
        """Put other characters, one for one, in the place of these."""
        if len(chars) != len(self.chars):
            raise ValueError("not one character for one")
        return Mapped(chars, self.starts, self.ends, self.size)

    def origin(self, start: int, end: int) -> Span:
        """Say where in the raw characters chars[start:end] stands; an empty stretch has an empty place."""
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        at = self.starts[start] if start < len(self.starts) else self.size
        return Span(at, at)

    def find(self, origin: Span) -> Span:
        """Say which of the characters now stand for a stretch of the raw characters; empty where all of it was left out."""
        start = bisect_left(self.ends, origin.start + 1)
        return Span(start, max(start, bisect_left(self.starts, origin.end)))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines, blank ones included, without their breaks."""
        return tuple(lines_of(self.chars))


def lines_of(chars: str, span: Span | None = None) -> Iterator[Span]:
    """Yield the span of every line, without its break; those of a stretch where one is given."""
    at = span.start if span else 0
    for line in (span.of(chars) if span else chars).split("\n"):
        yield Span(at, at + len(line))
        at += len(line) + 1
