"""The three tables of facts in the engine: read from CSV, workbook or Parquet, checked, and typed as the columnar plan takes them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from luoshi.facts.conversions import SQL_TYPES, name_of, quoted
from luoshi.facts.faults import RowFault
from luoshi.facts.heads import Vocabulary
from luoshi.facts.keys import has_duplicates, has_strangers, take_out_duplicates, take_out_strangers
from luoshi.facts.load import RIGHT, TABLES, Load
from luoshi.facts.open_table import stage
from luoshi.facts.staged import Staged
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.source import Severity

ALWAYS = 0  # valid_from of a state without a first day
FOREVER = 99999999  # valid_to of the last state


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a table had, blank ones and totals aside: kept, and left out as wrong; a row that came twice is neither."""

    rows: int = 0
    kept: int = 0
    left_out: int = 0
    totals: int = 0


@dataclass(frozen=True, slots=True)
class TableRead:
    """How one table was read."""

    entity: Entity
    file: str
    counts: Counts
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class LoadedTables:
    """What `load_tables` has put into the connection.

    `applicants`, `matters` and `payments` exist there, empty where no file was given, with the facts of the vocabulary as columns.
    """

    connection: duckdb.DuckDBPyConnection
    fields: dict[Entity, tuple[FactField, ...]]
    tables: tuple[TableRead, ...] = ()

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """All that was found, table by table; of each table the first thousand rows."""
        return tuple(fault for table in self.tables for fault in table.faults)

    @property
    def has_errors(self) -> bool:
        """Say whether any row was left out."""
        return any(fault.severity is Severity.ERROR for fault in self.faults)


def load_tables(
    connection: duckdb.DuckDBPyConnection,
    *,
    applicants: Path | None = None,
    matters: Path | None = None,
    payments: Path | None = None,
    own_facts: Sequence[FactField] = (),
) -> LoadedTables:
    """Read up to three tables into the connection as `applicants`, `matters` and `payments`.

    Money in fen and counts BIGINT, days INTEGER yyyymmdd, flags BOOLEAN, everything else VARCHAR (choices by name); a fact that is not
    known is NULL, and every fact of the vocabulary and of `own_facts` is a column. `applicants` has `valid_from` (0: always) and
    `valid_to` (exclusive, 99999999: for ever) besides; `payments.year` is filled from `on`. Wrong rows are left out and reported.

    Raises:
        FactsRefused: A file cannot be read as that table.
    """
    paths = {Entity.APPLICANT: applicants, Entity.MATTER: matters, Entity.PAYMENT: payments}
    vocabularies = {entity: Vocabulary(entity, own_facts) for entity in Entity}
    read = []
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        for entity, path in paths.items():
            if path is None:
                _make_empty(connection, vocabularies[entity])
            else:
                read.append(_load(connection, vocabularies[entity], path, Path(folder), knows_applicants=applicants is not None))
    return LoadedTables(connection, {entity: vocabulary.fields for entity, vocabulary in vocabularies.items()}, tuple(read))


def _load(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, path: Path, folder: Path, *, knows_applicants: bool) -> TableRead:
    load = _read(connection, vocabulary, stage(connection, path, vocabulary, folder))
    rows, wrong, blank, totals = load.count()
    needs_numbers = bool(wrong or totals) or has_duplicates(load) or (knows_applicants and has_strangers(load))
    faults = []
    outs = []
    if needs_numbers:
        load.number()
        faults = load.report() if wrong else []
        connection.execute(f"DELETE FROM {load.read_name} WHERE state <> {RIGHT}")
        outs = [take_out_duplicates(load), *([take_out_strangers(load)] if knows_applicants else [])]
    staged = load.staged
    left_out = staged.left_out + wrong + sum(out.left_out for out in outs)
    rows += staged.left_out - blank - totals
    counts = Counts(rows, rows - left_out - sum(out.repeated for out in outs), left_out, totals)
    _finish(connection, load)
    found = sorted([*faults, *(fault for out in outs for fault in out.faults)], key=lambda fault: fault.row)
    return TableRead(vocabulary.entity, staged.file, counts, (*staged.faults, *found))


def _read(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, staged: Staged) -> Load:
    load = Load(connection, staged, vocabulary)
    if not load.read() and staged.rewrite is not None:
        load = Load(connection, staged.rewrite(), vocabulary)
        load.read()
    return load


def _finish(connection: duckdb.DuckDBPyConnection, load: Load) -> None:
    name = TABLES[load.staged.entity]
    _drop(connection, name)
    connection.execute(f"CREATE TABLE {name} AS SELECT {_columns(load.vocabulary)} FROM {load.read_name}")
    connection.execute(f"DROP TABLE {load.read_name}")


def _columns(vocabulary: Vocabulary) -> str:
    """Return the columns of a table in the order of the vocabulary, with those that follow from others."""
    columns = [_filled(vocabulary.entity, field) for field in vocabulary.fields]
    if vocabulary.entity is Entity.APPLICANT:
        first = f'coalesce("from", {ALWAYS})::INTEGER'
        columns.append(f"{first} AS valid_from")
        columns.append(f"coalesce(lead({first}) OVER (PARTITION BY applicant ORDER BY {first}), {FOREVER})::INTEGER AS valid_to")
    return ", ".join(columns)


def _filled(entity: Entity, field: FactField) -> str:
    if entity is Entity.PAYMENT and field.name == "year":
        return 'coalesce("year", "on" // 10000)::BIGINT AS "year"'
    return name_of(field.name)


def _make_empty(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    name = TABLES[vocabulary.entity]
    columns = [f"{name_of(field.name)} {SQL_TYPES[field.type]}" for field in vocabulary.fields]
    if vocabulary.entity is Entity.APPLICANT:
        columns += ["valid_from INTEGER", "valid_to INTEGER"]
    _drop(connection, name)
    connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")


def _drop(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    for (kind,) in connection.execute(f"SELECT table_type FROM information_schema.tables WHERE table_name = {quoted(name)}").fetchall():
        connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {name}")
