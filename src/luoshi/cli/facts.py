"""`luoshi facts`: the tables that rewards look at: empty ones to fill in, a check of full ones, another format."""

from __future__ import annotations

import click

from luoshi.cli.command import Entry, LazyGroup
from luoshi.cli.streams import say

ENTRIES = {
    "template": Entry("luoshi.cli.facts_template", "生成空表：主体、事项、兑付，带填写说明和下拉选项"),
    "check": Entry("luoshi.cli.facts_check", "检查填好的表，逐行逐列说明哪里不对、怎么改"),
    "convert": Entry("luoshi.cli.facts_convert", "在 Excel、CSV、Parquet 之间互转"),
}


@click.group(
    "facts",
    cls=LazyGroup,
    entries=ENTRIES,
    for_files="luoshi facts check",
    invoke_without_command=True,
    help="主体、事项、兑付三张表：计算奖补要看的事实。Excel、CSV、Parquet 都可以，列名写中文。",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Hold the commands together; alone it shows its help."""
    if context.invoked_subcommand is None:
        say(context.get_help())
