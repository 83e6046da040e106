"""`luoshi convert`: a document as clean text or as Akoma Ntoso."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from luoshi.cli.command import Command
from luoshi.cli.destinations import Destination, DestinationName, refuse_overwriting, targets
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import FILE, name_of, refusal, source_of, stem_of
from luoshi.cli.paint import Paint, written
from luoshi.cli.streams import say, tell, write_file, write_stdout
from luoshi.cli.words import Choice

SUFFIXES = {"text": ".txt", "akn": ".xml"}
EXAMPLES = (
    ("luoshi convert 方案.docx --to text -o 方案.txt", "干净的文本，一段一行"),
    ("luoshi convert 方案.pdf --to akn -o 方案.xml", "Akoma Ntoso 3.0，每条带编号"),
)


@click.command(
    "convert",
    cls=Command,
    examples=EXAMPLES,
    help="把政策文件转成干净的文本（繁体转简体、断行接好、页码去掉），或 Akoma Ntoso 结构化文件。文件名写“-”从标准输入读。",
)
@click.argument("file", metavar="文件", type=FILE)
@click.option("--to", metavar="格式", type=Choice(tuple(SUFFIXES)), required=True, help="text 干净的文本；akn Akoma Ntoso 3.0")
@click.option("-o", "--output", metavar="路径", type=DestinationName(), default="-", help="写到哪里；不写则到标准输出")
def command(file: Path, to: str, output: Destination) -> int:
    """Convert one document."""
    from luoshi.source import SourceRefused
    from luoshi.usecases.convert_document import convert_document

    (target,) = targets(output, [stem_of(file)], SUFFIXES[to], option="-o")
    refuse_overwriting([] if output.is_stdout else [target], [file])
    try:
        content = convert_document(source=source_of(file), to=to)
    except SourceRefused as refused:
        tell(f"错误：{name_of(file)}：{refusal(file, refused)}")
        return ExitCode.NOT_READ
    if output.is_stdout:
        write_stdout(content)
    else:
        write_file(target, content)
        say(written(target, Paint.for_stream(sys.stdout)))
    return ExitCode.FINE
