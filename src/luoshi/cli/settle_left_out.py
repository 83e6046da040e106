"""Rows of one applicant that were not read: said where that applicant is explained, or its amounts would look as if they were all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from luoshi.facts.vocabulary import Entity
from luoshi.source import Severity

if TYPE_CHECKING:
    from luoshi.facts.faults import RowFault
    from luoshi.usecases.settle import Settled

SHOWN = 10


def left_out_lines(settled: Settled, code: str) -> Iterator[str]:
    """Yield, for an applicant that was settled, which of its rows were not read and so are not in its amounts."""
    if found := _left_out(settled, {code}):
        yield ""
        yield "没有读进来的行，没有算在内"
        yield from _lines(found)


def missing_words(settled: Settled, word: str) -> str:
    """Say of an applicant that no table has, by code or name, which rows of it were not read and why; empty where there is none."""
    own = [fault for fault in _left_out(settled, {word}) if fault.table is Entity.APPLICANT]
    codes = {word, *(fault.whose[0] for fault in own if fault.whose)}
    found = _left_out(settled, codes)
    if found:
        why = "主体表里它的行没有读进来" if own else "主体表里没有它，它的行没有读进来"
        return "\n".join([f"主体“{word}”没有算：{why}。", *_lines(found)])
    table = next(table for table in settled.tables.tables if table.entity is Entity.APPLICANT)
    told = {fault.row for fault in table.faults if fault.severity is Severity.ERROR}
    more = table.counts.left_out > len(told)
    return f"主体表有{table.counts.left_out:,}行没有读进来，主体“{word}”也可能在其中。请改好后重算。" if more else ""


def _left_out(settled: Settled, names: set[str]) -> list[RowFault]:
    """A row that names an applicant the table of applicants lacks has that code as what is wrong with it."""
    plain = {_plain(name) for name in names}
    errors = (fault for table in settled.tables.tables for fault in table.faults if fault.severity is Severity.ERROR)
    return [fault for fault in errors if plain.intersection(map(_plain, fault.whose or (fault.value,)))]


def _plain(name: str) -> str:
    return name.translate(str.maketrans("()", "（）", " \u3000"))


def _lines(found: list[RowFault]) -> Iterator[str]:
    for fault in found[:SHOWN]:
        value = f"“{fault.value}”" if fault.value else ""
        yield f"  {fault.place}{value}：{fault.message}{fault.hint}"
    if len(found) > SHOWN:
        yield f"  另有{len(found) - SHOWN:,}处，逐处查看请用：luoshi facts check"
