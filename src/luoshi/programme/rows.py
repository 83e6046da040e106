"""What every row of a programme file shares: where it stands in the text, and whether a person has confirmed it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.fields import FieldInfo

EARLIEST, LATEST = 1900, 2200
LARGEST_FIGURE = Decimal(10) ** 18
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def _as_text(value: Any) -> Any:
    """Region codes, years and document numbers may stand in YAML without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _is_figure(value: Decimal) -> Decimal:
    if abs(value) > LARGEST_FIGURE:
        raise ValueError("数太大，不像是真的")
    return value


def day_of(value: Any) -> Any:
    """Return the day that `2025-06-20` means; anything else that could pass for one (a number of seconds, a time) is a mistake."""
    if isinstance(value, date):
        return value
    words = str(value).strip()
    try:
        day = date.fromisoformat(words) if DAY.fullmatch(words) else None
    except ValueError:
        raise ValueError(f"没有{words}这一天") from None
    if day is None:
        raise ValueError("日期应写成2025-06-20")
    return day


def _is_near(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"年份应在{EARLIEST}到{LATEST}之间")
    return day


def _is_partial_date(words: str) -> str:
    """A year, a month or a day in ISO form."""
    found = PARTIAL_DATE.fullmatch(words)
    if found is None:
        raise ValueError("时间应写成2025、2025-09或2025-09-30")
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        _is_near(date(year, month, day))
    except ValueError:
        raise ValueError(f"没有{words}这个时间，或者年份不在{EARLIEST}到{LATEST}之间") from None
    return words


Code = Annotated[str, BeforeValidator(_as_text)]
Figure = Annotated[Decimal, AfterValidator(_is_figure), WithJsonSchema({"type": "number"})]
Day = Annotated[date, BeforeValidator(day_of, json_schema_input_type=date), AfterValidator(_is_near)]
PartialDate = Annotated[Code, AfterValidator(_is_partial_date)]


def key_of(name: str, field: FieldInfo) -> str:
    """Return the key of a field as it stands in a file."""
    return field.alias or (field.validation_alias if isinstance(field.validation_alias, str) else name)


class Row(BaseModel):
    """What all shapes share: unknown keys are mistakes, a key without a value is one left out, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, value: Any) -> Any:
        if not isinstance(value, Mapping) or None not in value.values():
            return value
        known = cls.model_fields.keys() | {key_of(name, field) for name, field in cls.model_fields.items()}
        return {key: inner for key, inner in value.items() if inner is not None or key not in known}


class Place(Row):
    """Another place in the text that says the same."""

    clause: Code
    quote: str | None = None


class Confirmed(Row):
    """A row of the programme: its `id` stays the same over versions; `quote` is left out where the text may not be kept."""

    id: Annotated[Code, Field(min_length=1, max_length=200)]
    clause: Code
    quote: str | None = None
    also: list[Place] = Field(default_factory=list)
    status: Literal["draft", "confirmed"] = "draft"
    confirmed_by: str | None = None
    confirmed_on: Day | None = None
    confidence: Annotated[Figure, Field(ge=0, le=1)] = Decimal(1)
    doubts: list[str] = Field(default_factory=list)
    implied: list[str] = Field(default_factory=list)
    note: str | None = None


class Interpretation(Row):
    """Where a clause can be read in more than one way: the question, the reading taken, the others; the interpreting office confirms it."""

    question: str
    taken: str
    alternatives: list[str] = Field(min_length=1)
    confirmed_on: Day | None = None


class PeriodRow(Row):
    """When: `by`, `on`, `from`–`to` as years, months or days in ISO form; `every` for a rhythm."""

    by: PartialDate | None = None
    on: PartialDate | None = None
    from_: PartialDate | None = Field(default=None, alias="from")
    to: PartialDate | None = None
    every: Literal["year", "half-year", "quarter", "month", "week", "day"] | None = None


class Validity(Row):
    """From which day to which, both inclusive; open where a day is missing."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
