"""Files cut, flipped, stuffed and swapped at random: out comes a Draft that keeps its promises, or a refusal, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.source import SourceRefused
from luoshi.text.draft import CELL_BREAK, Draft
from luoshi.text.from_source import draft_of, load_source
from tests.made import docx, ofd, pdf

WORDS = "到2025年，高新技术企业达到24家。"
CELLS = "M 20 100 L 180 100 M 20 110 L 180 110 M 20 100 L 20 110 M 100 100 L 100 110 M 180 100 L 180 110"
WORD_XML = docx.paragraph(WORDS, number=(1, 0)) + docx.table(
    ["指标", docx.cell("甲", properties='<w:gridSpan w:val="2"/>')], ["高企", "24"]
)
LISTS = docx.numbering((1, docx.level(0, "chineseCounting", "%1、") + docx.level(1, "decimal", "%1.%2"), ""))
OFD_XML = ofd.page(ofd.text(20, 60, WORDS), ofd.path(CELLS), ofd.text(22, 107, "指标"), ofd.text(102, 107, "高企"))
HTML = f"<html><body><div id=zoom><p>{WORDS}</p><ol><li>甲</ol><table><tr><td>索引号<td rowspan=2>A</table></div></body></html>"
PDF_OPS = pdf.text_page([WORDS, WORDS[2:]]).box(80, 300, 300, 340).box(300, 300, 500, 340).words(90, 310, "指标").words(310, 310, "24家")
WHOLE = {
    "docx": docx.make_docx(WORD_XML, numbering=LISTS),
    "ofd": ofd.simple_ofd(OFD_XML),
    "pdf": pdf.make_pdf([PDF_OPS]),
    "html": HTML.encode("gb18030"),
    "txt": (WORDS * 20).encode(),
}

Change = Callable[[bytes], bytes]
places = st.floats(0, 1, exclude_max=True)
cuts = st.builds(lambda at: lambda data: data[: int(at * len(data))], places)
flips = st.builds(lambda at, by: lambda data: put(data, at, bytes([data[int(at * len(data))] ^ by])), places, st.integers(1, 255))
stuffings = st.builds(lambda at, what: lambda data: put(data, at, what), places, st.binary(min_size=1, max_size=40))
doublings = st.builds(lambda a, b: lambda data: data[: int(max(a, b) * len(data))] + data[int(min(a, b) * len(data)) :], places, places)
MARKUP = [b"<", b"&", b'="', b"/>", b"99999999999", b"-1", b"nan", b"<w:p>", b"</w:tbl>", b"<w:tbl>", b"<ofd:Layer>", b"\x00", b"g 999 1"]
markup = st.builds(lambda at, what: lambda data: put(data, at, what), places, st.sampled_from(MARKUP))
changes = st.lists(st.one_of(cuts, flips, stuffings, doublings, markup), min_size=1, max_size=4)


def put(data: bytes, at: float, what: bytes) -> bytes:
    start = int(at * len(data))
    return data[:start] + what + data[start + len(what) :]


def changed(data: bytes, how: list[Change]) -> bytes:
    for change in how:
        data = change(data) if data else data
    return data


def check(data: bytes, name: str) -> None:
    try:
        draft = draft_of(load_source(None, data, name=name))
    except SourceRefused as refused:
        assert refused.code.startswith("source.")
        assert refused.message.endswith("。")
    else:
        check_promises(draft)


def check_promises(draft: Draft) -> None:
    assert "\r" not in draft.raw
    assert draft.raw.encode("utf-8", "replace").decode() == draft.raw
    offsets = [anchor.offset for anchor in draft.anchors]
    assert offsets == sorted(offsets)
    assert list(draft.page_starts) == sorted(draft.page_starts)
    assert all(0 <= at <= len(draft.raw) for at in (*offsets, *draft.page_starts))
    assert all(before.end < after.start for (before, _), (after, _) in pairwise(draft.tables))
    for span, rows in draft.tables:
        assert span.of(draft.raw) == "\n".join(CELL_BREAK.join(row) for row in rows)


@pytest.mark.parametrize("format_name", ["docx", "ofd", "html", "txt"])
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(how=changes)
def test_damaged_bytes_give_a_draft_or_a_refusal(format_name: str, how: list[Change]):
    check(changed(WHOLE[format_name], how), f"a.{format_name}")


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(how=changes, spoilt=st.sampled_from(["word/document.xml", "word/numbering.xml", "_rels/.rels"]))
def test_damaged_parts_of_a_word_file_give_a_draft_or_a_refusal(how: list[Change], spoilt: str):
    parts = {
        "_rels/.rels": docx.ROOT_RELS,
        "word/document.xml": f"{docx.HEAD}<w:document {docx.NAMES}><w:body>{WORD_XML}</w:body></w:document>",
        "word/numbering.xml": LISTS,
    }
    check(ofd.zipped(parts | {spoilt: changed(parts[spoilt].encode(), how)}), "a.docx")


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(how=changes, spoilt=st.sampled_from(["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"]))
def test_damaged_parts_of_an_ofd_file_give_a_draft_or_a_refusal(how: list[Change], spoilt: str):
    root = f"<ofd:OFD {ofd.NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    parts = {"OFD.xml": root} | ofd.document("Doc_0", [OFD_XML])
    check(ofd.zipped(parts | {spoilt: changed(parts[spoilt].encode(), how)}), "a.ofd")


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(how=changes)
def test_damaged_pdf_gives_a_draft_or_a_refusal(how: list[Change]):
    check(changed(WHOLE["pdf"], how), "a.pdf")


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(how=changes)
def test_damaged_content_of_a_pdf_page_gives_a_draft_or_a_refusal(how: list[Change]):
    content = b"BT 0 Tr /F1 16 Tf 1 0 0 1 80 740 Tm <523052305230> Tj ET q 1 0 0 1 5 5 cm 80 300 220 40 re S Q 80 300 m 300 300 l h f"
    check(pdf.make_pdf([pdf.Page()], streams=[changed(content, how)], is_embedded=False), "a.pdf")
