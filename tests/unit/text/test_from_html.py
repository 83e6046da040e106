"""What of a saved government page reaches the reader: the document, its index, and nothing of the site around it."""

from __future__ import annotations

import base64
from contextlib import suppress

import pytest

from luoshi.source import SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.from_source import draft_of, load_source
from tests.growth import grows_no_faster_than_its_size

TITLE = "青河旗人民政府关于印发科技创新方案的通知"
BODY = (
    "各苏木镇人民政府，各委办局：|一、总体要求。到2025年，高新技术企业达到24家，研发投入强度达到1.5%。"
    "|二、重点任务。加快建设创新平台，培育创新主体；落实责任。"
)
MENU = "<ul>" + "".join(f"<li><a href='/{at}'>政务公开栏目{at}</a></li>" for at in range(20)) + "</ul>"
FOOT = "<div>主办单位：青河旗人民政府 网站标识码：1234567890 蒙ICP备12345678号</div>"


def paragraphs(words: str = BODY) -> str:
    return "".join(f"<p>{line}</p>" for line in words.split("|"))


def page(main: str, head: str = "", before: str = "", after: str = FOOT) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{MENU}{before}{main}{after}</body></html>"


def read(html: str, encoding: str = "utf-8", name: str = "页面.html") -> Draft:
    return draft_of(load_source(None, html.encode(encoding), name=name))


def lines(words: str = BODY) -> str:
    return words.replace("|", "\n")


@pytest.mark.parametrize(
    "container",
    [
        "<div class='TRS_Editor'>{}</div>",
        "<div class='view TRS_UEDITOR trs_paper_default'>{}</div>",
        "<UCAPCONTENT>{}</UCAPCONTENT>",
        "<div id='UCAP-CONTENT'>{}</div>",
        "<div id='zoom'>{}</div>",
        "<td id='Zoom'>{}</td>",
        "<article>{}</article>",
        "<div class='pages_content'>{}</div>",
        "<div class='unheard-of'><div>{}</div></div>",
        "<table width='100%'><tr><td>{}</td></tr></table>",
    ],
)
def test_main_text_is_found_and_the_site_left_out(container: str):
    assert read(page(container.format(paragraphs()))).raw == lines()


def test_text_without_container_is_found_by_its_prose():
    page_text = f"<div><div>{MENU}</div><div><div class='x1'>{paragraphs()}</div></div><div>{MENU}</div>{FOOT}</div>"
    assert read(page(page_text)).raw == lines()


def test_text_in_two_editors_is_read_in_order():
    first, second = BODY.split("|", 1)
    two = (
        f"<div class='TRS_Editor'><p>{first}</p></div><hr><div class='TRS_Editor'><div class='TRS_Editor'>{paragraphs(second)}</div></div>"
    )
    assert read(page(two)).raw == lines()


def test_known_container_that_holds_little_does_not_win():
    assert read(page(f"<div class='TRS_Editor'>字号</div><div>{paragraphs()}</div>")).raw == lines()


def test_page_furniture_inside_the_container_is_left_out():
    around = (
        f"<div id='zoom'><div class='crumb'>当前位置：首页</div><p>发布时间：2025-01-14　来源：政府办公室</p>{paragraphs()}"
        "<div class='share'>分享到微信</div><ul><li><a href='#'>相关链接一</a></li></ul><p>责任编辑：某</p><p>【打印】【关闭】</p></div>"
    )
    assert read(page(around)).raw == lines()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "unknown-x"])
def test_encoding_is_told_whatever_the_page_declares(encoding: str, declared: str):
    html = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head><body>{paragraphs()}</body></html>"
    assert read(html, encoding).raw == lines()


INDEX = (
    "<table><tr><td>索 引 号：</td><td>1115/2025-00013</td><td>主题分类</td><td>科技</td></tr>"
    "<tr><td>发布机构</td><td>政府办公室</td><td>文&nbsp;&nbsp;号</td><td></td></tr>"
    "<tr><td>成文日期</td><td>2025-01-14</td><td>公文时效</td><td></td></tr></table>"
)


@pytest.mark.parametrize("where", ["before", "inside"])
def test_index_table_is_metadata_and_not_text(where: str):
    main = f"<div id=zoom>{INDEX if where == 'inside' else ''}{paragraphs()}</div>"
    draft = read(page(main, before=INDEX if where == "before" else ""))
    assert draft.raw == lines()
    assert draft.metadata == {"索引号": "1115/2025-00013", "主题分类": "科技", "发布机构": "政府办公室", "成文日期": "2025-01-14"}
    assert draft.tables == ()


