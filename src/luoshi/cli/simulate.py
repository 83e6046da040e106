"""`luoshi simulate`: what a programme would cost a whole population, who gains and loses, how a short budget is shared (政策沙盘)."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, one_file, refuse_overwriting
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import FILE
from luoshi.cli.paint import Paint, written
from luoshi.cli.streams import file_in_place, say, tell, write_file, write_stdout
from luoshi.cli.words import Choice, DayName

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme
    from luoshi.simulation.nodes import Budget
    from luoshi.usecases.simulate import Population, Simulated

EXAMPLES = (
    ("luoshi simulate --programme qinghe --enterprises 主体.csv --matters 事项.csv --as-of 2026-12-31 -o 测算.html", "要花多少，花在哪里"),
    (
        "luoshi simulate --programme 新.yaml --against 旧.yaml --enterprises 主体.csv --matters 事项.csv --as-of 2026-12-31 -o 对照.html",
        "新方案比旧方案谁增谁减",
    ),
    ("luoshi simulate … --set 首次认定高企（规上）/金额=25万元", "改一个数额看变化"),
    ("luoshi simulate … --budget 1200万元 --ration pro-rata --xlsx 分配.xlsx", "预算不够时按比例压减"),
    ("luoshi simulate --programme qinghe --parameters", "列出可以改的参数"),
)
UNITS = {"fen": 1, "yuan": 100, "wan": 1_000_000}
UNIT_WORDS = {"fen": "分", "yuan": "元", "wan": "万元"}
FAULTS_SHOWN = 10


class Yuan(click.ParamType[int]):
    """An amount: 500万元, 5000000, 1.2亿元; in fen."""

    name = "金额"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the fen; refuse what is no amount."""
        if isinstance(value, int):
            return value
        from luoshi.simulation.ration import MOST_FEN
        from luoshi.simulation.settings import money_of

        fen = money_of(str(value), most=MOST_FEN)
        if fen is None:
            self.fail(f"“{value}”不是金额，请写成“500万元”或者“5000000”（元）。", param, ctx)
        return fen


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go."""

    page: Path | None
    workbook: Path | None
    record: Destination | None
    allocation: Path | None

    @property
    def paths(self) -> list[Path]:
        """Return the files that will be written."""
        record = self.record.path if self.record and not self.record.is_stdout else None
        return [path for path in (self.page, self.workbook, record, self.allocation) if path is not None]


@click.command(
    "simulate",
    cls=Command,
    examples=EXAMPLES,
    help="政策沙盘：把方案用在全部主体上，看要花多少，按条款、年度、地区、规模各多少，给了谁；"
    "和另一个版本比，谁增谁减；预算不够时怎么分。\n\n"
    "除了列参数，--programme、--enterprises、--matters、--as-of 都要写。有行没有读进来的，退出码为1。",
)
@click.option("--programme", "names", metavar="方案", multiple=True, required=True, help="方案文件，或自带方案的名字；可以写几个")
@click.option("--enterprises", "applicants", metavar="文件", type=FILE, help="主体表：CSV、Excel 或 Parquet")
@click.option("--matters", metavar="文件", type=FILE, help="事项表")
@click.option("--paid", metavar="文件", type=FILE, help="以前的兑付；不写当作没有兑付过")
@click.option("--as-of", "as_of", metavar="日期", type=DayName(), help="算到哪一天，如2026-12-31；以后的事项和兑付不计")
@click.option("--against", metavar="方案", multiple=True, help="对照的方案，同一批主体再算一遍；可以写几个")
@click.option("--same-period", is_flag=True, help="对照时按同一有效期比：两边都用于任何一边管的日期，不按各自的有效期")
@click.option("--set", "settings", metavar="参数=值", multiple=True, help="改一个数再算，与原来的比；可以写几个")
@click.option("--parameters", "lists_parameters", is_flag=True, help="列出方案里可以用 --set 改的参数")
@click.option("--budget", metavar="金额", type=Yuan(), help="预算上限，如1200万元；不写单位的是元")
@click.option(
    "--ration", metavar="办法", type=Choice(("pro-rata", "queue")), help="预算不够时：pro-rata 按比例压减（默认），queue 按顺序兑付"
)
@click.option("--unit", metavar="单位", type=Choice(tuple(UNITS)), help="按比例压减时取整到：fen 分，yuan 元（默认），wan 万元")
@click.option(
    "--order", metavar="顺序", type=Choice(("date", "amount")), help="按顺序兑付时：date 事项日期先后（默认），amount 金额由大到小"
)
@click.option("--whole", is_flag=True, help="按顺序兑付时只整笔付：付不够的跳过，后面付得起的继续")
@click.option("-o", "--output", "page", metavar="路径", type=DestinationName(), help="报告写到 .html")
@click.option("--xlsx", "workbook", metavar="路径", type=DestinationName(), help="各表写到 .xlsx")
@click.option("--json", "record", metavar="路径", type=DestinationName(), help="写成 JSON；“-”写到标准输出，不写别的")
@click.option("--allocation", metavar="路径", type=DestinationName(), help="有预算时，每笔本次兑付多少，写到 .csv、.xlsx 或 .parquet")
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Simulate, show what it comes to, and write the reports."""
    programmes = _programmes(given["names"])
    if programmes and given["lists_parameters"]:
        return _list_parameters(programmes)
    population, budget = _population(context, given), _budget(given)
    outputs = _outputs(given, population)
    if given["same_period"] and not given["against"]:
        raise click.UsageError("写了 --same-period，还要用 --against 写明对照的方案。")
    against = _programmes(given["against"])
    if programmes is None or against is None:
        return ExitCode.NOT_READ
    simulated = _simulate(programmes, against, population, budget, given)
    if simulated is None:
        return ExitCode.NOT_READ
    return _give(simulated, outputs)


