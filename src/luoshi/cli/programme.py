"""`luoshi programme`: programme files: check them, compare two versions, see what a change touches."""

from __future__ import annotations

import click

from luoshi.cli.command import Entry, LazyGroup
from luoshi.cli.streams import say

ENTRIES = {
    "check": Entry("luoshi.cli.programme_check", "检查方案文件，逐处说明哪一行、哪一条、怎么改"),
    "diff": Entry("luoshi.cli.programme_diff", "对照方案的两个版本，逐条列出改动"),
    "impact": Entry("luoshi.cli.programme_impact", "看新版牵涉哪些没有到期的工作、哪些单位"),
    "list": Entry("luoshi.cli.programme_list", "列出自带的政策方案"),
    "copy": Entry("luoshi.cli.programme_copy", "把自带的方案另存一份，供修改"),
    "schema": Entry("luoshi.cli.programme_schema", "输出方案文件的 JSON Schema，供编辑器补全"),
}


@click.group(
    "programme",
    cls=LazyGroup,
    entries=ENTRIES,
    for_files="luoshi programme check",
    invoke_without_command=True,
    help="方案文件：人确认过的承诺，一个政策一个版本一个文件。写文件的路径，或者自带方案的名字（luoshi programme list）。",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Hold the commands together; alone it shows its help."""
    if context.invoked_subcommand is None:
        say(context.get_help())
