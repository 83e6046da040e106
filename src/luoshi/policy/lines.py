"""Lines of a document and what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from luoshi.policy.numbering import Mark
from luoshi.source import Span

SHORT = 60


class Role(StrEnum):
    """What a line is for."""

    TEXT = "text"
    TABLE = "table"
    CONTENTS = "contents"
    NOTICE = "notice"  # 附件：1.… said before the annexes come
    SIGNATURE = "signature"
    ANNEX = "annex"  # where an annex begins
    TRAILER = "trailer"


@dataclass(slots=True)
class Line:
    """One line of the clean text, or a part of one where a copy glued headings together.

    Attributes:
        words: Without the white space around them.
        mark: The number at its head; in the end only where it opens a clause.
        table: Which table it is a row of, counted from 0, or -1.
    """

    span: Span
    words: str
    role: Role = Role.TEXT
    mark: Mark | None = None
    table: int = -1

    @property
    def is_short(self) -> bool:
        """Say whether the line could be a title: short, and without a full stop."""
        return len(self.words) <= SHORT and "。" not in self.words

    @property
    def is_plain(self) -> bool:
        """Say whether the line is text without a number."""
        return self.role is Role.TEXT and self.mark is None
