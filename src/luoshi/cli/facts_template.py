"""`luoshi facts template`: empty tables to fill in."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from luoshi.cli.command import Command
from luoshi.cli.destinations import Destination, DestinationName
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.facts_words import programmes_of
from luoshi.cli.paint import Paint, written
from luoshi.cli.streams import file_in_place, say

EXAMPLES = (
    ("luoshi facts template", "在当前文件夹生成 事实表.xlsx"),
    ("luoshi facts template -o 申报表.xlsx --programme 方案.yaml", "只要这个方案用到的列"),
    ("luoshi facts template -o 空表/", "Excel 和 CSV 各一份"),
)
BOOK = "事实表.xlsx"


@click.command(
    "template",
    cls=Command,
    examples=EXAMPLES,
    help="生成空表：主体、事项、兑付三张工作表，代码列设为文本，选项可以下拉；另有一张填写说明。"
    "写了 --programme 的，只列这些方案用到的列，连同方案自己声明的列；"
    "事项名称、阶段、奖补编号可以下拉，另有一张奖补对照。\n\n已有的文件不会覆盖，以免冲掉填好的数据。",
)
@click.option("-o", "--output", "out", metavar="路径", type=DestinationName(), default=BOOK, help="写到哪个 .xlsx；写文件夹则再附 CSV")
@click.option("--programme", "names", metavar="方案", multiple=True, help="方案文件或自带方案的名字；可以写几个")
def command(out: Destination, names: tuple[str, ...]) -> int:
    """Write the empty tables."""
    from luoshi.facts.to_excel import SHEETS
    from luoshi.usecases.facts_tables import csv_templates, write_template

    book = out.path / BOOK if out.is_folder else out.path
    if book.suffix.lower() != ".xlsx":
        raise click.UsageError(f"-o 后面请写 .xlsx 文件名，或者文件夹（名字后加“/”），不能写“{out.path.name}”。")
    programmes = programmes_of(names)
    if programmes is None:
        return ExitCode.NOT_READ
    texts = (
        {out.path / f"{SHEETS[entity]}.csv": text for entity, text in csv_templates(programmes=programmes).items()} if out.is_folder else {}
    )
    _refuse_existing([book, *texts])
    with ExitStack() as stack:
        write_template(path=stack.enter_context(file_in_place(book)), programmes=programmes)
        for path, text in texts.items():
            stack.enter_context(file_in_place(path)).write_text(text, encoding="utf-8")
    for path in (book, *texts):
        say(written(path, Paint.for_stream(sys.stdout)))
    return ExitCode.FINE


def _refuse_existing(paths: list[Path]) -> None:
    """Stop before an empty table takes the place of one that somebody has filled in.

    Raises:
        click.UsageError: Names the file.
    """
    for path in paths:
        if os.path.lexists(path):
            raise click.UsageError(f"“{path}”已经有了，里面可能有填好的数据。请换一个文件名，或先把它移走。")
