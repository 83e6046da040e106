"""Pass 1: a Text into a Policy, the tree of its clauses with stable identifiers."""

from luoshi.policy.from_text import read_policy
from luoshi.policy.nodes import Clause, ClauseKind, Policy

__all__ = ["Clause", "ClauseKind", "Policy", "read_policy"]
