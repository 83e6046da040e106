"""Pass 2: a Policy into a Reading, by one grammar module a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from luoshi.commitments.context import Context
from luoshi.commitments.nodes import Commitment, Reading
from luoshi.policy.nodes import Policy


def read_commitments(policy: Policy) -> Reading:
    """Read everything a policy commits to.

    Guarantees: never refuses a text; `commitments` are in document order and their spans lie in the text.
    """
    context = Context(policy)
    found: list[Commitment] = []
    for name, function in (
        ("target", "read_targets"),
        ("duty", "read_duties"),
        ("reward", "read_rewards"),
        ("stacking", "read_stackings"),
        ("register", "read_registers"),
        ("procedure", "read_procedures"),
        ("deadline", "read_deadlines"),
    ):
        try:
            read: Callable[[Context], Iterator[Commitment]] = getattr(import_module(f"luoshi.commitments.{name}"), function)
        except ModuleNotFoundError:
            continue
        found.extend(read(context))
    found.sort(key=lambda c: (c.span.start, c.span.end))
    return Reading(policy, tuple(found), policy.text.diagnostics + policy.diagnostics)
