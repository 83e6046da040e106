"""Rows from Python into a clean file that the engine reads: for workbooks, and for CSV files that are not regular."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from luoshi.facts.conversions import quoted
from luoshi.facts.faults import RowFault, shortened
from luoshi.facts.vocabulary import Entity
from luoshi.facts.workbook_process import one_kind_of_line_break
from luoshi.source import Severity


@dataclass
class Spool:
    """Writes numbered rows of `width` cells; a row with more cells is reported and left out, blank rows are dropped."""

    path: Path
    width: int
    entity: Entity
    file: str
    faults: list[RowFault] = field(default_factory=list)
    left_out: int = 0
    last_row: int = 0
    is_last_short: bool = False

    def write(self, numbered: Iterable[tuple[int, list[str]]]) -> None:
        """Write the rows; numbers are those that the user sees."""
        with self.path.open("w", encoding="utf-8", errors="replace", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            for number, row in numbered:
                if len(row) > self.width and any(cell.strip() for cell in row[self.width :]):
                    self._report(number, row)
                elif any(row):
                    self.last_row, self.is_last_short = number, len(row) < self.width
                    writer.writerow([number, *one_kind_of_line_break(row[: self.width]), *[""] * (self.width - len(row))])

    def _report(self, number: int, row: list[str]) -> None:
        message = f"有{len(row)}格，表头只有{self.width}列，分不清哪格是哪列。"
        extra = shortened("、".join(row[self.width :]))
        hint = "金额里的逗号请去掉，或给这一格加上英文双引号。"
        self.left_out += 1
        self.faults.append(RowFault("facts.too-many-cells", Severity.ERROR, self.entity, self.file, number, "", extra, message, hint))

    def cut_off(self) -> RowFault:
        """Tell that the last row ends before its last cell, and the file with it."""
        message = "最后一行不完整，文件可能没有传完。"
        return RowFault(
            "facts.cut-off", Severity.WARNING, self.entity, self.file, self.last_row, "", "", message, "请对照原件核对最后几行。"
        )

    @property
    def scan(self) -> str:
        """What stands behind FROM."""
        return clean_csv(self.path, ["'row': 'BIGINT'", *(f"'c{at}': 'VARCHAR'" for at in range(self.width))])


def clean_csv(path: Path, columns: Sequence[str]) -> str:
    """Return the scan of a file that we wrote; the engine would guess how its lines end, and take a break inside a cell for it."""
    options = "auto_detect=false, header=false, delim=',', quote='\"', escape='\"', new_line='\\n', max_line_size=33554432"
    return f"read_csv({quoted(str(path))}, {options}, columns={{{', '.join(columns)}}})"
