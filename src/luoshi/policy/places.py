"""Places: which clause a character stands in, and what is above a clause."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from luoshi.policy.nodes import Clause, Policy


@dataclass(frozen=True)
class Places:
    """One policy, prepared for looking up its clauses by place."""

    policy: Policy

    @cached_property
    def parents(self) -> dict[str, Clause]:
        """The clause above each clause, by identifier."""
        return {child.id: clause for clause in self.policy.walk() for child in clause.children}

    @cached_property
    def _ordered(self) -> tuple[list[int], list[Clause]]:
        ordered = sorted(self.policy.walk(), key=lambda clause: (clause.span.start, -clause.span.end))
        return [clause.span.start for clause in ordered], ordered

    def clause_at(self, offset: int) -> Clause | None:
        """Return the innermost clause in which a character stands, or None between clauses."""
        starts, ordered = self._ordered
        at = bisect_right(starts, offset) - 1
        found: Clause | None = ordered[at] if at >= 0 else None
        while found is not None and not found.span.start <= offset < found.span.end:
            found = self.parents.get(found.id)
        return found

    def chain(self, clause: Clause | None) -> Iterator[Clause]:
        """Yield a clause and all above it, innermost first."""
        while clause is not None:
            yield clause
            clause = self.parents.get(clause.id)
