"""The lines of a settlement as a table for people: CSV, Excel or Parquet, Chinese heads, amounts in yuan that add up line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from luoshi.facts.showing import as_date, shown
from luoshi.facts.vocabulary import MATTER_FIELDS
from luoshi.rewards.explain.missing import open_words
from luoshi.rewards.interpreter import Status
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.result_notes import notes_of
from luoshi.rewards.result_words import WITHOUT_LINE, Worded, put_words
from luoshi.rewards.settlement import Settlement

SHEET_ROWS = 1_048_576
ROWS_AT_ONCE = 5_000
BOM = "\ufeff"
LINES_SHEET, SUMS_SHEET, MATTERS_SHEET, NOTES_SHEET = "兑付明细", "分户合计", "没有奖补的事项", "说明"
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column: its head, its SQL over the line `l`, its rule `r`, its matter `m`, the applicant `a` and the words `w`, its width.

    `is_given`: it holds what stood in somebody's table, and in CSV must not run.
    """

    head: str
    sql: str
    width: int
    is_given: bool = False


def _yuan(fen: str) -> str:
    return f"({fen}::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)"


_STATUS = "CASE l.status " + " ".join(f"WHEN '{status}' THEN '{status.label}'" for status in Status) + " END"
_TAKEN = """concat_ws('；',
    CASE WHEN l.taken_times > 0 THEN '次数年限：' || r.times END,
    CASE WHEN l.taken_stacking > 0 THEN '叠加规则：' || r.stacking END,
    CASE WHEN l.taken_paid > 0 THEN CASE l.matter WHEN '' THEN '本条已兑付' ELSE '本条对本事项已兑付' END END,
    CASE WHEN l.taken_caps > 0 THEN '限额：' || r.caps END,
    CASE WHEN l.taken_quotas > 0 THEN '名额总额：' || r.quotas END)"""
_SEEN = "concat_ws('；', nullif(w.taken, ''), CASE WHEN l.taken_quotas > 0 THEN '名额总额：' || r.quotas END)"
_REASON = f"""CASE
    WHEN l.status = 'undecided' THEN coalesce(w.missing, '缺少材料，缺哪一项请用 --explain 查看')
    WHEN l.status = 'awaiting_decision' THEN coalesce(w.missing, '由主管部门核定')
    WHEN l.status = 'in_kind' THEN '非资金支持：' || r.in_kind
    WHEN l.gross_fen = 0 THEN '按计算办法算得零'
    WHEN w.taken IS NOT NULL THEN {_SEEN}
    ELSE {_TAKEN} END"""
_RECKONING = "w.reckoning || CASE WHEN l.taken_quotas > 0 THEN '；名额总额：' || r.quotas ELSE '' END"
COLUMNS = (
    ResultColumn("主体代码", "l.applicant", 22, is_given=True),
    ResultColumn("名称", "a.name", 28, is_given=True),
    ResultColumn("政策", "r.policy", 30),
    ResultColumn("条款", "r.clause", 14),
    ResultColumn("奖补", "r.label", 30),
    ResultColumn("奖补编号", "r.reward", 24),
    ResultColumn("事项编号", "l.matter", 18, is_given=True),
    ResultColumn("事项名称", "m.subject", 24, is_given=True),
    ResultColumn("日期", "make_date(l.day // 10000, l.day // 100 % 100, l.day % 100)", 12),
    ResultColumn("结果", _STATUS, 12),
    ResultColumn("计算金额（元）", _yuan("l.gross_fen"), 16),
    ResultColumn("次数年限扣减（元）", _yuan("l.taken_times"), 16),
    ResultColumn("叠加规则扣减（元）", _yuan("l.taken_stacking"), 16),
    ResultColumn("已兑付扣减（元）", _yuan("l.taken_paid"), 16),
    ResultColumn("限额扣减（元）", _yuan("l.taken_caps"), 16),
    ResultColumn("名额总额扣减（元）", _yuan("l.taken_quotas"), 16),
    ResultColumn("应兑付（元）", _yuan("l.owed_fen"), 16),
    ResultColumn("原因", _REASON, 50),
    ResultColumn("计算过程", _RECKONING, 80),
)
SUM_COLUMNS = (
    ResultColumn("主体代码", "l.applicant", 22, is_given=True),
    ResultColumn("名称", "any_value(a.name)", 28, is_given=True),
    ResultColumn("应兑付（元）", _yuan("sum(l.owed_fen)"), 16),
    ResultColumn("应兑付笔数", "count(*) FILTER (l.owed_fen > 0)", 12),
    ResultColumn("待补材料笔数", f"count(*) FILTER (l.status = '{Status.UNDECIDED}')", 14),
    ResultColumn("待核定笔数", f"count(*) FILTER (l.status = '{Status.AWAITING_DECISION}')", 12),
    ResultColumn("非资金笔数", f"count(*) FILTER (l.status = '{Status.IN_KIND}')", 12),
)
MATTER_COLUMNS = tuple(
    field for field in MATTER_FIELDS if field.name in ("matter", "kind", "subject", "level", "occurrence", "grade", "stage", "on")
)
MATTER_WIDTHS = (22, 28, 18, 14, 24, 10, 10, 12, 14, 12, 80)


