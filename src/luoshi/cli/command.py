"""The shape of every command: Chinese help, and a group that imports a command only when it is called."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

import click

from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.help_page import HELP_OF_HELP, Rows, help_page, option_rows
from luoshi.cli.streams import say
from luoshi.cli.usage_errors import unknown_command


def columns_wide() -> int:
    """Return the columns to write in: the terminal's, within bounds that stay readable; 100 where there is none."""
    asked = os.environ.get("COLUMNS", "")
    return max(40, min(160, int(asked) if asked.isdecimal() else shutil.get_terminal_size((100, 24)).columns))


class Command(click.Command):
    """A command whose help is Chinese; `examples` are pairs of a command line and what it does."""

    def __init__(self, *args: object, examples: Sequence[tuple[str, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own signature, passed through
        self.examples = examples

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's own option, speaking Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; a slip says whose help to look at, which click leaves out for a missing value."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page."""
        sections = (("选项", option_rows(self, ctx)), ("例子", self.examples))
        return help_page(self, ctx, sections=sections, columns_wide=columns_wide()).rstrip("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the options in Chinese."""
        arguments = [piece for p in self.get_params(ctx) if isinstance(p, click.Argument) for piece in p.get_usage_pieces(ctx)]
        return ["[选项]…", *arguments]


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of the group: the module that holds it as `command`, and its one-line summary, which needs no import."""

    module: str
    summary: str


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it or to show its help."""

    def __init__(self, *args: object, entries: Mapping[str, Entry], for_files: str = "luoshi read", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own signature, passed through
        self.entries = entries
        self.for_files = for_files  # what was meant where a file stands in the place of a command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the names in the order of the table: the order of work, not of the alphabet."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the signature is click's
        """Import the command's module and return its `command`; None for a name that is not there."""
        entry = self.entries.get(cmd_name)
        command = import_module(entry.module).command if entry else None
        return command if isinstance(command, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown name in Chinese, with the name that was probably meant."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            raise click.UsageError(unknown_command(args[0], list(self.entries), self.for_files), ctx)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's own option, speaking Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page: commands, options, exit codes."""
        commands: Rows = [(name, entry.summary) for name, entry in self.entries.items()]
        codes: Rows = [(f"{code:3d}", code.label) for code in ExitCode]
        sections = (("命令", commands), ("选项", option_rows(self, ctx)), ("退出码", codes))
        return help_page(self, ctx, sections=sections, columns_wide=columns_wide()).rstrip("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Name the pieces in Chinese."""
        return ["命令", "[选项]…", "[文件]…"]


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = HELP_OF_HELP
        option.callback = _show_help
    return option


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        say(ctx.get_help())
        ctx.exit()
