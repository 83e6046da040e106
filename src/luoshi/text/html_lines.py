"""Turn the elements of a web page into paragraphs and tables, as a browser would show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.text.docx_numerals import numeral
from luoshi.text.grids import Grid, is_layout
from luoshi.text.html_index import is_index
from luoshi.text.html_words import BLOCKS
from luoshi.text.markup import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BLANKS = " \t\n\r\f"
# A line break in the source between two Chinese characters is only how the page was typed.
SOURCE_BREAK = re.compile(
    "(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])"
)
RUN_OF_BLANKS = re.compile(r"[ \t\n\r\f]+")
PRINTED_NUMBER = re.compile(
    r"[\s\u3000]*(?:第[0-9一二三四五六七八九十百]+[编章节条款项]|[（(]?[0-9０-９一二三四五六七八九十]+[）)、.．，]|[①-⑳])"
)
NO_MARKER = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
MAX_SPAN = 60
MAX_TABLE_PLACES = 100_000

Block = str | list[list[str]]


class Renderer:
    """Walk through elements and collect their paragraphs (strings) and tables (rows of cells); inside a cell there are only paragraphs."""

    def __init__(self, *, is_cell: bool = False) -> None:
        self.is_cell = is_cell
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.pictures = 0
        self.counters: list[int | None] = []  # of the open lists; None for one without numbers
        self.styles: list[str] = []
        self.marker = ""

    def read(self, root: Element) -> None:
        """Read everything below an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "start" and name in ("table", "dl") and element is not root and self._read_table(element, name):
                walk.skip_subtree()
                element = etree.Element("read")  # its words are done; only what stands behind it is still to come
                name = "read"
            self._open(element, name) if event == "start" else self._close(element, name, is_root=element is root)
        self._flush()

    def _open(self, element: Element, name: str) -> None:
        """Begin an element."""
        if name in BLOCKS or name == "br":
            self._flush()
        if name in ("ol", "ul"):
            self._open_list(element, name)
        elif name == "li":
            self._open_item(element)
        elif name == "img":
            self.pictures += 1
        if element.text:
            self._say(element.text, is_kept=name == "pre")

    def _close(self, element: Element, name: str, *, is_root: bool) -> None:
        """End an element and take the words behind it."""
        if name in BLOCKS:
            self._flush()
        if name in ("ol", "ul") and self.counters:
            self.counters.pop()
            self.styles.pop()
        if element.tail and not is_root:
            self._say(element.tail)

    def _open_list(self, element: Element, name: str) -> None:
        """Begin a list; an ordered one counts."""
        is_counting = name == "ol" and not NO_MARKER.search(element.get("style", ""))
        start = element.get("start", "1")
        self.counters.append((int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1) if is_counting else None)
        self.styles.append(LIST_STYLES.get(element.get("type", ""), "decimal"))

    def _open_item(self, element: Element) -> None:
        """Begin an item; its number is put before its first words."""
        if self.counters and (count := self.counters[-1]) is not None and not NO_MARKER.search(element.get("style", "")):
            self.marker = numeral(count, self.styles[-1]) + "."
            self.counters[-1] = count + 1

    def _say(self, words: str, *, is_kept: bool = False) -> None:
        """Add words to the paragraph under way."""
        if not is_kept:
            self.pieces.append(words)
            return
        for line in words.split("\n"):
            self.pieces.append(line)
            self._flush()

    def _flush(self) -> None:
        """End the paragraph under way."""
        words = RUN_OF_BLANKS.sub(" ", SOURCE_BREAK.sub("", "".join(self.pieces))).strip(BLANKS)
        self.pieces = []
        if not words.strip():
            return
        if self.marker:
            words = words if PRINTED_NUMBER.match(words) else self.marker + words
            self.marker = ""
        self.blocks.append(words)

    def _read_table(self, table: Element, name: str) -> bool:
        """Read a table of data, or pass over the index of the document; a frame around text is no table."""
        if is_index(table):
            self._flush()
            return True
        is_plain = name == "table" and not self.is_cell and next(table.iterdescendants("table"), None) is None
        grid = grid_of(table) if is_plain else None
        if grid is None or is_layout(grid):
            return False
        self._flush()
        self.blocks.append([["\n".join(cell) for cell in row] for row in grid])
        self.pictures += sum(1 for _ in table.iter("img"))
        return True


def grid_of(table: Element) -> Grid | None:
    """Return the paragraphs of each cell, merged cells filled up with empty ones; None for a table beyond all measure."""
    rows = list(table.iter("tr"))
    taken: dict[tuple[int, int], list[str]] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in (cell for cell in row if local(cell) in ("td", "th")):
            while (at, column) in taken:
                column += 1
            across, down = span_of(cell, "colspan"), min(span_of(cell, "rowspan"), len(rows) - at)
            taken.update({(at + y, column + x): [] for y in range(down) for x in range(across)})
            taken[at, column] = paragraphs_of(cell)
            if len(taken) > MAX_TABLE_PLACES:
                return None
    width = 1 + max((column for _, column in taken), default=-1)
    return [[taken.get((at, column), []) for column in range(width)] for at in range(len(rows))]


def span_of(cell: Element, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    said = cell.get(name, "1").strip()
    return max(1, min(MAX_SPAN, int(said))) if said.isascii() and said.isdigit() and len(said) < 9 else 1


def paragraphs_of(cell: Element) -> list[str]:
    """Return the paragraphs of a cell."""
    renderer = Renderer(is_cell=True)
    renderer.read(cell)
    return [block for block in renderer.blocks if isinstance(block, str)]