def test_index_of_lines_and_lists_is_read():
    before = (
        "<ul><li><b>索引号：</b><span>A-1</span></li><li><b>发文字号：</b>青政发〔2025〕3号</li></ul>"
        "<dl><dt>发文机关</dt><dd>青河旗人民政府</dd><dt>有效性</dt><dd>有效</dd><dt>成文日期</dt><dd>2025年1月14日</dd></dl>"
        "<p>发布时间：2025-01-15 来源：办公室 字号：大中小</p>"
    )
    assert read(page(f"<div id=zoom>{paragraphs()}</div>", before=before)).metadata == {
        "索引号": "A-1",
        "发文字号": "青政发〔2025〕3号",
        "发文机关": "青河旗人民政府",
        "有效性": "有效",
        "成文日期": "2025年1月14日",
        "发布时间": "2025-01-15",
        "来源": "办公室 字号：大中小",
    }


def test_meta_tags_are_read():
    tags = {"ArticleTitle": TITLE, "PubDate": "2025-01-14 10:00", "ContentSource": ""}
    head = "".join(f"<meta name='{name}' content='{content}'>" for name, content in tags.items())
    assert read(page(f"<div id=zoom>{paragraphs()}</div>", head)).metadata == {"标题": TITLE, "发布日期": "2025-01-14 10:00"}


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (f"<meta name='ArticleTitle' content='{TITLE}'>", ""),
        (f"<title>{TITLE}_青河旗人民政府</title>", ""),
        (
            f"<title>{TITLE}-政务公开</title>",
            "<h1>青河旗人民政府网站</h1><h2 class='title'>青河旗人民政府关于印发<br>科技创新方案的通知</h2>",
        ),
        ("<title>青河旗人民政府</title>", f"<h1>{TITLE}</h1>"),
    ],
)
def test_title_outside_the_text_is_put_before_it(head: str, before: str):
    draft = read(page(f"<div id=zoom>{paragraphs()}</div>", head, before))
    assert draft.raw.replace(" ", "") == f"{TITLE}\n{lines()}"


def test_title_inside_the_text_is_not_repeated():
    main = f"<div id=zoom><p>青河旗人民政府<br>关于印发科技创新方案的通知</p>{paragraphs()}</div>"
    draft = read(page(main, f"<title>{TITLE}</title>"))
    assert draft.raw == f"青河旗人民政府\n关于印发科技创新方案的通知\n{lines()}"


def test_data_table_keeps_rows_and_merged_cells():
    table = (
        "<table><thead><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><td>2025年</td><td>2027年</td></tr></thead>"
        "<tr><td>高企</td><td>24<br>家</td><td><p>30</p><p>家|</p></td></tr></table>"
    )
    draft = read(page(f"<div id=zoom>{paragraphs()}{table}<p>三、保障。</p></div>"))
    assert draft.tables[0][1] == (("指标", "目标", ""), ("", "2025年", "2027年"), ("高企", "24 家", "30 家｜"))
    assert draft.tables[0][0].of(draft.raw) == "指标 | 目标 | \n | 2025年 | 2027年\n高企 | 24 家 | 30 家｜"
    assert draft.raw.endswith("三、保障。")


def test_layout_table_is_read_as_text_and_the_table_in_it_as_table():
    inner = "<table><tr><td>高企</td><td>24家</td></tr></table>"
    draft = read(page(f"<table><tr><td>{MENU}</td><td>{paragraphs()}{inner}</td></tr></table>"))
    assert draft.raw == f"{lines()}\n高企 | 24家"


def test_automatic_list_numbers_are_printed_and_typed_ones_not_doubled():
    lists = (
        "<ol><li>强化支撑<ol type=a><li>甲</li><li>乙</li></ol></li><li>加快转化</li></ol><ol start=5><li>第五</li><li>6.第六</li></ol>"
        "<ol style='list-style: none'><li>无号</li></ol><ul><li>点</li></ul>"
    )
    draft = read(page(f"<div id=zoom>{paragraphs()}{lists}</div>"))
    assert draft.raw.removeprefix(lines()).split("\n")[1:] == ["1.强化支撑", "a.甲", "b.乙", "2.加快转化", "5.第五", "6.第六", "无号", "点"]


