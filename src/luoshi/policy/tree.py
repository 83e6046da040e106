"""The numbered clauses of one stretch of a document, and where its other lines belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.policy.captions import is_caption, table_number
from luoshi.policy.headings import split_heading
from luoshi.policy.ladder import Rung, climb
from luoshi.policy.lines import Line, Role
from luoshi.policy.nodes import ClauseKind
from luoshi.policy.numbering import KINDS, Style
from luoshi.source import Span


@dataclass(slots=True)
class Draft:
    """A clause while it is being put together.

    Attributes:
        label: Its element in the path.
        order: Its number in figures, for the identifier.
        run_in: True where its text begins on the line of its number.
    """

    kind: ClauseKind
    label: str
    order: str
    number: Span
    heading: Span
    body: list[Span] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    run_in: bool = False
    rung: Rung | None = None


def empty(at: int) -> Span:
    """Return the span of no characters at a place."""
    return Span(at, at)


def frame(kind: ClauseKind, label: str, order: str, at: int) -> Draft:
    """Return a clause without number or heading that begins at a place."""
    return Draft(kind, label, order, empty(at), empty(at))


def build(chars: str, lines: Sequence[Line], holder: Draft | None) -> list[Draft]:
    """Build the clauses of one stretch; every line without a number goes to the clause in which it stands.

    Args:
        chars: The text.
        lines: The stretch without its closing; those before the first number go to `holder`.
        holder: The annex whose clauses these are, or None for the main document.

    Returns:
        The clauses of the top level (the holder's children where there is one).
    """
    return _Builder(chars, lines, holder).run()


class _Builder:
    """Puts the lines of one stretch together, one by one."""

    def __init__(self, chars: str, lines: Sequence[Line], holder: Draft | None) -> None:
        self.chars = chars
        self.lines = lines
        self.holder = holder
        self.rungs = climb([line.mark for line in lines if line.mark is not None])
        self.drafts: list[Draft] = []
        self.tops: list[Draft] = [] if holder is None else holder.children
        self.titled = self._articles_titled()

    def run(self) -> list[Draft]:
        """Walk the lines once."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.mark is not None:
                at = self._open(at)
            elif line.role is Role.TABLE:
                at = self._table(at)
            else:
                self._append(line)
                at += 1
        return self.tops

    @property
    def current(self) -> Draft | None:
        """The clause that the next line without a number belongs to."""
        return self.drafts[-1] if self.drafts else self.holder

    def _articles_titled(self) -> bool:
        """Say whether the articles of this document have titles: at least half of them begin with a short sentence."""
        marked = [at for at, line in enumerate(self.lines) if line.mark is not None]
        articles = [(index, at) for index, at in enumerate(marked) if self.rungs[index].mark.style is Style.ARTICLE]
        titles = sum(len(self._split(at, index, titled=True)[0]) > 0 for index, at in articles)
        return titles * 2 >= len(articles)

    def _split(self, at: int, index: int, *, titled: bool) -> tuple[Span, int]:
        """Find the heading on a line with a number; `index` counts the numbers."""
        mark, end = self.rungs[index].mark, self.lines[at].span.end
        return split_heading(self.chars, mark, end, followed=self._is_followed(at, index), titled=titled)

    def _is_followed(self, at: int, index: int) -> bool:
        """Say whether something of the clause's own stands below its first line: text, a table, a clause inside it."""
        if at + 1 >= len(self.lines):
            return False
        below = self.lines[at + 1]
        if below.mark is None:
            return below.role in (Role.TEXT, Role.TABLE)
        return index + 1 < len(self.rungs) and self.rungs[index + 1].parent == index

    def _is_titled(self, at: int, index: int) -> bool:
        """Say whether the first sentence may be a heading: not in articles without titles, not behind an entry that a semicolon ends."""
        if self.rungs[index].mark.style is Style.ARTICLE:
            return self.titled
        before = self.lines[at - 1] if at else None
        listed = before is not None and before.mark is not None and before.mark.style is self.rungs[index].mark.style
        return not (listed and before is not None and before.words[-1] in "；;")

    def _open(self, at: int) -> int:
        """Open the clause whose number stands on this line; return the next line to read."""
        line, index = self.lines[at], len(self.drafts)
        rung = self.rungs[index]
        mark = rung.mark
        heading, begin = self._split(at, index, titled=self._is_titled(at, index))
        draft = Draft(KINDS[mark.style], mark.label, str(mark.value), mark.span, heading, rung=rung)
        while begin < line.span.end and self.chars[begin].isspace():
            begin += 1
        if begin < line.span.end:
            draft.body.append(Span(begin, line.span.end))
            draft.run_in = True
        (self.drafts[rung.parent].children if rung.parent >= 0 else self.tops).append(draft)
        self.drafts.append(draft)
        if not len(heading) and not draft.body and at + 1 < len(self.lines) and _is_title(self.lines[at + 1]):
            draft.heading = self.lines[at + 1].span
            return at + 2
        return at + 1

    def _append(self, line: Line) -> None:
        """Give a line without a number to the clause in which it stands; contents inside an annex only frame it."""
        current = self.current
        if current is None:
            return
        if line.role is not Role.CONTENTS:
            current.body.append(line.span)
            return
        if not current.children or current.children[-1].kind is not ClauseKind.FRONT:
            current.children.append(frame(ClauseKind.FRONT, "0", str(len(current.children) + 1), line.span.start))
        current.children[-1].body.append(line.span)

    def _table(self, at: int) -> int:
        """Make one clause of the table that begins on this line; return the next line to read."""
        end = at
        while end < len(self.lines) and self.lines[end].role is Role.TABLE and self.lines[end].table == self.lines[at].table:
            end += 1
        current = self.current
        if current is not None:
            add_table(self.chars, current, [line.span for line in self.lines[at:end]])
        return end


def add_table(chars: str, holder: Draft, rows: Sequence[Span]) -> None:
    """Put a table into the clause that holds it; the caption right above it becomes its heading."""
    caption: list[Span] = []
    while holder.body and len(caption) < 3 and _stands_above(chars, holder.body[-1], (caption or rows)[0]):
        caption.insert(0, holder.body.pop())
    printed = table_number("".join(span.of(chars) for span in caption))
    order = printed or str(1 + sum(child.kind is ClauseKind.TABLE for child in holder.children))
    draft = frame(ClauseKind.TABLE, f"表{order}", order, rows[0].start)
    if caption:
        draft.heading = Span(caption[0].start, caption[-1].end)
    draft.body.extend(rows)
    holder.children.append(draft)


def _stands_above(chars: str, span: Span, below: Span) -> bool:
    return not chars[span.end : below.start].strip() and is_caption(span.of(chars).strip())


def _is_title(line: Line) -> bool:
    return line.is_plain and len(line.words) <= 40 and not re.search("[。；：:;，]", line.words)
