"""Take from a PDF page, by way of pdfium, what its layout needs: glyphs with positions, drawn lines, whether a picture covers it.

pdfplumber was measured beside it: 90 ms a page for the words and as much again for the tables, against 3 ms; and pdfium's own text has
false blanks around digits. So the glyphs are taken from pdfium and laid out here.
"""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from luoshi.text.geometry import Matrix
from luoshi.text.layout import Glyph
from luoshi.text.limits import MAX_PAGE_GLYPHS
from luoshi.text.page_content import PageContent, is_private, quarter_turns, turned
from luoshi.text.pdf_rules import look_at_objects

SCALE = 1000  # pdfium turns page into device coordinates in whole numbers only
INVISIBLE = 3  # text render mode of what a scanner's recognition puts under the picture
SAMPLED = 40  # one glyph in so many is asked for its render mode
SOFT_HYPHEN = 0x02  # pdfium's mark for a hyphen at the end of a line


def content_of(page: pdfium.FPDF_PAGE) -> PageContent:
    """Read one page."""
    content = PageContent(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    shown = matrix_of(page, content.width, content.height)
    look_at_objects(page, shown, content)
    words = pdfium.FPDFText_LoadPage(page)
    if words:
        try:
            read_glyphs(words, shown, content)
        finally:
            pdfium.FPDFText_ClosePage(words)
    return content


def matrix_of(page: pdfium.FPDF_PAGE, width: float, height: float) -> Matrix:
    """Return the matrix from page space to the page as shown: turned upright, cropped, y downwards."""
    x, y = ctypes.c_int(), ctypes.c_int()
    size = (round(width * SCALE), round(height * SCALE))
    points = []
    for at in ((0, 0), (SCALE, 0), (0, SCALE)):
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, *at, x, y)
        points.append((x.value / SCALE, y.value / SCALE))
    (e, f), (ax, ay), (cx, cy) = points
    return Matrix((ax - e) / SCALE, (ay - f) / SCALE, (cx - e) / SCALE, (cy - f) / SCALE, e, f)


def read_glyphs(words: pdfium.FPDF_TEXTPAGE, shown: Matrix, content: PageContent) -> None:
    """Put the glyphs of a page into its content."""
    count = min(pdfium.FPDFText_CountChars(words), MAX_PAGE_GLYPHS)
    invisible = 0
    high = 0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(words, at)
        if 0xD800 <= code <= 0xDBFF:
            high = code
            continue
        if 0xDC00 <= code <= 0xDFFF:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if pdfium.FPDFText_IsGenerated(words, at) == 1:
            continue
        is_lost = pdfium.FPDFText_HasUnicodeMapError(words, at) == 1 or is_private(code)
        content.lost_count += is_lost
        char = "\ufffd" if is_lost else "-" if code == SOFT_HYPHEN else chr(code) if code >= 0x20 and code <= 0x10FFFF else ""
        if char:
            place_glyph(words, at, char, shown, content)
        if at % SAMPLED == 0:
            invisible += is_invisible(words, at)
    content.is_invisible = count > 0 and invisible * SAMPLED * 2 > count


def is_invisible(words: pdfium.FPDF_TEXTPAGE, at: int) -> bool:
    """Say whether a glyph is set to be invisible."""
    item = pdfium.FPDFText_GetTextObject(words, at)
    return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE


def place_glyph(words: pdfium.FPDF_TEXTPAGE, at: int, char: str, shown: Matrix, content: PageContent) -> None:
    """Add a glyph with its place, turned upright by its own reading direction."""
    x, y, box, own = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(words, at, x, y)
    pdfium.FPDFText_GetLooseCharBox(words, at, box)
    pdfium.FPDFText_GetMatrix(words, at, own)
    size = pdfium.FPDFText_GetFontSize(words, at) * math.hypot(own.c, own.d)
    turns = quarter_turns(*shown.direction(own.a, own.b))
    if turns is None or not math.isfinite(size) or not 0.5 < size < 1000:
        return
    start = turned(*shown.point(x.value, y.value), turns, content)
    corners = [turned(*shown.point(*corner), turns, content) for corner in ((box.left, box.bottom), (box.right, box.top))]
    right = max(corner[0] for corner in corners)
    if all(map(math.isfinite, (*start, right))):
        content.glyphs[turns].append(Glyph(char, start[0], min(max(right, start[0]), start[0] + 2 * size), start[1], size))
