"""A Comparison as plain objects, for `--json` and for programs that show it."""

from __future__ import annotations

from typing import Any

from luoshi.commitments.nodes import Commitment, Reading
from luoshi.commitments.show import headline
from luoshi.commitments.to_records import to_record
from luoshi.comparison.nodes import ClauseChange, CommitmentChange, Comparison
from luoshi.policy.nodes import Clause

Record = dict[str, Any]


def comparison_record(comparison: Comparison) -> Record:
    """Return one object: both versions, the clauses that differ, the commitments that differ."""
    return {
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "same": comparison.is_same,
        "clauses": [_clause_change(change) for change in comparison.clauses if change.changes],
        "commitments": [_commitment_change(change) for change in comparison.commitments],
    }


def _version(reading: Reading) -> Record:
    policy = reading.policy
    return {
        "file": policy.text.source.name,
        "title": policy.title,
        "document_number": policy.document_number,
        "issued_on": policy.issued_on,
    }


def _clause_change(change: ClauseChange) -> Record:
    record = {"changes": [kind.value for kind in change.changes], "old": _clause(change.old), "new": _clause(change.new)}
    return record | ({"edits": [{"old": edit.old, "new": edit.new} for edit in change.edits]} if change.edits else {})


def _clause(clause: Clause | None) -> Record | None:
    return None if clause is None else {"clause": clause.path, "number": clause.number, "heading": clause.heading}


def _commitment_change(change: CommitmentChange) -> Record:
    fields = [{"name": field.name, "old": field.old, "new": field.new} for field in change.fields]
    record: Record = {"change": change.change.value, "kind": change.either.kind.value, "about": headline(change.either)}
    return record | {"old": _commitment(change.old), "new": _commitment(change.new)} | ({"fields": fields} if fields else {})


def _commitment(commitment: Commitment | None) -> Record | None:
    return None if commitment is None else to_record(commitment)
