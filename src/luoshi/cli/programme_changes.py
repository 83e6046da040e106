"""Two versions of a programme in the terminal: what differs row by row, and which open work it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from luoshi.cli.paint import Ink, Paint
from luoshi.cli.programme_words import programme_words
from luoshi.cli.table import Column, table_lines
from luoshi.cli.width import wrap
from luoshi.commitments.show import clause_words
from luoshi.programme.diff import KeyChange, ProgrammeDifference, RowChange, RowChangeKind
from luoshi.programme.impact import Impact, Touched
from luoshi.programme.nodes import Programme
from luoshi.programme.show import row_title
from luoshi.programme.show.rules import day_words
from luoshi.programme.words import SECTION_WORDS

INDENT = 6
INKS = {RowChangeKind.ADDED: Ink.GOOD, RowChangeKind.DROPPED: Ink.ERROR, RowChangeKind.CHANGED: Ink.WARNING}
REACHED_SHOWN = 12
NO_UNIT = "未写明单位"
NOTHING = "—"


def difference_lines(difference: ProgrammeDifference, *, columns_wide: int, paint: Paint, full: bool = False) -> Iterator[str]:
    """Yield the whole difference; rows of which only the bookkeeping changed are counted, or listed with `full`."""
    yield from _heads(difference.old, difference.new, columns_wide, paint)
    if difference.is_same:
        yield "两个版本没有不同。"
        return
    shown = [change for change in difference.rows if full or not change.is_bookkeeping]
    yield from wrap(_counts(difference.rows), columns_wide)
    if difference.head:
        yield ""
        yield paint("文件本身", Ink.STRONG)
        yield from _keys(difference.head, columns_wide, paint)
    for section in dict.fromkeys(change.section for change in shown):
        yield ""
        yield paint(SECTION_WORDS[section], Ink.STRONG)
        for change in shown:
            if change.section == section:
                yield from _row(change, columns_wide, paint, full)
    hidden = len(difference.rows) - len(shown)
    if hidden:
        yield ""
        yield paint(f"另有{hidden}条只改了确认情况、疑点或说明，加 --full 列出。", Ink.FAINT)


def _heads(old: Programme, new: Programme, columns_wide: int, paint: Paint) -> Iterator[str]:
    for label, programme in (("旧版", old), ("新版", new)):
        first, *rest = wrap(programme_words(programme), columns_wide - INDENT)
        yield f"{paint(label, Ink.FAINT)}  {first}"
        yield from (" " * INDENT + line for line in rest)
    yield ""


def _counts(changes: Sequence[RowChange]) -> str:
    counts = Counter(change.kind for change in changes if not change.is_bookkeeping)
    parts = [f"{kind.label}{counts[kind]}条" for kind in RowChangeKind if counts[kind]]
    return f"{'，'.join(parts)}。" if parts else "各条内容没有不同。"


def _row(change: RowChange, columns_wide: int, paint: Paint, full: bool) -> Iterator[str]:
    where = clause_words(change.clause) if change.clause else ""
    first, *rest = wrap("　".join(filter(None, (where, change.title, f"（{change.row}）"))), columns_wide - INDENT)
    yield f"{paint(change.kind.label, INKS[change.kind])}  {first}"
    yield from (" " * INDENT + line for line in rest)
    yield from _keys([key for key in change.keys if full or not key.is_bookkeeping], columns_wide, paint)
    yield from _contents(change, columns_wide, paint)


def _contents(change: RowChange, columns_wide: int, paint: Paint) -> Iterator[str]:
    for name, words in change.contents:
        for number, line in enumerate(wrap(f"{name}：{words}", columns_wide - INDENT)):
            head = "" if number else name + "："
            yield " " * INDENT + paint(head, Ink.FAINT) + line.removeprefix(head)


def _keys(keys: Sequence[KeyChange], columns_wide: int, paint: Paint) -> Iterator[str]:
    for key in keys:
        for number, line in enumerate(wrap(f"{key.name}：{key.old} → {key.new}", columns_wide - INDENT)):
            name = "" if number else key.name + "："
            yield " " * INDENT + paint(name, Ink.FAINT) + line.removeprefix(name)


# --- what it touches --------------------------------------------------------------------------------------------------------------


def impact_lines(impact: Impact, *, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield what a change touches as of a day: what to mind, then by kind, then by unit."""
    yield from _heads(impact.difference.old, impact.difference.new, columns_wide, paint)
    for words in impact.notes:
        for number, line in enumerate(wrap(words, columns_wide - INDENT)):
            yield f"{'      ' if number else paint('注意', Ink.WARNING) + '  '}{line}"
    if impact.notes:
        yield ""
    yield from wrap(_summary(impact), columns_wide)
    if gone := [change for change in impact.closed if change.section == "rewards" and change.kind is RowChangeKind.DROPPED]:
        yield from wrap(f"其中删去的奖补：{'、'.join(f'{change.title}（{change.row}）' for change in gone)}。", columns_wide)
    names = _names(impact.difference)
    for section in dict.fromkeys(touched.change.section for touched in impact.touched):
        found = [touched for touched in impact.touched if touched.change.section == section]
        yield ""
        yield f"{paint(SECTION_WORDS[section], Ink.STRONG)} {len(found)}条"
        yield from _touched_table(found, names, columns_wide, paint)
    if impact.touched:
        yield from _by_unit(impact, columns_wide, paint)


