"""The plan against hand-written SQL, turn by turn in one process on the same data, so that a busy machine slows both alike."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from luoshi.rewards.plan.engines import DuckDBEngine
from tests.bench.rewards import by_plan, by_sql
from tests.bench.rewards.measuring import report, rounds_wanted, timed

TURNS = 2


def main(population: str, variant: str) -> None:
    """Report the ratio by the clock on the wall, and by what the processors have worked."""
    connection, source = by_sql.open_database(Path(population), variant)
    plan, engine = by_plan.compiled(by_plan.ten_rules_book(), source), DuckDBEngine(connection)
    ours, theirs = (lambda: by_plan.cells_of(plan, engine)), (lambda: by_sql.cells_of(connection, source))
    assert ours() == theirs()
    ratios = list(turns(ours, theirs, TURNS * rounds_wanted()))
    report({name: statistics.median(turn[at] for turn in ratios) for at, name in enumerate(("wall", "processor"))})


def turns(ours: Callable[[], object], theirs: Callable[[], object], count: int) -> Iterator[tuple[float, float]]:
    """Yield for each turn ours against theirs: seconds on the wall, seconds of processor."""
    for _ in range(count):
        left, right = (timed(run, rounds=1, warm_ups=0)[1] for run in (ours, theirs))
        yield left.seconds[0] / right.seconds[0], left.processor[0] / right.processor[0]


if __name__ == "__main__":
    main(*sys.argv[1:])
