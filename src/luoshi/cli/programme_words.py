"""What the commands on programmes share: naming one on screen, and never writing over one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.cli.destinations import refuse_overwriting
from luoshi.cli.streams import tell

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme

FAULTS_SHOWN = 5
STATUS_WORDS = {"draft": "草稿", "confirmed": "已确认"}


def refuse_overwriting_programmes(out: Path, names: Iterable[str]) -> None:
    """Stop before a result takes the place of a programme that is to be read.

    Raises:
        click.UsageError: Names the file.
    """
    refuse_overwriting([out], [Path(name) for name in names if Path(name).exists()])


def stdin_bytes() -> bytes:
    """Return what standard input holds, no more than can be a programme; nothing where it is closed or cannot be read."""
    from luoshi.programme.yaml_tree import MOST_BYTES

    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""
    except OSError:
        return b""


def programme_words(programme: Programme) -> str:
    """Say which programme: its title, version and status."""
    title = " ".join(programme.policy.title.split()) or "（没有标题）"
    return f"{title}　第{programme.version}版　{STATUS_WORDS[programme.status]}"


def loaded_pair(old: str, new: str) -> tuple[Programme, Programme] | None:
    """Load two versions; what is wrong with either is told, and then there is no pair."""
    loaded = [programme for name in (old, new) if (programme := loaded_programme(name)) is not None]
    return (loaded[0], loaded[1]) if len(loaded) == 2 else None


def loaded_programme(name: str) -> Programme | None:
    """Load a programme by its path or the name of a pack; where there is none, tell why: the first few faults, each with its line."""
    from luoshi.usecases.programmes import ProgrammeNotFound, ProgrammeRefused, load_programme

    try:
        return load_programme(name)
    except ProgrammeNotFound as missing:
        tell(f"错误：{missing}。")
    except ProgrammeRefused as refused:
        for fault in refused.faults[:FAULTS_SHOWN]:
            line = f"第{fault.line}行，" if fault.line else ""
            tell(f"错误：{name}：{line}{fault.message}。")
        more = len(refused.faults) - FAULTS_SHOWN
        tell(f"{f'另有{more}处，' if more > 0 else ''}逐处查看请用：luoshi programme check {name}")
    return None
