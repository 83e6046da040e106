"""The plan against hand-written SQL, turn by turn in one process on the same data, so that a busy machine slows both alike."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from luoshi.rewards.plan.engines import DuckDBEngine
from tests.bench.rewards import by_plan, by_sql
from tests.bench.rewards.measuring import report, rounds_wanted

Clock = Callable[[], float]


def seconds_of(run: Callable[[], object], clock: Clock) -> float:
    """Return what one run takes by a clock."""
    started = clock()
    run()
    return clock() - started


def main(population: str, variant: str) -> None:
    """Report the ratio by the clock on the wall, and by what both processors have worked, which others on the machine do not change."""
    connection, source = by_sql.open_database(Path(population), variant)
    plan, engine = by_plan.compiled(by_plan.ten_rules_book(), source), DuckDBEngine(connection)
    ours, theirs = (lambda: by_plan.cells_of(plan, engine)), (lambda: by_sql.cells_of(connection, source))
    assert ours() == theirs()
    ratios = {"wall": time.perf_counter, "processor": time.process_time}
    found = {name: statistics.median(_turns(ours, theirs, clock)) for name, clock in ratios.items()}
    report(found)


def _turns(ours: Callable[[], object], theirs: Callable[[], object], clock: Clock) -> list[float]:
    return [seconds_of(ours, clock) / seconds_of(theirs, clock) for _ in range(rounds_wanted())]


if __name__ == "__main__":
    main(*sys.argv[1:])
