"""`luoshi programme copy`: a bundled programme as a file of one's own, to be changed."""

from __future__ import annotations

import click

from luoshi.cli.command import Command
from luoshi.cli.destinations import Destination, DestinationName, one_file
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.streams import say, tell, write_file

EXAMPLES = (("luoshi programme copy qinghe -o 我的方案.yaml", "照着改一份"),)
HELP = "把自带的方案另存一份，供修改、试算；注释照样保留。已经有的文件不覆盖。"


@click.command("copy", cls=Command, examples=EXAMPLES, help=HELP)
@click.argument("name", metavar="名字")
@click.option("-o", "--output", "out", metavar="路径", type=DestinationName(), required=True, help="写到哪个文件")
def command(name: str, out: Destination) -> int:
    """Write the file of a pack, as it is."""
    from luoshi.usecases.programmes import bundled_packs

    packs = {pack.name: pack.path for pack in bundled_packs()}
    if name not in packs:
        tell(f"错误：没有自带的方案“{name}”。自带的有：{'、'.join(packs)}")
        return ExitCode.NOT_READ
    path = one_file(out, option="-o")
    if path.exists():
        tell(f"错误：已经有文件“{path}”，没有覆盖。请换一个文件名")
        return ExitCode.NOT_WRITTEN
    write_file(path, packs[name].read_text("utf-8"))
    say(f"已写到 {path}。改完用 luoshi programme check {path} 检查，用 luoshi programme diff {name} {path} 对照。")
    return ExitCode.FINE
