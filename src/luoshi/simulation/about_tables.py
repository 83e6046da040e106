"""The tables of what a simulation rests on: programmes, readings, files, rows left out, clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from luoshi.facts.faults import TABLE_LABELS, RowFault
from luoshi.simulation.nodes import Assumptions, ClauseText, OpenReading, ProgrammeHead, Simulation
from luoshi.simulation.tables import CLAUSE, Cell, Column, Kind, Table, link

FAULTS_LISTED = 200


def about_tables(simulation: Simulation) -> Iterator[Table]:
    """Yield the tables of the assumptions; those with nothing in them are left out."""
    about = simulation.about
    comparison = simulation.comparison
    yield _programme_table(about.programmes, () if comparison is None or comparison.is_what_if else comparison.baseline)
    yield _file_table(about)
    if about.readings:
        yield _reading_table(about.readings)
    if faults := [fault for file in about.files for fault in file.faults]:
        yield _fault_table(faults)
    yield clause_list("clauses", "条款", about.clauses)
    if dropped := simulation.dropped_clauses:
        yield clause_list("old-clauses", "对照方案取消的条款", dropped, old=True)


def day(value: date | None) -> str:
    """Say a day, or nothing."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def validity(head: ProgrammeHead) -> str:
    """Say from when to when a version judges matters."""
    return period_words(head.first_day, head.last_day) if head.first_day or head.last_day else "未限定"


def period_words(first_day: date | None, last_day: date | None) -> str:
    """Say a period: 2026年1月1日至2026年12月31日, 2026年7月1日起, 任何日期."""
    first, last = day(first_day), day(last_day)
    if first and last:
        return f"{first}至{last}"
    return f"{first}起" if first else f"{last}以前" if last else "任何日期"


def status(head: ProgrammeHead) -> str:
    """Say whether people have confirmed a programme."""
    if not head.is_confirmed:
        return "草稿"
    return f"已确认，其中{head.unconfirmed_rows}项奖补未确认" if head.unconfirmed_rows else "已确认"


def _programme_table(heads: Sequence[ProgrammeHead], baseline: Sequence[ProgrammeHead]) -> Table:
    columns = (
        Column("政策", lead=True),
        Column("发文字号"),
        Column("方案", Kind.SHORT),
        Column("版本", Kind.SHORT),
        Column("状态"),
        Column("适用的事项日期"),
        Column("解释机关"),
    )
    rows = tuple(map(_programme_cells, heads))
    if not baseline:
        return Table("programmes", "政策和版本", columns, rows)
    sides = (*((*row, "本方案") for row in rows), *((*_programme_cells(one), "对照方案") for one in baseline))
    return Table("programmes", "政策和版本", (*columns, Column("用作", Kind.SHORT)), sides)


def _programme_cells(one: ProgrammeHead) -> tuple[Cell, ...]:
    number, office = one.document_number or None, one.interpreter or None
    return one.title, number, one.programme, f"第{one.version}版", status(one), validity(one), office


def _file_table(about: Assumptions) -> Table:
    columns = (
        Column("表", lead=True),
        Column("文件"),
        Column("行数", Kind.COUNT),
        Column("采用", Kind.COUNT),
        Column("未采用", Kind.COUNT),
    )
    rows = tuple(
        (TABLE_LABELS[one.entity], Path(one.file).name, one.counts.rows, one.counts.kept, one.counts.rows - one.counts.kept)
        for one in about.files
    )
    return Table("files", "数据", columns, rows)


def _reading_table(readings: Sequence[OpenReading]) -> Table:
    columns = (
        *CLAUSE,
        Column("问题"),
        Column("本次按"),
        Column("另有理解"),
        Column("待谁确认"),
        Column("涉及金额", Kind.MONEY),
    )

    def cells(one: OpenReading) -> tuple[Cell, ...]:
        reading = one.reading
        return one.rule.label, link(one.rule), reading.question, reading.taken, "；".join(reading.alternatives), one.office, one.owed_fen

    return Table("readings", "未经确认的理解", columns, tuple(map(cells, readings)))


def _fault_table(faults: Sequence[RowFault]) -> Table:
    columns = (Column("位置", lead=True), Column("内容"), Column("程度", Kind.SHORT), Column("问题"), Column("怎么改"))
    rows = tuple((one.place, one.value or None, one.severity.label, one.message, one.hint or None) for one in faults[:FAULTS_LISTED])
    notes = (f"共{len(faults):,}处，列出前{FAULTS_LISTED}处。",) if len(faults) > FAULTS_LISTED else ()
    return Table("faults", "数据里的问题", columns, rows, notes=notes)


def clause_list(id: str, title: str, clauses: Sequence[ClauseText], *, old: bool = False) -> Table:
    """Return every reward with its numbers and, where it may be kept, its sentence."""
    columns = (*CLAUSE, Column("方案"), Column("对象"), Column("情形"), Column("数额"), Column("原文"))
    rows = tuple(
        (
            one.rule.label,
            link(one.rule, old=old),
            f"{one.rule.programme} 第{one.rule.version}版",
            one.rule.beneficiary or None,
            one.rule.trigger,
            figures_words(one) or None,
            one.quote or None,
        )
        for one in clauses
    )
    return Table(id, title, columns, rows)


def figures_words(one: ClauseText) -> str:
    """Say the numbers of a reward: 金额18.00万元；每个主体次数1."""
    return "；".join(f"{figure.label}{figure.value}" for figure in one.figures)
