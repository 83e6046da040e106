"""The ten rules by Luoshi's interpreter, one enterprise after the other; of a large population a sample, spread over it evenly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from luoshi.facts.nodes import Applicant, State
from luoshi.rewards.interpreter import Interpreter, Line
from tests.bench.rewards.by_plan import ten_rules_book
from tests.bench.rewards.ten_rules import AS_OF, COUNTS, FLAGS, MONEY, Cells, Run, with_totals

FACTS = ("region", *FLAGS, *COUNTS, *MONEY)
SAMPLE = 100_000


def applicant_of(row: Mapping[str, Any]) -> Applicant:
    """Return an enterprise as the interpreter sees it."""
    return Applicant(row["applicant"], (State({name: row[name] for name in FACTS}),))


def sample_of(path: Path, size: int = SAMPLE) -> Iterator[Applicant]:
    """Yield every n-th enterprise of the file."""
    connection = duckdb.connect(":memory:", config={"threads": 2})
    columns = ("applicant", *FACTS)
    (total,) = connection.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchone() or (0,)
    scan = f"read_parquet('{path}', file_row_number=true)"
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {scan} WHERE file_row_number % {max(1, total // size)} = 0")
    while row := rows.fetchone():
        yield applicant_of(dict(zip(columns, row, strict=True)))


def cells_of(interpreter: Interpreter, applicants: Iterable[Applicant]) -> Cells:
    """Settle each enterprise and sum by region."""
    return with_totals(_owed(interpreter, applicants))


def _owed(interpreter: Interpreter, applicants: Iterable[Applicant]) -> Iterator[tuple[str, str, int]]:
    for applicant in applicants:
        for line in interpreter.settle(applicant, AS_OF):
            yield _region(applicant), _reward(line), line.owed_fen


def _region(applicant: Applicant) -> str:
    return str(applicant.states[0].facts["region"])


def _reward(line: Line) -> str:
    return line.rule.reward


def prepare(path: Path, variant: str) -> Run:
    """Read the enterprises; what is returned is measured."""
    assert variant == "mem"
    interpreter, applicants = Interpreter(ten_rules_book()), list(sample_of(path))
    return lambda: cells_of(interpreter, applicants)
