"""What stands on one page of a paged format (PDF, OFD), how it is laid out, and what must be said where there are no words on it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from luoshi.source import Diagnostic, Severity, SourceRefused
from luoshi.text.archive import broken
from luoshi.text.geometry import Rule
from luoshi.text.layout import Glyph, Line, lines_of
from luoshi.text.page_lines import Page, page_of
from luoshi.text.radicals import without_radicals
from luoshi.text.ruled import RuledTable

SLACK = 3.0  # points that touching lines may be apart
COVER_SHARE = 0.5
SCANNED_CHARS = 8  # a page with fewer and a picture all over it is a scan, its page number typed on top


@dataclass
class PageContent:
    """What stands on one page, seen as it is shown: y runs downwards, in points.

    Attributes:
        glyphs: By quarter turns of their reading direction; 0 is upright. Slanted glyphs, such as watermarks, are left out.
        rules: Drawn lines, edges of boxes among them.
        is_covered: A picture covers most of the page.
        is_invisible: Its words are not shown: they come from recognising the picture.
        lost_count: Glyphs whose character the file does not tell.
    """

    width: float
    height: float
    glyphs: dict[int, list[Glyph]] = field(default_factory=lambda: defaultdict(list))
    rules: list[Rule] = field(default_factory=list)
    is_covered: bool = False
    is_invisible: bool = False
    has_flat_words: bool = False  # of PDF: words in a font that is neither embedded nor installed
    lost_count: int = 0
    glyph_total: int = 0  # as counted while they are added, against the limit

    def cover(self, area: float) -> None:
        """Note that a picture covers this area of the page."""
        self.is_covered = self.is_covered or area >= COVER_SHARE * self.width * self.height

    @property
    def glyph_count(self) -> int:
        """How many glyphs the page has that are no blanks."""
        return sum(not glyph.char.isspace() for turned in self.glyphs.values() for glyph in turned)


def quarter_turns(dx: float, dy: float) -> int | None:
    """Return how many quarter turns to the left the reading direction is off, 0 to 3; None where it is slanted."""
    angle = math.degrees(math.atan2(-dy, dx)) / 90
    return round(angle) % 4 if abs(angle - round(angle)) < 0.06 else None


def turned(x: float, y: float, turns: int, content: PageContent) -> tuple[float, float]:
    """Turn a point with the whole page until words of this direction are upright."""
    width, height = content.width, content.height
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[turns]


def turned_rules(content: PageContent, turns: int) -> Iterator[Rule]:
    """Yield the drawn lines, turned as `turned` turns points."""
    for rule in content.rules:
        (ax, ay), (bx, by) = turned(rule.x0, rule.y0, turns, content), turned(rule.x1, rule.y1, turns, content)
        yield Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def is_private(code: int) -> bool:
    """Say whether a code has no character of its own: private use, or none at all."""
    return 0xE000 <= code <= 0xF8FF or code in (0, 0xFFFD, 0xFFFE, 0xFFFF)


def laid_out(content: PageContent | None, label: str) -> Page:
    """Lay out one page in the direction in which most of it reads; words of other directions follow behind."""
    if content is None or not content.glyphs:
        return Page(label, 1.0)
    main = max(content.glyphs, key=lambda turns: len(content.glyphs[turns]))
    height = content.width if main % 2 else content.height
    page = page_of(label, height, content.glyphs[main], turned_rules(content, main), SLACK)
    others = [line for turns, glyphs in sorted(content.glyphs.items()) if turns != main for line in lines_of(glyphs)]
    page.blocks = [with_characters(block) for block in (*page.blocks, *others)]
    return page


def with_characters(block: Line | RuledTable) -> Line | RuledTable:
    """Put characters in place of radicals."""
    if isinstance(block, Line):
        return Line(without_radicals(block.chars), block.x0, block.x1, block.y, block.size, block.column)
    rows = tuple(tuple(without_radicals(cell) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def refuse_wordless(contents: Sequence[PageContent | None], format_name: str) -> None:
    """Refuse a document without words, or with words whose characters the file does not tell."""
    pages = [content for content in contents if content is not None]
    if not pages:
        raise broken(format_name)
    if all(is_scan(page) or not page.glyph_count for page in pages):
        raise SourceRefused(
            "source.scanned",
            f"这份 {format_name} 没有文字层，可能是扫描件，无法读取。",
            "请提供 Word 原件或带文字层的版式文件，或先做文字识别。",
        )
    if 2 * sum(page.lost_count for page in pages) > sum(page.glyph_count for page in pages):
        raise SourceRefused("source.garbled", f"这份 {format_name} 的文字编码缺失，读出来全是乱码。", "请提供 Word 原件，或先做文字识别。")


def is_scan(page: PageContent) -> bool:
    """Say whether a page is a picture, with at most a page number on it."""
    return page.is_covered and page.glyph_count < SCANNED_CHARS


def diagnostics_of(contents: Sequence[PageContent | None], page_count: int) -> Iterator[Diagnostic]:
    """Tell the user which pages are not, or not surely, what stands on them."""
    numbered = list(enumerate(contents, 1))
    if scans := [number for number, page in numbered if page is not None and is_scan(page)]:
        message = f"{page_list(scans)}是扫描图片，没有文字，未读入。"
        yield Diagnostic("text.scanned-pages", Severity.WARNING, message, hint="请对这些页做文字识别，或提供原件。")
    if damaged := [number for number, page in numbered if page is None]:
        yield Diagnostic("text.damaged-pages", Severity.WARNING, f"{page_list(damaged)}已损坏，未读入。", hint="请重新下载后再读。")
    if flat := [number for number, page in numbered if page is not None and page.has_flat_words]:
        message = f"{page_list(flat)}的字体没有嵌入文件，可能缺字。"
        yield Diagnostic("text.font-missing", Severity.WARNING, message, hint="请对照原件核对，或提供嵌入字体的 PDF。")
    if recognised := [number for number, page in numbered if page is not None and page.is_covered and page.is_invisible]:
        message = f"{page_list(recognised)}的文字来自扫描识别，可能有错字。"
        yield Diagnostic("text.recognised", Severity.WARNING, message, hint="请对照原件核对数字和单位。")
    if lost := sum(page.lost_count for page in contents if page is not None):
        message = f"有 {lost} 处字符无法辨认，已用“\ufffd”标出。"
        yield Diagnostic("text.undecodable", Severity.WARNING, message, hint="请核对原文，或换一份没有损坏的文件。")
    if page_count > len(contents):
        yield Diagnostic("text.page-limit", Severity.WARNING, f"文件共 {page_count} 页，只读了前 {len(contents)} 页。", hint="请拆分文件。")


def page_list(numbers: Sequence[int]) -> str:
    """Name pages, such as 第3、5页; many are counted."""
    return f"第{'、'.join(map(str, numbers))}页" if len(numbers) <= 8 else f"第{numbers[0]}页等 {len(numbers)} 页"
