"""What a cleaning pass tells of the document, placed in the raw characters until the clean ones are final."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.source import Diagnostic, Severity, Span
from luoshi.text.edits import Edit, Mapped

LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic whose `origins` are still offsets into the raw characters."""

    code: str
    severity: Severity
    message: str
    origins: tuple[Span, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """What one repair pass has to say: its edits on the raw characters, in order, and its findings."""

    edits: list[Edit]
    findings: list[Finding]


def diagnostics_of(findings: Iterable[Finding], mapped: Mapped) -> tuple[Diagnostic, ...]:
    """Place the findings in the clean characters; words that were left out have no span."""

    def placed(origins: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span for span in map(mapped.find, origins) if len(span))

    return tuple(Diagnostic(f.code, f.severity, f.message, placed(f.origins), hint=f.hint) for f in findings)


def quoted(words: str) -> str:
    """Put words into quotation marks, on one line and not too long."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + '…'}”"
