"""Clause by clause: what was added, dropped, moved, renumbered and reworded."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from luoshi.comparison.alignment import Pairing, Unit
from luoshi.comparison.edits import edits_between
from luoshi.comparison.nodes import Change, ClauseChange
from luoshi.values.numerals import parse_number


def compare_clauses(pairing: Pairing) -> tuple[ClauseChange, ...]:
    """Return every clause of both versions with what became of it, in the order of the new one; dropped ones stand where they were."""
    strayed = _strayed(pairing)
    changes: list[ClauseChange] = []
    dropped = iter(pairing.left_old)
    pending = next(dropped, None)
    for new, unit in enumerate(pairing.news):
        old = pairing.back.get(new)
        while pending is not None and old is not None and pending < old:
            changes.append(ClauseChange(pairing.olds[pending].clause, None, (Change.DROPPED,)))
            pending = next(dropped, None)
        changes.append(
            _compared(pairing, old, new, new in strayed) if old is not None else ClauseChange(None, unit.clause, (Change.ADDED,))
        )
    while pending is not None:
        changes.append(ClauseChange(pairing.olds[pending].clause, None, (Change.DROPPED,)))
        pending = next(dropped, None)
    return tuple(changes)


def _compared(pairing: Pairing, old: int, new: int, has_strayed: bool) -> ClauseChange:
    one, other = pairing.olds[old], pairing.news[new]
    changes = []
    if has_strayed or not pairing.are_under_one(old, new):
        changes.append(Change.MOVED)
    elif _number(one) != _number(other):
        changes.append(Change.RENUMBERED)
    is_reworded = one.plain != other.plain
    if is_reworded:
        changes.append(Change.REWORDED)
    return ClauseChange(one.clause, other.clause, tuple(changes), edits_between(one.words, other.words) if is_reworded else ())


def _number(unit: Unit) -> str:
    """Return the own number of a clause, whatever its style: （2） and （二） are one."""
    last = unit.clause.path.rpartition("/")[2].strip("()第章节条编")
    try:
        return str(parse_number(last))
    except ValueError:
        return last


def _strayed(pairing: Pairing) -> set[int]:
    """Find the new units that left the order of their neighbours: those outside the longest run that kept it."""
    families: dict[int, list[int]] = defaultdict(list)
    for new, unit in enumerate(pairing.news):
        if new in pairing.back and pairing.are_under_one(pairing.back[new], new):
            families[unit.above].append(new)
    return {new for family in families.values() for new in _out_of_order(family, pairing)}


def _out_of_order(family: list[int], pairing: Pairing) -> Iterator[int]:
    """Yield the members of a family that do not belong to its longest ascending run of old places."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for new in family:
        old = pairing.back[new]
        at = bisect_left(tails, old)
        tails[at : at + 1] = [old]
        ends[at : at + 1] = [new]
        before[new] = ends[at - 1] if at else None
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    yield from (new for new in family if new not in kept)
