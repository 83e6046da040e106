"""Open a saved web page: find its encoding, unpack a web archive, parse it, take out what is never text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.source import Diagnostic, SourceRefused
from luoshi.text.decoding import Decoded, decode
from luoshi.text.formats import MHTML_START
from luoshi.text.html_words import NEVER_TEXT
from luoshi.text.limits import MAX_HTML_CHARS, MAX_HTML_ELEMENTS
from luoshi.text.markup import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=["']([\w-]+)""", re.I)
HEAD_BYTES = 8192
EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]*")
# Characters that HTML does not allow and libxml2 stops at.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def opened(data: bytes) -> tuple[Element, tuple[Diagnostic, ...]]:
    """Parse a page.

    Returns:
        Its root element, free of scripts and navigation, and what was lost in decoding.

    Raises:
        SourceRefused: `source.binary`, `source.too-large`, `source.no-text`.
    """
    from lxml import etree  # 30 ms that a plain text need not pay

    page = decoded_page(data)
    chars = FORBIDDEN.sub(" ", EMBEDDED.sub("", page.chars))
    if len(chars) > MAX_HTML_CHARS or chars.count("<") > 3 * MAX_HTML_ELEMENTS:
        raise too_large()
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(chars.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceRefused("source.no-text", "网页里没有文字。", "请检查网页是否保存完整。")
    remove_needless(root)
    return root, page.diagnostics


def remove_needless(root: Element) -> None:
    """Take out what is never text; a page of more elements than any document has is refused."""
    elements = list(root.iter())
    if len(elements) > MAX_HTML_ELEMENTS:
        raise too_large()
    for element in elements:
        if local(element) in NEVER_TEXT:
            remove(element)


def too_large() -> SourceRefused:
    """Return the refusal of a page that is beyond all measure."""
    return SourceRefused("source.too-large", "网页过大，未读取。", "请只保存正文，或另存为纯文本后再试。")


def decoded_page(data: bytes) -> Decoded:
    """Decode a page, or the first page of a web archive (.mht)."""
    charset = ""
    if MHTML_START.match(data[:HEAD_BYTES].lstrip()):
        data, charset = first_part(data)
    found = DECLARED.search(data[:HEAD_BYTES])
    declared = next(filter(None, found.groups()), b"").decode("ascii", "ignore") if found else charset
    return decode(data, declared)


def first_part(data: bytes) -> tuple[bytes, str]:
    """Return the first HTML part of a web archive, and the encoding that its header declares."""
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b"", str(part.get_content_charset() or "")
    return data, ""


def remove(element: Element) -> None:
    """Take an element out of its tree; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
