"""Find the main text of a government web page: by the containers that the common site systems use, else by where the prose is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from luoshi.text.html_page import remove
from luoshi.text.html_words import STRONG_CONTAINERS, WEAK_CONTAINERS
from luoshi.text.markup import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Parts of a page that are no text even inside the container; whole words of an id or class.
JUNK = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|footer|foot|breadcrumb|crumbs?|share|bdshare\w*|sidebar|menu|copyright|toolbar|qrcode|ewm|erweima|pagination"
    r"|pages?bar|related|search|login|banner|prev|next|location|position|weizhi|dqwz|fontsize|zihao)(?:$|[\s_-])"
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BLANK = re.compile(r"\s+")
MOSTLY = 0.8
STRONG_SHARE, WEAK_SHARE, JUNK_SHARE = 0.4, 0.6, 0.25
LINKS_SHARE = 0.5
SENTENCE = 3  # how much more a character counts in a text with sentences than in a label


class Weights:
    """How much prose stands below each element: characters outside links, those in sentences counted more."""

    def __init__(self, root: Element) -> None:
        self.elements = list(root.iter())  # held, so that the elements stay the same objects
        self.prose: dict[Element, int] = dict.fromkeys(self.elements, 0)
        self.sizes: dict[Element, int] = dict.fromkeys(self.elements, 0)
        self.counts: dict[Element, int] = dict.fromkeys(self.elements, 1)
        linked: set[Element] = set()
        for element in self.elements:
            parent = element.getparent()
            if local(element) == "a" or parent in linked:
                linked.add(element)
            self._add(element, element.text, is_linked=element in linked)
            if parent is not None and element is not root:
                self._add(parent, element.tail, is_linked=parent in linked)
        for element in reversed(self.elements):
            parent = element.getparent()
            if parent in self.prose and element is not root:
                self.prose[parent] += self.prose[element]
                self.sizes[parent] += self.sizes[element]
                self.counts[parent] += self.counts[element]

    def is_short(self, element: Element, most: int) -> bool:
        """Say whether an element holds some characters, at most so many, and few elements: only such ones are looked at one by one."""
        return 0 < self.sizes[element] <= most and self.counts[element] <= most

    def _add(self, element: Element, words: str | None, *, is_linked: bool) -> None:
        """Count the words that stand directly in an element."""
        size = len(BLANK.sub("", words)) if words else 0
        self.sizes[element] += size
        if words and not is_linked:
            self.prose[element] += size * (SENTENCE if "。" in words or "；" in words or "，" in words else 1)


def main_parts(root: Element) -> tuple[list[Element], Weights]:
    """Return the elements that hold the main text, in order, and the weights of the page; junk inside them is taken out."""
    drop_hidden(root)
    weights = Weights(root)
    dense = densest(root, weights)
    strong = marked(weights, STRONG_CONTAINERS, STRONG_SHARE * weights.prose[dense])
    parts = strong or marked(weights, WEAK_CONTAINERS, WEAK_SHARE * weights.prose[dense]) or [dense]
    for part in parts:
        for element in list(junk_below(part, weights)):
            remove(element)
    return parts, weights


def drop_hidden(root: Element) -> None:
    """Take out what is not shown, unless it is most of the page: then a script shows it."""
    hidden = [element for element in root.iter() if element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))]
    if hidden:
        weights = Weights(root)
        if 2 * sum(weights.prose[element] for element in outermost(hidden)) < weights.prose[root]:
            for element in hidden:
                remove(element)


def densest(root: Element, weights: Weights) -> Element:
    """Go down from the root as long as one child holds nearly all the prose."""
    while True:
        below = next((child for child in root if weights.prose.get(child, 0) >= MOSTLY * max(1, weights.prose[root])), None)
        if below is None:
            return root
        root = below


def marked(weights: Weights, names: Sequence[str], least_prose: float) -> list[Element]:
    """Return the outermost elements of the first name that holds enough prose; an empty list where none does."""
    named: dict[str, list[Element]] = {name: [] for name in names}
    for element in weights.elements:
        for name in {local(element).lower(), element.get("id", "").lower(), *element.get("class", "").lower().split()}:
            if name in named:
                named[name].append(element)
    for found in named.values():
        parts = [element for element in outermost(found) if weights.prose[element] > 0]
        if parts and sum(weights.prose[part] for part in parts) >= least_prose:
            return parts
    return []


def outermost(elements: list[Element]) -> list[Element]:
    """Return the elements that lie in none of the others; the list is in document order."""
    chosen = set(elements)
    return [element for element in elements if not any(parent in chosen for parent in element.iterancestors())]


def junk_below(part: Element, weights: Weights) -> Iterator[Element]:
    """Yield small parts of the main text that belong to the page: by their name, or because they are lists of links."""
    limit = JUNK_SHARE * weights.prose[part]
    for element in part.iterdescendants():
        prose, size = weights.prose.get(element, limit), weights.sizes.get(element, 0)
        is_link_list = local(element) in ("ul", "dl") and prose < LINKS_SHARE * size
        if prose < limit and (is_link_list or JUNK.search(f"{element.get('id', '')} {element.get('class', '')}".lower())):
            yield element
