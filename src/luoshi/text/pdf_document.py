"""A whole PDF to a Draft, in this process; `from_pdf` runs it in another one, where a hostile file can do no harm."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from luoshi.text.archive import broken, encrypted
from luoshi.text.draft import Draft
from luoshi.text.limits import MAX_PAGE_OBJECTS, MAX_PAGES
from luoshi.text.page_content import PageContent, diagnostics_of, laid_out, refuse_wordless
from luoshi.text.page_lines import write_pages
from luoshi.text.pdf_pages import content_of
from luoshi.text.pdf_unembedded import reread
from luoshi.text.writer import DraftWriter

PROPERTIES = {"Title": "文件标题", "Author": "作者", "Subject": "主题", "Keywords": "关键词", "CreationDate": "创建时间"}
PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2}).*", re.S)


def read_pdf(data: bytes) -> Draft:
    """Read a PDF.

    Raises:
        SourceRefused: `source.broken`, `source.encrypted`, `source.scanned`, `source.garbled`.
    """
    with opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        contents = [page_content(document, at) for at in range(min(count, MAX_PAGES))]
        metadata = properties_of(document)
    flat = {at: content for at, content in enumerate(contents) if content is not None and content.has_flat_words}
    if flat:
        reread(data, flat)
    refuse_wordless(contents, "PDF")
    writer = DraftWriter()
    write_pages([laid_out(content, f"第{number}页") for number, content in enumerate(contents, 1)], writer)
    writer.diagnostics.extend(diagnostics_of(contents, count))
    return writer.finish(wrapped=True, metadata=metadata)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a document and close it again."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise encrypted("PDF") if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) else broken("PDF")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_content(document: Any, at: int) -> PageContent | None:
    """Read one page; None where it is damaged, or so full that it is no page of text."""
    page = pdfium.FPDF_LoadPage(document, at)
    if not page:
        return None
    try:
        return content_of(page) if pdfium.FPDFPage_CountObjects(page) <= MAX_PAGE_OBJECTS else None
    finally:
        pdfium.FPDF_ClosePage(page)


def properties_of(document: Any) -> dict[str, str]:
    """Return what the file says of itself: title, author, dates."""
    said = {label: property_of(document, key) for key, label in PROPERTIES.items()}
    return {label: PDF_DATE.sub(r"\1-\2-\3", value) for label, value in said.items() if value}


def property_of(document: Any, key: str) -> str:
    """Return one entry of the document information."""
    size = pdfium.FPDF_GetMetaText(document, key.encode(), None, 0)
    if not 2 < size < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, key.encode(), buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00").strip()
