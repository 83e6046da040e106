"""Text → Policy: the lines of a document into the tree of its clauses.

Guarantees: never refuses a text; spans of children lie inside their parent, siblings do not overlap, the top level covers the text; every
character but white space and the sign behind a heading lies in exactly one number, heading or body; linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.policy.check import Misnumbered, check_policy
from luoshi.policy.front import Front, read_front
from luoshi.policy.headings import STOPS
from luoshi.policy.identifiers import Identifiers
from luoshi.policy.layout import ANNEX_ALONE, ANNEX_TITLED, lay_out
from luoshi.policy.lifting import lift
from luoshi.policy.lines import Line, Role
from luoshi.policy.nodes import Clause, ClauseKind, Policy
from luoshi.policy.numbering import HALF_WIDTH, number_value
from luoshi.policy.tree import Draft, add_table, build, empty, frame
from luoshi.source import Span
from luoshi.text.nodes import Text

CLOSING = {Role.SIGNATURE: ClauseKind.SIGNATURE, Role.NOTICE: ClauseKind.SIGNATURE, Role.TRAILER: ClauseKind.TRAILER}
LABELS = {ClauseKind.SIGNATURE: "落款", ClauseKind.TRAILER: "页尾"}


def read_policy(text: Text) -> Policy:
    """Read the tree of clauses and what the document says of itself.

    Guarantees: see the module. Faults of the document are diagnostics of the policy; the text's own are not repeated.
    """
    lines = lay_out(text)
    first = next((at for at, line in enumerate(lines) if line.mark is not None), len(lines))
    front = read_front(text, lines[:first], lines[first:])
    drafts = [_preamble(text.chars, lines[:first], front)] if first else []
    for stretch in _stretches(lines[first:]):
        drafts += _stretch(text.chars, stretch)
    freezer = _Freezer(text.chars)
    clauses = tuple(freezer.freeze(draft, "", "") for draft in drafts)
    policy = Policy(
        text=text,
        clauses=clauses,
        title=front.title,
        document_number=front.document_number,
        issuer=front.issuer,
        issued_on=front.issued_on,
        period=front.period,
        recipients=front.recipients,
    )
    return replace(policy, diagnostics=tuple(check_policy(policy, freezer.misnumbered)))


def _preamble(chars: str, lines: Sequence[Line], front: Front) -> Draft:
    """Gather all before the first number; its heading is the title, and lines that only frame the document are clauses inside it."""
    preamble = frame(ClauseKind.PREAMBLE, "0", "", lines[0].span.start)
    if front.title_spans:
        preamble.heading = Span(front.title_spans[0].start, front.title_spans[-1].end)
    run: Draft | None = None
    table: list[Span] = []
    for at, line in enumerate(lines):
        kind = front.kinds.get(at)
        if line.role is Role.TABLE:
            table.append(line.span)
            if at + 1 == len(lines) or lines[at + 1].table != line.table:
                add_table(chars, preamble, table)
                table = []
            run = None
        elif kind is None:
            run = None
            if not preamble.heading.covers(line.span):
                preamble.body.append(line.span)
        else:
            if run is None or run.kind is not kind:
                run = frame(kind, LABELS.get(kind, "0"), str(1 + len(preamble.children)), line.span.start)
                preamble.children.append(run)
            run.body.append(line.span)
    return preamble


def _stretches(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut the document from its first number on into the main part and its annexes."""
    cuts = [0, *(at for at, line in enumerate(lines) if line.role is Role.ANNEX and at), len(lines)]
    for start, end in pairwise(cuts):
        if start < end:
            yield lines[start:end]


def _stretch(chars: str, lines: Sequence[Line]) -> list[Draft]:
    """Build the clauses of the main document or of one annex, and its signature."""
    annex, taken = _annex(chars, lines) if lines[0].role is Role.ANNEX else (None, 0)
    end = _closing_start(lines, taken)
    tops = build(chars, lines[taken:end], annex)
    lift(chars, tops)
    return [*([annex] if annex else tops), *_closing(lines[end:])]


