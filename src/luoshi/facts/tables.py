"""The three tables of facts in the engine: read from CSV, workbook or Parquet, checked, and typed as the columnar plan takes them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from luoshi.facts.checks import Check, checks_of
from luoshi.facts.conversions import SQL_TYPES, name_of
from luoshi.facts.faults import OF_COLUMNS, RowFault
from luoshi.facts.finish import finish
from luoshi.facts.heads import Vocabulary
from luoshi.facts.load import RIGHT, TABLES, Load, drop_relation
from luoshi.facts.open_table import refusals_of, stage
from luoshi.facts.staged import Staged
from luoshi.facts.told_rows import told_rows
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.source import Severity

NO_CHECKS: Mapping[Entity, Sequence[Check]] = {}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a table had, blank ones, totals and notes aside: kept, and left out as wrong; a row that came twice is neither."""

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
    checks: Mapping[Entity, Sequence[Check]] = NO_CHECKS,
) -> LoadedTables:
    """Read up to three tables into the connection as `applicants`, `matters` and `payments`.

    Money in fen and counts BIGINT, days INTEGER yyyymmdd, flags BOOLEAN, everything else VARCHAR (choices by name); a fact that is not
    known is NULL, and every fact of the vocabulary and of `own_facts` is a column. `applicants` has `valid_from` (0: always) and
    `valid_to` (exclusive, 99999999: for ever) besides; `payments.year` is filled from `on`. Wrong rows are left out and reported.
    `checks` are carried out after those that every table has.

    Raises:
        FactsRefused: A file cannot be read as that table.
    """
    paths = {Entity.APPLICANT: applicants, Entity.MATTER: matters, Entity.PAYMENT: payments}
    given = frozenset(entity for entity, path in paths.items() if path is not None)
    vocabularies = {entity: Vocabulary(entity, own_facts) for entity in Entity}
    read = []
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        for entity, path in paths.items():
            if path is None:
                _make_empty(connection, vocabularies[entity])
                continue
            with refusals_of(path):
                read.append(_load(connection, vocabularies[entity], path, Path(folder), given, checks.get(entity, ())))
    return LoadedTables(connection, {entity: vocabulary.fields for entity, vocabulary in vocabularies.items()}, tuple(read))


def _load(
    connection: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    path: Path,
    folder: Path,
    given: frozenset[Entity],
    more: Sequence[Check],
) -> TableRead:
    compared = vocabulary.entity is Entity.MATTER and Entity.APPLICANT in given
    load = _read(connection, vocabulary, stage(connection, path, vocabulary, folder), codes_are_compared=compared)
    checks = [check for check in (*checks_of(vocabulary.entity, given), *more) if check.is_needed(load)]
    faults, outs = [], []
    seen = load.counts
    if seen.wrong or seen.no_rows or checks:
        load.number()
        faults = [*(load.report() if seen.wrong else []), *told_rows(load)]
        connection.execute(f"DELETE FROM {load.read_name} WHERE state <> {RIGHT}")
        outs = [check.carry_out(load) for check in checks]
    finish(load)
    staged = load.staged
    left_out = staged.left_out + seen.wrong + sum(out.left_out for out in outs)
    rows = seen.rows + staged.left_out - seen.no_rows
    counts = Counts(rows, rows - left_out - sum(out.repeated for out in outs), left_out, seen.totals)
    if not rows:
        message = "表里没有数据行。"
        faults = [
            RowFault("facts.no-rows", Severity.WARNING, vocabulary.entity, staged.file, 0, "", "", message, "请核对是不是拿错了文件。")
        ]
    found = sorted([*faults, *(fault for out in outs for fault in out.faults)], key=lambda fault: (fault.code not in OF_COLUMNS, fault.row))
    return TableRead(vocabulary.entity, staged.file, counts, (*staged.faults, *found))


def _read(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, staged: Staged, *, codes_are_compared: bool) -> Load:
    load = Load(connection, staged, vocabulary, codes_are_compared=codes_are_compared)
    if not load.read() and staged.rewrite is not None:
        load = Load(connection, staged.rewrite(), vocabulary, codes_are_compared=codes_are_compared)
        load.read()
    return load


def _make_empty(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    name = TABLES[vocabulary.entity]
    columns = [f"{name_of(field.name)} {SQL_TYPES[field.type]}" for field in vocabulary.fields]
    if vocabulary.entity is Entity.APPLICANT:
        columns += ["valid_from INTEGER", "valid_to INTEGER"]
    drop_relation(connection, name)
    connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
