"""How rewards go together in a programme file: caps, limits of number, quotas, stacking, overrides and recorded decisions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from luoshi.programme.rows import Confirmed, Day, Row
from luoshi.programme.rules import Count, Formula, Rate, Words, Yuan

Scope = Literal["item", "matter", "document", "project", "platform", "team", "subject", "level", "applicant", "programme"]
Within = Literal["life", "year"]


class Cap(Row):
    """An upper limit of one reward: on what it counts by, and over which time."""

    amount_yuan: Yuan
    per: Scope
    within: Within = "life"


class SharedCap(Confirmed):
    """An upper limit that several rewards share; `per: programme` is a budget line."""

    label: str = ""
    amount_yuan: Yuan
    per: Scope
    within: Within = "life"
    rewards: Words


class Times(Row):
    """For how many matters it is paid: per applicant (or project, platform …), in a year or ever."""

    count: Annotated[int, Field(ge=1, le=1000)]
    per: Scope = "applicant"
    within: Within = "life"


class Years(Row):
    """For how many years it is paid: years in which something was due or paid, or calendar years from the first of them."""

    count: Annotated[int, Field(ge=1, le=100)]
    counted: Literal["due", "calendar"] = "due"


class Quota(Confirmed):
    """No more than so many matters of all applicants together: the highest amounts, or who came first."""

    label: str = ""
    count: Count
    order: Literal["amount", "date"]
    within: Within = "year"
    rewards: Words


class Highest(Row):
    """Of several rewards, only the highest in each scope; what was paid under the others is topped up or shuts out."""

    type: Literal["highest"]
    rewards: Words
    per: list[Literal["matter", "document", "project", "platform", "team", "subject", "level", "applicant", "year"]] = Field(min_length=1)
    paid: Literal["top_up", "shut_out"] = "top_up"


class Elsewhere(Row):
    """The same matter paid by another payer or under another programme: the difference, or nothing any more."""

    type: Literal["elsewhere"]
    rewards: Words
    payers: list[str] = Field(default_factory=list)
    paid: Literal["top_up", "shut_out"] = "shut_out"


class BetterProgramme(Row):
    """Several programmes cover one matter: the one that gives more, the newer on a tie (从新、从优、从高)."""

    type: Literal["better_programme"]
    programmes: list[str] = Field(default_factory=list)


class Declared(Row):
    """A rule that cannot run by itself (按上级政策意见执行): it is shown with every settlement until an `override` is recorded."""

    type: Literal["declared"]


Stacking = Annotated[Highest | Elsewhere | BetterProgramme | Declared, Field(discriminator="type")]


class Override(Confirmed):
    """An upper policy that ends or replaces rewards from a day on."""

    rewards: Words
    from_: Day = Field(alias="from")
    document: str
    formula: Formula | None = None


class RateDecision(Row):
    """A rate that the text leaves open and an office has fixed, for matters from a day on."""

    reward: str
    rate: Rate
    from_: Day = Field(alias="from")
    document: str
    decided_by: str = ""
