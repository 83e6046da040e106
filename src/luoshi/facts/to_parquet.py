"""A table into Parquet, for machines: names as heads, money in fen as `<name>_fen`, days as dates, choices by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.heads import FEN_SUFFIX
from luoshi.facts.load import TABLES
from luoshi.facts.showing import as_date
from luoshi.facts.vocabulary import Entity, FactField, FactType


def write_parquet(connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Sequence[FactField], path: Path) -> None:
    """Write the facts of a table with their types; reading it again copies nothing (facts/finish.py)."""
    columns = ", ".join(_column(field) for field in fields)
    connection.execute(f"COPY (SELECT {columns} FROM {TABLES[entity]}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def parquet_name(field: FactField) -> str:
    """Return the head of a column in Parquet."""
    return field.name + FEN_SUFFIX if field.type is FactType.MONEY else field.name


def _column(field: FactField) -> str:
    value = as_date(field) if field.type is FactType.DATE else name_of(field.name)
    return f"{value} AS {name_of(parquet_name(field))}"
