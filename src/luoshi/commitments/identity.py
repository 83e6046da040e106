"""Which targets are one: the same promise printed in several places, and promises that contradict each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from luoshi.commitments.nodes import Commitment, Target
from luoshi.values.numerals import parse_number

# What a second mention often leaves out or adds without meaning something else.
DRESS = re.compile(
    r"^(?:全(?:市|区|县|旗|省|盟|州|社会)|我[市区县省旗])|(?:的)?(?:认定)?(?:数量|总量|总数|户数|家数|个数|数)$|[“”‘’《》（）()、，\s]|各类|各级"
)
SCALE = re.compile(r"^(?P<scale>[十百千]?[万亿])(?=.)")

Key = tuple[str, str, str, str]


def name_of(indicator: str) -> str:
    """Reduce an indicator to what tells it from others."""
    return DRESS.sub("", indicator)


def key_of(target: Target) -> Key:
    """Return what two mentions of one target share: name, unit, measure family and time."""
    period = target.period
    end = period.by or period.until or period.on
    family = "stock" if target.measure in ("level", "increase") else target.measure
    return name_of(target.indicator), unit_of(target), family, f"{period.every or ''}{end or ''}"


def unit_of(target: Target) -> str:
    """Return the unit without its scale."""
    return SCALE.sub("", target.unit)


def value_of(target: Target) -> tuple[Decimal, ...]:
    """Return the value with its scale multiplied in: 0.4亿元 and 4000万元 are one."""
    found = SCALE.match(target.unit)
    scale = parse_number("1" + found["scale"]) if found else Decimal(1)
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    return tuple((value * scale).normalize() for value in values)


def _groups(commitments: Sequence[Commitment]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for index, commitment in enumerate(commitments):
        if isinstance(commitment, Target) and len(name_of(commitment.indicator)) >= 3:
            groups[key_of(commitment)].append(index)
    return groups


def same_targets(commitments: Sequence[Commitment]) -> tuple[tuple[int, ...], ...]:
    """Group the indexes of targets that are printed in several places with the same number, ascending; groups of two at least."""
    same: list[tuple[int, ...]] = []
    for indexes in _groups(commitments).values():
        by_value: dict[tuple[Decimal, ...], list[int]] = defaultdict(list)
        for index in indexes:
            target = commitments[index]
            assert isinstance(target, Target)
            by_value[value_of(target)].append(index)
        same.extend(tuple(group) for group in by_value.values() if len(group) > 1)
    return tuple(sorted(same))


def contradictions(commitments: Sequence[Commitment]) -> tuple[tuple[int, int], ...]:
    """Pair the indexes of targets of one name, measure and date whose numbers differ: the first mention with each that differs from it."""
    pairs: list[tuple[int, int]] = []
    for (*_, when), indexes in _groups(commitments).items():
        firsts: dict[str, tuple[int, Target]] = {}
        for index in indexes if when else ():
            other = commitments[index]
            assert isinstance(other, Target)
            at, first = firsts.setdefault(other.measure, (index, other))
            if value_of(other) != value_of(first) and first.clause != other.clause:
                pairs.append((at, index))
    return tuple(sorted(pairs))
