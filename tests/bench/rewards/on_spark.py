"""The ten rules by Luoshi's plan on Spark local[2], from Parquet; run by .venv, which has pyspark, where LUOSHI_BENCH_SPARK=1."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession

from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.engines import SparkEngine
from tests.bench.rewards.by_plan import cells_of, compiled, ten_rules_book
from tests.bench.rewards.measuring import Times, measurement, report, timed
from tests.bench.rewards.one_case import cells_file, read_cells
from tests.bench.rewards.ten_rules import differences

SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
WARM_UPS, ROUNDS = 2, 3


def session() -> SparkSession:
    """Start Spark on two local threads."""
    builder = SparkSession.builder.master("local[2]").appName("luoshi-bench")
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def main(population: str) -> None:
    """Measure the start, and the totals from the file after two warm-ups."""
    path = Path(population)
    started = time.perf_counter()
    spark = session()
    start_seconds = time.perf_counter() - started
    spark.read.parquet(str(path)).createOrReplaceTempView("applicants")
    plan, engine = compiled(ten_rules_book(), "applicants", Dialect.SPARK), SparkEngine(spark)
    cells, times = timed(lambda: cells_of(plan, engine), rounds=ROUNDS, warm_ups=WARM_UPS)
    wrong, off_by = differences(cells, read_cells(cells_file(path, "spark")))
    report(measurement(Times(times.seconds), wrong_cells=wrong, off_by_fen=off_by, start_seconds=start_seconds))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
