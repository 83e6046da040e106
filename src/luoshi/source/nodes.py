"""Source, Span, Diagnostic: the small types by which every fact leads back to its words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of characters, `start` inclusive, `end` exclusive, both offsets into `Text.chars` unless said otherwise."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, chars: str) -> str:
        """Return the characters that the span covers."""
        return chars[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Severity(StrEnum):
    """How much a diagnostic matters to the person who reads it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"error": "错误", "warning": "注意", "note": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a person should know about the document or its reading.

    Attributes:
        code: Stable and documented in `docs/diagnostics.md`, such as `text.scanned-pdf`: the layer, then what is wrong.
        severity: How much it matters.
        message: One Chinese sentence: what is wrong, where a reader can see it.
        spans: The words meant, offsets into `Text.chars`; empty where the whole document is meant.
        clause: Path of the clause, such as `二/(一)/3`, or None.
        hint: What to do, in Chinese; may be empty.
    """

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()
    clause: str | None = None
    hint: str = ""


class SourceRefused(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """A file from which no text can be had.

    `code` is stable (`source.encrypted`); `message` says what happened and where, `hint` what to do; both Chinese, one sentence.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"{message}{hint}")
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Source:
    """The bytes of one document as they came in.

    Attributes:
        name: What the user called it; shown in messages, never opened again.
        data: The bytes, unchanged.
        format: `txt`, `html`, `docx`, `pdf`, `ofd`, `doc`, `wps` or `rtf`, told from the bytes and only then from the name.
    """

    name: str
    data: bytes = field(repr=False)
    format: str = "txt"

    @cached_property
    def sha256(self) -> str:
        """The digest by which the original is stored and found again."""
        return hashlib.sha256(self.data).hexdigest()
