"""Comparison: two readings side by side, clause by clause and commitment by commitment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from luoshi.commitments.nodes import Commitment, Reading
from luoshi.comparison.likeness import plain
from luoshi.policy.nodes import Clause


class Change(StrEnum):
    """What became of a clause or a commitment; a clause may be moved and reworded at once."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"  # under another heading, or to another place among its neighbours
    RENUMBERED = "renumbered"  # where it was, with another number
    REWORDED = "reworded"
    CHANGED = "changed"  # of a commitment: in some of its fields

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            "added": "新增",
            "dropped": "删去",
            "moved": "移动",
            "renumbered": "改号",
            "reworded": "改动",
            "changed": "改动",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of a changed text: `old` and `new` are alike where nothing changed, and empty where nothing was or is."""

    old: str
    new: str

    @property
    def is_change(self) -> bool:
        """Say whether the stretch differs in more than the width of a mark or a blank."""
        return plain(self.old) != plain(self.new)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in both versions.

    Attributes:
        old: As it was, or None where it is new.
        new: As it is, or None where it was dropped.
        changes: What became of it; empty where nothing did.
        edits: Its own words, without those of the clauses below it; the `old` of all edits joined is the old text, the `new` the new one.
            Empty unless it was reworded.
    """

    old: Clause | None
    new: Clause | None
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One particular of a commitment that differs, in words; `—` for nothing."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """A commitment that was added, dropped or changed; `fields` tells in which particulars."""

    change: Change
    old: Commitment | None
    new: Commitment | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def either(self) -> Commitment:
        """The commitment as it is, or as it was where it was dropped."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class Comparison:
    """What became of one document.

    Attributes:
        old: The earlier version.
        new: The later one.
        clauses: All clauses of both, in the order of the new version; a dropped one stands where it was.
        commitments: Only those that differ, in the same order.
    """

    old: Reading
    new: Reading
    clauses: tuple[ClauseChange, ...]
    commitments: tuple[CommitmentChange, ...]

    @property
    def is_same(self) -> bool:
        """Say whether the versions do not differ."""
        return not self.commitments and not any(clause.changes for clause in self.clauses)
