"""Tables into a workbook that people fill in and hand back: codes stay texts, words to choose from drop down, nothing in it is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from luoshi.facts.conversions import name_of
from luoshi.facts.faults import FactsRefused
from luoshi.facts.load import TABLES
from luoshi.facts.showing import shown
from luoshi.facts.vocabulary import Entity, FactField, FactType
from luoshi.facts.words import is_text_like

SHEETS = {Entity.APPLICANT: "主体", Entity.MATTER: "事项", Entity.PAYMENT: "兑付"}
NOTES_SHEET = "填写说明"
MAX_ROWS = 1_048_576
ROWS_READY = 2_000  # of an empty table, rows that have their formats and drop-downs
ROWS_AT_ONCE = 5_000
FIRST_SAFE_DAY = 1900_03_01  # Excel believes in a 29 February 1900; a day before it stands as a text
FORMATS = {FactType.MONEY: "#,##0.00", FactType.DATE: "yyyy-mm-dd", FactType.COUNT: "0"}
WIDTHS = {FactType.ID: 22, FactType.TEXT: 24, FactType.MONEY: 16, FactType.DATE: 13, FactType.COUNT: 11, FactType.FLAG: 11}
HEAD_FONT, HEAD_FILL, REQUIRED_FILL = Font(bold=True), PatternFill("solid", fgColor="FFDDE6F0"), PatternFill("solid", fgColor="FFF6DDD6")
NOTHING: Mapping[str, str] = {}
LONGEST_LIST = 255  # what a drop-down may hold, quotation marks aside


def new_workbook() -> Workbook:
    """Return a workbook that is written row by row."""
    return Workbook(write_only=True)


def add_rows(
    book: Workbook, connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Sequence[FactField], heads: Sequence[str]
) -> None:
    """Add a sheet with the rows of a table.

    Raises:
        FactsRefused: `facts.too-many-rows`: more than a sheet can hold.
    """
    count = connection.execute(f"SELECT count(*) FROM {TABLES[entity]}").fetchone()
    if count is None or count[0] >= MAX_ROWS:
        raise FactsRefused("facts.too-many-rows", "行数超过 Excel 工作表的上限1048576行。", "请写成 .csv 或 .parquet。")
    add_sheet(book, SHEETS[entity], fields, heads, _rows(connection, entity, fields), rows_ready=count[0])


def _rows(connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Sequence[FactField]) -> Iterator[Sequence[object]]:
    cells = ", ".join(name_of(f.name) if f.type in FORMATS else shown(f) for f in fields)
    cursor = connection.cursor().execute(f"SELECT {cells} FROM {TABLES[entity]}")
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        for row in rows:
            yield [_cell_value(field, value) for field, value in zip(fields, row, strict=True)]


def _cell_value(field: FactField, value: Any) -> object:
    if value is None:
        return None
    if field.type is FactType.MONEY:
        return Decimal(value).scaleb(-2)
    if field.type is FactType.DATE and value < FIRST_SAFE_DAY:
        return f"{value // 10_000}-{value // 100 % 100:02d}-{value % 100:02d}"
    return date(value // 10_000, value // 100 % 100, value % 100) if field.type is FactType.DATE else value


def add_sheet(
    book: Workbook,
    title: str,
    fields: Sequence[FactField],
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    rows_ready: int,
    offered: Mapping[str, str] = NOTHING,
) -> None:
    """Add a sheet with a frozen head, widths, formats and drop-downs; `rows_ready` rows below the head get the drop-downs.

    `offered` says for a fact in which cells of the book its words stand; other words may be written there too.
    """
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, field in enumerate(fields, 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width = max(WIDTHS.get(field.type, 14), 2 * len(heads[at - 1]) + 2)
        column.number_format = "@" if is_text_like(field) or field.type is FactType.REGION else FORMATS.get(field.type, "General")
    for at, field in enumerate(fields, 1):
        if words := allowed_words(field):
            sheet.data_validations.append(_drop_down(field, words, get_column_letter(at), rows_ready + 1))
        elif place := offered.get(field.name):
            sheet.data_validations.append(_suggestion(field, place, get_column_letter(at), rows_ready + 1))
    sheet.append([_head(sheet, field, head) for field, head in zip(fields, heads, strict=True)])
    for row in rows:
        sheet.append([_cell(sheet, field, value) for field, value in zip(fields, row, strict=True)])


def allowed_words(field: FactField) -> tuple[str, ...]:
    """Return the words that may stand in a column, none where anything may."""
    return ("是", "否") if field.type is FactType.FLAG else tuple(choice.label for choice in field.choices)


def _drop_down(field: FactField, words: Sequence[str], letter: str, last_row: int) -> DataValidation:
    listed = ",".join(words)
    assert len(listed) <= LONGEST_LIST, field.name
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    validation.errorTitle, validation.error = field.label, f"可以写：{'、'.join(words)}。"[:LONGEST_LIST]
    validation.add(f"{letter}2:{letter}{min(last_row, MAX_ROWS)}")
    return validation


def _suggestion(field: FactField, place: str, letter: str, last_row: int) -> DataValidation:
    """Words to choose from; another one is asked about and may stay."""
    validation = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=True, errorStyle="warning")
    validation.errorTitle, validation.error = field.label, "方案里没有这个写法。写错一个字就对不上，确定要这样写吗？"
    validation.add(f"{letter}2:{letter}{min(last_row, MAX_ROWS)}")
    return validation


def _head(sheet: Any, field: FactField, head: str) -> Any:
    cell = WriteOnlyCell(sheet, head)
    cell.font, cell.fill = HEAD_FONT, REQUIRED_FILL if field.required else HEAD_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(sheet: Any, field: FactField, value: Any) -> Any:
    """Texts are written as texts: a code keeps all its digits, and what begins with = is no formula, not even when it is edited."""
    if value is None:
        return None
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value[:1] in "=+-@"
    else:
        cell.number_format = FORMATS[field.type]
    return cell
