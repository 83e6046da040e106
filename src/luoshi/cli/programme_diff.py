"""`luoshi programme diff`: what differs between two versions of a programme, row by row, before and after."""

from __future__ import annotations

import json
import sys

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.paint import Paint
from luoshi.cli.programme_words import loaded_pair, refuse_overwriting_programmes
from luoshi.cli.streams import say, write_file, write_stdout

EXAMPLES = (
    ("luoshi programme diff 旧方案.yaml 新方案.yaml", "看改了哪些"),
    ("luoshi programme diff qinghe 新方案.yaml --json -", "与自带方案对照，给别的程序用"),
)


@click.command(
    "diff",
    cls=Command,
    examples=EXAMPLES,
    help="对照方案的两个版本，按编号逐条列出新增、删去、改动，改动的写明原来怎样、现在怎样。\n\n没有不同，退出码为0；有不同，为1。",
)
@click.argument("old", metavar="旧方案")
@click.argument("new", metavar="新方案")
@click.option("--json", "out", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
@click.option("--full", is_flag=True, help="只改了确认情况、疑点、说明的也逐条列出")
def command(old: str, new: str, out: Destination | None, full: bool) -> int:
    """Compare two programmes and say how they differ."""
    from luoshi.cli.programme_changes import difference_lines
    from luoshi.programme.diff import diff_programmes
    from luoshi.programme.to_records import difference_record

    if out is not None and not out.is_stdout:
        refuse_overwriting_programmes(one_file(out, option="--json"), (old, new))
    pair = loaded_pair(old, new)
    if pair is None:
        return ExitCode.NOT_READ
    difference = diff_programmes(*pair)
    if out is None or not out.is_stdout:
        for line in difference_lines(difference, columns_wide=columns_wide(), paint=Paint.for_stream(sys.stdout), full=full):
            say(line)
    if out is not None:
        content = json.dumps(difference_record(difference), ensure_ascii=False, indent=1) + "\n"
        if out.is_stdout:
            write_stdout(content)
        else:
            write_file(out.path, content)
    return ExitCode.FINE if difference.is_same else ExitCode.FINDINGS
