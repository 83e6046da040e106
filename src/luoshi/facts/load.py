"""A staged table into a checked one: every cell converted, wrong rows left out and reported, right ones kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from luoshi.facts.conversions import SQL_TYPES, conversion_of, is_valid_uscc, levels, name_of, words_of
from luoshi.facts.faults import ROWS_REPORTED, RowFault, shortened
from luoshi.facts.heads import Vocabulary
from luoshi.facts.staged import Column, Staged
from luoshi.facts.typed import typed_steps_of
from luoshi.facts.vocabulary import Entity, FactField, FactType
from luoshi.facts.why import why_missing, why_uscc, why_wrong
from luoshi.facts.words import TOTALS
from luoshi.source import Severity

TABLES = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a table had: read, kept, left out as wrong; blank ones and totals are not counted as read."""

    rows: int = 0
    kept: int = 0
    left_out: int = 0
    totals: int = 0


class Load:
    """One table on its way from the scan to the checked rows; the rows stand in `read_name` with `row` and `wrong`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, staged: Staged, vocabulary: Vocabulary) -> None:
        self.connection = connection
        self.staged = staged
        self.vocabulary = vocabulary
        self.read_name = f"luoshi_read_{TABLES[staged.entity]}"
        self.by_name = {column.field.name: column for column in staged.columns}

    def converted(self) -> str:
        """Return the scan with each cell `xN`, its text `tN` (NULL: nothing there) and its value `vN`."""
        cells = [f"{column.sql} AS x{index}" for index, column in enumerate(self.staged.columns)]
        steps = [(str(index), self._steps(column)) for index, column in enumerate(self.staged.columns)]
        return levels(steps, f"(SELECT row, {', '.join(cells)} FROM {self.staged.scan})")

    def _steps(self, column: Column) -> Mapping[str, str | None]:
        if column.type == "VARCHAR":
            return conversion_of(column.field, column.scale, is_escaped=self.staged.is_escaped).steps
        return typed_steps_of(column)

    def cell_faults(self) -> list[tuple[Column, str, str]]:
        """Return for each column what may be wrong with its cell: the kind of fault and the SQL that finds it."""
        found = []
        for index, column in enumerate(self.staged.columns):
            found.append((column, "wrong", f"(t{index} IS NOT NULL AND v{index} IS NULL)"))
            if column.field.required:
                found.append((column, "missing", f"t{index} IS NULL"))
            if column.field.name == "applicant":
                found.append((column, "uscc", self._is_wrong_code(f"v{index}")))
        return found

    def _is_wrong_code(self, code: str) -> str:
        """18 characters of a firm's register (91, 92, 93), or of anybody that the table calls an enterprise, carry a check character."""
        is_firm = f"substr({code}, 1, 2) IN ('91', '92', '93')"
        kind = self.by_name.get("applicant_kind")
        if self.staged.entity is Entity.APPLICANT and kind is not None:
            is_firm = f"({is_firm} OR v{self.staged.columns.index(kind)} = 'enterprise')"
        return f"(CASE WHEN length({code}) = 18 AND {is_firm} THEN NOT {is_valid_uscc(code)} ELSE false END)"

    def read(self) -> None:
        """Convert all rows into `read_name`."""
        places = {column.field.name: f"v{index}" for index, column in enumerate(self.staged.columns)}
        selected = [f"{places.get(f.name, f'NULL::{SQL_TYPES[f.type]}')} AS {name_of(f.name)}" for f in self.vocabulary.fields]
        wrong = " OR ".join(sql for _, _, sql in self.cell_faults())
        query = f"SELECT row, {', '.join(selected)}, coalesce({wrong}, false) AS wrong FROM {self.converted()}"
        self.connection.execute(f"CREATE OR REPLACE TABLE {self.read_name} AS {query}")

    def count(self) -> tuple[int, int]:
        """Return how many rows were converted and how many of them are wrong."""
        row = self.connection.execute(f"SELECT count(*), count(*) FILTER (wrong) FROM {self.read_name}").fetchone()
        assert row is not None
        return row[0], row[1]

    def report(self) -> tuple[list[RowFault], int, int]:
        """Say what is wrong with the wrong rows, cell by cell; and how many of them are blank, and how many are totals."""
        faults = self.cell_faults()
        flags = [f"coalesce({sql}, false) AS f{index}" for index, (_, _, sql) in enumerate(faults)]
        any_wrong = " OR ".join(sql for _, _, sql in faults)
        query = f"SELECT *, {self._is_blank()} AS blank, {self._is_total()} AS total FROM {self.converted()} WHERE {any_wrong}"
        name = f"luoshi_wrong_{TABLES[self.staged.entity]}"
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
        row = self.connection.execute(f"SELECT count(*) FILTER (blank), count(*) FILTER (total AND NOT blank) FROM {name}").fetchone()
        assert row is not None
        cells = [f"x{self.staged.columns.index(column)}::VARCHAR" for column, _, _ in faults]
        shown = f"SELECT row, [{', '.join(cells)}], {', '.join(flags)} FROM {name} WHERE NOT blank AND NOT total ORDER BY row LIMIT {ROWS_REPORTED}"
        reported = [fault for found in self.connection.execute(shown).fetchall() for fault in self._faults_of(found, faults)]
        self.connection.execute(f"DROP TABLE {name}")
        return reported, row[0], row[1]

    def _faults_of(self, row: tuple, faults: Sequence[tuple[Column, str, str]]) -> list[RowFault]:
        number, cells, *flags = row
        return [self.fault(column, kind, number, cells[index] or "") for index, (column, kind, _) in enumerate(faults) if flags[index]]

    def fault(self, column: Column, kind: str, row: int, cell: str) -> RowFault:
        """Return the fault of one cell, explained."""
        explain = {"wrong": why_wrong, "missing": why_missing, "uscc": why_uscc}[kind]
        why = explain(column, cell)
        return RowFault(
            why.code, Severity.ERROR, self.staged.entity, self.staged.file, row, column.head, shortened(cell), why.message, why.hint
        )

    def _is_blank(self) -> str:
        return " AND ".join(f"t{index} IS NULL" for index in range(len(self.staged.columns)))

    def _is_total(self) -> str:
        """合计 stands in a column of words; the row has no key, or that is it."""
        words = [index for index, column in enumerate(self.staged.columns) if column.type == "VARCHAR" and _may_say_total(column.field)]
        found = [f"regexp_replace(x{index}, '\\s|\\x{{3000}}', '', 'g') IN {words_of(TOTALS)}" for index in words]
        return f"coalesce({' OR '.join(found)}, false)" if found else "false"


def _may_say_total(field: FactField) -> bool:
    return field.type in (FactType.ID, FactType.TEXT, FactType.CHOICE, FactType.DATE, FactType.REGION)
