"""A table into CSV: UTF-8 with the mark by which Excel knows it, commas, line feeds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.load import TABLES
from luoshi.facts.showing import escaped
from luoshi.facts.vocabulary import Entity, FactField

MARK = "\ufeff"


def write_csv(connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Sequence[FactField], heads: Sequence[str], path: Path) -> None:
    """Write the facts of a table, in the order in which its rows lie."""
    marked = [MARK + heads[0], *heads[1:]]
    columns = ", ".join(f"{escaped(field)} AS {name_of(head)}" for field, head in zip(fields, marked, strict=True))
    connection.execute(f"COPY (SELECT {columns} FROM {TABLES[entity]}) TO {quoted(str(path))} (FORMAT csv, HEADER, DELIMITER ',')")
