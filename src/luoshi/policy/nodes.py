"""Policy and Clause: a document as the tree of its numbered clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from luoshi.source import Diagnostic, Span
from luoshi.text.nodes import Text


class ClauseKind(StrEnum):
    """What a clause is called by the style of its number; `label` is the word on screen."""

    PREAMBLE = "preamble"  # all before the first heading, path `0`; its heading is the title of the policy
    FRONT = "front"  # inside the preamble, path `0`: what only frames the document, such as its number, recipients, contents
    PART = "part"  # 第一编
    CHAPTER = "chapter"  # 第一章
    SECTION = "section"  # 第一节
    ARTICLE = "article"  # 第一条
    ITEM = "item"  # 一、
    SUBITEM = "subitem"  # （一）
    POINT = "point"  # 1.
    SUBPOINT = "subpoint"  # （1）, also the running tasks （263）
    MARK = "mark"  # ①
    STEP = "step"  # 一是 …；二是 …
    ANNEX = "annex"  # 附件1
    TABLE = "table"  # a table row read as a clause
    SIGNATURE = "signature"  # issuer and date at the end
    TRAILER = "trailer"  # what the page adds behind the document: footer, second copy


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with everything below it.

    Attributes:
        kind: The style of its number.
        path: The printed numbers of the headings, joined by `/`, brackets and digits in ASCII: `二/(一)/1`, `第二章/第三节/1`;
            `0` before the first.
        id: Unique and stable identifier, ASCII, usable as an Akoma Ntoso eId: `chp_2__sec_3__point_1`.
        number: As printed, `（一）`, `第七条`; empty for the preamble.
        heading: The heading without its number, or, where the heading runs into its text, the first sentence without its full stop;
            may be empty.
        span: All of it, children included.
        number_span: The printed number.
        heading_span: The words of `heading`.
        body: Spans of its own paragraphs without number and heading, in order, children's words excluded.
        children: In document order.
    """

    kind: ClauseKind
    path: str
    id: str
    number: str
    heading: str
    span: Span
    number_span: Span
    heading_span: Span
    body: tuple[Span, ...] = ()
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Yield this clause and every one below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Policy:
    """One document as a tree.

    Attributes:
        text: Its characters.
        clauses: The clauses of the top level, the preamble first where there is one. Their spans, in order, cover `text.chars` but for the
            line breaks between them.
        title: Of the policy itself (not of the notice that prints it); empty where none was found.
        document_number: 发文字号 normalised as `青政办发〔2025〕18号`, or empty.
        issuer: Who issued it, or empty.
        issued_on: `2023-04-29`, or empty.
        period: First and last year of its validity or plan, such as (2021, 2025), or None.
        recipients: 主送机关, as printed, split.
        diagnostics: Numbering faults, missing tables and annexes, second copies; those of the text are not repeated.
    """

    text: Text
    clauses: tuple[Clause, ...]
    title: str = ""
    document_number: str = ""
    issuer: str = ""
    issued_on: str = ""
    period: tuple[int, int] | None = None
    recipients: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    def walk(self) -> Iterator[Clause]:
        """Yield every clause in document order."""
        for clause in self.clauses:
            yield from clause.walk()
