"""Write small Word files by hand: only the parts that a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.made.ofd import zipped

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_RELS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def run(words: str, properties: str = "") -> str:
    """Return a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{escape(words)}</w:t></w:r>"


def paragraph(*content: str, number: tuple[int, int] | None = None, style: str = "", mark: str = "") -> str:
    """Return a paragraph of runs (bare words become one); `number` is numId and level, `mark` properties of its end."""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    numbering = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbering}<w:rPr>{mark}</w:rPr></w:pPr>{runs}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """Return a table cell; each piece of content is one paragraph."""
    inside = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in content) or paragraph()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """Return a table; cells are words or ready XML."""
    return (
        "<w:tbl>" + "".join("<w:tr>" + "".join(c if c.startswith("<") else cell(c) for c in row) + "</w:tr>" for row in rows) + "</w:tbl>"
    )


def level(at: int, style: str, pattern: str, extra: str = "", start: int = 1) -> str:
    """Return the definition of a list level."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{escape(pattern)}"/></w:lvl>'
    )


def numbering(*lists: tuple[int, str, str]) -> str:
    """Return a numbering part; each list is its number, its levels and what its use overrides."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels, _ in lists)
    used = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/>{extra}</w:num>' for at, _, extra in lists)
    return f"{HEAD}<w:numbering {NAMES}>{abstract}{used}</w:numbering>"


def make_docx(*blocks: str, **parts: str) -> bytes:
    """Return a Word file with these blocks in its body; further parts by name: `numbering`, `styles`, `footnotes`, `core`."""
    files = {
        "_rels/.rels": ROOT_RELS,
        "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>",
    }
    files |= {("docProps/core.xml" if name == "core" else f"word/{name}.xml"): xml for name, xml in parts.items()}
    return zipped(files)
