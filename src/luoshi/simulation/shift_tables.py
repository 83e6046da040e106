"""The tables of a comparison: who gains and who loses, by reward, size, region, and the largest on either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.simulation.nodes import ClauseShift, Comparison, GroupShift, Mover, Shift
from luoshi.simulation.tables import CLAUSE, PERSON, ROUNDED, Cell, ClauseLink, Column, Kind, Table, link, person_cells

SHIFT = (
    Column("增加户数", Kind.COUNT),
    Column("增加金额", Kind.MONEY),
    Column("减少户数", Kind.COUNT),
    Column("减少金额", Kind.MONEY),
    Column("不变户数", Kind.COUNT),
    Column("原金额", Kind.MONEY),
    Column("现金额", Kind.MONEY),
    Column("增减", Kind.CHANGE),
)
SAME_BOTH = "没有不同的条款不列。"


def shift_tables(comparison: Comparison) -> Iterator[Table]:
    """Yield the tables of a comparison, with that of the numbers changed first."""
    if comparison.changes:
        yield _change_table(comparison)
    yield _clause_table(comparison)
    yield _group_table("shift-size", "按企业规模（测算日）", "规模", comparison.sizes, comparison.total)
    yield _group_table("shift-scale", "按规上规下（测算日）", "规上规下", comparison.scales, comparison.total)
    yield _group_table("shift-region", "按地区（测算日）", "地区", comparison.regions, comparison.total)
    if comparison.gains:
        yield _mover_table("gain", f"增加的{len(comparison.gains):,}户", comparison.gains)
    if comparison.losses:
        yield _mover_table("loss", f"减少的{len(comparison.losses):,}户", comparison.losses)


def _change_table(comparison: Comparison) -> Table:
    columns = (Column("参数", lead=True), Column("条款", Kind.CLAUSE), Column("原来"), Column("现在"))
    rows = tuple((change.label, link(change.rule) if change.rule else None, change.old, change.new) for change in comparison.changes)
    return Table("change", "改动的参数", columns, rows)


def _cells(shift: Shift) -> tuple[Cell, ...]:
    more = (shift.gaining, shift.gain_fen if shift.gaining else None)
    less = (shift.losing, shift.loss_fen if shift.losing else None)
    return *more, *less, shift.same, shift.old_fen, shift.new_fen, shift.change_fen


def _clause_table(comparison: Comparison) -> Table:
    shown = [clause for clause in comparison.clauses if _is_touched(clause)]
    rows = [("合计", None, None, *_cells(comparison.total))]
    rows += [(clause.either.label, clause_link(clause), _what(clause), *_cells(clause.shift)) for clause in shown]
    columns = (*CLAUSE, Column("变化"), *SHIFT)
    notes = (ROUNDED, SAME_BOTH, "同一主体可能几项有增有减，各项户数之和与合计不等。")
    return Table("shift-clause", "按条款", columns, tuple(rows), has_total=True, notes=notes)


def _is_touched(clause: ClauseShift) -> bool:
    shift = clause.shift
    return bool(
        clause.has_other_figures
        or shift.gaining
        or shift.losing
        or ((clause.old is None or clause.new is None) and (shift.old_fen or shift.new_fen))
    )


def _what(clause: ClauseShift) -> str:
    if clause.old is None:
        return "新增"
    if clause.new is None:
        return "取消"
    if clause.shift.gaining or clause.shift.losing:
        return "调整"
    return "数额改了，金额不变" if clause.shift.same else "数额改了，没有符合的主体"


def clause_link(clause: ClauseShift) -> ClauseLink:
    """Return the way to the clause that a reward has now, or had."""
    return link(clause.either, old=clause.new is None)


def _group_table(id: str, title: str, head: str, groups: Sequence[GroupShift], total: Shift) -> Table:
    rows = [("合计", *_cells(total)), *((group.label, *_cells(group.shift)) for group in groups)]
    notes = (ROUNDED, f"{head}按测算日的情况。")
    return Table(id, title, (Column(head, lead=True), *SHIFT), tuple(rows), has_total=True, notes=notes)


def _mover_table(id: str, title: str, movers: Sequence[Mover]) -> Table:
    columns = (
        *PERSON,
        Column("原金额", Kind.MONEY),
        Column("现金额", Kind.MONEY),
        Column("增减", Kind.CHANGE),
        Column("变化最大的一项"),
        Column("条款", Kind.CLAUSE),
    )
    return Table(id, title, columns, tuple(map(_mover_cells, movers)), notes=("由多到少排列。",))


def _mover_cells(mover: Mover) -> tuple[Cell, ...]:
    change = mover.new_fen - mover.old_fen
    assert mover.clause is not None
    label, way = mover.clause.either.label, clause_link(mover.clause)
    return *person_cells(mover.person), mover.old_fen, mover.new_fen, change, label, way
