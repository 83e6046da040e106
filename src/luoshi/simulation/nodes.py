"""What a simulation found, amounts in fen. `tables` lays it out for people, `to_records` for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from luoshi.facts.tables import TableRead
from luoshi.rewards.book import Reading, Rule


@dataclass(frozen=True, slots=True)
class Tally:
    """What some lines come to: applicants and lines with something owed, its sum, and the lines that end otherwise."""

    applicants: int = 0
    lines: int = 0
    owed_fen: int = 0
    undecided: int = 0
    awaiting: int = 0
    in_kind: int = 0
    nothing: int = 0


@dataclass(frozen=True, slots=True)
class ClauseCost:
    """What one reward costs."""

    rule: Rule
    tally: Tally


@dataclass(frozen=True, slots=True)
class GroupCost:
    """What one group costs; `key` is empty where the fact is not given."""

    key: str
    label: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant as it may be shown: people's names and numbers are masked; region and size on the day of the settlement."""

    code: str
    name: str
    region: str
    size: str
    above_scale: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of the largest; `rule` is the position of the reward that brings it most."""

    person: Person
    lines: int
    owed_fen: int
    rule: int
    rule_fen: int


@dataclass(frozen=True, slots=True)
class Band:
    """Recipients of at least `from_fen` and less than `to_fen` (None: no end)."""

    from_fen: int
    to_fen: int | None
    applicants: int
    owed_fen: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the money is spread over those that get any: the ten largest, the largest tenth (its count rounded up), the middle one."""

    applicants: int = 0
    owed_fen: int = 0
    top_ten: int = 0
    top_ten_fen: int = 0
    top_tenth: int = 0
    top_tenth_fen: int = 0
    median_fen: int = 0
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What all lines cost, told apart in several ways; groups of applicants are those on the day of the matter."""

    total: Tally
    clauses: tuple[ClauseCost, ...]
    years: tuple[GroupCost, ...]
    regions: tuple[GroupCost, ...]
    sizes: tuple[GroupCost, ...]
    scales: tuple[GroupCost, ...]
    programmes: tuple[GroupCost, ...]
    recipients: tuple[Recipient, ...]
    concentration: Concentration


@dataclass(frozen=True, slots=True)
class Shift:
    """How some applicants fare against the baseline: how many get more, less, the same, and by how much in all."""

    gaining: int = 0
    losing: int = 0
    same: int = 0
    gain_fen: int = 0
    loss_fen: int = 0
    old_fen: int = 0
    new_fen: int = 0

    @property
    def change_fen(self) -> int:
        """What all of them get more (below zero: less)."""
        return self.new_fen - self.old_fen


@dataclass(frozen=True, slots=True)
class ClauseShift:
    """How the recipients of one reward fare; `old` or `new` is None where that side does not have it.

    `has_other_figures`: both have it, with other numbers.
    """

    old: Rule | None
    new: Rule | None
    shift: Shift
    has_other_figures: bool = False

    @property
    def either(self) -> Rule:
        """The reward as it is now, or as it was."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class GroupShift:
    """How one group fares."""

    key: str
    label: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class Mover:
    """One of those that gain or lose; the reward of the greatest change with it."""

    person: Person
    old_fen: int
    new_fen: int
    clause: ClauseShift | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter that a what-if changes; `is_doubtful`: an amount so much smaller that 万 may have been left out."""

    name: str
    rule: Rule | None
    label: str
    old: str
    new: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The programme against a baseline; a what-if is held against the same programme with its own numbers, before `changes`.

    `is_same_period`: both sides judge the matters of the same days, whatever their own validity.
    `years`: the first and the last year of a matter for which either side owes something.
    """

    baseline: tuple[ProgrammeHead, ...]
    changes: tuple[Change, ...]
    is_what_if: bool
    total: Shift
    clauses: tuple[ClauseShift, ...]
    sizes: tuple[GroupShift, ...]
    scales: tuple[GroupShift, ...]
    regions: tuple[GroupShift, ...]
    gains: tuple[Mover, ...]
    losses: tuple[Mover, ...]
    old: Tally
    new: Tally
    is_same_period: bool = False
    years: tuple[int, int] | None = None


class Method(StrEnum):
    """How a short budget is shared; `label` is the word on screen."""

    PRO_RATA = "pro-rata"
    QUEUE = "queue"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"pro-rata": "按比例压减", "queue": "按顺序兑付"}[self.value]


