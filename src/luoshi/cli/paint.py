"""Colour in the terminal: only where a person looks at it, never where NO_COLOR asks for none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TextIO


class Ink(Enum):
    """What a stretch of words is, not how it looks."""

    STRONG = "1"
    FAINT = "2"
    ERROR = "1;31"
    WARNING = "33"
    NOTE = "36"
    MEASURE = "34"
    ACT = "36"
    MONEY = "35"
    GOOD = "32"


@dataclass(frozen=True, slots=True)
class Paint:
    """Puts colour on words, or leaves them as they are."""

    enabled: bool = False

    @classmethod
    def for_stream(cls, stream: TextIO) -> Paint:
        """Decide for one stream: a terminal that can show colour and a user who did not forbid it (no-color.org)."""
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(wanted and stream.isatty())

    def __call__(self, words: str, ink: Ink | None) -> str:
        """Return the words, coloured where colour is on."""
        return f"\x1b[{ink.value}m{words}\x1b[0m" if self.enabled and ink and words.strip() else words


def written(path: Path, paint: Paint, note: str = "") -> str:
    """Say that a result is on disk, and where."""
    return f"{paint('已写入', Ink.GOOD)} {path}{note}"
