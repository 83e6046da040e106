"""Programmes and what was found in them as plain objects, for `--json` and for programs that show them."""

from __future__ import annotations

from typing import Any

from luoshi.programme.check import ProgrammeFinding
from luoshi.programme.nodes import Programme

Record = dict[str, Any]
COUNTED = (
    "units",
    "facts",
    "targets",
    "duties",
    "rewards",
    "caps",
    "quotas",
    "stacking",
    "overrides",
    "decisions",
    "registers",
    "procedures",
    "deadlines",
)


def head_record(programme: Programme) -> Record:
    """Return which programme it is, and how many rows it has of each kind."""
    return {
        "programme": programme.programme,
        "version": programme.version,
        "title": programme.policy.title,
        "status": programme.status,
        "counts": {section: len(getattr(programme, section)) for section in COUNTED},
    }


def finding_record(finding: ProgrammeFinding) -> Record:
    """Return one finding; `line` is null where the programme came from no file."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "line": finding.line,
        "path": "/".join(map(str, finding.path)),
        "row": finding.row,
        "clause": finding.clause,
        "message": finding.message,
        "hint": finding.hint,
    }
