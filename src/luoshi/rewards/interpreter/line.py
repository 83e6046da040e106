"""A line: one rule on one matter of one applicant, what it amounts to, and what each step took away."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from luoshi.facts.nodes import Matter
from luoshi.rewards.book import Rule


class Status(StrEnum):
    """How a line ended; `label` is the word on screen."""

    OWED = "owed"
    NOTHING = "nothing"
    UNDECIDED = "undecided"
    AWAITING_DECISION = "awaiting_decision"
    IN_KIND = "in_kind"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            "owed": "应兑付",
            "nothing": "本次不兑付",
            "undecided": "待补材料",
            "awaiting_decision": "待核定",
            "in_kind": "非资金支持",
        }[self.value]


class TakeKind(StrEnum):
    """Which step took something away, or raised it (`FLOOR`)."""

    EARLIER_STAGES = "earlier_stages"
    INSTALMENTS = "instalments"
    ROUNDING = "rounding"
    FLOOR = "floor"
    IGNORED = "ignored"
    ITEM_CAP = "item_cap"
    MATTER_CAP = "matter_cap"
    TIMES = "times"
    YEARS = "years"
    HIGHEST = "highest"
    PAID_IN_GROUP = "paid_in_group"
    BETTER_PROGRAMME = "better_programme"
    ELSEWHERE = "elsewhere"
    PAID = "paid"
    CAP = "cap"
    QUOTA = "quota"
    PROGRAMME_CAP = "programme_cap"


@dataclass(frozen=True, slots=True)
class Take:
    """What one step took away in fen (negative where it added).

    `by` names the cap or stacking rule, `with_` the line that won; `used_fen` is what payments and earlier lines had used of a cap.
    """

    kind: TakeKind
    amount_fen: int
    by: str = ""
    with_: tuple[str, str] = ("", "")
    used_fen: int = 0


@dataclass(slots=True)
class Line:
    """One rule on one matter; `matter` is None for rules that look at the applicant alone, `missing` names the facts not known.

    `gross_fen` is the amount of the formula after the bounds of a single line; `owed_fen` what is left after all steps; both 0 unless
    the status is `OWED` or `NOTHING`.
    """

    rule: Rule
    applicant: str
    matter: Matter | None
    day: int
    status: Status
    gross_fen: int = 0
    owed_fen: int = 0
    missing: tuple[str, ...] = ()
    takes: list[Take] = field(default_factory=list)

    @property
    def matter_id(self) -> str:
        """The number of the matter, or nothing."""
        return self.matter.id if self.matter else ""

    @property
    def year(self) -> int:
        """The year of the matter."""
        return self.day // 10_000

    @property
    def order(self) -> tuple[int, str, int]:
        """How lines of one applicant stand: by day, matter, rule."""
        return self.day, self.matter_id, self.rule.position

    def reduce_to(self, fen: int, kind: TakeKind, by: str = "", with_: tuple[str, str] = ("", ""), used_fen: int = 0) -> None:
        """Leave no more than `fen`, and record who took the rest; does nothing where that much is not there."""
        left = max(0, fen)
        if left < self.owed_fen:
            self.takes.append(Take(kind, self.owed_fen - left, by, with_, used_fen))
            self.owed_fen = left

    def raise_to(self, fen: int, kind: TakeKind) -> None:
        """Raise the amount to `fen`, and record what was added as a negative take."""
        self.takes.append(Take(kind, self.owed_fen - fen))
        self.owed_fen = fen

    def close(self) -> None:
        """Say by what is left how the line ended."""
        if self.status in (Status.OWED, Status.NOTHING):
            self.status = Status.OWED if self.owed_fen else Status.NOTHING
