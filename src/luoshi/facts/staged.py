"""A table as it lies before the engine: where its cells come from, which of its columns are facts, and what is to be said of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from luoshi.facts.faults import FactsRefused, RowFault
from luoshi.facts.heads import Head, Heads, Vocabulary, plain
from luoshi.facts.vocabulary import Entity, FactField, FactType
from luoshi.facts.words import MONEY_UNITS
from luoshi.source import Severity

# Columns that nearly every table has and nobody takes for a fact.
NO_FACTS = ("序号", "no", "no.", "备注", "说明", "联系人", "联系电话", "电话")


@dataclass(frozen=True, slots=True)
class Column:
    """A column before the engine: its fact, its head in the file, its name in the scan and its type there (`VARCHAR`, `BIGINT` …)."""

    field: FactField
    head: str
    sql: str
    type: str = "VARCHAR"
    scale: int | None = None


@dataclass(frozen=True, slots=True)
class Staged:
    """A table that can be scanned.

    Attributes:
        entity: Which table.
        file: What the user called it, with the sheet where it is a workbook.
        columns: Those of its columns that are facts.
        scan: What stands behind FROM; it has the columns and `row`, as the user counts rows; NULL where `first_row` is given.
        first_row: The number of the first row of a scan without numbers: counting them in the scan would hold it to one thread.
        numbered_scan: The same with numbers, for looking at a few rows.
        rows: How many rows the scan must give, where that is known; with fewer or more, or an error, `rewrite` is asked.
        rewrite: Gives the same table by the slow way that reads everything; None where there is no other way.
        is_typed: Its columns have types (Parquet), and it can be scanned again and again at little cost.
        is_escaped: Its texts are kept from spreadsheets by an apostrophe (CSV).
        faults: What was found wrong before a row was looked at.
        left_out: Rows that are no rows (too many cells), already among the faults.
        others: Columns of text that are no facts; 合计 may stand there.
    """

    entity: Entity
    file: str
    columns: tuple[Column, ...]
    scan: str
    numbered_scan: str
    first_row: int | None = None
    rows: int | None = None
    rewrite: Callable[[], Staged] | None = None
    is_typed: bool = False
    is_escaped: bool = False
    faults: tuple[RowFault, ...] = ()
    left_out: int = 0
    others: tuple[str, ...] = ()


def find_head(vocabulary: Vocabulary, rows: Iterable[list[str]]) -> tuple[int, Heads] | None:
    """Return which of the first rows is the head row (0-based) and what it says; None where no row has a head that is known."""
    best: tuple[int, Heads] | None = None
    for index, row in enumerate(rows):
        heads = vocabulary.read(row)
        if heads.known and (best is None or len(heads.known) > len(best[1].known)):
            best = index, heads
    return best


def refuse_wrong_heads(vocabulary: Vocabulary, heads: Heads) -> None:
    """Stop where two columns are one fact, or a column is missing without which no row is right.

    Raises:
        FactsRefused: `facts.same-column`, `facts.missing-column`.
    """
    if heads.doubled:
        first, second = heads.doubled[0]
        message = f"第{first.at + 1}列“{first.text}”和第{second.at + 1}列“{second.text}”都是“{first.field.label}”。"
        raise FactsRefused("facts.same-column", message, "请只留一列。")
    if missing := vocabulary.missing(heads):
        labels = "、".join(f"“{field.label}”" for field in missing)
        headed = "、".join(text for _, text in heads.unknown if text)[:60]
        hint = (
            f"没有认出的列：{headed}。请改用 luoshi facts template 给出的表头。"
            if headed
            else "请按 luoshi facts template 给出的表头补上。"
        )
        raise FactsRefused("facts.missing-column", f"表里没有{labels}列。", hint)


def unknown_columns(vocabulary: Vocabulary, heads: Heads, *, file: str, row: int) -> list[RowFault]:
    """Report the columns that were not read, each with the head that was probably meant."""
    faults = []
    for at, text in heads.unknown:
        if text.strip() and plain(text) not in NO_FACTS:
            near = vocabulary.nearest(text)
            hint = (
                f"如果是“{near}”，请改表头。" if near and near not in {head.field.label for head in heads.known} else "不需要时不必处理。"
            )
            message = f"第{at + 1}列“{text.strip()}”不认识，没有读。"
            faults.append(RowFault("facts.unknown-column", Severity.WARNING, vocabulary.entity, file, row, text.strip(), "", message, hint))
    return faults


def unit_noted(vocabulary: Vocabulary, heads: Heads, unit: int | None, *, file: str) -> list[RowFault]:
    """Tell that a line above the table was taken for the unit of its columns of money."""
    if unit is None or not any(head.field.type is FactType.MONEY and head.scale is None for head in heads.known):
        return []
    name = next(word for word, power in MONEY_UNITS.items() if power == unit)
    message = f"表格上方注明单位为{name}，列名里没写单位的金额都按{name}读。"
    return [RowFault("facts.unit-noted", Severity.NOTE, vocabulary.entity, file, 0, "", "", message, "请核对一两个数。")]


def columns_of(heads: Heads, *, unit: int | None = None) -> tuple[Column, ...]:
    """Return the columns of a table of texts, named c0, c1 … by place; `unit` is what a line above the table says of all money."""
    return tuple(_column(head, unit) for head in heads.known)


def _column(head: Head, unit: int | None) -> Column:
    return Column(head.field, head.text.strip(), f"c{head.at}", scale=head.scale if head.scale is not None else unit)
