"""From printed numbers to levels: which style stands above which in this document, which numbers are misprints, which open no clause.

Levels go by style, not by restart: a numbering that runs on through higher sections stays where its style stands. Where a document uses
the styles in an unusual order, the order with the fewest breaks in the numbering wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from luoshi.policy.numbering import DECIMALS, Mark, Style

USUAL = (
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
# Styles that typists put for one another.
TWINS = {
    Style.SUBITEM: (Style.SUBPOINT,),
    Style.SUBPOINT: (Style.SUBITEM, Style.HALF),
    Style.HALF: (Style.SUBPOINT,),
    Style.ITEM: (Style.POINT,),
    Style.POINT: (Style.ITEM,),
}
BREAK, RUNNING = 1.0, 0.2


@dataclass(frozen=True, slots=True)
class Rung:
    """A mark with its place: `parent` is an index into the same list, -1 at the top."""

    mark: Mark
    parent: int


def climb(marks: Sequence[Mark]) -> list[Rung]:
    """Give every mark its parent; the order of styles is the one that breaks the numbering least, the usual one where several do."""
    best: tuple[float, list[Rung]] | None = None
    for order in _orders({mark.style for mark in marks}):
        cost, rungs = _place(marks, order)
        if best is None or cost < best[0] - 1e-9:
            best = cost, rungs
    assert best is not None
    return best[1]


def _orders(styles: Iterable[Style]) -> list[tuple[Style, ...]]:
    """List the orders worth trying: the usual one and those with one pair of neighbours exchanged, as far as both occur."""
    present = set(styles)
    orders = [USUAL]
    for first, second in (
        (Style.ITEM, Style.ARTICLE),
        (Style.SUBITEM, Style.POINT),
        (Style.POINT, Style.SUBPOINT),
        (Style.SUBPOINT, Style.HALF),
    ):
        if {first, second} <= present:
            exchange = {first: second, second: first}
            orders += [tuple(exchange.get(style, style) for style in order) for order in list(orders)]
    return orders


def _place(marks: Sequence[Mark], order: tuple[Style, ...]) -> tuple[float, list[Rung]]:
    """Walk the marks once with a stack of open clauses; return the cost of all breaks and the places."""
    rank = {style: at for at, style in enumerate(order)}
    climber = _Climber(rank)
    following = _next_twins(marks)
    for mark, next_twin in zip(marks, following, strict=True):
        climber.add(climber.mend(mark, next_twin))
    return climber.cost, climber.rungs


class _Climber:
    """The state of one walk: open clauses from the top down, and the last value of every style."""

    def __init__(self, rank: dict[Style, int]) -> None:
        self.rank = rank
        self.open: list[int] = []
        self.rungs: list[Rung] = []
        self.last: dict[Style, int] = {}
        self.restarts: dict[Style, int] = {}
        self.cost = 0.0

    def sibling(self, style: Style) -> Mark | None:
        """Return the open mark of this style, the sibling that a new one would follow."""
        for at in reversed(self.open):
            mark = self.rungs[at].mark
            if mark.style is style:
                return mark
            if self.rank[mark.style] < self.rank[style]:
                return None
        return None

    def fits(self, mark: Mark) -> bool:
        """Say whether the number follows on: a first one, the next of its siblings, or the next of a numbering that never starts again."""
        before = self.sibling(mark.style)
        if before is not None:
            return mark.value == before.value + 1
        return mark.value == 1 or (self.restarts.get(mark.style, 0) <= 1 and mark.value == self.last.get(mark.style, 0) + 1)

    def mend(self, mark: Mark, next_twin: Mark | None) -> Mark:
        """Read `（2）` as `（二）` where only that follows on."""
        for twin in TWINS.get(mark.style, ()):
            before = self._open_value(twin)
            if before != mark.value - 1 or (before == 0 and not self._begins_twin(mark, twin, next_twin)):
                continue
            if not self.fits(mark) or (next_twin is not None and before and self._continues_twin(mark, twin, next_twin)):
                return mark.read_as(twin)
        return mark

    def _open_value(self, style: Style) -> int:
        for at in self.open:
            if self.rungs[at].mark.style is style:
                return self.rungs[at].mark.value
        return 0

    def _begins_twin(self, mark: Mark, twin: Style, next_twin: Mark | None) -> bool:
        """Say whether a first number is in the wrong style: the next one of either style is 2 and printed in the other."""
        return False

    def _continues_twin(self, mark: Mark, twin: Style, next_twin: Mark) -> bool:
        """Say whether the number stands between two of the other style: （一） (2) （三）, and has no sibling of its own."""
        return next_twin.style is twin and next_twin.value == mark.value + 1 and self.sibling(mark.style) is None and mark.value > 1

    def add(self, mark: Mark) -> None:
        """Put the mark in its place and count what it breaks."""
        self.cost += self._break(mark)
        level = self.rank[mark.style]
        while self.open and self.rank[self.rungs[self.open[-1]].mark.style] >= level:
            self.open.pop()
        parent = self.open[-1] if self.open else -1
        self.open.append(len(self.rungs))
        self.rungs.append(Rung(mark, parent))
        self.last[mark.style] = mark.value
        self.restarts[mark.style] = self.restarts.get(mark.style, 0) + (mark.value == 1)

    def _break(self, mark: Mark) -> float:
        if not self.fits(mark):
            return BREAK
        return 0.0 if mark.value == 1 or self.sibling(mark.style) else RUNNING


def _next_twins(marks: Sequence[Mark]) -> list[Mark | None]:
    """For every mark the next one that is of its style or of one that is put for it."""
    following: list[Mark | None] = [None] * len(marks)
    nearest: dict[Style, Mark] = {}
    places: dict[Style, int] = {}
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        family = (mark.style, *TWINS.get(mark.style, ()))
        known = [(places[style], nearest[style]) for style in family if style in nearest]
        following[at] = min(known, key=lambda pair: pair[0])[1] if known else None
        nearest[mark.style], places[mark.style] = mark, at
    return following


def believe(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Drop the marks that only look like numbers of clauses: lone 一是, decimals that no other continues, plain figures before a word."""
    kept = _believe_decimals(marks)
    return _believe_steps(kept)


