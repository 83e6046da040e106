"""`luoshi facts check`: what is wrong with tables of facts, by row and column, before anything is settled."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file, refuse_overwriting
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.facts_words import Inputs, fault_lines, faults_csv, loaded_tables, need_a_table, table_options
from luoshi.cli.paint import Paint, written
from luoshi.cli.streams import say, write_file, write_stdout

if TYPE_CHECKING:
    from luoshi.facts.tables import LoadedTables

EXAMPLES = (
    ("luoshi facts check --enterprises 主体.xlsx", "检查一张表"),
    ("luoshi facts check --enterprises 台账.xlsx --matters 台账.xlsx --paid 台账.xlsx", "三张表在一个文件里"),
    ("luoshi facts check --matters 事项.csv --programme 方案.yaml --csv 问题.csv", "问题写成文件，逐条改"),
)
SHOWN = 20


@click.command(
    "check",
    cls=Command,
    examples=EXAMPLES,
    help="检查主体、事项、兑付三张表：列名、金额、日期、代码、选项、重复、对不上的主体。有问题的行说明在哪一行、哪一列、怎么改；"
    "没有问题的行照样可用。写了 --programme 的，还核对事项名称、级别、阶段、奖补编号与方案的写法是否一致。"
    "\n\n有行没有读进来的，退出码为1；只有注意和提示的，为0。",
)
@table_options
@click.option("--csv", "out", metavar="路径", type=DestinationName(), help="把全部问题写成 CSV；“-”写到标准输出，不写别的")
@click.option("--full", is_flag=True, help="逐处全部列出（每张表最多1000行）")
def command(
    applicants: Path | None,
    matters: Path | None,
    payments: Path | None,
    names: tuple[str, ...],
    out: Destination | None,
    full: bool,
) -> int:
    """Check the tables and say what was found."""
    inputs = Inputs(applicants, matters, payments)
    need_a_table(inputs)
    if out is not None and not out.is_stdout:
        refuse_overwriting([one_file(out, option="--csv")], inputs.files)
    tables = loaded_tables(inputs, names)
    if tables is None:
        return ExitCode.NOT_READ
    if out is None or not out.is_stdout:
        _show(tables, full)
    if out is not None:
        _write(tables, out)
    return ExitCode.FINDINGS if any(table.counts.left_out for table in tables.tables) else ExitCode.FINE


def _show(tables: LoadedTables, full: bool) -> None:
    paint, wide = Paint.for_stream(sys.stdout), columns_wide()
    for number, table in enumerate(tables.tables):
        if number:
            say()
        for line in fault_lines(table, columns_wide=wide, paint=paint, limit=len(table.faults) if full else SHOWN):
            say(line)


def _write(tables: LoadedTables, out: Destination) -> None:
    content = faults_csv(tables.faults)
    if out.is_stdout:
        write_stdout(content)
    else:
        write_file(out.path, content)
        say(written(out.path, Paint.for_stream(sys.stdout)))
