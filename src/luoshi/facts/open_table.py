"""A file of any kind that holds tables → a staged table: its kind told from its bytes, its head row found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoshi.facts import from_csv
from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.faults import FactsRefused, RowFault
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
    return _from_csv(path, vocabulary, folder)


def _from_csv(path: Path, vocabulary: Vocabulary, folder: Path) -> Staged:
    clean = path
    if not from_csv.looks_like_utf8(path):
        clean = folder / f"{vocabulary.entity}-utf8.csv"
        from_csv.transcode(path, from_csv.encoding_of(path), clean)
    survey = from_csv.survey(clean)
    layout = from_csv.layout_of(clean, vocabulary)
    refuse_wrong_heads(vocabulary, layout.heads)
    faults = unknown_columns(vocabulary, layout.heads, file=path.name, row=layout.head_at + 1)
    columns = columns_of(layout.heads, unit=layout.unit)
    if not survey.is_regular:
        return _spooled(vocabulary, path.name, clean, layout, columns, faults, folder)
    return Staged(
        entity=vocabulary.entity,
        file=path.name,
        columns=columns,
        scan=from_csv.engine_scan(clean, layout, numbered=False),
        numbered_scan=from_csv.engine_scan(clean, layout, numbered=True),
        first_row=layout.head_at + 2,
        rows=survey.lines - layout.head_at - 1,
        rewrite=lambda: _spooled(vocabulary, path.name, clean, layout, columns, faults, folder),
        is_escaped=True,
        faults=tuple(faults),
    )


def _spooled(
    vocabulary: Vocabulary,
    file: str,
    path: Path,
    layout: from_csv.Layout,
    columns: tuple[Column, ...],
    faults: Sequence[RowFault],
    folder: Path,
) -> Staged:
    """Write a file anew that the engine would stumble over."""
    spool = Spool(folder / f"{vocabulary.entity}.csv", layout.width, vocabulary.entity, file)
    rows = enumerate(from_csv.rows_of(path, layout.delimiter), 1)
    spool.write((number, row) for number, row in rows if number > layout.head_at + 1)
    found = (*faults, *spool.faults)
    return Staged(vocabulary.entity, file, columns, spool.scan, spool.scan, is_escaped=True, faults=found, left_out=spool.left_out)


def _from_parquet(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary) -> Staged:
    source = f"read_parquet({quoted(from_csv.pattern_of(path))}, file_row_number=true)"
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
    return Staged(vocabulary.entity, path.name, columns, scan, scan, is_typed=True, faults=tuple(faults))
