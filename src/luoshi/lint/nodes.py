"""Finding: something a drafter should mend before the document is issued, and the legal ground on which it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.source import Diagnostic


@dataclass(frozen=True, slots=True)
class Ground:
    """Why in law.

    Attributes:
        act: Name of the act without its brackets: `公平竞争审查条例`.
        issued_as: Under which order or by whom it was issued.
        article: Such as `第十条第二项`, or None where only the matter is certain.
        in_force_on: From when it binds.
    """

    act: str
    issued_as: str
    article: str | None
    in_force_on: date

    def __str__(self) -> str:
        day = self.in_force_on
        return f"《{self.act}》{self.article or ''}（{self.issued_as}，{day.year}年{day.month}月{day.day}日起施行）"


@dataclass(frozen=True, slots=True)
class Finding(Diagnostic):
    """A diagnostic for the drafter.

    `clause` is the path of the clause in which all spans lie, or None where they lie in several or the whole document is meant.

    Attributes:
        grounds: Where the law asks for it; else empty.
        rule: Which of several rules under one code; else empty.
    """

    grounds: tuple[Ground, ...] = ()
    rule: str = ""
