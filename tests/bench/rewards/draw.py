"""Draw a population where it is not there yet, with the cells to which all engines are held: those of NumPy in int64."""

from __future__ import annotations

import sys

from tests.bench.rewards.by_interpreter import SAMPLE
from tests.bench.rewards.by_numpy import cells_of, read_arrays
from tests.bench.rewards.measuring import report
from tests.bench.rewards.one_case import SAMPLED, cells_file, write_cells
from tests.bench.rewards.population import population


def main(size: int) -> None:
    """Draw, work out the cells of all and of the sample, and report the path of the file."""
    path = population(size)
    if not cells_file(path, SAMPLED).exists():
        arrays = read_arrays(path)
        sample = {name: values[:: max(1, size // SAMPLE)] for name, values in arrays.items()}
        write_cells(cells_file(path, ""), cells_of(arrays))
        write_cells(cells_file(path, SAMPLED), cells_of(sample))
    report({"path": str(path), "bytes": path.stat().st_size})


if __name__ == "__main__":
    main(int(sys.argv[1]))
