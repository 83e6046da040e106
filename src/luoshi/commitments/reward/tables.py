"""Rewards in tables: what is rewarded a row, its sum under the levels (国家级 | 省级) or under 奖励标准.

A cell that is a bare sum is read here; one in words (按投资额的10%、最高100万元) is read as the sentence that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.commitments.lexicon import either
from luoshi.commitments.members import LEVEL
from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.commitments.reward.caps import Caps, lay_caps
from luoshi.commitments.reward.heads import Carried, Head
from luoshi.commitments.reward.marks import find_marks
from luoshi.commitments.reward.parties import beneficiary_of
from luoshi.commitments.reward.provision_heads import heads_of
from luoshi.commitments.reward.provisions import cut_provisions
from luoshi.commitments.reward.vocabulary import GIVE
from luoshi.commitments.segments import mask
from luoshi.text.draft import CELL_BREAK as CELL
from luoshi.values.money import fen_of
from luoshi.values.numerals import ARABIC, parse_number

SUPPORT_HEAD = re.compile(r"奖|补助|补贴|资助|支持|扶持|配套")
# 标准, 金额 and 额度 head prices and fees as well.
BARE_HEAD = re.compile(r"标准|金额|额度")
NO_SUM_HEAD = re.compile(
    r"条件|要求|对象|主体|内容|备注|依据|单位$|部门|材料|说明|名称|项目$|类别|事项|档次|方式$|收费|价格|罚|缴|预算|年限|期限|情形"
)
# What stands beside the name of what is rewarded and belongs to it.
BESIDE = re.compile(r"条件|情形|档次|等级|级别|事项|项目|内容|类型")
PARTY = re.compile(r"(?:奖励|奖补|补助|补贴|资助|支持|扶持|享受|受益|发放)(?:对象|主体)|^(?:对象|主体)$")
BODY_CELL = re.compile(r"^\s*\d[\d.,]*\s*$|\d\s*(?:[十百千]?[万亿]?元|[%％‰])")
UNIT = re.compile(r"[（(：:]?\s*(?:单位)?[：:]?\s*(?P<unit>[十百千]?[万亿]?元)(?:[/／][^）)]*)?[）)]?")
SUM = re.compile(rf"(?P<cap>最高|不超过|≤)?\s*(?P<number>{ARABIC})\s*(?P<unit>[十百千]?[万亿]?元)?$")
NEEDS_UNIT = re.compile(rf"(?P<before>^|最高|不超过|每\S)(?P<number>{ARABIC})$")
GIVEN = re.compile(either(GIVE))
RATE_END = re.compile(r"(?<=[%％‰])(?=[，,；;。]|$)")
NUMBERING = re.compile(r"\d{0,3}|序号|编号")
LONGEST_CELL = 200
# The title of the table names no condition.
TITLE = re.compile(r"^[^，,；;的]*(?:标准|表|清单|目录)$")


@dataclass(frozen=True, slots=True)
class SumColumns:
    """Where a table prints sums: column, the level its head names (or empty), and the unit (or empty, then the cell has it).

    Attributes:
        name: The column that says what is rewarded.
        sums: Columns with sums.
        beside: Columns that say more about what is rewarded: 条件, 档次.
        party: The column that says who gets it, or None.
    """

    name: int
    sums: tuple[tuple[int, str, str], ...]
    beside: tuple[int, ...] = ()
    party: int | None = None


def columns_of(cells: Sequence[str], unit: str, *, of_support: bool) -> SumColumns | None:
    """Read the head row; None where the table prints no sums of support, or the row has sums itself.

    Args:
        cells: Of the row.
        unit: What the words before the table say (单位：万元), or empty.
        of_support: Those words speak of support, so that bare levels and a bare 标准 in the head are enough.
    """
    if any(BODY_CELL.search(cell) for cell in cells):
        return None
    of_support = of_support or any(SUPPORT_HEAD.search(cell) for cell in cells)
    sums = []
    for at, cell in enumerate(cells):
        level = LEVEL.search(cell)
        if (
            re.search(r"\d", cell)
            or NO_SUM_HEAD.search(cell)
            or not (SUPPORT_HEAD.search(cell) or (of_support and (level or BARE_HEAD.search(cell))))
        ):
            continue
        own = UNIT.search(cell)
        sums.append((at, level[0] if level else "", own["unit"] if own else unit))
    others = [i for i, cell in enumerate(cells) if i not in {s[0] for s in sums} and not NUMBERING.fullmatch(cell.strip())]
    if not sums or not others:
        return None
    beside = tuple(i for i in others[1:] if i < sums[0][0] and BESIDE.search(cells[i]))
    return SumColumns(others[0], tuple(sums), beside, next((i for i in others if PARTY.search(cells[i].strip())), None))


def row_heads(cells: Sequence[str], columns: SumColumns, carried: Carried) -> Iterator[Head]:
    """Yield the rewards of one row."""
    if len(cells) <= columns.name or not (name := cells[columns.name].strip()):
        return
    said = [cells[at].strip() for at in columns.beside if at < len(cells)]
    party = cells[columns.party].strip() if columns.party is not None and columns.party < len(cells) else ""
    for at, level, unit in columns.sums:
        if at >= len(cells):
            continue
        trigger = "，".join(filter(None, (TITLE.sub("", carried.trigger), f"{level}{name}", *said)))
        cell = Cell(cells[at].strip()[:LONGEST_CELL], unit, trigger, party or beneficiary_of(name, "", carried.beneficiary) or name)
        end = sum(len(c) + len(CELL) for c in cells[: at + 1]) - len(CELL)
        for head in cell.heads():
            head.start, head.end, head.rule = 0, end, "table"
            head.trigger, head.beneficiary = trigger, cell.beneficiary
            yield head


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a column of sums.

    Attributes:
        text: As printed.
        unit: Of the column, or empty.
        trigger: What the row rewards.
        beneficiary: Who gets it.
    """

    text: str
    unit: str
    trigger: str
    beneficiary: str

    def heads(self) -> Iterator[Head]:
        """Yield what the cell grants; nothing where it has neither a sum nor a rate."""
        found = SUM.match(self.text)
        unit = (found["unit"] or self.unit) if found is not None else ""
        if found is None or not unit:
            yield from self._in_words()
            return
        fen = fen_of(parse_number(found["number"]), unit)
        formula = Formula(FormulaType.UPTO) if found["cap"] else Formula(FormulaType.FIXED, amount_fen=fen)
        yield Head(0, 0, self.trigger, self.beneficiary, formula, cap_fen=fen if found["cap"] else None)

    def _in_words(self) -> Iterator[Head]:
        """按投资额的10%、最高100万元 is read as 对…，按投资额的10%给予奖励，最高100万元."""
        if not re.search(r"\d", self.text) or SUM.match(self.text):
            return
        words = NEEDS_UNIT.sub(rf"\g<0>{self.unit}", self.text).replace("、最高", "，最高").replace("、不超过", "，不超过")
        if GIVEN.search(words) is None:
            words = RATE_END.sub("给予奖励", words, count=1) if RATE_END.search(words) else f"给予{words}奖励"
        text = f"对{self.trigger}，{words}。"
        masked = mask(text)
        heads: list[Head] = []
        for provision in cut_provisions(masked, find_marks(masked, in_schedule=True)):
            if provision.grants or provision.caps:
                at = len(heads)
                heads.extend(heads_of(text, masked, provision, Carried(self.trigger, self.beneficiary)))
                lay_caps(Caps(text, masked, provision, heads, 0, at=at))
        yield from heads
