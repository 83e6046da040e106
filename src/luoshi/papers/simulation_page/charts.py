"""Bars: drawn as SVG so that they scale and print, with their words and figures as text beside them, read like any list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.papers.markup import NOTHING, Html, element, join, text
from luoshi.papers.simulation_page.cells import change, clause_link, money
from luoshi.simulation.summary import percent
from luoshi.simulation.tables import ClauseLink

MOST_BARS = 10
THINNEST = 4  # tenths of a percent: what is there can be seen
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, an amount in fen, the way to its clause, of a stacked one the part that is filled, and what stands behind it.

    `is_rest` is what several smaller ones come to.
    """

    label: str
    fen: int
    clause: ClauseLink | None = None
    part_fen: int | None = None
    words: str = ""
    is_rest: bool = False


def figure(title: str, note: str, body: Html) -> Html:
    """Return a chart: its title says what it shows, the note its unit and legend."""
    caption = element("figcaption", None, text(title), element("span", None, text(note)) if note else NOTHING)
    return element("figure", {"class": "fig"}, caption, body)


def bars(rows: Sequence[Bar], *, most: int = MOST_BARS, counted: str = "项") -> Html:
    """Return bars from zero; beyond `most` the smaller ones together, `counted` as people count them."""
    shown = together(rows, most, counted)
    longest = max((bar.fen for bar in shown), default=0)
    return element("ol", {"class": "bars"}, *(_bar(bar, _from_zero(bar, longest), _words(bar)) for bar in shown))


def _words(bar: Bar) -> str:
    if bar.words or bar.part_fen is None:
        return bar.words or money(bar.fen)
    return f"{money(bar.part_fen)}（{percent(bar.part_fen, bar.fen)}）"


def together(rows: Sequence[Bar], most: int, counted: str = "项") -> list[Bar]:
    """Return the rows, those beyond the first `most` as one."""
    if len(rows) <= most + 1:
        return list(rows)
    rest = rows[most:]
    part = sum(bar.part_fen or 0 for bar in rest) if any(bar.part_fen is not None for bar in rest) else None
    return [*rows[:most], Bar(f"其他{len(rest)}{counted}", sum(bar.fen for bar in rest), part_fen=part, is_rest=True)]


def both_ways(rows: Sequence[Bar], *, most: int = MOST_BARS) -> Html:
    """Return bars to the right for more and to the left for less; all from the left where there is only one of the two."""
    shown = together(rows, most)
    longest = max((abs(bar.fen) for bar in shown), default=0)
    drawn = _one_way if len({bar.fen > 0 for bar in shown if bar.fen}) < 2 else _from_middle
    return element("ol", {"class": "bars"}, *(_bar(bar, drawn(bar.fen, longest), change(bar.fen)) for bar in shown))


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a strip, its look by the name of a class."""

    label: str
    count: int
    look: str


def strip(pieces: Sequence[Piece], unit: str) -> Html:
    """Return one bar cut into pieces, and a legend with their numbers."""
    total = sum(piece.count for piece in pieces)
    drawn, at = [], 0
    for piece in pieces:
        wide = _part(piece.count, total)
        drawn.append(_rect(piece.look, at, wide))
        at += wide
    legend = join(_legend(piece, unit) for piece in pieces)
    return join((_svg("strip", drawn), element("ul", {"class": "legend"}, legend)))


def _legend(piece: Piece, unit: str) -> Html:
    key = Html(f'<svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="{piece.look}" width="10" height="10"/></svg>')
    return element("li", None, key, text(piece.label), element("b", None, text(f"{piece.count:,}{unit}")))


def _bar(bar: Bar, drawing: Html, value: str) -> Html:
    way = clause_link(bar.clause) if bar.clause is not None else NOTHING
    label = element("span", {"class": "bars-l"}, element("span", None, text(bar.label)), way)
    return element("li", None, label, drawing, element("span", {"class": "bars-v"}, text(value)))


def _from_zero(bar: Bar, longest: int) -> Html:
    wide = _part(bar.fen, longest)
    if bar.part_fen is None:
        return _svg("bar", [_rect("rest" if bar.is_rest else "fill", 0, wide)])
    filled = wide * bar.part_fen // bar.fen if bar.fen else 0
    return _svg("bar", [_rect("rest", 0, wide), _rect("fill", 0, filled)])


def _one_way(fen: int, longest: int) -> Html:
    return _svg("bar", [_rect("fill" if fen > 0 else "less", 0, _part(abs(fen), longest))])


def _from_middle(fen: int, longest: int) -> Html:
    middle = WHOLE // 2
    wide = _part(abs(fen), longest) // 2
    side = _rect("fill", middle, wide) if fen > 0 else _rect("less", middle - wide, wide)
    return _svg("bar", [side, Html(f'<path class="zero" d="M{middle} -8V88"/>')])


def _part(part: int, whole: int) -> int:
    return max(THINNEST, part * WHOLE // whole) if part and whole else 0


def _rect(look: str, at: int, wide: int) -> Html:
    return Html(f'<rect class="{look}" x="{at}" width="{wide}" height="80"/>') if wide else NOTHING


def _svg(look: str, shapes: Sequence[Html]) -> Html:
    return Html(f'<svg class="{look}" viewBox="0 0 {WHOLE} 80" preserveAspectRatio="none" aria-hidden="true">{"".join(shapes)}</svg>')
