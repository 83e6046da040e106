"""A diagnostic in the terminal: its sentence, the line of the document, and `^^^^` under the words that are meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from luoshi.cli.paint import Ink, Paint
from luoshi.cli.width import width, width_of, wrap
from luoshi.commitments.show import clause_words
from luoshi.source import Diagnostic, Severity, Span
from luoshi.text import Text

INKS = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.NOTE: Ink.NOTE}
INDENT = 6
SPANS_SHOWN = 3
LEAST_CONTEXT = 12


def diagnostic_lines(diagnostic: Diagnostic, text: Text, *, columns_wide: int, paint: Paint, with_code: bool = False) -> Iterator[str]:
    """Yield what is wrong, where, the words marked under their line, and what to do; the code of docs/diagnostics.md if asked for."""
    ink = INKS[diagnostic.severity]
    yield from sentence_lines(diagnostic, diagnostic.code if with_code else "", columns_wide=columns_wide, paint=paint)
    for span in diagnostic.spans[:SPANS_SHOWN]:
        yield from marked_lines(text, span, columns_wide=columns_wide, paint=paint, ink=ink)
    if len(diagnostic.spans) > SPANS_SHOWN:
        yield " " * INDENT + paint(f"另有{len(diagnostic.spans) - SPANS_SHOWN}处", Ink.FAINT)
    for number, line in enumerate(wrap(diagnostic.hint, columns_wide - INDENT - 10) if diagnostic.hint else []):
        yield " " * INDENT + paint("" if number else "怎么办：", Ink.FAINT) + ("        " if number else "") + line


class Stated(Protocol):
    """A diagnostic or a finding: one sentence on one clause, of some weight."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""

    @property
    def clause(self) -> str | None:
        """Path of the clause."""

    @property
    def message(self) -> str:
        """The sentence."""


def sentence_lines(stated: Stated, code: str, *, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield the weight, the clause and the sentence, and after it the code, on a line of its own where it does not fit."""
    where = f"{clause_words(stated.clause)}　" if stated.clause else ""
    lines = wrap(f"{where}{stated.message}", columns_wide - INDENT)
    if code and INDENT + width(lines[-1]) + 2 + width(code) <= columns_wide:
        lines[-1] += f"  {paint(code, Ink.FAINT)}"
    elif code:
        lines.append(paint(code, Ink.FAINT))
    yield f"{paint(stated.severity.label, INKS[stated.severity])}  {lines[0]}"
    yield from (" " * INDENT + line for line in lines[1:])


def marked_lines(text: Text, span: Span, *, columns_wide: int, paint: Paint, ink: Ink | None) -> Iterator[str]:
    """Yield the paragraph around a span, cut to the terminal with the span in view, and a line that marks it.

    A span over several paragraphs is marked in its first one; an empty span gets one `^` where it stands.
    """
    start, end = _paragraph(text.chars, span.start)
    marked = Span(span.start, max(span.start, min(span.end, end)))
    place = text.place(span)
    room = columns_wide - INDENT - (width(place) + 2 if place else 0)
    # No more than `room` characters on either side can show: a paragraph may be a megabyte long and have a thousand diagnostics.
    before = text.chars[max(start, marked.start - room) : marked.start]
    after = text.chars[marked.end : min(end, marked.end + room)]
    before, words, after = _window(before, text.chars[marked.start : min(marked.end, marked.start + room)], after, room)
    yield " " * INDENT + before + paint(words, ink) + after + (f"  {paint(place, Ink.FAINT)}" if place else "")
    yield " " * (INDENT + width(before)) + paint("^" * max(1, width(words)), ink)


def _paragraph(chars: str, at: int) -> tuple[int, int]:
    end = chars.find("\n", at)
    return chars.rfind("\n", 0, at) + 1, len(chars) if end < 0 else end


def _window(before: str, words: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut three neighbouring stretches to a number of columns together: `…` for what is cut off, the words in the middle come first."""
    words = _kept(words, max(room - 2 * LEAST_CONTEXT, LEAST_CONTEXT))
    left = room - width(words)
    right_share = min(width(after), max(left // 2, left - width(before)))
    after = _kept(after, right_share)
    return _kept(before, left - width(after), from_end=True), words, after


def _kept(words: str, columns: int, *, from_end: bool = False) -> str:
    if width(words) <= columns:
        return words
    kept, taken = [], 1
    for char in reversed(words) if from_end else words:
        taken += width_of(char)
        if taken > columns:
            break
        kept.append(char)
    return "…" + "".join(reversed(kept)) if from_end else "".join(kept) + "…"
