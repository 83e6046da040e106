"""The left column: the document's headings with the number of commitments under each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from luoshi.commitments.nodes import Reading
from luoshi.papers.markup import Html, element, text
from luoshi.papers.reading_page.lists import shortened
from luoshi.policy.nodes import Clause, ClauseKind

DEEPEST = 3
MOST_ENTRIES = 80
HEADING_LENGTH = 32
SPOKEN = (ClauseKind.PART, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.ANNEX)
LEFT_OUT = (ClauseKind.PREAMBLE, ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.TRAILER, ClauseKind.TABLE, ClauseKind.STEP)


def outline(reading: Reading, places: Mapping[str, int]) -> Html:
    """Return the headings as links to their blocks: as many levels as still make a list that can be overlooked, three at most."""
    starts = [commitment.span.start for commitment in reading.commitments]
    entries = list(_entries(reading.policy.clauses, 1))
    depth = next((d for d in range(DEEPEST, 1, -1) if sum(1 for _, level in entries if level <= d) <= MOST_ENTRIES), 1)
    return element(
        "ul", None, *(_entry(clause, level, starts, places, reading.policy.text.chars) for clause, level in entries if level <= depth)
    )


def _entries(clauses: Sequence[Clause], level: int) -> Iterator[tuple[Clause, int]]:
    for clause in clauses:
        if clause.kind in LEFT_OUT or not clause.number:
            continue
        yield clause, level
        if level < DEEPEST:
            yield from _entries(clause.children, level + 1)


def _entry(clause: Clause, level: int, starts: Sequence[int], places: Mapping[str, int], chars: str) -> Html:
    count = bisect_left(starts, clause.span.end) - bisect_left(starts, clause.span.start)
    gap = "　" if clause.kind in SPOKEN else ""
    heading = clause.heading or (clause.body[0].of(chars) if clause.body else "")
    words = element("span", None, text(shortened(f"{clause.number}{gap}{heading}", HEADING_LENGTH)))
    shown = element("span", {"class": "o-n"}, text(str(count) if count else ""))
    link = element("a", {"href": f"#b{places[clause.id]}"}, words, shown)
    return element("li", {"class": f"o{level}"}, link)


def has_outline(reading: Reading) -> bool:
    """Say whether the document has any heading to list."""
    return next(_entries(reading.policy.clauses, 1), None) is not None
