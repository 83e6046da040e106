"""The cases written by hand, on every engine: each plan gives the lines of the interpreter."""

from __future__ import annotations

import duckdb
import psycopg
import pytest
from pyspark.sql import SparkSession

from luoshi.rewards.plan.engines import DuckDBEngine, Engine, PostgresEngine, SparkEngine
from tests.spec.agreement import Batch, batches, interpreted, planned
from tests.spec.case_files import all_cases

MOST_CASES = 5
BATCHES = list(batches(all_cases()))


def check(engine: Engine, batch: Batch) -> None:
    assert planned(engine, batch.book, batch.applicants, batch.as_of) == interpreted(batch.book, batch.applicants, batch.as_of)


@pytest.mark.parametrize("batch", BATCHES, ids=[batch.names[0] for batch in BATCHES])
def test_duckdb_agrees_with_the_interpreter(duckdb_connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    check(DuckDBEngine(duckdb_connection), batch)


def test_postgresql_agrees_with_the_interpreter(postgres_dsn: str) -> None:
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        for batch in BATCHES:
            check(PostgresEngine(connection), batch)


def test_spark_agrees_with_the_interpreter(spark_session: SparkSession) -> None:
    """Spark takes seconds to plan each query, whatever its size: the books with the most cases, which hold every kind of rule."""
    for batch in sorted(BATCHES, key=lambda batch: -len(batch.names))[:MOST_CASES]:
        check(SparkEngine(spark_session), batch)
