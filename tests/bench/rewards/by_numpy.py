"""The ten rules in NumPy, int64 fen: the reference to which the cells of all others are compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.bench.rewards.ten_rules import COUNTS, FLAGS, MONEY, REGIONS, Cells, Run, from_rows

Arrays = dict[str, np.ndarray]
NUMBERS = (*FLAGS, *COUNTS, *MONEY)
EXACT_IN_A_FLOAT = 2**53


def read_arrays(path: Path) -> Arrays:
    """Read the file into arrays: money int64 fen, counts int16, flags bool, regions as their place in `REGIONS`, int16."""
    table = pq.read_table(path, columns=["region", *NUMBERS], read_dictionary=["region"])
    arrays = {name: table[name].to_numpy() for name in (*FLAGS, *MONEY)}
    arrays |= {name: table[name].to_numpy().astype(np.int16) for name in COUNTS}
    return arrays | {"region": _places(table["region"])}


def _places(column: pa.ChunkedArray) -> np.ndarray:
    place = {code: at for at, code in enumerate(REGIONS)}
    chunks = (np.array([place[code] for code in c.dictionary.to_pylist()], np.int16)[c.indices.to_numpy()] for c in column.chunks)
    return np.concatenate(list(chunks))


def amounts(a: Arrays) -> list[np.ndarray]:
    """Return what each rule pays to each enterprise, fen: ten arrays of int64."""
    first_time = np.where(a["hte"] == 1, np.where(a["above_scale"], 20_000_000, 10_000_000), 0)
    reaccredited = np.where(a["hte"] == 2, 10_000_000, 0)
    moved = np.where(a["relocated"] & (a["sales"] >= 200_000_000), 20_000_000, 0)
    paid = [
        np.where((first_time >= reaccredited) & (first_time >= moved), first_time, 0),
        np.where((reaccredited > first_time) & (reaccredited >= moved), reaccredited, 0),
        np.where((moved > first_time) & (moved > reaccredited), moved, 0),
        a["city_grant"],
        np.minimum((a["first_set"] * 20 + 50) // 100, 100_000_000),
        np.minimum((a["unused_patents"] + a["industrialised_patents"]) * np.int64(5_000_000), 50_000_000),
        np.where(a["subsidised_years"] < 3, np.minimum(((a["loan_interest"] + a["guarantee_cost"]) * 50 + 50) // 100, 30_000_000), 0),
        np.where(np.isin(a["venture_stage"], (1, 2)), np.minimum((a["venture"] * 10 + 50) // 100, 50_000_000), 0),
        np.minimum((a["open_bid"] * 30 + 50) // 100, 500_000_000),
        np.minimum((np.maximum(a["prior_research"] - a["research_support"], 0) * 20 + 50) // 100, 500_000_000),
    ]
    assert all(amount.dtype == np.int64 for amount in paid)
    return paid


def cells_of(arrays: Arrays) -> Cells:
    """Sum by region. `bincount` adds in float64, which is exact for whole numbers below 2^53, and no cell comes near."""
    sums = [np.bincount(arrays["region"], amount, len(REGIONS)) for amount in amounts(arrays)]
    assert max(column.max() for column in sums) < EXACT_IN_A_FLOAT
    return from_rows((region, *(int(column[at]) for column in sums)) for at, region in enumerate(REGIONS))


def prepare(path: Path, variant: str) -> Run:
    """Read the arrays, unless that is to be measured too."""
    if variant == "parquet":
        return lambda: cells_of(read_arrays(path))
    arrays = read_arrays(path)
    return lambda: cells_of(arrays)
