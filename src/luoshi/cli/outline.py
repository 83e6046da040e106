"""`luoshi outline`: the headings of a document, to see whether its clauses were recognised."""

from __future__ import annotations

from pathlib import Path

import click

from luoshi.cli.command import Command
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import FILE, name_of, refusal, source_of
from luoshi.cli.streams import tell, write_stdout
from luoshi.cli.words import AtLeastOne

EXAMPLES = (("luoshi outline 方案.docx --depth 2", "只看两级"),)


@click.command("outline", cls=Command, examples=EXAMPLES, help="列出政策文件的目录，看条款分得对不对。文件名写“-”从标准输入读。")
@click.argument("file", metavar="文件", type=FILE)
@click.option("--depth", metavar="级数", type=AtLeastOne(), default=9, help="看几级；不写则全部")
def command(file: Path, depth: int) -> int:
    """Show the outline of one document."""
    from luoshi.source import SourceRefused
    from luoshi.usecases.convert_document import outline_document

    try:
        write_stdout(outline_document(source=source_of(file), depth=depth))
    except SourceRefused as refused:
        tell(f"错误：{name_of(file)}：{refusal(file, refused)}")
        return ExitCode.NOT_READ
    return ExitCode.FINE
