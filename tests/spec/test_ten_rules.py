"""The ten rules of the benchmark on two thousand drawn enterprises: plan, interpreter and SQL written by hand, to the fen.

An engine that is quick and wrong by a fen would otherwise be seen only when somebody runs the benchmark.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

import pytest

from luoshi.rewards.interpreter import Interpreter
from luoshi.rewards.plan.engines import DuckDBEngine
from tests.bench.rewards import by_interpreter, by_plan, by_sql
from tests.bench.rewards.ten_rules import (
    ABOVE_SCALE,
    ALWAYS,
    COUNTS,
    FIRST_TIME,
    FLAGS,
    FOREVER,
    INDUSTRIALISED_PATENTS,
    MONEY,
    MOST_YEARS,
    REACCREDITED,
    REGIONS,
    RELOCATED,
    RULES,
    SEED,
    STAGES,
    SUBSIDISED_BEFORE,
    TOTAL,
    UNUSED_PATENTS,
    WEIGHTS,
    WITH_PATENTS,
    Money,
    code_of,
    differences,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENTERPRISES = 2_000
# So few enterprises would hardly have any of the rare facts: each is drawn this much more often.
OFTENER = 8
COLUMNS = {
    "applicant": "TEXT",
    "region": "TEXT",
    "valid_from": "INTEGER",
    "valid_to": "INTEGER",
    **dict.fromkeys(FLAGS, "BOOLEAN"),
    **dict.fromkeys((*COUNTS, *MONEY), "BIGINT"),
}


def drawn(number: int, rng: Random) -> dict[str, object]:
    """Draw one enterprise by the benchmark's distributions, with the rare facts oftener."""
    region = rng.choices(REGIONS, WEIGHTS)[0]
    facts: dict[str, object] = {name: fen(kind, rng) for name, kind in MONEY.items()}
    has_patents = rng.random() < WITH_PATENTS * OFTENER
    weights = [1 - (FIRST_TIME + REACCREDITED) * OFTENER, FIRST_TIME * OFTENER, REACCREDITED * OFTENER]
    return {
        "applicant": code_of(region, number),
        "region": region,
        "valid_from": ALWAYS,
        "valid_to": FOREVER,
        **facts,
        "hte": rng.choices(range(3), weights)[0],
        "above_scale": rng.random() < ABOVE_SCALE * OFTENER,
        "relocated": rng.random() < RELOCATED * OFTENER,
        "venture_stage": rng.randint(1, STAGES) if facts["venture"] else 0,
        "unused_patents": poisson(UNUSED_PATENTS, rng) if has_patents else 0,
        "industrialised_patents": poisson(INDUSTRIALISED_PATENTS, rng) if has_patents else 0,
        "subsidised_years": rng.randint(0, MOST_YEARS) if rng.random() < SUBSIDISED_BEFORE * OFTENER else 0,
    }


def fen(kind: Money, rng: Random) -> int:
    return int(rng.lognormvariate(math.log(kind.median), kind.sigma) * 100) if rng.random() < kind.share * OFTENER else 0


def poisson(mean: float, rng: Random) -> int:
    """Knuth's way: as many draws as their product stays above e to the power of minus the mean."""
    product, count = rng.random(), 0
    while product > math.exp(-mean):
        product, count = product * rng.random(), count + 1
    return count


def enterprises() -> Iterator[dict[str, object]]:
    rng = Random(SEED)
    return (drawn(number, rng) for number in range(ENTERPRISES))


@pytest.fixture
def filled(duckdb_connection: DuckDBPyConnection) -> DuckDBPyConnection:
    duckdb_connection.execute(f"CREATE TABLE applicants ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    rows = list(enterprises())
    lists = {name: [row[name] for row in rows] for name in COLUMNS}
    duckdb_connection.execute(f"INSERT INTO applicants SELECT {', '.join(f'unnest(${name})' for name in COLUMNS)}", lists)
    return duckdb_connection


def test_plan_interpreter_and_hand_written_sql_agree_on_the_ten_rules(filled: DuckDBPyConnection) -> None:
    book = by_plan.ten_rules_book()

    by_hand = by_sql.cells_of(filled, "applicants")
    planned = by_plan.cells_of(by_plan.compiled(book, "applicants"), DuckDBEngine(filled))
    interpreted = by_interpreter.cells_of(Interpreter(book), map(by_interpreter.applicant_of, enterprises()))

    assert planned == by_hand
    assert interpreted == by_hand
    assert all(any(by_hand[region, rule] for region in REGIONS) for rule in RULES), "every rule has to pay somebody"


def test_a_fen_in_one_cell_is_a_difference() -> None:
    right = {(region, column): 0 for region in REGIONS for column in (*RULES, TOTAL)}
    wrong = {**right, (REGIONS[0], TOTAL): -1}

    assert differences(right, right) == (0, 0)
    assert differences(wrong, right) == (1, -1)
