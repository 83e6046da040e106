"""Steps 10 and 11: upper limits over several lines, of one applicant or of all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from luoshi.facts.nodes import Payment
from luoshi.rewards.book import Cap, Quota
from luoshi.rewards.interpreter.history import History, own_scope_of_line, own_scope_of_payment
from luoshi.rewards.interpreter.limits import live, paid_matter, places_used
from luoshi.rewards.interpreter.line import Line, TakeKind

_Row = TypeVar("_Row", Line, Payment)


def fill_cap(lines: Sequence[Line], cap: Cap, history: History, kind: TakeKind = TakeKind.CAP) -> None:
    """Fill the lines of each scope in their order with what the cap, the payments and earlier versions leave."""

    def key_of_line(line: Line) -> Hashable:
        return own_scope_of_line(line, cap.per), cap.yearly and line.year

    def key_of_payment(payment: Payment) -> Hashable:
        return own_scope_of_payment(payment, cap.per), cap.yearly and payment.year

    rooms: dict[Hashable, int] = {}
    used = _sums(history.under(cap.codes), key_of_payment, lambda payment: payment.amount_fen)
    earlier = _sums([line for line in lines if line.rule.position in cap.counts], key_of_line, lambda line: line.owed_fen)
    for line in live(lines):
        if line.rule.position in cap.limits:
            key = key_of_line(line)
            room = rooms.setdefault(key, max(0, cap.amount.value - used.get(key, 0) - earlier.get(key, 0)))
            line.reduce_to(room, kind, cap.id, used_fen=min(cap.amount.value, cap.amount.value - room))
            rooms[key] -= line.owed_fen


def _sums(rows: Sequence[_Row], key: Callable[[_Row], Hashable], amount: Callable[[_Row], int]) -> dict[Hashable, int]:
    sums: dict[Hashable, int] = {}
    for row in rows:
        sums[key(row)] = sums.get(key(row), 0) + amount(row)
    return sums


def fill_quota(lines: Sequence[Line], quota: Quota, history: History) -> None:
    """Step 11: no more than so many lines of all applicants, the highest or the first."""
    groups: dict[Hashable, list[Line]] = {}
    for line in live(lines):
        if line.rule.position in quota.rules:
            groups.setdefault(quota.yearly and line.year, []).append(line)
    payments, of_matters = history.under(quota.codes), history.of_matters(quota.codes)
    for key, group in groups.items():
        paid: set[Hashable] = {(p.applicant, paid_matter(p, of_matters)) for p in payments if key == (quota.yearly and p.year)}
        group.sort(key=lambda line: (-line.owed_fen if quota.by_amount else 0, *population_order(line)))
        ranked = [(line.applicant, line.matter_id) for line in group]
        for line, used in zip(group, places_used(ranked, paid), strict=True):
            if used > quota.count.value:
                line.reduce_to(0, TakeKind.QUOTA, quota.id)


def population_order(line: Line) -> tuple[int, str, str, int]:
    """How lines of all applicants stand: by day, matter, applicant, rule."""
    return line.day, line.matter_id, line.applicant, line.rule.position
