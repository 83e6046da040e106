"""What of a Word file reaches the reader: all that stands on paper, numbered as on paper, and nothing that does not."""

from __future__ import annotations

import pytest

from luoshi.source import SourceRefused, Span
from luoshi.text.draft import Draft
from luoshi.text.from_source import draft_of, load_source
from tests.made.docx import HEAD, MAIN, NAMES, cell, level, make_docx, numbering, paragraph, run, table
from tests.made.ofd import zipped


def read(*blocks: str, **parts: str) -> Draft:
    return draft_of(load_source(None, make_docx(*blocks, **parts), name="方案.docx"))


def codes(draft: Draft) -> list[str]:
    return [item.code for item in draft.diagnostics]


def test_paragraphs_keep_order_and_places():
    draft = read(paragraph("一、总体要求"), paragraph(), paragraph("到2025年，", run("高新技术企业", "<w:b/>"), "达到24家。"))
    assert draft.raw == "一、总体要求\n到2025年，高新技术企业达到24家。"
    assert [(anchor.offset, anchor.label) for anchor in draft.anchors] == [(0, "第1段"), (7, "第2段")]
    assert (draft.wrapped, draft.page_starts, draft.diagnostics) == (False, (), ())


def test_table_rows_become_lines_in_their_place():
    draft = read(paragraph("目标如下"), table(["指标", "2025年"], ["高企|数", "24家"], ["", ""]), paragraph("二、任务"))
    assert draft.raw == "目标如下\n指标 | 2025年\n高企｜数 | 24家\n二、任务"
    assert draft.tables == ((Span(5, 26), (("指标", "2025年"), ("高企｜数", "24家"))),)
    assert draft.tables[0][0].of(draft.raw) == "指标 | 2025年\n高企｜数 | 24家"
    assert [anchor.label for anchor in draft.anchors] == ["第1段", "表1", "第2段"]


def test_merged_cells_keep_their_columns():
    first = [cell("指标", properties='<w:vMerge w:val="restart"/>'), cell("目标", properties='<w:gridSpan w:val="2"/>')]
    second = [cell("", properties="<w:vMerge/>"), cell("2025年"), cell("2027年")]
    draft = read(table(first, second, ["高企", "24", "30"]))
    assert draft.tables[0][1] == (("指标", "目标", ""), ("", "2025年", "2027年"), ("高企", "24", "30"))


def test_cell_of_several_paragraphs_and_inner_table_is_one_line():
    inner = table(["甲", "乙"])
    draft = read(table(["任务", "单位"], [cell("建平台", "育企业"), cell("科技局", inner, "财政局")]))
    assert draft.raw == "任务 | 单位\n建平台 育企业 | 科技局 甲 乙 财政局"


def test_frame_around_text_is_no_table():
    draft = read(table([cell("一、总体要求", "到2025年。")]))
    assert (draft.raw, draft.tables) == ("一、总体要求\n到2025年。", ())


def test_struck_out_row_is_left_out():
    gone = "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>" + cell("旧") + cell("1") + "</w:tr>"
    draft = read(table(["指标", "值"], ["高企", "24"]).replace("</w:tbl>", gone + "</w:tbl>"))
    assert draft.raw == "指标 | 值\n高企 | 24"


OUTLINE = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def test_automatic_numbers_of_three_levels_count_and_restart():
    shape = [(0, "要求"), (1, "思想"), (1, "目标"), (2, "高企"), (2, "平台"), (0, "任务"), (1, "企业"), (2, "培育")]
    draft = read(*(paragraph(words, number=(1, at)) for at, words in shape), numbering=numbering((1, OUTLINE, "")))
    expected = ["一、要求", "（一）思想", "（二）目标", "1.高企", "2.平台", "二、任务", "（一）企业", "1.培育"]
    assert draft.raw.split("\n") == expected


@pytest.mark.parametrize(
    ("style", "pattern", "expected"),
    [
        ("chineseCounting", "第%1条", ["第一条", "第十二条", "第二十条", "第一百零三条"]),
        ("decimalEnclosedParen", "%1", ["⑴", "⑿", "⒇", "(103)"]),
        ("decimalEnclosedCircle", "%1", ["①", "⑫", "⑳", "(103)"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "⑫", "⑳", "(103)"]),
        ("ideographDigital", "%1、", ["一、", "一二、", "二〇、", "一〇三、"]),
        ("lowerLetter", "%1)", ["a)", "l)", "t)", "yyyy)"]),
        ("upperRoman", "%1.", ["I.", "XII.", "XX.", "CIII."]),
        ("chineseLegalSimplified", "%1", ["壹", "壹拾贰", "贰拾", "壹佰零叁"]),
        ("ideographTraditional", "%1、", ["甲、", "12、", "20、", "103、"]),
        ("decimalZero", "%1", ["01", "12", "20", "103"]),
        ("decimalFullWidth", "%1．", ["１．", "１２．", "２０．", "１０３．"]),
        ("bullet", "\uf06c", ["", "", "", ""]),
        ("none", "", ["", "", "", ""]),
    ],
)
def test_number_styles_of_chinese_documents(style: str, pattern: str, expected: list[str]):
    lists = [(at, level(0, style, pattern, start=start), "") for at, start in enumerate((1, 12, 20, 103), 1)]
    draft = read(*(paragraph("事项", number=(at, 0)) for at in range(1, 5)), numbering=numbering(*lists))
    assert draft.raw.split("\n") == [number + "事项" for number in expected]


