"""Read the objects of an OFD page (GB/T 33190—2016): where each character of its text objects stands, and the lines it draws."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from luoshi.text.geometry import Matrix, Point, Rule, edges, thin_box
from luoshi.text.layout import Glyph
from luoshi.text.limits import MAX_PAGE_GLYPHS
from luoshi.text.markup import local
from luoshi.text.page_content import PageContent, is_private, quarter_turns, turned

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

POINTS = 72 / 25.4  # an OFD counts in millimetres
GROUPS = frozenset({"Layer", "PageBlock", "Content", "Page"})
DRAWING = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# How many numbers follow each letter of a path; the last two are the point that it reaches.
ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
MAX_DRAWING_CHARS = 20_000
WIDEST = 1.3  # font sizes that a character may be wide


def read_objects(parent: Element, content: PageContent) -> None:
    """Add everything below an element of a page to its content."""
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if element.get("Visible") == "false":
            continue
        if name in GROUPS:
            waiting.extend(reversed(element))
        elif name == "TextObject":
            read_text_object(element, content)
        elif name == "PathObject":
            content.rules.extend(rules_of(element))
        elif name == "ImageObject":
            box = numbers(element.get("Boundary"))
            content.cover(box[2] * box[3] * POINTS**2 if len(box) == 4 else 0.0)


def read_text_object(element: Element, content: PageContent) -> None:
    """Add the characters of a text object."""
    matrix = matrix_of(element)
    size = first_number(element.get("Size"), 0.0)
    turns = quarter_turns(*matrix.direction(1, 0))
    height = math.hypot(matrix.c, matrix.d) * size
    if turns is None or not 0.5 < height < 1000:
        return
    wide = math.hypot(matrix.a, matrix.b) * size * first_number(element.get("HScale"), 1.0)
    x = y = 0.0
    for code in (child for child in element if local(child) == "TextCode"):
        x, y = first_number(code.get("X"), x), first_number(code.get("Y"), y)
        for char, at, advance in characters(code, x, y, size):
            if content.glyph_total >= MAX_PAGE_GLYPHS:
                return
            start = turned(*matrix.point(*at), turns, content)
            add_glyph(content, turns, Glyph(char, start[0], start[0] + wide * advance, start[1], height))


def add_glyph(content: PageContent, turns: int, glyph: Glyph) -> None:
    """Add a glyph; one of private use has no character that anyone could know."""
    if not (math.isfinite(glyph.x0) and math.isfinite(glyph.y)):
        return
    content.glyph_total += 1
    if is_private(ord(glyph.char)):
        content.lost_count += 1
        glyph = Glyph("\ufffd", glyph.x0, glyph.x1, glyph.y, glyph.size)
    content.glyphs[turns].append(glyph)


def characters(code: Element, x: float, y: float, size: float) -> Iterator[tuple[str, Point, float]]:
    """Yield the characters of a TextCode, their places in the space of their object, their widths as shares of the font size.

    Each place is that of the one before, moved by the next of DeltaX and DeltaY; where they are missing or run out, by the width of the
    character, which is what programs do though the standard does not say it.
    """
    chars = (code.text or "").replace("\r", "").replace("\n", "").replace("\t", " ")
    across, down = deltas(code.get("DeltaX"), len(chars)), deltas(code.get("DeltaY"), len(chars))
    for at, char in enumerate(chars):
        step = across[at] if at < len(across) else 0.0 if at < len(down) else size * width_of(char)
        is_own_width = 0 < step <= WIDEST * size  # a longer step is a gap behind the character
        yield char, (x, y), step / size if is_own_width else width_of(char)
        x += step
        y += down[at] if at < len(down) else 0.0


def deltas(said: str | None, most: int) -> list[float]:
    """Read a list of distances, at most so many; `g 3 4.2` stands for three times 4.2."""
    parts = (said or "").split()
    found: list[float] = []
    at = 0
    while at < len(parts) and len(found) < most:
        if parts[at] == "g":
            count, distance = first_number(" ".join(parts[at + 1 : at + 2]), 0.0), first_number(" ".join(parts[at + 2 : at + 3]), 0.0)
            found.extend([distance] * int(max(0.0, min(count, most - len(found)))))
            at += 3
        else:
            found.append(first_number(parts[at], 0.0))
            at += 1
    return found


def width_of(char: str) -> float:
    """Return the usual width of a character as a share of the font size."""
    return 0.5 if char.isascii() else 1.0


def matrix_of(element: Element) -> Matrix:
    """Return the matrix from the space of an object to the page in points: its CTM, then its boundary's corner."""
    corner = numbers(element.get("Boundary"))
    own = numbers(element.get("CTM"))
    place = Matrix(POINTS, 0, 0, POINTS, corner[0] * POINTS, corner[1] * POINTS) if len(corner) == 4 else Matrix(POINTS, 0, 0, POINTS)
    return place.after(Matrix(*own)) if len(own) == 6 else place


def rules_of(element: Element) -> Iterator[Rule]:
    """Yield the straight lines of a path object: its edges where it is stroked, else itself where it is a thin filled box."""
    is_stroked, is_filled = element.get("Stroke") != "false", element.get("Fill") == "true"
    drawing = next((child.text or "" for child in element if local(child) == "AbbreviatedData"), "")
    if len(drawing) > MAX_DRAWING_CHARS:
        return
    for outline in outlines_of(drawing, matrix_of(element)):
        if is_stroked:
            yield from edges(outline)
        if is_filled:
            yield from thin_box(outline)


def outlines_of(drawing: str, matrix: Matrix) -> list[list[Point]]:
    """Return the corners of each part of a path written as `M 0 0 L 10 0 C`; a closed part has its first corner again at the end."""
    outlines: list[list[Point]] = []
    tokens = DRAWING.findall(drawing)
    at = 0
    while at < len(tokens):
        letter = tokens[at]
        count = ARGUMENTS.get(letter, 0)
        values = [first_number(token, 0.0) for token in tokens[at + 1 : at + 1 + count]]
        at += 1 + count
        if letter in ("M", "S") or not outlines:
            outlines.append([])
        if letter == "C" and outlines[-1]:
            outlines[-1].append(outlines[-1][0])
        elif len(values) >= 2:
            outlines[-1].append(matrix.point(values[-2], values[-1]))
    return [outline for outline in outlines if outline]


def numbers(said: str | None) -> list[float]:
    """Read numbers separated by blanks; an empty list where one of them is none."""
    try:
        found = [float(part) for part in (said or "").split()]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def first_number(said: str | None, otherwise: float) -> float:
    """Read a number; the other value where there is none."""
    return next(iter(numbers(said)), otherwise)
