"""The contract with the plan: three tables with every fact of the vocabulary, typed, whatever the files had."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from luoshi.facts.conversions import SQL_TYPES
from luoshi.facts.tables import load_tables
from luoshi.facts.vocabulary import FIELDS, Entity, FactField, FactType
from tests.unit.facts.conftest import NAMES, Read

Reader = Callable[..., Read]
OWN = (
    FactField("green_factory", "绿色工厂", Entity.APPLICANT, FactType.FLAG, ("是否绿色工厂",)),
    FactField("tonnage", "产量", Entity.MATTER, FactType.COUNT),
)


def described(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]


@pytest.mark.parametrize("entity", Entity)
def test_every_fact_is_a_typed_column_even_where_no_file_is(connection: duckdb.DuckDBPyConnection, entity: Entity) -> None:
    loaded = load_tables(connection, own_facts=OWN)

    own = [field for field in OWN if field.entity is entity]
    expected = [(field.name, SQL_TYPES[field.type]) for field in (*FIELDS[entity], *own)]
    more = [("valid_from", "INTEGER"), ("valid_to", "INTEGER")] if entity is Entity.APPLICANT else []
    assert described(connection, NAMES[entity]) == expected + more
    assert loaded.tables == ()


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        (Entity.APPLICANT, "主体代码\nA\n"),
        (Entity.APPLICANT, "主体代码,起始日期\nA,2024-01-01\nA,2025-01-01\n"),
        (Entity.MATTER, "事项编号,主体代码,事项类别,事项名称,日期\n1,A,认定,高企,2025-01-01\n"),
        (Entity.PAYMENT, "主体代码,兑付日期,金额\nA,2025-01-01,1\n"),
    ],
)
def test_columns_are_the_same_whatever_the_file_had(connection: duckdb.DuckDBPyConnection, read: Reader, entity: Entity, text: str) -> None:
    load_tables(connection)
    empty = described(connection, NAMES[entity])

    read(text, entity)

    assert described(connection, NAMES[entity]) == empty


def test_facts_of_a_programme_are_read_by_label_and_alias(read: Reader) -> None:
    assert read("主体代码,绿色工厂\nA,是\n", own_facts=OWN).rows("green_factory") == [(True,)]
    assert read("主体代码,是否绿色工厂\nA,否\n", own_facts=OWN).rows("green_factory") == [(False,)]
    assert read("主体代码,绿色工厂\nA,是\n").codes == ["facts.unknown-column"]


def test_word_of_a_programme_goes_before_a_general_alias(read: Reader) -> None:
    own = (FactField("plot", "地区", Entity.APPLICANT, FactType.TEXT),)

    found = read("主体代码,地区,区划代码\nA,园区一号,150621\n", own_facts=own)

    assert found.rows("plot", "region") == [("园区一号", "150621")]


def test_fields_that_were_loaded_are_told_with_the_tables(connection: duckdb.DuckDBPyConnection) -> None:
    loaded = load_tables(connection, own_facts=OWN)

    assert [field.name for field in loaded.fields[Entity.MATTER]] == [field.name for field in FIELDS[Entity.MATTER]] + ["tonnage"]


def test_rows_keep_the_order_of_the_file(read: Reader) -> None:
    codes = [f"Q{number * 7919 % 5000:04d}" for number in range(5000)]

    found = read("主体代码\n" + "\n".join(codes) + "\n")

    assert [row[0] for row in found.rows("applicant")] == codes
