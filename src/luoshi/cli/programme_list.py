"""`luoshi programme list`: the programmes that come with Luoshi."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.paint import Paint
from luoshi.cli.programme_words import STATUS_WORDS
from luoshi.cli.streams import say, tell, write_file, write_stdout
from luoshi.cli.table import Column, table_lines

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme

COUNTED = (("targets", "目标"), ("duties", "责任"), ("rewards", "奖补"), ("registers", "名录"), ("procedures", "程序"))
EXAMPLES = (("luoshi programme list", "看有哪些"), ("luoshi programme list --json -", "给别的程序用"))


@click.command("list", cls=Command, examples=EXAMPLES, help="列出自带的政策方案：名字、标题、版本、各类几条。名字可以写在各命令的方案处。")
@click.option("--json", "out", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
def command(out: Destination | None) -> int:
    """List the bundled packs."""
    if out is not None and not out.is_stdout:
        one_file(out, option="--json")
    listed, code = _loaded()
    if out is not None:
        _write(listed, out)
    if out is None or not out.is_stdout:
        _show(listed)
    return code


def _loaded() -> tuple[list[tuple[str, Programme]], ExitCode]:
    """Load every pack; one that is broken is named, and the others are listed all the same."""
    from luoshi.usecases.programmes import ProgrammeRefused, bundled_packs, read_programme

    listed, code = [], ExitCode.FINE
    for pack in bundled_packs():
        try:
            listed.append((pack.name, read_programme(pack.path).programme))
        except ProgrammeRefused as refused:
            tell(f"错误：{pack.name}：{refused.faults[0].message}。请用 luoshi programme check {pack.name} 查看")
            code = ExitCode.NOT_READ
    return listed, code


def _show(listed: list[tuple[str, Programme]]) -> None:
    if not listed:
        say("没有自带的方案。")
        return
    counts = [Column(label, 4, right=True) for _, label in COUNTED]
    columns = (Column("名字", 8), Column("标题", 16), Column("版本", 4, right=True), Column("状态", 6), *counts)
    rows = [_row(name, programme) for name, programme in listed]
    for line in table_lines(columns, rows, columns_wide=columns_wide(), paint=Paint.for_stream(sys.stdout)):
        say(line)


def _row(name: str, programme: Programme) -> tuple[str, ...]:
    counts = [str(len(getattr(programme, section))) for section, _ in COUNTED]
    return name, programme.policy.title, str(programme.version), STATUS_WORDS[programme.status], *counts


def _write(listed: list[tuple[str, Programme]], out: Destination) -> None:
    from luoshi.programme.to_records import head_record

    records: list[dict[str, Any]] = [{"name": name, **head_record(programme)} for name, programme in listed]
    content = json.dumps({"programmes": records}, ensure_ascii=False, indent=1) + "\n"
    if out.is_stdout:
        write_stdout(content)
    else:
        write_file(out.path, content)
