"""Look at the objects of a PDF page: the straight lines that it draws, the pictures that cover it, words in fonts that are not there."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from luoshi.text.geometry import Matrix, Point, Rule, edges, thin_box
from luoshi.text.page_content import PageContent

MAX_OBJECTS = 30_000
MAX_SEGMENTS = 2_000  # of one path; a curve or a map has more
MAX_DEPTH = 4


def look_at_objects(page: Any, shown: Matrix, content: PageContent) -> None:
    """Note the straight lines of a page as it is shown, the pictures that cover it, and words that pdfium would drop."""
    for item, matrix in objects_of(page, shown):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            content.rules.extend(rules_of(item, matrix.after(own_matrix(item))))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            unit = matrix.after(own_matrix(item))  # a picture fills the unit square
            content.cover(abs(unit.a * unit.d - unit.b * unit.c))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            content.has_flat_words = content.has_flat_words or is_flat(item)


def is_flat(words: Any) -> bool:
    """Say whether words have no extent because their font is neither embedded nor installed; a blank has none either, but a known font."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(words, left, bottom, right, top)
    has_extent = right.value > left.value and top.value > bottom.value
    font = None if has_extent else pdfium.FPDFTextObj_GetFont(words)
    return bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 0


def objects_of(page: Any, shown: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """Yield the objects of a page and of the forms in it, with the matrix that applies to each."""
    waiting = [(pdfium.FPDFPage_GetObject(page, at), shown, 0) for at in range(min(MAX_OBJECTS, pdfium.FPDFPage_CountObjects(page)))]
    waiting.reverse()
    seen = 0
    while waiting and seen < MAX_OBJECTS:
        item, matrix, depth = waiting.pop()
        seen += 1
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < MAX_DEPTH:
            inner = matrix.after(own_matrix(item))
            count = min(MAX_OBJECTS, max(0, pdfium.FPDFFormObj_CountObjects(item)))
            waiting.extend((pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in reversed(range(count)))


def own_matrix(item: Any) -> Matrix:
    """Return the matrix of an object."""
    own = pdfium.FS_MATRIX()
    return Matrix(own.a, own.b, own.c, own.d, own.e, own.f) if pdfium.FPDFPageObj_GetMatrix(item, own) else Matrix()


def rules_of(path: Any, matrix: Matrix) -> Iterator[Rule]:
    """Yield the straight lines of one path: its level and upright edges where it is stroked, thin boxes where it is filled."""
    fill, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, is_stroked)
    for outline in outlines_of(path, matrix):
        if is_stroked.value:
            yield from edges(outline)
        elif fill.value:
            yield from thin_box(outline)


def outlines_of(path: Any, matrix: Matrix) -> list[list[Point]]:
    """Return the corners of each part of a path, a closed part with its first corner again at the end."""
    outlines: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(MAX_SEGMENTS, pdfium.FPDFPath_CountSegments(path))):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append(matrix.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines
