"""Columns of money that name no unit and hold only small numbers: somebody may have written them in 万元."""

from __future__ import annotations

from luoshi.facts.conversions import name_of
from luoshi.facts.faults import RowFault
from luoshi.facts.load import RIGHT, Load
from luoshi.facts.staged import Column
from luoshi.facts.vocabulary import FactType
from luoshi.source import Severity

# Below these (fen) no policy pays, or only in 万元: everything; amounts with decimals; what a firm turns over in a year, with decimals.
EVER, WITH_DECIMALS, OF_A_YEAR = 1_000_00, 10_000_00, 100_000_00
FEWEST = 3  # amounts, below which nothing follows from them


def has_small_amounts(load: Load) -> bool:
    """Say whether any column without a unit is suspicious."""
    return bool(_small(load))


def tell_small_amounts(load: Load) -> tuple[RowFault, ...]:
    """Tell of each such column, at its greatest amount."""
    return tuple(_fault(load, column, greatest) for column, greatest in _small(load))


def _small(load: Load) -> list[tuple[Column, int]]:
    columns = [column for column in load.staged.columns if column.field.type is FactType.MONEY and column.scale is None]
    if not columns:
        return []
    names = [name_of(column.field.name) for column in columns]
    measures = [f"max({name}), count(*) FILTER ({name} > 0), count(*) FILTER ({name} % 100 <> 0)" for name in names]
    row = load.connection.execute(f"SELECT {', '.join(measures)} FROM {load.read_name} WHERE state = {RIGHT}").fetchone()
    assert row is not None
    found = zip(columns, row[0::3], row[1::3], row[2::3], strict=True)
    return [(column, greatest) for column, greatest, count, decimals in found if _is_small(column, greatest, count, decimals)]


def _is_small(column: Column, greatest: int | None, count: int, decimals: int) -> bool:
    if greatest is None or count < FEWEST:
        return False
    bound = OF_A_YEAR if column.field.yearly else WITH_DECIMALS
    return greatest < EVER or (greatest < bound and 2 * decimals >= count)


def _fault(load: Load, column: Column, greatest: int) -> RowFault:
    query = f"SELECT min(row) FROM {load.read_name} WHERE state = {RIGHT} AND {name_of(column.field.name)} = {greatest}"
    row = load.connection.execute(query).fetchone()
    assert row is not None
    amount = f"{greatest // 100}.{greatest % 100:02d}".removesuffix(".00")
    message = f"这一列没有写单位，按元读，最大的一笔只有{amount}元。"
    hint = f"如果是万元，请把列名写成“{column.head}（万元）”；确实是元的，写成“{column.head}（元）”。"
    place = (load.staged.entity, load.staged.file, row[0], column.head, amount)
    return RowFault("facts.small-amounts", Severity.WARNING, *place, message, hint)