def test_number_of_several_levels_with_legal_digits():
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    draft = read(*(paragraph("x", number=(1, at)) for at in (0, 1, 1)), numbering=numbering((1, levels, "")))
    assert draft.raw == "第一章x\n1.1x\n1.2x"


def test_start_override_begins_a_list_anew_and_other_lists_go_on():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    part = numbering((1, level(0, "decimal", "%1."), ""), (2, level(0, "decimal", "%1."), again))
    draft = read(*(paragraph("事", number=(at, 0)) for at in (1, 1, 2, 2, 1)), numbering=part)
    assert draft.raw.split("\n") == ["1.事", "2.事", "5.事", "6.事", "3.事"]


def test_two_uses_of_one_list_count_on_together():
    part = numbering((1, level(0, "decimal", "%1."), "")).replace(
        "</w:numbering>", '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    draft = read(paragraph("甲", number=(1, 0)), paragraph("乙", number=(9, 0)), numbering=part)
    assert draft.raw == "1.甲\n2.乙"


def test_level_that_never_restarts_runs_through():
    levels = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    draft = read(*(paragraph("x", number=(1, at)) for at in (0, 1, 1, 0, 1)), numbering=numbering((1, levels, "")))
    assert draft.raw.split("\n") == ["第一章x", "第一条x", "第二条x", "第二章x", "第三条x"]


def test_numbers_through_styles_and_their_parents():
    styles = (
        f'{HEAD}<w:styles {NAMES}><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    blocks = [
        paragraph("甲", style="H1"),
        paragraph("乙", style="H2"),
        paragraph("丙", style="H1b"),
        paragraph("丁", style="H1", number=(0, 0)),
    ]
    assert read(*blocks, styles=styles, numbering=numbering((1, levels, ""))).raw == "一、甲\n（一）乙\n二、丙\n丁"


def test_digit_of_a_number_does_not_run_into_a_year():
    draft = read(paragraph("2025年完成", number=(1, 0)), numbering=numbering((1, level(0, "decimal", "%1"), "")))
    assert draft.raw == "1 2025年完成"


def test_changes_are_read_as_accepted():
    changed = paragraph(
        "给予", f"<w:del w:id='1'>{run('十').replace('w:t', 'w:delText')}</w:del>", f"<w:ins w:id='2'>{run('二十')}</w:ins>", "万元。"
    )
    draft = read(changed)
    assert (draft.raw, codes(draft)) == ("给予二十万元。", ["text.revisions"])


def test_deleted_paragraph_mark_joins_two_paragraphs():
    draft = read(paragraph("给予二十", mark="<w:del w:id='1'/>"), paragraph("万元奖励。"), paragraph("二、"))
    assert draft.raw == "给予二十万元奖励。\n二、"


def test_hidden_words_are_left_out_and_told():
    styles = f'{HEAD}<w:styles {NAMES}><w:style w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    shown = run("可见", '<w:rStyle w:val="X"/><w:vanish w:val="0"/>')
    draft = read(paragraph("一、", run("内部意见", "<w:vanish/>"), run("再藏", '<w:rStyle w:val="X"/>'), shown), styles=styles)
    assert (draft.raw, codes(draft)) == ("一、可见", ["text.hidden"])
    assert "6 个" in draft.diagnostics[0].message


def test_text_box_is_read_once_and_its_fallback_not():
    box = f"<w:txbxContent>{paragraph('框中文字')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(paragraph("前", drawing, "后")).raw == "前后\n框中文字"


def test_old_text_box_without_alternative_is_read():
    pict = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('旧框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert read(paragraph("正文", pict)).raw == "正文\n旧框"


def test_footnote_stands_behind_the_paragraph_that_calls_it():
    note = f'<w:footnote w:id="2">{paragraph("以统计口径为准。")}</w:footnote>'
    notes = f'{HEAD}<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0"/>{note}</w:footnotes>'
    draft = read(paragraph("达到24家", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。"), paragraph("二、"), footnotes=notes)
    assert draft.raw == "达到24家。\n注1：以统计口径为准。\n二、"


def test_note_that_calls_itself_is_read_once():
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'{HEAD}<w:footnotes {NAMES}><w:footnote w:id="2">{paragraph("见注", call)}</w:footnote></w:footnotes>'
    assert read(paragraph("正文", call), footnotes=notes).raw == "正文\n注1：见注"


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def test_field_shows_its_result_and_contents_are_left_out():
    contents = field(' TOC \\o "1-3" ', run("一、总体要求……1"))
    draft = read(paragraph(contents), paragraph("见", field(" REF _1 ", run("附件1")), "。"))
    assert (draft.raw, codes(draft)) == ("见附件1。", ["text.contents"])


def test_field_without_end_loses_no_text():
    torn = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    assert read(paragraph(torn), paragraph("一、总体要求")).raw == "一、总体要求"


def test_contents_control_and_contents_style_are_left_out():
    styles = f'{HEAD}<w:styles {NAMES}><w:style w:styleId="10"><w:name w:val="toc 1"/></w:style></w:styles>'
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"{gallery}<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    draft = read(control, paragraph("一、要求 1", style="10"), paragraph("一、要求"), styles=styles)
    assert (draft.raw, codes(draft)) == ("一、要求", ["text.contents"])


def test_breaks_tabs_symbols_and_ruby():
    pieces = "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F021"/></w:r>'
    ruby = f"<w:r><w:ruby><w:rt>{run('hui')}</w:rt><w:rubyBase>{run('会')}</w:rubyBase></w:ruby></w:r>"
    assert read(paragraph(pieces, sign, ruby)).raw == "甲\n乙\t丙-√会"


def test_content_controls_links_and_moves_are_read_through():
    control = f"<w:sdt><w:sdtContent>{paragraph('在控件里')}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtContent>{run('行内')}</w:sdtContent></w:sdt><w:hyperlink>{run('链接')}</w:hyperlink>"
    moved = f"<w:moveFrom w:id='1'>{run('移走')}</w:moveFrom><w:moveTo w:id='2'>{run('移来')}</w:moveTo>"
    assert read(control, paragraph(inline, moved)).raw == "在控件里\n行内链接移来"


def test_pictures_are_told():
    draft = read(paragraph("正文", "<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
    assert (draft.raw, codes(draft)) == ("正文", ["text.pictures"])


def test_core_properties_become_metadata():
    core = f'{HEAD}<cp xmlns="c" xmlns:dc="d"><dc:title> 创新方案 </dc:title><dc:creator></dc:creator></cp>'
    assert read(paragraph("正文"), core=core).metadata == {"文件标题": "创新方案"}


def test_strict_namespace_is_read():
    strict = make_docx(paragraph("正文"))
    xml = f"{HEAD}<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{paragraph('严格')}</w:body></w:document>"
    draft = draft_of(load_source(None, zipped({"word/document.xml": xml})))
    assert (draft.raw, strict[:2]) == ("严格", b"PK")


def test_main_part_is_found_by_its_relation():
    rels = f'{HEAD}<Relationships><Relationship Type="x/officeDocument" Target="/word/other.xml"/></Relationships>'
    xml = f"{HEAD}<w:document {NAMES}><w:body>{paragraph('别处')}</w:body></w:document>"
    assert draft_of(load_source(None, zipped({"_rels/.rels": rels, "word/other.xml": xml}))).raw == "别处"


def test_damaged_numbering_is_told_and_text_kept():
    draft = read(paragraph("要求", number=(1, 0)), numbering="<w:numbering")
    assert (draft.raw, codes(draft)) == ("要求", ["text.numbering-lost"])


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY c SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd" []>'])
def test_document_type_declaration_is_refused(doctype: str):
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{MAIN}"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(SourceRefused) as refused:
        draft_of(load_source(None, zipped({"word/document.xml": xml})))
    assert refused.value.code == "source.broken"


def test_deep_nesting_is_refused():
    xml = f"{HEAD}<w:document {NAMES}><w:body>" + "<w:p>" * 100_000 + "</w:p>" * 100_000 + "</w:body></w:document>"
    with pytest.raises(SourceRefused) as refused:
        draft_of(load_source(None, zipped({"word/document.xml": xml})))
    assert refused.value.code == "source.broken"


def test_absurd_spans_and_numbers_cost_nothing():
    wide = cell("宽", properties='<w:gridSpan w:val="999999999"/>')
    part = numbering((1, level(0, "decimal", "%1.", start=999_999_999), ""))
    draft = read(table([wide, "b"], ["c", "d"]), paragraph("x", number=(1, 0)), paragraph("y", number=(1, 77)), numbering=part)
    assert draft.raw.split("\n")[-2:] == ["999999999.x", "y"]
    assert len(draft.tables[0][1][0]) == 64
