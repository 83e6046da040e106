"""The printed lines of a document: what is known of each, and the edits by which those that stay become paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.source import Span
from luoshi.text.edits import Edit, Mapped, lines_of


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that is not blank.

    Attributes:
        span: Its words without the white space around them (a table row keeps its own), offsets into the characters it was read from.
        words: Those characters.
        width: Columns, a Chinese character is two; spaces do not count, PDF readers put them in at will.
        indent: Number of spaces before it, ideographic or not.
        follows_blank: Whether a blank line stands before it.
        opens_page: Whether it is the first of a page.
        is_row: Whether it is a row of a table.
    """

    span: Span
    words: str
    width: int
    indent: int = 0
    follows_blank: bool = False
    opens_page: bool = False
    is_row: bool = False


def read_lines(mapped: Mapped, tables: Sequence[Span], page_starts: Sequence[int]) -> list[Line]:
    """Read the lines that are not blank, in linear time.

    Args:
        mapped: Characters without tabs.
        tables: Where tables stand in the raw characters.
        page_starts: Offsets in the raw characters where pages begin; may be empty.
    """
    chars = mapped.chars
    rows = row_starts(mapped, tables)
    pages = [mapped.find(Span(at, at)).start for at in page_starts]
    lines: list[Line] = []
    at = page = 0
    blank = False
    for whole in chars.split("\n"):
        end = at + len(whole)
        words = whole.strip(" ")
        is_row = at in rows
        if words and not (is_row and not words.strip("| ")):  # a row of empty cells is a blank line
            indent = len(whole) - len(whole.lstrip(" "))
            span = Span(at, end) if is_row else Span(at + indent, at + indent + len(words))
            page_before = page
            while page < len(pages) and pages[page] <= span.start:
                page += 1
            lines.append(Line(span, span.of(chars), width(words), indent, blank, page > page_before, is_row))
        blank = not words
        at = end + 1
    return lines


def row_starts(mapped: Mapped, tables: Sequence[Span]) -> set[int]:
    """Return where rows of tables begin."""
    return {line.start for origin in tables for line in lines_of(mapped.chars, mapped.find(origin))}


def width(words: str) -> int:
    """Count the columns of some words without their spaces; what is not ASCII is two columns wide."""
    return len(words.encode("gb18030", "replace")) - words.count(" ")


def joint_edits(chars: str, lines: Sequence[Line], joints: Sequence[str]) -> Iterator[Edit]:
    """Keep these lines and drop all else; joints[i] stands between line i and line i + 1: a line break, a space or nothing."""
    if not lines:
        yield from [(0, len(chars), "")] if chars else []
        return
    if lines[0].span.start:
        yield 0, lines[0].span.start, ""
    for line, following, joint in zip(lines, lines[1:], joints, strict=False):
        start, end = line.span.end, following.span.start
        at = chars.index("\n", start)
        # The joint takes the place of the first line break alone, so that what was left out behind it has no place in the clean text.
        yield from (
            edit
            for edit in ((start, at, ""), (at, at + 1, joint), (at + 1, end, ""))
            if edit[1] > edit[0] and chars[edit[0] : edit[1]] != edit[2]
        )
    if lines[-1].span.end < len(chars):
        yield lines[-1].span.end, len(chars), ""
