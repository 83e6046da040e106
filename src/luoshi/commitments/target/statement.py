"""Statement: what one quantity says, before time is laid over it; and the view of a quantity in its segment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from luoshi.values.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Statement:
    """What one quantity states; `start` and `end` inside the sentence.

    Attributes:
        indicator: Its name, without verbs.
        measure: `level`, `increase`, `growth`, `ratio` or `coverage`.
        op: Comparison.
        value: In `unit`; a pair for a range.
        unit: As printed.
        rule: The grammar rule.
        implied: Fields that are not printed.
        rhythm: Where the words themselves set one (逐年).
        by: A year that belongs to this number alone (2023年、2024年分别达到).
    """

    indicator: str
    measure: str
    op: str
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    start: int
    end: int
    rule: str
    implied: tuple[str, ...] = ()
    rhythm: str | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One quantity in its segment: the words before it, itself, the words behind it.

    Attributes:
        left: From the end of the quantity before (or the start of the segment) to this one; `left_at` its offset in the sentence.
        right: From behind the quantity and its 以上 to the next quantity or the end of the segment, at `right_end`.
        op_after: 以上, 左右 …, or empty.
        previous: The statement before, in the same sentence.
        passed: The words of the segment before.
        in_goals: It stands in a list behind 主要目标：.
        tail: What of the words behind the quantity belongs to it: 以上, 以上的.
    """

    left: str
    left_at: int
    quantity: Quantity
    end: int
    right: str
    right_end: int
    op_after: str
    previous: Statement | None
    passed: str = ""
    tail: str = ""
    in_goals: bool = False
