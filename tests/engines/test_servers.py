"""The servers that tests start: alone with their test, closed to the outside, and gone afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.cluster import WORKERS, Cluster
from tests.engines.postgres import Server, running_server
from tests.engines.spark import Driver


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_database_is_empty_whatever_the_test_before_left(postgres_dsn: str, turn: str) -> None:
    import psycopg

    with psycopg.connect(postgres_dsn) as connection:
        connection.execute("CREATE TABLE left_behind (fen BIGINT)")
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchall()

    assert tables == [(1,)], turn


def test_postgres_listens_on_the_loopback_alone_and_asks_for_a_password(postgres_server: Server) -> None:
    import psycopg

    with psycopg.connect(postgres_server.dsn("postgres")) as connection:
        listens = connection.execute("SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')").fetchone()
    wrong = Server(postgres_server.process, postgres_server.port, "wrong")

    assert listens == ("127.0.0.1", "")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong.dsn("postgres"))


@pytest.mark.usefixtures("postgres_server")
def test_postgres_is_gone_when_it_is_no_longer_needed() -> None:
    with running_server() as server:
        assert server.process.poll() is None

    assert server.process.poll() == 0


def test_duckdb_needs_no_extension_for_csv_and_parquet(duckdb_connection: object, tmp_path: Path) -> None:
    from duckdb import DuckDBPyConnection

    assert isinstance(duckdb_connection, DuckDBPyConnection)
    for kind in ("csv", "parquet"):
        file = tmp_path / f"amounts.{kind}"
        duckdb_connection.execute(f"COPY (SELECT 9007199254740993::BIGINT AS 分, '落实' AS 名称) TO '{file}' (FORMAT {kind})")
        read = f"SELECT * FROM read_{kind}($file)"

        assert duckdb_connection.execute(read, {"file": str(file)}).fetchall() == [(9007199254740993, "落实")]


def test_spark_runs_as_the_product_needs_it(spark_driver: Driver) -> None:
    session = spark_driver.session()
    names = ["spark.master", "spark.sql.ansi.enabled", "spark.sql.session.timeZone", "spark.ui.enabled", "spark.driver.host"]

    assert [session.conf.get(name) for name in names] == ["local[2]", "true", "Asia/Shanghai", "false", "127.0.0.1"]


def test_a_session_sees_no_view_of_another(spark_driver: Driver) -> None:
    first, second = spark_driver.session(), spark_driver.session()
    first.range(3).createOrReplaceTempView("left_behind")

    assert [table.name for table in first.catalog.listTables()] == ["left_behind"]
    assert second.catalog.listTables() == []


def test_both_workers_are_registered_and_both_work(spark_cluster: Cluster) -> None:
    session = spark_cluster.session
    state = spark_cluster.daemons.state()

    rows = session.range(0, 1_000_000, 1, 8).selectExpr("sum(id)", "count(*)").collect()

    assert [(row[0], row[1]) for row in rows] == [(499_999_500_000, 1_000_000)]
    assert [worker["state"] for worker in state["workers"]] == ["ALIVE"] * WORKERS
    assert {worker["host"] for worker in state["workers"]} == {"127.0.0.1"}
    assert [app["cores"] for app in state["activeapps"]] == [WORKERS]
    assert sorted(executor for executor, tasks in tasks_done(session).items() if tasks > 0) == ["0", "1"]


def test_a_cluster_gives_way_to_local_threads_and_comes_back(spark_driver: Driver, spark_cluster: Cluster) -> None:
    local = spark_driver.session().range(10).count()

    assert (local, spark_driver.session().conf.get("spark.master")) == (10, "local[2]")
    assert [process.poll() for process in spark_cluster.daemons.processes] == [None] * (WORKERS + 1)


def tasks_done(session: object) -> dict[str, int]:
    """Count the finished tasks of each executor, as the application's own books have them."""
    executors = session.sparkContext._jsc.sc().statusStore().executorList(True)  # type: ignore[attr-defined]
    return {executor.id(): executor.completedTasks() for executor in (executors.apply(place) for place in range(executors.size()))}
