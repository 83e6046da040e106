"""Programmes and what was found in them as plain objects, for `--json` and for programs that show them."""

from __future__ import annotations

from typing import Any

from luoshi.programme.check import ProgrammeFinding
from luoshi.programme.diff import KeyChange, ProgrammeDifference, RowChange
from luoshi.programme.impact import Impact, Touched
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


def difference_record(difference: ProgrammeDifference) -> Record:
    """Return what differs between two versions, values in words."""
    return {
        "old": head_record(difference.old),
        "new": head_record(difference.new),
        "same": difference.is_same,
        "head": [_key(key) for key in difference.head],
        "rows": [_row(change) for change in difference.rows],
    }


def impact_record(impact: Impact) -> Record:
    """Return what a change touches as of a day, by row; `units` are those that answer for it, the lead first."""
    return {
        "old": head_record(impact.difference.old),
        "new": head_record(impact.difference.new),
        "as_of": impact.as_of.isoformat(),
        "notes": list(impact.notes),
        "touched": [_touched(touched) for touched in impact.touched],
        "closed": [_row(change) for change in impact.closed],
        "by_unit": {unit: [touched.change.row for touched in rows] for unit, rows in impact.by_unit().items()},
    }


def _key(key: KeyChange) -> Record:
    return {"key": key.key, "name": key.name, "old": key.old, "new": key.new}


def _row(change: RowChange) -> Record:
    return {
        "change": change.kind.value,
        "section": change.section,
        "row": change.row,
        "clause": change.clause or None,
        "title": change.title,
        "keys": [_key(key) for key in change.keys],
        "contents": [{"name": name, "words": words} for name, words in change.contents],
    }


def _touched(touched: Touched) -> Record:
    return {
        **_row(touched.change),
        "until": None if touched.until is None else touched.until.isoformat(),
        "units": list(touched.units),
        "reaches": list(touched.reaches),
        "since": None if touched.since is None else touched.since.isoformat(),
    }
