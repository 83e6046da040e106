"""One settlement: the steps in their order, for one applicant and then over all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from luoshi.facts.nodes import Applicant, Matter, Payment
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.interpreter.candidates import lines_of
from luoshi.rewards.interpreter.caps import fill_cap, fill_quota, population_order
from luoshi.rewards.interpreter.history import History, with_facts_of_matter
from luoshi.rewards.interpreter.limits import limit_times, limit_years
from luoshi.rewards.interpreter.line import Line, TakeKind
from luoshi.rewards.interpreter.stacking import deduct_elsewhere, deduct_paid, keep_better, keep_highest
from luoshi.rewards.lowering import number_of_day


class Interpreter:
    """Settles by one book; holds nothing of what it has settled."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._of_applicants = [rule for rule in book.rules if rule.pattern is None]
        self._by_kind = _by_kind(book.rules)

    def settle(self, applicant: Applicant, as_of: date) -> list[Line]:
        """Work out what one applicant is owed, before the quotas and programme caps that look at all applicants.

        Returns:
            One line for each rule and matter that fit, in the order of day, matter, rule; owed amounts in fen, never negative.
        """
        day = number_of_day(as_of)
        known = _known(applicant, day)
        lines = lines_of(self.rules_for(known), applicant, known, day)
        history = History(payments_of(applicant, day), self.book)
        limit_times(lines, history)
        limit_years(lines, history)
        for highest in self.book.highest:
            keep_highest(lines, highest, history)
        for better in self.book.better:
            keep_better(lines, better, history)
        for elsewhere in self.book.elsewhere:
            deduct_elsewhere(lines, elsewhere, history)
        deduct_paid(lines, history)
        for cap in self.book.caps:
            fill_cap(lines, cap, history)
        for line in lines:
            line.close()
        return lines

    def settle_all(self, applicants: Iterable[Applicant], as_of: date) -> list[Line]:
        """Work out what all applicants are owed; quotas and programme caps included."""
        lines: list[Line] = []
        payments: list[Payment] = []
        looks_at_all = bool(self.book.quotas or self.book.programme_caps)
        for applicant in applicants:
            lines += self.settle(applicant, as_of)
            if looks_at_all:
                payments += payments_of(applicant, number_of_day(as_of))
        if looks_at_all:
            self._limit_population(lines, History(payments, self.book))
        return lines

    def _limit_population(self, lines: list[Line], history: History) -> None:
        ordered = sorted(lines, key=population_order)
        for quota in self.book.quotas:
            fill_quota(ordered, quota, history)
        for cap in self.book.programme_caps:
            fill_cap(ordered, cap, history, TakeKind.PROGRAMME_CAP)
        for line in ordered:
            line.close()

    def rules_for(self, matters: Sequence[Matter]) -> list[Rule]:
        """Return the rules that look at matters of these kinds, or at the applicant alone."""
        kinds = {matter.facts.get("kind") for matter in matters}
        found = {rule.position: rule for kind in kinds for rule in self._by_kind.get(kind, ())}
        return self._of_applicants + [found[position] for position in sorted(found)]


def payments_of(applicant: Applicant, as_of: int) -> list[Payment]:
    """Return what the applicant has been paid up to a day, scope facts filled in from its matters."""
    matters = {matter.id: matter for matter in applicant.matters}
    return [with_facts_of_matter(p, matters.get(p.matter)) for p in applicant.payments if number_of_day(p.on) <= as_of]


def _known(applicant: Applicant, as_of: int) -> list[Matter]:
    matters = [matter for matter in applicant.matters if number_of_day(matter.on) <= as_of]
    return sorted(matters, key=lambda matter: (matter.on, matter.id))


def _by_kind(rules: Iterable[Rule]) -> dict[object, list[Rule]]:
    kinds: dict[object, list[Rule]] = {}
    for rule in rules:
        for kind in dict(rule.pattern.words).get("kind", ()) if rule.pattern else ():
            kinds.setdefault(kind, []).append(rule)
    return kinds
