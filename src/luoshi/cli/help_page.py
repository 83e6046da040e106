"""The help of a command in Chinese, set for Chinese widths: click's own is English and takes a Chinese character for one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from luoshi.cli.width import pad, width, wrap

HELP_OF_HELP = "显示这份说明"
FIRST_COLUMN_MOST = 26
Rows = Sequence[tuple[str, str]]


def help_page(command: click.Command, ctx: click.Context, *, sections: Sequence[tuple[str, Rows]], columns_wide: int) -> str:
    """Return the whole help: usage, what it does, then the sections of two columns each, empty ones left out."""
    lines = [f"用法：{' '.join([ctx.command_path, *command.collect_usage_pieces(ctx)])}", ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [f"  {line}" for line in wrap(" ".join(paragraph.split()), columns_wide - 2)] + [""]
    for title, rows in sections:
        if rows:
            lines += [f"{title}：", *two_columns(rows, columns_wide=columns_wide), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def two_columns(rows: Rows, *, columns_wide: int) -> Iterator[str]:
    """Yield the rows with their second column aligned; a long first cell stands on a line of its own."""
    first_wide = min(max(width(first) for first, _ in rows), FIRST_COLUMN_MOST)
    for first, second in rows:
        wrapped = wrap(second, columns_wide - first_wide - 4)
        if width(first) > first_wide:
            yield f"  {first}"
        else:
            yield f"  {pad(first, first_wide)}  {wrapped.pop(0)}".rstrip()
        yield from (" " * (first_wide + 4) + line for line in wrapped)


def option_rows(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    """Return every option as `-o, --output 文件` with its help."""
    options = [parameter for parameter in command.get_params(ctx) if isinstance(parameter, click.Option) and not parameter.hidden]
    return [(_option_names(option), option.help or "") for option in options]


def _option_names(option: click.Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag or option.count else f"{names} {option.metavar or '值'}"
