"""What of an OFD file reaches the reader: the words of its pages in reading order, wherever and however they are stored."""

from __future__ import annotations

import pytest

from luoshi.source import SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.from_source import draft_of, load_source
from tests.made.ofd import HEAD, NAMESPACE, document, make_ofd, page, path, picture, simple_ofd, text, zipped

FULL = "加快建设创新平台培育创新主体落实工作责任"
END = "确保任务完成。"


def read(data: bytes) -> Draft:
    return draft_of(load_source(None, data, name="方案.ofd"))


def refusal(data: bytes) -> str:
    with pytest.raises(SourceRefused) as refused:
        read(data)
    return refused.value.code


def test_objects_are_read_in_order_of_the_page_not_of_the_file():
    draft = read(simple_ofd(page(text(30, 80, END), text(30, 60, FULL), text(30, 70, FULL))))
    assert draft.raw == f"{FULL}\n{FULL}\n{END}"
    assert (draft.wrapped, draft.page_starts, draft.diagnostics) == (True, (0,), ())


def test_pages_have_places_and_their_numbers_are_left_out():
    pages = [page(text(30, 60, FULL), text(100, 285, f"— {number} —", 4)) for number in (1, 2)]
    draft = read(simple_ofd(*pages))
    assert draft.raw == f"{FULL}\n{FULL}"
    assert [(anchor.offset, anchor.label) for anchor in draft.anchors] == [(0, "第1页"), (21, "第2页")]


@pytest.mark.parametrize(
    "code",
    ['DeltaX="5.64 2.82 2.82 2.82 2.82"', 'DeltaX="5.64 g 4 2.82"', 'DeltaX="g 1 5.64 g 4 2.82"', 'DeltaX="g 9999999999 2.82"', " "],
)
def test_digits_stand_together_however_their_distances_are_written(code: str):
    assert read(simple_ofd(page(text(30, 60, "到2025年", code=code)))).raw == "到2025年"


def test_gap_in_a_line_is_a_blank():
    assert read(simple_ofd(page(text(30, 60, "牵头单位", code='DeltaX="5.64 30 5.64"')))).raw == "牵头  单位"


def test_several_codes_in_one_object_share_their_line():
    two = text(30, 60, "达到").replace("</ofd:TextObject>", '<ofd:TextCode X="11.28">24家</ofd:TextCode></ofd:TextObject>')
    assert read(simple_ofd(page(two))).raw == "达到24家"


def test_transformed_words_stand_where_they_are_shown():
    doubled = text(30, 60, "标题", size=4, extra='CTM="2 0 0 2 0 0"')
    draft = read(simple_ofd(page(text(30, 90, "正文", size=8), doubled)))
    assert draft.raw.split("\n")[0] == "标题"


def test_words_turned_by_a_quarter_are_read_as_a_page_of_their_own_direction():
    turned = [text(60 + 10 * at, 60, words, extra='CTM="0 1 -1 0 0 0"') for at, words in enumerate(("第二行文字", "第一行文字"))]
    assert read(simple_ofd(page(*turned))).raw.split("\n") == ["第一行文字", "第二行文字"]


def test_vertical_letters_of_a_cell_are_one_word():
    drawn = "M 20 100 L 180 100 M 20 160 L 180 160 M 20 100 L 20 160 M 50 100 L 50 160 M 180 100 L 180 160"
    label = text(30, 110, "总体目标", code='DeltaY="g 3 10"')
    assert read(simple_ofd(page(path(drawn), label, text(60, 130, "24家")))).tables[0][1] == (("总体目标", "24家"),)


def test_drawn_table_becomes_rows():
    drawn = "M 20 100 L 180 100 M 20 110 L 180 110 M 20 120 L 180 120 M 20 100 L 20 120 M 100 100 L 100 120 M 180 100 L 180 120"
    cells = [text(22, 107, "指标"), text(102, 107, "2025年"), text(22, 117, "高企"), text(102, 117, "24家")]
    draft = read(simple_ofd(page(text(20, 80, "目标："), path(drawn), *cells, text(20, 150, END))))
    assert draft.raw == f"目标：\n指标 | 2025年\n高企 | 24家\n\n{END}"
    assert draft.tables[0][0].of(draft.raw) == "指标 | 2025年\n高企 | 24家"


