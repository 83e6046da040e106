"""The ten rules as someone writes them by hand for DuckDB: one row an enterprise, one column a rule, BIGINT fen."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.bench.rewards.ten_rules import Cells, Run, from_rows

SQL = """
WITH each AS (
    SELECT region,
        CASE WHEN hte = 1 THEN CASE WHEN above_scale THEN 20000000::BIGINT ELSE 10000000::BIGINT END ELSE 0::BIGINT END AS first_time,
        CASE WHEN hte = 2 THEN 10000000::BIGINT ELSE 0::BIGINT END AS reaccredited,
        CASE WHEN relocated AND sales >= 200000000::BIGINT THEN 20000000::BIGINT ELSE 0::BIGINT END AS moved,
        city_grant AS r4,
        least((first_set * 20 + 50) // 100, 100000000::BIGINT) AS r5,
        least((unused_patents + industrialised_patents) * 5000000::BIGINT, 50000000::BIGINT) AS r6,
        CASE WHEN subsidised_years < 3 THEN least(((loan_interest + guarantee_cost) * 50 + 50) // 100, 30000000::BIGINT)
            ELSE 0::BIGINT END AS r7,
        CASE WHEN venture_stage IN (1, 2) THEN least((venture * 10 + 50) // 100, 50000000::BIGINT) ELSE 0::BIGINT END AS r8,
        least((open_bid * 30 + 50) // 100, 500000000::BIGINT) AS r9,
        least((greatest(prior_research - research_support, 0::BIGINT) * 20 + 50) // 100, 500000000::BIGINT) AS r10
    FROM {source}
)
SELECT region,
    sum(CASE WHEN first_time >= reaccredited AND first_time >= moved THEN first_time ELSE 0::BIGINT END),
    sum(CASE WHEN reaccredited > first_time AND reaccredited >= moved THEN reaccredited ELSE 0::BIGINT END),
    sum(CASE WHEN moved > first_time AND moved > reaccredited THEN moved ELSE 0::BIGINT END),
    sum(r4), sum(r5), sum(r6), sum(r7), sum(r8), sum(r9), sum(r10)
FROM each
GROUP BY region
"""
THREADS = {"threads": 2}


def open_database(path: Path, variant: str) -> tuple[duckdb.DuckDBPyConnection, str]:
    """Return a connection and what stands behind FROM: a table in memory, or a scan of the file."""
    connection = duckdb.connect(":memory:", config=THREADS)
    if variant == "parquet":
        return connection, f"read_parquet('{path}')"
    connection.execute(f"CREATE TABLE applicants AS FROM read_parquet('{path}')")
    return connection, "applicants"


def cells_of(connection: duckdb.DuckDBPyConnection, source: str) -> Cells:
    """Run the statement over a table or a scan."""
    return from_rows(connection.execute(SQL.format(source=source)).fetchall())


def prepare(path: Path, variant: str) -> Run:
    """Open the data; what is returned is measured."""
    connection, source = open_database(path, variant)
    return lambda: cells_of(connection, source)
