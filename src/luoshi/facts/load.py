"""A staged table into checked rows: every cell converted, wrong rows told apart and explained, right ones ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from luoshi.facts.conversions import SQL_TYPES, conversion_of, half_width, is_valid_uscc, levels, name_of, quoted, trimmed
from luoshi.facts.faults import ROWS_REPORTED, RowFault, shortened
from luoshi.facts.heads import Vocabulary
from luoshi.facts.staged import Column, Staged
from luoshi.facts.typed import typed_steps_of
from luoshi.facts.vocabulary import Entity, FactType
from luoshi.facts.why import Why, why_missing, why_uscc, why_wrong
from luoshi.facts.words import REMARK, TOTAL
from luoshi.source import Severity

TABLES = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}
RIGHT, WRONG, BLANK, SUM, NOTE = 0, 1, 2, 3, 4  # of a row: SUM is one of 合计, NOTE one of 注：…
ALWAYS = 0  # valid_from of a state without a first day
FOREVER = 99999999  # valid_to of the last state
_MAY_SAY_TOTAL = (FactType.ID, FactType.TEXT, FactType.CHOICE, FactType.DATE, FactType.REGION)
# Where 合计 makes a total of a row that is right in everything else, as one with the number of firms in the place of a code.
_SAYS_TOTAL = ("name", "subject", "payer")
_VALUES = (FactType.MONEY, FactType.COUNT, FactType.DATE, FactType.FLAG)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One way in which a cell can be wrong: SQL over the converted cells that finds it, and what explains it."""

    column: Column
    sql: str
    explain: str


@dataclass(frozen=True, slots=True)
class StateCounts:
    """How many rows were read, and of these how many are wrong, blank, totals, and notes under the table."""

    rows: int = 0
    wrong: int = 0
    blank: int = 0
    totals: int = 0
    notes: int = 0

    @property
    def no_rows(self) -> int:
        """How many rows are none of the table's."""
        return self.blank + self.totals + self.notes


STATES = (WRONG, BLANK, SUM, NOTE)
_COUNTS = ", ".join(["count(*)", *(f"count(*) FILTER (state = {state})" for state in STATES)])
EXPLANATIONS = {"wrong": why_wrong, "missing": why_missing, "uscc": why_uscc}