def _programmes(names: Sequence[str]) -> list[Programme] | None:
    """Load all programmes; where one cannot be had, the faults are told and there are none."""
    from luoshi.cli.programme_words import loaded_programme

    loaded = [loaded_programme(name) for name in names]
    found = [programme for programme in loaded if programme is not None]
    return found if len(found) == len(loaded) else None


def _population(context: click.Context, given: dict[str, Any]) -> Population:
    from luoshi.usecases.simulate import Population

    for name in ("applicants", "matters", "as_of"):
        if given[name] is None:
            option = next(parameter for parameter in context.command.params if parameter.name == name)
            raise click.MissingParameter(ctx=context, param=option)
    return Population(given["applicants"], given["matters"], given["paid"])


def _budget(given: dict[str, Any]) -> Budget | None:
    """Put the budget together.

    Raises:
        click.UsageError: Options that do not go together, or a budget of no whole number of units.
    """
    from luoshi.simulation.nodes import Budget, Method

    amount, unit = given["budget"], given["unit"] or "yuan"
    method = Method(given["ration"] or ("queue" if given["order"] or given["whole"] else "pro-rata"))
    if amount is None:
        for name in ("ration", "unit", "order", "whole", "allocation"):
            if given[name]:
                raise click.UsageError(f"写了 --{name}，还要用 --budget 写明预算。")
        return None
    if method is Method.PRO_RATA and (given["order"] or given["whole"]):
        raise click.UsageError("--order 和 --whole 只用于 --ration queue。")
    if method is Method.QUEUE and given["unit"]:
        raise click.UsageError("--unit 只用于 --ration pro-rata。")
    if method is Method.PRO_RATA and amount % UNITS[unit]:
        raise click.UsageError(f"按{UNIT_WORDS[unit]}兑付，预算也应是整{UNIT_WORDS[unit]}数。")
    return Budget(amount, method, UNITS[unit] if method is Method.PRO_RATA else 1, given["order"] == "amount", given["whole"])


def _outputs(given: dict[str, Any], population: Population) -> Outputs:
    """Name the files to be written.

    Raises:
        click.UsageError: A folder, two results in one file, or a result over what is to be read.
    """
    named = {"page": "-o", "workbook": "--xlsx", "allocation": "--allocation"}
    files = {name: one_file(given[name], option=option) if given[name] else None for name, option in named.items()}
    _refuse_unknown_ending(files["allocation"])
    record = given["record"]
    if record is not None and not record.is_stdout:
        one_file(record, option="--json")
    outputs = Outputs(files["page"], files["workbook"], record, files["allocation"])
    if len({path.resolve() for path in outputs.paths}) < len(outputs.paths):
        raise click.UsageError("几个结果写到了同一个文件，请各用一个文件名。")
    originals = [Path(name) for name in (*given["names"], *given["against"]) if Path(name).exists()]
    refuse_overwriting(outputs.paths, [*population.files, *originals])
    return outputs


