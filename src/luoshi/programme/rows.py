"""What every row of a programme file shares: where it stands in the text, and whether a person has confirmed it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


def _as_text(value: Any) -> Any:
    """Region codes, years and document numbers may stand in YAML without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Code = Annotated[str, BeforeValidator(_as_text)]
Figure = Annotated[Decimal, WithJsonSchema({"type": "number"})]


class Row(BaseModel):
    """What all shapes share: unknown keys are mistakes, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Place(Row):
    """Another place in the text that says the same."""

    clause: str
    quote: str | None = None


class Confirmed(Row):
    """A row of the programme: its `id` stays the same over versions; `quote` is left out where the text may not be kept."""

    id: str
    clause: str
    quote: str | None = None
    also: list[Place] = Field(default_factory=list)
    status: Literal["draft", "confirmed"] = "draft"
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    confidence: Figure = Decimal(1)
    doubts: list[str] = Field(default_factory=list)
    implied: list[str] = Field(default_factory=list)
    note: str | None = None


class Interpretation(Row):
    """Where a clause can be read in more than one way: the question, the reading taken, the others; the interpreting office confirms it."""

    question: str
    taken: str
    alternatives: list[str] = Field(min_length=1)
    confirmed_on: date | None = None


class PeriodRow(Row):
    """When: `by`, `on`, `from`–`to` as years, months or days in ISO form; `every` for a rhythm."""

    by: Code | None = None
    on: Code | None = None
    from_: Code | None = Field(default=None, alias="from")
    to: Code | None = None
    every: str | None = None


class Validity(Row):
    """From which day to which, both inclusive; open where a day is missing."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
