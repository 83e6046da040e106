"""Which numbers at the head of a paragraph count clauses: a lone 一是, a decimal that no other continues and a plain figure do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from luoshi.policy.numbering import DECIMALS, Mark, Style

# How many marks further down `1.1` may stand below the `1 总则` that it belongs to.
NEAR = 8


def believe(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Return the marks with those that count no clause set to None; one per paragraph, in order."""
    return _believe_steps(_believe_decimals(marks))


def _believe_decimals(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Keep `1.2` where `1.1` or `1.3` stands in the document too, and `1 总则` or `1.总则` where `1.1` follows below it."""
    paths = {(*mark.above, mark.value) for mark in marks if mark and mark.style in DECIMALS[1:]}
    believed = {path for path in paths if any((*path[:-1], path[-1] + step) in paths for step in (-1, 1))}
    # A section with a single subsection is believed where its neighbour's are: 1.1, 1.2, 2.1, 3.1.
    believed |= {path for path in paths if path[-1] == 1 and believed and len(path) == len(min(believed, key=len))}
    if not believed:
        return [None if mark and mark.style in DECIMALS else mark for mark in marks]
    followers = _next_decimals(marks)
    return [_believe_decimal(mark, believed, follower) for mark, follower in zip(marks, followers, strict=True)]


def _believe_decimal(mark: Mark | None, believed: set[tuple[int, ...]], follower: Mark | None) -> Mark | None:
    if mark is None or mark.style not in (*DECIMALS, Style.POINT):
        return mark
    if mark.style in DECIMALS[1:]:
        return mark if (*mark.above, mark.value) in believed else None
    heads = follower is not None and (*follower.above, follower.value) == (mark.value, 1)
    if mark.style is Style.POINT:
        return replace(mark, style=Style.DECIMAL1) if heads else mark
    return mark if heads else None


def _next_decimals(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """For every mark the next believed-looking decimal that stands near below it."""
    following: list[Mark | None] = [None] * len(marks)
    nearest: Mark | None = None
    distance = 0
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        following[at] = nearest if distance <= NEAR else None
        if mark is not None:
            distance += 1
            if mark.style in DECIMALS[1:]:
                nearest, distance = mark, 0
    return following


def _believe_steps(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Keep 一是 where 二是 opens a later paragraph before any other clause begins, and so on down the chain; drop every other one."""
    kept = list(marks)
    chain: list[int] = []
    for at, mark in enumerate(marks):
        if mark is None:
            continue
        if mark.style is Style.STEP and mark.value == len(chain) + 1:
            chain.append(at)
            continue
        _drop_short(kept, chain)
        chain = []
        if mark.style is Style.STEP and mark.value == 1:
            chain = [at]
        elif mark.style is Style.STEP:
            kept[at] = None
    _drop_short(kept, chain)
    return kept


def _drop_short(kept: list[Mark | None], chain: list[int]) -> None:
    if len(chain) == 1:
        kept[chain[0]] = None
