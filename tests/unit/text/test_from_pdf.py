"""What of a PDF reaches the reader: lines in reading order, paragraphs by their shape, tables by their rules, no page furniture."""

from __future__ import annotations

import pytest

from luoshi.source import SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.from_source import draft_of, load_source
from tests.made.pdf import Page, make_pdf, text_page

FULL = "加快建设创新平台培育创新主体落实工作责任"  # twenty characters fill a line
END = "确保任务完成。"


def read(*pages: Page, **more: str) -> Draft:
    return draft_of(load_source(None, make_pdf(pages, **more), name="方案.pdf"))


def codes(draft: Draft) -> list[str]:
    return [item.code for item in draft.diagnostics]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceRefused) as refused:
        draft_of(load_source(None, data, name="方案.pdf"))
    return refused.value.code


def grid(page: Page, xs: list[float], ys: list[float]) -> Page:
    for x in xs:
        page.rule(x, ys[0], x, ys[-1])
    for y in ys:
        page.rule(xs[0], y, xs[-1], y)
    return page


def test_lines_stand_in_order_of_the_page_without_false_blanks():
    page = Page().words(80, 600, "到2025年，高新技术企业达到24家").words(80, 640, "一、总体 要求")
    assert read(page).raw.split("\n") == ["一、总体 要求", "", "到2025年，高新技术企业达到24家"]


def test_draft_says_that_lines_are_layout_and_where_pages_begin():
    draft = read(text_page([FULL, END]), text_page(["二、任务"]))
    assert draft.raw == f"{FULL}\n{END}\n\n二、任务"
    assert (draft.wrapped, draft.page_starts, draft.diagnostics) == (True, (0, 29), ())
    assert [(anchor.offset, anchor.label) for anchor in draft.anchors] == [(0, "第1页"), (29, "第2页")]


def test_paragraph_begins_behind_a_short_line_or_with_an_indent():
    page = text_page([FULL, END, FULL, FULL]).words(112, 740 - 4 * 28, FULL[:18]).words(80, 740 - 5 * 28, FULL)
    assert read(page).raw == f"{FULL}\n{END}\n\n{FULL}\n{FULL}\n\n\u3000\u3000{FULL[:18]}\n{FULL}"


def test_paragraph_over_two_pages_is_not_cut_by_number_and_head():
    lines = [f"{at:02d}" + FULL[1:] for at in range(36)]
    pages = [text_page(lines[12 * at : 12 * at + 12], top=700).words(250, 800, "青河旗人民政府文件", 10) for at in range(3)]
    for number, page in enumerate(pages, 1):
        page.words(280, 50, f"— {number} —", 14)
    draft = read(*pages)
    assert draft.raw == "\n".join(lines)
    assert [(item.code, item.message) for item in draft.diagnostics] == [
        ("text.page-numbers", "已略去3处页码。"),
        ("text.running-heads", "已略去每页重复的页眉页脚3处：“青河旗人民政府文件”。"),
    ]


@pytest.mark.parametrize("number", ["3", "- 3 -", "— 3 —", "－3－", "第3页", "第 3 页 共 9 页", "3/9", "·3·", "III"])
def test_page_numbers_of_all_kinds_are_left_out(number: str):
    assert read(text_page([FULL, END]).words(280, 40, number, 12)).raw == f"{FULL}\n{END}"


def test_number_in_the_middle_of_a_page_is_text():
    assert read(Page().words(80, 740, "高企（家）").words(80, 420, "24")).raw == "高企（家）\n24"


def test_glyphs_printed_twice_are_read_once():
    assert read(Page().words(80, 700, "青河旗11家").words(80.4, 700, "青河旗11家")).raw == "青河旗11家"


def test_letters_set_apart_are_words_and_columns_of_names_are_kept_apart():
    page = Page().words(80, 700, "R&D").words(80 + 24 + 6, 700, "center").words(80, 660, "张").words(112, 660, "李").words(200, 660, "王")
    assert read(page).raw == "R&D center\n\n张 李  王"


def test_two_columns_are_read_one_after_the_other():
    page = Page().words(200, 760, "青河旗人民政府公报", 20)
    left = [f"左{at:02d}" + FULL[:9] for at in range(14)]
    right = [f"右{at:02d}" + FULL[:9] for at in range(14)]
    for at in range(14):
        page.words(60, 720 - at * 24, left[at]).words(290, 720 - at * 24, right[at])
    assert [line for line in read(page).raw.split("\n") if line][1:] == left + right


def test_unruled_table_is_read_across():
    page = Page()
    for at in range(14):
        page.words(60, 720 - at * 24, f"指标{at:02d}").words(380, 720 - at * 24, "24家")
    assert read(page).raw.split("\n") == [f"指标{at:02d}  24家" for at in range(14)]


