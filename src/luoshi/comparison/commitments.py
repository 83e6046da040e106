"""Commitment by commitment: what was added, what was dropped, and what changed in which particular."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from luoshi.commitments.figures import NOTHING
from luoshi.commitments.identity import name_of
from luoshi.commitments.nodes import Commitment, Kind, Reading, Reward, Target
from luoshi.commitments.show import fields, headline
from luoshi.commitments.to_records import to_record
from luoshi.comparison.alignment import Pairing, Unit
from luoshi.comparison.likeness import likeness, pairs_of, plain
from luoshi.comparison.nodes import Change, CommitmentChange, FieldChange
from luoshi.policy.places import Places

# Below this share of common characters two commitments of one clause are two matters.
LEAST_LIKENESS = 0.5
# Alone of their kind in a clause, less will do.
LEAST_ALONE = 0.25
# A table of a thousand rows in one clause is matched by names alone.
TOO_MANY = 10_000
WHERE = ("clause", "quote")


@dataclass(frozen=True, slots=True)
class Statement:
    """One commitment, prepared: what it says without where, what it is about, and its clause by index (-1 for none)."""

    commitment: Commitment
    facts: str
    name: str
    pairs: Counter[str]
    clause: int


@dataclass
class Matching:
    """Which commitment of the old reading is which of the new."""

    olds: Sequence[Statement]
    news: Sequence[Statement]
    forth: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def match(self, old: int, new: int) -> None:
        """Note that two statements are one commitment."""
        self.forth[old] = new
        self.taken.add(new)

    def left(self) -> tuple[list[int], list[int]]:
        """Return the indexes of both sides without counterpart."""
        return [at for at in range(len(self.olds)) if at not in self.forth], [at for at in range(len(self.news)) if at not in self.taken]


def compare_commitments(old: Reading, new: Reading, pairing: Pairing) -> tuple[CommitmentChange, ...]:
    """Return the commitments that differ, in the order of the new reading; dropped ones before what followed them."""
    matching = Matching(_statements(old, pairing.olds), _statements(new, pairing.news))
    _match_same(matching, pairing)
    _match_in_clauses(matching, pairing)
    _match_by_name(matching)
    return tuple(_changes(matching))


def _statements(reading: Reading, units: Sequence[Unit]) -> list[Statement]:
    places, indexes = Places(reading.policy), {unit.clause.id: at for at, unit in enumerate(units)}
    statements = []
    for commitment in reading.commitments:
        record = {name: value for name, value in to_record(commitment).items() if name not in WHERE and not name.endswith("_implied")}
        clause = places.clause_at(commitment.span.start)
        name = plain(_name(commitment))
        at = indexes.get(clause.id, -1) if clause else -1
        statements.append(Statement(commitment, plain(json.dumps(record, ensure_ascii=False)), name, pairs_of(name), at))
    return statements


def _name(commitment: Commitment) -> str:
    return name_of(commitment.indicator) if isinstance(commitment, Target) else headline(commitment)


def _match_same(matching: Matching, pairing: Pairing) -> None:
    """Match what says the same: in counterpart clauses first, then wherever it stands."""
    for is_near in (True, False):
        olds, news = matching.left()
        groups: dict[tuple[str, int], list[int]] = defaultdict(list)
        for new in reversed(news):
            groups[matching.news[new].facts, matching.news[new].clause if is_near else 0].append(new)
        for old in olds:
            statement = matching.olds[old]
            clause = pairing.forth.get(statement.clause, -1) if is_near else 0
            if found := groups.get((statement.facts, clause)):
                matching.match(old, found.pop())


def _match_in_clauses(matching: Matching, pairing: Pairing) -> None:
    """Match what is alike in counterpart clauses, the likest first."""
    olds, news = matching.left()
    groups: Mapping[tuple[Kind, int], list[int]] = defaultdict(list)
    for new in news:
        groups[matching.news[new].commitment.kind, matching.news[new].clause].append(new)
    by_clause: Mapping[tuple[Kind, int], list[int]] = defaultdict(list)
    for old in olds:
        statement = matching.olds[old]
        if statement.clause in pairing.forth:
            by_clause[statement.commitment.kind, pairing.forth[statement.clause]].append(old)
    for key, ones in by_clause.items():
        others = groups.get(key, [])
        if len(ones) * len(others) > TOO_MANY:
            continue
        least = LEAST_ALONE if len(ones) == len(others) == 1 else LEAST_LIKENESS
        _match_likest(matching, ones, others, least)


def _match_likest(matching: Matching, olds: Sequence[int], news: Sequence[int], least: float) -> None:
    scored = []
    for place, old in enumerate(olds):
        for other, new in enumerate(news):
            degree = _degree(matching.olds[old], matching.news[new])
            if degree >= least:
                scored.append((degree, -abs(place - other), -old, -new))
    for _, _, old, new in sorted(scored, reverse=True):
        if -old not in matching.forth and -new not in matching.taken:
            matching.match(-old, -new)


def _degree(old: Statement, new: Statement) -> float:
    """Say how alike two statements are: by what they are about, then by time or way of reckoning."""
    degree = likeness(old.pairs, new.pairs)
    one, other = old.commitment, new.commitment
    if isinstance(one, Target) and isinstance(other, Target):
        return degree + 0.1 * (one.period == other.period) + 0.05 * (one.unit == other.unit)
    if isinstance(one, Reward) and isinstance(other, Reward):
        return degree + 0.05 * (one.formula.type is other.formula.type)
    return degree


def _match_by_name(matching: Matching) -> None:
    """Match what is about the same thing, wherever it went; only where the name is one of its kind on both sides."""
    olds, news = matching.left()
    one, other = _by_name(matching.olds, olds), _by_name(matching.news, news)
    for key, found in one.items():
        counterparts = other.get(key, [])
        if len(found) == 1 and len(counterparts) == 1:
            matching.match(found[0], counterparts[0])


def _by_name(statements: Sequence[Statement], left: Sequence[int]) -> dict[tuple[Kind, str], list[int]]:
    groups: dict[tuple[Kind, str], list[int]] = defaultdict(list)
    for at in left:
        if statements[at].name:
            groups[statements[at].commitment.kind, statements[at].name].append(at)
    return groups


def _changes(matching: Matching) -> Iterator[CommitmentChange]:
    back = {new: old for old, new in matching.forth.items()}
    dropped = iter(matching.left()[0])
    pending = next(dropped, None)
    for new, statement in enumerate(matching.news):
        old = back.get(new)
        while pending is not None and old is not None and pending < old:
            yield CommitmentChange(Change.DROPPED, matching.olds[pending].commitment, None)
            pending = next(dropped, None)
        if old is None:
            yield CommitmentChange(Change.ADDED, None, statement.commitment)
        elif differing := tuple(_fields(matching.olds[old].commitment, statement.commitment)):
            yield CommitmentChange(Change.CHANGED, matching.olds[old].commitment, statement.commitment, differing)
    while pending is not None:
        yield CommitmentChange(Change.DROPPED, matching.olds[pending].commitment, None)
        pending = next(dropped, None)


def _fields(old: Commitment, new: Commitment) -> Iterator[FieldChange]:
    """Yield the particulars that differ, in the order in which they are shown."""
    one = {row.name: row.words for row in fields(old)}
    other = {row.name: row.words for row in fields(new)}
    for name in dict.fromkeys([*one, *other]):
        before, now = one.get(name, NOTHING), other.get(name, NOTHING)
        if plain(before) != plain(now):
            yield FieldChange(name, before, now)