def test_blanks_are_those_that_a_browser_shows():
    main = "<div id=zoom><p>高新\n   技术企业，</p><p>R&amp;D\n  投入，&nbsp;增长</p>文字，甲<br/>乙<p></p><pre>一\n二</pre></div>"
    assert read(page(main)).raw == "高新技术企业，\nR&D 投入，\xa0增长\n文字，甲\n乙\n一\n二"


def test_scripts_and_hidden_parts_are_no_text():
    hidden = "<p style='display: none'>隐藏</p><p hidden>藏</p>"
    main = f"<div id=zoom><script>var x='一、'</script><style>p{{}}</style><!-- 注 -->{paragraphs()}{hidden}</div>"
    assert read(page(main)).raw == lines()


def test_text_that_a_script_would_show_is_read():
    assert read(page(f"<div id=zoom style='display:none'>{paragraphs()}</div>")).raw == lines()


def test_pictures_in_the_text_are_told():
    draft = read(page(f"<div id=zoom>{paragraphs()}<p><img src='biao.png'></p></div><img src='logo.png'>"))
    assert [(item.code, item.message) for item in draft.diagnostics] == [
        ("text.page-frame", "网页的导航、页脚等 192 字已略去，只读正文。"),
        ("text.pictures", "正文中有 1 张图片，其中的文字未读入。"),
    ]


def test_page_that_is_all_text_has_nothing_to_tell():
    assert read(f"<html><head><title>页</title></head><body>{paragraphs()}</body></html>").diagnostics == ()


def test_web_archive_is_unpacked():
    html = base64.encodebytes(f"<html><body><div id=zoom>{paragraphs()}</div></body></html>".encode("gb18030")).decode()
    head = 'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----b"\r\n\r\n'
    parts = f"------b\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\n{html}\r\n------b--\r\n"
    assert read(head + parts, name="页面.mht").raw == lines()


def test_embedded_pictures_of_a_saved_page_cost_nothing():
    picture = "<img src='data:image/png;base64," + "A" * 9_000_000 + "'>"
    assert read(page(f"<div id=zoom>{paragraphs()}{picture}</div>")).raw == lines()


def test_page_beyond_all_measure_is_refused():
    with pytest.raises(SourceRefused) as refused:
        read("<html><p>" + "一、" * 5_000_000)
    assert refused.value.code == "source.too-large"


def test_page_of_more_elements_than_a_book_is_refused():
    with pytest.raises(SourceRefused) as refused:
        read("<html><p>一、总体要求" + "<b></b>" * 250_000)
    assert refused.value.code == "source.too-large"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "一、总体要求" + "</div>" * 50_000,
        "<table>" + "<tr><td>" * 20_000 + "一、总体要求",
        "<ol><li>" * 20_000 + "一、总体要求",
        "<p>一、总体要求</p>" + "<b>" * 50_000,
        "<table><tr><td rowspan=999999999 colspan=999999999>一、总体要求<td>b<tr><td>c</table>",
        '<html><p>一、总体要求&#0;&#xD800;&nosuch;<p \x00="',
        "<div class=title>" * 200 + "<table><tr><td><dl>" * 10 + "<b></b>" * 100_000 + "一、总体要求",
        "<table><tr><td>" * 60 + "<p>一、总体要求。</p>" * 50_000,
        "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><html><p>一、总体要求&a;</p></html>",
    ],
)
def test_hostile_page_is_read_or_refused(html: str):
    try:
        assert "一、总体要求" in read(html).raw
    except SourceRefused as refused:
        assert refused.code == "source.no-text"


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "<b>"),
        ("", "<div>"),
        ("<div class=title>" * 200 + "<table><tr><td><dl>" * 10, "<b></b>"),
        ("<table><tr><td>" * 60, "<p>一、总体要求。</p>"),
        ("<div id=zoom>", paragraphs()),
    ],
)
def test_cost_grows_with_the_page_and_no_faster(before: str, piece: str):
    def read_or_refused(html: str) -> None:
        with suppress(SourceRefused):
            read(html)

    assert grows_no_faster_than_its_size(
        read_or_refused, lambda length: f"<p>一、总体要求。</p>{before}{piece * (length // len(piece))}", 25_000
    )
