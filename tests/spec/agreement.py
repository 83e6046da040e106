"""The interpreter and a plan side by side: the same lines, status by status and fen by fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from luoshi.facts.nodes import Applicant
from luoshi.rewards.book import RuleBook
from luoshi.rewards.interpreter import Interpreter, TakeKind
from luoshi.rewards.plan.compile import compile_plan
from luoshi.rewards.plan.engines import Engine
from tests.spec.case_files import Case
from tests.spec.engines import fill

Line = tuple[str, str, int, int, str, int, int]


def interpreted(book: RuleBook, applicants: Sequence[Applicant], as_of: date) -> list[Line]:
    lines = Interpreter(book).settle_all(applicants, as_of)
    return sorted(
        (line.applicant, line.matter_id, line.rule.position, line.day, str(line.status), line.gross_fen, line.owed_fen) for line in lines
    )


def planned(engine: Engine, book: RuleBook, applicants: Sequence[Applicant], as_of: date) -> list[Line]:
    fill(engine, book, applicants)
    plan = compile_plan(book, dialect=engine.dialect)
    return sorted(engine.run(plan.lines(), plan.values(as_of)))  # type: ignore[arg-type]  # seven columns


TAKEN = (
    {TakeKind.TIMES, TakeKind.YEARS},
    {TakeKind.HIGHEST, TakeKind.PAID_IN_GROUP, TakeKind.BETTER_PROGRAMME, TakeKind.ELSEWHERE},
    {TakeKind.PAID},
    {TakeKind.CAP},
    {TakeKind.QUOTA, TakeKind.PROGRAMME_CAP},
)


def interpreted_takes(book: RuleBook, applicants: Sequence[Applicant], as_of: date) -> list[tuple[object, ...]]:
    """Return what each line comes to, what the steps take of it, and what is left."""
    lines = Interpreter(book).settle_all(applicants, as_of)
    taken = ([sum(take.amount_fen for take in line.takes if take.kind in kinds) for kinds in TAKEN] for line in lines)
    return sorted(
        (line.applicant, line.matter_id, line.rule.position, line.gross_fen, *takes, line.owed_fen)
        for line, takes in zip(lines, taken, strict=True)
    )


def planned_takes(engine: Engine, book: RuleBook, applicants: Sequence[Applicant], as_of: date) -> list[tuple[object, ...]]:
    """Return the same by the plan."""
    fill(engine, book, applicants)
    plan = compile_plan(book, dialect=engine.dialect)
    rows = engine.run(plan.lines(with_taken=True), plan.values(as_of))
    return sorted((*row[:3], row[5], *row[7:], row[6]) for row in rows)


@dataclass(frozen=True)
class Batch:
    """Cases of one book and day settled at once; their applicants and matters told apart by the number of the case."""

    book: RuleBook
    as_of: date
    applicants: tuple[Applicant, ...]
    names: tuple[str, ...]


def batches(cases: Iterable[Case]) -> Iterator[Batch]:
    """Put cases together that have the same programmes and day; those with limits over all applicants stay alone."""
    groups: dict[str, list[Case]] = {}
    for number, case in enumerate(cases):
        is_alone = bool(case.book.quotas or case.book.programme_caps)
        key = f"{case.as_of}|{number if is_alone else ''}|{[programme.model_dump_json() for programme in case.programmes]}"
        groups.setdefault(key, []).append(case)
    for group in groups.values():
        applicants = [applicant for number, case in enumerate(group) for applicant in _told_apart(case, number)]
        yield Batch(group[0].book, group[0].as_of, tuple(applicants), tuple(case.name for case in group))


def _told_apart(case: Case, number: int) -> Iterator[Applicant]:
    prefix = f"{number}."
    for applicant in case.applicants:
        name = prefix + applicant.id
        matters = tuple(replace(matter, id=prefix + matter.id, applicant=name) for matter in applicant.matters)
        payments = tuple(
            replace(payment, applicant=name, matter=prefix + payment.matter if payment.matter else "") for payment in applicant.payments
        )
        yield replace(applicant, id=name, matters=matters, payments=payments)
