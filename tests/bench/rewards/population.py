"""Draw the enterprises of the ten-rule benchmark with NumPy, by the million, into a Parquet file that is kept under build/bench.

The table is in the form in which the plan takes applicants: code, region, first and last day of the state, facts; money int64 fen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.bench.rewards import ten_rules as of

CHUNK = 1_000_000
ROW_GROUP = 131_072
FOLDER = Path("build", "bench", "rewards")
Column = np.ndarray


def population(size: int) -> Path:
    """Return the file with so many enterprises; draw them where it is not there yet."""
    path = FOLDER / f"ten-rules-{size}.parquet"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        _write(unfinished, size)
        unfinished.rename(path)
    return path


def _write(path: Path, size: int) -> None:
    writer = None
    for start in range(0, size, CHUNK):
        table = pa.table(chunk(start, min(CHUNK, size - start)))
        if writer is None:
            repeated = [name for name in table.column_names if name != "applicant"]
            writer = pq.ParquetWriter(path, table.schema, compression="snappy", use_dictionary=repeated)
        writer.write_table(table, row_group_size=ROW_GROUP)
    assert writer is not None
    writer.close()


def chunk(start: int, size: int) -> dict[str, pa.Array | Column]:
    """Draw the enterprises from `start` on; a chunk is the same in every population that has it whole."""
    rng = np.random.default_rng([of.SEED, start, size])
    weights = np.array(of.WEIGHTS)
    places = rng.choice(len(of.REGIONS), size, p=weights / weights.sum())
    regions = [of.REGIONS[place] for place in places]
    columns: dict[str, pa.Array | Column] = {
        "applicant": pa.array([of.code_of(region, number) for number, region in enumerate(regions, start)]),
        "region": pa.array(regions),
        "valid_from": np.full(size, of.ALWAYS, np.int32),
        "valid_to": np.full(size, of.FOREVER, np.int32),
    }
    return columns | _facts(rng, size)


def _facts(rng: np.random.Generator, size: int) -> dict[str, Column]:
    def is_drawn(share: float) -> Column:
        return rng.random(size) < share

    others = 1 - of.FIRST_TIME - of.REACCREDITED
    columns = {
        "hte": rng.choice(np.arange(3), size, p=[others, of.FIRST_TIME, of.REACCREDITED]),
        "above_scale": is_drawn(of.ABOVE_SCALE),
        "relocated": is_drawn(of.RELOCATED),
    }
    columns |= {name: _money(rng, size, kind, is_drawn) for name, kind in of.MONEY.items()}
    columns["research_support"][columns["prior_research"] == 0] = 0
    columns["venture_stage"] = np.where(columns["venture"] > 0, rng.integers(1, of.STAGES + 1, size), 0)
    has_patents = is_drawn(of.WITH_PATENTS)
    columns["unused_patents"] = np.where(has_patents, rng.poisson(of.UNUSED_PATENTS, size), 0)
    columns["industrialised_patents"] = np.where(has_patents, rng.poisson(of.INDUSTRIALISED_PATENTS, size), 0)
    columns["subsidised_years"] = np.where(is_drawn(of.SUBSIDISED_BEFORE), rng.integers(0, of.MOST_YEARS + 1, size), 0)
    return columns


def _money(rng: np.random.Generator, size: int, kind: of.Money, is_drawn: Callable[[float], Column]) -> Column:
    yuan = np.minimum(rng.lognormal(np.log(kind.median), kind.sigma, size), of.MOST_YUAN)
    return np.where(is_drawn(kind.share), (yuan * 100).astype(np.int64), 0)
