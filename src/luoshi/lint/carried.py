"""What the passes below have found and a drafter must mend: numbering, missing annexes and tables, numbers that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding

CARRIED = ("policy.", "commitment.contradiction")
# Told of the file that was handed in, not of what it will be when issued.
OF_THE_FILE = ("policy.no-title",)


def carry_faults(document: Document) -> Iterator[Finding]:
    """Yield the diagnostics of the tree and the contradictions of the targets, as they are."""
    for fault in document.reading.diagnostics:
        if fault.code.startswith(CARRIED) and fault.code not in OF_THE_FILE:
            yield Finding(fault.code, fault.severity, fault.message, fault.spans, fault.clause, fault.hint)
