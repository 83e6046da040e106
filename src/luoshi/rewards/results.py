"""The lines of a settlement as a table for people: CSV, Excel or Parquet, Chinese heads, amounts in yuan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from luoshi.rewards.book import RuleBook
from luoshi.rewards.explain.words import label_of
from luoshi.rewards.interpreter import Status
from luoshi.rewards.settlement import Settlement

SHEET_ROWS = 1_048_576
ROWS_AT_ONCE = 5_000
HEADS = (
    "主体代码",
    "名称",
    "政策",
    "条款",
    "奖补",
    "奖补编号",
    "事项编号",
    "事项名称",
    "日期",
    "结果",
    "计算金额（元）",
    "应兑付（元）",
)
BOM = "\ufeff"


class TooManyRows(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """More rows than a worksheet holds; the sentence says what to write instead."""


def write_lines(settlement: Settlement, path: Path) -> None:
    """Write every line, in the order of applicant, day, matter and rule; the ending chooses the form.

    Raises:
        TooManyRows: An Excel sheet has no room for them.
        OSError: The file cannot be written.
    """
    writers: dict[str, Callable[[Settlement, Path], None]] = {".xlsx": _write_workbook, ".parquet": _write_parquet}
    writers.get(path.suffix.lower(), _write_csv)(settlement, path)


def _write_csv(settlement: Settlement, path: Path) -> None:
    """With the mark by which Excel knows UTF-8; texts that a spreadsheet would run get an apostrophe, as in tables of facts."""
    columns = [f'{_kept_from_running(sql)} AS "{BOM if head == HEADS[0] else ""}{head}"' for head, sql in _columns().items()]
    _relation(settlement, columns).write_csv(str(path))


def _write_parquet(settlement: Settlement, path: Path) -> None:
    _relation(settlement, [f'{sql} AS "{head}"' for head, sql in _columns().items()]).write_parquet(str(path))


def _write_workbook(settlement: Settlement, path: Path) -> None:
    from openpyxl import Workbook

    query = _query(settlement, [f'{sql} AS "{head}"' for head, sql in _columns().items()])
    count = settlement.count(*Status)
    if count >= SHEET_ROWS:
        raise TooManyRows(f"有{count:,}行，Excel一张表放不下。请把 -o 后面的文件名改成 .csv 或者 .parquet")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("兑付明细")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJKL", (22, 28, 30, 14, 30, 24, 18, 24, 12, 10, 16, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(HEADS)
    result = settlement.connection.cursor().execute(query)
    while rows := result.fetchmany(ROWS_AT_ONCE):
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: Any, value: Any) -> Any:
    """A text that begins with = stays a text; amounts show two decimals."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _relation(settlement: Settlement, columns: list[str]) -> duckdb.DuckDBPyRelation:
    return settlement.connection.sql(_query(settlement, columns))


def _query(settlement: Settlement, columns: list[str]) -> str:
    settlement.connection.execute("CREATE OR REPLACE TABLE rule_words (rule INTEGER, policy TEXT, clause TEXT, label TEXT, reward TEXT)")
    for words in _rule_words(settlement.book):
        settlement.connection.execute("INSERT INTO rule_words VALUES (?, ?, ?, ?, ?)", words)
    return f"""
        SELECT {", ".join(columns)}
        FROM lines l JOIN rule_words r ON r.rule = l.rule
        LEFT JOIN (SELECT applicant, arg_max(name, valid_from) AS name FROM applicants GROUP BY applicant) a ON a.applicant = l.applicant
        LEFT JOIN matters m ON m.matter = l.matter AND m.applicant = l.applicant
        ORDER BY l.applicant, l.day, l.matter, l.rule"""


def _rule_words(book: RuleBook) -> Iterator[tuple[int, str, str, str, str]]:
    for rule in book.rules:
        yield rule.position, book.names.get(rule.programme, rule.programme), rule.clause, book.label_of(rule), rule.reward


def _columns() -> dict[str, str]:
    """Return the SQL of each column by its head."""
    status = " ".join(f"WHEN '{status}' THEN '{status.label}'" for status in Status)
    day = "make_date(l.day // 10000, l.day // 100 % 100, l.day % 100)"
    sql = (
        "l.applicant",
        "a.name",
        "r.policy",
        "r.clause",
        "r.label",
        "r.reward",
        "l.matter",
        "m.subject",
        day,
        f"CASE l.status {status} END",
        "(l.gross_fen::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
        "(l.owed_fen::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
    )
    return dict(zip(HEADS, sql, strict=True))


def _kept_from_running(sql: str) -> str:
    if sql.startswith(("l.applicant", "a.name", "l.matter", "m.subject")):
        return f"regexp_replace({sql}, '^([=+@\\t\\r-])', '''\\1')"
    return sql


def unjudged_rows(settlement: Settlement, limit: int) -> Iterator[tuple[str, ...]]:
    """Yield the lines that lack a fact or await a decision: applicant, clause, reward, matter, status, what is missing."""
    for line in settlement.unjudged(limit):
        missing = "、".join(label_of(name, settlement.book.fact_labels) for name in line.missing)
        what = missing or "核定的金额或比例"
        yield line.applicant, line.rule.clause, settlement.book.label_of(line.rule), line.matter_id, line.status.label, what
