"""Check a programme file: from what cannot be read in it to what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from luoshi.programme.check import ProgrammeFinding
from luoshi.programme.check import check_programme as check
from luoshi.programme.from_yaml import FileFault, ProgrammeRefused
from luoshi.programme.nodes import Programme
from luoshi.source import Severity
from luoshi.usecases.programmes import ProgrammeNotFound, load_programme_file


@dataclass(frozen=True, slots=True)
class CheckedProgramme:
    """What was found in one programme file; without a programme where it could not be read as one."""

    programme: Programme | None
    findings: tuple[ProgrammeFinding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are of that weight."""
        return sum(1 for finding in self.findings if finding.severity is severity)


def check_programme(*, name_or_path: str | Path) -> CheckedProgramme:
    """Read a programme and look for what is wrong with it.

    Raises:
        ProgrammeNotFound: There is no such file or pack, or it may not be read.
    """
    try:
        file = load_programme_file(name_or_path)
    except ProgrammeNotFound:
        raise
    except ProgrammeRefused as refused:
        return CheckedProgramme(None, tuple(map(_finding, refused.faults)))
    return CheckedProgramme(file.programme, check(file.programme, file.line_of))


def _finding(fault: FileFault) -> ProgrammeFinding:
    path = tuple(int(step) if step.isdecimal() else step for step in fault.path.split("/")) if fault.path else ()
    return ProgrammeFinding(fault.code, Severity.ERROR, path, fault.message, row=fault.row, line=fault.line)
