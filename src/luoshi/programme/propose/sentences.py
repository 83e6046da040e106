"""The sentences of a policy with their clauses, as the draft looks through them for what no row holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.policy.nodes import Policy
from luoshi.source import Span

SENTENCE = re.compile(r"[^。！？\n]+")
PART = re.compile(r"[^；;]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the path of its clause, where it stands, and the characters that its span counts in."""

    clause: str
    span: Span
    chars: str

    @property
    def words(self) -> str:
        """Its words, without the full stop."""
        return self.span.of(self.chars)

    def part(self, start: int, end: int) -> Span:
        """Return the span of some of its characters."""
        return Span(self.span.start + start, self.span.start + end)

    def parts(self) -> Iterator[Span]:
        """Yield what stands between its semicolons."""
        return (self.part(*found.span()) for found in PART.finditer(self.words))


def sentences_of(policy: Policy) -> Iterator[Sentence]:
    """Yield every sentence of every clause, in the order of the tree."""
    chars = policy.text.chars
    for clause in policy.walk():
        for span in (clause.heading_span, *clause.body):
            for found in SENTENCE.finditer(chars, span.start, span.end):
                if found.group().strip():
                    yield Sentence(clause.path, Span(*found.span()), chars)
