"""Targets in tables: an indicator a row, its unit in a column or in brackets, its values under years or 目标值."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from luoshi.commitments.target.statement import Statement
from luoshi.text.draft import CELL_BREAK as CELL
from luoshi.values.numerals import ARABIC, parse_arabic

YEAR_HEAD = re.compile(r"(?P<year>20\d\d)\s*年?")
GOAL_HEAD = re.compile(r"目标|预期|指标值|规划值|计划|达到")
PAST_HEAD = re.compile(r"现状|基期|基数|完成|实际|实绩|基础|现值|当前")
NAME_HEAD = re.compile(r"指标(?:名称)?$|名称|内容|项目|任务")
UNIT_HEAD = re.compile(r"单位$|计量单位")
MEAN_HEAD = re.compile(r"年均")
YEARLY_MEAN = -1  # in the place of a year: the column holds growth a year
VALUE = re.compile(
    rf"(?P<op>[≥>≤<＞＜]|不低于|不少于|超过|达到|达|以上|约|-|－|下降)?\s*(?P<number>{ARABIC})\s*(?P<unit>[^\d\s（()）]*?)(?P<after>以上|以下|以内|左右)?\s*(?:[（(][^）)]*[）)])?$"
)
UNIT_IN_NAME = re.compile(r"[（(](?P<unit>[^（）()]{1,8})[）)]$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a table: the name, the unit (or None), and the goals with their years."""

    name: int
    unit: int | None
    goals: tuple[tuple[int, int | None], ...]


def columns_of(head: Sequence[str], first: int | None) -> Columns | None:
    """Read the head row; None where the table states no goals. `first`: the first year that is not past."""
    name = next((i for i, cell in enumerate(head) if NAME_HEAD.search(cell.strip())), None)
    unit = next((i for i, cell in enumerate(head) if UNIT_HEAD.search(cell.strip())), None)
    goals: list[tuple[int, int | None]] = []
    for i, cell in enumerate(head):
        year = YEAR_HEAD.search(cell)
        if i in (name, unit) or PAST_HEAD.search(cell):
            continue
        if MEAN_HEAD.search(cell):
            goals.append((i, YEARLY_MEAN))
        elif year and (first is None or int(year["year"]) >= first):
            goals.append((i, int(year["year"])))
        elif not year and GOAL_HEAD.search(cell) and "性质" not in cell and "属性" not in cell:
            goals.append((i, None))
    return Columns(name, unit, tuple(goals)) if name is not None and goals else None


def read_row(cells: Sequence[str], columns: Columns, at: int) -> Iterator[Statement]:
    """Read one row; `at` is the offset of the row's first character, a cell apart from the next by ` | `."""
    if len(cells) <= columns.name:
        return
    name = cells[columns.name].strip()
    bracket = UNIT_IN_NAME.search(name)
    unit = cells[columns.unit].strip() if columns.unit is not None and columns.unit < len(cells) else ""
    if bracket and not unit:
        unit, name = bracket["unit"], name[: bracket.start()]
    name = re.sub(r"^\d+[.、．]?\s*", "", name)
    if len(name) < 2:
        return
    for column, year in columns.goals:
        if column < len(cells) and (statement := _cell(cells, column, name, unit, year, at)) is not None:
            yield statement


def _cell(cells: Sequence[str], column: int, name: str, unit: str, year: int | None, at: int) -> Statement | None:
    found = VALUE.match(cells[column].strip())
    if found is None:
        return None
    value, sign = parse_arabic(found["number"]), found["op"] or ""
    unit = found["unit"] or unit
    if sign in ("-", "－", "下降"):
        value, op = -value, "<="
    elif sign in ("≤", "<", "＜") or found["after"] in ("以下", "以内"):
        op = "<="
    else:
        op = ">" if sign in (">", "＞", "超过") else ">="
    if year == YEARLY_MEAN:
        growth = Statement(name, "growth", op, Decimal(value), "%", at, at, "table", ("op",), rhythm="year")
        return replace(growth, end=_end_of(cells, column, at)) if "%" in cells[column] else None
    implied = () if sign or found["after"] else ("op",)
    measure = "growth" if re.search(r"增长|增速|降低|下降", name) else "ratio" if unit in ("%", "‰") or "每万" in name else "level"
    if re.match(r"新增|引进|新认定|培育", name):
        measure = "increase"
    return Statement(name, measure, op, Decimal(value), unit, at, _end_of(cells, column, at), "table", implied, by=year)


def _end_of(cells: Sequence[str], column: int, at: int) -> int:
    return at + sum(len(c) + len(CELL) for c in cells[: column + 1]) - len(CELL)


def goal_words(cells: Sequence[str], columns: Columns) -> Iterator[tuple[int, str]]:
    """Yield the goal cells that hold words and a number, each with its offset in the row."""
    for column, _ in columns.goals:
        if column < len(cells) and re.search(r"\d", cells[column]) and not VALUE.match(cells[column].strip()):
            yield _end_of(cells, column, 0) - len(cells[column]), cells[column]
