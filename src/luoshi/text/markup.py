"""Parse XML and HTML of unknown origin: no entities resolved, no network, no document type declaration in office files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.text.archive import broken

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def parse_xml(data: bytes, label: str) -> Element:
    """Parse one part of an office container.

    Args:
        data: The bytes; the XML declaration tells the encoding.
        label: The format as people call it, for messages.

    Raises:
        SourceRefused: `source.broken`: not well-formed, nested too deeply, or with a DOCTYPE, which no office program writes and every
            entity attack needs.
    """
    from lxml import etree  # 30 ms that a plain text need not pay

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:  # LookupError: an encoding unknown to libxml2
        raise broken(label) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise broken(label)
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for entities and other things that are no elements."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
