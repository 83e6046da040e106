"""The seven kinds of commitment, and the Reading that holds them. Field names follow the reading format (docs/reading-format.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from luoshi.policy.nodes import Policy
from luoshi.source import Diagnostic, Span
from luoshi.values.periods import Period


class Kind(StrEnum):
    """What a commitment is; `label` is the word on screen."""

    TARGET = "target"
    DUTY = "duty"
    REWARD = "reward"
    STACKING = "stacking"
    REGISTER = "register"
    PROCEDURE = "procedure"
    DEADLINE = "deadline"

    @property
    def label(self) -> str:
        """The word on screen."""
        return LABELS[self]


LABELS = {
    Kind.TARGET: "目标",
    Kind.DUTY: "责任",
    Kind.REWARD: "奖补",
    Kind.STACKING: "叠加",
    Kind.REGISTER: "名录",
    Kind.PROCEDURE: "程序",
    Kind.DEADLINE: "期限",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What all kinds share.

    Attributes:
        clause: Path of the clause.
        span: The words it was read from, in `Text.chars`.
        quote: Those words.
        confidence: Above 0, up to 1; below 1 only with a doubt.
        doubts: Chinese phrases, why it may be wrong or what the text leaves open.
        implied: Names of fields that are our reading and not printed, such as `op`, `period`, `value`, `cap_per`, `who`.
        rule: Name of the grammar rule that read it.
        note: What the fields cannot tell.
    """

    kind: ClassVar[Kind]

    clause: str
    span: Span
    quote: str
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Commitment):
    """A measurable commitment.

    Attributes:
        indicator: As the document names it, without verbs.
        measure: `level`, `increase`, `growth`, `ratio` or `coverage`.
        op: `>=`, `>`, `=`, `<=`, `<` or `range`.
        value: In `unit`; a pair for a range.
        unit: The document's own, such as `万元`, `家`, `%`.
        period: When; may be empty.
        aspiration: True for 力争, 争取 (aspired), False for 确保 (binding), None where the text says neither.
    """

    kind: ClassVar[Kind] = Kind.TARGET

    indicator: str
    measure: str
    op: str
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    period: Period
    aspiration: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Commitment):
    """A task and who answers for it; units as printed, 等 and 各 tails dropped; `units_span` is where they are printed, or None."""

    kind: ClassVar[Kind] = Kind.DUTY

    title: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    units_span: Span | None = None


class FormulaType(StrEnum):
    """How a reward is worked out (gold/README.md)."""

    FIXED = "fixed"
    MATCH = "match"
    SHARE = "share"
    PER_ITEM = "per_item"
    STAGED = "staged"
    UPTO = "upto"
    UNQUANTIFIED = "unquantified"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            "fixed": "定额",
            "match": "配套",
            "share": "按比例",
            "per_item": "按件",
            "staged": "分阶段",
            "upto": "限额内",
            "unquantified": "未写数额",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a staged reward: when it is paid, and its amount in fen or its share of the whole."""

    when: str
    amount_fen: int | None = None
    rate: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """How much: `amount_fen` for fixed and per_item (of one `item`), `base` and `rate` (a fraction, 0.5 = 50 %) for match and share."""

    type: FormulaType
    amount_fen: int | None = None
    base: str = ""
    rate: Fraction | None = None
    item: str = ""
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward(Commitment):
    """A support that someone can claim or is granted; one object for each distinct (trigger, amount).

    Attributes:
        beneficiary: Who gets it.
        trigger: For what.
        formula: How much.
        cap_fen: Upper limit in fen, or None.
        cap_per: What the limit counts by: `企业`, `企业/年`, `项目`, `平台` …, or empty.
        once: True for 一次性, False where it recurs by the text, None where the text is silent.
        years: For how many years it is paid, or None.
        every: `month` or `year` where the amount is paid anew each (每月发放3000元), or None.
    """

    kind: ClassVar[Kind] = Kind.REWARD

    beneficiary: str
    trigger: str
    formula: Formula
    cap_fen: int | None = None
    cap_per: str = ""
    once: bool | None = None
    years: int | None = None
    every: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacking(Commitment):
    """How several supports for one matter go together; `rule` in words."""

    kind: ClassVar[Kind] = Kind.STACKING

    rule_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Commitment):
    """A 库, 清单, 名单, 数据库 or platform ordered to be built or kept."""

    kind: ClassVar[Kind] = Kind.REGISTER

    name: str
    holds: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Commitment):
    """A process, 机制 or 制度 ordered: its steps in order and who acts."""

    kind: ClassVar[Kind] = Kind.PROCEDURE

    name: str
    steps: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Commitment):
    """A date or stretch of time for the programme or one of its phases."""

    kind: ClassVar[Kind] = Kind.DEADLINE

    what: str
    period: Period


@dataclass(frozen=True)
class Reading:
    """Everything that was read in one policy.

    Attributes:
        policy: The tree.
        commitments: In document order (by span start, then by the order of the grammar).
        diagnostics: Of all passes together, in document order: text, policy, and what the grammar doubts or could not read.
        same: Groups of indexes into `commitments` that print one target in several places; each group ascending, at least two.
    """

    policy: Policy
    commitments: tuple[Commitment, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    same: tuple[tuple[int, ...], ...] = field(default=())

    def of(self, kind: Kind) -> tuple[Commitment, ...]:
        """Return the commitments of one kind, in document order."""
        return tuple(c for c in self.commitments if c.kind is kind)
