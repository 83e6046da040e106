"""What the numbers of a book are called in SQL, and their values: a what-if runs the same SQL with other values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from sqlglot import exp

from luoshi.rewards.book import RuleBook
from luoshi.rewards.nodes import Number, Rate
from luoshi.rewards.plan.dialects import parameter

AS_OF = "as_of"


class Names:
    """Names for the parameters of one book; `r3_formula_amount` is that of the rule at position 3."""

    def __init__(self, book: RuleBook) -> None:
        prefixes = {f"{rule.programme}/{rule.version}/{rule.reward}/": f"r{rule.position}_" for rule in book.rules}
        self._names: dict[str, str] = {}
        taken = {AS_OF}
        for name in book.parameters():
            short = _short(name, prefixes)
            self._names[name] = next(found for found in _numbered(short) if found not in taken)
            taken.add(self._names[name])

    def number(self, node: Number) -> exp.Expr:
        """Return a whole number as a parameter."""
        return parameter(self._names[node.name])

    def rate(self, node: Rate) -> tuple[exp.Expr, exp.Expr]:
        """Return numerator and denominator of a rate as parameters."""
        name = self._names[node.name]
        return parameter(f"{name}_p"), parameter(f"{name}_q")

    def values(self, book: RuleBook) -> dict[str, int]:
        """Return the value of every parameter, by its name in SQL.

        Raises:
            KeyError: The book is another one; with_parameters keeps the names.
        """
        values: dict[str, int] = {}
        for name, value in book.parameters().items():
            short = self._names[name]
            if isinstance(value, Fraction):
                values[f"{short}_p"], values[f"{short}_q"] = value.numerator, value.denominator
            else:
                values[short] = value
        return values


def _short(name: str, prefixes: dict[str, str]) -> str:
    """Shorten `programme/version/reward/place`; a cap or quota that is shared keeps its own id."""
    prefix = max((prefix for prefix in prefixes if name.startswith(prefix)), key=len, default="")
    short = prefixes[prefix] + name.removeprefix(prefix) if prefix else "shared_" + name.split("/", 2)[-1]
    return re.sub(r"[^a-z0-9]+", "_", short.lower()).strip("_")


def _numbered(short: str) -> Iterable[str]:
    yield short
    number = 2
    while True:
        yield f"{short}_{number}"
        number += 1
