"""What has been paid, looked up the ways the steps ask for it, and the scope that a line or a payment falls into."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.facts.nodes import Matter, Payment
from luoshi.rewards.book import FACT_SCOPES, RuleBook, Scope
from luoshi.rewards.interpreter.line import Line


def with_facts_of_matter(payment: Payment, matter: Matter | None) -> Payment:
    """Return the payment with the scope facts that it leaves out taken from its matter."""
    if matter is None:
        return payment
    given = {str(name): matter.facts[name] for name in FACT_SCOPES if name in matter.facts and not payment.facts.get(name)}
    if not given:
        return payment
    return Payment(
        applicant=payment.applicant,
        on=payment.on,
        amount_fen=payment.amount_fen,
        year=payment.year,
        reward=payment.reward,
        matter=payment.matter,
        payer=payment.payer,
        programme=payment.programme,
        facts={**payment.facts, **given},
    )


class History:
    """The payments of one applicant (or of all) up to the settlement, under a book."""

    def __init__(self, payments: Iterable[Payment], book: RuleBook) -> None:
        self.payments, self.book = tuple(payments), book
        self._rewards = {rule.code for rule in book.rules}
        self._of_matters = {rule.code for rule in book.rules if rule.pattern is not None}

    def under(self, codes: Iterable[tuple[str, str]]) -> list[Payment]:
        """Return the payments under these rewards; one that names no programme fits the reward of any."""
        wanted = set(codes)
        anywhere = {reward for _, reward in wanted}
        return [p for p in self.payments if (p.programme, p.reward) in wanted or (not p.programme and p.reward in anywhere)]

    def of_matters(self, codes: Iterable[tuple[str, str]]) -> set[str]:
        """Return which of these rewards look at matters, in any version: there a payment without a matter stands for one of its own."""
        return {reward for programme, reward in codes if (programme, reward) in self._of_matters}

    def of_others(self, programme: str) -> list[Payment]:
        """Return the payments that are not this programme's: under another, or by a payer for no reward of this one."""
        return [payment for payment in self.payments if not self._is_own(payment, programme)]

    def _is_own(self, payment: Payment, programme: str) -> bool:
        if payment.programme:
            return payment.programme == programme
        return (programme, payment.reward) in self._rewards or not payment.payer

    def of_programmes(self, programmes: Iterable[str], matter: str) -> list[Payment]:
        """Return the payments of these programmes for one matter."""
        names = set(programmes)
        return [payment for payment in self.payments if payment.programme in names and payment.matter == matter]


def scope_of_line(line: Line, scope: Scope) -> str | None:
    """Return what a line counts under; None where the fact is empty. Everything counts within one applicant."""
    match scope:
        case Scope.APPLICANT | Scope.PROGRAMME:
            return ""
        case Scope.ITEM | Scope.MATTER:
            return line.matter_id
        case Scope.YEAR:
            return str(line.year)
    value = line.matter.facts.get(scope.value) if line.matter else None
    return str(value) if value else None


def scope_of_payment(payment: Payment, scope: Scope) -> str | None:
    """Return what a payment counts under; None where the fact is empty."""
    match scope:
        case Scope.APPLICANT | Scope.PROGRAMME:
            return ""
        case Scope.ITEM | Scope.MATTER:
            return payment.matter
        case Scope.YEAR:
            return str(payment.year)
    value = payment.facts.get(scope.value)
    return str(value) if value else None


def own_scope_of_line(line: Line, scope: Scope) -> tuple[str, str]:
    """Return the scope for limits: a line with an empty fact is one of its own, by its matter."""
    value = scope_of_line(line, scope)
    return ("matter", line.matter_id) if value is None else ("fact", value)


def own_scope_of_payment(payment: Payment, scope: Scope) -> tuple[str, str]:
    """Return the scope for limits: a payment with an empty fact counts for its matter alone."""
    value = scope_of_payment(payment, scope)
    return ("matter", payment.matter) if value is None else ("fact", value)
