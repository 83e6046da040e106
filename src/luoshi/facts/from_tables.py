"""The loaded tables back as objects, one applicant at a time: what the interpreter explains, whatever the file was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import duckdb

from luoshi.facts.conversions import name_of
from luoshi.facts.load import TABLES
from luoshi.facts.nodes import Applicant, Facts, Matter, Payment, State, Value
from luoshi.facts.vocabulary import Entity, FactField, FactType

ROWS_AT_ONCE = 10_000
# Orders that leave nothing open, so that the same tables give the same objects.
ORDERS = {
    Entity.APPLICANT: "valid_from",
    Entity.MATTER: '"on", matter',
    Entity.PAYMENT: '"on", amount, matter, reward, payer, programme, document',
}
# What the objects hold in fields of their own, and not among the facts.
OWN = {
    Entity.APPLICANT: ("applicant", "from"),
    Entity.MATTER: ("applicant", "matter", "on"),
    Entity.PAYMENT: ("applicant", "on", "amount", "year", "reward", "matter", "payer", "programme"),
}
Fields: TypeAlias = Sequence[FactField]
Row: TypeAlias = tuple[Any, ...]
Makes: TypeAlias = Callable[[Fields, Iterator[Row]], tuple[Any, ...]]


def applicants_of(
    connection: duckdb.DuckDBPyConnection, fields: Mapping[Entity, Fields], *, ids: Sequence[str] | None = None
) -> Iterator[Applicant]:
    """Yield the applicants in the order of their ids, those of `ids` or all, each with its states, matters and payments.

    An applicant that only payments name has no states: quotas and budgets count it all the same. The rows are read in three ordered
    streams, so memory does not grow with them.
    """
    makers = {Entity.APPLICANT: _states, Entity.MATTER: _matters, Entity.PAYMENT: _payments}
    streams = [_Stream(_rows(connection, entity, fields[entity], ids), fields[entity], make) for entity, make in makers.items()]
    while (applicant := min((stream.next_id for stream in streams if stream.next_id is not None), default=None)) is not None:
        states, matters, payments = (stream.take(applicant) for stream in streams)
        yield Applicant(applicant, states, matters, payments)


def _rows(connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Fields, ids: Sequence[str] | None) -> Iterator[Row]:
    columns = ", ".join(name_of(field.name) for field in fields)
    where = "" if ids is None else "WHERE applicant IN (SELECT unnest($ids))"
    query = f"SELECT {columns} FROM {TABLES[entity]} {where} ORDER BY applicant, {ORDERS[entity]}"
    # A cursor of its own: three results are read side by side.
    cursor = connection.cursor().execute(query, {} if ids is None else {"ids": list(ids)})
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        yield from rows


class _Stream:
    """The rows of one table in the order of applicants; `take` gives what is made of those of the next one."""

    def __init__(self, rows: Iterator[Row], fields: Fields, make: Makes) -> None:
        self._fields, self._make = tuple(fields), make
        self._groups = groupby(rows, key=itemgetter(_at(fields, "applicant")))
        self.next_id: str | None = None
        self._group: Iterator[Row] = iter(())
        self._advance()

    def _advance(self) -> None:
        self.next_id, self._group = next(self._groups, (None, iter(())))

    def take(self, applicant: str) -> tuple[Any, ...]:
        """Return what this table has of an applicant, who is the next or not in it."""
        if self.next_id != applicant:
            return ()
        made = self._make(self._fields, self._group)
        self._advance()
        return made


def _at(fields: Fields, name: str) -> int:
    return next(index for index, field in enumerate(fields) if field.name == name)


def _states(fields: Fields, rows: Iterator[Row]) -> tuple[State, ...]:
    read, since = _facts_reader(tuple(fields)), _at(fields, "from")
    return tuple(State(read(row), None if row[since] is None else day_of(row[since])) for row in rows)


def _matters(fields: Fields, rows: Iterator[Row]) -> tuple[Matter, ...]:
    read, (applicant, number, on) = _facts_reader(tuple(fields)), (_at(fields, name) for name in OWN[Entity.MATTER])
    return tuple(Matter(row[number], row[applicant], day_of(row[on]), read(row)) for row in rows)


def _payments(fields: Fields, rows: Iterator[Row]) -> tuple[Payment, ...]:
    read, at = _facts_reader(tuple(fields)), {name: _at(fields, name) for name in OWN[Entity.PAYMENT]}
    return tuple(
        Payment(
            applicant=row[at["applicant"]],
            on=day_of(row[at["on"]]),
            amount_fen=row[at["amount"]],
            year=row[at["year"]],
            **{name: row[at[name]] or "" for name in ("reward", "matter", "payer", "programme")},
            facts=read(row),
        )
        for row in rows
    )


@lru_cache(maxsize=16)
def _facts_reader(fields: tuple[FactField, ...]) -> Callable[[Row], Facts]:
    """Return what takes the facts out of a row, without those that are not known."""
    taken = [(index, f.name, f.type is FactType.DATE) for index, f in enumerate(fields) if f.name not in OWN[f.entity]]

    def read(row: Row) -> dict[str, Value]:
        return {name: day_of(row[index]) if is_day else row[index] for index, name, is_day in taken if row[index] is not None}

    return read


@lru_cache(maxsize=50_000)
def day_of(number: int) -> date:
    """Return the date that yyyymmdd stands for."""
    return date(number // 10_000, number // 100 % 100, number % 100)
