"""What changed between two versions of a document: its clauses, and what they commit the place to."""

from luoshi.comparison.from_readings import compare_readings
from luoshi.comparison.nodes import Change, ClauseChange, CommitmentChange, Comparison

__all__ = ["Change", "ClauseChange", "CommitmentChange", "Comparison", "compare_readings"]
