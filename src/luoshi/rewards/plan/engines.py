"""Where plans run: DuckDB in the process, PostgreSQL, Spark. One protocol; only engines that raise where a number leaves 64 bits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from luoshi.rewards.bounds import PlanRefused, SumTooLarge
from luoshi.rewards.plan.compile import Query
from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.parts import Part

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from psycopg import Connection
    from pyspark.sql import DataFrame, SparkSession

ANSI = "spark.sql.ansi.enabled"
# A table of ours that stands only while it is written to a file.
OUTCOME = "luoshi_outcome"


class Engine(Protocol):
    """What runs a query with its parameters."""

    dialect: Dialect

    def run(self, query: Query, values: Mapping[str, int]) -> list[tuple[Any, ...]]:
        """Return the rows; money in fen."""
        ...

    def create_table(self, name: str, query: Query, values: Mapping[str, int]) -> None:
        """Put the rows into a new table (in Spark: a temporary view), in place of one of that name."""
        ...


def _used(query: Query, values: Mapping[str, int]) -> dict[str, int]:
    return {name: values[name] for name in query.parameters}


class DuckDBEngine:
    """DuckDB in this process; integer arithmetic is always checked."""

    dialect = Dialect.DUCKDB

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection

    def run(self, query: Query, values: Mapping[str, int]) -> list[tuple[Any, ...]]:
        """Return the rows; money in fen."""
        return self._execute(query.sql, _used(query, values)).fetchall()

    def create_table(self, name: str, query: Query, values: Mapping[str, int]) -> None:
        """Put the rows into a new table, in place of one of that name."""
        self._execute(f'CREATE OR REPLACE TABLE "{name}" AS {query.sql}', _used(query, values))

    def write(self, path: Path, query: Query, values: Mapping[str, int]) -> None:
        """Write the rows to a file, Parquet or CSV by its ending; nothing passes through Python."""
        self.create_table(OUTCOME, query, values)
        kind = "parquet" if path.suffix == ".parquet" else "csv"
        self.connection.execute(f"COPY {OUTCOME} TO $path (FORMAT {kind})", {"path": str(path)})
        self.connection.execute(f"DROP TABLE {OUTCOME}")

    def _execute(self, sql: str, values: dict[str, int]) -> DuckDBPyConnection:
        from duckdb import ConversionException, OutOfRangeException

        try:
            return self.connection.execute(sql, values)
        except (ConversionException, OutOfRangeException) as error:
            raise SumTooLarge from error


class PostgresEngine:
    """PostgreSQL through psycopg; integer arithmetic is always checked."""

    dialect = Dialect.POSTGRES

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection

    def run(self, query: Query, values: Mapping[str, int]) -> list[tuple[Any, ...]]:
        """Return the rows; money in fen."""
        rows: list[tuple[Any, ...]] = self._execute(query.sql, _used(query, values)).fetchall()
        return rows

    def create_table(self, name: str, query: Query, values: Mapping[str, int]) -> None:
        """Put the rows into a new table, in place of one of that name."""
        self._execute(f'DROP TABLE IF EXISTS "{name}"', {})
        self._execute(f'CREATE TABLE "{name}" AS {query.sql}', _used(query, values))

    def _execute(self, sql: str, values: dict[str, int]) -> Any:
        """Bound on the client: a CREATE TABLE takes no parameters from the server, and a plan is made for these values."""
        from psycopg import ClientCursor
        from psycopg.errors import NumericValueOutOfRange

        try:
            return ClientCursor(self.connection).execute(sql.encode(), values)
        except NumericValueOutOfRange as error:
            raise SumTooLarge from error


class SparkEngine:
    """Spark 4 with ANSI mode, which raises on overflow; without it Spark wraps silently and is refused.

    A query runs part by part: Spark writes out what a name stands for wherever it is used, so that a step that looks twice at the one
    before it would double all the work so far, and its analyser gives up on hundreds of nested steps. What steps stand on is worked out
    once and kept in memory, else on disk, until nothing refers to it any more.
    """

    dialect = Dialect.SPARK

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def run(self, query: Query, values: Mapping[str, int]) -> list[tuple[Any, ...]]:
        """Return the rows; money in fen."""
        from pyspark.errors import ArithmeticException

        try:
            with self.frame(query, values) as frame:
                return [tuple(row) for row in frame.collect()]
        except ArithmeticException as error:
            raise SumTooLarge from error

    def create_table(self, name: str, query: Query, values: Mapping[str, int]) -> None:
        """Put the rows behind a temporary view, in place of one of that name."""
        with self.frame(query, values) as frame:
            frame.localCheckpoint().createOrReplaceTempView(name)

    @contextmanager
    def frame(self, query: Query, values: Mapping[str, int]) -> Iterator[DataFrame]:
        """Offer the rows where they are, to be written by Spark itself before the block ends.

        Raises:
            PlanRefused: ANSI mode is off.
        """
        if str(self.session.conf.get(ANSI)).lower() != "true":
            raise PlanRefused(f"Spark没有打开ANSI模式，金额超出范围时不会报错。请设置 {ANSI}=true 后再算")
        *parts, last = query.parts
        try:
            for part in parts:
                frame = self._frame_of(part, values)
                frame = frame.localCheckpoint() if part.is_kept else frame
                frame.createOrReplaceTempView(part.name)
            yield self._frame_of(last, values)
        finally:
            for part in parts:
                self.session.catalog.dropTempView(part.name)

    def _frame_of(self, part: Part, values: Mapping[str, int]) -> DataFrame:
        return self.session.sql(part.sql, args={name: values[name] for name in part.parameters})
