"""A file of any kind that holds tables → a staged table: its kind told from its bytes, its head row found."""

from __future__ import annotations

from pathlib import Path

import duckdb

from luoshi.facts import from_csv
from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.faults import FactsRefused
from luoshi.facts.heads import Vocabulary
from luoshi.facts.spool import Spool
from luoshi.facts.staged import Column, Staged, columns_of, refuse_wrong_heads, unknown_columns


def stage(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary, folder: Path) -> Staged:
    """Return a file as the table that the vocabulary describes; `folder` takes what has to be written anew.

    Raises:
        FactsRefused: No such table can be had from it.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PAR1"):
        return _from_parquet(connection, path, vocabulary)
    return _from_csv(connection, path, vocabulary, folder)


def _from_csv(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary, folder: Path) -> Staged:
    survey = from_csv.survey(path)
    layout = from_csv.layout_of(path, survey.encoding, vocabulary)
    refuse_wrong_heads(vocabulary, layout.heads)
    columns = columns_of(layout.heads, unit=layout.unit)
    faults = unknown_columns(vocabulary, layout.heads, file=path.name, row=layout.head_at + 1)
    scan = from_csv.engine_scan(path, layout)
    if survey.is_regular and _reads_all(connection, scan, survey.lines - layout.head_at - 1):
        return Staged(vocabulary.entity, path.name, scan, columns, is_escaped=True, faults=tuple(faults))
    spool = Spool(folder / f"{vocabulary.entity}.csv", layout.width, vocabulary.entity, path.name)
    rows = enumerate(from_csv.rows_of(path, survey.encoding, layout.delimiter), 1)
    spool.write((number, row) for number, row in rows if number > layout.head_at + 1)
    found = (*faults, *spool.faults)
    return Staged(vocabulary.entity, path.name, spool.scan, columns, is_escaped=True, faults=found, left_out=spool.left_out)


def _reads_all(connection: duckdb.DuckDBPyConnection, scan: str, lines: int) -> bool:
    """Say whether the engine reads the file to its end, a row a line."""
    try:
        row = connection.execute(f"SELECT count(*) FROM {scan}").fetchone()
    except duckdb.Error:
        return False
    return row is not None and row[0] == lines


def _from_parquet(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary) -> Staged:
    name = "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
    source = f"read_parquet({quoted(name)}, file_row_number=true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
    except duckdb.Error as error:
        raise FactsRefused("facts.broken", "Parquet 文件已损坏或不完整。", "请重新生成或下载。") from error
    heads = vocabulary.read([row[0] for row in described])
    refuse_wrong_heads(vocabulary, heads)
    columns = tuple(Column(head.field, head.text, f"c{head.at}", described[head.at][1], head.scale) for head in heads.known)
    cells = ", ".join(f"{name_of(described[head.at][0])} AS c{head.at}" for head in heads.known)
    scan = f"(SELECT file_row_number + 1 AS row, {cells} FROM {source})"
    faults = unknown_columns(vocabulary, heads, file=path.name, row=0)
    return Staged(vocabulary.entity, path.name, scan, columns, is_typed=True, faults=tuple(faults))
