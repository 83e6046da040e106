"""Elements of Akoma Ntoso: the namespace, and how to append one without words that XML cannot hold."""

from __future__ import annotations

import re

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# Characters that XML 1.0 cannot hold, lone surrogates among them.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element


def add(parent: Element, tag: str, words: str = "", /, **attributes: str) -> Element:
    """Append an element with its words and attributes; characters that XML cannot hold become U+FFFD."""
    element = etree.SubElement(parent, f"{{{AKN}}}{tag}", {name: legal(value) for name, value in attributes.items()})
    if words:
        element.text = legal(words)
    return element


def legal(words: str) -> str:
    """Put U+FFFD for every character that XML cannot hold."""
    return ILLEGAL.sub("\ufffd", words)
