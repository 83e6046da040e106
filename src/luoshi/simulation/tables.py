"""The tables of a simulation, laid out once for paper, workbook and terminal: columns with their kind, cells as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from luoshi.commitments.show import clause_words
from luoshi.rewards.book import Rule
from luoshi.simulation.nodes import Concentration, Cost, GroupCost, Person, Recipient, Tally

ROUNDED = "合计数与分项之和因四舍五入可能略有差异。"


class Kind(Enum):
    """What a column holds: words; few, on one line; a code of the cell before; a clause; a number; fen; fen with a sign; a fraction."""

    WORDS = "words"
    SHORT = "short"
    CODE = "code"
    CLAUSE = "clause"
    COUNT = "count"
    MONEY = "money"
    CHANGE = "change"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause in a cell: its words, and the reward that it leads to (`old`: of the baseline)."""

    words: str
    position: int
    old: bool = False


Cell: TypeAlias = str | int | Fraction | ClauseLink | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `lead` names each row of the table."""

    title: str
    kind: Kind = Kind.WORDS
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the first row is the total where `has_total`; `notes` stand below it."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_total: bool = False
    notes: tuple[str, ...] = field(default=())

    def column(self, title: str) -> list[Cell]:
        """Return the cells below a head, without the total."""
        at = [column.title for column in self.columns].index(title)
        return [row[at] for row in self.rows[int(self.has_total) :]]


COUNTS = (
    Column("户数", Kind.COUNT),
    Column("笔数", Kind.COUNT),
    Column("金额", Kind.MONEY),
    Column("占比", Kind.SHARE),
    Column("待核定", Kind.COUNT),
    Column("待补材料", Kind.COUNT),
    Column("非资金支持", Kind.COUNT),
)
CLAUSE = (Column("奖补", lead=True), Column("条款", Kind.CLAUSE))
PERSON = (
    Column("名称", lead=True),
    Column("代码", Kind.CODE),
    Column("地区", Kind.SHORT),
    Column("规模", Kind.SHORT),
    Column("规上", Kind.SHORT),
)


def share_of(part: int, whole: int) -> Fraction | None:
    """Return a part of a whole, or None of nothing."""
    return Fraction(part, whole) if whole else None


def link(rule: Rule, *, old: bool = False) -> ClauseLink:
    """Return the way to the clause of a reward."""
    return ClauseLink(clause_words(rule.clause), rule.position, old)


def person_cells(person: Person) -> tuple[str, str, str, str, str]:
    """Return an applicant's cells under `PERSON`."""
    return person.name, person.code, person.region, person.size, person.above_scale


def cost_tables(cost: Cost) -> Iterator[Table]:
    """Yield what all lines cost, told apart in every way."""
    yield clause_table(cost)
    if cost.programmes:
        yield _group_table("programme", "按政策", "政策", cost.programmes, cost.total)
    yield _group_table("year", "按年度", "年度", cost.years, cost.total, "年度按事项发生的日期。")
    yield _group_table("region", "按地区", "地区", cost.regions, cost.total, "地区按事项发生当日的行政区划代码。")
    yield _group_table("size", "按企业规模", "规模", cost.sizes, cost.total, "规模按事项发生当日的情况。")
    yield _group_table("scale", "按规上规下", "规上规下", cost.scales, cost.total, "规上规下按事项发生当日的情况。")
    yield _band_table(cost.concentration)
    yield _recipient_table(cost)


def clause_table(cost: Cost) -> Table:
    """Return what each reward costs, the highest first; rewards without any line are left out and counted below."""
    used = [clause for clause in cost.clauses if any(_counts(clause.tally))]
    used.sort(key=lambda clause: (-clause.tally.owed_fen, clause.rule.position))
    unused = len(cost.clauses) - len(used)
    rows = [("合计", None, *_cells(cost.total, cost.total))]
    rows += [(clause.rule.label, link(clause.rule), *_cells(clause.tally, cost.total)) for clause in used]
    notes = [ROUNDED, "同一主体享受几项奖补的，各项户数之和大于合计。"]
    notes += [f"另有{unused}项奖补没有对应的事项。"] if unused else []
    return Table("clause", "按条款", (*CLAUSE, *COUNTS), tuple(rows), has_total=True, notes=tuple(notes))


def unused_rules(cost: Cost) -> list[Rule]:
    """Return the rewards that no matter of the population comes under."""
    return [clause.rule for clause in cost.clauses if not any(_counts(clause.tally))]


def _counts(tally: Tally) -> tuple[int, ...]:
    return tally.lines, tally.undecided, tally.awaiting, tally.in_kind, tally.nothing


def _cells(tally: Tally, total: Tally) -> tuple[Cell, ...]:
    share = share_of(tally.owed_fen, total.owed_fen)
    return tally.applicants, tally.lines, tally.owed_fen, share, tally.awaiting, tally.undecided, tally.in_kind


def _group_table(id: str, title: str, head: str, groups: Sequence[GroupCost], total: Tally, *notes: str) -> Table:
    shown = [group for group in groups if any(_counts(group.tally))]
    rows = [("合计", *_cells(total, total)), *((group.label, *_cells(group.tally, total)) for group in shown)]
    return Table(id, title, (Column(head, lead=True), *COUNTS), tuple(rows), has_total=True, notes=(ROUNDED, *notes))


def _band_table(spread: Concentration) -> Table:
    columns = (
        Column("每户金额", lead=True),
        Column("户数", Kind.COUNT),
        Column("户数占比", Kind.SHARE),
        Column("金额", Kind.MONEY),
        Column("金额占比", Kind.SHARE),
    )
    rows: list[tuple[Cell, ...]] = [("合计", *_band_cells(spread.applicants, spread.owed_fen, spread))]
    for band in spread.bands:
        rows.append((band_words(band.from_fen, band.to_fen), *_band_cells(band.applicants, band.owed_fen, spread)))
    return Table("band", "按每户金额", columns, tuple(rows), has_total=True, notes=(ROUNDED,))


def _band_cells(applicants: int, owed_fen: int, spread: Concentration) -> tuple[Cell, ...]:
    return applicants, share_of(applicants, spread.applicants), owed_fen, share_of(owed_fen, spread.owed_fen)


def band_words(from_fen: int, to_fen: int | None) -> str:
    """Say a stretch of amounts in 万元: 1万元以下, 1万元至5万元（不含）, 500万元以上."""
    low, high = from_fen // 1_000_000, to_fen // 1_000_000 if to_fen else None
    if not low:
        return f"不足{high}万元"
    return f"{low}万元以上" if high is None else f"{low}万元至{high}万元（不含）"


def _recipient_table(cost: Cost) -> Table:
    rules = {clause.rule.position: clause.rule for clause in cost.clauses}
    columns = (
        *PERSON,
        Column("笔数", Kind.COUNT),
        Column("金额", Kind.MONEY),
        Column("占比", Kind.SHARE),
        Column("金额最大的一项"),
        Column("条款", Kind.CLAUSE),
        Column("该项金额", Kind.MONEY),
    )

    def cells(one: Recipient) -> tuple[Cell, ...]:
        main = rules[one.rule]
        share = share_of(one.owed_fen, cost.total.owed_fen)
        return *person_cells(one.person), one.lines, one.owed_fen, share, main.label, link(main), one.rule_fen

    rows = tuple(map(cells, cost.recipients))
    return Table("recipient", f"金额最大的{len(rows)}户", columns, rows, notes=("地区、规模为测算日的情况；个人的姓名和号码不全部列出。",))
