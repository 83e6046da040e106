"""Groups of applicants as people call them: region, size, 规上; and how a query tells them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from luoshi.facts.vocabulary import SIZES

UNKNOWN = "未填"
COUNTY_DIGITS = 6
_SIZES = {choice.name: choice.label for choice in SIZES}
_SCALES = {"true": "规模以上", "false": "规模以下"}
_ORDER = [*_SIZES, *_SCALES]


class Group(Enum):
    """What applicants are told apart by; the value is the SQL of the key over the columns of `applicants`, '' where it is not given."""

    REGION = f"coalesce(left(region, {COUNTY_DIGITS}), '')"
    SIZE = "coalesce(size, '')"
    SCALE = "coalesce(above_scale::VARCHAR, '')"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for the keys of groups; `regions` holds the names of codes, longer ones not among them."""

    regions: Mapping[str, str]

    def of(self, group: Group, key: str) -> str:
        """Return the words for one key."""
        if not key:
            return UNKNOWN
        if group is Group.REGION:
            return self.regions.get(key, key)
        return (_SIZES if group is Group.SIZE else _SCALES).get(key, key)


def order_of(group: Group, key: str, amount_fen: int) -> tuple[bool, int, str]:
    """Return by what the groups of one kind are sorted: sizes from large to micro, regions by amount; what is not given comes last."""
    rank = _ORDER.index(key) if key in _ORDER else len(_ORDER)
    return not key, -amount_fen if group is Group.REGION else rank, key
