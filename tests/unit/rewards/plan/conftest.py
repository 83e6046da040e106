"""Expressions of the plan asked of each engine: one SELECT, its one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from sqlglot import exp

from luoshi.rewards.plan.chain import select
from luoshi.rewards.plan.compile import Query
from luoshi.rewards.plan.dialects import Dialect, render
from luoshi.rewards.plan.engines import DuckDBEngine, Engine, PostgresEngine, SparkEngine
from luoshi.rewards.plan.parts import Part, parameters_of

Answer = Callable[..., tuple[Any, ...]]


@pytest.fixture(params=[str(dialect) for dialect in Dialect])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn."""
    if request.param == Dialect.DUCKDB:
        yield DuckDBEngine(request.getfixturevalue("duckdb_connection"))
    elif request.param == Dialect.SPARK:
        yield SparkEngine(request.getfixturevalue("spark_session"))
    else:
        import psycopg

        with psycopg.connect(request.getfixturevalue("postgres_dsn"), autocommit=True) as connection:
            yield PostgresEngine(connection)


def query_of(tree: exp.Expr, dialect: Dialect) -> Query:
    text, parameters = render(tree, dialect), parameters_of(tree)
    return Query(text, (), parameters, dialect, (Part("", text, parameters, is_kept=False),))


@pytest.fixture
def answer(engine: Engine) -> Answer:
    """Ask the engine for the values of some expressions."""

    def ask(*values: exp.Expr, parameters: Mapping[str, int] = {}) -> tuple[Any, ...]:
        columns = [exp.alias_(value, f"c{number}") for number, value in enumerate(values)]
        return engine.run(query_of(select(columns), engine.dialect), parameters)[0]

    return ask
