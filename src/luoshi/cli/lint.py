"""`luoshi lint`: what a drafter should mend before issuing, and what fair-competition review would object to."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file, refuse_overwriting
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import FILE, name_of, refusal, source_of
from luoshi.cli.internal_error import sentence_of_internal_error
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.streams import say, tell, write_file, write_stdout

if TYPE_CHECKING:
    from luoshi.commitments.nodes import Reading
    from luoshi.lint import Finding

EXAMPLES = (
    ("luoshi lint 方案.docx", "印发前查一遍"),
    ("luoshi lint 方案.docx --no-notes", "只看应当补正的"),
    ("luoshi lint *.docx --json 检查结果.json", "多份一起查，结果给别的程序用"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: what was found in it, or the sentence that says why it could not be read."""

    file: Path
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    error: str = ""
    code: ExitCode = ExitCode.FINE


@click.command(
    "lint",
    cls=Command,
    examples=EXAMPLES,
    help="查印发前该补正的地方：目标缺时限、基数，任务缺单位，奖补缺数额、限额、条件，数字矛盾，叠加规则、机构、附件、编号、有效期，"
    "以及公平竞争审查可能通不过的条款和法律依据。\n\n有应当补正的，退出码为1；只有供参考的，为0。文件名写“-”从标准输入读。",
)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE)
@click.option("--json", "out", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
@click.option("--no-notes", is_flag=True, help="只列应当补正的，不列供参考的")
@click.option("--full", is_flag=True, help="同类的逐处全部列出")
def command(files: tuple[Path, ...], out: Destination | None, no_notes: bool, full: bool) -> int:
    """Look through the files and say what was found."""
    if out is not None and not out.is_stdout:
        refuse_overwriting([one_file(out, option="--json")], files)
    done = [_lint(file, no_notes) for file in files]
    for outcome in done:
        if outcome.error:
            tell(f"错误：{name_of(outcome.file)}：{outcome.error}")
    if out is None or not out.is_stdout:
        _show(done, full)
    if out is not None:
        _write(done, out)
    return max(outcome.code for outcome in done)


def _lint(file: Path, no_notes: bool) -> Outcome:
    """Look through one document; one that cannot be read does not stop the others."""
    from luoshi.source import Severity, SourceRefused
    from luoshi.usecases.lint_document import lint_document

    try:
        linted = lint_document(source=source_of(file))
    except SourceRefused as refused:
        return Outcome(file, error=refusal(file, refused), code=ExitCode.NOT_READ)
    except Exception as error:
        return Outcome(file, error=sentence_of_internal_error(error), code=ExitCode.INTERNAL)
    graver = tuple(finding for finding in linted.findings if finding.severity is not Severity.NOTE)
    return Outcome(file, linted.reading, graver if no_notes else linted.findings, code=ExitCode.FINDINGS if graver else ExitCode.FINE)


def _show(done: Sequence[Outcome], full: bool) -> None:
    from luoshi.cli.findings import finding_lines

    paint, wide = Paint.for_stream(sys.stdout), columns_wide()
    for number, outcome in enumerate(outcome for outcome in done if outcome.reading is not None):
        if len(done) > 1:
            say(("\n" if number else "") + paint(name_of(outcome.file), Ink.FAINT))
        assert outcome.reading is not None
        for line in finding_lines(outcome.reading, outcome.findings, columns_wide=wide, paint=paint, full=full):
            say(line)


def _write(done: Sequence[Outcome], out: Destination) -> None:
    content = json.dumps({"files": [_record(outcome) for outcome in done if outcome.reading is not None]}, ensure_ascii=False, indent=1)
    if out.is_stdout:
        write_stdout(content + "\n")
    else:
        write_file(out.path, content + "\n")


def _record(outcome: Outcome) -> dict[str, Any]:
    from luoshi.lint.to_records import to_records

    assert outcome.reading is not None
    findings = to_records(outcome.reading, outcome.findings)
    return {"file": name_of(outcome.file), "title": outcome.reading.policy.title, "findings": findings}
