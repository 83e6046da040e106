"""Applicants out of the loaded tables, one after the other, with their states, matters and payments: what the interpreter takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import duckdb

from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.load import TABLES
from luoshi.facts.nodes import Applicant, Facts, Matter, Payment, State, Value
from luoshi.facts.tables import LoadedTables
from luoshi.facts.vocabulary import Entity, FactField, FactType

FETCHED = 10_000
ORDERS = {
    Entity.APPLICANT: "applicant, valid_from",
    Entity.MATTER: 'applicant, "on", matter',
    Entity.PAYMENT: 'applicant, "on", matter, reward, payer, programme, amount, document',
}
# What the nodes hold in fields of their own, and not among the facts.
OWN = {
    Entity.APPLICANT: ("applicant", "from"),
    Entity.MATTER: ("matter", "applicant", "on"),
    Entity.PAYMENT: ("applicant", "on", "amount", "year", "reward", "matter", "payer", "programme"),
}
Row: TypeAlias = tuple[Any, ...]


def applicants_of(tables: LoadedTables, *, only: Sequence[str] | None = None) -> Iterator[Applicant]:
    """Yield every applicant that any of the tables knows, by code ascending; of a million, a few thousand are held at a time.

    `only` names the applicants that are wanted. Those who are only paid are applicants too: quotas and budgets count them.
    """
    groups = [
        _Groups(tables, entity, make, only)
        for entity, make in ((Entity.APPLICANT, _states), (Entity.MATTER, _matters), (Entity.PAYMENT, _payments))
    ]
    while any(group.key is not None for group in groups):
        key = min(group.key for group in groups if group.key is not None)
        states, matters, payments = (group.take(key) for group in groups)
        yield Applicant(key, states, matters, payments)


class _Groups:
    """The rows of one table by applicant, one group ahead."""

    def __init__(
        self,
        tables: LoadedTables,
        entity: Entity,
        make: Callable[[Sequence[FactField], Iterator[Row]], tuple[Any, ...]],
        only: Sequence[str] | None,
    ) -> None:
        self.fields = tables.fields[entity]
        self.make = make
        self.groups = groupby(_rows(tables.connection, entity, self.fields, only), key=itemgetter(_at(self.fields, "applicant")))
        self.key: str | None = None
        self._advance()

    def _advance(self) -> None:
        self.key, self.rows = next(self.groups, (None, iter(())))

    def take(self, key: str) -> tuple[Any, ...]:
        """Return what this table has of an applicant."""
        if self.key != key:
            return ()
        made = self.make(self.fields, self.rows)
        self._advance()
        return made


def _rows(connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Sequence[FactField], only: Sequence[str] | None) -> Iterator[Row]:
    columns = ", ".join(name_of(field.name) for field in fields)
    wanted = "" if only is None else f" WHERE applicant IN ({', '.join(map(quoted, only)) or 'NULL'})"
    cursor = connection.cursor()
    cursor.execute(f"SELECT {columns} FROM {TABLES[entity]}{wanted} ORDER BY {ORDERS[entity]}")
    while rows := cursor.fetchmany(FETCHED):
        yield from rows


def _at(fields: Sequence[FactField], name: str) -> int:
    return next(index for index, field in enumerate(fields) if field.name == name)


def _states(fields: Sequence[FactField], rows: Iterator[Row]) -> tuple[State, ...]:
    read, since = _facts_reader(fields), _at(fields, "from")
    return tuple(State(read(row), None if row[since] is None else day_of(row[since])) for row in rows)


def _matters(fields: Sequence[FactField], rows: Iterator[Row]) -> tuple[Matter, ...]:
    read, (number, applicant, on) = _facts_reader(fields), (_at(fields, name) for name in ("matter", "applicant", "on"))
    return tuple(Matter(row[number], row[applicant], day_of(row[on]), read(row)) for row in rows)


def _payments(fields: Sequence[FactField], rows: Iterator[Row]) -> tuple[Payment, ...]:
    read, at = _facts_reader(fields), {name: _at(fields, name) for name in OWN[Entity.PAYMENT]}
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
