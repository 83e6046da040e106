"""Periods: when a commitment is due, from when to when it holds, in which rhythm it recurs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year or a day; printed as `2021`, `2021-09` or `2021-11-11`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    """When.

    Attributes:
        by: To be reached by then.
        since: First day, month or year of a stretch.
        until: Last one of it, inclusive.
        on: A single date.
        every: The rhythm: `year`, `half-year`, `quarter`, `month`, `week` or `day`.
    """

    by: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    on: PartialDate | None = None
    every: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the keys of the reading format; a year alone is a number."""

        def plain(date: PartialDate) -> int | str:
            return date.year if date.month is None else str(date)

        named = (("every", self.every), ("from", self.since), ("to", self.until), ("by", self.by), ("on", self.on))
        return {key: plain(value) if isinstance(value, PartialDate) else value for key, value in named if value is not None}
