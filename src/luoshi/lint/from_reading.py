"""A Reading into findings: each family of rules looks through the document once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from luoshi.commitments.nodes import Reading
from luoshi.lint.bodies import lint_bodies
from luoshi.lint.carried import carry_faults
from luoshi.lint.competition import lint_competition
from luoshi.lint.document import Document
from luoshi.lint.duties import lint_duties
from luoshi.lint.limits import lint_limits
from luoshi.lint.nodes import Finding
from luoshi.lint.payment import lint_payment
from luoshi.lint.rewards import lint_rewards
from luoshi.lint.stacking import lint_stacking
from luoshi.lint.targets import lint_targets
from luoshi.lint.unit_names import lint_unit_names
from luoshi.lint.validity import lint_validity
from luoshi.source import Severity

# In the order in which a drafter reads them.
FAMILIES: tuple[Callable[[Document], Iterator[Finding]], ...] = (
    lint_competition,
    lint_targets,
    lint_duties,
    lint_unit_names,
    lint_bodies,
    lint_rewards,
    lint_limits,
    lint_stacking,
    lint_payment,
    lint_validity,
    carry_faults,
)
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def lint_reading(reading: Reading) -> tuple[Finding, ...]:
    """Look for what a drafter should mend, and what fair-competition review would object to.

    Guarantees: never refuses a reading; findings of one sort are gathered in one with several spans; the grave ones come first, then
    those of one family together, each family in document order.
    """
    document = Document(reading)
    found = [finding for family in FAMILIES for finding in family(document)]
    return tuple(sorted(found, key=lambda finding: WEIGHT[finding.severity]))
