"""The programme: what a policy commits a place to, as people have confirmed it. One file a programme and version.

Every row has an `id` that stays the same over versions, its clause, its status, and who confirmed it when.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from luoshi.facts.vocabulary import FactType
from luoshi.programme.rows import Code, Confirmed, Day, Figure, Interpretation, PeriodRow, Row, Validity
from luoshi.programme.rules import Condition, Formula, Pattern, Yuan
from luoshi.programme.support import Cap, Override, Quota, RateDecision, SharedCap, Stacking, Times, Years

FORMAT = "luoshi-programme/1"


class TargetRow(Confirmed):
    """A measurable commitment."""

    indicator: str
    measure: Literal["level", "increase", "growth", "ratio", "coverage"]
    op: Literal[">=", ">", "=", "<=", "<", "range"]
    value: Figure | tuple[Figure, Figure]
    unit: str
    period: PeriodRow = Field(default_factory=PeriodRow)
    aspiration: bool | None = None


class DutyRow(Confirmed):
    """A task and who answers for it; units by their name in `units`. The leader's name is kept only where the place keeps its own file."""

    title: str
    lead: list[str] = Field(default_factory=list)
    support: list[str] = Field(default_factory=list)
    leader: list[str] = Field(default_factory=list)


class RewardRow(Confirmed):
    """A support that someone can claim: for what (`when`), on which conditions (`if`), how much (`formula`), and what bounds it.

    Without `when` it looks at the applicant alone, on the day of the settlement. `once` is 一次性: one matter an applicant, unless
    `times` says it otherwise.
    """

    label: str = ""
    beneficiary: str = ""
    trigger: str = ""
    when: Pattern | None = None
    if_: Condition | None = Field(default=None, alias="if")
    formula: Formula
    caps: list[Cap] = Field(default_factory=list)
    once: bool | None = None
    times: Times | None = None
    years: Years | None = None
    instalments: Annotated[int, Field(ge=2, le=100)] | None = None
    every: Literal["month", "year"] | None = None
    floor_yuan: Yuan | None = None
    ignore_below_yuan: Yuan | None = None
    round_down_to_yuan: Annotated[int, Field(ge=1, le=10**8)] | None = None
    in_force: Validity | None = None
    readings: list[Interpretation] = Field(default_factory=list)


class StackingRow(Confirmed):
    """How several supports go together: in words, and as a rule that runs."""

    rule: str
    run: Stacking | None = None


class RegisterRow(Confirmed):
    """A list, store or platform ordered to be kept."""

    name: str
    holds: str = ""
    purpose: str = ""


class ProcedureRow(Confirmed):
    """A process ordered, its steps in order and who acts."""

    name: str
    steps: list[str] = Field(default_factory=list)
    who: list[str] = Field(default_factory=list)


class DeadlineRow(Confirmed):
    """A date or stretch of time of the programme."""

    what: str
    period: PeriodRow


class Unit(Row):
    """A body: its name, what else the text calls it, what it belongs to; `stands_for` lists the members of a group (各镇)."""

    name: str
    aliases: list[str] = Field(default_factory=list)
    parent: str | None = None
    group: bool = False
    members: list[str] = Field(default_factory=list)


class OwnFact(Row):
    """A fact that only this programme looks at."""

    name: str
    label: str
    entity: Literal["applicant", "matter"]
    type: FactType
    aliases: list[str] = Field(default_factory=list)
    yearly: bool = False


class SourceFile(Row):
    """The file that was read."""

    name: str
    format: str = ""
    sha256: str = ""


class PolicyHead(Row):
    """The document that the programme runs."""

    title: str
    document_number: str | None = None
    issuer: str | None = None
    issued_on: Day | None = None
    period: PeriodRow | None = None
    source: SourceFile | None = None


class Programme(Row):
    """One version of what one policy commits a place to.

    `in_force` bounds the matters that this version judges (days, both inclusive); `interpreter` is the office with 解释权.
    """

    format: Literal["luoshi-programme/1"]
    programme: str = ""
    version: Annotated[int, Field(ge=1)] = 1
    status: Literal["draft", "confirmed"] = "draft"
    policy: PolicyHead
    region: Code | None = None
    in_force: Validity = Field(default_factory=Validity)
    interpreter: str | None = None
    units: list[Unit] = Field(default_factory=list)
    facts: list[OwnFact] = Field(default_factory=list)
    targets: list[TargetRow] = Field(default_factory=list)
    duties: list[DutyRow] = Field(default_factory=list)
    rewards: list[RewardRow] = Field(default_factory=list)
    caps: list[SharedCap] = Field(default_factory=list)
    quotas: list[Quota] = Field(default_factory=list)
    stacking: list[StackingRow] = Field(default_factory=list)
    overrides: list[Override] = Field(default_factory=list)
    decisions: list[RateDecision] = Field(default_factory=list)
    registers: list[RegisterRow] = Field(default_factory=list)
    procedures: list[ProcedureRow] = Field(default_factory=list)
    deadlines: list[DeadlineRow] = Field(default_factory=list)
    to_check: list[dict[str, Any]] = Field(default_factory=list)
