"""What the commands on tables of facts share: their options, loading, and faults as lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.inputs import FILE
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.streams import tell
from luoshi.cli.table import Column, table_lines
from luoshi.cli.width import wrap

if TYPE_CHECKING:
    from luoshi.facts.faults import RowFault
    from luoshi.facts.tables import LoadedTables, TableRead
    from luoshi.programme.nodes import Programme

COLUMNS = (Column("", 4), Column("行", 4, right=True), Column("列", 10), Column("内容", 12), Column("问题", 20), Column("怎么办", 16))
FAULT_HEADS = ("程度", "表", "文件", "行", "列", "内容", "问题", "怎么办", "代码")
GRAVITY = ("error", "warning", "note")
MARK = "\ufeff"
# What some spreadsheet would take for the beginning of a formula.
RUNNING_MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that were named on the command line."""

    applicants: Path | None
    matters: Path | None
    payments: Path | None

    @property
    def files(self) -> list[Path]:
        """Those that are there."""
        return [path for path in (self.applicants, self.matters, self.payments) if path is not None]


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name the three tables and the programmes whose own facts they may hold."""
    for option in (
        click.option(
            "--programme", "names", metavar="方案", multiple=True, help="方案文件或自带方案的名字：认它自己声明的列，核对写法；可以写几个"
        ),
        click.option("--paid", "payments", metavar="文件", type=FILE, help="兑付表：以前的兑付"),
        click.option("--matters", metavar="文件", type=FILE, help="事项表：认定、获奖、立项等"),
        click.option("--enterprises", "applicants", metavar="文件", type=FILE, help="主体表：企业、机构、个人等"),
    ):
        command = option(command)
    return command


def need_a_table(inputs: Inputs) -> None:
    """Stop where no table was named.

    Raises:
        click.UsageError: Says how to name one.
    """
    if not inputs.files:
        raise click.UsageError("没有写要读的表。请用 --enterprises、--matters、--paid 写出至少一张。")


def programmes_of(names: Sequence[str]) -> list[Programme] | None:
    """Load the programmes; where one cannot be had, the faults are told and there are none."""
    if not names:
        return []
    from luoshi.cli.programme_words import loaded_programme
    from luoshi.programme.from_yaml import ProgrammeRefused
    from luoshi.usecases.settle import facts_of

    loaded = [loaded_programme(name) for name in names]
    found = [programme for programme in loaded if programme is not None]
    try:
        facts_of(found)
    except ProgrammeRefused as refused:
        tell(f"错误：{refused}")
        return None
    return found if len(found) == len(loaded) else None


def loaded_tables(inputs: Inputs, names: Sequence[str]) -> LoadedTables | None:
    """Read the tables; what stands in the way is told, and then there are none."""
    from luoshi.facts.faults import FactsRefused
    from luoshi.usecases.facts_tables import check_facts

    programmes = programmes_of(names)
    if programmes is None:
        return None
    try:
        return check_facts(applicants=inputs.applicants, matters=inputs.matters, payments=inputs.payments, programmes=programmes)
    except FactsRefused as refused:
        tell(f"错误：{refused}")
        return None


def table_words(table: TableRead) -> str:
    """Say how a table was read: 读了100行，98行可用，2行有问题没有读进来."""
    from luoshi.facts.faults import TABLE_LABELS

    counts = table.counts
    parts = [f"读了{counts.rows:,}行", f"{counts.kept:,}行可用"]
    if counts.left_out:
        parts.append(f"{counts.left_out:,}行有问题，没有读进来")
    if repeated := counts.rows - counts.kept - counts.left_out:
        parts.append(f"{repeated:,}行重复，只算一次")
    if counts.totals:
        parts.append(f"略去合计{counts.totals:,}行")
    return f"{TABLE_LABELS[table.entity]}（{table.file}）：{'，'.join(parts)}。"


def fault_lines(table: TableRead, *, columns_wide: int, paint: Paint, limit: int) -> Iterator[str]:
    """Yield what was found in one table, as a table, no more than `limit` lines of it: the gravest, in the order of the rows."""
    from luoshi.facts.faults import OF_COLUMNS

    yield from (paint(line, Ink.STRONG) for line in wrap(table_words(table), columns_wide))
    weights = [(f.code not in OF_COLUMNS, GRAVITY.index(f.severity.value)) for f in table.faults]
    graver = sorted(range(len(table.faults)), key=lambda at: (weights[at], at))[:limit]
    shown = [table.faults[at] for at in sorted(graver)]
    if shown:
        rows = [(f.severity.label, str(f.row or "—"), f.head, f.value, f.message, f.hint) for f in shown]
        yield from table_lines(COLUMNS, rows, columns_wide=columns_wide, paint=paint)
    if more := len(table.faults) - len(shown):
        yield f"  另有{more:,}处，全部列出请加 --full，或用 --csv 写成文件。"


def faults_csv(faults: Sequence[RowFault]) -> str:
    """Return all faults as CSV that Excel opens."""
    from luoshi.facts.faults import TABLE_LABELS

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FAULT_HEADS)
    for f in faults:
        cells = (f.severity.label, TABLE_LABELS[f.table], f.file, f.row or "", f.head, f.value, f.message, f.hint, f.code)
        writer.writerow([inert(str(cell)) for cell in cells])
    return MARK + out.getvalue()


def inert(cell: str) -> str:
    """Return a text for CSV: what a cell of somebody's table holds must not run in a spreadsheet."""
    return f"'{cell}" if cell.startswith(RUNNING_MARKS) else cell
