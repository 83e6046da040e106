"""What every grammar module is given: the policy cut into sentences, and what the document as a whole says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from luoshi.commitments.background import background_ids
from luoshi.policy.nodes import Clause, ClauseKind, Policy
from luoshi.source import Span

# A sentence keeps the closing marks behind its full stop. A semicolon does not end it: what stands before is still the subject.
SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）)]*|\n|$)")
# The notice around a policy, its table of contents, the signature and what a site prints below: none of them commits to anything.
OUTSIDE = (ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.TRAILER)
# The path of what stands before the first number.
PREAMBLE = "0"
# Documents that plan name tasks; documents that rule name articles, and their articles are no tasks (docs/reading-format.md, duty).
PLAN_WORDS = ("方案", "规划", "行动", "计划", "工作要点", "实施意见")
RULE_WORDS = ("办法", "若干政策", "若干措施", "措施", "政策", "指南", "细则", "规定", "意见")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one clause; `span` into `Text.chars`, `text` the words, its full stop included."""

    clause: Clause
    span: Span
    text: str
    is_heading: bool = False

    def part(self, start: int, end: int) -> Span:
        """Turn offsets inside `text` into a span of the document."""
        return Span(self.span.start + start, self.span.start + end)


@dataclass(frozen=True)
class Context:
    """One policy, prepared for the grammar modules; each of them only reads it."""

    policy: Policy

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in document order, headings among them; signature and trailer are left out."""
        return tuple(s for clause in self.clauses for s in sentences_of(self.policy, clause))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that may commit to something, in document order."""
        return tuple(c for c in self.policy.walk() if c.kind not in OUTSIDE)

    @cached_property
    def background(self) -> frozenset[str]:
        """Identifiers of the clauses that tell of the past, with all below them."""
        return frozenset(background_ids(self.policy.clauses))

    @cached_property
    def is_unnumbered(self) -> bool:
        """Say whether the document has no numbered clauses at all, so that its paragraphs are its body and no preamble."""
        return all(clause.path == PREAMBLE for clause in self.clauses)

    def commits(self, clause: Clause) -> bool:
        """Say whether a clause may commit anybody: no background, and no preamble of a numbered document."""
        return clause.id not in self.background and (clause.path != PREAMBLE or self.is_unnumbered)

    @cached_property
    def is_plan(self) -> bool:
        """Say whether the document lays out tasks (方案, 规划), as against rules (办法, 若干政策): the last such word of the title."""
        title = re.sub(r"[（(][^）)]*[）)]|的通知$", "", self.policy.title)
        found = [(title.rfind(word) + len(word), word in PLAN_WORDS) for word in PLAN_WORDS + RULE_WORDS if word in title]
        return max(found)[1] if found else True


def sentences_of(policy: Policy, clause: Clause) -> Iterator[Sentence]:
    """Yield the sentences of one clause without its children's: first its heading, then its body, cut at full stops."""
    chars = policy.text.chars
    if len(clause.heading_span):
        yield Sentence(clause, clause.heading_span, clause.heading_span.of(chars), is_heading=True)
    for paragraph in clause.body:
        for found in SENTENCE.finditer(chars, paragraph.start, paragraph.end):
            start, end = found.span()
            while start < end and chars[start] in " \n":
                start += 1
            if start < end:
                yield Sentence(clause, Span(start, end), chars[start:end])