def _summary(impact: Impact) -> str:
    day = day_words(impact.as_of)
    counts = Counter(touched.change.section for touched in impact.touched)
    closed = f"另有{len(impact.closed)}条改动涉及的工作已经到期。" if impact.closed else ""
    if not counts:
        return f"截至{day}，改动不牵涉没有到期的工作。{closed}"
    parts = "，".join(f"{SECTION_WORDS[section]}{count}条" for section, count in counts.items())
    return f"截至{day}，改动牵涉没有到期的工作：{parts}。{closed}"


def _touched_table(found: Sequence[Touched], names: Mapping[str, str], columns_wide: int, paint: Paint) -> Iterator[str]:
    columns = (
        Column("变化", 4),
        Column("条款", 8, ink=Ink.FAINT),
        Column("事项", 14),
        Column("怎样改", 20),
        Column("到期", 11),
        Column("单位", 10),
    )
    rows = [_touched_row(touched) for touched in found]
    notes = [_note(touched, names) for touched in found]
    yield from table_lines(columns, rows, columns_wide=columns_wide, paint=paint, notes=notes)


def _touched_row(touched: Touched) -> tuple[str, ...]:
    change = touched.change
    keys = "；".join(f"{key.name}：{key.old} → {key.new}" for key in change.keys if not key.is_bookkeeping)
    clause = clause_words(change.clause) if change.clause else NOTHING
    until = day_words(touched.until) if touched.until is not None else NOTHING
    return change.kind.label, clause, change.title, keys or NOTHING, until, "、".join(touched.units) or NOTHING


def _names(difference: ProgrammeDifference) -> dict[str, str]:
    """Name the rows that a change can reach, by their ids: 二1“首次认定”（R1）; as they are now, or as they were where they are gone."""
    rows = [row for programme in (difference.old, difference.new) for row in (*programme.duties, *programme.rewards)]
    return {row.id: f"{clause_words(row.clause)}“{row_title(row)}”（{row.id}）" for row in rows}


def _note(touched: Touched, names: Mapping[str, str]) -> str:
    parts = []
    if touched.reaches:
        listed = "、".join(names.get(name, name) for name in touched.reaches[:REACHED_SHOWN])
        more = len(touched.reaches) - REACHED_SHOWN
        parts.append(f"牵涉{len(touched.reaches)}条：{listed}{f'，另有{more}条，加 --json 全部写出' if more > 0 else ''}")
    if touched.since is not None and touched.change.section != "units":
        gone = touched.change.kind is RowChangeKind.DROPPED
        parts.append(f"{day_words(touched.since)}起的事项{'不再适用' if gone else '按新版'}，此前的仍按旧版")
    return "；".join(parts)


def _by_unit(impact: Impact, columns_wide: int, paint: Paint) -> Iterator[str]:
    yield ""
    yield paint("各单位", Ink.STRONG)
    rows = []
    for unit, found in impact.by_unit().items():
        counts = Counter(touched.change.section for touched in found)
        what = "、".join(touched.change.title for touched in found)
        rows.append((unit or NO_UNIT, "，".join(f"{SECTION_WORDS[section]}{count}" for section, count in counts.items()), what))
    columns = (Column("单位", 10), Column("牵涉", 10), Column("事项", 20))
    yield from table_lines(columns, rows, columns_wide=columns_wide, paint=paint)