def drop_relation(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Remove a table or view of that name, if there is one."""
    found = connection.execute("SELECT table_type FROM information_schema.tables WHERE table_name = ?", [name]).fetchall()
    for (kind,) in found:
        connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {name}")


class Load:
    """One table on its way from the scan to the checked rows: they stand in `read_name` with their `row` and `state`."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, staged: Staged, vocabulary: Vocabulary, *, codes_are_compared: bool = False
    ) -> None:
        self.connection = connection
        self.staged = staged
        self.vocabulary = vocabulary
        self.read_name = f"luoshi_read_{TABLES[staged.entity]}"
        self.by_name = {column.field.name: column for column in staged.columns}
        self.is_lazy = staged.is_typed
        self.codes_are_compared = codes_are_compared  # with those of the applicants, so that a wrong one is found anyhow
        self.suspicions = tuple(self._suspicions())
        self.as_they_are: frozenset[int] = frozenset()
        self.ascending: dict[str, bool] = {}
        self.counts = StateCounts()

    def converted(self, scan: str) -> str:
        """Return the scan with each cell `xN`, its text `tN` (NULL: nothing there) and its value `vN` (NULL and text: wrong)."""
        cells = [f"{column.sql} AS x{index}" for index, column in enumerate(self.staged.columns)]
        others = [f"{name} AS o{index}" for index, name in enumerate(self.staged.others)]
        steps = [(str(index), self._steps(index, column)) for index, column in enumerate(self.staged.columns)]
        return levels(steps, f"(SELECT row, {', '.join([*cells, *others])} FROM {scan})")

    def _steps(self, index: int, column: Column) -> Mapping[str, str | None]:
        if index in self.as_they_are:
            return {"t": "{x}", "v": "{x}"}
        if column.type == "VARCHAR":
            return conversion_of(column.field, column.scale, is_escaped=self.staged.is_escaped).steps
        return typed_steps_of(column)

    def _suspicions(self) -> list[Suspicion]:
        found = []
        for index, column in enumerate(self.staged.columns):
            found.append(Suspicion(column, f"(t{index} IS NOT NULL AND v{index} IS NULL)", "wrong"))
            if column.field.required:
                found.append(Suspicion(column, f"(t{index} IS NULL)", "missing"))
            if column.field.name == "applicant" and not self.codes_are_compared:
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
        """Convert all rows into `read_name` and count them; return False where the engine cannot read the file as it is.

        Typed columns are only looked at, through a view: ten million rows need not be copied to be right.
        """
        self.drop()
        try:
            if self.is_lazy:
                self._look()
            else:
                self.connection.execute(f"CREATE TABLE {self.read_name} AS {self.query()}")
                self.counts = self._count(f"SELECT {_COUNTS} FROM {self.read_name}")
        except duckdb.Error:
            if self.staged.rewrite is None:
                raise
            return False
        return self.staged.rows is None or self.counts.rows == self.staged.rows

    def _look(self) -> None:
        """Count, and find the columns of words that need no conversion: in the view that stays, each query would pay for it."""
        words = [i for i, column in enumerate(self.staged.columns) if column.type == SQL_TYPES[column.field.type] == "VARCHAR"]
        same_words = "".join(f", coalesce(bool_and(x{index} IS NOT DISTINCT FROM v{index}), true)" for index in words)
        query = f"SELECT {_COUNTS}{same_words} FROM (SELECT *, {self._state()} AS state FROM {self.converted(self.staged.scan)})"
        row = self.connection.execute(query).fetchone()
        assert row is not None
        counts, same = row[: 1 + len(STATES)], row[1 + len(STATES) :]
        self.counts = StateCounts(*counts)
        self.as_they_are = frozenset(index for index, is_same in zip(words, same, strict=True) if is_same)
        self.connection.execute(f"CREATE VIEW {self.read_name} AS {self.query()}")

    def _count(self, query: str) -> StateCounts:
        row = self.connection.execute(query).fetchone()
        assert row is not None
        return StateCounts(*row)

    def query(self) -> str:
        """Return the SQL of all facts of the vocabulary, those without a column NULL, of what follows from them, of `row` and `state`."""
        places = {column.field.name: f"v{index}" for index, column in enumerate(self.staged.columns)}
        values = {f.name: places.get(f.name, f"NULL::{SQL_TYPES[f.type]}") for f in self.vocabulary.fields}
        more = []
        if self.staged.entity is Entity.PAYMENT:
            values["year"] = f"coalesce({values['year']}, {values['on']} // 10000)::BIGINT"
        if self.staged.entity is Entity.APPLICANT:
            more = [f"coalesce({values['from']}, {ALWAYS})::INTEGER AS valid_from", f"{FOREVER}::INTEGER AS valid_to"]
        facts = [f"{value} AS {name_of(name)}" for name, value in values.items()]
        return f"SELECT row, {', '.join([*facts, *more])}, {self._state()} AS state FROM {self.converted(self.staged.scan)}"

    def drop(self) -> None:
        """Remove what was read."""
        drop_relation(self.connection, self.read_name)

    def _state(self) -> str:
        wrong = " OR ".join(suspicion.sql for suspicion in self.suspicions)
        blank = " AND ".join(f"t{index} IS NULL" for index in range(len(self.staged.columns)))
        kind = f"CASE WHEN {blank} THEN {BLANK} WHEN {self._is_total()} THEN {SUM} WHEN {self._is_note()} THEN {NOTE} ELSE {WRONG} END"
        return f"(CASE WHEN {wrong} THEN {kind} WHEN {self._is_right_total()} THEN {SUM} ELSE {RIGHT} END)::TINYINT"

    def _is_total(self) -> str:
        """合计 stands in one of the cells of a row that is wrong."""
        cells = [*self._words(), *(f"o{index}" for index in range(len(self.staged.others)))]
        return " OR ".join(_says(cell, TOTAL) for cell in cells) or "false"

    def _is_right_total(self) -> str:
        """合计 stands where the name or the number of the row would."""
        if self.staged.is_typed:
            return "false"
        named = [f"x{index}" for index, column in enumerate(self.staged.columns) if column.field.name in _SAYS_TOTAL]
        return " OR ".join(f"(contains({cell}, '计') AND {_says(cell, TOTAL)})" for cell in (*named, *self._numbers())) or "false"

    def _is_note(self) -> str:
        """注：… stands in a row without a code and without a single value, or the head stands there once more."""
        columns = list(enumerate(self.staged.columns))
        nothing = [f"v{index} IS NULL" for index, c in columns if c.field.name == "applicant" or c.field.type in _VALUES]
        says = " OR ".join(_says(cell, REMARK) for cell in (*self._words(), *self._numbers())) or "false"
        required = [(index, c.head) for index, c in columns if c.field.required and c.type == "VARCHAR"]
        is_head = " AND ".join(f"coalesce({trimmed(f'x{index}')} = {quoted(head)}, false)" for index, head in required) or "false"
        return f"({' AND '.join(nothing)} AND ({says}) OR {is_head})"

    def _words(self) -> list[str]:
        """Return the cells of facts in which words may stand that say what kind of row it is."""
        return [f"x{i}" for i, column in enumerate(self.staged.columns) if column.type == "VARCHAR" and column.field.type in _MAY_SAY_TOTAL]

    def _numbers(self) -> list[str]:
        return [f"o{self.staged.others.index(name)}" for name in self.staged.numbers]

    def number(self) -> None:
        """Make a table of what was looked at through a view, and give rows that were read without numbers theirs.

        These lie in the order of the file.
        """
        if self.staged.first_row is None and not self.is_lazy:
            return
        name = f"{self.read_name}_numbered"
        row = "row" if self.staged.first_row is None else f"rowid + {self.staged.first_row}"
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * REPLACE ({row} AS row) FROM {self.read_name}")
        self.drop()
        self.connection.execute(f"ALTER TABLE {name} RENAME TO {self.read_name}")
        self.is_lazy = False

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
        query = f"SELECT row, [{cells}], [{flags}], [{self._naming()}]::VARCHAR[] FROM {self.converted(scan)} ORDER BY row"
        found = self.connection.execute(query).fetchall()
        return [fault for row, texts, wrong, whose in found for fault in self._faults_of(row, texts, wrong, whose)]

    def _naming(self) -> str:
        named = [self.by_name[name] for name in ("applicant", "name") if name in self.by_name]
        return ", ".join(f"x{self.staged.columns.index(column)}::VARCHAR" for column in named)

    def _faults_of(self, row: int, cells: Sequence[str | None], wrong: Sequence[bool], whose: Sequence[str | None]) -> list[RowFault]:
        names = tuple(name.strip() for name in whose if name)
        together = zip(self.suspicions, cells, wrong, strict=True)
        return [self._fault(suspicion, row, cell or "", names) for suspicion, cell, is_so in together if is_so]

    def _fault(self, suspicion: Suspicion, row: int, cell: str, whose: tuple[str, ...]) -> RowFault:
        why: Why = EXPLANATIONS[suspicion.explain](suspicion.column, cell)
        place = (self.staged.entity, self.staged.file, row, suspicion.column.head)
        return RowFault(why.code, Severity.ERROR, *place, shortened(cell), why.message, why.hint, whose)


def _says(cell: str, pattern: str) -> str:
    """Return the SQL that compares a cell, its blanks gone, with a pattern; never NULL."""
    return f"coalesce(regexp_full_match(regexp_replace({half_width(cell)}, '\\s', '', 'g'), {quoted(pattern)}), false)"
