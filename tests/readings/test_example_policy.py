"""The bundled example policy reads the same from a text file and from Word."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from luoshi.commitments.from_policy import read_commitments
from luoshi.commitments.to_records import to_records
from luoshi.policy import read_policy
from luoshi.text import load_source, read_text
from tests.readings.whole_documents import EXAMPLES

EXAMPLE = EXAMPLES / "qinghe-2025-2027.txt"
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>"""


def paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def word_body(text: str) -> str:
    """Set each line as a paragraph, and each run of lines with ` | ` as a table."""
    blocks = re.findall(r"(?:.* \| .*\n)+|.+\n", text)
    return "".join(word_table(block) if " | " in block else paragraph(block.rstrip("\n")) for block in blocks)


def word_table(block: str) -> str:
    rows = [line.split(" | ") for line in block.splitlines()]
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def example_as_docx() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONSHIPS)
        package.writestr("word/document.xml", DOCUMENT.format(word_body(EXAMPLE.read_text("utf-8"))))
    return data.getvalue()


def reading_of(data: bytes, name: str) -> list[str]:
    """Return the statements; a table that Word marks is a clause of its own, one drawn with bars is part of the clause around it."""
    policy = read_policy(read_text(load_source(None, data, name=name)))
    records = ({**record, "clause": re.sub(r"/表\d+$", "", str(record["clause"]))} for record in to_records(read_commitments(policy)))
    return [json.dumps(record, ensure_ascii=False) for record in records]


def test_example_reads_the_same_from_word_as_from_text() -> None:
    assert reading_of(example_as_docx(), "例.docx") == reading_of(EXAMPLE.read_bytes(), "例.txt")


def test_example_tells_who_issued_it_when_and_for_which_years() -> None:
    policy = read_policy(read_text(load_source(EXAMPLE)))
    assert (policy.title, policy.document_number) == ("青河旗建设一流创新生态实施方案（2025—2027年）", "青政办发〔2025〕18号")
    assert (policy.issuer, policy.issued_on, policy.period) == ("青河旗人民政府办公室", "2025-06-20", (2025, 2027))


def test_example_has_25_to_40_numbered_clauses_of_its_own() -> None:
    policy = read_policy(read_text(load_source(EXAMPLE)))
    leaves = [c for c in policy.walk() if c.number and not c.children and not c.path.startswith("附件")]
    assert 25 <= len(leaves) <= 40
