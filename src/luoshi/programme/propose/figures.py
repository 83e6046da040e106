"""Figures of a reading as a programme can hold them; what it cannot hold is told in the note of its row."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from luoshi.programme.rules import MAX_YUAN
from luoshi.values.money import FEN_PER_YUAN

MOST_RATE, FINEST_RATE = 100, 10**6
LARGEST_FEN = int(MAX_YUAN) * FEN_PER_YUAN


def amount_of(fen: int | None) -> Decimal | None:
    """Return an amount in yuan, or None where there is none or it is beyond what a programme holds."""
    return Decimal(fen) / FEN_PER_YUAN if fen is not None and 0 <= fen <= LARGEST_FEN else None


def rate_of(rate: Fraction | None) -> Fraction | None:
    """Return a rate, or None where there is none or it is beyond or finer than what a programme holds."""
    return rate if rate is not None and 0 <= rate <= MOST_RATE and rate.denominator <= FINEST_RATE else None
