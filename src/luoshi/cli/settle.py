"""`luoshi settle`: what each applicant is owed, by clause; who cannot be judged yet, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file, refuse_overwriting
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import FILE
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.streams import file_in_place, say, tell
from luoshi.cli.words import DayName

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme
    from luoshi.usecases.settle import Settled

EXAMPLES = (
    ("luoshi settle --programme qinghe --enterprises 主体.xlsx --matters 事项.xlsx --as-of 2026-12-31", "按自带的示例政策算一遍"),
    (
        "luoshi settle --programme 方案.yaml --enterprises 台账.xlsx --matters 台账.xlsx --paid 台账.xlsx --as-of 2026-12-31 -o 明细.xlsx",
        "写出明细",
    ),
    (
        "luoshi settle --programme 方案.yaml --enterprises 主体.csv --matters 事项.csv --as-of 2026-12-31 --explain 91150602MA0N00001X",
        "逐条说明一家",
    ),
)
FAULTS_SHOWN = 10
UNJUDGED_SHOWN = 8
UNJUDGED_WRITTEN = 20_000
ENDINGS = (".csv", ".xlsx", ".parquet")


@click.command(
    "settle",
    cls=Command,
    examples=EXAMPLES,
    help="按政策算每个主体应兑付多少：每一笔都有条款、算式和扣减的原因。\n\n"
    "主体、事项、兑付三张表可以是 CSV、Excel 或者 Parquet，空表用 luoshi facts template 生成。"
    "有行没有读进来，或者有事项缺材料、待核定、情况不明的，退出码为1。",
)
@click.option("--programme", "names", metavar="方案", multiple=True, required=True, help="方案文件，或自带方案的名字；可以写几个")
@click.option("--enterprises", "applicants", metavar="文件", required=True, type=FILE, help="主体表")
@click.option("--matters", metavar="文件", required=True, type=FILE, help="事项表")
@click.option("--paid", metavar="文件", type=FILE, help="以前的兑付")
@click.option("--as-of", "as_of", metavar="日期", required=True, type=DayName(), help="算到哪一天，如2026-12-31；以后的事项和兑付不计")
@click.option("--explain", metavar="主体", multiple=True, help="逐条说明这个主体，写代码或名称全称，包括为什么没有；可以写几个")
@click.option("-o", "--output", "out", metavar="路径", type=DestinationName(), help="明细写到 .csv、.xlsx 或者 .parquet")
@click.option("--steps", metavar="路径", type=DestinationName(), help="把 --explain 的每个条件、每一步算式写成 .csv，供审计逐步复算")
@click.option("--unjudged", metavar="路径", type=DestinationName(), help="没有读进来的行、还不能算的和情况不明的事项，写成 .csv")
def command(
    names: tuple[str, ...],
    applicants: Path,
    matters: Path,
    paid: Path | None,
    as_of: date,
    explain: tuple[str, ...],
    out: Destination | None,
    steps: Destination | None,
    unjudged: Destination | None,
) -> int:
    """Settle, show what it comes to, and write the lines."""
    if steps and not explain:
        raise click.UsageError("--steps 要和 --explain 一起用，说明是哪个主体。")
    inputs = [applicants, matters, *([paid] if paid else []), *(Path(name) for name in names if Path(name).exists())]
    outputs = {
        option: one_file(place, option=option) for option, place in (("-o", out), ("--steps", steps), ("--unjudged", unjudged)) if place
    }
    _refuse_endings(outputs)
    if len({path.resolve() for path in outputs.values()}) < len(outputs):
        raise click.UsageError("几个结果写到了同一个文件，请各用一个文件名。")
    refuse_overwriting(outputs.values(), inputs)
    programmes = _programmes(names)
    settled = _settle(programmes, applicants, matters, paid, as_of) if programmes else None
    if settled is None:
        return ExitCode.NOT_READ
    return _show_and_write(settled, outputs, explain)


def _refuse_endings(outputs: dict[str, Path]) -> None:
    """A table of one form under the ending of another would not open.

    Raises:
        click.UsageError: Says which endings there are.
    """
    for option, path in outputs.items():
        endings = ENDINGS if option == "-o" else ENDINGS[:1]
        if path.suffix.lower() not in endings:
            raise click.UsageError(f"{option} 后面的文件名要以{'、'.join(endings)}结尾，不能写“{path.name}”。")


def _programmes(names: Sequence[str]) -> list[Programme]:
    """Load all programmes; where one cannot be had, the faults are told and there are none."""
    from luoshi.cli.programme_words import loaded_programme

    loaded = [loaded_programme(name) for name in names]
    return [] if None in loaded else [programme for programme in loaded if programme is not None]


def _settle(programmes: Sequence[Programme], applicants: Path, matters: Path, paid: Path | None, as_of: date) -> Settled | None:
    from luoshi.facts.faults import FactsRefused
    from luoshi.programme.from_yaml import ProgrammeRefused
    from luoshi.rewards.bounds import PlanRefused, SumTooLarge
    from luoshi.usecases.settle import settle

    try:
        return settle(programmes=programmes, applicants=applicants, matters=matters, payments=paid, as_of=as_of)
    except ProgrammeRefused as refused:
        for fault in refused.faults[:FAULTS_SHOWN]:
            tell(f"错误：{fault.row}　{fault.message}" if fault.row else f"错误：{fault.message}")
        tell("方案里有错误，不能据以计算。逐处查看请用：luoshi programme check")
    except (FactsRefused, PlanRefused, SumTooLarge) as refused:
        tell(f"错误：{refused}")
    return None


def _show_and_write(settled: Settled, outputs: dict[str, Path], explain: Sequence[str]) -> ExitCode:
    from luoshi.cli.settle_words import applicants_meant, fault_lines

    for line in fault_lines(settled, limit=FAULTS_SHOWN):
        tell(line)
    applicants, slips = applicants_meant(settled, explain)
    for slip in slips:
        say(slip)
    if explain:
        _show_explanations(settled, applicants)
    else:
        _show_summary(settled)
    _write(settled, outputs, applicants)
    return ExitCode.FINDINGS if slips else _exit_code(settled)


def _show_summary(settled: Settled) -> None:
    from luoshi.cli.settle_words import summary_lines

    paint = Paint.for_stream(sys.stdout)
    for line in summary_lines(settled, columns_wide=columns_wide(), paint=paint, unjudged=UNJUDGED_SHOWN):
        say(line)


def _show_explanations(settled: Settled, applicants: Sequence[str]) -> None:
    from luoshi.cli.settle_words import explanation_of, shortfall_lines

    paint = Paint.for_stream(sys.stdout)
    for number, applicant in enumerate(applicants):
        if number:
            say()
        for line in explanation_of(settled, applicant):
            say(paint(line, Ink.STRONG) if line and not line.startswith(" ") else line)
    for line in shortfall_lines(settled, paint):
        say(line)


def _write(settled: Settled, outputs: dict[str, Path], explain: Sequence[str]) -> None:
    from luoshi.cli.settle_words import write_steps, write_unjudged
    from luoshi.rewards.results import TooManyRows, write_lines

    if "-o" in outputs:
        try:
            with file_in_place(outputs["-o"]) as draft:
                worded = write_lines(settled.settlement, draft, notes=settled.warnings())
        except TooManyRows as many:
            raise click.UsageError(str(many)) from None
        if not worded.is_complete:
            of = f"{worded.applicants:,}个主体中的{worded.explained:,}个"
            tell(f"提示：“计算过程”只写了{of}，缺材料和有扣减的在先；其余的请用 --explain 查看。")
    if "--steps" in outputs:
        with file_in_place(outputs["--steps"]) as draft:
            write_steps(settled, draft, explain)
    if "--unjudged" in outputs:
        with file_in_place(outputs["--unjudged"]) as draft:
            write_unjudged(settled, draft, limit=UNJUDGED_WRITTEN)
    for path in outputs.values():
        tell(f"已写入 {path}")


def _exit_code(settled: Settled) -> ExitCode:
    from luoshi.rewards.interpreter import Status

    is_open = settled.tables.has_errors or settled.settlement.count(Status.UNDECIDED, Status.AWAITING_DECISION) or settled.unclear_count
    is_doubtful = any(remark.is_finding for remark in settled.remarks)
    return ExitCode.FINDINGS if is_open or is_doubtful else ExitCode.FINE
