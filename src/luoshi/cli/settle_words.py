"""A settlement in the terminal: totals by clause, what could not be judged, explanations, and the report of open rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.cli.facts_words import inert
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.settle_left_out import left_out_lines, missing_words
from luoshi.cli.table import Column, table_lines
from luoshi.commitments.show import clause_words
from luoshi.rewards.explain.show import audit_rows, explanation_lines
from luoshi.rewards.explain.words import choice_words, label_of
from luoshi.rewards.interpreter import Status
from luoshi.rewards.result_notes import provisional_words
from luoshi.rewards.results import BOM, unjudged_rows
from luoshi.values.money import show_wan

if TYPE_CHECKING:
    from luoshi.facts.faults import RowFault
    from luoshi.rewards.explain.show import AuditRow
    from luoshi.rewards.settlement import RewardTotal
    from luoshi.rewards.unclear import UnclearMatter
    from luoshi.usecases.settle import Settled

COLUMNS = (
    Column("条款", 10),
    Column("奖补", 16),
    Column("主体", 4, right=True),
    Column("笔数", 4, right=True),
    Column("应兑付", 10, right=True, ink=Ink.STRONG),
    Column("待补材料", 4, right=True),
    Column("待核定", 4, right=True),
    Column("非资金", 4, right=True),
)
MARKS = {"error": "错误", "warning": "注意", "note": "提示"}
# Notes on payments by which too little may be taken off.
TOLD_NOTES = ("facts.paid-stranger", "facts.unknown-matter")
STEP_HEADS = ("截至", "主体代码", "条款", "奖补", "版本", "事项编号", "步骤", "说明", "查到的情况", "是否符合", "增减（元）", "余额（元）")
NAMESAKES_SHOWN = 5
NOTE_OF_SUMS = "合计数与分项之和因四舍五入可能略有差异。"


def summary_lines(settled: Settled, *, columns_wide: int, paint: Paint, unjudged: int) -> Iterator[str]:
    """Yield what the settlement comes to, reward by reward, and the first lines that could not be judged."""
    settlement = settled.settlement
    totals = [total for total in settlement.totals() if _says_something(total)]
    for name, title in settlement.book.names.items():
        ours = [total for total in totals if total.rule.programme == name]
        yield paint(f"《{title}》", Ink.STRONG)
        if ours:
            yield from table_lines(
                COLUMNS, [_row(total, settlement.book.label_of(total.rule)) for total in ours], columns_wide=columns_wide, paint=paint
            )
        else:
            yield "  没有符合条件的主体和事项。"
    people, owed = settlement.owed_applicants(), settlement.owed_fen()
    yield ""
    as_of = settlement.as_of
    yield (
        paint(f"截至{as_of.year}年{as_of.month}月{as_of.day}日，应兑付{people:,}个主体，合计{show_wan(owed)}。", Ink.STRONG) + NOTE_OF_SUMS
    )
    yield from (words + "。" for words in provisional_words(settlement))
    yield from shortfall_lines(settled, paint)
    yield from _open(settled, unjudged, paint)
    yield from _unclear(settled, unjudged, paint)


def _says_something(total: RewardTotal) -> bool:
    return any((total.line_count, total.undecided_count, total.awaiting_count, total.in_kind_count))


def _row(total: RewardTotal, label: str) -> list[str]:
    counts = (total.undecided_count, total.awaiting_count, total.in_kind_count)
    owed = show_wan(total.owed_fen) if total.line_count else "—"
    people, lines = (f"{n:,}" if n else "—" for n in (total.applicant_count, total.line_count))
    return [clause_words(total.rule.clause), label, people, lines, owed, *(f"{count:,}" if count else "—" for count in counts)]


def shortfall_lines(settled: Settled, paint: Paint) -> Iterator[str]:
    """Yield for each table of which rows were left out what that may do to the amounts."""
    yield from (paint(f"注意：{words}请改好后重算。", Ink.WARNING) for words in settled.shortfalls())


def _unclear(settled: Settled, shown: int, paint: Paint) -> Iterator[str]:
    if not settled.unclear_count:
        return
    yield ""
    yield paint(f"情况不明的{settled.unclear_count:,}个事项，要看的奖补没有算", Ink.WARNING)
    rows = settled.unclear(shown)
    for row in rows:
        words, hint = unclear_words(row)
        yield f"  {row.applicant}　事项{row.matter}　{words}。{hint}"
    if settled.unclear_count > len(rows):
        yield f"  另有{settled.unclear_count - len(rows):,}个，全部写出请加 --unjudged 文件.csv"


def unclear_words(row: UnclearMatter) -> tuple[str, str]:
    """Say which empty cell keeps a matter from which rewards, and where to fill it in."""
    empty = "、".join("“" + label_of(name, {}) + "”" for name in row.empty)
    clauses = "、".join(dict.fromkeys(clause_words(rule.clause) for rule in row.rules))
    words = f"{choice_words('kind', (row.kind,))}“{row.subject}”没有填{empty}，{clauses}要看"
    return words, f"请在事项表事项{row.matter}一行填写"


def _open(settled: Settled, shown: int, paint: Paint) -> Iterator[str]:
    count = settled.settlement.count(Status.UNDECIDED, Status.AWAITING_DECISION)
    if not count:
        return
    yield ""
    yield paint(f"还不能算的{count:,}笔", Ink.WARNING)
    rows = list(unjudged_rows(settled.settlement, shown))[:shown]
    for applicant, clause, label, matter, status, missing in rows:
        yield f"  {applicant}　{clause_words(clause)}　{label}{f'　事项{matter}' if matter else ''}：{status}，{missing}"
    if count > len(rows):
        yield f"  另有{count - len(rows):,}笔，全部写出请加 --unjudged 文件.csv"


def fault_lines(settled: Settled, *, limit: int) -> Iterator[str]:
    """Yield how the tables were read: the first faults with row and column, how many rows were left out, and caps already passed."""
    from luoshi.facts.faults import OF_COLUMNS

    for table in settled.tables.tables:
        told = (fault for fault in table.faults if fault.severity.value != "note" or fault.code in TOLD_NOTES)
        graver = sorted(told, key=lambda fault: (fault.code not in OF_COLUMNS, list(MARKS).index(fault.severity.value)))
        for fault in graver[:limit]:
            value = f"“{fault.value}”" if fault.value else ""
            yield f"{MARKS[fault.severity.value]}：{fault.place}{value}：{fault.message}{fault.hint}"
        if len(graver) > limit:
            yield f"另有{len(graver) - limit:,}处，逐处查看请用：luoshi facts check"
        if table.counts.left_out:
            yield f"{table.file}：读了{table.counts.rows:,}行，有{table.counts.left_out:,}行没有读进来，不在结果里。"
    for remark in settled.remarks:
        yield f"{'注意' if remark.is_finding else '提示'}：{remark.place}：{remark.words}。{remark.hint}"


def applicants_meant(settled: Settled, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the codes of the applicants that codes or names stand for, and a sentence for each word that stands for none or several."""
    codes, slips = [], []
    for word in words:
        found = settled.settlement.applicants_called(word)
        if len(found) == 1:
            codes += found
        elif found:
            more = "等" if len(found) > NAMESAKES_SHOWN else ""
            slips.append(f"有{len(found):,}个主体叫“{word}”：{'、'.join(found[:NAMESAKES_SHOWN])}{more}。请写主体代码。")
        else:
            unknown = f"各表里都没有主体“{word}”。请核对主体代码，或写全称。{_near(settled, word)}"
            slips.append(missing_words(settled, word) or unknown)
    return list(dict.fromkeys(codes)), slips


