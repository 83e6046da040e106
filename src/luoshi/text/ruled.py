"""Find the ruled tables of a page from the lines drawn on it, and put its glyphs into their cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.text.geometry import Rule
from luoshi.text.layout import Glyph, rows_of
from luoshi.text.layout import line_of as joined_row

MAX_RULES = 3_000  # a drawing has more, a table never


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page, or the piece of one on it.

    Attributes:
        rows: Its cells, columns without a word among them.
        x0, y0, x1, y1: Where it stands.
        xs: Where its columns begin, and where the last ends.
        continues: It goes on with the table that the page before ends with.
    """

    rows: tuple[tuple[str, ...], ...]
    x0: float
    y0: float
    x1: float
    y1: float
    xs: tuple[float, ...] = ()
    continues: bool = False

    def covers(self, glyph: Glyph) -> bool:
        """Say whether the middle of a glyph lies inside the table."""
        x, y = middle_of(glyph)
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def tables_of(rules: Iterable[Rule], glyphs: Iterable[Glyph], slack: float) -> tuple[list[RuledTable], list[Glyph]]:
    """Find the ruled tables of a page.

    Args:
        rules: All lines drawn on it, edges of boxes included.
        glyphs: All its glyphs.
        slack: How far two lines may be apart and still count as touching, in the page's unit.

    Returns:
        Tables of at least two cells with words, from the top, and the glyphs that stand outside them.
    """
    level, upright = merged(list(rules), slack)
    ordered = sorted(glyphs, key=lambda glyph: middle_of(glyph)[1])
    if len(level) + len(upright) > MAX_RULES:
        return [], ordered
    heights = [middle_of(glyph)[1] for glyph in ordered]
    tables: list[RuledTable] = []
    is_inside = bytearray(len(ordered))
    for group in connected(level, upright, slack):
        first, last = bisect_left(heights, min(rule.y0 for rule in group)), bisect_right(heights, max(rule.y1 for rule in group))
        table = table_of(group, ordered[first:last], slack)
        if table:
            tables.append(table)
            is_inside[first:last] = bytes(is_inside[at] or table.covers(ordered[at]) for at in range(first, last))
    loose = [glyph for glyph, inside in zip(ordered, is_inside, strict=True) if not inside]
    return sorted(tables, key=lambda table: (table.y0, table.x0)), loose


def merged(rules: Sequence[Rule], slack: float) -> tuple[list[Rule], list[Rule]]:
    """Return the level and the upright lines, pieces of one line put together."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y0 / slack), rule.x0)):
        if rule.is_level and rule.x1 - rule.x0 > slack:
            last = level[-1] if level else None
            if last and abs(last.y0 - rule.y0) <= slack and rule.x0 <= last.x1 + slack:
                level[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
            else:
                level.append(rule)
    for rule in sorted(rules, key=lambda rule: (round(rule.x0 / slack), rule.y0)):
        if not rule.is_level and rule.y1 - rule.y0 > slack:
            last = upright[-1] if upright else None
            if last and abs(last.x0 - rule.x0) <= slack and rule.y0 <= last.y1 + slack:
                upright[-1] = Rule(last.x0, last.y0, last.x1, max(last.y1, rule.y1))
            else:
                upright.append(rule)
    return level, upright


def connected(level: Sequence[Rule], upright: Sequence[Rule], slack: float) -> list[list[Rule]]:
    """Group the lines that cross or touch, directly or through others."""
    rules = [*level, *upright]
    leader = list(range(len(rules)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            meets_x = across.x0 - slack <= down.x0 <= across.x1 + slack
            if meets_x and down.y0 - slack <= across.y0 <= down.y1 + slack:
                leader[find(i)] = find(j)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate(rules):
        groups[find(at)].append(rule)
    return [group for group in groups.values() if len(group) >= 4]


def table_of(group: Sequence[Rule], glyphs: Sequence[Glyph], slack: float) -> RuledTable | None:
    """Read the table that a group of lines draws; None where it is a frame or a drawing."""
    xs = distinct((x for rule in group for x in ((rule.x0, rule.x1) if rule.is_level else (rule.x0,))), slack)
    ys = distinct((y for rule in group for y in ((rule.y0,) if rule.is_level else (rule.y0, rule.y1))), slack)
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_RULES:
        return None
    owner = cell_owners(group, xs, ys, slack)
    words: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = middle_of(glyph)
        row, column = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
        if 0 <= row < len(ys) - 1 and 0 <= column < len(xs) - 1:
            words[owner[row, column]].append(glyph)
    if len(words) < 2:
        return None
    cells = {place: cell_words(inside) for place, inside in words.items()}
    rows = tuple(tuple(cells.get((row, column), "") for column in range(len(xs) - 1)) for row in range(len(ys) - 1))
    return RuledTable(rows, xs[0], ys[0], xs[-1], ys[-1], tuple(xs))


def cell_owners(group: Sequence[Rule], xs: list[float], ys: list[float], slack: float) -> dict[tuple[int, int], tuple[int, int]]:
    """Say for each place of the grid in which cell it lies, named by its upper left place; no line between two places joins them."""
    level = [rule for rule in group if rule.is_level]
    upright = [rule for rule in group if not rule.is_level]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        y = (ys[row] + ys[row + 1]) / 2
        borders = [rule.x0 for rule in upright if rule.y0 <= y <= rule.y1]
        for column in range(len(xs) - 1):
            x = (xs[column] + xs[column + 1]) / 2
            is_open_left = column > 0 and not any(abs(border - xs[column]) <= slack for border in borders)
            is_open_above = row > 0 and not any(abs(rule.y0 - ys[row]) <= slack and rule.x0 <= x <= rule.x1 for rule in level)
            above, left = owner.get((row - 1, column)), owner.get((row, column - 1))
            owner[row, column] = above if is_open_above and above else left if is_open_left and left else (row, column)
    return owner


def distinct(values: Iterable[float], slack: float) -> list[float]:
    """Return the values in order, those nearer than the slack taken as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > slack:
            kept.append(value)
    return kept


def cell_words(glyphs: Sequence[Glyph]) -> str:
    """Return the words of a cell, its lines joined: with a blank only where letters or digits would run together."""
    words = ""
    for row in rows_of(glyphs):
        line = joined_row(row).chars
        is_glued = words[-1:].isascii() and words[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        words += (" " if is_glued else "") + line
    return words


def middle_of(glyph: Glyph) -> tuple[float, float]:
    """Return the middle of a glyph; its baseline is below it."""
    return (glyph.x0 + glyph.x1) / 2, glyph.y - glyph.size / 3
