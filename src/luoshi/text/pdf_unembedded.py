"""Read the glyphs of PDF pages whose fonts are not embedded, by way of pdfminer.

Old programs leave 宋体 and 仿宋 out of the file. Where the system has no such font, as on a bare server, pdfium sees glyphs without
extent and silently drops words of a single character and words that repeat. pdfminer takes no look at the shapes; it is thirty times
slower, so it reads only these pages.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Any

from luoshi.text.geometry import Matrix
from luoshi.text.layout import Glyph
from luoshi.text.limits import MAX_PAGE_GLYPHS, MAX_REREADING_SECONDS
from luoshi.text.page_content import PageContent, is_private, quarter_turns, turned

UNKNOWN = re.compile(r"\(cid:\d+\)")  # pdfminer's mark for a glyph without a known character


def reread(data: bytes, contents: Mapping[int, PageContent]) -> None:
    """Replace the glyphs of pages, given by their index, with those that pdfminer reads.

    A page on which it fails, or that comes too late, keeps what it has and stays marked by `has_flat_words`.
    """
    from pdfminer.pdfpage import PDFPage

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    deadline = monotonic() + MAX_REREADING_SECONDS
    try:
        wanted = sorted(contents)
        for at, page in zip(wanted, PDFPage.get_pages(io.BytesIO(data), pagenos=set(wanted)), strict=False):
            replace_glyphs(page, contents[at])
            contents[at].has_flat_words = False
            if monotonic() > deadline:
                return
    except Exception:  # pdfminer raises whatever a broken file makes of its assumptions: KeyError, TypeError, AssertionError, PSException …
        return


def replace_glyphs(page: Any, content: PageContent) -> None:
    """Read one page anew."""
    fresh = PageContent(content.width, content.height)
    to_page = matrix_to(page, content)
    for item in characters_of(page):
        add_character(item, to_page, fresh)
    if fresh.glyph_count >= content.glyph_count:
        content.glyphs, content.lost_count = fresh.glyphs, fresh.lost_count


def characters_of(page: Any) -> Iterator[Any]:
    """Yield the characters of a page and of the forms in it."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTChar, LTFigure
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager)
    PDFPageInterpreter(manager, device).process_page(page)
    waiting = list(device.get_result())
    seen = 0
    while waiting and seen < MAX_PAGE_GLYPHS:
        item = waiting.pop()
        seen += 1
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTFigure):
            waiting.extend(item)


def matrix_to(page: Any, content: PageContent) -> Matrix:
    """Return the matrix from pdfminer's space, y upwards from the media box, to the page as shown."""
    if page.rotate % 360:
        return Matrix(1, 0, 0, -1, 0, content.height)
    (left, bottom, _, _), crop = page.mediabox, page.cropbox
    return Matrix(1, 0, 0, -1, left - crop[0], crop[3] - bottom)


def add_character(item: Any, to_page: Matrix, content: PageContent) -> None:
    """Add one character with its place, turned upright by its own reading direction."""
    a, b, _, _, e, f = item.matrix
    turns = quarter_turns(*to_page.direction(a, b))
    if turns is None or (item.width <= 0 and item.height <= 0):
        return
    along, size = (item.height, item.width) if turns % 2 else (item.width, item.height)
    x, y = turned(*to_page.point(e, f), turns, content)
    words = UNKNOWN.sub("\ufffd", item.get_text())
    for char in words:
        is_lost = is_private(ord(char))
        content.lost_count += is_lost
        content.glyphs[turns].append(Glyph("\ufffd" if is_lost else char, x, x + along, y, size))
