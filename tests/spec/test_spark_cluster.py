"""The plan on a standalone cluster with two worker processes: the same totals as embedded, to the fen."""

from __future__ import annotations

import duckdb

from luoshi.rewards.plan.compile import compile_plan
from luoshi.rewards.plan.engines import DuckDBEngine, Engine, SparkEngine
from luoshi.rewards.plan.totals import Key
from tests.engines.cluster import Cluster
from tests.spec.agreement import Batch, batches
from tests.spec.case_files import all_cases
from tests.spec.engines import fill

Totals = list[tuple[object, ...]]


def totals(engine: Engine, batch: Batch) -> Totals:
    fill(engine, batch.book, batch.applicants)
    plan = compile_plan(batch.book, dialect=engine.dialect)
    return sorted(engine.run(plan.totals(Key.RULE, Key.YEAR), plan.values(batch.as_of)))


def test_totals_on_a_cluster_of_two_workers_are_those_of_the_embedded_engine(
    spark_cluster: Cluster, duckdb_connection: duckdb.DuckDBPyConnection
) -> None:
    batch = max(batches(all_cases()), key=lambda batch: len(batch.book.rules) if "language" in batch.book.names else 0)

    embedded = totals(DuckDBEngine(duckdb_connection), batch)

    assert len(embedded) > 10
    assert totals(SparkEngine(spark_cluster.session), batch) == embedded
