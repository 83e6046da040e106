"""Check a programme file: from what cannot be read in it to what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from luoshi.programme.check import ProgrammeFinding
from luoshi.programme.check import check_programme as check
from luoshi.programme.from_yaml import FileFault, ProgrammeFile, ProgrammeRefused, programme_file
from luoshi.programme.nodes import Programme
from luoshi.programme.yaml_tree import Path
from luoshi.rewards.bounds import PlanRefused, prove
from luoshi.rewards.from_programme import book_of
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


def check_programme(*, name_or_path: str | FilePath = "", data: bytes | None = None) -> CheckedProgramme:
    """Read a programme and look for what is wrong with it.

    Args:
        name_or_path: Its file or the name of a bundled pack; or else
        data: Its bytes, already read.

    Raises:
        ProgrammeNotFound: There is no such file or pack, or it may not be read.
    """
    try:
        file = load_programme_file(name_or_path) if data is None else programme_file(data)
    except ProgrammeNotFound:
        raise
    except ProgrammeRefused as refused:
        return CheckedProgramme(None, tuple(map(_finding, refused.faults)))
    found = check(file.programme, file.line_of)
    if not any(finding.severity is Severity.ERROR for finding in found):
        found += tuple(_too_large(file))
    return CheckedProgramme(file.programme, found)


def _too_large(file: ProgrammeFile) -> Iterator[ProgrammeFinding]:
    """Prove of every reward that no amount of it can leave 64 bits, which a settlement of whole tables asks for."""
    book = book_of([file.programme])
    for index, rule in enumerate(book.rules):
        try:
            prove(replace(book, rules=(rule,)))
        except PlanRefused as refused:
            path: Path = ("rewards", index, "formula")
            finding = ProgrammeFinding("programme.too-large", Severity.ERROR, path, str(refused))
            yield replace(finding, row=rule.reward, clause=rule.clause, line=file.line_of(path))


def _finding(fault: FileFault) -> ProgrammeFinding:
    path = tuple(int(step) if step.isdecimal() else step for step in fault.path.split("/")) if fault.path else ()
    return ProgrammeFinding(fault.code, Severity.ERROR, path, fault.message, row=fault.row, line=fault.line)
