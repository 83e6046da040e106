"""What the commands read from: a file, or standard input where its name is a dash."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.source import Source

DASH = "-"
STDIN_NAME = "标准输入"


def source_of(file: Path) -> Source:
    """Load one document.

    Raises:
        SourceRefused: It is not there, too large, or of no format that can be read.
    """
    from luoshi.text import load_source

    return load_source(None, sys.stdin.buffer.read(), name=STDIN_NAME) if str(file) == DASH else load_source(file)


def name_of(file: Path) -> str:
    """Return what a document is called in messages."""
    return STDIN_NAME if str(file) == DASH else str(file)


def stem_of(file: Path) -> str:
    """Return the name under which what was made of a document is kept."""
    return STDIN_NAME if str(file) == DASH else file.stem or file.name