def test_ruled_table_becomes_rows_between_its_lines():
    page = grid(text_page(["目标如下："], top=760), [80, 240, 400, 520], [600, 640, 680, 720])
    for row, y in enumerate((690, 650, 610)):
        for column, x in enumerate((90, 250, 410)):
            page.words(x, y, f"格{row}{column}")
    page.words(80, 500, "二、任务")
    draft = read(page)
    assert draft.raw == "目标如下：\n格00 | 格01 | 格02\n格10 | 格11 | 格12\n格20 | 格21 | 格22\n\n二、任务"
    assert draft.tables[0][1] == (("格00", "格01", "格02"), ("格10", "格11", "格12"), ("格20", "格21", "格22"))
    assert draft.tables[0][0].of(draft.raw).count("\n") == 2


HEAD = ("指标", "单位", "2027年")


def table_page(rows: list[tuple[str, ...]], top: float, columns: tuple[float, ...] = (80, 240, 400, 520)) -> Page:
    bottom = top - 40 * len(rows)
    page = grid(Page(), list(columns), [bottom + 40 * at for at in range(len(rows) + 1)])
    for at, row in enumerate(rows):
        for x, words in zip(columns, row, strict=False):
            if words:
                page.words(x + 10, top - 40 * at - 30, words)
    return page


@pytest.mark.parametrize("head", [[], [HEAD]], ids=["without a head", "with the head again"])
def test_table_over_two_pages_is_one(head: list[tuple[str, ...]]):
    first = table_page([HEAD, ("高新技术企业", "家", "80")], 180).words(80, 700, "主要指标如下：").words(280, 40, "— 1 —", 12)
    second = table_page([*head, ("技术合同成交额", "亿元", "6")], 760).words(80, 500, "二、保障措施").words(280, 40, "— 2 —", 12)
    draft = read(first, second)
    rows = (HEAD, ("高新技术企业", "家", "80"), ("技术合同成交额", "亿元", "6"))
    assert [table for _, table in draft.tables] == [rows]
    assert draft.tables[0][0].of(draft.raw) == "\n".join(" | ".join(row) for row in rows)
    assert draft.raw.split("\n")[-1] == "二、保障措施"
    assert codes(draft) == ["text.page-numbers"]


def test_table_over_three_pages_is_one_whatever_the_running_lines_between():
    pages = [
        table_page(rows, top).words(250, 810, "青河旗人民政府文件", 10).words(80, 30, "政务公开办公室编", 10)
        for rows, top in (([HEAD, ("甲", "家", "1")], 700), ([("乙", "个", "2")], 760), ([("丙", "个", "3")], 720))
    ]
    draft = read(*(page.words(80, 730, "续表1") if at == 2 else page for at, page in enumerate(pages)))
    assert [table for _, table in draft.tables] == [(HEAD, ("甲", "家", "1"), ("乙", "个", "2"), ("丙", "个", "3"))]


def test_running_lines_of_two_pages_do_not_part_a_table():
    first = table_page([HEAD, ("甲", "家", "1")], 180).words(250, 810, "青河旗人民政府文件", 10).words(80, 700, "目标如下：")
    second = table_page([("乙", "个", "2")], 740).words(250, 810, "青河旗人民政府文件", 10)
    draft = read(first, second)
    assert [table for _, table in draft.tables] == [(HEAD, ("甲", "家", "1"), ("乙", "个", "2"))]
    assert draft.raw.count("青河旗人民政府文件") == 1


def test_column_that_is_empty_on_the_second_page_keeps_its_place():
    first = table_page([HEAD, ("甲", "家", "1")], 180)
    assert [rows for _, rows in read(first, table_page([("乙", "", "2")], 740)).tables] == [(HEAD, ("甲", "家", "1"), ("乙", "", "2"))]


def test_row_torn_by_the_end_of_the_page_is_whole():
    head = ("序号", "任务", "牵头单位")
    first = table_page([head, ("1", "建设创新", "旗科技局")], 180)
    second = table_page([("", "平台", ""), ("2", "培育企业", "旗工信局")], 740)
    assert [rows for _, rows in read(first, second).tables] == [(head, ("1", "建设创新平台", "旗科技局"), ("2", "培育企业", "旗工信局"))]


@pytest.mark.parametrize("between", ["各部门抓好落实。", ""], ids=["words between", "other columns"])
def test_two_tables_on_two_pages_stay_two(between: str):
    first, columns = table_page([HEAD, ("甲", "家", "1")], 180), (80, 240, 400, 520) if between else (80, 200, 400, 520)
    second = table_page([("事项", "单位", "时限"), ("乙", "个", "本年")], 640, columns)
    if between:
        second.words(80, 700, between)
    assert [len(rows) for _, rows in read(first, second).tables] == [2, 2]


