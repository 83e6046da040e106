"""Tables of tasks: rows with columns such as 重点任务 | 牵头单位 | 责任单位 | 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.commitments.bodies import split_people, split_units
from luoshi.commitments.unit_labels import Role, role_of
from luoshi.commitments.unit_lines import UnitLine, gather
from luoshi.source import Span
from luoshi.text.nodes import Text

Cell = tuple[str, Span]

_TASK_COLUMN = re.compile(
    r"(?:(?:重点|主要|工作|具体|目标|改革|建设|推进|年度|分解)?(?:任务|内容|事项|项目|举措|措施|要点|工作|目标)"
    r"|(?:任务|工作|项目|事项)(?:名称|内容|清单|分解)|(?:政策|支持)(?:措施|内容|事项))"
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row that names a task and who answers for it; `span` is its line, `title_span` the cell of the task, `due` that of its time."""

    span: Span
    title_span: Span
    line: UnitLine
    due: Span | None


def read_unit_tables(text: Text) -> Iterator[UnitRow]:
    """Yield the rows of all tables that have a column for tasks and one for units.

    Tables are told by the bars between their cells, so that those of a plain text file count as well.
    """
    for rows in _tables(text.chars):
        yield from _read_table(rows)


def _tables(chars: str) -> Iterator[list[list[Cell]]]:
    """Yield runs of lines with bars, cut into cells."""
    rows: list[list[Cell]] = []
    start = 0
    for line in chars.split("\n"):
        if line.count("|") >= 2:
            rows.append(_cells(line, start))
        elif rows:
            yield rows
            rows = []
        start += len(line) + 1
    if rows:
        yield rows


def _cells(line: str, start: int) -> list[Cell]:
    """Cut a line at its bars; bars at both its ends stand around it and part nothing."""
    cells: list[Cell] = []
    at = 0
    for words in line.split("|"):
        left = at + len(words) - len(words.lstrip())
        cells.append((words.strip(), Span(start + left, start + left + len(words.strip()))))
        at += len(words) + 1
    return cells[1:-1] if len(cells) > 2 and not cells[0][0] and not cells[-1][0] else cells


def _read_table(rows: list[list[Cell]]) -> Iterator[UnitRow]:
    """Read the rows below the one that names the columns."""
    head = next((at for at, row in enumerate(rows[:3]) if _columns(row)), None)
    if head is None:
        return
    roles, body = _columns(rows[head]), rows[head + 1 :]
    tasks = [at for at, (words, _) in enumerate(rows[head]) if _TASK_COLUMN.fullmatch(_plain(words)) and at not in roles]
    if not tasks:
        return
    task = _finest(body, tasks)
    carried: dict[int, Cell] = {}
    for row in body:
        cells = dict(enumerate(row))
        # A merged cell has its words in its first row only; units and times hold for the rows below it.
        carried.update({at: cell for at, cell in cells.items() if cell[0]})
        if cells.get(task, ("", None))[0]:
            read = _read_row(row, carried, roles, task)
            if read is not None:
                yield read


def _columns(row: list[Cell]) -> dict[int, Role]:
    """Tell which columns name units, leaders or times; empty where none names units."""
    named = {at: role for at, (words, _) in enumerate(row) if (role := role_of(_plain(words))) is not None}
    return named if any(role in (Role.LEAD, Role.CHARGED, Role.SUPPORT) for role in named.values()) else {}


def _plain(words: str) -> str:
    return re.sub(r"\s|[（(].*", "", words)


def _finest(rows: list[list[Cell]], columns: list[int]) -> int:
    """Choose the column of tasks with the most distinct entries; the first where several have as many."""
    counts = [len({row[at][0] for row in rows if at < len(row) and row[at][0]}) for at in columns]
    return columns[counts.index(max(counts))]


def _read_row(row: list[Cell], cells: dict[int, Cell], roles: dict[int, Role], task: int) -> UnitRow | None:
    """Read one row with what merged cells above it hold."""
    named: list[tuple[Role, tuple[str, ...]]] = []
    due: Span | None = None
    for at, role in roles.items():
        words, place = cells.get(at, ("", None))
        if role is Role.DUE:
            due = place
        elif role is not Role.OTHER:
            named.append((role, split_people(words) if role is Role.LEADER else split_units(words)))
    found = gather(named, form="table")
    return UnitRow(Span(row[0][1].start, row[-1][1].end), cells[task][1], found, due) if found is not None else None
