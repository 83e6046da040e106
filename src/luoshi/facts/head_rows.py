"""Where the head of a table stands: among titles and notes, in one row or in two, with units or column numbers in the rows under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from luoshi.facts.heads import Head, Heads, Vocabulary, plain
from luoshi.facts.units import BRACKETS, UnitNote, is_remark, money_scale, notes_in, tokens
from luoshi.facts.vocabulary import FactType
from luoshi.facts.words import NOTHING

_COLUMN_NUMBERS = re.compile(r"(栏次|甲)( [乙丙丁戊己庚辛])*((?: \(?\d{1,3}\)?)*)")
FEWEST_NUMBERS = 3  # of columns: a firm may be called 甲 and have one flag
_SAYS_UNITS = ("单位", "计量单位")
ROWS_UNDER = 2  # of units and of column numbers
NumberedRow: TypeAlias = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class HeadRows:
    """The rows of a head, first and last as the user counts, and what they say together.

    Attributes:
        texts: The head of each column, that of two rows put together.
        notes: The units of money that rows above name for the whole table.
        takers: The columns that have their unit from another row, `units_row`.
    """

    first: int
    last: int
    heads: Heads
    texts: tuple[str, ...]
    notes: tuple[UnitNote, ...] = ()
    takers: tuple[Head, ...] = ()
    units_row: int = 0


def find_head(vocabulary: Vocabulary, rows: Sequence[NumberedRow]) -> HeadRows | None:
    """Return the row, or two rows together, with most heads that are known, the first of equals; None where no row has one."""
    found = [HeadRows(number, number, vocabulary.read(row), tuple(row)) for number, row in rows]
    found += [pair for upper, lower in pairwise(rows) if (pair := _pair(vocabulary, upper, lower))]
    best = max(found, key=lambda head: len(head.heads.known), default=None)  # single rows come first, and win where two are no better
    if best is None or not best.heads.known:
        return None
    under = [(number, row) for number, row in rows if number > best.last][:ROWS_UNDER]
    above = [(number, row) for number, row in rows if number < best.first]
    return replace(_with_rows_under(vocabulary, under, best), notes=notes_in(above))


def _pair(vocabulary: Vocabulary, upper: NumberedRow, lower: NumberedRow) -> HeadRows | None:
    """Read two rows as one head: groups above, what they hold below; None where the lower one holds values."""
    texts, group = [], ""
    for column in range(max(len(upper[1]), len(lower[1]))):
        above, below = _cell(upper[1], column), _cell(lower[1], column)
        group = above or group
        text = _joined(vocabulary, above, group, below) if below else above
        if text is None:
            return None
        texts.append(text)
    heads = vocabulary.read(texts)
    takers = _takers(vocabulary.read(lower[1]), heads)
    return HeadRows(upper[0], lower[0], heads, tuple(texts), takers=takers, units_row=upper[0])


def _joined(vocabulary: Vocabulary, above: str, group: str, below: str) -> str | None:
    known, under = vocabulary.head_of(above, 0), vocabulary.head_of(below, 0)
    if under:
        if known and known.field is not under.field:
            return None
        return _with_unit(vocabulary, below, _unit_of(group))
    for text in (f"{group}{below}", f"{below}{group}"):
        if vocabulary.head_of(text, 0):
            return text
    return None if known else f"{above}{below}"


def _with_rows_under(vocabulary: Vocabulary, rows: Sequence[NumberedRow], head: HeadRows) -> HeadRows:
    """Add the rows under a head that hold units, or 甲 乙 1 2 3, and no values."""
    for number, row in rows:
        cells = [cell for cell in map(plain, row) if cell]
        if _are_column_numbers(cells):
            head = replace(head, last=number)
        elif _are_units(cells):
            texts = tuple(_with_unit(vocabulary, text, _bare(_cell(row, column))) for column, text in enumerate(head.texts))
            heads = vocabulary.read(texts)
            takers = (*head.takers, *_takers(head.heads, heads))
            head = replace(head, last=number, heads=heads, texts=texts, takers=takers, units_row=number)
        else:
            break
    return head


def _takers(before: Heads, heads: Heads) -> tuple[Head, ...]:
    had_none = {head.at for head in before.known if head.scale is None}
    return tuple(head for head in heads.known if head.scale is not None and head.at in had_none)


def _with_unit(vocabulary: Vocabulary, text: str, unit: str) -> str:
    """Put a unit behind a head of money that has none."""
    head = vocabulary.head_of(text, 0)
    takes = unit and head and head.field.type is FactType.MONEY and head.scale is None and money_scale(unit) is not None
    return f"{text.strip()}({unit})" if takes else text


def _are_column_numbers(cells: Sequence[str]) -> bool:
    """Say whether cells are 甲 乙 1 2 3."""
    found = _COLUMN_NUMBERS.fullmatch(" ".join(cells)) if len(cells) >= FEWEST_NUMBERS else None
    numbers = [int(number) for number in re.findall(r"\d+", found.group(3))] if found else []
    return found is not None and numbers == list(range(1, len(numbers) + 1))


def _are_units(cells: Sequence[str]) -> bool:
    words = [tokens(_bare(cell)) for cell in cells if cell not in NOTHING and cell not in _SAYS_UNITS]
    is_clear = all(found and all(is_remark(word) or money_scale(word) is not None for word in found) for found in words)
    return is_clear and any(money_scale(word) is not None for found in words for word in found)


def _unit_of(head: str) -> str:
    """Return the unit of money in the brackets at the end of a head, or nothing."""
    found = BRACKETS.search(plain(head))
    return next((word for word in tokens(found.group(1)) if money_scale(word) is not None), "") if found else ""


def _bare(cell: str) -> str:
    form = plain(cell)
    found = BRACKETS.fullmatch(form)
    return found.group(1) if found else form


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""
