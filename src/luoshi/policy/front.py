"""What a document says of itself before its first clause and behind its last: title, number, issuer, dates, period, recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.policy.layout import Line, Role
from luoshi.policy.nodes import ClauseKind
from luoshi.source import Span
from luoshi.text.nodes import Text


@dataclass
class Front:
    """What was found; `kinds` says of lines of the preamble (by index) that they are no text of its own."""

    title: str = ""
    title_span: Span | None = None
    document_number: str = ""
    issuer: str = ""
    issued_on: str = ""
    period: tuple[int, int] | None = None
    recipients: tuple[str, ...] = ()
    kinds: dict[int, ClauseKind] = field(default_factory=dict)


def read_front(text: Text, lines: Sequence[Line], rest: Sequence[Line]) -> Front:
    """Read the lines before the first clause, and the signature wherever it stands."""
    front = Front()
    for at, line in enumerate(lines):
        if line.role is Role.SIGNATURE:
            front.kinds[at] = ClauseKind.SIGNATURE
        elif line.role in (Role.CONTENTS, Role.NOTICE, Role.ANNEX):
            front.kinds[at] = ClauseKind.FRONT
    return front
