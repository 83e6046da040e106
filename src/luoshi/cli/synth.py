"""`luoshi synth`: a synthetic population to try settlements and simulations on, marked as such in every name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.command import Command
from luoshi.cli.destinations import Destination, DestinationName
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.paint import Ink, Paint, written
from luoshi.cli.streams import NotWritten, say, tell
from luoshi.cli.words import AtLeastOne, Choice

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme
    from luoshi.synth import Wanted, Written
    from luoshi.synth.profile import Profile

# Written out so that reading the options needs no import of the engine; a test holds them to `luoshi.synth.nodes`.
FORMATS = ("csv", "parquet", "xlsx")
HEADS = {"中文": "labels", "英文": "names"}
FAULTS_SHOWN = 5
EXAMPLES = (
    ("luoshi synth --region 150602 --enterprises 10000 --seed 1 --programme 方案.yaml -o 试算/", "按一个方案生成，事项和各条奖补对得上"),
    ("luoshi synth --region 150000 --enterprises 1000000 --seed 1 --format parquet", "全自治区一百万家，分到各旗县"),
    ("luoshi synth --region 150602 --enterprises 2000 --seed 7 --years 7 --last-year 2026 --format xlsx", "七年的事项，能看到复审"),
)


class Seed(click.ParamType[int]):
    """A whole number from 0 on."""

    name = "数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        if not str(value).isdecimal():
            self.fail(f"“{value}”不是0或者正整数。", param, ctx)
        return int(str(value))


@click.command(
    "synth",
    cls=Command,
    examples=EXAMPLES,
    help="生成一批模拟的企业、事项和以前的兑付，用来试算政策。\n\n"
    "指定方案的，事项按方案各条奖补生成，以前的兑付合于方案；没有指定的，按通用阶梯生成。同样的参数生成同样的内容。"
    "模拟数据不是真实数据，文件名都带“模拟”，不能用来推断任何地方的情况。",
)
@click.option("--region", metavar="代码", required=True, help="6位行政区划代码；盟市、自治区的分到所辖旗县")
@click.option("--enterprises", metavar="家数", required=True, type=AtLeastOne(), help="企业数；机构、平台、团队、个人另按比例生成")
@click.option("--seed", metavar="种子", required=True, type=Seed(), help="随机数的种子，如1；换一个就是另一批")
@click.option("--programme", "names", metavar="方案", multiple=True, help="方案文件，或自带方案的名字；可以写几个")
@click.option("--years", metavar="年数", default=3, show_default=True, type=AtLeastOne(), help="几年的事项")
@click.option("--last-year", "last_year", metavar="年份", type=AtLeastOne(), help="最后一年；不写则按方案的期限")
@click.option("--population", metavar="设定", default="general", help="总体设定文件，规定规模、行业、认定次数等；不写则用自带的")
@click.option("-o", "--output", "out", metavar="文件夹", type=DestinationName(), help="写到哪个文件夹；不写则在当前文件夹里新建一个")
@click.option("--format", "form", metavar="格式", default="csv", type=Choice(FORMATS), help="csv（默认）、parquet 或 xlsx")
@click.option("--heads", metavar="表头", type=Choice(tuple(HEADS)), help="中文或者英文；不写则 parquet 用英文，其他用中文")
def command(
    region: str,
    enterprises: int,
    seed: int,
    names: tuple[str, ...],
    years: int,
    last_year: int | None,
    population: str,
    out: Destination | None,
    form: str,
    heads: str | None,
) -> int:
    """Draw a population, write it, and say where it is."""
    from luoshi.cli.programme_words import loaded_programme
    from luoshi.synth import SynthesisRefused, Wanted

    folder = _folder(out, region, enterprises, seed)
    try:
        wanted = Wanted(region, enterprises, seed, years, last_year)
        profile = _profile(population)
        programmes = [loaded_programme(name) for name in names]
        if profile is None or None in programmes:
            return ExitCode.NOT_READ
        made = _make(wanted, [programme for programme in programmes if programme], profile, folder, form, heads)
    except SynthesisRefused as refused:
        raise click.UsageError(refused.message) from None
    if made is None:
        return ExitCode.NOT_READ
    _show(made)
    return ExitCode.FINE


def _folder(out: Destination | None, region: str, enterprises: int, seed: int) -> Path:
    """Return where to write; a file of that name is no folder, and standard output takes no four files."""
    if out is None:
        return Path(f"模拟-{region}-{enterprises}-{seed}")
    if out.is_stdout or out.path.is_file():
        raise click.UsageError(f"-o 后面请写一个文件夹，不能写“{out.path}”：要写出三张表和一份说明。")
    return out.path


def _profile(name: str) -> Profile | None:
    from luoshi.synth.profile import PopulationRefused
    from luoshi.usecases.synthesise import load_population

    try:
        return load_population(name)
    except PopulationRefused as refused:
        for fault in refused.faults[:FAULTS_SHOWN]:
            tell(f"错误：{name}：{f'第{fault.line}行，' if fault.line else ''}{fault.message}。")
        return None


def _make(wanted: Wanted, programmes: Sequence[Programme], profile: Profile, folder: Path, form: str, heads: str | None) -> Written | None:
    from luoshi.programme.from_yaml import ProgrammeRefused
    from luoshi.rewards.bounds import PlanRefused
    from luoshi.synth import Heads, Output
    from luoshi.usecases.synthesise import synthesise_population

    chosen = Heads(HEADS[heads]) if heads else Heads.NAMES if form == Output.PARQUET else Heads.LABELS
    try:
        return synthesise_population(
            wanted=wanted, folder=folder, programmes=programmes, population=profile, output=Output(form), heads=chosen
        )
    except ProgrammeRefused as refused:
        for fault in refused.faults[:FAULTS_SHOWN]:
            tell(f"错误：{fault.row}　{fault.message}" if fault.row else f"错误：{fault.message}")
        tell("方案里有错误，不能据以生成。逐处查看请用：luoshi programme check")
    except PlanRefused as refused:
        tell(f"错误：{refused}")
    except OSError as error:
        raise NotWritten(folder, error) from error
    return None


def _show(made: Written) -> None:
    paint = Paint.for_stream(sys.stdout)
    for entity, path in made.files.items():
        say(written(path, paint, f"　{made.rows[entity]:,}行"))
    say(written(made.note, paint))
    for remark in made.remarks:
        tell(f"注意：{remark}。")
    say(paint("以上都是模拟数据，不是真实的主体和金额，不能用来推断任何地方的情况。", Ink.WARNING))