class TooManyRows(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """More rows than a worksheet holds; the sentence says what to write instead."""


def write_lines(settlement: Settlement, path: Path, *, notes: Sequence[str] = ()) -> Worded:
    """Write every line, in the order of applicant, day, matter and rule; the ending chooses the form.

    A workbook has three more sheets: the sums by applicant, the matters that have no line, each with the reason, and what the columns
    mean and how far the amounts can be relied on, with `notes`.

    Returns:
        For how many of the applicants it is said how their lines were reckoned.

    Raises:
        TooManyRows: An Excel sheet has no room for them.
        OSError: The file cannot be written.
    """
    kind = path.suffix.lower()
    if kind == ".xlsx":
        return _write_workbook(settlement, path, notes)
    worded = put_words(settlement)
    writers: dict[str, Callable[[Settlement, Path], None]] = {".parquet": _write_parquet}
    writers.get(kind, _write_csv)(settlement, path)
    return worded


def _write_csv(settlement: Settlement, path: Path) -> None:
    """With the mark by which Excel knows UTF-8; texts that a spreadsheet would run get an apostrophe, as in tables of facts."""
    columns = [f'{_kept_from_running(column)} AS "{column.head}"' for column in COLUMNS]
    columns[0] = columns[0].replace(' AS "', f' AS "{BOM}')
    settlement.connection.sql(_query(columns)).write_csv(str(path))


def _kept_from_running(column: ResultColumn) -> str:
    return f"regexp_replace({column.sql}, '^([=+@\\t\\r-])', '''\\1')" if column.is_given else column.sql


def _write_parquet(settlement: Settlement, path: Path) -> None:
    settlement.connection.sql(_query([f'{column.sql} AS "{column.head}"' for column in COLUMNS])).write_parquet(str(path))


def _write_workbook(settlement: Settlement, path: Path, notes: Sequence[str]) -> Worded:
    from openpyxl import Workbook

    count = settlement.count(*Status)
    if count >= SHEET_ROWS - 1:
        raise TooManyRows(f"有{count:,}行，Excel一张表放不下。请把 -o 后面的文件名改成 .csv 或者 .parquet")
    worded = put_words(settlement, with_matters=True)
    book = Workbook(write_only=True)
    lines = settlement.connection.cursor().execute(_query([column.sql for column in COLUMNS]))
    _add_sheet(book, LINES_SHEET, [column.head for column in COLUMNS], [column.width for column in COLUMNS], lines)
    sums = settlement.connection.cursor().execute(_sums_query())
    _add_sheet(book, SUMS_SHEET, [column.head for column in SUM_COLUMNS], [column.width for column in SUM_COLUMNS], sums)
    matters = settlement.connection.cursor().execute(_matters_query(settlement))
    _add_sheet(book, MATTERS_SHEET, ["主体代码", "名称", *(field.label for field in MATTER_COLUMNS), "原因"], MATTER_WIDTHS, matters)
    _add_notes(book, notes_of(settlement, worded, notes))
    book.save(path)
    return worded


def _add_sheet(book: Any, title: str, heads: Sequence[str], widths: Sequence[int], result: duckdb.DuckDBPyConnection) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    cells = [_cell(sheet, head) for head in heads]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    count = 1
    while rows := result.fetchmany(ROWS_AT_ONCE):
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
        count += len(rows)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"


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


def _add_notes(book: Any, notes: Sequence[str]) -> None:
    sheet = book.create_sheet(NOTES_SHEET)
    sheet.column_dimensions["A"].width = 110
    for note in notes:
        sheet.append([_cell(sheet, note)])


_NAMES = "(SELECT applicant, arg_max(name, valid_from) AS name FROM applicants GROUP BY applicant)"


def _query(columns: Sequence[str]) -> str:
    return f"""
        SELECT {", ".join(columns)}
        FROM lines l JOIN rule_words r ON r.rule = l.rule
        LEFT JOIN {_NAMES} a ON a.applicant = l.applicant
        LEFT JOIN matters m ON m.matter = l.matter AND m.applicant = l.applicant
        LEFT JOIN line_words w ON w.applicant = l.applicant AND w.matter = l.matter AND w.rule = l.rule
        ORDER BY l.applicant, l.day, l.matter, l.rule"""


def _sums_query() -> str:
    """What each applicant is owed in all, and at the end everybody together."""
    heads = [f'"{column.head}"' for column in SUM_COLUMNS]
    each = ", ".join(f"{column.sql} AS {head}" for column, head in zip(SUM_COLUMNS, heads, strict=True))
    return f"""
        WITH sums AS (SELECT {each} FROM lines l LEFT JOIN {_NAMES} a ON a.applicant = l.applicant GROUP BY l.applicant)
        FROM (
            SELECT false AS is_total, * FROM sums
            UNION ALL SELECT true, '{TOTAL}', NULL, {", ".join(f"coalesce(sum({head}), 0)" for head in heads[2:])} FROM sums)
        SELECT {", ".join(heads)} ORDER BY is_total, {heads[0]}"""


def _matters_query(settlement: Settlement) -> str:
    """The matters that no reward takes up, each with the reason."""
    columns = [as_date(field) if field.name == "on" else shown(field) for field in MATTER_COLUMNS]
    later = f"WHEN \"on\" > {number_of_day(settlement.as_of)} THEN '日期在算到的日期以后，还没有算'"
    why = f"CASE {later} ELSE coalesce(why, '不符合条件，或者方案里没有奖补看这样的事项；请用 --explain 查看') END"
    return f"""
        SELECT applicant, name, {", ".join(columns)}, {why} FROM (SELECT * FROM matters m WHERE {WITHOUT_LINE})
        LEFT JOIN {_NAMES} USING (applicant) LEFT JOIN matter_words USING (applicant, matter)
        ORDER BY applicant, "on", matter LIMIT {SHEET_ROWS - 1}"""


def unjudged_rows(settlement: Settlement, limit: int) -> Iterator[tuple[str, ...]]:
    """Yield the lines that lack a fact or await a decision: applicant, clause, reward, matter, status, which cell to fill in."""
    for line in settlement.unjudged(limit):
        what = open_words(line, settlement.book.fact_labels)
        yield line.applicant, line.rule.clause, settlement.book.label_of(line.rule), line.matter_id, line.status.label, what
