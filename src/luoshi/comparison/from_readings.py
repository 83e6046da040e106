"""Two readings into a Comparison."""

from __future__ import annotations

from luoshi.commitments.nodes import Reading
from luoshi.comparison.alignment import align
from luoshi.comparison.clauses import compare_clauses
from luoshi.comparison.commitments import compare_commitments
from luoshi.comparison.nodes import Comparison


def compare_readings(old: Reading, new: Reading) -> Comparison:
    """Compare two versions of a document.

    Guarantees: every clause of both versions stands in exactly one `ClauseChange`; a reading compared with itself is the same;
    the cost grows with the length of the texts, not with their product.
    """
    pairing = align(old.policy, new.policy)
    return Comparison(old, new, compare_clauses(pairing), compare_commitments(old, new, pairing))