def _refuse_unknown_ending(allocation: Path | None) -> None:
    from luoshi.simulation.to_lines import ENDINGS

    if allocation is not None and allocation.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"--allocation 后面的文件名请以 .csv、.xlsx 或者 .parquet 结尾，不能是“{allocation.name}”。")


def _simulate(
    programmes: Sequence[Programme], against: Sequence[Programme], population: Population, budget: Budget | None, given: dict[str, Any]
) -> Simulated | None:
    from luoshi.facts.faults import FactsRefused
    from luoshi.programme.from_yaml import ProgrammeRefused
    from luoshi.rewards.bounds import PlanRefused, SumTooLarge
    from luoshi.simulation.settings import SettingRefused
    from luoshi.usecases.simulate import simulate

    as_of: date = given["as_of"]
    try:
        return simulate(
            programmes=programmes,
            population=population,
            as_of=as_of,
            against=against,
            settings=given["settings"],
            budget=budget,
            same_period=given["same_period"],
        )
    except SettingRefused as refused:
        raise click.UsageError(f"--set：{refused.message}") from None
    except ProgrammeRefused as refused:
        for fault in refused.faults[:FAULTS_SHOWN]:
            tell(f"错误：{fault.row}　{fault.message}" if fault.row else f"错误：{fault.message}")
        tell("方案里有错误，不能据以测算。逐处查看请用：luoshi programme check")
    except (FactsRefused, PlanRefused, SumTooLarge) as refused:
        tell(f"错误：{refused}")
    return None


def _list_parameters(programmes: Sequence[Programme]) -> int:
    from luoshi.cli.simulation_summary import parameter_lines
    from luoshi.usecases.simulate import parameters

    for line in parameter_lines(parameters(programmes=programmes), columns_wide=columns_wide(), paint=Paint.for_stream(sys.stdout)):
        say(line)
    return ExitCode.FINE


def _give(simulated: Simulated, outputs: Outputs) -> int:
    from luoshi.cli.simulation_summary import fault_lines, period_lines, summary_lines, unit_lines
    from luoshi.simulation.to_lines import TooManyLines

    paint = Paint.for_stream(sys.stdout)
    try:
        _write(simulated, outputs)  # first: who looks at the first lines alone (| head) wants the files all the same
    except TooManyLines as many:
        tell(f"错误：{many}")
        return ExitCode.NOT_WRITTEN
    simulation = simulated.simulation
    for line in (*unit_lines(simulation), *fault_lines(simulation, limit=FAULTS_SHOWN), *period_lines(simulation)):
        tell(line)
    is_quiet = outputs.record is not None and outputs.record.is_stdout
    if not is_quiet:
        for line in summary_lines(simulated.simulation, columns_wide=columns_wide(), paint=paint):
            say(line)
    for path in outputs.paths:
        (tell if is_quiet else say)(written(path, Paint() if is_quiet else paint))
    return ExitCode.FINDINGS if simulated.simulation.left_out else ExitCode.FINE


def _write(simulated: Simulated, outputs: Outputs) -> None:
    from luoshi.papers.simulation_page import simulation_page
    from luoshi.simulation.to_lines import write_allocation
    from luoshi.simulation.to_records import simulation_record
    from luoshi.simulation.to_workbook import workbook_of

    simulation = simulated.simulation
    if outputs.page is not None:
        write_file(outputs.page, simulation_page(simulation))
    if outputs.workbook is not None:
        with file_in_place(outputs.workbook) as draft:
            draft.write_bytes(workbook_of(simulation))
    if outputs.allocation is not None:
        with file_in_place(outputs.allocation) as draft:
            write_allocation(simulated.connection, simulated.book, draft)
    if outputs.record is not None:
        content = json.dumps(simulation_record(simulation), ensure_ascii=False, indent=1) + "\n"
        if outputs.record.is_stdout:
            write_stdout(content)
        else:
            write_file(outputs.record.path, content)
