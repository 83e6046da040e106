"""Text → Policy: the lines of a document into the tree of its clauses.

Guarantees: never refuses a text; spans of children lie inside their parent, siblings do not overlap, the top level covers the text; every
character but white space and the full stop behind a heading lies in exactly one number, heading or body; linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.policy.front import Front, read_front
from luoshi.policy.headings import split_heading
from luoshi.policy.identifiers import Identifiers
from luoshi.policy.ladder import climb
from luoshi.policy.layout import ANNEX_LINE, ANNEX_TITLED, Line, Role, lay_out
from luoshi.policy.nodes import Clause, ClauseKind, Policy
from luoshi.policy.numbering import KINDS, Mark
from luoshi.source import Span
from luoshi.text.nodes import Text


@dataclass(slots=True)
class Draft:
    """A clause while it is being put together."""

    kind: ClauseKind
    label: str
    order: str
    number: Span
    heading: Span
    body: list[Span] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    mark: Mark | None = None

    @property
    def start(self) -> int:
        starts = [span.start for span in (self.number, self.heading, *self.body) if len(span)] + [child.start for child in self.children]
        return min(starts, default=self.number.start)

    @property
    def end(self) -> int:
        ends = [span.end for span in (self.number, self.heading, *self.body) if len(span)] + [child.end for child in self.children]
        return max(ends, default=self.number.end)


def read_policy(text: Text) -> Policy:
    """Read the tree of clauses and what the document says of itself.

    Guarantees: see the module. Faults of the document are diagnostics of the policy; the text's own are not repeated.
    """
    lines = lay_out(text)
    first = next((at for at, line in enumerate(lines) if line.mark is not None), len(lines))
    front = read_front(text, lines[:first], lines[first:])
    drafts = []
    if first:
        drafts.append(_preamble(lines[:first], front))
    drafts += _main(text, lines[first:])
    identifiers = Identifiers()
    clauses = tuple(_freeze(draft, text.chars, "", "", identifiers) for draft in drafts)
    return Policy(
        text=text,
        clauses=clauses,
        title=front.title,
        document_number=front.document_number,
        issuer=front.issuer,
        issued_on=front.issued_on,
        period=front.period,
        recipients=front.recipients,
    )


def _preamble(lines: Sequence[Line], front: Front) -> Draft:
    """Gather all before the first number; the lines that only frame the document become clauses of their own inside it."""
    start = lines[0].span.start
    preamble = Draft(ClauseKind.PREAMBLE, "0", "", Span(start, start), front.title_span or Span(start, start))
    run: Draft | None = None
    for at, line in enumerate(lines):
        kind = front.kinds.get(at)
        if kind is None:
            run = None
            if not preamble.heading.covers(line.span):
                preamble.body.append(line.span)
        elif run is not None and run.kind is kind:
            run.body.append(line.span)
        else:
            run = Draft(
                kind, "0", str(1 + len(preamble.children)), Span(line.span.start, line.span.start), Span(line.span.start, line.span.start)
            )
            run.body.append(line.span)
            preamble.children.append(run)
    return preamble


def _main(text: Text, lines: Sequence[Line]) -> list[Draft]:
    """Build the clauses from the first number on, annex by annex."""
    cuts = [0, *(at for at, line in enumerate(lines) if line.role is Role.ANNEX), len(lines)]
    drafts: list[Draft] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        if start < end:
            drafts += _stretch(text, lines[start:end])
    return drafts


def _stretch(text: Text, lines: Sequence[Line]) -> list[Draft]:
    """Build the clauses of the main document or of one annex."""
    annex, taken = _annex(text, lines) if lines[0].role is Role.ANNEX else (None, 0)
    rest = lines[taken:]
    tops = _clauses(text, rest, annex)
    closing = _closing(rest)
    return [annex, *closing] if annex is not None else [*tops, *closing]


def _annex(text: Text, lines: Sequence[Line]) -> tuple[Draft, int]:
    """Open an annex with the title that stands on or below its first line; return it and the number of lines used."""
    head = lines[0]
    found = ANNEX_LINE.fullmatch(head.words) or ANNEX_TITLED.fullmatch(head.words)
    number = found["number"] if found else ""
    lead = len(text.chars[head.span.start : head.span.end]) - len(text.chars[head.span.start : head.span.end].lstrip())
    begin = head.span.start + lead
    if found and "title" in found.groupdict():
        split = begin + found.start("title")
        printed, heading, taken = Span(begin, split), Span(split, head.span.end), 1
    else:
        printed, heading, taken = Span(begin, head.span.end), Span(head.span.end, head.span.end), 1
        titles = []
        for line in lines[1:4]:
            if line.role is not Role.TEXT or line.mark is not None or len(line.words) > 50 or re.search("[。；：:;]", line.words):
                break
            titles.append(line.span)
        if titles:
            heading, taken = Span(titles[0].start, titles[-1].end), 1 + len(titles)
    return Draft(ClauseKind.ANNEX, f"附件{number}", number, printed, heading), taken


def _closing(lines: Sequence[Line]) -> list[Draft]:
    """Make clauses of the signature and of what the page added behind the end."""
    drafts: list[Draft] = []
    for line in lines:
        kind = {Role.SIGNATURE: ClauseKind.SIGNATURE, Role.TRAILER: ClauseKind.TRAILER}.get(line.role)
        if kind is None:
            continue
        if not drafts or drafts[-1].kind is not kind:
            label = "落款" if kind is ClauseKind.SIGNATURE else "页尾"
            drafts.append(Draft(kind, label, "", Span(line.span.start, line.span.start), Span(line.span.start, line.span.start)))
        drafts[-1].body.append(line.span)
    return drafts


def _clauses(text: Text, lines: Sequence[Line], annex: Draft | None) -> list[Draft]:
    """Build the numbered clauses of one stretch and give every other line to the clause in which it stands."""
    marked = [line for line in lines if line.mark is not None]
    rungs = climb([line.mark for line in marked if line.mark is not None]) if marked else []
    drafts: list[Draft] = []
    tops: list[Draft] = [] if annex is None else annex.children
    at = -1
    table: Draft | None = None
    for index, line in enumerate(lines):
        holder = drafts[-1] if drafts else annex
        if line.mark is not None:
            at += 1
            rung = rungs[at]
            draft = _numbered(text.chars, rung.mark, line, followed=_is_followed(lines, index, rung.mark))
            drafts.append(draft)
            (drafts[rung.parent].children if rung.parent >= 0 else tops).append(draft)
        elif line.role in (Role.SIGNATURE, Role.TRAILER):
            continue
        elif line.role is Role.ANNEX or holder is None:
            continue
        elif line.role is Role.TABLE:
            if table is None:
                table = Draft(ClauseKind.TABLE, "表", "", Span(line.span.start, line.span.start), Span(line.span.start, line.span.start))
                holder.children.append(table)
            table.body.append(line.span)
            continue
        else:
            holder.body.append(line.span)
        table = None
    return tops


def _is_followed(lines: Sequence[Line], index: int, mark: Mark) -> bool:
    """Say whether something of the clause's own stands below its first line: text, a table, a number of a lower style."""
    if index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    return below.mark is None and below.role in (Role.TEXT, Role.TABLE) or (below.mark is not None and below.mark.style is not mark.style)


def _numbered(chars: str, mark: Mark, line: Line, *, followed: bool) -> Draft:
    heading, begin = split_heading(chars, mark, line.span.end, followed=followed)
    draft = Draft(KINDS[mark.style], mark.label, str(mark.value), mark.span, heading, mark=mark)
    while begin < line.span.end and chars[begin].isspace():
        begin += 1
    if begin < line.span.end:
        draft.body.append(Span(begin, line.span.end))
    return draft


def _freeze(draft: Draft, chars: str, path: str, parent: str, identifiers: Identifiers) -> Clause:
    inherits = draft.kind is ClauseKind.FRONT
    own = draft.label if inherits or not path else f"{path}/{draft.label}"
    identifier = identifiers.give(draft.kind, draft.order, parent)
    children = sorted(draft.children, key=lambda child: child.start)
    return Clause(
        kind=draft.kind,
        path=own,
        id=identifier,
        number=draft.number.of(chars),
        heading=re.sub(r"\s*\n\s*", "", draft.heading.of(chars)),
        span=Span(draft.start, draft.end),
        number_span=draft.number,
        heading_span=draft.heading,
        body=tuple(draft.body),
        children=tuple(_freeze(child, chars, own, identifier, identifiers) for child in children),
    )
