"""A population into files: three tables and a note that says what they are; all of it is in place, or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb

from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.engine import refusal_behind
from luoshi.facts.faults import TABLE_LABELS
from luoshi.facts.vocabulary import Entity, FactField, FactType
from luoshi.synth.nodes import MARK, Heads, Output, Synthesis, SynthesisRefused, Written
from luoshi.synth.to_workbook import MOST_ROWS, write_workbook

TABLES = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}
NOTE_NAME = f"说明-{MARK}.txt"
BOM = "\ufeff"
FEN_SUFFIX = "_fen"
# What a spreadsheet would take for a formula; an apostrophe before it is understood by the reader of tables.
RUNNING = ("=", "+", "-", "@")
# What a Parquet file says of itself, for readers that show it.
METADATA = {"luoshi": "模拟数据，不是真实主体"}


def file_names(output: Output) -> dict[Entity, str]:
    """Return how the tables are called: the mark stands in every name."""
    return {entity: f"{TABLE_LABELS[entity].removesuffix('表')}-{MARK}.{output}" for entity in TABLES}


def write_files(synthesis: Synthesis, folder: Path, *, output: Output, heads: Heads, note: str) -> Written:
    """Write the tables and the note into a folder, which is made where it is missing; files of these names are replaced.

    Raises:
        SynthesisRefused: A worksheet has no room for a table.
        OSError: The system refused; what was there before is as it was.
    """
    counts = {entity: _count(synthesis.connection, table) for entity, table in TABLES.items()}
    if output is Output.XLSX and max(counts.values()) > MOST_ROWS:
        raise SynthesisRefused(f"Excel 一张表最多{MOST_ROWS:,}行，这里有{max(counts.values()):,}行。请用 --format csv 或 parquet。")
    folder.mkdir(parents=True, exist_ok=True)
    names = file_names(output)
    with tempfile.TemporaryDirectory(prefix=f".{MARK}-", dir=folder) as draft:
        for entity, name in names.items():
            _write(synthesis, entity, Path(draft) / name, output, heads)
        (Path(draft) / NOTE_NAME).write_text(note, encoding="utf-8", newline="\n")
        for name in (*names.values(), NOTE_NAME):
            (Path(draft) / name).replace(folder / name)
    return Written({entity: folder / name for entity, name in names.items()}, counts, folder / NOTE_NAME)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def _write(synthesis: Synthesis, entity: Entity, path: Path, output: Output, heads: Heads) -> None:
    fields = synthesis.fields[entity]
    try:
        if output is Output.XLSX:
            rows = synthesis.connection.execute(f"SELECT {_typed(fields, heads)} FROM {TABLES[entity]}")
            write_workbook(path, fields, _heads(fields, heads), rows)
        elif output is Output.PARQUET:
            _write_parquet(synthesis.connection, f"SELECT {_parquet_columns(fields, heads)} FROM {TABLES[entity]}", path)
        else:
            query = f"SELECT {_csv_columns(entity, fields, heads)} FROM {TABLES[entity]}"
            synthesis.connection.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT csv, HEADER)")
    except duckdb.IOException as error:
        raise refusal_behind(error) from error


def _write_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """With one thread: how rows fall into groups, and so the bytes, would depend on how many there are."""
    threads = connection.execute("SELECT current_setting('threads')").fetchone()
    assert threads is not None
    connection.execute("SET threads = 1")
    try:
        connection.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {METADATA})")
    finally:
        connection.execute(f"SET threads = {threads[0]}")


def _heads(fields: Iterable[FactField], heads: Heads) -> list[str]:
    return [field.label if heads is Heads.LABELS else field.name for field in fields]


def _csv_columns(entity: Entity, fields: tuple[FactField, ...], heads: Heads) -> str:
    """Texts all of them; the first head carries the mark by which Excel knows UTF-8, where heads are Chinese."""
    named = _heads(fields, heads)
    if heads is Heads.LABELS:
        named[0] = BOM + named[0]
    guarded = entity is not Entity.APPLICANT
    return ", ".join(f"{_text(field, heads, guarded=guarded)} AS {name_of(head)}" for field, head in zip(fields, named, strict=True))


def _text(field: FactField, heads: Heads, *, guarded: bool) -> str:
    column = name_of(field.name)
    match field.type:
        case FactType.MONEY:
            # Exact: sixteen digits times a hundredth are eighteen digits, two of them behind the point.
            return f"{column}::DECIMAL(16, 0) * 0.01::DECIMAL(2, 2)"
        case FactType.TEXT if guarded:
            running = ", ".join(map(quoted, RUNNING))
            return f"CASE WHEN substr({column}, 1, 1) IN ({running}) THEN '''' || {column} ELSE {column} END"
        case _:
            return _word(field, heads)


def _word(field: FactField, heads: Heads) -> str:
    """Flags and choices in Chinese where heads are; all else as it is."""
    column = name_of(field.name)
    if field.type is FactType.FLAG and heads is Heads.LABELS:
        return f"CASE WHEN {column} THEN '是' WHEN NOT {column} THEN '否' END"
    if field.type is FactType.CHOICE and field.choices and heads is Heads.LABELS:
        cases = " ".join(f"WHEN {quoted(choice.name)} THEN {quoted(choice.label)}" for choice in field.choices)
        return f"CASE {column} {cases} END"
    return column


def _parquet_columns(fields: tuple[FactField, ...], heads: Heads) -> str:
    """Typed: money in fen under a head that says so, days, whole numbers, truth; choices by their names in the vocabulary."""
    suffixes = [FEN_SUFFIX if field.type is FactType.MONEY else "" for field in fields]
    named = [head + suffix for head, suffix in zip(_heads(fields, heads), suffixes, strict=True)]
    return ", ".join(f"{name_of(field.name)} AS {name_of(head)}" for field, head in zip(fields, named, strict=True))


def _typed(fields: tuple[FactField, ...], heads: Heads) -> str:
    return ", ".join(_word(field, heads) for field in fields)
