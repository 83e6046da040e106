"""A Reading into a draft programme: every row with its clause, its words, its doubts, and the status that a person has to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from luoshi.commitments.nodes import Commitment, Kind, Reading
from luoshi.commitments.show import without_repeated_doubts
from luoshi.commitments.to_records import Record, to_record
from luoshi.policy.nodes import Policy
from luoshi.source import Diagnostic

FORMAT = "luoshi-programme/1"
DRAFT = "draft"
SECTIONS = {
    Kind.TARGET: "targets",
    Kind.DUTY: "duties",
    Kind.REWARD: "rewards",
    Kind.STACKING: "stacking",
    Kind.REGISTER: "registers",
    Kind.PROCEDURE: "procedures",
    Kind.DEADLINE: "deadlines",
}
MONEY = {"amount": "amount_yuan", "cap": "cap_yuan"}


def draft_programme(reading: Reading) -> dict[str, Any]:
    """Return the draft as plain data, ready to be written.

    Guarantees: the same reading gives the same draft. A target printed in several places is one row, the other places stand in its
    `also`. Every row has `id`, `clause`, `quote`, `status`, `confidence` and `doubts`. Money in yuan, rates as fractions. A kind of
    which nothing was read has no section.
    """
    reading = without_repeated_doubts(reading)
    programme: dict[str, Any] = {"format": FORMAT, "status": DRAFT, "policy": _policy(reading.policy)}
    programme |= {SECTIONS[kind]: rows for kind, rows in _rows(reading).items() if rows}
    programme["to_check"] = [_diagnostic(diagnostic, reading) for diagnostic in reading.diagnostics]
    return programme


def _policy(policy: Policy) -> Record:
    source = policy.text.source
    return {
        "title": policy.title,
        "document_number": policy.document_number,
        "issuer": policy.issuer,
        "issued_on": policy.issued_on or None,
        "period": {"from": policy.period[0], "to": policy.period[1]} if policy.period else None,
        "source": {"name": source.name, "format": source.format, "sha256": source.sha256},
    }


def _rows(reading: Reading) -> dict[Kind, list[Record]]:
    repeated = {index: group for group in reading.same for index in group}
    numbers: Counter[tuple[Kind, str]] = Counter()
    rows: dict[Kind, list[Record]] = {kind: [] for kind in Kind}
    for index, commitment in enumerate(reading.commitments):
        group = repeated.get(index, (index,))
        if index != group[0]:
            continue
        numbers[commitment.kind, commitment.clause] += 1
        row_id = f"{commitment.kind.value}:{commitment.clause}:{numbers[commitment.kind, commitment.clause]}"
        also = [reading.commitments[other] for other in group[1:]]
        rows[commitment.kind].append(_row(row_id, commitment, also))
    return rows


def _row(row_id: str, commitment: Commitment, also: list[Commitment]) -> Record:
    record = to_record(commitment)
    row: Record = {"id": row_id, "clause": record.pop("clause"), "quote": record.pop("quote")}
    if also:
        row["also"] = [{"clause": other.clause, "quote": other.quote} for other in also]
    row |= {"status": DRAFT, "confidence": round(commitment.confidence, 2), "doubts": list(commitment.doubts)}
    if commitment.implied:
        row["implied"] = list(commitment.implied)
    return row | dict(_facts(record))


def _facts(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield what is left of a record under names that say their unit; `implied` lists what the marks of the record said."""
    for name, value in record.items():
        if name == "kind" or name.endswith("_implied"):
            continue
        if name == "formula":
            yield name, _in_yuan(value)
        else:
            yield MONEY.get(name, name), value


def _in_yuan(formula: Record) -> Record:
    renamed = {MONEY.get(name, name): value for name, value in formula.items()}
    if "stages" in renamed:
        renamed["stages"] = [{MONEY.get(name, name): value for name, value in stage.items()} for stage in renamed["stages"]]
    return renamed


def _diagnostic(diagnostic: Diagnostic, reading: Reading) -> Record:
    row: Record = {"code": diagnostic.code, "severity": diagnostic.severity.value, "clause": diagnostic.clause}
    row["message"] = diagnostic.message
    if diagnostic.spans:
        row["words"] = [_shortened(reading.policy.text.quote(span)) for span in diagnostic.spans]
    return row | ({"hint": diagnostic.hint} if diagnostic.hint else {})


def _shortened(words: str, limit: int = 60) -> str:
    """A diagnostic on a whole second copy of a document would otherwise write the document again."""
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
