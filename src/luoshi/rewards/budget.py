"""What each claim gets where the budget does not cover all: a proportional cut that sums exactly, or a queue. Whole numbers only.

`simulation/ration` does the same in SQL for whole populations; both have to agree to the fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One line with something owed: whose, for which matter, under which rule (its position in the book), of which day, in fen."""

    applicant: str
    matter: str
    rule: int
    day: int
    owed_fen: int

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from all others, and by which ties of a proportional cut are broken."""
        return self.applicant, self.matter, self.rule

    @property
    def turn(self) -> tuple[int, str, str, int]:
        """Its place in a queue: by day, matter, applicant, rule."""
        return self.day, self.matter, self.applicant, self.rule


def pro_rata(claims: Sequence[Claim], budget_fen: int, *, unit_fen: int = 1) -> list[int]:
    """Cut all claims in the same proportion: k = budget ÷ sum owed, each rounded down to whole units, the units left to the largest rests.

    Where whole units cannot take the budget up without paying somebody more than is owed (claims of odd fen, paid in whole yuan), the
    rest goes in fen to those claims that a whole unit does not fit.

    Args:
        claims: In any order; ties go by applicant, matter, rule.
        budget_fen: Not below zero, whole units.
        unit_fen: 1, 100 (yuan) or 1,000,000 (万元).

    Returns:
        The fen of each claim, in the order given. All that is owed where the budget covers it.

    Guarantees: the sum is the budget or all that is owed, whichever is less; nobody gets less than nothing or more than is owed; a
    higher claim never gets less than a lower one; each is less than one unit from its exact share.

    Raises:
        ValueError: A budget below zero or of no whole number of units, a claim below zero.
    """
    _check(claims, budget_fen, unit_fen)
    owed = sum(claim.owed_fen for claim in claims)
    if owed <= budget_fen:
        return [claim.owed_fen for claim in claims]
    whole = owed * unit_fen
    paid = [claim.owed_fen * budget_fen // whole * unit_fen for claim in claims]
    rests = [claim.owed_fen * budget_fen % whole for claim in claims]
    waiting = sorted((at for at in range(len(claims)) if rests[at]), key=lambda at: (-rests[at], claims[at].key))
    fitting = [at for at in waiting if paid[at] + unit_fen <= claims[at].owed_fen]
    left = budget_fen - sum(paid)
    for at in fitting[: left // unit_fen]:
        paid[at] += unit_fen
    left -= unit_fen * min(left // unit_fen, len(fitting))
    if left:
        fits = set(fitting)
        _share_in_fen(claims, paid, [at for at in waiting if at not in fits], left)
    return paid


def _share_in_fen(claims: Sequence[Claim], paid: list[int], tight: Sequence[int], left_fen: int) -> None:
    """Share out in fen what whole units could not take, among the claims that no further unit fits."""
    rests = [Claim(*claims[at].key, claims[at].day, claims[at].owed_fen - paid[at]) for at in tight]
    for at, more in zip(tight, pro_rata(rests, left_fen), strict=True):
        paid[at] += more


def queue(claims: Sequence[Claim], budget_fen: int, *, by_amount: bool = False, whole: bool = False) -> list[int]:
    """Pay claims in their turn until the budget is used up.

    Args:
        claims: In any order; they queue by day, matter, applicant, rule.
        budget_fen: Not below zero.
        by_amount: The highest claims come first, then as above.
        whole: A claim that what is left does not cover is passed over, and later ones that it does cover are paid; else the claim at
            which the money ends gets what is left.

    Returns:
        The fen of each claim, in the order given.

    Raises:
        ValueError: A budget or a claim below zero.
    """
    _check(claims, budget_fen, 1)
    paid, left = [0] * len(claims), budget_fen
    for at in sorted(range(len(claims)), key=lambda at: (-claims[at].owed_fen if by_amount else 0, claims[at].turn)):
        if claims[at].owed_fen <= left or not whole:
            paid[at] = min(claims[at].owed_fen, left)
            left -= paid[at]
    return paid


def _check(claims: Sequence[Claim], budget_fen: int, unit_fen: int) -> None:
    if budget_fen < 0 or budget_fen % unit_fen:
        raise ValueError(f"no whole number of units: {budget_fen} / {unit_fen}")
    if any(claim.owed_fen < 0 for claim in claims):
        raise ValueError("a claim below zero")
