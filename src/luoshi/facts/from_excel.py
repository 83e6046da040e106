"""A sheet of a workbook before the engine: the sheet that fits, its head row, and its cells as the texts that a person sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from luoshi.facts.faults import TABLE_LABELS, FactsRefused, RowFault
from luoshi.facts.heads import Heads, Vocabulary, unit_note
from luoshi.facts.staged import HEAD_ROWS_LOOKED_AT, find_head
from luoshi.facts.vocabulary import Entity
from luoshi.facts.workbook_guard import SheetSurvey, WorkbookSurvey, broken, encrypted, survey_workbook
from luoshi.source import Severity

SHEET_WORDS = {
    Entity.APPLICANT: ("主体", "企业", "单位名单", "applicants", "enterprises"),
    Entity.MATTER: ("事项", "matters"),
    Entity.PAYMENT: ("兑付", "拨付", "已付", "payments", "paid"),
}
MAX_SHEETS = 200


@dataclass
class SheetTable:
    """One sheet as a table: where its head is (0-based row of the sheet), what it says, and the cells below."""

    name: str
    sheet: Any
    head_at: int
    heads: Heads
    unit: int | None
    width: int
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the head with the numbers that the user sees, cells as texts."""
        below = self._first_data_row()
        for number, row in enumerate(_cells(self.sheet)):
            if number >= below:
                yield number + 1, row

    def _first_data_row(self) -> int:
        """A head may be merged over several rows."""
        ends = [end[0] for start, end in self.merged if start[0] <= self.head_at <= end[0]]
        return max([self.head_at, *ends]) + 1

    def merged_rows(self) -> dict[int, str]:
        """Return the rows, as the user counts, whose cell of a known column belongs to a cell above, with the head of that column."""
        heads = {head.at: head.text for head in self.heads.known}
        return {
            row + 1: heads[column]
            for start, end in self.merged
            if start[0] > self.head_at
            for column in range(start[1], end[1] + 1)
            if column in heads
            for row in range(start[0] + 1, end[0] + 1)
        }


def open_sheet(path: Path, vocabulary: Vocabulary) -> tuple[SheetTable, list[RowFault]]:
    """Return the sheet that is the table asked for, and what has to be said of it.

    Raises:
        FactsRefused: No sheet has such a head, or the workbook cannot be read.
    """
    survey = survey_workbook(path)
    try:
        with path.open("rb") as file:
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
            tables = list(_tables(workbook, vocabulary))
    except python_calamine.PasswordError as error:
        raise encrypted() from error
    except python_calamine.CalamineError as error:
        raise broken() from error
    if not tables:
        raise FactsRefused("facts.no-head", "没有找到表头：各工作表的前30行里没有认识的列名。", "请用 luoshi facts template 给出的表头。")
    best = max(tables, key=lambda table: _fit(table, vocabulary))
    return best, _notes(best, tables, vocabulary, survey, path.name)


def _tables(workbook: Any, vocabulary: Vocabulary) -> Iterator[SheetTable]:
    """Yield every sheet that has a head; hidden ones only where all are hidden."""
    sheets = [meta for meta in workbook.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
    visible = [meta for meta in sheets if meta.visible == python_calamine.SheetVisibleEnum.Visible]
    for meta in (visible or sheets)[:MAX_SHEETS]:
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = list(islice(_cells(sheet), (sheet.start or (0, 0))[0] + HEAD_ROWS_LOOKED_AT))
        if found := find_head(vocabulary, rows):
            at, heads = found
            unit = unit_note(cell for row in rows[:at] for cell in row)
            merged = sheet.merged_cell_ranges or []
            yield SheetTable(meta.name, sheet, at, _without_blank(heads), unit, _last_head(rows[at]) + 1, merged)


def _cells(sheet: Any) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its first on; the reader leaves out the columns before the first cell, but not the rows."""
    blank = [""] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield blank + [cell_text(cell) for cell in row]


def _without_blank(heads: Heads) -> Heads:
    return Heads(heads.known, tuple(pair for pair in heads.unknown if pair[1].strip()), heads.doubled)


def _last_head(row: Sequence[str]) -> int:
    return max(at for at, text in enumerate(row) if text.strip())


def _fit(table: SheetTable, vocabulary: Vocabulary) -> tuple[bool, bool, int, int]:
    """Prefer a sheet with all that is required, then one named so, then one whose head fits no other table better."""
    own_name = any(word in table.name.lower() for word in SHEET_WORDS[vocabulary.entity])
    texts = [head.text for head in table.heads.known] + [text for _, text in table.heads.unknown]
    others = max(len(Vocabulary(entity).read(texts).known) for entity in Entity if entity is not vocabulary.entity)
    known = len(table.heads.known)
    return not vocabulary.missing(table.heads), own_name, known - others, known


def _notes(best: SheetTable, tables: Sequence[SheetTable], vocabulary: Vocabulary, survey: WorkbookSurvey, file: str) -> list[RowFault]:
    notes = []
    rivals = [table.name for table in tables if table is not best and _fit(table, vocabulary)[:2] == _fit(best, vocabulary)[:2]]
    label = TABLE_LABELS[vocabulary.entity]
    if rivals and not vocabulary.missing(best.heads):
        listed = "、".join(f"“{name}”" for name in rivals)
        notes.append(
            (
                "facts.other-sheets",
                Severity.WARNING,
                f"{label}读的是工作表“{best.name}”，没有读{listed}。",
                "数据分在几张表里的，请并为一张。",
            )
        )
    seen = survey.sheets.get(best.name, SheetSurvey())
    if seen.hidden_rows:
        notes.append(("facts.hidden-rows", Severity.WARNING, f"有{seen.hidden_rows}行是隐藏或筛选掉的，也读了。", "不要的行请删去。"))
    if seen.errors:
        notes.append(("facts.error-cells", Severity.WARNING, f"有{seen.errors}格是错误值（如 #N/A），按没有填读。", "请改正公式。"))
    if seen.uncomputed:
        notes.append(
            (
                "facts.uncomputed",
                Severity.WARNING,
                f"有{seen.uncomputed}个公式没有算出结果，按没有填读。",
                "请用 Excel 或 WPS 打开并保存一次。",
            )
        )
    return [
        RowFault(code, severity, vocabulary.entity, f"{file}·{best.name}", 0, "", "", message, hint)
        for code, severity, message, hint in notes
    ]


def cell_text(cell: object) -> str:
    """Return a cell as a text: numbers with the fifteen digits that a spreadsheet shows, dates as 2025-06-20."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return number_text(float(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d") if cell.time() == datetime.min.time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def number_text(number: float) -> str:
    """Return a number of a cell in plain digits where fifteen of them tell it, else in the form 9.1150621E+17 that shows what was lost."""
    text = f"{number:.15g}"
    if "e" not in text:
        return text
    return f"{number:.0f}" if 1e15 > abs(number) >= 1 else text.upper()