def _near(settled: Settled, word: str) -> str:
    near = [f"{name}（{code}）" for code, name in settled.settlement.applicants_like(word, NAMESAKES_SHOWN)]
    return f"名称相近的有：{'、'.join(near)}。" if near else ""


def explanation_of(settled: Settled, applicant: str) -> Iterator[str]:
    """Yield the explanation of one applicant that is there, the rewards that nothing comes near included."""
    explanation = settled.settlement.explain(applicant)
    assert explanation is not None
    book = settled.settlement.book
    yield from explanation_lines(explanation, book, untouched={rule.reward for rule in book.rules})
    yield from left_out_lines(settled, applicant)


def write_steps(settled: Settled, path: Path, applicants: Sequence[str]) -> None:
    """Write the conditions with what the facts say, and every step with what it takes away and leaves, of these applicants; in yuan."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([BOM + STEP_HEADS[0], *STEP_HEADS[1:]])
        for applicant in applicants:
            explanation = settled.settlement.explain(applicant)
            for row in audit_rows(explanation) if explanation else ():
                writer.writerow([settled.settlement.as_of.isoformat(), inert(applicant), *_step_cells(row)])


def _step_cells(row: AuditRow) -> list[str]:
    facts = (row.clause, row.reward, row.version, row.matter, row.step, row.words, row.found, row.verdict)
    amounts = ("" if fen is None else f"{Decimal(fen) / 100:.2f}" for fen in (row.change_fen, row.amount_fen))
    return [*(inert(str(cell)) for cell in facts), *amounts]


def write_unjudged(settled: Settled, path: Path, *, limit: int) -> None:
    """Write in one table the rows that were left out, what else is to be looked at, and the lines that cannot be judged yet.

    What is more than so many applicants or matters is told in a row of its own.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([BOM + "类别", "文件或主体", "行", "栏目或条款", "内容或奖补", "事项编号", "问题", "怎么办"])
        for kind, *cells in (*_faulty_rows(settled), *_open_rows(settled, limit), *_unclear_rows(settled, limit)):
            writer.writerow([kind, *map(inert, cells)])