@dataclass(frozen=True, slots=True)
class Budget:
    """A ceiling and how it is kept.

    Attributes:
        unit_fen: The smallest amount that is paid in a proportional cut: 1, 100 (yuan) or 1,000,000 (万元).
        by_amount, whole: Of a queue, as `rewards.budget.queue` takes them.
    """

    budget_fen: int
    method: Method = Method.PRO_RATA
    unit_fen: int = 1
    by_amount: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """What some lines are owed and paid, and how many are paid in full, in part, not at all."""

    owed_fen: int = 0
    paid_fen: int = 0
    full: int = 0
    part: int = 0
    none: int = 0

    @property
    def rest_fen(self) -> int:
        """What waits for the next year."""
        return self.owed_fen - self.paid_fen


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that is not paid in full."""

    person: Person
    matter: str
    day: int
    rule: int
    owed_fen: int
    paid_fen: int


@dataclass(frozen=True, slots=True)
class Ration:
    """A budget shared out; `waiting` are the first of those that are left, in their turn or the largest rest first."""

    budget: Budget
    total: Split
    clauses: tuple[tuple[Rule, Split], ...]
    sizes: tuple[tuple[str, Split], ...]
    waiting: tuple[Waiting, ...]
    waiting_count: int

    @property
    def is_short(self) -> bool:
        """Say whether the budget does not cover all."""
        return self.total.owed_fen > self.budget.budget_fen

    @property
    def factor(self) -> Fraction:
        """Budget by sum owed, no more than 1."""
        owed = self.total.owed_fen
        return min(Fraction(1), Fraction(self.budget.budget_fen, owed)) if owed else Fraction(1)

    @property
    def left_fen(self) -> int:
        """What of the budget is not used."""
        return self.budget.budget_fen - self.total.paid_fen


@dataclass(frozen=True, slots=True)
class ProgrammeHead:
    """A programme version as far as a report names it."""

    programme: str
    version: int
    title: str
    document_number: str
    is_confirmed: bool
    unconfirmed_rows: int
    first_day: date | None
    last_day: date | None
    interpreter: str


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A reading that the interpreting office has not confirmed, with how much rests on it."""

    rule: Rule
    reading: Reading
    office: str
    owed_fen: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a reward in words: 金额 18.00万元."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ClauseText:
    """What a row leads to: the reward as the programme has it; `quote` is empty where the text may not be kept."""

    rule: Rule
    quote: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LimitTaken:
    """What a cap or a quota (or several together) took: of how many lines and how many fen; `is_of_all`: it looks at all applicants."""

    label: str
    clause: str
    standard: str
    order: str
    is_of_all: bool
    lines: int
    taken_fen: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to check, in a sentence with what to do; `is_finding`: amounts may be wrong by it."""

    words: str
    is_finding: bool = True


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a simulation rests on.

    Attributes:
        clauses: Every reward of the programme, by its position.
        old_clauses: Every reward of the baseline, by its position there.
        files: The tables with their counts and what is wrong with their rows.
        is_synthetic: A file or its names say 模拟.
        checks: What to check in payments and programmes, as a settlement says it.
    """

    as_of: date
    programmes: tuple[ProgrammeHead, ...]
    clauses: tuple[ClauseText, ...]
    readings: tuple[OpenReading, ...]
    notes: tuple[tuple[str, str], ...]
    files: tuple[TableRead, ...]
    population: int
    is_synthetic: bool = False
    old_clauses: tuple[ClauseText, ...] = field(default=())
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """All that was asked for."""

    about: Assumptions
    cost: Cost
    comparison: Comparison | None = None
    ration: Ration | None = None
    limits: tuple[LimitTaken, ...] = ()
    old_limits: tuple[LimitTaken, ...] = ()

    @property
    def old_clauses(self) -> dict[int, ClauseText]:
        """Return the rewards of the baseline by the position of those that they have become."""
        pairs = self.comparison.clauses if self.comparison is not None else ()
        texts = {one.rule.position: one for one in self.about.old_clauses}
        return {pair.new.position: texts[pair.old.position] for pair in pairs if pair.new and pair.old and pair.old.position in texts}

    @property
    def dropped_clauses(self) -> tuple[ClauseText, ...]:
        """Return the rewards of the baseline that the programme no longer has."""
        pairs = self.comparison.clauses if self.comparison is not None else ()
        dropped = {pair.old.position for pair in pairs if pair.old and pair.new is None}
        return tuple(one for one in self.about.old_clauses if one.rule.position in dropped)

    @property
    def left_out(self) -> int:
        """How many rows could not be judged."""
        return sum(file.counts.left_out for file in self.about.files)
