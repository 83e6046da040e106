"""What a simulation rests on, from the programmes and their book: versions, drafts, readings, the clause behind every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from luoshi.programme.nodes import Programme, RewardRow
from luoshi.rewards.book import Rule, RuleBook
from luoshi.simulation.nodes import ClauseText, Cost, Figure, OpenReading, ProgrammeHead
from luoshi.simulation.parameters import parameters_of

SYNTHETIC = "模拟"


def heads_of(programmes: Iterable[Programme]) -> tuple[ProgrammeHead, ...]:
    """Return the programmes as a report names them, in their order."""
    return tuple(
        ProgrammeHead(
            programme=one.programme,
            version=one.version,
            title=one.policy.title,
            document_number=one.policy.document_number or "",
            is_confirmed=one.status == "confirmed",
            unconfirmed_rows=sum(1 for row in one.rewards if row.status != "confirmed"),
            first_day=one.in_force.from_,
            last_day=one.in_force.to,
            interpreter=one.interpreter or "",
        )
        for one in programmes
    )


def clauses_of(programmes: Iterable[Programme], book: RuleBook) -> tuple[ClauseText, ...]:
    """Return every reward of a book with its words in the policy and its numbers, by position."""
    rows = {(one.programme, one.version, row.id): row for one in programmes for row in one.rewards}
    figures: dict[int, list[Figure]] = {}
    for parameter in parameters_of(book):
        if parameter.rule is not None:
            figures.setdefault(parameter.rule.position, []).append(Figure(parameter.label, parameter.words))
    return tuple(
        ClauseText(rule, _quote(rows.get((rule.programme, rule.version, rule.reward))), tuple(figures.get(rule.position, ())))
        for rule in book.rules
    )


def _quote(row: RewardRow | None) -> str:
    return (row.quote or "") if row else ""


def open_readings(book: RuleBook, cost: Cost) -> tuple[OpenReading, ...]:
    """Return the readings that nobody has confirmed, of rewards with any lines; those on which most money rests come first."""
    found = [
        OpenReading(rule, reading, _office(rule, book.interpreters), clause.tally.owed_fen)
        for clause in cost.clauses
        for rule in (clause.rule,)
        for reading in rule.readings
        if not reading.is_confirmed and _is_used(clause.tally)
    ]
    return tuple(sorted(found, key=lambda one: -one.owed_fen))


def _is_used(tally: object) -> bool:
    return any(getattr(tally, name) for name in ("lines", "undecided", "awaiting", "in_kind", "nothing"))


def _office(rule: Rule, interpreters: Mapping[str, str]) -> str:
    return interpreters.get(rule.programme, "解释机关")


def notes_of(book: RuleBook) -> tuple[tuple[str, str], ...]:
    """Return clause and words of what the text says and does not run by itself, once where several versions say it."""
    return tuple(dict.fromkeys((note.clause, note.words) for note in book.notes))


def is_synthetic(files: Iterable[str]) -> bool:
    """Say whether a file is called 模拟, as those that `luoshi synth` writes are."""
    return any(SYNTHETIC in file for file in files)
