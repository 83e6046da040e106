"""`luoshi programme check`: what is wrong with a programme file, at which line, and what to write instead."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import DASH, STDIN_NAME
from luoshi.cli.paint import Paint
from luoshi.cli.programme_words import refuse_overwriting_programmes, stdin_bytes
from luoshi.cli.streams import say, tell, write_file, write_stdout

if TYPE_CHECKING:
    from luoshi.usecases.check_programme import CheckedProgramme

EXAMPLES = (
    ("luoshi programme check 方案.yaml", "检查一个文件"),
    ("luoshi programme check 方案.yaml --full", "连同提示逐条列出"),
    ("luoshi programme check *.yaml --json -", "多个一起查，结果给别的程序用"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    checked: CheckedProgramme | None = None
    error: str = ""

    @property
    def code(self) -> ExitCode:
        """How the command ends because of this file."""
        from luoshi.source import Severity

        if self.checked is None:
            return ExitCode.NOT_READ
        return ExitCode.FINDINGS if self.checked.count(Severity.ERROR) else ExitCode.FINE


@click.command(
    "check",
    cls=Command,
    examples=EXAMPLES,
    help="检查方案文件：写法、栏目、编号、单位、事实、限额、叠加、有效期、确认情况。每处说明在哪一行、哪一条、怎么改。\n\n"
    "有错误的，退出码为1；只有注意和提示的，为0。可以写文件的路径，也可以写自带方案的名字；“-”从标准输入读。",
)
@click.argument("names", metavar="方案…", nargs=-1, required=True)
@click.option("--json", "out", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
@click.option("--full", is_flag=True, help="提示也逐条列出")
def command(names: tuple[str, ...], out: Destination | None, full: bool) -> int:
    """Check the programmes and say what was found."""
    if out is not None and not out.is_stdout:
        refuse_overwriting_programmes(one_file(out, option="--json"), names)
    done = [_check(name) for name in names]
    for outcome in done:
        if outcome.error:
            tell(f"错误：{outcome.error}")
    if out is None or not out.is_stdout:
        _show(done, full)
    if out is not None:
        _write(done, out)
    return max(outcome.code for outcome in done)


def _check(name: str) -> Outcome:
    from luoshi.usecases.check_programme import check_programme
    from luoshi.usecases.programmes import ProgrammeNotFound

    try:
        if name == DASH:
            return Outcome(STDIN_NAME, check_programme(data=stdin_bytes()))
        return Outcome(name, check_programme(name_or_path=name))
    except ProgrammeNotFound as refused:
        return Outcome(name, error=f"{refused}。")


def _show(done: Sequence[Outcome], full: bool) -> None:
    from luoshi.cli.programme_findings import checked_lines

    paint, wide = Paint.for_stream(sys.stdout), columns_wide()
    for number, outcome in enumerate(outcome for outcome in done if outcome.checked is not None):
        if number:
            say()
        assert outcome.checked is not None
        for line in checked_lines(outcome.name, outcome.checked, columns_wide=wide, paint=paint, full=full):
            say(line)


def _write(done: Sequence[Outcome], out: Destination) -> None:
    records = [_record(outcome.name, outcome.checked) for outcome in done if outcome.checked is not None]
    content = json.dumps({"files": records}, ensure_ascii=False, indent=1) + "\n"
    if out.is_stdout:
        write_stdout(content)
    else:
        write_file(out.path, content)


def _record(name: str, checked: CheckedProgramme) -> dict[str, Any]:
    from luoshi.programme.to_records import finding_record, head_record

    head = head_record(checked.programme) if checked.programme else {}
    return {"file": name, **head, "findings": [finding_record(finding) for finding in checked.findings]}
