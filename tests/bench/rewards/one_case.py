"""One case of the ten rules in this process: an engine, a size, from memory or from Parquet; what it took and how far its cells are off."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from tests.bench.rewards.measuring import measurement, report, rounds_wanted, timed
from tests.bench.rewards.ten_rules import Cells, differences

# An engine whose cells hold a sample only is compared with the reference of that sample; one run of it is long enough.
SAMPLED = "interpreter"


def cells_file(population: Path, engine: str) -> Path:
    """Return the file of the cells that an engine is held to."""
    return population.with_suffix(".sample.json" if engine == SAMPLED else ".cells.json")


def write_cells(path: Path, cells: Cells) -> None:
    """Keep cells for the processes that compare theirs."""
    path.write_text(json.dumps([[*key, fen] for key, fen in cells.items()]))


def read_cells(path: Path) -> Cells:
    """Read the cells that a process is held to."""
    return {(region, column): fen for region, column, fen in json.loads(path.read_text())}


def main(engine: str, population: str, variant: str) -> None:
    """Measure one case and report it."""
    path = Path(population)
    run = import_module(f"tests.bench.rewards.by_{engine}").prepare(path, variant)
    is_sampled = engine == SAMPLED
    cells, times = timed(run, rounds=1 if is_sampled else rounds_wanted(), warm_ups=0 if is_sampled else 1)
    wrong, off_by = differences(cells, read_cells(cells_file(path, engine)))
    report(measurement(times, wrong_cells=wrong, off_by_fen=off_by, cells=len(cells)))


if __name__ == "__main__":
    main(*sys.argv[1:])
