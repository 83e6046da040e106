"""DuckDB as tests use it: in memory, two threads, and no extension fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SETTINGS = {
    "threads": 2,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@pytest.fixture
def duckdb_connection() -> Iterator[DuckDBPyConnection]:
    """A fresh database in memory."""
    import duckdb

    with duckdb.connect(":memory:", config=SETTINGS) as connection:
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        yield connection
