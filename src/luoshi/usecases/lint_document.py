"""Look for what a drafter should mend in a document before it is issued."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from luoshi.commitments.nodes import Reading
from luoshi.lint import Finding, lint_reading
from luoshi.source import Source
from luoshi.usecases.read_document import read_document


@dataclass(frozen=True, slots=True)
class Linted:
    """A document as it was read, and what is to be mended in it, the grave first."""

    reading: Reading
    findings: tuple[Finding, ...]


def lint_document(*, path: Path | None = None, source: Source | None = None) -> Linted:
    """Read a document and look for what should be mended.

    Raises:
        SourceRefused: No text can be had from the file.
    """
    reading = read_document(path=path, source=source)
    return Linted(reading, lint_reading(reading))
