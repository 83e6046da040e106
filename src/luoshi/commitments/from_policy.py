"""Pass 2: a Policy into a Reading, by one grammar module a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from luoshi.commitments.check import check_reading
from luoshi.commitments.context import Context
from luoshi.commitments.deadline import read_deadlines
from luoshi.commitments.duty import read_duties
from luoshi.commitments.identity import same_targets
from luoshi.commitments.nodes import Commitment, Reading
from luoshi.commitments.procedure import read_procedures
from luoshi.commitments.register import read_registers
from luoshi.commitments.reward import read_rewards
from luoshi.commitments.stacking import read_stackings
from luoshi.commitments.target import read_targets
from luoshi.policy.nodes import Policy

GRAMMARS: tuple[Callable[[Context], Iterator[Commitment]], ...] = (
    read_targets,
    read_duties,
    read_rewards,
    read_stackings,
    read_registers,
    read_procedures,
    read_deadlines,
)


def read_commitments(policy: Policy) -> Reading:
    """Read everything a policy commits to.

    Guarantees: never refuses a text; `commitments` are in document order and their spans lie in the text.
    """
    context = Context(policy)
    found = [commitment for read in GRAMMARS for commitment in read(context)]
    found.sort(key=lambda c: (c.span.start, c.span.end))
    diagnostics = policy.text.diagnostics + policy.diagnostics + tuple(check_reading(context, found))
    return Reading(policy, tuple(found), diagnostics, same_targets(found))
