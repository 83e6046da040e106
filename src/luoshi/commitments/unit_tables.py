"""Tables of tasks: rows with columns such as 重点任务 | 牵头单位 | 责任单位 | 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.commitments.bodies import split_people, split_units
from luoshi.commitments.unit_lines import Role, UnitLine, gather, role_of
from luoshi.source import Span
from luoshi.text.nodes import Table, Text

_TASK_COLUMN = re.compile(
    r"(?:(?:重点|主要|工作|具体|目标|改革|建设|推进|年度|分解)?(?:任务|内容|事项|项目|举措|措施|要点|工作|目标)|(?:任务|工作|项目|事项)(?:名称|内容|清单|分解)|(?:政策|支持)(?:措施|内容|事项))"
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row that names a task and who answers for it; `span` is its line, `title_span` the cell of the task, `due` that of its time."""

    span: Span
    title_span: Span
    line: UnitLine
    due: Span | None


def read_unit_tables(text: Text) -> Iterator[UnitRow]:
    """Yield the rows of all tables that have a column for tasks and one for units."""
    for table in text.tables:
        yield from _read_table(text.chars, table)


def _read_table(chars: str, table: Table) -> Iterator[UnitRow]:
    """Read the rows below the one that names the columns."""
    head = next((at for at, row in enumerate(table.rows[:3]) if _columns(row)), None)
    if head is None:
        return
    roles = _columns(table.rows[head])
    tasks = [at for at, cell in enumerate(table.rows[head]) if _TASK_COLUMN.fullmatch(_plain(cell)) and at not in roles]
    if not tasks:
        return
    task = _finest(table.rows[head + 1 :], tasks)
    carried: dict[int, tuple[str, Span]] = {}
    for row, line in zip(table.rows[head + 1 :], _lines(chars, table)[head + 1 :], strict=False):
        cells = _cells(row, line)
        # A merged cell has its words in its first row only; units and tasks hold for the rows below it.
        carried.update({at: cell for at, cell in cells.items() if cell[0].strip()})
        if task in cells and cells[task][0].strip():
            read = _read_row(line, carried, roles, task)
            if read is not None:
                yield read


def _columns(row: tuple[str, ...]) -> dict[int, Role]:
    """Tell which columns name units, leaders or times; empty where none names units."""
    named = {at: role for at, cell in enumerate(row) if (role := role_of(_plain(cell))) is not None}
    return named if any(role in (Role.LEAD, Role.CHARGED, Role.SUPPORT) for role in named.values()) else {}


def _plain(cell: str) -> str:
    return re.sub(r"\s|[（(].*", "", cell)


def _finest(rows: tuple[tuple[str, ...], ...], columns: list[int]) -> int:
    """Choose the column of tasks with the most distinct entries; the first where several have as many."""
    counts = [len({row[at] for row in rows if at < len(row) and row[at].strip()}) for at in columns]
    return columns[counts.index(max(counts))]


def _lines(chars: str, table: Table) -> list[Span]:
    """Return the place of each row: a table is printed one row a line."""
    spans: list[Span] = []
    start = table.span.start
    for line in chars[table.span.start : table.span.end].split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _cells(row: tuple[str, ...], line: Span) -> dict[int, tuple[str, Span]]:
    """Return the words and the place of each cell, by its number; cells are joined by ` | `."""
    cells: dict[int, tuple[str, Span]] = {}
    start = line.start
    for at, cell in enumerate(row):
        end = min(line.end, start + len(cell))
        cells[at] = (cell, Span(min(start, line.end), end))
        start = end + len(" | ")
    return cells


def _read_row(line: Span, cells: dict[int, tuple[str, Span]], roles: dict[int, Role], task: int) -> UnitRow | None:
    """Read one row with what merged cells above it hold."""
    named: list[tuple[Role, tuple[str, ...]]] = []
    due: Span | None = None
    for at, role in roles.items():
        words, place = cells.get(at, ("", line))
        if role is Role.DUE:
            due = place if words.strip() else None
        elif role is not Role.OTHER:
            named.append((role, split_people(words) if role is Role.LEADER else split_units(words)))
    found = gather(named, form="table")
    return UnitRow(line, cells[task][1], found, due) if found is not None else None
