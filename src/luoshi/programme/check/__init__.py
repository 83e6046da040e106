"""What is wrong with a programme beyond the shape of its file: names of nothing, contradictions, what is never paid or paid twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from luoshi.programme.check.confirmation import check_confirmation
from luoshi.programme.check.facts import check_facts
from luoshi.programme.check.figures import check_figures
from luoshi.programme.check.head import check_head
from luoshi.programme.check.identity import check_identity
from luoshi.programme.check.nodes import Found, ProgrammeFinding
from luoshi.programme.check.rewards import check_rewards
from luoshi.programme.check.targets import check_targets
from luoshi.programme.check.together import check_together
from luoshi.programme.check.units import check_units
from luoshi.programme.check.yearly import check_yearly
from luoshi.programme.nodes import Programme
from luoshi.programme.yaml_tree import Path

__all__ = ["ProgrammeFinding", "check_programme"]

# A file that is wrong throughout is not explained better by more sentences.
MOST_OF_A_CHECK = 1000
CHECKS: tuple[Callable[[Programme], Found], ...] = (
    check_head,
    check_identity,
    check_units,
    check_targets,
    check_facts,
    check_rewards,
    check_figures,
    check_yearly,
    check_together,
    check_confirmation,
)


def check_programme(programme: Programme, line_of: Callable[[Path], int | None] | None = None) -> tuple[ProgrammeFinding, ...]:
    """Return all that a person should mend or know, in the order of the file; what concerns all of it comes first.

    Args:
        programme: Any programme that `from_yaml` lets through.
        line_of: Where a path stands in the file; without it the findings have no lines.
    """
    order = {section: at for at, section in enumerate(Programme.model_fields)}
    found = [_placed(finding, programme, line_of) for check in CHECKS for finding in islice(check(programme), MOST_OF_A_CHECK)]

    def place(finding: ProgrammeFinding) -> tuple[int, Path, int]:
        return order.get(str(finding.path[0]), 0) if finding.path else -1, finding.path[1:2], finding.line or 0

    return tuple(sorted(found, key=place))


def _placed(finding: ProgrammeFinding, programme: Programme, line_of: Callable[[Path], int | None] | None) -> ProgrammeFinding:
    """Say in which row a finding is, and at which line."""
    row = None
    if len(finding.path) > 1 and isinstance(finding.path[1], int):
        row = getattr(programme, str(finding.path[0]))[finding.path[1]]
    return replace(
        finding,
        row=getattr(row, "id", getattr(row, "name", "")),
        clause=getattr(row, "clause", None),
        line=line_of(finding.path) if line_of else None,
    )
