"""From a command line to an exit code: the only place where an exception ends, so that no user ever sees a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from luoshi import __version__
from luoshi.cli.command import Entry, LazyGroup
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.internal_error import sentence_of_internal_error
from luoshi.cli.streams import NotWritten, finish_stdout, say, silence_stdout, speak_utf8, tell
from luoshi.cli.usage_errors import sentence_of

# In the order of work. A new command is a module with a `command` in it and a line here; docs/recipes/add-a-command.md.
ENTRIES = {
    "read": Entry("luoshi.cli.read", "读出文件里的目标、责任、奖补等承诺，每条都带条款和原文"),
    "outline": Entry("luoshi.cli.outline", "列出文件的目录，看条款分得对不对"),
    "lint": Entry("luoshi.cli.lint", "查印发前该补正的地方和公平竞争审查问题"),
    "diff": Entry("luoshi.cli.diff", "对照两个版本，看条款和承诺改了哪些"),
    "programme": Entry("luoshi.cli.programme", "检查方案文件，对照两个版本，看改动牵涉哪些工作"),
    "convert": Entry("luoshi.cli.convert", "转成干净的文本，或 Akoma Ntoso 结构化文件"),
    "facts": Entry("luoshi.cli.facts", "生成空表，检查填好的主体、事项、兑付表，互转格式"),
    "synth": Entry("luoshi.cli.synth", "生成一批模拟的企业、事项和兑付，用来试算"),
    "settle": Entry("luoshi.cli.settle", "按方案计算每个主体应兑付多少，逐笔说明理由"),
    "simulate": Entry("luoshi.cli.simulate", "政策沙盘：全部主体要花多少，谁增谁减，预算怎么分"),
}


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        say(f"落实 {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    entries=ENTRIES,
    help="落实：把政策文件读成可以跟踪办理的承诺。\n\n机器所读都是草稿，待人确认。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本")
def luoshi() -> None:
    """Hold the commands together."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave with its exit code (docs/exit-codes.md)."""
    sys.unraisablehook = lambda _: None  # what a half-written workbook has to say when it is cleared away: a traceback
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; everything that can go wrong is told in one Chinese sentence."""
    speak_utf8()
    try:
        return _invoke(_meant(arguments))
    except BrokenPipeError:
        return _reader_has_left()
    except click.ClickException as error:
        return _wrong_usage(error)
    except NotWritten as error:
        tell(f"错误：{error.message}")
        return ExitCode.NOT_WRITTEN
    except (click.Abort, KeyboardInterrupt):
        tell("已中断。")
        return ExitCode.INTERRUPTED
    except Exception as error:
        tell(f"错误：{sentence_of_internal_error(error)}")
        return ExitCode.INTERNAL


def _meant(arguments: Sequence[str]) -> list[str]:
    """Nothing at all asks for the help, and so does `help`, alone or before a command."""
    if not arguments or arguments[0] == "help":
        return [*arguments[1:2], "--help"]
    return list(arguments)


def _invoke(arguments: list[str]) -> int:
    """Run the command; not by click's own `main`, which ends the process by itself where a pipe breaks."""
    try:
        with luoshi.make_context("luoshi", arguments) as context:
            code = luoshi.invoke(context)
    except click.exceptions.Exit as left:
        code = left.exit_code
    finish_stdout()
    return code if isinstance(code, int) else ExitCode.FINE


def _wrong_usage(error: click.ClickException) -> int:
    tell(f"错误：{sentence_of(error)}")
    context = error.ctx if isinstance(error, click.UsageError) else None
    tell(f"用法见：{context.command_path if context else 'luoshi'} --help")
    return ExitCode.WRONG_USAGE


def _reader_has_left() -> int:
    """End quietly where the reader of a pipe (`| head`) has enough."""
    silence_stdout()
    return ExitCode.FINE