def test_template_words_and_rules_belong_to_the_page():
    template = page(text(30, 50, "表格样式"))
    draft = read(make_ofd([document("Doc_0", [page(text(30, 60, FULL), template="T1"), page(text(30, 60, END))], {"T1": template})]))
    assert [line for line in draft.raw.split("\n") if line] == ["表格样式", FULL, END]


def test_several_documents_are_read_one_after_the_other():
    draft = read(make_ofd([document("Doc_0", [page(text(30, 60, FULL))]), document("Doc_1", [page(text(30, 60, END))])]))
    assert draft.raw == f"{FULL}\n{END}"
    assert [anchor.label for anchor in draft.anchors] == ["文件1第1页", "文件2第1页"]


def test_blocks_layers_and_visibility():
    block = f"<ofd:PageBlock ID='5'><ofd:PageBlock ID='6'>{text(30, 60, FULL)}</ofd:PageBlock></ofd:PageBlock>"
    hidden = text(30, 70, "不可见", extra='Visible="false"')
    assert read(simple_ofd(page(block, hidden))).raw == FULL


def test_other_namespace_and_places_from_the_root_are_read():
    parts = document("Doc_0", [page(text(30, 60, FULL))])
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace("Pages/Page_0", "/Doc_0/Pages/Page_0")
    parts = {name: xml.replace("http://www.ofdspec.org/2016", "http://www.ofdspec.org") for name, xml in parts.items()}
    assert read(make_ofd([parts])).raw == FULL


def test_properties_become_metadata():
    info = "<ofd:Title>创新方案</ofd:Title><ofd:CreationDate>2025-01-14</ofd:CreationDate><ofd:Author></ofd:Author>"
    assert read(simple_ofd(page(text(30, 60, FULL)), info=info)).metadata == {"文件标题": "创新方案", "创建时间": "2025-01-14"}


def test_scan_is_refused_and_scanned_pages_are_told():
    assert refusal(simple_ofd(page(picture()))) == "source.scanned"
    draft = read(simple_ofd(page(text(30, 60, FULL)), page(picture())))
    assert [(item.code, item.message) for item in draft.diagnostics] == [("text.scanned-pages", "第2页是扫描图片，没有文字，未读入。")]


def test_words_of_private_codes_are_refused():
    assert refusal(simple_ofd(page(text(30, 60, "\ue001\ue002\ue003一")))) == "source.garbled"


def test_damaged_page_is_told_and_the_others_read():
    parts = document("Doc_0", [page(text(30, 60, FULL)), "<broken"])
    draft = read(make_ofd([parts]))
    assert (draft.raw, [item.message for item in draft.diagnostics]) == (FULL, ["第2页已损坏，未读入。"])


@pytest.mark.parametrize(
    "parts",
    [
        {"OFD.xml": "not xml"},
        {"OFD.xml": f"{HEAD}<ofd:OFD {NAMESPACE}/>"},
        {"OFD.xml": f"{HEAD}<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
        {"OFD.xml": f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><ofd:OFD {NAMESPACE}>&a;</ofd:OFD>'},
    ],
)
def test_file_without_document_is_refused(parts: dict[str, str]):
    assert refusal(zipped(parts)) == "source.broken"


def test_hostile_numbers_are_passed_over():
    odd = (
        text(30, 60, FULL).replace('Size="5.64"', 'Size="1e308"') + text(30, 70, END, extra='CTM="nan inf 0 1 0 0"') + text(30, 80, "一、")
    )
    assert "一、" in read(simple_ofd(page(odd, path("M 1 2 L x y C C S Q 1"), path("M " + "1 " * 50_000)))).raw


def test_forty_pages_are_read_whole():
    pages = [page(*(text(20, 30 + 8 * at, chr(0x4E00 + 28 * number + at) + FULL) for at in range(28))) for number in range(40)]
    data = simple_ofd(*pages)
    assert len(read(data).page_starts) == 40
