"""Read what a government page says of its document: meta tags, and the index table (索引号, 发布机构, 文号, 成文日期 …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from luoshi.text.html_body import Weights
from luoshi.text.html_words import INDEX_LABELS, META
from luoshi.text.markup import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LABEL = re.compile("(" + "|".join(r"\s*".join(label) for label in INDEX_LABELS) + r")\s*[:：]\s*")
BLANK = re.compile(r"[\s\u3000\xa0]+")
CELLS = frozenset({"td", "th", "dt", "dd"})
LINES = frozenset({"li", "p", "div", "span", "td", "th", "dd", "h2", "h3", "h4"})
MAX_LINE = 300
MAX_INDEX = 3_000  # characters, and elements
LEAST_LABELS = 3
MAX_VALUE = 200


def meta_tags(root: Element) -> dict[str, str]:
    """Return what the meta tags of the head say."""
    said: dict[str, str] = {}
    for tag in root.iter("meta"):
        label = META.get((tag.get("name") or tag.get("property") or "").lower())
        if label and (value := tidy(tag.get("content", ""))):
            said.setdefault(label, value)
    return said


def is_index(element: Element) -> bool:
    """Say whether a table or list is the index of a document: small, and most of its labels are known ones."""
    if not is_small(element):
        return False
    cells = [tidy(words_of(cell)) for cell in element.iter() if local(cell) in CELLS]
    labels = sum(bare(cell) in INDEX_LABELS for cell in cells)
    lines = sum(LABEL.match(cell) is not None for cell in cells)
    return labels + lines >= LEAST_LABELS and 4 * labels + 2 * lines >= len(cells)


def is_small(element: Element) -> bool:
    """Say whether a table has the size of an index; on tables within tables the answer must not cost a walk through all of each."""
    return sum(1 for _ in islice(element.iter(), MAX_INDEX + 1)) <= MAX_INDEX and len(words_of(element)) <= MAX_INDEX


def index_entries(element: Element) -> Iterator[tuple[str, str]]:
    """Yield labels and values of an index table."""
    cells = [tidy(words_of(cell)) for cell in element.iter() if local(cell) in CELLS]
    for at, cell in enumerate(cells):
        following = cells[at + 1] if at + 1 < len(cells) else ""
        if bare(cell) in INDEX_LABELS and bare(following) not in INDEX_LABELS and not LABEL.match(following):
            yield bare(cell), following
        else:
            yield from line_entries(cell)


def line_entries(words: str) -> Iterator[tuple[str, str]]:
    """Yield labels and values of a line such as `发布时间：2025-01-14 来源：政府办公室`, which begins with a known label."""
    if LABEL.match(words):
        found = list(LABEL.finditer(words))
        for at, label in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else len(words)
            yield BLANK.sub("", label[1]), words[label.end() : end].strip(" |｜[]【】")


def page_entries(weights: Weights, inside: set[Element]) -> Iterator[tuple[str, str]]:
    """Yield what tables and short lines around the main text say; `inside` holds the elements of the main text."""
    for element in weights.elements:
        name = local(element)
        if element in inside:
            continue
        if name in ("table", "dl") and is_index(element):
            yield from index_entries(element)
        elif name in LINES and weights.is_short(element, MAX_LINE):
            yield from line_entries(tidy(words_of(element)))


def gathered(entries: Iterator[tuple[str, str]], said: dict[str, str]) -> None:
    """Add entries to what is said already; the first value of a label stays."""
    for label, value in entries:
        if label and value and len(value) <= MAX_VALUE:
            said.setdefault(label, value)


def words_of(element: Element) -> str:
    """Return all words below an element, blocks parted by blanks."""
    return " ".join(str(piece) for piece in element.itertext())


def tidy(words: str) -> str:
    """Return words with single blanks."""
    return BLANK.sub(" ", words).strip()


def bare(cell: str) -> str:
    """Return a label without blanks and colon."""
    return BLANK.sub("", cell).rstrip(":：")
