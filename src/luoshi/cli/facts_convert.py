"""`luoshi facts convert`: tables of facts into another format; what is wrong is left out and told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, refuse_overwriting
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.facts_words import Inputs, fault_lines, loaded_tables, need_a_table, table_options
from luoshi.cli.paint import Paint, written
from luoshi.cli.streams import file_in_place, say, tell
from luoshi.cli.words import Choice

if TYPE_CHECKING:
    from luoshi.facts.tables import LoadedTables
    from luoshi.facts.vocabulary import Entity

EXAMPLES = (
    ("luoshi facts convert --enterprises 主体.csv --matters 事项.csv -o 台账.xlsx", "并成一个 Excel 文件"),
    ("luoshi facts convert --enterprises 台账.xlsx --matters 台账.xlsx -o 数据/ --to parquet", "写成 Parquet，给大批量计算用"),
    ("luoshi facts convert --paid 兑付.xls -o 兑付.csv --heads name", "列名用英文名"),
)
FORMATS = ("xlsx", "csv", "parquet")
SHOWN = 5


@click.command(
    "convert",
    cls=Command,
    examples=EXAMPLES,
    help="把主体、事项、兑付表转成另一种格式：.xlsx 一个文件装几张表；.csv、.parquet 一张表一个文件，几张表写到文件夹里。"
    "读的时候照样检查，有问题的行不写出，逐处说明。\n\n有行没有写出的，退出码为1。",
)
@table_options
@click.option("-o", "--output", "out", metavar="路径", type=DestinationName(), required=True, help="写到哪个文件，或者哪个文件夹")
@click.option("--to", "to", metavar="格式", type=Choice(FORMATS), help="写到文件夹时的格式：xlsx、csv、parquet，默认 csv")
@click.option("--heads", metavar="列名", type=Choice(("label", "name")), default="label", help="label 中文列名（默认）；name 英文名")
def command(
    applicants: Path | None,
    matters: Path | None,
    payments: Path | None,
    names: tuple[str, ...],
    out: Destination,
    to: str | None,
    heads: str,
) -> int:
    """Read the tables and write them anew."""
    inputs = Inputs(applicants, matters, payments)
    need_a_table(inputs)
    targets = dict(_targets(inputs, out, to))
    refuse_overwriting(targets, inputs.files)
    tables = loaded_tables(inputs, names)
    if tables is None:
        return ExitCode.NOT_READ
    _tell_faults(tables)
    if not _write(tables, targets, by_name=heads == "name"):
        return ExitCode.WRONG_USAGE
    return ExitCode.FINDINGS if any(table.counts.left_out for table in tables.tables) else ExitCode.FINE


def _targets(inputs: Inputs, out: Destination, to: str | None) -> Iterator[tuple[Path, list[Entity]]]:
    """Yield the files to write, each with its tables.

    Raises:
        click.UsageError: Several tables for a file that holds one, or a format that the name contradicts.
    """
    from luoshi.facts.to_excel import SHEETS
    from luoshi.facts.vocabulary import Entity

    given = dict(zip(Entity, (inputs.applicants, inputs.matters, inputs.payments), strict=True))
    entities = [entity for entity, path in given.items() if path is not None]
    if out.is_folder:
        suffix = to or "csv"
        yield from (
            [(out.path / "台账.xlsx", entities)] if suffix == "xlsx" else [(out.path / f"{SHEETS[e]}.{suffix}", [e]) for e in entities]
        )
        return
    suffix = out.path.suffix.lower().removeprefix(".")
    if suffix not in FORMATS or to not in (None, suffix):
        raise click.UsageError(
            f"-o 后面的文件名应以 .xlsx、.csv 或 .parquet 结尾{'，并与 --to 一致' if to else ''}，不能写“{out.path.name}”。"
        )
    if suffix != "xlsx" and len(entities) > 1:
        raise click.UsageError(f".{suffix} 一个文件只装一张表。请写 .xlsx，或者在 -o 后面写文件夹。")
    yield out.path, entities


def _tell_faults(tables: LoadedTables) -> None:
    paint, wide = Paint.for_stream(sys.stderr), columns_wide()
    for table in tables.tables:
        for line in fault_lines(table, columns_wide=wide, paint=paint, limit=SHOWN):
            tell(line)


def _write(tables: LoadedTables, targets: dict[Path, list[Entity]], *, by_name: bool) -> bool:
    """Write all files or none of them."""
    from luoshi.facts.faults import FactsRefused
    from luoshi.usecases.facts_tables import write_facts

    try:
        with ExitStack() as stack:
            drafts = {stack.enter_context(file_in_place(path)): entities for path, entities in targets.items()}
            write_facts(tables=tables, targets=drafts, by_name=by_name)
    except FactsRefused as refused:
        tell(f"错误：{refused}")
        return False
    for path in targets:
        say(written(path, Paint.for_stream(sys.stdout)))
    return True
