"""How what a rule looks at is written in the relation that it is judged on: facts, numbers, earlier matters, other matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from luoshi.rewards.nodes import Fact, Has, Increase
from luoshi.rewards.plan.names import Names


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule's expressions stand on.

    Attributes:
        names: The parameters.
        fact: A fact as a column; NULL is unknown.
        day: The day of the matter, or of the settlement for a rule without a pattern.
        has: Whether there is another matter of a pattern; never unknown.
        best: The greatest of a quantity over earlier matters; unknown where there is none.
    """

    names: Names
    fact: Callable[[Fact], exp.Expr]
    day: exp.Expr
    has: Mapping[Has, exp.Expr] = field(default_factory=dict)
    best: Mapping[Increase, exp.Expr] = field(default_factory=dict)

    def with_best(self, best: Mapping[Increase, exp.Expr]) -> Terms:
        """Return the same for a rule with these earlier matters."""
        return replace(self, best=best)
