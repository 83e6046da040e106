"""Print lines as a file of each format that the reader takes, so that what is spoilt is a real file of its kind."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.made import docx, ofd, pdf

Lines = list[str]
WIDTH = 28  # characters in a line of a page
HEIGHT = 24  # lines on it


def as_html(lines: Lines) -> bytes:
    """Print lines as the page of a government site."""
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    head = "<html><head><meta charset='utf-8'><title>通知公告</title></head><body><div class='nav'><a href='#'>首页</a></div>"
    return f"{head}<div class='TRS_Editor'>{body}</div><div class='footer'>版权所有</div></body></html>".encode()


def as_docx(lines: Lines) -> bytes:
    """Print lines as a Word file, one paragraph each."""
    return docx.make_docx(*(docx.paragraph(docx.run(printable(line))) for line in lines))


def as_pdf(lines: Lines) -> bytes:
    """Print lines on the pages of a PDF with a text layer."""
    return pdf.make_pdf([pdf.text_page(page) for page in pages_of(lines)])


def as_ofd(lines: Lines) -> bytes:
    """Print lines on the pages of an OFD."""
    return ofd.simple_ofd(*(ofd.page(*(ofd.text(28, 30 + 10 * at, line) for at, line in enumerate(page))) for page in pages_of(lines)))


def pages_of(lines: Lines) -> list[Lines]:
    """Break lines to the width of a page and deal them out to pages."""
    broken = [line[at : at + WIDTH] for line in map(printable, lines) for at in range(0, max(len(line), 1), WIDTH)]
    return [broken[at : at + HEIGHT] for at in range(0, max(len(broken), 1), HEIGHT)]


def printable(line: str) -> str:
    """Leave out what XML forbids."""
    return "".join(c for c in line if c >= " " or c == "\t")


def encoder(encoding: str) -> Callable[[Lines], bytes]:
    """Return what prints lines as plain text in one encoding; what it cannot write is lost, as it is in life."""
    return lambda lines: "\n".join(lines).encode(encoding, "replace")


FORMS: dict[str, Callable[[Lines], bytes]] = {
    "方案.txt": encoder("utf-8"),
    "方案.gb.txt": encoder("gb18030"),
    "方案.u16.txt": encoder("utf-16"),
    "方案.html": as_html,
    "方案.docx": as_docx,
    "方案.ofd": as_ofd,
    "方案.pdf": as_pdf,
}
