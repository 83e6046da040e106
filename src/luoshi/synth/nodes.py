"""What a synthetic population is asked for and what came out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import duckdb

from luoshi.facts.vocabulary import Entity, FactField

MOST_ENTERPRISES = 20_000_000
MOST_YEARS = 15
MOST_SEED = 2**63 - 1
MARK = "模拟"


class Output(StrEnum):
    """The format of the three tables."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


class Heads(StrEnum):
    """How columns are headed and words written: in Chinese, or by the names of the vocabulary."""

    LABELS = "labels"
    NAMES = "names"


class SynthesisRefused(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """What was asked for cannot be made: `message` is one Chinese sentence that says what to write instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        region: Code of a county, prefecture or province of six digits.
        enterprises: How many, 1 to `MOST_ENTERPRISES`; other applicants come on top.
        seed: Whole number, 0 to `MOST_SEED`.
        years: How many years of matters, 1 to `MOST_YEARS`.
        last_year: The last of them; None takes it from the programmes or the population file.
    """

    region: str
    enterprises: int
    seed: int
    years: int = 3
    last_year: int | None = None

    def __post_init__(self) -> None:
        if not (self.region.isascii() and self.region.isdecimal() and len(self.region) == 6):
            raise SynthesisRefused(f"行政区划代码“{self.region}”应为6位数字，如150602。")
        if not 1 <= self.enterprises <= MOST_ENTERPRISES:
            raise SynthesisRefused(f"企业数应在1到{MOST_ENTERPRISES}之间。")
        if not 0 <= self.seed <= MOST_SEED:
            raise SynthesisRefused(f"种子应在0到{MOST_SEED}之间。")
        if not 1 <= self.years <= MOST_YEARS:
            raise SynthesisRefused(f"年数应在1到{MOST_YEARS}之间。")
        if self.last_year is not None and not 1995 <= self.last_year <= 2099:
            raise SynthesisRefused("最后一年应在1995到2099之间。")


@dataclass(frozen=True, slots=True)
class Window:
    """The years of the matters; the state of a firm is known from a year earlier."""

    first_year: int
    last_year: int

    @property
    def first_day(self) -> date:
        """1 January of the first year."""
        return date(self.first_year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December of the last year."""
        return date(self.last_year, 12, 31)

    @property
    def days(self) -> int:
        """How many days there are in it."""
        return (self.last_day - self.first_day).days + 1

    @property
    def states(self) -> range:
        """The years for which figures are known."""
        return range(self.first_year - 1, self.last_year + 1)

    @property
    def drawn(self) -> range:
        """The years for which figures are drawn: whether a firm is above designated size goes by the year before."""
        return range(self.first_year - 2, self.last_year + 1)


@dataclass(frozen=True)
class Synthesis:
    """A population in a connection.

    `applicants` (a view), `matters` and `payments` are there with the columns `fields`: money BIGINT fen, days DATE, flags BOOLEAN.
    `regions` are the counties with their firms.
    """

    connection: duckdb.DuckDBPyConnection
    window: Window
    fields: Mapping[Entity, tuple[FactField, ...]]
    regions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Written:
    """The files that hold a population, with their rows; `note` says what they are, `remarks` what the user may not expect."""

    files: Mapping[Entity, Path]
    rows: Mapping[Entity, int]
    note: Path
    remarks: tuple[str, ...] = ()
