"""From when to when both sides of a comparison judge matters: whether they differ, and how to give both the same period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from luoshi.programme.nodes import Programme
from luoshi.simulation.nodes import ProgrammeHead


@dataclass(frozen=True, slots=True)
class Period:
    """Days of matters, both inclusive; None: no end on that side."""

    first: date | None = None
    last: date | None = None

    def joined(self, other: Period) -> Period:
        """Return the shortest period that holds both."""
        first = None if self.first is None or other.first is None else min(self.first, other.first)
        last = None if self.last is None or other.last is None else max(self.last, other.last)
        return Period(first, last)


Periods: TypeAlias = Mapping[str, Period]


def pairs_of_periods(new: Sequence[ProgrammeHead], old: Sequence[ProgrammeHead]) -> Iterator[tuple[ProgrammeHead, Period, Period]]:
    """Yield a version of each programme that both sides have, with the periods of all its versions on either side.

    One programme on each side is one pair whatever they are called, as rewards are matched.
    """
    is_alone = _is_alone(one.programme for one in new) and _is_alone(one.programme for one in old)
    ours, theirs = ({_key(one.programme, is_alone): one for one in side} for side in (new, old))
    spans = [_spans((_key(one.programme, is_alone), Period(one.first_day, one.last_day)) for one in side) for side in (new, old)]
    for key in ours:
        if key in theirs:
            yield ours[key], spans[0][key], spans[1][key]


def with_same_periods(new: Sequence[Programme], old: Sequence[Programme]) -> tuple[list[Programme], list[Programme]]:
    """Return both sides with the period of each programme that both have widened to what either side judges.

    Of several versions on one side the first begins earlier and the last ends later: days between them stay, so that no matter is judged
    twice. The periods of single rewards stay too.
    """
    is_alone = _is_alone(one.programme for one in new) and _is_alone(one.programme for one in old)
    spans = [_spans((_key(one.programme, is_alone), _period(one)) for one in side) for side in (new, old)]
    both = {key: spans[0][key].joined(spans[1][key]) for key in spans[0] if key in spans[1]}
    widened = [[_widened(one, side, both.get(_key(one.programme, is_alone))) for one in side] for side in (new, old)]
    return widened[0], widened[1]


def _is_alone(programmes: Iterable[str]) -> bool:
    return len(set(programmes)) == 1


def _key(programme: str, is_alone: bool) -> str:
    return "" if is_alone else programme


def _period(one: Programme) -> Period:
    return Period(one.in_force.from_, one.in_force.to)


def _spans(periods: Iterable[tuple[str, Period]]) -> dict[str, Period]:
    found: dict[str, Period] = {}
    for key, period in periods:
        found[key] = found[key].joined(period) if key in found else period
    return found


def _widened(one: Programme, side: Sequence[Programme], both: Period | None) -> Programme:
    if both is None:
        return one
    versions = [other for other in side if other.programme == one.programme]
    earliest = min(versions, key=lambda other: (other.in_force.from_ or date.min, other.version))
    latest = max(versions, key=lambda other: (other.in_force.to or date.max, other.version))
    first = both.first if one is earliest else one.in_force.from_
    last = both.last if one is latest else one.in_force.to
    return one.model_copy(update={"in_force": one.in_force.model_copy(update={"from_": first, "to": last})})
