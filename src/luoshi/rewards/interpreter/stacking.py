"""Steps 7 to 9: what several rewards, programmes and payers give for the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.facts.nodes import Payment
from luoshi.rewards.book import BetterProgramme, Elsewhere, Highest
from luoshi.rewards.interpreter.history import History, scope_of_line, scope_of_payment
from luoshi.rewards.interpreter.limits import live
from luoshi.rewards.interpreter.line import Line, TakeKind


def keep_highest(lines: Sequence[Line], stacking: Highest, history: History) -> None:
    """Step 7: only the highest line in each scope, less what the others have been paid."""
    scopes: dict[tuple[str, ...], list[Line]] = {}
    for line in live(lines):
        if line.rule.position in stacking.rules:
            key = tuple(scope_of_line(line, scope) for scope in stacking.per)
            if None not in key:
                scopes.setdefault(tuple(part or "" for part in key), []).append(line)
    payments = history.under(stacking.codes)
    for key, contenders in scopes.items():
        winner = min(contenders, key=lambda line: (-line.owed_fen, line.rule.position, line.day, line.matter_id))
        for line in contenders:
            if line is not winner:
                line.reduce_to(0, TakeKind.HIGHEST, stacking.id, (winner.rule.reward, winner.matter_id))
        _deduct_in_scope(winner, key, payments, stacking)


def _deduct_in_scope(winner: Line, key: tuple[str, ...], payments: Sequence[Payment], stacking: Highest) -> None:
    in_scope = [p for p in payments if tuple(scope_of_payment(p, scope) for scope in stacking.per) == key]
    others = [p for p in in_scope if not _is_for(p, winner)]
    if others:
        left = winner.owed_fen - sum(p.amount_fen for p in others) if stacking.top_up else 0
        winner.reduce_to(left, TakeKind.PAID_IN_GROUP, stacking.id)


def _is_for(payment: Payment, line: Line) -> bool:
    is_reward = payment.reward == line.rule.reward and payment.programme in ("", line.rule.programme)
    return is_reward and payment.matter == line.matter_id


def keep_better(lines: Sequence[Line], stacking: BetterProgramme, history: History) -> None:
    """Step 7: of the programmes that cover one matter, the one that gives more; the newer policy on a tie."""
    matters: dict[str, dict[str, list[Line]]] = {}
    for line in live(lines):
        if line.matter is not None and line.rule.programme in stacking.order:
            matters.setdefault(line.matter_id, {}).setdefault(line.rule.programme, []).append(line)
    for matter, programmes in matters.items():
        sums = {name: sum(line.owed_fen for line in group) for name, group in programmes.items()}
        winner = min(sums, key=lambda name: (-sums[name], stacking.order.index(name)))
        for name, group in programmes.items():
            for line in group if name != winner else ():
                line.reduce_to(0, TakeKind.BETTER_PROGRAMME, stacking.id, (winner, matter))
        others = history.of_programmes((name for name in stacking.order if name != winner), matter)
        _spread(programmes[winner], sum(payment.amount_fen for payment in others), stacking.id)


def _spread(lines: Sequence[Line], paid: int, by: str) -> None:
    """Take what has been paid from the lines one after another."""
    for line in sorted(lines, key=lambda line: line.rule.position):
        taken = min(line.owed_fen, paid)
        line.reduce_to(line.owed_fen - taken, TakeKind.BETTER_PROGRAMME, by)
        paid -= taken


def deduct_elsewhere(lines: Sequence[Line], stacking: Elsewhere, history: History) -> None:
    """Step 8: the same matter paid by another payer; what a better programme has paid for it was taken off in step 7."""
    others = [p for p in history.of_others(stacking.programme) if not stacking.payers or p.payer in stacking.payers]
    compared = history.book.compared_with(stacking.programme)
    for line in live(lines):
        if line.rule.position in stacking.rules:
            paid = [p for p in others if _is_same_matter(p, line) and not (p.programme in compared and p.matter == line.matter_id)]
            if paid:
                left = line.owed_fen - sum(payment.amount_fen for payment in paid) if stacking.top_up else 0
                line.reduce_to(left, TakeKind.ELSEWHERE, stacking.id)


def _is_same_matter(payment: Payment, line: Line) -> bool:
    if line.matter is None:
        return False
    document = line.matter.facts.get("document")
    return payment.matter == line.matter_id or bool(document and payment.facts.get("document") == document)


def deduct_paid(lines: Sequence[Line], history: History) -> None:
    """Step 9: what this reward has paid for this matter."""
    for line in live(lines):
        paid = sum(payment.amount_fen for payment in history.under([line.rule.code]) if _is_for_line(payment, line))
        line.reduce_to(line.owed_fen - paid, TakeKind.PAID)


def _is_for_line(payment: Payment, line: Line) -> bool:
    return payment.matter == line.matter_id and (payment.year == line.year or not line.rule.is_paid_each_year)
