"""Every line with what it is paid of the budget, as CSV, Excel or Parquet: the list that a payment is prepared from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from luoshi.commitments.show import clause_words
from luoshi.rewards.book import RuleBook

BOM = "\ufeff"
ENDINGS = (".csv", ".xlsx", ".parquet")
SHEET_ROWS = 1_048_576
ROWS_AT_ONCE = 5_000
WIDTHS = (22, 28, 30, 14, 30, 18, 12, 16, 16, 16)
TEXTS = {
    "主体代码": "r.applicant",
    "名称": "a.name",
    "政策": "w.policy",
    "条款": "w.clause",
    "奖补": "w.label",
    "事项编号": "r.matter",
}
NUMBERS = {
    "日期": "make_date(r.day // 10000, r.day // 100 % 100, r.day % 100)",
    "应兑付（元）": "(r.owed::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
    "本次兑付（元）": "(r.paid::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
    "未兑付（元）": "((r.owed - r.paid)::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
}


class TooManyLines(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """More lines than a worksheet holds; the sentence says what to write instead."""


def write_allocation(connection: duckdb.DuckDBPyConnection, book: RuleBook, path: Path) -> None:
    """Write the relation `rationed` in the order of a queue: day, matter, applicant, rule; the ending (`ENDINGS`) chooses the form.

    Texts that a spreadsheet would run get an apostrophe in CSV, as in all tables that we write; in Excel they are texts.

    Raises:
        TooManyLines: An Excel sheet has no room for them.
    """
    _name_rules(connection, book)
    ending = path.suffix.lower()
    if ending == ".csv":
        _write_csv(connection, path)
        return
    query = _query([f'{sql} AS "{head}"' for head, sql in {**TEXTS, **NUMBERS}.items()])
    if ending == ".parquet":
        connection.sql(query).write_parquet(str(path))
    else:
        _write_workbook(connection, query, path)


def _write_csv(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    texts = [f"regexp_replace({sql}, '^([=+@\\t\\r-])', '''\\1') AS \"{head}\"" for head, sql in TEXTS.items()]
    columns = [*texts, *(f'{sql} AS "{head}"' for head, sql in NUMBERS.items())]
    first = next(iter(TEXTS))
    columns[0] = columns[0].replace(f'"{first}"', f'"{BOM}{first}"')
    connection.sql(_query(columns)).write_csv(str(path))


def _write_workbook(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    from luoshi.simulation.print_set_up import set_up_print

    found = connection.execute("SELECT count(*) FROM rationed").fetchone()
    count = found[0] if found else 0
    if count >= SHEET_ROWS:
        raise TooManyLines(f"有{count:,}行，Excel一张表放不下。请把 --allocation 后面的文件名改成 .csv 或者 .parquet")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("分配明细")
    sheet.freeze_panes = "A2"
    for at, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    set_up_print(sheet, head_row=1, orientation="landscape")
    sheet.append([_head(sheet, head) for head in (*TEXTS, *NUMBERS)])
    result = connection.execute(query)
    while rows := result.fetchmany(ROWS_AT_ONCE):
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _head(sheet: Any, words: str) -> Any:
    from openpyxl.styles import Font

    cell = _cell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """A text that begins with = stays a text; amounts show two decimals."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _name_rules(connection: duckdb.DuckDBPyConnection, book: RuleBook) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE rule_names (rule INTEGER, policy VARCHAR, clause VARCHAR, label VARCHAR)")
    for rule in book.rules:
        words = (rule.position, book.names.get(rule.programme, rule.programme), clause_words(rule.clause), rule.label)
        connection.execute("INSERT INTO rule_names VALUES (?, ?, ?, ?)", list(words))


def _query(columns: Sequence[str]) -> str:
    return f"""
        SELECT {", ".join(columns)} FROM rationed r JOIN rule_names w ON w.rule = r.rule
        LEFT JOIN (SELECT applicant, arg_max(name, valid_from) AS name FROM applicants GROUP BY applicant) a ON a.applicant = r.applicant
        ORDER BY r.day, r.matter, r.applicant, r.rule"""
