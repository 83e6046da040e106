"""One table written as a file, read, and given back as plain values: what every test of a reader asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from luoshi.facts.engine import embedded
from luoshi.facts.tables import Counts, LoadedTables, load_tables
from luoshi.facts.vocabulary import Entity

NAMES = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}


@dataclass(frozen=True)
class Read:
    """What came of one table."""

    loaded: LoadedTables
    entity: Entity

    @property
    def counts(self) -> Counts:
        return next(table.counts for table in self.loaded.tables if table.entity is self.entity)

    @property
    def faults(self) -> list[tuple[int, str, str]]:
        """Row, head and code of all that was found."""
        return [(fault.row, fault.head, fault.code) for fault in self.loaded.faults if fault.table is self.entity]

    @property
    def codes(self) -> list[str]:
        return [code for _, _, code in self.faults]

    def rows(self, *names: str) -> list[tuple[Any, ...]]:
        columns = ", ".join(f'"{name}"' for name in names)
        return self.loaded.connection.execute(f"SELECT {columns} FROM {NAMES[self.entity]}").fetchall()


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with embedded(threads=2) as connection:
        yield connection


@pytest.fixture
def read(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Callable[..., Read]:
    """Return what writes bytes, text or a finished file and reads it as one table."""

    def read_one(content: str | bytes | Path, entity: Entity = Entity.APPLICANT, *, name: str = "表.csv", **more: Any) -> Read:
        path = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return Read(load_tables(connection, **{NAMES[entity]: path}, **more), entity)

    return read_one
