"""`luoshi diff`: two versions of a document side by side: clause by clause, and which commitments changed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file, refuse_overwriting
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import DASH, FILE, name_of, refusal, source_of
from luoshi.cli.paint import Paint
from luoshi.cli.streams import say, tell, write_file, write_stdout

if TYPE_CHECKING:
    from luoshi.comparison import Comparison
    from luoshi.source import Source

EXAMPLES = (
    ("luoshi diff 旧方案.docx 新方案.docx", "看改了哪些"),
    ("luoshi diff 征求意见稿.docx 印发稿.pdf --full", "逐字看全"),
    ("luoshi diff 旧方案.docx 新方案.docx --json -", "给别的程序用"),
)


@click.command(
    "diff",
    cls=Command,
    examples=EXAMPLES,
    help="对照同一文件的两个版本：逐条看改动、新增、删去、移动，编号顺延不算改写；再列出哪些承诺变了，如目标值、金额、牵头单位。"
    "两个文件的格式可以不同。\n\n没有不同，退出码为0；有不同，为1。其中一个文件名可以写“-”，从标准输入读。",
)
@click.argument("old", metavar="旧文件", type=FILE)
@click.argument("new", metavar="新文件", type=FILE)
@click.option("--json", "out", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
@click.option("--full", is_flag=True, help="改动的条款逐字列出，不省略")
def command(old: Path, new: Path, out: Destination | None, full: bool) -> int:
    """Compare two files and say how they differ."""
    from luoshi.source import SourceRefused
    from luoshi.usecases.compare_documents import compare_documents

    if str(old) == DASH and str(new) == DASH:
        raise click.UsageError("两个文件不能都从标准输入读。")
    if out is not None and not out.is_stdout:
        refuse_overwriting([one_file(out, option="--json")], [old, new])
    sources = [source for file in (old, new) if (source := _loaded(file)) is not None]
    if len(sources) < 2:
        return ExitCode.NOT_READ
    try:
        comparison = compare_documents(old=sources[0], new=sources[1])
    except SourceRefused as refused:
        tell(f"错误：{refused.message}{refused.hint}")
        return ExitCode.NOT_READ
    _give(comparison, out, full)
    return ExitCode.FINE if comparison.is_same else ExitCode.FINDINGS


def _loaded(file: Path) -> Source | None:
    """Load one file; one that is not there or empty is named, and the other is tried all the same."""
    from luoshi.source import SourceRefused

    try:
        return source_of(file)
    except SourceRefused as refused:
        tell(f"错误：{name_of(file)}：{refusal(file, refused)}")
        return None


def _give(comparison: Comparison, out: Destination | None, full: bool) -> None:
    from luoshi.cli.changes import comparison_lines
    from luoshi.comparison.to_records import comparison_record

    if out is None or not out.is_stdout:
        for line in comparison_lines(comparison, columns_wide=columns_wide(), paint=Paint.for_stream(sys.stdout), full=full):
            say(line)
    if out is not None:
        content = json.dumps(comparison_record(comparison), ensure_ascii=False, indent=1) + "\n"
        if out.is_stdout:
            write_stdout(content)
        else:
            write_file(out.path, content)
