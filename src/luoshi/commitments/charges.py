"""Charges: which task a unit line belongs to.

A line answers for the stretch of text between the line before it, or the beginning of its clause, and itself. A line that stands alone
behind the last of several points, of which no other has one, answers for all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.commitments.context import Context
from luoshi.commitments.passages import Passage, passage_of
from luoshi.commitments.unit_lines import UnitLine, find_unit_lines
from luoshi.commitments.unit_tables import read_unit_tables
from luoshi.policy.nodes import Clause, ClauseKind
from luoshi.source import Span

_STEP_WORDS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}(?:是|、)|[（(]?\d{1,3}[）).、．]|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳●■◆★▲•·-]"
    r"|(?:重点|重大)(?:工程|项目|行动|任务)[一二三四五六七八九十\d]{1,3}[：:、.．])\s*"
)
_MARKS = " 　，,；;。：:、\n"
_FRAME = re.compile(r"围绕|以|按照|聚焦|针对|根据|依托|立足|结合|面向|为了?|在|通过|坚持|紧扣|对照")
_DATE = re.compile(r"(?:到|至|在)?(?:每年|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|初)?(?:之?前)?")
_LONG_TITLE = 36
_SHORT_PART = 10
_UNNUMBERED = frozenset({ClauseKind.TABLE, ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.TRAILER})


@dataclass(frozen=True, slots=True)
class Charge:
    """A task and the unit line that answers for it.

    Attributes:
        clause: Whose task it is.
        title: The heading, or the first clause of the stretch, without number.
        title_span: Where the title stands.
        line: Who answers.
        line_span: Where the line stands.
        due: The words behind 完成时限 and their place, or None.
    """

    clause: Clause
    title: str
    title_span: Span
    line: UnitLine
    line_span: Span
    due: Span | None = None


class _Words:
    """The passages and lines of the clauses, each worked out once."""

    def __init__(self, chars: str) -> None:
        self._chars = chars
        self._known: dict[str, tuple[Passage, tuple[UnitLine, ...]]] = {}

    def of(self, clause: Clause) -> tuple[Passage, tuple[UnitLine, ...]]:
        """Return the words of a clause and the lines in them; signatures, footers and tables have none."""
        if clause.id not in self._known:
            passage = passage_of(self._chars, clause)
            lines = () if clause.kind in _UNNUMBERED else tuple(find_unit_lines(passage.text))
            self._known[clause.id] = (passage, lines)
        return self._known[clause.id]


def read_charges(context: Context) -> tuple[Charge, ...]:
    """Read the charges of a document, those of its clauses and those of its tables, in the order of the text."""
    words = _Words(context.policy.text.chars)
    charges: list[Charge] = []
    for clause in context.policy.clauses:
        # What a web page prints before the first heading (责任部门：办公室) answers for the page, unless there is no heading at all.
        if clause.kind is not ClauseKind.PREAMBLE or len(context.policy.clauses) == 1:
            charges.extend(_below(words, clause, None))
    charges.extend(_of_tables(context))
    return tuple(sorted(charges, key=lambda charge: charge.line_span.start))


def first_clause(words: str, *, is_heading: bool = False) -> tuple[str, int, int]:
    """Return the first statement of a text, without its number, and its offsets.

    A sentence that goes on (建立会议制度，领导小组每季度召开会议，…) gives its first part; a heading of its own line, or of short parts
    side by side (强化引领，突出重点), is kept whole.
    """
    start = 0
    while found := _STEP_WORDS.match(words, start):
        start = found.end()
    start += len(words[start:]) - len(words[start:].lstrip(_MARKS))
    limit = min(len(words), start + 400)
    end = next((at for at in range(start, limit) if words[at] in "。；;！\n"), limit)
    if not is_heading or end - start > 2 * _LONG_TITLE:
        end = start + _first_part(words[start:end])
    title = words[start:end].rstrip(_MARKS)
    return title, start, start + len(title)


def _first_part(sentence: str) -> int:
    """Say how much of a sentence names its task: all of a short one, else up to a comma behind words that are no mere frame (围绕…，)."""
    cuts = [found.start() for found in re.finditer("[，,：:]", sentence)]
    parts = re.split("[，,：:]", sentence)
    if len(sentence) <= _LONG_TITLE and (len(cuts) < 2 or max(map(len, parts)) <= _SHORT_PART):
        return len(sentence)
    begin = 1 if _FRAME.match(sentence) or _DATE.fullmatch(parts[0]) else 0
    return next((cut for cut in cuts[begin:] if cut >= 6), len(sentence))


def _below(words: _Words, clause: Clause, heir: UnitLine | None) -> Iterator[Charge]:
    """Yield the charges of a clause and those below it; `heir` is a line that its parent has taken from it."""
    passage, found = words.of(clause)
    lines = tuple(line for line in found if line != heir)
    yield from _stretches(passage, lines)
    children = [child for child in clause.children if child.kind not in _UNNUMBERED]
    handed = None if lines else _handed_up(words, children)
    if handed is not None:
        below, line = handed
        yield _charge(below, line, clause, *_heading(passage, len(passage.text)))
    for child in clause.children:
        yield from _below(words, child, handed[1] if handed is not None and child is children[-1] else None)


def _handed_up(words: _Words, children: list[Clause]) -> tuple[Passage, UnitLine] | None:
    """Find the line that stands alone behind the last of several points, where no other point has one."""
    if len(children) < 2 or any(child.children for child in children) or any(words.of(child)[1] for child in children[:-1]):
        return None
    passage, lines = words.of(children[-1])
    if len(lines) != 1 or not lines[0].start or passage.text[lines[0].start - 1] != "\n":
        return None
    return passage, lines[0]


def _stretches(passage: Passage, lines: tuple[UnitLine, ...]) -> Iterator[Charge]:
    """Yield one charge for each line; the first takes the heading unless the heading stands over several stretches."""
    begin = 0
    for at, line in enumerate(lines):
        headed = at == 0 and (len(lines) == 1 or passage.runs_in or line.start <= passage.heading_end + 1)
        own = max(begin, passage.heading_end) if at == 0 and not headed else begin
        behind = lines[at + 1].start if at + 1 < len(lines) else len(passage.text)
        places = ((own, line.start), (0, min(line.start, passage.heading_end)), (line.end, behind))
        title = _heading(passage, line.start) if headed else ("", 0, 0)
        yield _charge(passage, line, passage.clause, *next(filter(_names_something, (title, *_firsts(passage.text, places))), ("", 0, 0)))
        begin = line.end


def _firsts(text: str, places: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, int, int]]:
    """Yield the first statements of several stretches of a text."""
    for start, end in places:
        title, left, right = first_clause(text[start:end])
        yield title, start + left, start + right


def _names_something(title: tuple[str, int, int]) -> bool:
    return bool(title[0])


def _heading(passage: Passage, limit: int) -> tuple[str, int, int]:
    """Return the heading, up to a line that stands in it, or the first clause of the text where there is none."""
    end = min(passage.heading_end or len(passage.text), limit)
    return first_clause(passage.text[:end], is_heading=bool(passage.heading_end) and not passage.runs_in)


def _charge(passage: Passage, line: UnitLine, clause: Clause, title: str, start: int, end: int) -> Charge:
    titled = passage if passage.clause is clause else None
    place = titled.span(start, end) if titled else Span(clause.heading_span.start + start, clause.heading_span.start + end)
    due = passage.span(*line.due) if line.due else None
    return Charge(clause, title, place, line, passage.span(line.start, line.end), due)


def _of_tables(context: Context) -> Iterator[Charge]:
    """Yield one charge for each row of a table with columns for tasks and units."""
    for row in read_unit_tables(context.policy.text):
        holder = clause_at(context.policy.clauses, row.title_span.start)
        if holder is not None:
            title, start, end = first_clause(row.title_span.of(context.policy.text.chars))
            place = Span(row.title_span.start + start, row.title_span.start + end)
            yield Charge(holder, title, place, row.line, row.span, row.due)


def clause_at(clauses: tuple[Clause, ...], place: int) -> Clause | None:
    """Find the innermost clause around a place that is no mere table; None where it lies behind the document."""
    holder: Clause | None = None
    while clauses:
        at = bisect_right(clauses, place, key=lambda clause: clause.span.start) - 1
        if at < 0 or clauses[at].span.end <= place or clauses[at].kind is ClauseKind.TABLE:
            break
        if clauses[at].kind in (ClauseKind.TRAILER, ClauseKind.SIGNATURE):
            return None
        holder = clauses[at]
        clauses = holder.children
    return holder
