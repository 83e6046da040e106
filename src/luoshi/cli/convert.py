"""`luoshi convert`: a document as clean text or as Akoma Ntoso."""

from __future__ import annotations

from pathlib import Path

import click

from luoshi.cli.command import Command
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import DASH, name_of, source_of
from luoshi.cli.streams import refuse_overwriting, tell, write_file, write_stdout
from luoshi.cli.words import Choice

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
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--to", metavar="格式", type=Choice(("text", "akn")), required=True, help="text 干净的文本；akn Akoma Ntoso 3.0")
@click.option("-o", "--output", metavar="路径", type=click.Path(path_type=Path), default=DASH, help="写到哪里；不写则到标准输出")
def command(file: Path, to: str, output: Path) -> int:
    """Convert one document."""
    from luoshi.source import SourceRefused
    from luoshi.usecases.convert_document import convert_document

    to_stdout = str(output) == DASH
    refuse_overwriting([] if to_stdout else [output], [file])
    try:
        content = convert_document(source=source_of(file), to=to)
    except SourceRefused as refused:
        tell(f"错误：{name_of(file)}：{refused.message}{refused.hint}")
        return ExitCode.NOT_READ
    if to_stdout:
        write_stdout(content)
    else:
        write_file(output, content)
    return ExitCode.FINE
