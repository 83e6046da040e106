"""Policy → Akoma Ntoso 3.0 (OASIS LegalDocML): one `doc` with our identifiers as eIds, its annexes as attachments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from luoshi.policy.akn_meta import Work, meta
from luoshi.policy.akn_xml import AKN, Element, add
from luoshi.policy.nodes import Clause, ClauseKind, Policy
from luoshi.policy.signing import read_date
from luoshi.source import Span
from luoshi.text.nodes import Table
from luoshi.values.document_number import NUMBER

ELEMENTS = {
    ClauseKind.PART: "part",
    ClauseKind.CHAPTER: "chapter",
    ClauseKind.SECTION: "section",
    ClauseKind.ARTICLE: "article",
    ClauseKind.ITEM: "paragraph",
    ClauseKind.SUBITEM: "subparagraph",
    ClauseKind.POINT: "point",
    ClauseKind.SUBPOINT: "indent",
    ClauseKind.MARK: "alinea",
    ClauseKind.STEP: "level",
}
ENDS = (ClauseKind.SIGNATURE, ClauseKind.TRAILER)
BLOCKS = (ClauseKind.TABLE, ClauseKind.FRONT, *ENDS)


def to_akn(policy: Policy, *, country: str = "cn", language: str = "zho", work_date: str | None = None) -> str:
    """Return the document as Akoma Ntoso 3.0 XML.

    Args:
        policy: The document.
        country: ISO 3166-1 alpha-2 code of the work.
        language: ISO 639-2 code of the expression.
        work_date: Date of the work, `2023-04-29`; by default the date of issue, and where the text names none a date marked as unknown.

    Returns:
        XML that validates against the schema of OASIS. Its eIds are the identifiers of the clauses; work and expression are named by
        document number or, where it has none, by the digest of the source. Characters that XML cannot hold are U+FFFD.
    """
    return _Writer(policy, Work.of(policy, country, language, work_date)).write()


class _Writer:
    """Writes one document."""

    def __init__(self, policy: Policy, work: Work) -> None:
        self.policy = policy
        self.work = work
        self.chars = policy.text.chars
        self.tables = {table.span.start: table for table in policy.text.tables}

    def write(self) -> str:
        root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN})  # type: ignore[dict-item] # None is the default namespace
        doc = add(root, "doc", name="policy")
        meta(doc, self.work)
        clauses = list(self.policy.clauses)
        first_annex = next((at for at, clause in enumerate(clauses) if clause.kind is ClauseKind.ANNEX), len(clauses))
        self._body(doc, clauses[:first_annex])
        if first_annex < len(clauses):
            self._attachments(doc, clauses[first_annex:])
        etree.indent(root, space="  ")
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"

    def _body(self, doc: Element, clauses: Sequence[Clause]) -> None:
        """Write preface, preamble, main body and conclusions of the main document."""
        opening = next((clause for clause in clauses if clause.kind is ClauseKind.PREAMBLE), None)
        numbered = [clause for clause in clauses if clause.kind not in (ClauseKind.PREAMBLE, *ENDS)]
        if opening is not None and opening.heading:
            title = add(add(doc, "preface"), "longTitle", eId=f"{opening.id}__title")
            add(add(title, "p"), "docTitle", opening.heading)
        if opening is not None and numbered and (opening.body or opening.children):
            self._blocks(add(doc, "preamble", eId=opening.id), opening.body, opening.children, "container")
        body = add(doc, "mainBody")
        if opening is not None and len(body.attrib) == 0 and (not numbered or not (opening.body or opening.children)):
            body.set("eId", opening.id)
            if not numbered:
                self._blocks(body, opening.body, opening.children, "container")
        for clause in numbered:
            self._hierarchy(body, clause)
        if not len(body):
            add(body, "p")
        self._conclusions(doc, [clause for clause in clauses if clause.kind in ENDS])

    def _attachments(self, doc: Element, clauses: Sequence[Clause]) -> None:
        """Write every annex with the signature that stands behind it as a document of its own."""
        attachments = add(doc, "attachments")
        starts = [at for at, clause in enumerate(clauses) if clause.kind is ClauseKind.ANNEX]
        for start, end in zip(starts, [*starts[1:], len(clauses)], strict=True):
            annex = clauses[start]
            attachment = add(attachments, "attachment", eId=annex.id)
            if annex.number:
                add(attachment, "num", annex.number)
            if annex.heading:
                add(attachment, "heading", annex.heading)
            inner = add(attachment, "doc", name="annex")
            meta(inner, self.work.annex(annex.id, annex.heading or annex.number))
            body = add(inner, "mainBody")
            self._inside(body, annex)
            if not len(body):
                add(body, "p")
            self._conclusions(inner, clauses[start + 1 : end])

    def _conclusions(self, doc: Element, clauses: Sequence[Clause]) -> None:
        if clauses:
            conclusions = add(doc, "conclusions")
            for clause in clauses:
                self._blocks(add(conclusions, "container", name=clause.kind.value, eId=clause.id), clause.body, (), "container")

    def _hierarchy(self, parent: Element, clause: Clause) -> None:
        """Write one numbered clause: number, heading, then either its text or, around its clauses, what comes before and behind them."""
        element = add(parent, ELEMENTS.get(clause.kind, "hcontainer"), eId=clause.id)
        if clause.kind not in ELEMENTS:
            element.set("name", clause.kind.value)
        if clause.number:
            add(element, "num", clause.number)
        if clause.heading and clause.kind is not ClauseKind.TABLE:
            add(element, "heading", clause.heading)
        if any(child.kind not in BLOCKS for child in clause.children):
            self._inside(element, clause, wrap=True)
        else:
            self._blocks(add(element, "content"), clause.body, clause.children, "blockContainer")

    def _inside(self, parent: Element, clause: Clause, *, wrap: bool = False) -> None:
        """Write text and clauses of a clause in their order; `wrap` puts the text before and behind into intro and wrapUp."""
        lower = [child for child in clause.children if child.kind not in BLOCKS]
        at = 0
        pieces: list[tuple[Span, Clause | None]] = [(span, None) for span in clause.body]
        pieces += [(child.span, child) for child in clause.children]
        run: list[tuple[Span, Clause | None]] = []
        for piece in sorted(pieces, key=lambda piece: piece[0]):
            if piece[1] is None or piece[1].kind in BLOCKS:
                run.append(piece)
                continue
            self._text(parent, run, clause, "intro" if wrap and not at else "", at)
            run = []
            self._hierarchy(parent, piece[1])
            at += 1
        self._text(parent, run, clause, "wrapUp" if wrap and at == len(lower) else "", at)

    def _text(self, parent: Element, run: Sequence[tuple[Span, Clause | None]], clause: Clause, wrapper: str, at: int) -> None:
        """Write a run of paragraphs and tables; between clauses it needs a container of its own."""
        if not run:
            return
        body = [span for span, child in run if child is None]
        children = [child for _, child in run if child is not None]
        if wrapper:
            holder = add(parent, wrapper)
        elif parent.tag == f"{{{AKN}}}mainBody":
            holder = parent
        else:
            holder = add(add(parent, "hcontainer", name="text", eId=f"{clause.id}__text_{at}"), "content")
        self._blocks(holder, body, children, "container" if holder is parent else "blockContainer")

    def _blocks(self, parent: Element, body: Iterable[Span], children: Iterable[Clause], holder: str) -> None:
        """Write paragraphs, tables and framing lines in document order."""
        pieces: list[tuple[Span, Clause | None]] = [(span, None) for span in body]
        pieces += [(child.span, child) for child in children]
        for span, child in sorted(pieces, key=lambda piece: piece[0]):
            if child is None:
                self._paragraph(parent, span)
            elif child.kind is ClauseKind.TABLE:
                self._table(parent, child)
            else:
                inner = add(parent, holder, eId=child.id)
                if holder == "container":
                    inner.set("name", child.kind.value)
                for own in child.body:
                    self._paragraph(inner, own)

    def _paragraph(self, parent: Element, span: Span) -> None:
        """Write a paragraph; a document number and a date that stand alone are marked as such."""
        words = span.of(self.chars).strip()
        number, day = NUMBER.fullmatch(words), read_date(words) if len(words) < 16 else ""
        paragraph = add(parent, "p", "" if number or day else words)
        if number:
            add(paragraph, "docNumber", words)
        elif day:
            add(paragraph, "date", words, date=day)

    def _table(self, parent: Element, clause: Clause) -> None:
        element = add(parent, "table", eId=clause.id)
        if clause.heading:
            add(element, "caption", clause.heading)
        for row in self._rows(clause):
            line = add(element, "tr")
            for cell in row:
                add(add(line, "td"), "p", cell.strip())

    def _rows(self, clause: Clause) -> Sequence[Sequence[str]]:
        """Return the cells as the format knew them, or cut the lines where the table is not known."""
        table: Table | None = self.tables.get(clause.body[0].start) if clause.body else None
        if table is not None and table.rows and all(table.rows):
            return table.rows
        return [span.of(self.chars).split(" | ") for span in clause.body]
