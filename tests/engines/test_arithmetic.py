"""The three engines on money: whole fen stay exact, and what leaves 64 bits is refused, never wrapped to a wrong amount."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

import pytest

# A query to its rows.
Ask = Callable[[str], list[Any]]

# Integer division as each dialect spells it.
DIVIDED = {"duckdb": "({}) // {}", "postgres": "({}) / {}", "spark": "({}) div {}"}
TOO_LARGE = 9_000_000_000_000_000_000
SUMS = (0, 1, 49, 50, 51, 99, 100, 101, 617_283, 2**53 + 1, 9_999_999_999_999_999, 92_233_720_368_547_757)
PERCENTS = (1, 5, 10, 30, 33, 50, 100)

every_engine = pytest.mark.parametrize("engine", sorted(DIVIDED))
refused = pytest.raises(Exception, match=r"(?i)overflow|out of range")


@pytest.fixture
def ask(engine: str, request: pytest.FixtureRequest) -> Ask:
    return {"duckdb": ask_duckdb, "postgres": ask_postgres, "spark": ask_spark}[engine](request)


def ask_duckdb(request: pytest.FixtureRequest) -> Ask:
    connection = request.getfixturevalue("duckdb_connection")
    return lambda question: [tuple(row) for row in connection.execute(question).fetchall()]


def ask_postgres(request: pytest.FixtureRequest) -> Ask:
    import psycopg

    dsn = request.getfixturevalue("postgres_dsn")

    def ask_once(question: str) -> list[Any]:
        with psycopg.connect(dsn) as connection:
            return connection.execute(question.encode()).fetchall()

    return ask_once


def ask_spark(request: pytest.FixtureRequest) -> Ask:
    session = request.getfixturevalue("spark_session")
    return lambda question: [tuple(row) for row in session.sql(question).collect()]


def bigint(number: int) -> str:
    return f"CAST({number} AS BIGINT)"


@every_engine
@pytest.mark.parametrize("operator", ["+", "*"])
def test_a_number_past_64_bits_is_refused(ask: Ask, operator: str) -> None:
    with refused:
        ask(f"SELECT {bigint(TOO_LARGE)} {operator} {bigint(TOO_LARGE)}")


@every_engine
def test_a_difference_past_64_bits_is_refused(ask: Ask) -> None:
    with refused:
        ask(f"SELECT {bigint(-TOO_LARGE)} - {bigint(TOO_LARGE)}")


@every_engine
def test_a_total_past_64_bits_is_refused_or_exact(engine: str, ask: Ask) -> None:
    total = f"SELECT sum(fen) FROM (SELECT {bigint(TOO_LARGE)} AS fen UNION ALL SELECT {bigint(TOO_LARGE)}) AS amounts"

    if engine == "spark":
        with refused:
            ask(total)
    else:
        assert ask(total) == [(2 * TOO_LARGE,)]


@every_engine
def test_a_percentage_rounds_half_a_fen_up_exactly(engine: str, ask: Ask) -> None:
    cases = [(fen, percent) for fen in SUMS for percent in PERCENTS if fen * percent + 50 < 2**63]
    rows = " UNION ALL ".join(f"SELECT {bigint(fen)} AS fen, {bigint(percent)} AS percent" for fen, percent in cases)
    share = DIVIDED[engine].format(f"fen * percent + {bigint(50)}", bigint(100))

    answered = ask(f"SELECT fen, percent, {share} FROM ({rows}) AS cases ORDER BY fen, percent")

    assert answered == [(fen, percent, floor(Fraction(fen * percent, 100) + Fraction(1, 2))) for fen, percent in sorted(cases)]
