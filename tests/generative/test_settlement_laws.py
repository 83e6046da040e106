"""What holds for every programme and every applicant: the laws of docs/reward-rules.md."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.facts.nodes import Applicant, Payment
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.rows import Validity
from luoshi.rewards.explain import Explainer
from luoshi.rewards.explain.show import explanation_lines
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter, Line, Status
from luoshi.rewards.interpreter.history import History, own_scope_of_line, own_scope_of_payment
from luoshi.rewards.interpreter.settle import payments_of
from luoshi.rewards.lowering import number_of_day
from tests.made import programmes as made

Result = tuple[str, str, str, str, int, int]
DAY = number_of_day(made.AS_OF)
# A programme takes long to draw; `explore` (make explore) draws many.
few = settings(max_examples=settings.default.max_examples // 3)


def results(lines: list[Line]) -> list[Result]:
    return [(line.applicant, line.rule.reward, line.matter_id, line.status, line.gross_fen, line.owed_fen) for line in lines]


def owed(lines: list[Line]) -> int:
    return sum(line.owed_fen for line in lines)


@few
@given(made.programmes(), made.applicants("A"))
def test_amounts_are_never_negative_and_statuses_say_what_is_left(programme: Programme, applicant: Applicant) -> None:
    for line in Interpreter(book_of([programme])).settle(applicant, made.AS_OF):
        assert line.owed_fen >= 0
        assert (line.owed_fen > 0) == (line.status is Status.OWED)
        assert line.owed_fen + sum(take.amount_fen for take in line.takes) >= 0


@few
@given(made.programmes(), made.applicants("A"))
def test_no_cap_is_passed_with_what_was_paid_before(programme: Programme, applicant: Applicant) -> None:
    book = book_of([programme])
    lines = Interpreter(book).settle(applicant, made.AS_OF)
    history = History(payments_of(applicant, DAY), book)
    for cap in book.caps:
        used: dict[object, int] = {}
        paid: dict[object, int] = {}
        for line in lines:
            if line.rule.position in cap.limits:
                key = own_scope_of_line(line, cap.per), cap.yearly and line.year
                used[key] = used.get(key, 0) + line.owed_fen
        for payment in history.under(cap.codes):
            key = own_scope_of_payment(payment, cap.per), cap.yearly and payment.year
            paid[key] = paid.get(key, 0) + payment.amount_fen
        for key, amount in used.items():
            assert amount == 0 or amount + paid.get(key, 0) <= cap.amount.value


@few
@given(made.programmes(), made.applicants("A"))
def test_no_number_of_matters_is_passed_with_what_was_paid_before(programme: Programme, applicant: Applicant) -> None:
    book = book_of([programme])
    lines = Interpreter(book).settle(applicant, made.AS_OF)
    history = History(payments_of(applicant, DAY), book)
    for rule in (rule for rule in book.rules if rule.times and rule.pattern):
        assert rule.times
        paid, owed_for = defaultdict[object, set[object]](set), defaultdict[object, set[object]](set)
        for payment in history.under([rule.code]):
            key = own_scope_of_payment(payment, rule.times.per), rule.times.yearly and payment.year
            paid[key].add(payment.matter or id(payment))
        for line in (line for line in lines if line.rule is rule and line.owed_fen):
            owed_for[own_scope_of_line(line, rule.times.per), rule.times.yearly and line.year].add(line.matter_id)
        for key, matters in owed_for.items():
            assert len(matters | paid[key]) <= rule.times.count.value


@few
@given(made.programmes(), made.applicants("A"), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(programme: Programme, applicant: Applicant, random: Random) -> None:
    interpreter = Interpreter(book_of([programme]))
    matters, payments = list(applicant.matters), list(applicant.payments)
    random.shuffle(matters)
    random.shuffle(payments)
    shuffled = replace(applicant, matters=tuple(matters), payments=tuple(payments))
    assert results(interpreter.settle(shuffled, made.AS_OF)) == results(interpreter.settle(applicant, made.AS_OF))


@few
@given(made.programmes(), made.populations(4), st.integers(0, 4))
def test_splitting_the_applicants_and_adding_up_gives_the_same(programme: Programme, people: list[Applicant], at: int) -> None:
    interpreter = Interpreter(book_of([programme]))
    whole = results(interpreter.settle_all(people, made.AS_OF))
    parts = interpreter.settle_all(people[:at], made.AS_OF) + interpreter.settle_all(people[at:], made.AS_OF)
    assert results(parts) == whole


@few
@given(made.programmes(with_population_limits=True), made.populations(4), st.randoms(use_true_random=False))
def test_population_limits_hold_in_any_order_of_applicants(programme: Programme, people: list[Applicant], random: Random) -> None:
    book = book_of([programme])
    lines = Interpreter(book).settle_all(people, made.AS_OF)
    shuffled = list(people)
    random.shuffle(shuffled)
    assert sorted(results(Interpreter(book).settle_all(shuffled, made.AS_OF))) == sorted(results(lines))
    for cap in book.programme_caps:
        for year in made.YEARS:
            amounts = [line.owed_fen for line in lines if line.rule.position in cap.limits and line.year == year]
            assert sum(amounts) <= cap.amount.value


@st.composite
def simple_books(draw: st.DrawFn) -> Programme:
    """Programmes whose caps and groups are nested or apart: one group at most, and no shared cap across it."""
    programme = draw(made.programmes())
    groups = [set(row.run.rewards) for row in programme.stacking if row.run and row.run.type == "highest"]
    shared = [cap for cap in programme.caps if all(group <= set(cap.rewards) or group.isdisjoint(cap.rewards) for group in groups)]
    one_cap = [with_one_cap(row) for row in programme.rewards]
    return programme.model_copy(update={"caps": shared[:1] if not groups else [], "rewards": one_cap})


def with_one_cap(row: RewardRow) -> RewardRow:
    """One cap of a reward, so that caps are nested in a shared one by applicant."""
    return row.model_copy(update={"caps": [cap for cap in row.caps if cap.per in ("item", "matter", "applicant")][:1]})


@few
@given(simple_books(), made.applicants("A").flatmap(lambda a: st.tuples(st.just(a), made.payments("A", [m.id for m in a.matters]))))
def test_a_payment_never_raises_what_is_owed_in_all(programme: Programme, pair: tuple[Applicant, Payment]) -> None:
    applicant, payment = pair
    interpreter = Interpreter(book_of([programme]))
    before = owed(interpreter.settle(applicant, made.AS_OF))
    assert owed(interpreter.settle(made.with_payment(applicant, payment), made.AS_OF)) <= before


@few
@given(made.programmes(), made.programmes(), made.applicants("A"))
def test_a_later_version_changes_no_line_of_an_earlier_one(first: Programme, second: Programme, applicant: Applicant) -> None:
    old = first.model_copy(update={"in_force": Validity(to=date(2023, 12, 31))})
    new = second.model_copy(update={"version": 2, "in_force": Validity(from_=date(2024, 1, 1))})
    alone = results(Interpreter(book_of([old])).settle(applicant, made.AS_OF))
    lines = [line for line in Interpreter(book_of([old, new])).settle(applicant, made.AS_OF) if line.rule.version == 1]
    assert results(lines) == alone


@few
@given(made.programmes(), made.applicants("A"))
def test_parameters_put_back_change_nothing(programme: Programme, applicant: Applicant) -> None:
    book = book_of([programme])
    same = book.with_parameters(book.parameters())
    assert results(Interpreter(same).settle(applicant, made.AS_OF)) == results(Interpreter(book).settle(applicant, made.AS_OF))


@few
@given(made.programmes(), made.applicants("A"))
def test_every_settlement_can_be_explained_and_the_steps_add_up(programme: Programme, applicant: Applicant) -> None:
    book = book_of([programme])
    explanation = Explainer(book).explain(applicant, made.AS_OF)
    for item in explanation.lines:
        if item.steps and item.line.status in (Status.OWED, Status.NOTHING):
            assert sum(step.change_fen for step in item.steps) == item.line.owed_fen == item.steps[-1].amount_fen
        assert bool(item.missing) == (item.line.status is Status.UNDECIDED)
    for refusal in explanation.refusals:
        assert refusal.failed
    assert all(line.strip() for line in "\n".join(explanation_lines(explanation, book)).split("\n\n"))


def test_draws_reach_every_status() -> None:
    seen: set[str] = set()

    @settings(max_examples=150)
    @given(made.programmes(), made.applicants("A"))
    def draw(programme: Programme, applicant: Applicant) -> None:
        seen.update(line.status for line in Interpreter(book_of([programme])).settle(applicant, made.AS_OF))

    draw()
    assert seen == set(Status)
