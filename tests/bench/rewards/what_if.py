"""A what-if in this process: other numbers in a compiled plan, over a table in memory; nothing but the numbers is done anew."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import count
from pathlib import Path

from luoshi.rewards.plan.engines import DuckDBEngine
from tests.bench.rewards.by_plan import cells_of, compiled, ten_rules_book
from tests.bench.rewards.by_sql import open_database
from tests.bench.rewards.measuring import measurement, report, rounds_wanted, timed
from tests.bench.rewards.one_case import cells_file, read_cells
from tests.bench.rewards.ten_rules import Cells, differences

RATE, CAP = "ten-rules/1/r10/formula/rate", "ten-rules/1/r10/cap/0"


def what_ifs() -> Iterator[dict[str, int | Fraction]]:
    """Yield numbers that differ each time: the rate of the last rule a per mille higher, its cap higher by a yuan."""
    for step in count(1):
        yield {RATE: Fraction(200 + step, 1000), CAP: 500_000_000 + 100 * step}


def prepare(path: Path) -> tuple[Callable[[dict[str, int | Fraction]], Cells], float]:
    """Load and compile; return what carries out one what-if, and the seconds that compiling took."""
    connection, source = open_database(path, "mem")
    engine, book = DuckDBEngine(connection), ten_rules_book()
    started = time.perf_counter()
    plan = compiled(book, source)
    cells_of(plan, engine)
    seconds = time.perf_counter() - started
    return lambda numbers: cells_of(plan.with_book(book.with_parameters(numbers)), engine), seconds


def main(population: str) -> None:
    """Measure what-ifs one after another; the numbers of the file itself have to give the reference once more."""
    path = Path(population)
    run, first = prepare(path)
    numbers = what_ifs()
    changed, times = timed(lambda: run(next(numbers)), rounds=rounds_wanted())
    reference = read_cells(cells_file(path, "plan"))
    wrong, _ = differences(run({}), reference)
    _, more = differences(changed, reference)
    assert more > 0, "a higher rate and a higher cap have to cost more"
    report(measurement(times, wrong_cells=wrong, off_by_fen=0, first_seconds=first))


if __name__ == "__main__":
    main(*sys.argv[1:])
