"""A staged table into checked rows: every cell converted, wrong rows told apart and explained, right ones ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from luoshi.facts.conversions import SQL_TYPES, conversion_of, is_one_of, is_valid_uscc, levels, name_of
from luoshi.facts.faults import ROWS_REPORTED, RowFault, shortened
from luoshi.facts.heads import Vocabulary
from luoshi.facts.staged import Column, Staged
from luoshi.facts.typed import typed_steps_of
from luoshi.facts.vocabulary import Entity, FactType
from luoshi.facts.why import Why, why_missing, why_uscc, why_wrong
from luoshi.facts.words import TOTALS
from luoshi.source import Severity

TABLES = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}
RIGHT, WRONG, BLANK, TOTAL = 0, 1, 2, 3
_MAY_SAY_TOTAL = (FactType.ID, FactType.TEXT, FactType.CHOICE, FactType.DATE, FactType.REGION)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One way in which a cell can be wrong: SQL over the converted cells that finds it, and what explains it."""

    column: Column
    sql: str
    explain: str


EXPLANATIONS = {"wrong": why_wrong, "missing": why_missing, "uscc": why_uscc}


class Load:
    """One table on its way from the scan to the checked rows: they stand in `read_name` with their `row` and `state`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, staged: Staged, vocabulary: Vocabulary) -> None:
        self.connection = connection
        self.staged = staged
        self.vocabulary = vocabulary
        self.read_name = f"luoshi_read_{TABLES[staged.entity]}"
        self.by_name = {column.field.name: column for column in staged.columns}
        self.suspicions = tuple(self._suspicions())

    def converted(self, scan: str) -> str:
        """Return the scan with each cell `xN`, its text `tN` (NULL: nothing there) and its value `vN` (NULL and text: wrong)."""
        cells = [f"{column.sql} AS x{index}" for index, column in enumerate(self.staged.columns)]
        steps = [(str(index), self._steps(column)) for index, column in enumerate(self.staged.columns)]
        return levels(steps, f"(SELECT row, {', '.join(cells)} FROM {scan})")

    def _steps(self, column: Column) -> Mapping[str, str | None]:
        if column.type == "VARCHAR":
            return conversion_of(column.field, column.scale, is_escaped=self.staged.is_escaped).steps
        return typed_steps_of(column)

    def _suspicions(self) -> list[Suspicion]:
        found = []
        for index, column in enumerate(self.staged.columns):
            found.append(Suspicion(column, f"(t{index} IS NOT NULL AND v{index} IS NULL)", "wrong"))
            if column.field.required:
                found.append(Suspicion(column, f"(t{index} IS NULL)", "missing"))
            if column.field.name == "applicant":
                found.append(Suspicion(column, self._is_wrong_code(f"v{index}"), "uscc"))
        return found

    def _is_wrong_code(self, code: str) -> str:
        """18 characters of a firm's register (91, 92, 93), or of anybody that the table calls an enterprise, carry a check character."""
        is_firm = f"{code} BETWEEN '91' AND '94'"
        kind = self.by_name.get("applicant_kind")
        if self.staged.entity is Entity.APPLICANT and kind is not None:
            is_firm = f"({is_firm} OR v{self.staged.columns.index(kind)} = 'enterprise')"
        return f"coalesce(CASE WHEN strlen({code}) = 18 AND {is_firm} THEN NOT {is_valid_uscc(code)} END, false)"

    # --- reading --------------------------------------------------------------------------------------------------------------------

    def read(self) -> bool:
        """Convert all rows into `read_name`; return False where the engine cannot read the file as it is."""
        query = self.query(self.staged.scan)
        try:
            self.connection.execute(f"CREATE OR REPLACE TABLE {self.read_name} AS {query}")
        except duckdb.Error:
            if self.staged.rewrite is None:
                raise
            return False
        return self.staged.rows is None or self.count()[0] == self.staged.rows

    def query(self, scan: str) -> str:
        """Return the SQL of all facts of the vocabulary, those without a column NULL, with `row` and `state`."""
        places = {column.field.name: f"v{index}" for index, column in enumerate(self.staged.columns)}
        facts = [f"{places.get(f.name, f'NULL::{SQL_TYPES[f.type]}')} AS {name_of(f.name)}" for f in self.vocabulary.fields]
        return f"SELECT row, {', '.join(facts)}, {self._state()} AS state FROM {self.converted(scan)}"

    def _state(self) -> str:
        wrong = " OR ".join(suspicion.sql for suspicion in self.suspicions)
        blank = " AND ".join(f"t{index} IS NULL" for index in range(len(self.staged.columns)))
        kind = f"CASE WHEN {blank} THEN {BLANK} WHEN {self._is_total()} THEN {TOTAL} ELSE {WRONG} END"
        return f"(CASE WHEN {wrong} THEN {kind} ELSE {RIGHT} END)::TINYINT"

    def _is_total(self) -> str:
        """合计 stands in one of the cells of a row that is wrong."""
        texts = [i for i, column in enumerate(self.staged.columns) if column.type == "VARCHAR" and column.field.type in _MAY_SAY_TOTAL]
        return " OR ".join(is_one_of(f"regexp_replace(x{index}, '\\s|\\x{{3000}}', '', 'g')", TOTALS) for index in texts) or "false"

    def count(self) -> tuple[int, int, int, int]:
        """Return how many rows were read, and of these how many are wrong, blank and totals."""
        states = ", ".join(f"count(*) FILTER (state = {state})" for state in (WRONG, BLANK, TOTAL))
        row = self.connection.execute(f"SELECT count(*), {states} FROM {self.read_name}").fetchone()
        assert row is not None
        return row[0], row[1], row[2], row[3]

    def number(self) -> None:
        """Give the rows their numbers where they were read without: they lie in the order of the file."""
        if self.staged.first_row is not None:
            name = f"{self.read_name}_numbered"
            numbered = f"SELECT * REPLACE (rowid + {self.staged.first_row} AS row) FROM {self.read_name}"
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {numbered}")
            self.connection.execute(f"DROP TABLE {self.read_name}")
            self.connection.execute(f"ALTER TABLE {name} RENAME TO {self.read_name}")

    # --- reporting ------------------------------------------------------------------------------------------------------------------

    def report(self) -> list[RowFault]:
        """Explain the first wrong rows, cell by cell; only these are read a second time."""
        rows = self.connection.execute(
            f"SELECT row FROM {self.read_name} WHERE state = {WRONG} ORDER BY row LIMIT {ROWS_REPORTED}"
        ).fetchall()
        listed = ", ".join(str(row) for (row,) in rows)
        scan = f"(SELECT * FROM {self.staged.numbered_scan} WHERE row IN ({listed}))"
        cells = ", ".join(f"x{self.staged.columns.index(suspicion.column)}::VARCHAR" for suspicion in self.suspicions)
        flags = ", ".join(f"coalesce({suspicion.sql}, false)" for suspicion in self.suspicions)
        found = self.connection.execute(f"SELECT row, [{cells}], [{flags}] FROM {self.converted(scan)} ORDER BY row").fetchall()
        return [fault for row, texts, wrong in found for fault in self._faults_of(row, texts, wrong)]

    def _faults_of(self, row: int, cells: Sequence[str | None], wrong: Sequence[bool]) -> list[RowFault]:
        together = zip(self.suspicions, cells, wrong, strict=True)
        return [self._fault(suspicion, row, cell or "") for suspicion, cell, is_so in together if is_so]

    def _fault(self, suspicion: Suspicion, row: int, cell: str) -> RowFault:
        why: Why = EXPLANATIONS[suspicion.explain](suspicion.column, cell)
        place = (self.staged.entity, self.staged.file, row, suspicion.column.head)
        return RowFault(why.code, Severity.ERROR, *place, shortened(cell), why.message, why.hint)
