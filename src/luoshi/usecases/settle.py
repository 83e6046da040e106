"""Settle: what each applicant in some tables is owed under some programmes on a day, and what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

from luoshi.facts.engine import embedded
from luoshi.facts.faults import TABLE_LABELS
from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.programme.check import check_programme
from luoshi.programme.from_yaml import FileFault, ProgrammeRefused
from luoshi.programme.nodes import Programme
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.remarks import Remark, remarks
from luoshi.rewards.settlement import Settlement, settle_into
from luoshi.rewards.unclear import UnclearMatter, count_unclear, unclear_matters
from luoshi.source import Severity

SHORTFALLS = {
    Entity.APPLICANT: "这些主体（连同事项）没有算，或者没有按最新的情况算",
    Entity.MATTER: "这些事项没有算，应兑付可能少算；有次数、限额的，其他事项可能多算",
    Entity.PAYMENT: "这些已兑付的没有扣减，应兑付可能多算",
}


@dataclass(frozen=True)
class Settled:
    """A settlement with how its tables were read, and what else a person should know of it.

    `unclear_count`: matters that an empty fact keeps from every reward that looks for it (rewards/unclear.py).
    """

    settlement: Settlement
    tables: LoadedTables
    remarks: tuple[Remark, ...]
    unclear_count: int = 0

    def unclear(self, limit: int) -> list[UnclearMatter]:
        """Return the first of the unclear matters."""
        one = self.settlement
        return list(unclear_matters(one.connection, one.book, number_of_day(one.as_of), limit)) if self.unclear_count else []

    def shortfalls(self) -> list[str]:
        """Say for each table of which rows were left out what that may do to the amounts."""
        left_out = ((table.entity, table.counts.left_out) for table in self.tables.tables if table.counts.left_out)
        return [f"{TABLE_LABELS[entity]}有{count:,}行没有读进来：{SHORTFALLS[entity]}。" for entity, count in left_out]

    def warnings(self) -> list[str]:
        """Say all by which the amounts may be wrong and what was left over, for whoever is handed the results; the gravest first."""
        unclear = [f"有{self.unclear_count:,}个事项情况不明，要看的奖补没有算。"] if self.unclear_count else []
        findings = sorted(self.remarks, key=lambda remark: not remark.is_finding)
        return [*self.shortfalls(), *unclear, *(f"{remark.place}：{remark.words}。{remark.hint}" for remark in findings)]


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
    connection = embedded()
    own_facts = facts_of(programmes)
    tables = load_tables(connection, applicants=applicants, matters=matters, payments=payments, own_facts=own_facts)
    book = book_of(programmes)
    settlement = settle_into(connection, book, as_of, tables.fields, with_taken=True)
    day = number_of_day(as_of)
    return Settled(settlement, tables, remarks(connection, book, day), count_unclear(connection, book, day))


def facts_of(programmes: Iterable[Programme]) -> tuple[FactField, ...]:
    """Return the facts that the programmes declare, each once.

    Raises:
        ProgrammeRefused: Two programmes mean different things by one name; a table has one column for it.
    """
    own: dict[str, FactField] = {}
    for programme in programmes:
        for fact in programme.facts:
            field = FactField(fact.name, fact.label, Entity(fact.entity), fact.type, tuple(fact.aliases), yearly=fact.yearly)
            known = own.setdefault(fact.name, field)
            if (known.entity, known.type, known.yearly) != (field.entity, field.type, field.yearly):
                message = f"《{programme.policy.title}》的自定事实“{fact.name}”与另一方案（或另一版）里同名的不是一回事；请换一个名"
                raise ProgrammeRefused([FileFault(message, row=fact.name)])
            own[fact.name] = replace(field, aliases=tuple(dict.fromkeys((known.label, *known.aliases, *field.aliases))))
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
    faults += _overlaps(programmes)
    if faults:
        raise ProgrammeRefused(faults)


def _overlaps(programmes: Sequence[Programme]) -> list[FileFault]:
    """Two versions in force on one day would both pay for its matters."""
    faults = []
    for first, second in combinations(programmes, 2):
        if first.programme == second.programme and first.version != second.version:
            start = max(first.in_force.from_ or date.min, second.in_force.from_ or date.min)
            end = min(first.in_force.to or date.max, second.in_force.to or date.max)
            if start <= end:
                versions = f"第{first.version}版和第{second.version}版"
                faults.append(
                    FileFault(f"《{first.policy.title}》{versions}的有效期（in_force）有重叠，同一事项会算两次；请给前一版写上截止日期")
                )
    return faults
