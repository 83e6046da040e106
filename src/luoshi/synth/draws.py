"""Random numbers by counter: Philox 2×32 with ten rounds (Salmon et al. 2011), as SQL of the engine and the same in Python.

A number depends on the seed, the name of the draw and the counter (which firm, which matter) alone, never on the order of work: the same on
every machine and with any number of threads. All in whole numbers; 32 × 32 bits fit UBIGINT, so nothing wraps and nothing overflows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

WORD = 2**32
MULTIPLIER = 0xD256D193
WEYL = 0x9E3779B9
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Stream:
    """One sequence of draws: the second half of the counter and the key."""

    high: int
    key: int

    @classmethod
    def of(cls, seed: int, name: str) -> Stream:
        """Return the stream of a draw of that name."""
        digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
        return cls(int.from_bytes(digest[:4]), int.from_bytes(digest[4:8]))

    def round_keys(self) -> list[int]:
        """Return the key of each round."""
        return [(self.key + number * WEYL) % WORD for number in range(ROUNDS)]


def philox(counter: int, stream: Stream) -> tuple[int, int]:
    """Return the two words, each 0 ≤ word < 2³², that belong to a counter below 2³²."""
    left, right = counter, stream.high
    for key in stream.round_keys():
        product = MULTIPLIER * left
        left, right = (product >> 32) ^ key ^ right, product % WORD
    return left, right


def with_draws(relation: str, counter: str, names: Sequence[str], seed: int) -> str:
    """Return a relation with a column of 32 random bits for each name, UBIGINT.

    Args:
        relation: SQL that stands behind FROM.
        counter: SQL of a whole number below 2³² that is another for each row.
        names: Columns to add; two by two they are the words of one stream.
        seed: Of the population.
    """
    pairs = [(names[at], names[at + 1] if at + 1 < len(names) else f"{names[at]}_") for at in range(0, len(names), 2)]
    streams = [Stream.of(seed, "+".join(pair)) for pair in pairs]
    start = [
        f"({counter})::UBIGINT AS {left}, {stream.high}::UBIGINT AS {right}" for (left, right), stream in zip(pairs, streams, strict=True)
    ]
    query = f"SELECT *, {', '.join(start)} FROM {relation}"
    for keys in zip(*(stream.round_keys() for stream in streams), strict=True):
        rounds = [_round(left, right, key) for (left, right), key in zip(pairs, keys, strict=True)]
        query = f"SELECT * REPLACE ({', '.join(rounds)}) FROM ({query})"
    spare = [right for _, right in pairs if right not in names]
    return f"(SELECT * EXCLUDE ({', '.join(spare)}) FROM ({query}))" if spare else f"({query})"


def _round(left: str, right: str, key: int) -> str:
    product = f"({left} * {MULTIPLIER}::UBIGINT)"
    return f"xor(xor({product} >> 32, {key}::UBIGINT), {right}) AS {left}, ({product} & {WORD - 1}::UBIGINT) AS {right}"


def below(draw: str, bound: str | int) -> str:
    """Return the SQL of a whole number from 0 to below `bound` (BIGINT, at most 2³¹), evenly spread; of a bound 0: 0."""
    return f"(({draw} * ({bound})::UBIGINT) >> 32)::BIGINT"


def chance(draw: str, permille: str | int) -> str:
    """Return the SQL that is true for so many of a thousand."""
    return f"({draw} * 1000::UBIGINT < ({permille})::UBIGINT * {WORD}::UBIGINT)"


def pick(draw: str, weights: Sequence[int]) -> str:
    """Return the SQL of an index (from 0) drawn by weight, of which one at least is above zero."""
    ends = [total * WORD // sum(weights) for total in accumulate(weights)]
    cases = [f"WHEN {draw} < {end}::UBIGINT THEN {index}" for index, end in enumerate(ends[:-1])]
    return f"(CASE {' '.join(cases)} ELSE {len(weights) - 1} END)" if cases else "0"
