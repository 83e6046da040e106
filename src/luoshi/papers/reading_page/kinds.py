"""The kinds on the page: their three families, told apart by colour, and the number that a commitment goes by."""

from collections import Counter
from collections.abc import Iterable

from luoshi.commitments.nodes import Commitment, Kind

FAMILIES = {
    Kind.TARGET: "measure",
    Kind.DUTY: "act",
    Kind.REWARD: "money",
    Kind.STACKING: "money",
    Kind.REGISTER: "act",
    Kind.PROCEDURE: "act",
    Kind.DEADLINE: "measure",
}


def names_of(commitments: Iterable[Commitment]) -> list[str]:
    """Name each by its kind and its place among those of its kind: 目标1, 责任1, 目标2; a list of one kind then has no gaps."""
    seen: Counter[Kind] = Counter()
    names = []
    for commitment in commitments:
        seen[commitment.kind] += 1
        names.append(f"{commitment.kind.label}{seen[commitment.kind]}")
    return names
