"""What the commands read from: a file, or standard input where its name is a dash; and how a refusal is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from luoshi.source import Source, SourceRefused

DASH = "-"
STDIN_NAME = "标准输入"
# Rights are no matter of the command line: click would refuse in English what reading refuses in Chinese.
FILE = click.Path(path_type=Path, readable=False)


def source_of(file: Path) -> Source:
    """Load one document.

    Raises:
        SourceRefused: It is not there, too large, or of no format that can be read.
    """
    from luoshi.source import SourceRefused
    from luoshi.text import load_source

    if str(file) != DASH:
        return load_source(file)
    try:
        data = sys.stdin.buffer.read() if sys.stdin else b""  # None where it was closed (<&-)
    except OSError as fault:
        raise SourceRefused("source.unreadable", "标准输入读不出来。", "请检查“<”后面写的是不是文件。") from fault
    return load_source(None, data, name=STDIN_NAME)


def refusal(file: Path, refused: SourceRefused) -> str:
    """Say why a file was not read and what to do, without its name: that stands before the sentence."""
    if refused.code == "source.unreadable" and isinstance(refused.__cause__, PermissionError):
        return "没有读取权限。请由文件的所有者或管理员放开读取权限后再读。"
    if refused.code == "source.not-a-file" and file.is_dir():
        return f"这是文件夹。读整个文件夹请写 {file}/*.docx"
    return f"{refused.message}{refused.hint}".replace(f"“{file}”", "")


def name_of(file: Path) -> str:
    """Return what a document is called in messages."""
    return STDIN_NAME if str(file) == DASH else str(file)


def stem_of(file: Path) -> str:
    """Return the name under which what was made of a document is kept."""
    return STDIN_NAME if str(file) == DASH else file.stem or file.name
