"""OFD (GB/T 33190—2016), the national layout format, to a Draft: pages in order, templates included, stamps and annotations left out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from luoshi.source import Source, SourceRefused
from luoshi.text.archive import Archive, broken
from luoshi.text.draft import Draft
from luoshi.text.limits import MAX_PAGES, MAX_READING_SECONDS
from luoshi.text.markup import local, parse_xml
from luoshi.text.ofd_objects import POINTS, numbers, read_objects
from luoshi.text.page_content import PageContent, diagnostics_of, laid_out, refuse_wordless
from luoshi.text.page_lines import write_pages
from luoshi.text.writer import DraftWriter

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LABEL = "OFD"
A4 = [0.0, 0.0, 210.0, 297.0]
PROPERTIES = {
    "Title": "文件标题",
    "Author": "作者",
    "Subject": "主题",
    "Keywords": "关键词",
    "CreationDate": "创建时间",
    "ModDate": "修改时间",
}


@dataclass(frozen=True)
class Document:
    """One document of the container: the places of its pages and templates, and the size of a page that does not say its own."""

    pages: list[str]
    templates: dict[str, str] = field(default_factory=dict)
    area: list[float] = field(default_factory=lambda: A4)


def draft_ofd(source: Source) -> Draft:
    """Read an OFD file.

    Raises:
        SourceRefused: `source.broken`, `source.encrypted`, `source.scanned`, `source.garbled`, `source.bomb`, `source.too-slow`.
    """
    archive = Archive(source.data, LABEL)
    root = parse_xml(archive.read("OFD.xml"), LABEL)
    bodies = [body for body in root if local(body) == "DocBody"]
    documents = [read_document(archive, text_of(body, "DocRoot")) for body in bodies]
    if not documents:
        raise broken(LABEL)
    pages = list(numbered_pages(documents))
    deadline = monotonic() + MAX_READING_SECONDS
    contents = [page_content(archive, document, place, deadline) for _, document, place in pages[:MAX_PAGES]]
    refuse_wordless(contents, LABEL)
    writer = DraftWriter()
    write_pages([laid_out(content, label) for content, (label, _, _) in zip(contents, pages, strict=False)], writer)
    writer.diagnostics.extend(diagnostics_of(contents, len(pages)))
    return writer.finish(wrapped=True, metadata=properties_of(bodies[0]))


def read_document(archive: Archive, place: str) -> Document:
    """Read the table of pages of one document."""
    root = parse_xml(archive.read(place), LABEL)
    templates = {item.get("ID", ""): resolved(archive, place, item.get("BaseLoc", "")) for item in descendants(root, "TemplatePage")}
    pages = [resolved(archive, place, item.get("BaseLoc", "")) for item in descendants(root, "Page") if item.get("BaseLoc")]
    return Document(pages, templates, area_of(root) or A4)


def numbered_pages(documents: Sequence[Document]) -> Iterator[tuple[str, Document, str]]:
    """Yield the pages of all documents: what a person calls it, the document, the place."""
    for nth, document in enumerate(documents, 1):
        for number, place in enumerate(document.pages, 1):
            yield f"文件{nth}第{number}页" if len(documents) > 1 else f"第{number}页", document, place


def page_content(archive: Archive, document: Document, place: str, deadline: float) -> PageContent | None:
    """Read one page with its templates; None where it is damaged beyond reading."""
    if monotonic() > deadline:
        raise SourceRefused("source.too-slow", "文件过于复杂，读取超时。", "请拆分文件，或另存一份再试。")
    page = parsed_if_sound(archive, place)
    if page is None:
        return None
    area = area_of(page) or document.area
    content = PageContent(area[2] * POINTS, area[3] * POINTS)
    for item in page:
        name = document.templates.get(item.get("TemplateID", "")) if local(item) == "Template" else None
        template = parsed_if_sound(archive, name) if name else None
        if template is not None:
            read_objects(template, content)
    read_objects(page, content)
    return content


def parsed_if_sound(archive: Archive, place: str) -> Element | None:
    """Parse a part; None where it is absent or damaged. Bombs and passwords are refused all the same."""
    try:
        return parse_xml(archive.read(place), LABEL)
    except SourceRefused as refusal:
        if refusal.code == "source.broken":
            return None
        raise


def resolved(archive: Archive, origin: str, place: str) -> str:
    """Return the name of a part as seen from another; some programs write a relative place where they mean one from the root."""
    beside = posixpath.join(posixpath.dirname(origin), place)
    return place if place.startswith("/") or (beside not in archive and place in archive) else beside


def area_of(root: Element) -> list[float] | None:
    """Return the PhysicalBox of a page or of a document's pages: x, y, width, height in millimetres."""
    for box in descendants(root, "PhysicalBox"):
        area = numbers(box.text)
        if len(area) == 4 and 0 < area[2] < 10_000 and 0 < area[3] < 10_000:
            return area
    return None


def descendants(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name below a root, whatever their namespace."""
    return (item for item in root.iter() if local(item) == name and item is not root)


def text_of(parent: Element, name: str) -> str:
    """Return the words of a child element, or an empty string."""
    return next(((child.text or "").strip() for child in parent if local(child) == name), "")


def properties_of(body: Element) -> dict[str, str]:
    """Return what the file says of itself: title, author, dates."""
    info = next((child for child in body if local(child) == "DocInfo"), body)
    said = {label: text_of(info, name) for name, label in PROPERTIES.items()}
    return {label: value for label, value in said.items() if value}
