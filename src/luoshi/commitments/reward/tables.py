"""Rewards in tables: what is rewarded a row, its sum under the levels (国家级 | 省级) or under 奖励标准."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.commitments.members import LEVEL
from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.commitments.reward.heads import Carried, Head
from luoshi.commitments.reward.parties import beneficiary_of
from luoshi.text.draft import CELL_BREAK as CELL
from luoshi.values.money import fen_of
from luoshi.values.numerals import ARABIC, parse_number

SUM_HEAD = re.compile(r"奖励|奖补|补助|资助|补贴|支持|扶持|奖金|配套|标准|金额|额度")
NO_SUM_HEAD = re.compile(r"条件|要求|对象|内容|备注|依据|单位$|部门|材料|说明|名称|项目$|类别|事项")
UNIT = re.compile(r"[（(：:]?\s*(?:单位)?[：:]?\s*(?P<unit>[十百千]?[万亿]?元)(?:[/／][^）)]*)?[）)]?")
SUM = re.compile(rf"(?P<cap>最高|不超过|≤)?\s*(?P<number>{ARABIC})\s*(?P<unit>[十百千]?[万亿]?元)?(?:[/／][^\s]*)?$")
NUMBERING = re.compile(r"\d{0,3}|序号")


@dataclass(frozen=True, slots=True)
class SumColumns:
    """Where a table prints sums: column, the level its head names (or empty), and the unit (or empty, then the cell has it)."""

    name: int
    sums: tuple[tuple[int, str, str], ...]


def columns_of(cells: Sequence[str], unit: str, *, of_support: bool) -> SumColumns | None:
    """Read the head row; None where the table prints no sums of support.

    Args:
        cells: Of the row.
        unit: What the words before the table say (单位：万元), or empty.
        of_support: Those words speak of support, so that bare levels in the head are enough.
    """
    sums = []
    for at, cell in enumerate(cells):
        level = LEVEL.search(cell)
        if re.search(r"\d", cell) or NO_SUM_HEAD.search(cell) or not (SUM_HEAD.search(cell) or (level and of_support)):
            continue
        own = UNIT.search(cell)
        sums.append((at, level[0] if level else "", own["unit"] if own else unit))
    name = next((i for i, cell in enumerate(cells) if i not in {s[0] for s in sums} and not NUMBERING.fullmatch(cell.strip())), None)
    return SumColumns(name, tuple(sums)) if sums and name is not None else None


def row_heads(cells: Sequence[str], columns: SumColumns, carried: Carried) -> Iterator[Head]:
    """Yield the rewards of one row."""
    if len(cells) <= columns.name or not (name := cells[columns.name].strip()):
        return
    for at, level, unit in columns.sums:
        found = SUM.match(cells[at].strip()) if at < len(cells) else None
        if found is None or not (found["unit"] or unit):
            continue
        fen = fen_of(parse_number(found["number"]), found["unit"] or unit)
        trigger = "，".join(filter(None, (carried.trigger, f"{level}{name}")))
        formula = Formula(FormulaType.UPTO) if found["cap"] else Formula(FormulaType.FIXED, amount_fen=fen)
        end = sum(len(c) + len(CELL) for c in cells[: at + 1]) - len(CELL)
        yield Head(
            start=0,
            end=end,
            trigger=trigger,
            beneficiary=beneficiary_of(name, "", carried.beneficiary) or name,
            formula=formula,
            cap_fen=fen if found["cap"] else None,
            rule="table",
        )
