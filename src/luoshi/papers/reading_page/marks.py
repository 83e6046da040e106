"""Marks over a text: spans that lie in one another or cross, turned into elements that nest properly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from luoshi.papers.markup import NOTHING, Html, text


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of characters to be marked.

    Attributes:
        start: First character.
        end: Behind the last; the same as `start` for a mark that only has a `lead`.
        opening: The tag of its first piece.
        again: The tag of every further piece, where another mark or the end of a paragraph cuts it.
        closing: The closing tag of each piece.
        lead: What stands before it, outside of its element, such as its number.
        rank: In which order the leads of marks stand that begin together.
    """

    start: int
    end: int
    opening: Html = field(repr=False)
    again: Html = field(repr=False)
    closing: Html = field(repr=False)
    lead: Html = field(default=NOTHING, repr=False)
    rank: int = 0


class MarkedText:
    """The characters of a document with their marks; ranges must be asked for in ascending order, each at most once."""

    def __init__(self, chars: str, marks: Iterable[Mark], *, glue: Html = NOTHING) -> None:
        """Take the marks; `glue` stands between the last lead of a place and the words."""
        self._chars = chars
        self._glue = glue
        # Of marks that begin together the longer one is the outer one.
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._next = 0
        self._open: list[Mark] = []

    def between(self, start: int, end: int) -> Html:
        """Return the marked HTML of `chars[start:end]`; a mark that began before `start` goes on in it.

        Cost: linear in the length of all ranges and the number of marks that meet them, times the depth to which marks lie in one another.
        """
        carried = [mark for mark in self._open if mark.end > start]
        begun = self._next
        while self._next < len(self._marks) and _begins_before(self._marks[self._next], start, end):
            self._next += 1
        here = [*carried, *self._marks[begun : self._next]]
        self._open = [mark for mark in here if mark.end > end]
        return self._interleaved(start, end, here, len(carried))

    def _interleaved(self, start: int, end: int, marks: Sequence[Mark], carried: int) -> Html:
        cuts = sorted({start, end, *(m.start for m in marks if start < m.start < end), *(m.end for m in marks if start < m.end < end)})
        parts: list[Html] = []
        stack: list[Mark] = []
        taken = 0
        for at, until in zip(cuts, [*cuts[1:], end], strict=True):
            _close_ended(stack, at, parts)
            first = taken
            while taken < len(marks) and marks[taken].start <= at:
                taken += 1
            leads = [mark.lead for mark in sorted(marks[max(first, carried) : taken], key=lambda mark: mark.rank) if mark.lead]
            parts.extend([*leads, self._glue] if leads else [])
            for index in range(first, taken):
                if marks[index].end > at:
                    parts.append(marks[index].again if index < carried else marks[index].opening)
                    stack.append(marks[index])
            parts.append(text(self._chars[at:until]))
        parts.extend(mark.closing for mark in reversed(stack))
        return Html("".join(parts))


def _begins_before(mark: Mark, start: int, end: int) -> bool:
    """An empty mark at the end of a range belongs to it; one between two ranges (a line break, a cell's border) to the later."""
    return mark.start < end or mark.start <= start or mark.start == mark.end == end


def _close_ended(stack: list[Mark], at: int, parts: list[Html]) -> None:
    """Close the marks that end here; those opened inside them that go on are closed with them and opened again."""
    lowest = next((index for index, mark in enumerate(stack) if mark.end <= at), None)
    if lowest is None:
        return
    parts.extend(mark.closing for mark in reversed(stack[lowest:]))
    going_on = [mark for mark in stack[lowest:] if mark.end > at]
    del stack[lowest:]
    parts.extend(mark.again for mark in going_on)
    stack.extend(going_on)
