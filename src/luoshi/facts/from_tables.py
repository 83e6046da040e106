"""The loaded tables back as objects, one applicant at a time: what the interpreter explains, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import duckdb

from luoshi.facts.nodes import Applicant, Matter, Payment, State, Value
from luoshi.facts.vocabulary import Entity, FactField, FactType

ROWS_AT_ONCE = 10_000
TABLES = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}
ORDERS = {Entity.APPLICANT: "valid_from", Entity.MATTER: '"on", matter', Entity.PAYMENT: '"on", amount'}
KEYS = {
    Entity.APPLICANT: {"applicant", "from"},
    Entity.MATTER: {"applicant", "matter", "on"},
    Entity.PAYMENT: {"applicant", "on", "amount", "year", "reward", "matter", "payer", "programme"},
}
Row = dict[str, Any]


def applicants_of(
    connection: duckdb.DuckDBPyConnection, fields: dict[Entity, tuple[FactField, ...]], *, ids: Sequence[str] | None = None
) -> Iterator[Applicant]:
    """Yield the applicants in the order of their ids, those of `ids` or all, each with its states, matters and payments.

    An applicant that only payments name has no states. The rows are read in three ordered streams, so memory does not grow with them.
    """
    streams = {entity: _Stream(connection, entity, fields[entity], ids) for entity in TABLES}
    while (applicant := min((stream.next_id for stream in streams.values() if stream.next_id is not None), default=None)) is not None:
        rows = {entity: stream.take(applicant) for entity, stream in streams.items()}
        yield Applicant(
            id=applicant,
            states=tuple(State(_facts(row, Entity.APPLICANT), row["from"]) for row in rows[Entity.APPLICANT]),
            matters=tuple(Matter(row["matter"], applicant, row["on"], _facts(row, Entity.MATTER)) for row in rows[Entity.MATTER]),
            payments=tuple(_payment(applicant, row) for row in rows[Entity.PAYMENT]),
        )


def _facts(row: Row, entity: Entity) -> dict[str, Value]:
    return {name: value for name, value in row.items() if value is not None and name not in KEYS[entity]}


def _payment(applicant: str, row: Row) -> Payment:
    names = {name: row[name] or "" for name in ("reward", "matter", "payer", "programme")}
    facts = _facts(row, Entity.PAYMENT)
    return Payment(applicant=applicant, on=row["on"], amount_fen=row["amount"], year=row["year"], facts=facts, **names)


class _Stream:
    """The rows of one table in the order of applicants; `take` gives those of the next one."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Iterable[FactField], ids: Sequence[str] | None
    ) -> None:
        self._fields = tuple(fields)
        columns = ", ".join(f'"{field.name}"' for field in self._fields)
        where = "" if ids is None else "WHERE applicant IN (SELECT unnest($ids))"
        query = f"SELECT {columns} FROM {TABLES[entity]} {where} ORDER BY applicant, {ORDERS[entity]}"
        # A cursor of its own: three results are read side by side.
        self._cursor = connection.cursor().execute(query, {} if ids is None else {"ids": list(ids)})
        self._rows = self._read()
        self._row = next(self._rows, None)

    def _read(self) -> Iterator[Row]:
        while rows := self._cursor.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                yield {field.name: _value(field, value) for field, value in zip(self._fields, row, strict=True)}

    @property
    def next_id(self) -> str | None:
        """The applicant whose rows come next, None at the end."""
        return None if self._row is None else self._row["applicant"]

    def take(self, applicant: str) -> list[Row]:
        """Return the rows of this applicant, which are those that come next."""
        rows = []
        while self._row is not None and self._row["applicant"] == applicant:
            rows.append(self._row)
            self._row = next(self._rows, None)
        return rows


def _value(field: FactField, value: Any) -> Any:
    """A day is a whole number in the tables."""
    if value is None or field.type is not FactType.DATE:
        return value
    return date(value // 10_000, value // 100 % 100, value % 100)
