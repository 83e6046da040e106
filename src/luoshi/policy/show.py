"""The tree of a document for a person: an outline with numbers and headings."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.policy.nodes import Clause, ClauseKind, Policy

UNTITLED_LIMIT = 24
UNLISTED = (ClauseKind.PREAMBLE, ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.TRAILER)


def show_outline(policy: Policy, *, depth: int = 9) -> str:
    """Return the outline, a clause a line, two spaces a level; clauses without a heading are shown by their first words.

    Args:
        policy: The document.
        depth: How many levels to show, at least 1.
    """
    lines = [policy.title] if policy.title else []
    for clause in policy.clauses:
        lines += _lines(clause, policy.text.chars, depth, 0)
    return "\n".join(lines)


def _lines(clause: Clause, chars: str, depth: int, level: int) -> Iterator[str]:
    if clause.kind in UNLISTED:
        return
    yield "  " * level + _line(clause, chars)
    if level + 1 < depth:
        for child in clause.children:
            yield from _lines(child, chars, depth, level + 1)


def _line(clause: Clause, chars: str) -> str:
    """Print number and heading; an article's number has a space behind it, as on paper."""
    gap = "" if clause.number[-1:] in ("、", ".", "）", ")", "是") or not clause.number else " "
    return f"{clause.number.strip()}{gap}{clause.heading or _first_words(clause, chars)}"


def _first_words(clause: Clause, chars: str) -> str:
    words = clause.body[0].of(chars).strip() if clause.body else ""
    return words if len(words) <= UNTITLED_LIMIT else words[: UNTITLED_LIMIT - 1] + "…"
