"""Applicants as objects put into the tables of each engine, so that what the interpreter settles can be settled by a plan too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from luoshi.facts.nodes import Applicant, Value
from luoshi.facts.vocabulary import FIELDS, Entity, FactType
from luoshi.rewards.book import RuleBook
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.nodes import Fact
from luoshi.rewards.plan.engines import DuckDBEngine, Engine, PostgresEngine, SparkEngine
from luoshi.rewards.plan.needs import facts_of

TABLES = {"applicants": Entity.APPLICANT, "matters": Entity.MATTER, "payments": Entity.PAYMENT}
ALWAYS, FOREVER = 0, 99_999_999
# Types as (DuckDB and PostgreSQL, Spark) name them.
SQL_TYPES = {FactType.FLAG: "BOOLEAN", FactType.DATE: "INTEGER", FactType.COUNT: "BIGINT", FactType.MONEY: "BIGINT"}
SPARK_TYPES = {"BOOLEAN": "boolean", "INTEGER": "int", "BIGINT": "bigint", "TEXT": "string"}

Row = dict[str, Any]


def columns_of(book: RuleBook) -> dict[str, dict[str, str]]:
    """Return the columns of the three tables with their types: the vocabulary, and the facts of the book that it does not have."""
    tables = {}
    for table, entity in TABLES.items():
        tables[table] = {field.name: SQL_TYPES.get(field.type, "TEXT") for field in FIELDS[entity]}
    for fact in (fact for rule in book.rules for fact in facts_of(rule)):
        tables[_table_of(fact)].setdefault(fact.name, SQL_TYPES.get(fact.type, "TEXT"))
    tables["applicants"] |= {"valid_from": "INTEGER", "valid_to": "INTEGER"}
    return tables


def _table_of(fact: Fact) -> str:
    return "applicants" if fact.entity is Entity.APPLICANT else "matters"


def rows_of(applicants: Sequence[Applicant]) -> dict[str, list[Row]]:
    """Return the rows of the three tables."""
    return {
        "applicants": [row for applicant in applicants for row in _states(applicant)],
        "matters": [
            {"matter": matter.id, "applicant": matter.applicant, "on": number_of_day(matter.on), **_plain(matter.facts)}
            for applicant in applicants
            for matter in applicant.matters
        ],
        "payments": [row for applicant in applicants for row in _payments(applicant)],
    }


def _states(applicant: Applicant) -> Iterator[Row]:
    starts = [ALWAYS if state.since is None else number_of_day(state.since) for state in applicant.states]
    for state, start, end in zip(applicant.states, starts, [*starts, FOREVER][1:], strict=True):
        yield {"applicant": applicant.id, **_plain(state.facts), "from": start or None, "valid_from": start, "valid_to": end}


def _payments(applicant: Applicant) -> Iterator[Row]:
    for payment in applicant.payments:
        names = {name: getattr(payment, name) or None for name in ("reward", "matter", "payer", "programme")}
        day = number_of_day(payment.on)
        amount = {"amount": payment.amount_fen, "year": payment.year, "on": day}
        yield {"applicant": payment.applicant, **_plain(payment.facts), **names, **amount}


def _plain(facts: Mapping[str, Value]) -> Row:
    return {name: number_of_day(value) if isinstance(value, date) else value for name, value in facts.items()}


def fill(engine: Engine, book: RuleBook, applicants: Sequence[Applicant]) -> None:
    """Put the applicants into the tables of an engine, in place of what was there."""
    columns, rows = columns_of(book), rows_of(applicants)
    for table in TABLES:
        values = [tuple(row.get(name) for name in columns[table]) for row in rows[table]]
        if isinstance(engine, SparkEngine):
            _fill_spark(engine, table, columns[table], values)
        else:
            assert isinstance(engine, DuckDBEngine | PostgresEngine)
            _fill_sql(engine, table, columns[table], values)


def _fill_sql(engine: DuckDBEngine | PostgresEngine, table: str, columns: Mapping[str, str], values: Iterable[tuple[Any, ...]]) -> None:
    execute = engine.connection.execute
    execute(f"DROP TABLE IF EXISTS {table}")
    execute(f"CREATE TABLE {table} ({', '.join(f'{chr(34)}{name}{chr(34)} {kind}' for name, kind in columns.items())})")
    mark = "?" if isinstance(engine, DuckDBEngine) else "%s"
    insert = f"INSERT INTO {table} VALUES ({', '.join([mark] * len(columns))})"
    for row in values:
        execute(insert, row)


def _fill_spark(engine: SparkEngine, table: str, columns: Mapping[str, str], values: Sequence[tuple[Any, ...]]) -> None:
    schema = ", ".join(f"`{name}` {SPARK_TYPES[kind]}" for name, kind in columns.items())
    engine.session.createDataFrame(list(values), schema).createOrReplaceTempView(table)
