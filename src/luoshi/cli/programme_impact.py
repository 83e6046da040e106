"""`luoshi programme impact`: which open work a new version of a programme touches, by kind and by unit."""

from __future__ import annotations

import json
import sys
from datetime import date

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.paint import Paint
from luoshi.cli.programme_words import loaded_pair, refuse_overwriting_programmes
from luoshi.cli.streams import say, write_file, write_stdout
from luoshi.cli.words import DayName

EXAMPLES = (
    ("luoshi programme impact 旧方案.yaml 新方案.yaml --as-of 2026-01-01", "看牵涉哪些没有到期的工作、哪些单位"),
    ("luoshi programme impact 旧方案.yaml 新方案.yaml --as-of 2026-01-01 --json -", "给别的程序用"),
)


@click.command(
    "impact",
    cls=Command,
    examples=EXAMPLES,
    help="看新版方案牵涉哪些没有到期的工作：目标、责任、奖补、名录、程序、期限，到什么时候，由哪些单位负责，奖补从哪天起按新版。\n\n"
    "只看截止日期仍在有效期内的；只改了确认情况的不算。",
)
@click.argument("old", metavar="旧方案")
@click.argument("new", metavar="新方案")
@click.option("--as-of", "as_of", metavar="日期", type=DayName(), required=True, help="截至哪天，如 2026-01-01")
@click.option("--json", "out", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
def command(old: str, new: str, as_of: date, out: Destination | None) -> int:
    """Say what the newer of two programmes touches."""
    from luoshi.cli.programme_changes import impact_lines
    from luoshi.programme.impact import impact_of
    from luoshi.programme.to_records import impact_record

    if out is not None and not out.is_stdout:
        refuse_overwriting_programmes(one_file(out, option="--json"), (old, new))
    pair = loaded_pair(old, new)
    if pair is None:
        return ExitCode.NOT_READ
    impact = impact_of(*pair, as_of=as_of)
    if out is None or not out.is_stdout:
        for line in impact_lines(impact, columns_wide=columns_wide(), paint=Paint.for_stream(sys.stdout)):
            say(line)
    if out is not None:
        content = json.dumps(impact_record(impact), ensure_ascii=False, indent=1) + "\n"
        if out.is_stdout:
            write_stdout(content)
        else:
            write_file(out.path, content)
    return ExitCode.FINE
