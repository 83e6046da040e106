"""Points, matrices and straight lines on a page; all in points, y downwards once a page is as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

THIN = 2.5  # points: a filled box this thin is a line
STRAIGHT = 0.7  # points that a straight line may be off
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> Point:
        """Map a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> Point:
        """Map a direction."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def after(self, inner: Matrix) -> Matrix:
        """Return the map that applies the inner one first."""
        (a, b), (c, d), (e, f) = self.direction(inner.a, inner.b), self.direction(inner.c, inner.d), self.point(inner.e, inner.f)
        return Matrix(a, b, c, d, e, f)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level where `y0 == y1`, upright where `x0 == x1`; `x0 <= x1`, `y0 <= y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Say whether the line runs from left to right."""
        return self.y0 == self.y1


def edges(outline: list[Point]) -> Iterator[Rule]:
    """Yield the level and upright edges of an outline."""
    for (ax, ay), (bx, by) in pairwise(outline):
        if abs(ay - by) <= STRAIGHT < abs(ax - bx):
            yield Rule(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2)
        elif abs(ax - bx) <= STRAIGHT < abs(ay - by):
            yield Rule((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by))


def thin_box(outline: list[Point]) -> Iterator[Rule]:
    """Yield a filled box as a line where it is thin; wider ones are shading."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    if height <= THIN < width:
        yield Rule(min(xs), middle_y, max(xs), middle_y)
    elif width <= THIN < height:
        yield Rule(middle_x, min(ys), middle_x, max(ys))