UNRULED_HEAD = ("指标名称", "单位", "2023年", "2027年")
UNRULED = (("研发投入强度", "%", "1.05", "≥1.60"), ("高新技术企业", "家", "16", "30"), ("技术合同成交额", "亿元", "2.6", "6"))


def unruled_page(rows: tuple[tuple[str, ...], ...], columns: tuple[float, ...] = (80, 200, 238, 292), top: float = 640) -> Page:
    page = Page().words(80, 700, "一、主要目标").words(80, 440, "二、保障措施")
    for at, row in enumerate(rows):
        for x, words in zip(columns, row, strict=True):
            page.words(x, top - 26 * at, words)
    return page


def test_table_without_lines_keeps_its_cells_however_near_they_are():
    draft = read(unruled_page((UNRULED_HEAD, *UNRULED)))
    assert [rows for _, rows in draft.tables] == [(UNRULED_HEAD, *UNRULED)]
    table = "\n".join(" | ".join(row) for row in (UNRULED_HEAD, *UNRULED))
    assert (draft.raw, draft.diagnostics) == (f"一、主要目标\n{table}\n\n二、保障措施", ())


def test_cell_on_two_lines_and_a_group_above_rows_are_read():
    rows = (UNRULED_HEAD, UNRULED[0], ("强度", "", "", ""), UNRULED[1], ("二、成果", "", "", ""), UNRULED[2])
    whole = (UNRULED_HEAD, ("研发投入强度强度", *UNRULED[0][1:]), UNRULED[1], rows[4], UNRULED[2])
    assert [rows for _, rows in read(unruled_page(rows)).tables] == [whole]


@pytest.mark.parametrize(
    "rows",
    [
        (("第一章", "总则", "目标", "1"), ("第二章", "任务", "内容", "3"), ("第三章", "措施", "领导", "5")),
        (("张三", "李四", "王五", "赵六"), ("钱一", "孙二", "周三", "吴四"), ("郑五", "王六", "冯七", "陈八")),
        (("加快建设，", "创新", "平台", "培育"), ("创新主体，", "落实", "工作", "责任"), ("确保任务，", "如期", "完成", "考核")),
        (("事项", "单位", "地点", "备注"), ("建设平台", "市局", "一楼", "长期"), ("培育企业", "县局", "二楼", "长期")),
    ],
    ids=["contents", "names", "prose", "no numbers"],
)
def test_words_set_apart_are_no_table_by_that(rows: tuple[tuple[str, ...], ...]):
    draft = read(unruled_page(rows))
    assert (draft.tables, draft.raw.replace(" ", "").count("".join(rows[1]))) == ((), 1)


def test_table_that_cannot_be_told_is_left_as_lines_and_told():
    rows = (UNRULED_HEAD, UNRULED[0], ("高新技术企业", "家", "未定", "30"), UNRULED[2])
    draft = read(unruled_page(rows))
    assert (draft.tables, codes(draft)) == ((), ["text.table-unread"])
    assert draft.diagnostics[0].message == "第1页有一处像是表格，但没有框线，各列对不齐，未能按表格读入：“指标名称 单位2023年2027年”。"


def test_merged_cells_and_lines_in_a_cell():
    page = Page()
    for x0, y0, x1, y1 in [(80, 640, 240, 720), (240, 680, 520, 720), (240, 640, 380, 680), (380, 640, 520, 680), (80, 560, 240, 640)]:
        page.box(x0, y0, x1, y1)
    page.box(240, 560, 380, 640).box(380, 560, 520, 640)
    page.words(90, 670, "指标").words(300, 690, "目标").words(250, 650, "2025年").words(390, 650, "2027年")
    page.words(90, 610, "高新技术").words(90, 590, "企业数").words(250, 600, "24").words(390, 600, "30")
    assert read(page).tables[0][1] == (("指标", "目标", ""), ("", "2025年", "2027年"), ("高新技术企业数", "24", "30"))


def test_table_of_thin_filled_boxes_is_ruled_too():
    page = Page().words(90, 690, "高企").words(250, 690, "24家")
    for x in (80, 240, 400):
        page.ops.append(f"{x} 680 0.5 40 re f")
    for y in (680, 720):
        page.ops.append(f"80 {y} 320 0.5 re f")
    assert read(page).tables[0][1] == (("高企", "24家"),)


def test_frame_around_text_is_no_table():
    draft = read(text_page([FULL, END]).box(60, 600, 560, 780))
    assert (draft.raw, draft.tables) == (f"{FULL}\n{END}", ())


