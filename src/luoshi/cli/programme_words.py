"""What the commands on programmes share: naming one on screen, and never writing over one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.cli.destinations import refuse_overwriting

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme

STATUS_WORDS = {"draft": "草稿", "confirmed": "已确认"}


def refuse_overwriting_programmes(out: Path, names: Iterable[str]) -> None:
    """Stop before a result takes the place of a programme that is to be read.

    Raises:
        click.UsageError: Names the file.
    """
    refuse_overwriting([out], [Path(name) for name in names if Path(name).exists()])


def programme_words(programme: Programme) -> str:
    """Say which programme: its title, version and status."""
    title = " ".join(programme.policy.title.split()) or "（没有标题）"
    return f"{title}　第{programme.version}版　{STATUS_WORDS[programme.status]}"
