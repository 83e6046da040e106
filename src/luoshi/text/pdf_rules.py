"""Collect the straight lines that a PDF page draws, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from luoshi.text.geometry import Matrix, Point, Rule, edges, thin_box

MAX_OBJECTS = 30_000
MAX_SEGMENTS = 2_000  # of one path; a curve or a map has more
MAX_DEPTH = 4


def drawn_on(page: Any, shown: Matrix) -> tuple[list[Rule], float]:
    """Return the straight lines of a page as it is shown, and the area that its largest picture covers."""
    rules: list[Rule] = []
    covered = 0.0
    for item, matrix in objects_of(page, shown):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules.extend(rules_of(item, matrix.after(own_matrix(item))))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            unit = matrix.after(own_matrix(item))  # a picture fills the unit square
            covered = max(covered, abs(unit.a * unit.d - unit.b * unit.c))
    return rules, covered


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
