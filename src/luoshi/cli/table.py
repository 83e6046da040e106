"""Tables in the terminal: columns shrink to fit, long cells wrap and are never cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.cli.paint import Ink, Paint
from luoshi.cli.width import pad, width, wrap

GAP = 2
NARROWEST = 6
NOTHING = ("", "—")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its smallest width when space is short, and which side its words keep to."""

    title: str
    least: int = 8
    right: bool = False
    ink: Ink | None = None


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, columns_wide: int, paint: Paint, notes: Sequence[str] = (), indent: int = 2
) -> Iterator[str]:
    """Yield the lines of a table, its heading first; columns without any words in them are left out.

    `notes`, where given, has one for each row: words that stand under the row in its whole width, or nothing.
    """
    used = [index for index in range(len(columns)) if any(row[index] not in NOTHING for row in rows)]
    shown = [columns[index] for index in used]
    cells = [[row[index] for index in used] for row in rows]
    wide = _widths(shown, cells, columns_wide - indent - GAP * (len(shown) - 1))
    yield _line(
        [pad(column.title, w, right=column.right) for column, w in zip(shown, wide, strict=True)], indent, paint, [Ink.FAINT] * len(shown)
    )
    for number, row in enumerate(cells):
        yield from _row(shown, row, wide, indent, paint)
        if number < len(notes) and notes[number]:
            inset = indent + wide[0] + GAP
            yield from (" " * inset + paint(line, Ink.WARNING) for line in wrap(notes[number], columns_wide - inset))


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], space: int) -> list[int]:
    """Give every column what it needs, then take from the widest down to what reads well, and in a narrow window below that."""
    wide = [max([width(column.title), *(width(row[index]) for row in rows)]) for index, column in enumerate(columns)]
    for least in ([max(column.least, width(column.title)) for column in columns], [NARROWEST for _ in columns]):
        _shrink(wide, [min(most, floor) for most, floor in zip(wide, least, strict=True)], space)
    return wide


def _shrink(wide: list[int], least: Sequence[int], space: int) -> None:
    """Narrow the widest column step by step until all fit or none may give way."""
    while (over := sum(wide) - space) > 0:
        giving = [index for index in range(len(wide)) if wide[index] > least[index]]
        if not giving:
            return
        widest = max(giving, key=lambda index: wide[index])
        next_widest = max((wide[index] for index in giving if index != widest), default=least[widest])
        wide[widest] -= min(over, wide[widest] - least[widest], max(1, wide[widest] - next_widest))


def _row(columns: Sequence[Column], row: Sequence[str], wide: Sequence[int], indent: int, paint: Paint) -> Iterator[str]:
    wrapped = [wrap(cell, w) for cell, w in zip(row, wide, strict=True)]
    inks = [column.ink for column in columns]
    for at in range(max(map(len, wrapped))):
        parts = [lines[at] if at < len(lines) else "" for lines in wrapped]
        yield _line([pad(part, w, right=c.right) for part, w, c in zip(parts, wide, columns, strict=True)], indent, paint, inks)


def _line(parts: Sequence[str], indent: int, paint: Paint, inks: Sequence[Ink | None]) -> str:
    plain = [part if index < len(parts) - 1 else part.rstrip() for index, part in enumerate(parts)]
    return (" " * indent + (" " * GAP).join(paint(part, ink) for part, ink in zip(plain, inks, strict=True))).rstrip(" ")
