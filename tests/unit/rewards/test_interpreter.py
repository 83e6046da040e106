"""What the interpreter takes an applicant for, where no table of applicants has it."""

from __future__ import annotations

from datetime import date

from luoshi.facts.nodes import Applicant, Payment, State
from luoshi.rewards.interpreter import Interpreter
from tests.unit.rewards.plan.rules import book, fixed, rule

DAY = date(2025, 12, 31)


def test_an_applicant_that_only_payments_name_gets_nothing_for_being_there() -> None:
    """Settlements of whole tables know only the applicants of their table; an explanation has to say the same."""
    interpreter = Interpreter(book(rule(0, fixed(100), pattern=None)))
    paid = Payment(applicant="B", on=DAY, amount_fen=1, year=2025)

    lines = interpreter.settle_all([Applicant("A", (State({}),)), Applicant("B", payments=(paid,))], DAY)

    assert [(line.applicant, line.owed_fen) for line in lines] == [("A", 100)]
