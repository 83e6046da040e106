"""From printed numbers to levels: which style stands above which in this document, and which numbers are misprints.

Levels go by style, not by restart: a numbering that runs on through higher sections stays where its style stands. Where a document uses
the styles in an unusual order, the order with the fewest breaks in the numbering wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from luoshi.policy.numbering import DECIMALS, Mark, Style

USUAL: tuple[Style, ...] = (
    Style.PART,
    Style.CHAPTER,
    Style.SECTION,
    Style.ITEM,
    Style.ARTICLE,
    *DECIMALS,
    Style.SUBITEM,
    Style.POINT,
    Style.SUBPOINT,
    Style.HALF,
    Style.MARK,
    Style.STEP,
)
# Neighbours that some documents use the other way round: 第一条 above 一、; 1. above （一）.
EXCHANGED = ((Style.ITEM, Style.ARTICLE), (Style.SUBITEM, Style.POINT), (Style.POINT, Style.SUBPOINT), (Style.SUBPOINT, Style.HALF))
# Styles that typists put for one another.
TWINS = {Style.SUBITEM: Style.SUBPOINT, Style.SUBPOINT: Style.SUBITEM, Style.ITEM: Style.POINT, Style.POINT: Style.ITEM}
BREAK, MISPRINT, RUNNING = 1.0, 0.5, 0.2


class Fault(StrEnum):
    """What is wrong with a printed number."""

    GAP = "gap"
    DUPLICATE = "duplicate"
    ORDER = "order"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Rung:
    """A mark with its place: `parent` is an index into the same list, -1 at the top; `before` is the value it should have followed."""

    mark: Mark
    parent: int
    fault: Fault | None = None
    before: int = 0


def climb(marks: Sequence[Mark]) -> list[Rung]:
    """Give every mark its parent: by the usual order of styles, or with neighbours exchanged where that breaks the numbering less."""
    present = {mark.style for mark in marks}
    order = USUAL
    best = _walk(marks, order)
    for first, second in EXCHANGED:
        if not best.cost or not {first, second} <= present:
            continue
        exchange = {first: second, second: first}
        other = tuple(exchange.get(style, style) for style in order)
        walk = _walk(marks, other)
        if walk.cost < best.cost:
            order, best = other, walk
    return best.rungs


def _walk(marks: Sequence[Mark], order: tuple[Style, ...]) -> _Climber:
    climber = _Climber(order)
    for at, (mark, twin) in enumerate(zip(marks, _next_of_family(marks), strict=True)):
        climber.add(climber.mend(mark, marks[at + 1] if at + 1 < len(marks) else None, twin))
    return climber


class _Climber:
    """The state of one walk: the open clauses from the top down, and what each style has counted so far."""

    def __init__(self, order: tuple[Style, ...]) -> None:
        self.rank = {style: at for at, style in enumerate(order)}
        self.open: list[int] = []
        self.rungs: list[Rung] = []
        self.last: dict[Style, int] = {}
        self.seen: dict[tuple[int, Style], set[int]] = {}
        self.cost = 0.0

    def open_mark(self, style: Style) -> Mark | None:
        """Return the open clause of a style, however deep the walk now stands below it: the sibling of a new one of that style."""
        return next((self.rungs[at].mark for at in self.open if self.rungs[at].mark.style is style), None)

    def runs_on(self, mark: Mark) -> bool:
        """Say whether the number is the next of a numbering that runs through higher clauses."""
        return mark.value == self.last.get(mark.style, 0) + 1

    def fits(self, mark: Mark) -> bool:
        """Say whether the number follows on: a first one, the next of its siblings, or the next of a numbering that runs on."""
        before = self.open_mark(mark.style)
        if before is not None:
            return mark.value == before.value + 1
        return mark.value == 1 or self.runs_on(mark)

    def mend(self, mark: Mark, behind: Mark | None, next_of_family: Mark | None) -> Mark:
        """Read `（2）` as `（二）` where only that follows on and what comes next bears it out."""
        twin = TWINS.get(mark.style)
        if twin is None:
            return mark
        before = self.open_mark(twin)
        twin_next = next_of_family is not None and next_of_family.style is twin and next_of_family.value == mark.value + 1
        if mark.value == 1:
            return mark.read_as(twin) if twin_next and before is None and self._is_level_of(twin, mark.style) else mark
        own = self.open_mark(mark.style)
        if before is None or before.value != mark.value - 1 or (own is not None and own.value == mark.value - 1):
            return mark
        borne_out = twin_next or (not self.fits(mark) and self._opens_lower(mark, twin, behind))
        return mark.read_as(twin) if borne_out else mark

    def _is_level_of(self, twin: Style, printed: Style) -> bool:
        """Say whether a first number stands where the other style would: `(1)` straight below 一、, `（一）` below 1."""
        deepest = self.rank[self.rungs[self.open[-1]].mark.style] if self.open else -1
        return deepest < self.rank[twin] and (self.rank[twin] < self.rank[printed] or deepest > self.rank[printed])

    def _opens_lower(self, mark: Mark, twin: Style, behind: Mark | None) -> bool:
        """Say whether the number stands where the other style would: nothing lower is open, or a lower numbering begins behind it."""
        if {mark.style, twin} == {Style.SUBITEM, Style.SUBPOINT} and self.rungs[self.open[-1]].mark.style in (twin, Style.STEP):
            return True
        return behind is not None and behind.value == 1 and self.rank[twin] < self.rank[behind.style] <= self.rank[mark.style]

    def add(self, mark: Mark) -> None:
        """Put the mark in its place and count what it breaks."""
        before = self.open_mark(mark.style)
        level = self.rank[mark.style]
        runs_on = self.runs_on(mark)
        while self.open and self.rank[self.rungs[self.open[-1]].mark.style] >= level:
            self.open.pop()
        parent = self.open[-1] if self.open else -1
        seen = self.seen.setdefault((parent, mark.style), set())
        expected = before.value if before else self.last.get(mark.style, 0) if runs_on else 0
        fault = _fault(mark, expected, seen)
        self.cost += {None: RUNNING if runs_on and before is None and mark.value > 1 else 0.0, Fault.STYLE: MISPRINT}.get(fault, BREAK)
        if mark.value == 1:
            seen.clear()  # A numbering that begins anew is one fault, not one for each of its numbers.
        seen.add(mark.value)
        self.open.append(len(self.rungs))
        self.rungs.append(Rung(mark, parent, fault, expected))
        self.last[mark.style] = mark.value


def _fault(mark: Mark, before: int, seen: set[int]) -> Fault | None:
    if mark.value in seen:
        return Fault.DUPLICATE
    if mark.value > before + 1:
        return Fault.GAP
    if mark.value <= before:
        return Fault.ORDER
    return Fault.STYLE if mark.misprint else None


def _next_of_family(marks: Sequence[Mark]) -> list[Mark | None]:
    """For every mark the next one of its own style or of the style that is put for it."""
    following: list[Mark | None] = [None] * len(marks)
    nearest: dict[Style, int] = {}
    for at in range(len(marks) - 1, -1, -1):
        style = marks[at].style
        places = [nearest[one] for one in (style, TWINS.get(style)) if one in nearest]
        following[at] = marks[min(places)] if places else None
        nearest[style] = at
    return following
