"""`luoshi programme schema`: the JSON Schema of a programme file, by which an editor completes and marks."""

from __future__ import annotations

import click

from luoshi.cli.command import Command
from luoshi.cli.destinations import Destination, DestinationName, one_file
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.streams import write_file, write_stdout

EXAMPLES = (("luoshi programme schema -o programme.schema.json", "存下来，供编辑器补全"),)
HELP = (
    "输出方案文件的 JSON Schema。编辑器据此补全栏目、指出写错的地方。\n\n"
    "方案文件第一行写 # yaml-language-server: $schema=programme.schema.json，编辑器就会用它。"
)


@click.command("schema", cls=Command, examples=EXAMPLES, help=HELP)
@click.option("-o", "--output", "out", metavar="路径", type=DestinationName(), help="写到文件；不写则写到标准输出")
def command(out: Destination | None) -> int:
    """Write the schema."""
    from luoshi.programme.to_json_schema import json_schema

    content = json_schema()
    if out is None or out.is_stdout:
        write_stdout(content)
    else:
        write_file(one_file(out, option="-o"), content)
    return ExitCode.FINE