def _faulty_rows(settled: Settled) -> Iterator[list[str]]:
    for table in settled.tables.tables:
        for fault in table.faults:
            if fault.severity.value != "note":
                yield ["没有读入" if fault.severity.value == "error" else "核对", *_row_of(fault)]
        told = len({fault.row for fault in table.faults if fault.severity.value == "error"})
        if table.counts.left_out > told:
            yield ["没有读入", table.file, *[""] * 4, f"另有{table.counts.left_out - told:,}行没有读入，没有写出", "改好以上各行后再检查"]
    for remark in settled.remarks:
        yield ["核对", remark.place, *[""] * 4, remark.words, remark.hint]


def _open_rows(settled: Settled, limit: int) -> Iterator[list[str]]:
    rest = settled.settlement.count(Status.UNDECIDED, Status.AWAITING_DECISION)
    for applicant, clause, label, matter, status, missing in unjudged_rows(settled.settlement, limit):
        rest -= 1
        yield ["还不能算", applicant, "", clause_words(clause), label, matter, f"{status}，{missing}", "补齐后再算"]
    if rest:
        yield ["还不能算", *[""] * 5, f"另有{rest:,}笔还不能算，没有写出", "补齐以上各笔后再算"]


def _unclear_rows(settled: Settled, limit: int) -> Iterator[list[str]]:
    rest = settled.unclear_count
    for row in settled.unclear(limit):
        rest -= 1
        clauses = "、".join(dict.fromkeys(clause_words(rule.clause) for rule in row.rules))
        yield ["情况不明", row.applicant, "", clauses, row.subject, row.matter, *unclear_words(row)]
    if rest:
        yield ["情况不明", *[""] * 5, f"另有{rest:,}个事项情况不明，没有写出", "填好以上各行后再算"]


def _row_of(fault: RowFault) -> list[str]:
    return [fault.file, str(fault.row or ""), fault.head, fault.value, "", fault.message, fault.hint]
