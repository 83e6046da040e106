"""The table of what caps and quotas take away, beside what they took under a baseline."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.simulation.nodes import LimitTaken, Simulation
from luoshi.simulation.tables import Cell, Column, Kind, Table

TITLE = "限额、名额扣减"
HEADS = (Column("限额、名额", lead=True), Column("条款", Kind.SHORT), Column("标准"))
NOTES = ("限额按事项日期先后计算，先到的先得；名额按规定的顺序。以前的兑付也占额度。", "几个限额同时管一笔的，合在一行。")


def limit_tables(simulation: Simulation) -> Iterator[Table]:
    """Yield the table where any limit took anything: `limit`, or `shift-limit` with both sides."""
    if simulation.comparison is None and simulation.limits:
        rows = tuple((*_cells(one), one.lines, one.taken_fen) for one in simulation.limits)
        yield Table("limit", TITLE, (*HEADS, Column("扣减笔数", Kind.COUNT), Column("扣减", Kind.MONEY)), rows, notes=NOTES)
    elif simulation.limits or simulation.old_limits:
        columns = (*HEADS, Column("扣减笔数", Kind.COUNT), Column("原扣减", Kind.MONEY), Column("现扣减", Kind.MONEY))
        yield Table("shift-limit", TITLE, (*columns, Column("扣减增减", Kind.CHANGE)), tuple(_both(simulation)), notes=NOTES)


def _cells(one: LimitTaken) -> tuple[Cell, ...]:
    return one.label, one.clause, one.standard


def _both(simulation: Simulation) -> Iterator[tuple[Cell, ...]]:
    """A limit whose amount differs stands in two rows, for it is another one."""
    now = {_cells(one): one for one in simulation.limits}
    before = {_cells(one): one.taken_fen for one in simulation.old_limits}
    for cells in dict.fromkeys((*now, *before)):
        one, old = now.get(cells), before.get(cells, 0)
        taken = one.taken_fen if one else 0
        yield *cells, one.lines if one else 0, old, taken, taken - old
