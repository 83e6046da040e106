"""Findings as plain objects, for `--json` and for programs that show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from luoshi.commitments.nodes import Reading
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding, Ground
from luoshi.source import Span

Record = dict[str, Any]


def to_records(reading: Reading, findings: Sequence[Finding]) -> list[Record]:
    """Return one object a finding; `start` and `end` are offsets into the clean text, `place` is where it stands in the file."""
    document = Document(reading)
    return [_record(document, finding) for finding in findings]


def _record(document: Document, finding: Finding) -> Record:
    record: Record = {"code": finding.code, "severity": finding.severity.value, "message": finding.message, "hint": finding.hint}
    record |= {"rule": finding.rule} if finding.rule else {}
    record |= {"grounds": [_ground(ground) for ground in finding.grounds]} if finding.grounds else {}
    return record | {"clause": finding.clause, "places": [_place(document, span) for span in finding.spans]}


def _ground(ground: Ground) -> Record:
    return {
        "act": ground.act,
        "issued_as": ground.issued_as,
        "article": ground.article,
        "in_force_on": ground.in_force_on.isoformat(),
    }


def _place(document: Document, span: Span) -> Record:
    clause = document.clause_at(span.start)
    text = document.reading.policy.text
    return {
        "clause": clause.path if clause else None,
        "start": span.start,
        "end": span.end,
        "quote": text.quote(span),
        "place": text.place(span),
    }
