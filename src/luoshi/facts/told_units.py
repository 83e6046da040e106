"""What is to be said of units of money: taken from a row above or under the head, or open: named below the table, in a name, by no head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luoshi.facts.faults import FactsRefused, RowFault, shortened
from luoshi.facts.head_rows import HeadRows
from luoshi.facts.heads import Head, Vocabulary
from luoshi.facts.units import UnitNote, unit_name
from luoshi.facts.vocabulary import FactType
from luoshi.facts.words import YUAN
from luoshi.source import Severity


def units_of(vocabulary: Vocabulary, head: HeadRows, *, file: str, names: Iterable[UnitNote]) -> tuple[int | None, list[RowFault]]:
    """Return the unit of the columns of money that name none, None where nothing certain does, and what has to be said of it.

    Args:
        vocabulary: Of the table.
        head: Its head.
        file: As it is told.
        names: The units that the names of file and sheet hold; a name may be old, so they are only told.

    Raises:
        FactsRefused: `facts.foreign-money`: the table says that its money is another than ours.
    """
    told = [_told(vocabulary, file, head.units_row, head.takers)] if head.takers else []
    without = [found.text.strip() for found in head.heads.known if found.field.type is FactType.MONEY and found.scale is None]
    if not without:
        return None, told
    if foreign := next((note for note in head.notes if note.scale is None), None):
        message = f"第{foreign.row}行注明金额单位是{foreign.word}，只读人民币。"
        raise FactsRefused("facts.foreign-money", message, "请折算成元或万元后再试。")
    if len(head.notes) == 1:
        (note,) = head.notes
        told += [_noted(vocabulary, file, note, without)] if note.scale != YUAN else []
        return note.scale, told
    doubts = [*head.notes, *(note for note in names if note.scale is not None and note.scale > YUAN)] or _of_others(head)
    return None, [*told, *(doubtful(vocabulary, file, note, without) for note in doubts[:1])]


def _of_others(head: HeadRows) -> list[UnitNote]:
    """Return what other columns say, where one names 万元 and the next nothing."""
    others = [found for found in head.heads.known if found.field.type is FactType.MONEY and (found.scale or 0) > YUAN]
    return [UnitNote(head.first, found.text.strip(), unit_name(found.scale or 0), found.scale) for found in others[:1]]


def _told(vocabulary: Vocabulary, file: str, row: int, takers: Sequence[Head]) -> RowFault:
    units = "、".join(dict.fromkeys(unit_name(head.scale) for head in takers if head.scale is not None))
    heads = [head.text.rpartition("(")[0] for head in takers]
    message = f"第{row}行注明单位为{units}，{_listed(heads)}按它读。"
    return RowFault("facts.unit-noted", Severity.WARNING, vocabulary.entity, file, row, "", units, message, "请核对一两个数。")


def _noted(vocabulary: Vocabulary, file: str, note: UnitNote, columns: Sequence[str]) -> RowFault:
    message = f"第{note.row}行注明单位为{note.word}，{_listed(columns)}没有另写单位，都按{note.word}读。"
    return RowFault(
        "facts.unit-noted", Severity.WARNING, vocabulary.entity, file, note.row, "", shortened(note.text), message, "请核对一两个数。"
    )


def doubtful(vocabulary: Vocabulary, file: str, note: UnitNote, columns: Sequence[str]) -> RowFault:
    """Tell of a unit that may be meant for columns of money without one; they are read in yuan."""
    place = f"第{note.row}行有“{shortened(note.text)}”" if note.row else f"{shortened(note.text)}里有{note.word}"
    message = f"{place}，{_listed(columns)}没有写单位，按元读。"
    hint = f"如果是{note.word}，请把列名写成“{columns[0]}（{note.word}）”。"
    return RowFault("facts.unit-doubtful", Severity.WARNING, vocabulary.entity, file, note.row, columns[0], note.word, message, hint)


def _listed(columns: Sequence[str]) -> str:
    shown = "".join(f"“{head}”" for head in columns[:3])
    return shown + (f"等{len(columns)}列" if len(columns) > 3 else "")
