"""The pieces of an explanation: checks of conditions, and steps of a calculation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One test of a condition.

    Attributes:
        words: What is asked (营业收入不低于200.00万元).
        found: What the facts say (150.00万元), or 未填.
        is_met: None where it cannot be told.
        gap: What is missing to it (还差50.00万元), or nothing.
        depth: How deep it stands in 并且 and 或者, from 0.
    """

    words: str
    found: str
    is_met: bool | None
    gap: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a calculation.

    Attributes:
        name: What is done (计算, 限额, 已兑付 …).
        clause: Where it is said.
        words: The sentence, with the figures it rests on.
        change_fen: What it adds to the amount; negative where it takes away.
        amount_fen: What is left after it.
    """

    name: str
    clause: str
    words: str
    change_fen: int
    amount_fen: int