@pytest.mark.parametrize(("rotate", "matrix"), [(90, "0 1 -1 0 {x} {y}"), (270, "0 -1 1 0 {x} {y}"), (180, "-1 0 0 -1 {x} {y}")])
def test_turned_page_is_read_as_it_is_shown(rotate: int, matrix: str):
    places = {90: ((200, 80), (240, 80)), 270: ((400, 700), (360, 700)), 180: ((500, 200), (500, 240))}[rotate]
    page = Page(rotate=rotate)
    for (x, y), words in zip(places, ("指标一览表", "高企24家"), strict=True):
        page.turned(matrix.format(x=x, y=y), words)
    assert read(page).raw == "指标一览表\n高企24家"


def test_table_lying_on_an_upright_page_is_read():
    page = grid(Page(), [100, 140, 180], [80, 240, 400])
    for x, y, words in ((125, 90, "高企"), (125, 250, "24家"), (165, 90, "平台"), (165, 250, "3个")):
        page.turned(f"0 1 -1 0 {x} {y}", words)
    assert read(page).tables[0][1] == (("高企", "24家"), ("平台", "3个"))


def test_slanted_watermark_is_left_out():
    assert read(text_page([FULL, END]).turned("0.7 0.7 -0.7 0.7 200 300", "内部资料", 60)).raw == f"{FULL}\n{END}"


def test_radicals_become_characters():
    assert read(text_page(["⽤⼈单位，⻓期⾼新技术"])).raw == "用人单位，长期高新技术"


def test_scanned_pdf_is_refused():
    assert refusal(make_pdf([Page().picture(), Page().picture().words(280, 40, "2")])) == "source.scanned"


def test_pdf_without_text_or_picture_is_refused():
    assert refusal(make_pdf([Page()])) == "source.scanned"


def test_scanned_pages_among_others_are_told():
    draft = read(text_page([FULL, END]), Page().picture(), Page().picture())
    assert (draft.raw, codes(draft)) == (f"{FULL}\n{END}", ["text.scanned-pages"])
    assert draft.diagnostics[0].message == "第2、3页是扫描图片，没有文字，未读入。"


def test_words_under_a_scan_are_read_and_told():
    page = Page().picture()
    for at in range(5):
        page.words(80, 700 - 28 * at, FULL, mode=3)
    draft = read(page)
    assert (draft.raw, codes(draft)) == ("\n".join([FULL] * 5), ["text.recognised"])


def test_words_without_known_characters_are_refused():
    assert refusal(make_pdf([text_page([FULL])], has_map=False)) == "source.garbled"


def test_fonts_that_are_not_embedded_lose_no_word():
    page = text_page([FULL, FULL, FULL, "R&D 2025"]).words(80, 600, "是").words(200, 600, "否")
    data = make_pdf([page.rule(80, 500, 300, 500), text_page([END])], is_embedded=False)
    assert draft_of(load_source(None, data)).raw == f"{FULL}\n{FULL}\n{FULL}\nR&D 2025\n\n是  否\n\n{END}"


def test_properties_become_metadata():
    draft = read(text_page([FULL]), info="/Title <FEFF 65B96848> /CreationDate (D:20250114103000+08'00')")
    assert draft.metadata == {"文件标题": "方案", "创建时间": "2025-01-14"}


def test_encrypted_pdf_is_refused():
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [<00> <00>]" % (b"o" * 32, b"u" * 32)
    assert refusal(make_pdf([text_page([FULL])]).replace(b"/Root", locked + b" /Root")) == "source.encrypted"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5000, b"%PDF-1.4 1 0 obj << /Type /Catalog >> endobj trailer << >>"]
)
def test_pdf_without_pages_is_refused(data: bytes):
    assert refusal(data) == "source.broken"


def test_cut_pdf_is_read_as_far_as_it_goes_or_refused():
    whole = make_pdf([text_page([FULL, END]), text_page([FULL])])
    for share in (0.2, 0.5, 0.9, 0.99):
        try:
            raw = draft_of(load_source(None, whole[: int(len(whole) * share)], name="方案.pdf")).raw
        except SourceRefused as refused:
            assert refused.code in ("source.broken", "source.scanned")
        else:
            assert FULL in raw


@pytest.mark.parametrize("content", [b"0 0 m 10 10 l S\n" * 2_000_000, b"BT /F1 12 Tf <4E00> Tj ET\n" * 1_000_000], ids=["lines", "words"])
def test_bomb_is_refused_and_costs_this_process_no_memory(content: bytes):
    packed = make_pdf([Page()], streams=[content])
    assert len(packed) < 500_000
    assert refusal(packed) in ("source.broken", "source.scanned")


def test_forty_pages_are_read_whole():
    lines = [[chr(0x4E00 + 28 * page + at) + FULL + FULL[: 8 + at % 2] for at in range(28)] for page in range(40)]
    pages = [text_page(page, size=14, top=770, leading=25, left=60) for page in lines]
    data = make_pdf(pages)
    draft = draft_of(load_source(None, data))
    assert len(draft.page_starts) == 40
    assert draft.raw.replace("\n", "") == "".join(map("".join, lines))