def _believe_decimals(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Keep `1.2` behind `1.1`, and `1 总则` or `1.总则` before `1.1`, as one ladder of decimals; at least two of a kind must follow on."""
    paths = {(*mark.above, mark.value) for mark in marks if mark and mark.style in DECIMALS[1:]}
    believed = {path for path in paths if (*path[:-1], path[-1] - 1) in paths or (path[-1] == 1 and (*path[:-1], 2) in paths)}
    believed |= {path[:depth] for path in believed for depth in range(1, len(path))}
    kept: list[Mark | None] = []
    for at, mark in enumerate(marks):
        if mark is None or mark.style not in (*DECIMALS, Style.POINT):
            kept.append(mark)
        elif mark.style is Style.POINT:
            heads = (mark.value,) in believed and _heads(marks, at)
            kept.append(replace(mark, style=Style.DECIMAL1) if heads else mark)
        elif mark.style is Style.DECIMAL1:
            kept.append(mark if (mark.value,) in believed and _heads(marks, at) else None)
        else:
            kept.append(mark if (*mark.above, mark.value) in believed else None)
    return kept


def _heads(marks: Sequence[Mark | None], at: int) -> bool:
    """Say whether the next decimal behind a plain figure stands under it."""
    own = marks[at]
    for mark in marks[at + 1 : at + 40]:
        if mark and mark.style in DECIMALS[1:]:
            return own is not None and mark.above[:1] == (own.value,)
    return False


def _believe_steps(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Keep 一是 only where 二是 opens a later paragraph before any other clause begins, and so on down the chain."""
    kept = list(marks)
    chain: list[int] = []
    for at, mark in [*enumerate(marks), (len(marks), None)]:
        if mark is not None and mark.style is Style.STEP and mark.value == len(chain) + 1:
            chain.append(at)
        elif at == len(marks) or (mark is not None and (mark.style is not Style.STEP or chain)):
            if len(chain) < 2:
                for lone in chain:
                    kept[lone] = None
            chain = [at] if mark is not None and mark.style is Style.STEP and mark.value == 1 else []
            if mark is not None and mark.style is Style.STEP and not chain:
                kept[at] = None
        elif mark is not None and mark.style is Style.STEP:
            kept[at] = None
    return kept
