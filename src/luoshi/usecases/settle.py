"""Settle: what each applicant in some tables is owed under some programmes on a day, and what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.programme.check import check_programme
from luoshi.programme.from_yaml import FileFault, ProgrammeRefused
from luoshi.programme.nodes import Programme
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.overpaid import Overpaid, overpaid
from luoshi.rewards.settlement import Settlement, settle_into
from luoshi.source import Severity


@dataclass(frozen=True)
class Settled:
    """A settlement with how its tables were read and where the payments are above a cap."""

    settlement: Settlement
    tables: LoadedTables
    overpaid: tuple[Overpaid, ...]


def settle(*, programmes: Sequence[Programme], applicants: Path, matters: Path, payments: Path | None = None, as_of: date) -> Settled:
    """Work out what everybody is owed.

    Args:
        programmes: In the order in which their rules count; several versions of one programme each judge the matters of their time.
        applicants, matters, payments: CSV, workbook or Parquet (docs/facts.md).
        as_of: Matters and payments after this day are left out.

    Raises:
        ProgrammeRefused: A programme contradicts itself, or two are the same version of one.
        FactsRefused: A file cannot be read as that table.
        PlanRefused: With these rules an amount could leave 64 bits.
    """
    refuse_contradictions(programmes)
    connection = duckdb.connect()
    own_facts = facts_of(programmes)
    tables = load_tables(connection, applicants=applicants, matters=matters, payments=payments, own_facts=own_facts)
    book = book_of(programmes)
    settlement = settle_into(connection, book, as_of, tables.fields)
    return Settled(settlement, tables, tuple(overpaid(connection, book, number_of_day(as_of))))


def facts_of(programmes: Iterable[Programme]) -> tuple[FactField, ...]:
    """Return the facts that the programmes declare, each once."""
    own = {
        fact.name: FactField(fact.name, fact.label, Entity(fact.entity), fact.type, tuple(fact.aliases), yearly=fact.yearly)
        for programme in programmes
        for fact in programme.facts
    }
    return tuple(own.values())


def refuse_contradictions(programmes: Sequence[Programme]) -> None:
    """Stop before a settlement by rules that cannot be right.

    Raises:
        ProgrammeRefused: Names the rows.
    """
    faults = []
    seen: set[tuple[str, int]] = set()
    for programme in programmes:
        title = programme.policy.title
        for finding in check_programme(programme):
            if finding.severity is Severity.ERROR:
                faults.append(FileFault(f"《{title}》{finding.message}", row=finding.row, line=finding.line, code=finding.code))
        if (programme.programme, programme.version) in seen:
            faults.append(FileFault(f"《{title}》的同一个版本给了两次（programme: {programme.programme}，version: {programme.version}）"))
        seen.add((programme.programme, programme.version))
    if faults:
        raise ProgrammeRefused(faults)
