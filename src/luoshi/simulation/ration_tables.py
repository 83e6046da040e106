"""The tables of a budget shared out: by reward, by size, and what waits for the next year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.rewards.book import Rule
from luoshi.rewards.explain.words import day_words
from luoshi.simulation.nodes import Method, Ration, Split, Waiting
from luoshi.simulation.tables import CLAUSE, ROUNDED, Cell, Column, Kind, Table, link, share_of

SPLIT = (
    Column("应兑付", Kind.MONEY),
    Column("本次兑付", Kind.MONEY),
    Column("兑付率", Kind.SHARE),
    Column("未兑付", Kind.MONEY),
    Column("全额笔数", Kind.COUNT),
    Column("部分笔数", Kind.COUNT),
    Column("未付笔数", Kind.COUNT),
)


def ration_tables(ration: Ration, rules: Sequence[Rule]) -> Iterator[Table]:
    """Yield how the budget is shared out; `rules` are those of the book, by position."""
    yield _clause_table(ration)
    yield _size_table(ration)
    if ration.waiting:
        yield _waiting_table(ration, rules)


def _cells(split: Split) -> tuple[Cell, ...]:
    return split.owed_fen, split.paid_fen, share_of(split.paid_fen, split.owed_fen), split.rest_fen, split.full, split.part, split.none


def _clause_table(ration: Ration) -> Table:
    ordered = sorted(ration.clauses, key=lambda one: (-one[1].owed_fen, one[0].position))
    rows = [("合计", None, *_cells(ration.total)), *((rule.label, link(rule), *_cells(split)) for rule, split in ordered)]
    return Table("ration-clause", "按条款", (*CLAUSE, *SPLIT), tuple(rows), has_total=True, notes=(ROUNDED,))


def _size_table(ration: Ration) -> Table:
    rows = [("合计", *_cells(ration.total)), *((label, *_cells(split)) for label, split in ration.sizes)]
    return Table("ration-size", "按企业规模", (Column("规模", lead=True), *SPLIT), tuple(rows), has_total=True, notes=(ROUNDED,))


def _waiting_table(ration: Ration, rules: Sequence[Rule]) -> Table:
    columns = (
        Column("名称", lead=True),
        Column("代码", Kind.CODE),
        Column("奖补"),
        Column("条款", Kind.CLAUSE),
        Column("日期", Kind.SHORT),
        Column("事项编号", Kind.CODE),
        Column("应兑付", Kind.MONEY),
        Column("本次兑付", Kind.MONEY),
        Column("未兑付", Kind.MONEY),
    )

    def cells(one: Waiting) -> tuple[Cell, ...]:
        rule, person = rules[one.rule], one.person
        money = (one.owed_fen, one.paid_fen, one.owed_fen - one.paid_fen)
        return person.name, person.code, rule.label, link(rule), day_words(one.day), one.matter or None, *money

    in_turn = ration.budget.method is Method.QUEUE and not ration.budget.by_amount
    order = "按兑付顺序" if in_turn else "按未兑付金额由大到小"
    listed = "" if ration.waiting_count == len(ration.waiting) else f"，共{ration.waiting_count:,}笔，列出前{len(ration.waiting):,}笔"
    notes = (f"{order}排列{listed}。",)
    title = "留待下一年度的" if ration.budget.method is Method.QUEUE else "压减最多的"
    return Table("waiting", title, columns, tuple(map(cells, ration.waiting)), notes=notes)
