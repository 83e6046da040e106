"""What is to be said of rows that are none of the table's: notes under it, and a unit of money that one of them names."""

from __future__ import annotations

from luoshi.facts.conversions import half_width, quoted
from luoshi.facts.faults import RowFault
from luoshi.facts.load import NOTE, RIGHT, Load
from luoshi.facts.told_units import doubtful
from luoshi.facts.units import UnitNote
from luoshi.facts.words import MONEY_UNITS
from luoshi.source import Severity

# 金额单位为万元, 单位：万元, 以万元计; not 营业收入2000万元以上.
_UNIT = r"(单位|金额|均[以为]|[以按])[^\d.;]{0,12}((百|千|万|百万|千万|亿)元)"


def told_rows(load: Load) -> list[RowFault]:
    """Tell once of the notes under the table, and where one names a unit of money that may be meant for columns without one."""
    found = []
    if load.counts.notes:
        row = load.connection.execute(f"SELECT min(row) FROM {load.read_name} WHERE state = {NOTE}").fetchone()
        assert row is not None
        first = "" if load.counts.notes == 1 else f"从这一行起，共{load.counts.notes}行"
        message = f"{first}{'是' if first else '这一行是'}表下的说明或重复的表头，没有读。"
        found.append(_fault(load, "facts.note-row", row[0], message))
    return [*found, *_units_below(load)]


def _units_below(load: Load) -> list[RowFault]:
    """Look for 单位：万元 in the rows that were not read."""
    staged = load.staged
    cells = [*(c.sql for c in staged.columns if c.type == "VARCHAR"), *staged.others]
    if not staged.without_unit or staged.is_typed or not cells:
        return []
    text = f"concat_ws(' ', {', '.join(cells)})"
    unread = f"SELECT row FROM {load.read_name} WHERE state <> {RIGHT}"
    lines = f"SELECT row, {text} AS line FROM {staged.numbered_scan} WHERE row IN ({unread})"
    unit = f"regexp_extract({half_width('line')}, {quoted(_UNIT)}, 2)"
    query = f"SELECT row, line, {unit} AS unit FROM ({lines}) WHERE unit <> '' ORDER BY row LIMIT 1"
    notes = [UnitNote(row, line, unit, MONEY_UNITS[unit]) for row, line, unit in load.connection.execute(query).fetchall()]
    return [doubtful(load.vocabulary, staged.file, note, staged.without_unit) for note in notes]


def _fault(load: Load, code: str, row: int, message: str) -> RowFault:
    return RowFault(code, Severity.NOTE, load.staged.entity, load.staged.file, row, "", "", message)
