"""A reading in the terminal: what the document is, how much it promises, a table a kind, and what should be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from luoshi.cli.marked_words import diagnostic_lines
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.table import Column, table_lines
from luoshi.cli.width import pad, width, wrap
from luoshi.commitments.figures import amount_words, cap_words, value_words
from luoshi.commitments.nodes import Commitment, Kind, Reading
from luoshi.commitments.show import IMPLIED, IMPLIED_MEANS, clause_words, inferred, list_words, period_words, without_repeated_doubts
from luoshi.papers.particulars import particulars, title_of

ALIKE_SHOWN = 3
DOUBTS_SHOWN = 5
WHERE_THE_REST_IS = "逐条看：加 --full；或加 --html 页.html 写成网页，对照原文看。"
COUNT_GAP = "   "
INFERRED = "*"
LONGEST_NAME = 32
LEAST_TITLE = 20
FAMILY_INKS = {
    Kind.TARGET: Ink.MEASURE,
    Kind.DEADLINE: Ink.MEASURE,
    Kind.DUTY: Ink.ACT,
    Kind.REGISTER: Ink.ACT,
    Kind.PROCEDURE: Ink.ACT,
    Kind.REWARD: Ink.MONEY,
    Kind.STACKING: Ink.MONEY,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables of one kind are laid out: columns behind the clause, and what stands in them."""

    columns: tuple[Column, ...]
    cells: Callable[[Any], Sequence[str]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Overview:
    """One document in one line: its title and its counts."""

    title: str
    counts: Counter[Kind]
    doubtful_count: int
    to_check_count: int


LAYOUTS = {
    Kind.TARGET: Layout(
        (Column("指标", 16), Column("目标值", 8, right=True), Column("时间", 8)),
        lambda c: (c.indicator, value_words(c), period_words(c.period)),
    ),
    Kind.DUTY: Layout(
        (Column("任务", 16), Column("牵头单位", 12), Column("责任单位", 12), Column("责任领导", 8)),
        lambda c: (c.title, list_words(c.lead), list_words(c.support), list_words(c.leader)),
    ),
    Kind.REWARD: Layout(
        (Column("对象", 10), Column("事由", 14), Column("金额", 12), Column("限额", 12)),
        lambda c: (c.beneficiary, c.trigger, amount_words(c), cap_words(c)),
    ),
    Kind.STACKING: Layout((Column("规则", 20),), lambda c: (c.rule_words,)),
    Kind.REGISTER: Layout((Column("名称", 14), Column("收录", 10), Column("用途", 10)), lambda c: (c.name, c.holds, c.purpose)),
    Kind.PROCEDURE: Layout(
        (Column("名称", 14), Column("步骤", 16), Column("由谁办", 10)), lambda c: (c.name, " → ".join(c.steps), list_words(c.who))
    ),
    Kind.DEADLINE: Layout((Column("事项", 16), Column("时间", 12)), lambda c: (c.what, period_words(c.period))),
}


def summary_lines(reading: Reading, *, columns_wide: int, paint: Paint, full: bool = False, tables: bool = False) -> Iterator[str]:
    """Yield the summary of one reading: what it is, how much it promises, what a person should look at.

    `tables` lists every commitment, with its doubts; else only the first few doubts are told. `full` lists every diagnostic with its
    code, where else many of one code are cut to a few.
    """
    reading = without_repeated_doubts(reading)
    yield from _head(reading, columns_wide, paint)
    yield ""
    yield from _counts(Counter(commitment.kind for commitment in reading.commitments), columns_wide, paint)
    if reading.commitments and not tables:
        yield from (paint(line, Ink.FAINT) for line in wrap(WHERE_THE_REST_IS, columns_wide))
    yield from _tables(reading, columns_wide, paint) if tables else _doubts(reading, columns_wide, paint)
    if reading.diagnostics:
        yield ""
        yield f"{paint('需核对', Ink.STRONG)} {len(reading.diagnostics)}处"
        yield from _diagnostics(reading, columns_wide, paint, full)
    yield ""
    yield from wrap(closing_line(overview_of(reading)), columns_wide)


def _tables(reading: Reading, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield every commitment in the table of its kind, a doubt under its row."""
    for kind in Kind:
        if found := reading.of(kind):
            yield ""
            yield f"{paint(kind.label, FAMILY_INKS[kind])} {len(found)}条"
            notes = [f"! 疑点：{'；'.join(c.doubts)}" if c.doubts else "" for c in found]
            yield from table_lines(*_table(kind, found), notes=notes, columns_wide=columns_wide, paint=paint)
    if any(map(inferred, reading.commitments)):
        yield ""
        yield from (paint(line, Ink.FAINT) for line in wrap(f"{INFERRED} {IMPLIED}：{IMPLIED_MEANS}。", columns_wide))


def _doubts(reading: Reading, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield the first few commitments that were read with doubt, and how many more there are."""
    doubtful = [commitment for commitment in reading.commitments if commitment.doubts]
    if not doubtful:
        return
    yield ""
    yield f"{paint('疑点', Ink.STRONG)} {len(doubtful)}条"
    columns = [Column("条款", 10, ink=Ink.FAINT), Column("类别", 4), Column("内容", 16), Column("疑点", 16, ink=Ink.WARNING)]
    rows = [[clause_words(c.clause), c.kind.label, LAYOUTS[c.kind].cells(c)[0], "；".join(c.doubts)] for c in doubtful[:DOUBTS_SHOWN]]
    yield from table_lines(columns, rows, columns_wide=columns_wide, paint=paint)
    if len(doubtful) > DOUBTS_SHOWN:
        yield paint(f"  另有{len(doubtful) - DOUBTS_SHOWN}条有疑点，加 --full 全部列出。", Ink.FAINT)


def _head(reading: Reading, columns_wide: int, paint: Paint) -> Iterator[str]:
    yield from (paint(line, Ink.STRONG) for line in wrap(title_of(reading.policy), columns_wide))
    for name, words in particulars(reading.policy):
        first, *rest = wrap(words, columns_wide - 12)
        yield f"  {paint(pad(name, 8), Ink.FAINT)}  {first}"
        yield from (" " * 12 + line for line in rest)


def _counts(counts: Counter[Kind], columns_wide: int, paint: Paint) -> Iterator[str]:
    """Say how many commitments of each kind there are, kinds without any left out."""
    if not counts:
        yield "没有读出承诺。"
    line, taken = "", 0
    for kind in filter(counts.get, Kind):
        wide = width(f"{kind.label} {counts[kind]}")
        if line and taken + len(COUNT_GAP) + wide > columns_wide:
            yield line
            line, taken = "", 0
        line += (COUNT_GAP if line else "") + f"{paint(kind.label, FAMILY_INKS[kind])} {counts[kind]}"
        taken += wide + (len(COUNT_GAP) if taken else 0)
    yield from filter(None, [line])


def overview_of(reading: Reading) -> Overview:
    """Count what one reading holds."""
    doubtful = sum(1 for commitment in reading.commitments if commitment.doubts)
    counts = Counter(commitment.kind for commitment in reading.commitments)
    return Overview(title_of(reading.policy), counts, doubtful, len(without_repeated_doubts(reading).diagnostics))


def closing_line(total: Overview) -> str:
    """Say the total, the doubts, and that all of it awaits a person."""
    parts = [f"共{total.counts.total()}条承诺"]
    parts += [f"其中{total.doubtful_count}条有疑点"] if total.doubtful_count else []
    parts += [f"{total.to_check_count}处需核对"] if total.to_check_count else []
    return f"{'，'.join(parts)}。机器所读，待人确认。"


def overview_lines(files: Sequence[tuple[str, Overview | None]], *, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield a line for each file, one that could not be read among them, and the sum of all; in a narrow window a block for each."""
    read = [overview for _, overview in files if overview is not None]
    total = Overview("", Counter(), sum(o.doubtful_count for o in read), sum(o.to_check_count for o in read))
    for overview in read:
        total.counts.update(overview.counts)
    rows = [*(_overview_row(file, overview) for file, overview in files), _overview_row("合计", total)]
    name_wide = min(max(width(file) for file, _ in files), LONGEST_NAME)
    numbers = [Column(kind.label, 4, right=True, ink=FAMILY_INKS[kind]) for kind in Kind]
    numbers += [Column("疑点", 4, right=True, ink=Ink.WARNING), Column("需核对", 6, right=True)]
    if columns_wide < name_wide + LEAST_TITLE + sum(column.least + 2 for column in numbers) + 4:
        yield from _overview_blocks([*files, ("合计", total)], columns_wide, paint)
    else:
        yield from table_lines(
            [Column("文件", name_wide), Column("标题", LEAST_TITLE), *numbers], rows, columns_wide=columns_wide, paint=paint
        )
    yield ""
    unread = f"{len(files) - len(read)}份没有读成。" if len(read) < len(files) else ""
    yield from wrap(f"{len(files)}份文件，{unread}{closing_line(total)}", columns_wide)


def _overview_blocks(files: Sequence[tuple[str, Overview | None]], columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield for each file its name, its title and its counts below each other."""
    for number, (file, overview) in enumerate(files):
        yield from [""] if number else []
        yield from (paint(line, Ink.STRONG) for line in wrap(file, columns_wide))
        title = overview.title if overview else "没有读成"
        yield from (f"  {line}" for line in wrap(title, columns_wide - 2) if line)
        if overview:
            yield from (f"  {line}" for line in _counts(overview.counts, columns_wide - 2, paint))
            checks = (("疑点", overview.doubtful_count), ("需核对", overview.to_check_count))
            line = COUNT_GAP.join(f"{words} {count}" for words, count in checks if count)
            yield from [f"  {paint(line, Ink.WARNING)}"] if line else []


def _overview_row(file: str, overview: Overview | None) -> list[str]:
    if overview is None:
        return [file, "没有读成", *("" for _ in range(len(Kind) + 2))]
    numbers = [*(overview.counts[kind] for kind in Kind), overview.doubtful_count, overview.to_check_count]
    return [file, overview.title, *map(str, numbers)]


def _table(kind: Kind, found: Sequence[Commitment]) -> tuple[list[Column], list[list[str]]]:
    layout = LAYOUTS[kind]
    columns = [Column("条款", 10, ink=Ink.FAINT), *layout.columns]
    return columns, [[clause_words(c.clause), *_cells(layout, c)] for c in found]


def _cells(layout: Layout, commitment: Commitment) -> Iterator[str]:
    """Yield the words of each column, with a star where they are our reading and not printed."""
    names = inferred(commitment)
    for column, words in zip(layout.columns, layout.cells(commitment), strict=True):
        yield f"{words}{INFERRED}" if column.title in names else words


def _diagnostics(reading: Reading, columns_wide: int, paint: Paint, full: bool) -> Iterator[str]:
    shown: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for diagnostic in reading.diagnostics:
        shown[diagnostic.code] += 1
        if full or shown[diagnostic.code] <= ALIKE_SHOWN:
            yield from diagnostic_lines(diagnostic, reading.policy.text, columns_wide=columns_wide, paint=paint, with_code=full)
        else:
            left_out[diagnostic.code] += 1
    if left_out:
        yield paint(f"      另有{left_out.total()}处与上面同类，加 --full 全部列出。", Ink.FAINT)
