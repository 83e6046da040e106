"""Tree → text: put a document together again from its clauses, and so prove that the tree has kept every word."""

from __future__ import annotations

from luoshi.policy.nodes import Clause, Policy
from luoshi.source import Span

# What may stand between two pieces of a clause and belongs to neither: white space, and the signs around a heading.
SEPARATORS = " \t\u3000\u2002\u2003\u00a0\n。！？：:【】（）()〔〕"


def to_text(policy: Policy) -> str:
    """Return the clean text of the document, put together from numbers, headings and bodies in the order of the tree.

    Guarantees: equals `policy.text.chars` when the tree holds every word once and in order; a word that no clause holds is left out, and
    one that two clauses hold comes twice.
    """
    chars = policy.text.chars
    parts: list[str] = []
    at = 0
    for clause in policy.clauses:
        for span in pieces(clause):
            parts += (_separators(chars[at : span.start]), span.of(chars))
            at = max(at, span.end)
    parts.append(_separators(chars[at:]))
    return "".join(parts)


def pieces(clause: Clause) -> list[Span]:
    """Return the spans of all words of a clause, its children's among them, in document order."""
    own = [span for span in (clause.number_span, clause.heading_span, *clause.body) if len(span)]
    return sorted(own + [span for child in clause.children for span in pieces(child)])


def _separators(between: str) -> str:
    return between if not between.strip(SEPARATORS) else ""
