"""What is wrong with a document as a document: numbers skipped or doubled, tables and annexes that are announced and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.policy.ladder import Fault, Rung
from luoshi.policy.nodes import Clause, ClauseKind, Policy
from luoshi.policy.numbering import KINDS, Style
from luoshi.source import Diagnostic, Severity, Span

STYLE_EXAMPLES = {Style.SUBITEM: "（一）", Style.SUBPOINT: "（1）", Style.POINT: "1.", Style.ITEM: "一、"}


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """A number that does not follow on, and the path of its clause."""

    rung: Rung
    path: str


def check_policy(policy: Policy, misnumbered: Sequence[Misnumbered]) -> Iterator[Diagnostic]:
    """Yield the faults of the document, in the order of its clauses."""
    yield from ()
