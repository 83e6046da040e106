"""A simulation in the terminal: what it comes to in sentences, and the shorter of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from luoshi.cli.paint import Ink, Paint
from luoshi.cli.table import Column, table_lines
from luoshi.cli.width import width, wrap
from luoshi.commitments.show import clause_words
from luoshi.simulation.nodes import Simulation
from luoshi.simulation.parameters import Parameter
from luoshi.simulation.sections import Section, sections
from luoshi.simulation.settings import names_told_apart
from luoshi.simulation.summary import (
    comparison_headline,
    comparison_years,
    headline,
    method_words,
    percent,
    period_warnings,
    ration_headline,
    ration_share,
    remarks,
    spread_words,
    unit_warnings,
)
from luoshi.simulation.tables import Cell, ClauseLink, Kind, Table
from luoshi.simulation.tables import Column as HeadOfTable
from luoshi.values.money import show_wan

MOST_ROWS = 20
NUMBERS = (Kind.COUNT, Kind.MONEY, Kind.CHANGE, Kind.SHARE)
MONEY = (Kind.MONEY, Kind.CHANGE)
SHOWN = {
    "cost": ("clause", "limit", "programme", "year", "region", "size", "scale"),
    "shift": ("change", "shift-clause", "shift-limit", "shift-size"),
    "ration": ("ration-clause",),
}
# Left to paper and workbook: a terminal has no room for them.
WIDE = ("增加金额", "减少金额", "不变户数")
MARKS = {"error": "错误", "warning": "注意"}


def summary_lines(simulation: Simulation, *, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield the conclusions, each with its tables, and what they rest on."""
    parts = {section.id: section for section in sections(simulation)}
    yield from (paint(line, Ink.STRONG) for line in wrap(headline(simulation), columns_wide))
    yield from _tables(parts["cost"], columns_wide, paint)
    yield ""
    yield from wrap(f"集中程度：{spread_words(simulation.cost)}", columns_wide)
    if simulation.comparison is not None:
        yield ""
        yield from (paint(line, Ink.STRONG) for line in wrap(comparison_headline(simulation.comparison), columns_wide))
        yield from filter(None, wrap(comparison_years(simulation.comparison), columns_wide))
        yield from _tables(parts["shift"], columns_wide, paint)
    if simulation.ration is not None:
        yield ""
        yield from (paint(line, Ink.STRONG) for line in wrap(ration_headline(simulation.ration), columns_wide))
        yield from filter(None, wrap(ration_share(simulation.ration), columns_wide))
        yield from wrap(method_words(simulation.ration), columns_wide)
        yield from _tables(parts["ration"], columns_wide, paint)
    yield ""
    yield "测算前提"
    for number, words in enumerate(remarks(simulation), 1):
        first, *rest = wrap(words, columns_wide - 6)
        yield f"{number:4d}. {first}"
        yield from (" " * 6 + line for line in rest)


def _tables(section: Section, columns_wide: int, paint: Paint) -> Iterator[str]:
    for id in SHOWN[section.id]:
        table = section.table(id)
        if table is not None and len(table.rows) > int(table.has_total):
            yield ""
            yield f"{table.title}（金额单位：万元）" if any(column.kind in MONEY for column in table.columns) else table.title
            yield from _lines(table, columns_wide, paint)


def _lines(table: Table, columns_wide: int, paint: Paint) -> Iterator[str]:
    shown = [at for at, column in enumerate(table.columns) if column.title not in WIDE]
    kept = table.rows[: MOST_ROWS + int(table.has_total)]
    rows = [[_words(table.columns[at].kind, row[at]) for at in shown] for row in kept]
    columns = [_column(table.columns[at], [row[number] for row in rows]) for number, at in enumerate(shown)]
    yield from table_lines(columns, rows, columns_wide=columns_wide, paint=paint)
    if len(kept) < len(table.rows):
        yield paint(f"  另有{len(table.rows) - len(kept)}行，见报告和 Excel", Ink.FAINT)


def _column(column: HeadOfTable, cells: Sequence[str]) -> Column:
    """Figures and clauses are never broken; the names of rows are, where space is short."""
    ink = Ink.STRONG if column.kind is Kind.MONEY else Ink.FAINT if column.kind is Kind.CLAUSE else None
    least = 12 if column.lead or column.kind is Kind.WORDS else max(map(width, cells), default=6)
    return Column(column.title, least, right=column.kind in NUMBERS, ink=ink)


def _words(kind: Kind, value: Cell) -> str:
    if value is None:
        return "—"
    if isinstance(value, ClauseLink):
        return value.words
    if isinstance(value, Fraction):
        return percent(value.numerator, value.denominator)
    if isinstance(value, int):
        if kind in MONEY:
            sign = "+" if kind is Kind.CHANGE and value > 0 else ""
            return sign + show_wan(value).removesuffix("万元")
        return f"{value:,}" if value else "—"
    return value


def fault_lines(simulation: Simulation, *, limit: int) -> Iterator[str]:
    """Yield what is wrong with the rows of the tables, and how many were left out."""
    for table in simulation.about.files:
        graver = [fault for fault in table.faults if fault.severity.value in MARKS]
        for fault in graver[:limit]:
            value = f"“{fault.value}”" if fault.value else ""
            yield f"{MARKS[fault.severity.value]}：{fault.place}{value}：{fault.message}{fault.hint}"
        if len(graver) > limit:
            yield f"另有{len(graver) - limit:,}处，逐处查看请用：luoshi facts check"
        if table.counts.left_out:
            yield f"{table.file}：读了{table.counts.rows:,}行，有{table.counts.left_out:,}行没有读进来，不在结果里。"


def unit_lines(simulation: Simulation) -> Iterator[str]:
    """Yield a warning of each amount that may have been meant in 万元."""
    yield from (f"注意：{words}" for words in unit_warnings(simulation))


def period_lines(simulation: Simulation) -> Iterator[str]:
    """Yield a warning where both sides of a comparison judge the matters of different days."""
    if simulation.comparison is not None and not simulation.comparison.is_same_period:
        yield from (f"注意：{words}" for words in period_warnings(simulation))


def parameter_lines(parameters: Sequence[Parameter], *, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield what `--set` can change: the name to write, the clause, the value."""
    columns = (Column("参数", 20), Column("条款", 8, ink=Ink.FAINT), Column("现在的值", 10, right=True))
    named = zip(names_told_apart(parameters), parameters, strict=True)
    rows = [(name, clause_words(one.rule.clause) if one.rule else "", one.words) for name, one in named]
    if not rows:
        yield "方案里没有可以改的参数。"
        return
    yield from table_lines(columns, rows, columns_wide=columns_wide, paint=paint)
    yield ""
    yield from wrap("写法：--set 参数=值，如 --set 首次认定/金额=20万元，--set 贷款贴息/比例=60%。参数名能认出是哪一个就行。", columns_wide)
