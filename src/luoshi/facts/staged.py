"""A table as it lies before the engine: where its cells come from, which of its columns are facts, and what is to be said of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from luoshi.facts.faults import TABLE_LABELS, FactsRefused, RowFault
from luoshi.facts.heads import Head, Heads, Vocabulary, plain
from luoshi.facts.units import names_foreign_money
from luoshi.facts.vocabulary import Entity, FactField, FactType
from luoshi.source import Severity

NUMBERS = ("序号", "no", "no.")
# Columns that nearly every table has and nobody takes for a fact.
NO_FACTS = (*NUMBERS, "备注", "说明", "联系人", "联系电话", "电话")
OPTIONS = {Entity.APPLICANT: "--enterprises", Entity.MATTER: "--matters", Entity.PAYMENT: "--paid"}


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
        numbers: Those of them that hold numbers of rows, or have no head: a row with 合计 there is a total, whatever else it holds.
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
    numbers: tuple[str, ...] = ()

    @property
    def without_unit(self) -> list[str]:
        """Heads of the columns of money that are read in yuan because nothing else is said."""
        return [column.head for column in self.columns if column.field.type is FactType.MONEY and column.scale is None]


def refuse_wrong_heads(vocabulary: Vocabulary, heads: Heads) -> None:
    """Stop where two columns are one fact, or a column is missing without which no row is right.

    Raises:
        FactsRefused: `facts.other-table`, `facts.same-column`, `facts.missing-column`.
    """
    _refuse_other_table(vocabulary, heads)
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


def _refuse_other_table(vocabulary: Vocabulary, heads: Heads) -> None:
    """Stop where the head is all of another table's, and that table complete: somebody has swapped two options."""
    texts = [*(head.text for head in heads.known), *(text for _, text in heads.unknown), *(head.text for _, head in heads.doubled)]
    for entity in Entity:
        other = Vocabulary(entity, vocabulary.own_facts)
        found = other.read(texts)
        is_within = all(other.head_of(head.text, 0) for head in heads.known)
        if entity is not vocabulary.entity and is_within and not other.missing(found) and len(found.known) > len(heads.known):
            label, asked = TABLE_LABELS[entity], TABLE_LABELS[vocabulary.entity]
            hint = f"{asked}写在 {OPTIONS[vocabulary.entity]} 后面，{label}写在 {OPTIONS[entity]} 后面。"
            raise FactsRefused("facts.other-table", f"这像是{label}，不是{asked}，多半是两个选项写反了。", hint)


def unknown_columns(vocabulary: Vocabulary, heads: Heads, *, file: str, row: int) -> list[RowFault]:
    """Report the columns that were not read, each with the head that was probably meant."""
    faults = []
    for at, text in heads.unknown:
        if text.strip() and plain(text) not in NO_FACTS:
            hint = _hint_for(vocabulary, heads, text)
            message = f"第{at + 1}列“{text.strip()}”不认识，没有读。"
            faults.append(RowFault("facts.unknown-column", Severity.WARNING, vocabulary.entity, file, row, text.strip(), "", message, hint))
    return faults


def _hint_for(vocabulary: Vocabulary, heads: Heads, text: str) -> str:
    if names_foreign_money(text):
        return "只读人民币，请折算成元或万元。"
    near = vocabulary.nearest(text)
    return f"如果是“{near}”，请改表头。" if near and near not in {head.field.label for head in heads.known} else "不需要时不必处理。"


def columns_of(heads: Heads, *, unit: int | None = None) -> tuple[Column, ...]:
    """Return the columns of a table of texts, named c0, c1 … by place; `unit` is that of money whose heads name none."""
    return tuple(_column(head, unit) for head in heads.known)


def _column(head: Head, unit: int | None) -> Column:
    scale = unit if head.field.type is FactType.MONEY and head.scale is None else head.scale
    return Column(head.field, head.text.strip(), f"c{head.at}", scale=scale)


def others_of(heads: Heads) -> tuple[str, ...]:
    """Return the columns that are no facts, as a staged table names them."""
    return tuple(f"c{at}" for at, _ in heads.unknown)


def numbers_of(heads: Heads) -> tuple[str, ...]:
    """Return those of them that hold numbers of rows or have no head."""
    return tuple(f"c{at}" for at, text in heads.unknown if plain(text) in ("", *NUMBERS))