def _annex(chars: str, lines: Sequence[Line]) -> tuple[Draft, int]:
    """Open an annex with the title that stands on or below its first line; return it and the number of lines used."""
    head = lines[0]
    begin = chars.index(head.words, head.span.start)
    alone, titled = ANNEX_ALONE.fullmatch(head.words), ANNEX_TITLED.fullmatch(head.words)
    if titled and not alone:
        split = begin + titled.start("title")
        return _annex_draft(titled["number"] or "", Span(begin, split), Span(split, head.span.end)), 1
    draft = _annex_draft(alone["number"] if alone else "", Span(begin, head.span.end) if alone else empty(begin), empty(head.span.end))
    titles = [] if alone else [head.span]
    for line in lines[1:5]:
        if not line.is_plain or len(line.words) > 50 or re.search("[。；：:;]", line.words):
            break
        titles.append(line.span)
    if titles:
        draft.heading = Span(titles[0].start, titles[-1].end)
    return draft, len(titles) + (1 if alone else 0)


def _annex_draft(number: str, printed: Span, heading: Span) -> Draft:
    figures = number_value(number) if number else 0
    return Draft(ClauseKind.ANNEX, f"附件{number.translate(HALF_WIDTH)}", str(figures or ""), printed, heading)


def _closing_start(lines: Sequence[Line], least: int) -> int:
    """Return where the end of a stretch begins: signature, 附件：… and trailer, with nothing but short lines behind them."""
    start = len(lines)
    for at in range(len(lines) - 1, least - 1, -1):
        line = lines[at]
        if line.role in CLOSING:
            start = at
        elif not line.is_plain or "。" in line.words or len(line.words) > 60:
            break
    return start


def _closing(lines: Sequence[Line]) -> list[Draft]:
    """Make clauses of the signature and of what the page added behind the end."""
    drafts: list[Draft] = []
    for line in lines:
        kind = CLOSING.get(line.role, drafts[-1].kind if drafts else ClauseKind.SIGNATURE)
        if not drafts or drafts[-1].kind is not kind:
            drafts.append(frame(kind, LABELS[kind], "", line.span.start))
        drafts[-1].body.append(line.span)
    return drafts


class _Freezer:
    """Turns drafts into clauses: paths, identifiers, spans."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self.identifiers = Identifiers()
        self.misnumbered: list[Misnumbered] = []

    def _closed(self, heading: Span) -> Span:
        """Take the sign that ends a heading into its clause (二、保障措施：), so that none is lost where nothing stands below."""
        sign = self.chars[heading.end : heading.end + 1]
        return Span(heading.start, heading.end + 1) if len(heading) and sign and sign in f"{STOPS}:：" else heading

    def freeze(self, draft: Draft, above: str, parent: str) -> Clause:
        """Make the clause with all below it; `above` is its parent's path, `parent` its parent's identifier."""
        path = f"{above}/{draft.label}" if above and draft.kind is not ClauseKind.FRONT else draft.label
        identifier = self.identifiers.give(draft.kind, draft.order, parent)
        if draft.rung is not None and draft.rung.fault is not None:
            self.misnumbered.append(Misnumbered(draft.rung, path))
        children = tuple(self.freeze(child, path, identifier) for child in draft.children)
        own = (draft.number, self._closed(draft.heading), *draft.body)
        pieces = [span for span in (*own, *(child.span for child in children)) if len(span)]
        return Clause(
            kind=draft.kind,
            path=path,
            id=identifier,
            number=draft.number.of(self.chars),
            heading=re.sub(r"\s*\n\s*", "", draft.heading.of(self.chars)).strip(),
            span=Span(min(span.start for span in pieces), max(span.end for span in pieces)) if pieces else empty(draft.number.start),
            number_span=draft.number,
            heading_span=draft.heading,
            body=tuple(draft.body),
            children=children,
        )
