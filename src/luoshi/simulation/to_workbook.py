"""The tables of a simulation as a workbook: numbers as numbers, 万元 and exact yuan side by side, nothing that a cell holds can run."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.simulation.nodes import Simulation
from luoshi.simulation.print_set_up import set_up_print
from luoshi.simulation.sections import Section, sections
from luoshi.simulation.summary import (
    SYNTHETIC,
    comparison_headline,
    comparison_years,
    headline,
    method_words,
    programme_words,
    ration_headline,
    ration_share,
    remarks,
    spread_words,
)
from luoshi.simulation.tables import Cell, ClauseLink, Column, Kind, Table

FEN_PER_HUNDREDTH = 10_000
LONGEST_CELL = 32_767
LONGEST_NAME = 31
MOST_ROWS = 1_000_000
NUMBERS = (Kind.COUNT, Kind.MONEY, Kind.CHANGE, Kind.SHARE)
WIDEST, NARROWEST = 48, 8
HEAD_ROW = 3
CLAUSE_TABLES = ("clauses", "old-clauses")
MONEY_FORMAT, COUNT_FORMAT, SHARE_FORMAT = "#,##0.00", "#,##0", "0.00%"
CHANGE_FORMAT = "+#,##0.00;-#,##0.00;0.00"
BOLD, FAINT, LINK = Font(bold=True), Font(color="5A646E"), Font(color="15577F", underline="single")
HEAD_FILL, TOTAL_FILL = PatternFill("solid", "EEF1F3"), PatternFill("solid", "F6F7F8")
LINE = Border(bottom=Side("thin", "C8CFD5"))
WORDS, FIGURES = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
HEAD_WORDS = Alignment(wrap_text=True, vertical="center")
HEAD_FIGURES = Alignment(horizontal="right", wrap_text=True, vertical="center")
TITLE = "政策沙盘测算结果"
PREFIXES = {"shift": "增减 ", "ration": "预算 "}
# What a spreadsheet would take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def workbook_of(simulation: Simulation) -> bytes:
    """Return the workbook: a sheet of what it comes to and rests on, then one a table."""
    book = Workbook()
    book.properties.creator, book.properties.title = "落实", TITLE
    first = book.active
    assert isinstance(first, Worksheet)
    _write_front(first, simulation)
    tables = [(section, table) for section in sections(simulation) for table in section.tables]
    places = {key: place for section, table in tables if table.id in CLAUSE_TABLES for key, place in _places(section, table)}
    for section, table in tables:
        _write_table(book.create_sheet(_sheet_name(section, table)), table, places, is_synthetic=simulation.about.is_synthetic)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _places(section: Section, table: Table) -> Iterator[tuple[tuple[int, bool], str]]:
    """Yield where each clause stands in the workbook."""
    for at, cell in enumerate(table.column("条款")):
        if isinstance(cell, ClauseLink):
            yield (cell.position, cell.old), f"'{_sheet_name(section, table)}'!A{HEAD_ROW + 1 + at}"


def _sheet_name(section: Section, table: Table) -> str:
    """Tell tables of one title apart: 按条款, 增减 按条款."""
    prefix = PREFIXES[section.id] if table.id.startswith(f"{section.id}-") else ""
    return f"{prefix}{table.title}"[:LONGEST_NAME]


def _write_front(sheet: Worksheet, simulation: Simulation) -> None:
    sheet.title = "说明"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    _put(sheet, 1, 1, TITLE, font=Font(bold=True, size=14))
    for row, (label, words) in enumerate(_front_rows(simulation), HEAD_ROW):
        _put(sheet, row, 1, label, font=BOLD).alignment = WORDS
        _put(sheet, row, 2, words).alignment = WORDS
    sheet.freeze_panes = f"A{HEAD_ROW}"
    set_up_print(sheet, head_row=None, orientation="portrait")


def _front_rows(simulation: Simulation) -> Iterator[tuple[str, str]]:
    yield "结果", headline(simulation)
    yield "集中程度", spread_words(simulation.cost)
    for head in simulation.about.programmes:
        yield "政策", f"{programme_words(head)}　{head.document_number}".rstrip("　")
    if simulation.comparison is not None:
        for head in () if simulation.comparison.is_what_if else simulation.comparison.baseline:
            yield "对照方案", f"{programme_words(head)}　{head.document_number}".rstrip("　")
        yield "对照结果", comparison_headline(simulation.comparison) + comparison_years(simulation.comparison)
    if simulation.ration is not None:
        yield "预算", ration_headline(simulation.ration) + ration_share(simulation.ration)
        yield "分配办法", method_words(simulation.ration)
    for number, words in enumerate(remarks(simulation), 1):
        yield f"前提{number}", words


def _write_table(sheet: Worksheet, table: Table, places: Mapping[tuple[int, bool], str], *, is_synthetic: bool) -> None:
    _put(sheet, 1, 1, sheet.title, font=BOLD)
    if is_synthetic:
        _put(sheet, 2, 1, SYNTHETIC, font=FAINT)
    widths: list[int] = []
    heads = [(head, column.kind in NUMBERS) for column in table.columns for head in _heads(column)]
    for at, (head, is_number) in enumerate(heads, 1):
        cell = _put(sheet, HEAD_ROW, at, head, font=BOLD)
        cell.fill, cell.border, cell.alignment = HEAD_FILL, LINE, HEAD_FIGURES if is_number else HEAD_WORDS
        widths.append(_width(head))
    kept, notes = table.rows[:MOST_ROWS], table.notes
    if len(kept) < len(table.rows):
        notes = (*notes, f"共{len(table.rows):,}行，Excel一张表放不下，列出前{MOST_ROWS:,}行，其余见 JSON。")
    for number, row in enumerate(kept):
        _write_row(sheet, HEAD_ROW + 1 + number, table, row, places, widths, is_total=table.has_total and not number)
    for number, note in enumerate(notes):
        _put(sheet, HEAD_ROW + 2 + len(kept) + number, 1, note, font=FAINT)
    for at, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = max(NARROWEST, min(WIDEST, wide + 2))
    lead = next((at for at, column in enumerate(table.columns) if column.lead), 0)
    sheet.freeze_panes = f"{get_column_letter(lead + 2)}{HEAD_ROW + 1}"
    set_up_print(sheet, head_row=HEAD_ROW, orientation="landscape")


def _heads(column: Column) -> tuple[str, ...]:
    if column.kind in (Kind.MONEY, Kind.CHANGE):
        return f"{column.title}（万元）", f"{column.title}（元）"
    return (column.title,)


def _write_row(
    sheet: Worksheet,
    number: int,
    table: Table,
    row: Sequence[Cell],
    places: Mapping[tuple[int, bool], str],
    widths: list[int],
    *,
    is_total: bool,
) -> None:
    at = 0
    for column, value in zip(table.columns, row, strict=True):
        for written, form in _values(column.kind, value):
            at += 1
            cell = _put(sheet, number, at, written, font=BOLD if is_total else None)
            cell.alignment = FIGURES if form else WORDS
            if form:
                cell.number_format = form
            if is_total:
                cell.fill = TOTAL_FILL
            if isinstance(value, ClauseLink) and (place := places.get((value.position, value.old))):
                cell.hyperlink, cell.font = Hyperlink(ref=cell.coordinate, location=place), LINK
            widths[at - 1] = max(widths[at - 1], _width(written))


def _values(kind: Kind, value: Cell) -> Iterator[tuple[Any, str]]:
    """Yield what a cell holds and its number format; money twice."""
    if isinstance(value, ClauseLink):
        yield value.words, ""
    elif kind in (Kind.MONEY, Kind.CHANGE) and (value is None or isinstance(value, int)):
        form = MONEY_FORMAT if kind is Kind.MONEY else CHANGE_FORMAT
        yield (None if value is None else wan(value)), form
        yield (None if value is None else Decimal(value) / 100), form
    elif isinstance(value, Fraction):
        yield round(Decimal(value.numerator) / Decimal(value.denominator), 6), SHARE_FORMAT
    else:
        yield value, COUNT_FORMAT if isinstance(value, int) else ""


def wan(fen: int) -> Decimal:
    """Return 万元 with two decimals, half away from zero as on screen."""
    hundredths = (abs(fen) + FEN_PER_HUNDREDTH // 2) // FEN_PER_HUNDREDTH
    return Decimal(-hundredths if fen < 0 else hundredths) / 100


def _put(sheet: Worksheet, row: int, column: int, value: Any, *, font: Font | None = None) -> Any:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        words = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        cell.value = words
        if words.startswith(FORMULA_STARTS):
            cell.data_type, cell.quotePrefix = "s", True
    else:
        cell.value = value
    if font is not None:
        cell.font = font
    return cell


def _width(value: Any) -> int:
    """Return how wide a cell is in digits; a Chinese character takes two."""
    words = f"{value:,.2f}" if isinstance(value, Decimal) else str(value if value is not None else "")
    return sum(2 if char > "\u2e7f" else 1 for char in words)
