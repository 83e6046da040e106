"""Which clause of the old version is which of the new: by the same words, then the same heading, then likeness, then by what lies below.

The printed number plays no part, so a renumbering does not look like a rewrite.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from luoshi.commitments.passages import passage_of
from luoshi.comparison.likeness import likeness, pairs_of, plain
from luoshi.policy.nodes import Clause, ClauseKind, Policy

# Below this share of common pairs two clauses are no versions of each other.
LEAST_LIKENESS = 0.4
# Pairs of characters that stand in more clauses than this tell nothing; it also bounds the work.
COMMON = 12
CANDIDATES = 6
LEAST_HEADING = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause with its own words, and the index of the clause above it (-1 for none)."""

    clause: Clause
    words: str
    plain: str
    above: int


@dataclass
class Pairing:
    """Which unit of the old version is which of the new, both ways."""

    olds: Sequence[Unit]
    news: Sequence[Unit]
    forth: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)

    def pair(self, old: int, new: int) -> None:
        """Note that two units are one clause."""
        self.forth[old], self.back[new] = new, old

    def free(self, old: int, new: int) -> bool:
        """Say whether neither unit has its counterpart yet."""
        return old not in self.forth and new not in self.back

    def are_under_one(self, old: int, new: int) -> bool:
        """Say whether the clauses above two units are counterparts, or both stand at the top."""
        above, below = self.olds[old].above, self.news[new].above
        return (above < 0 and below < 0) or (above >= 0 and self.forth.get(above) == below)

    @property
    def left_old(self) -> list[int]:
        """The old units without counterpart."""
        return [at for at in range(len(self.olds)) if at not in self.forth]

    @property
    def left_new(self) -> list[int]:
        """The new units without counterpart."""
        return [at for at in range(len(self.news)) if at not in self.back]


def units_of(policy: Policy) -> list[Unit]:
    """Return the clauses of a policy in document order; what the page adds behind the document is left out."""
    units: list[Unit] = []

    def add(clause: Clause, above: int) -> None:
        if clause.kind is ClauseKind.TRAILER:
            return
        words = passage_of(policy.text.chars, clause).text
        units.append(Unit(clause, words, plain(words), above))
        at = len(units) - 1
        for child in clause.children:
            add(child, at)

    for clause in policy.clauses:
        add(clause, -1)
    return units


def align(old: Policy, new: Policy) -> Pairing:
    """Pair the clauses of two versions."""
    pairing = Pairing(units_of(old), units_of(new))
    _pair_ends(pairing)
    _pair_by(pairing, lambda unit: unit.plain)
    _pair_by(pairing, lambda unit: "" if unit.plain else unit.clause.path)  # a bare number has nothing but its number
    _pair_by(pairing, lambda unit: plain(unit.clause.heading) if len(unit.clause.heading) >= LEAST_HEADING else "", only_unique=True)
    _pair_by_likeness(pairing)
    _pair_by_children(pairing)
    _pair_by_place(pairing)
    return pairing


def _pair_ends(pairing: Pairing) -> None:
    """Pair the preambles: a document has one, whatever its title has become."""
    olds = [at for at, unit in enumerate(pairing.olds) if unit.clause.kind is ClauseKind.PREAMBLE]
    news = [at for at, unit in enumerate(pairing.news) if unit.clause.kind is ClauseKind.PREAMBLE]
    if olds and news:
        pairing.pair(olds[0], news[0])


def _pair_by(pairing: Pairing, key: Callable[[Unit], str], *, only_unique: bool = False) -> None:
    """Pair units with one key; of several with the same key those under one clause first, then in order."""
    groups = _grouped(pairing.olds, pairing.left_old, key), _grouped(pairing.news, pairing.left_new, key)
    for word in groups[0].keys() & groups[1].keys():
        olds, news = groups[0][word], groups[1][word]
        if only_unique and (len(olds) > 1 or len(news) > 1):
            continue
        for old, new in ((o, n) for o in olds[:COMMON] for n in news[:COMMON] if len(olds) > 1 or len(news) > 1):
            if pairing.free(old, new) and pairing.olds[old].clause.path == pairing.news[new].clause.path:
                pairing.pair(old, new)
        for old, new in zip((o for o in olds if o not in pairing.forth), (n for n in news if n not in pairing.back), strict=False):
            pairing.pair(old, new)


def _grouped(units: Sequence[Unit], left: Iterable[int], key: Callable[[Unit], str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for at in left:
        if word := key(units[at]):
            groups[word].append(at)
    return groups


def _pair_by_likeness(pairing: Pairing) -> None:
    """Pair what is left by the characters that two clauses share, the likest first."""
    counts_old = {at: pairs_of(pairing.olds[at].plain) for at in pairing.left_old}
    counts_new = {at: pairs_of(pairing.news[at].plain) for at in pairing.left_new}
    holders: dict[str, list[int]] = defaultdict(list)
    for at, counts in counts_new.items():
        for pair in counts:
            holders[pair].append(at)
    found = []
    for old, counts in counts_old.items():
        shared = Counter(new for pair in counts if len(holders.get(pair, ())) <= COMMON for new in holders.get(pair, ()))
        for new, _ in shared.most_common(CANDIDATES):
            degree = likeness(counts, counts_new[new])
            if degree >= LEAST_LIKENESS:
                found.append((degree + 0.1 * pairing.are_under_one(old, new), -old, -new))
    for _, old, new in sorted(found, reverse=True):
        if pairing.free(-old, -new):
            pairing.pair(-old, -new)


def _pair_by_children(pairing: Pairing) -> None:
    """Pair headings that were reworded over the same clauses: most of the children are counterparts. The deepest first."""
    children: dict[int, list[int]] = defaultdict(list)
    for at, unit in enumerate(pairing.olds):
        children[unit.above].append(at)
    for old in reversed(pairing.left_old):
        below = children[old]
        votes = Counter(pairing.news[pairing.forth[at]].above for at in below if at in pairing.forth)
        for new, count in votes.most_common(1):
            if new >= 0 and new not in pairing.back and count * 2 > len(below):
                pairing.pair(old, new)


def _pair_by_place(pairing: Pairing) -> None:
    """Pair what frames the document (number, recipients, signature) by its kind and order: dates and names change whole."""
    for kind in (ClauseKind.FRONT, ClauseKind.SIGNATURE):
        olds = [at for at in pairing.left_old if pairing.olds[at].clause.kind is kind]
        news = [at for at in pairing.left_new if pairing.news[at].clause.kind is kind]
        if len(olds) == len(news):
            for old, new in zip(olds, news, strict=True):
                pairing.pair(old, new)
