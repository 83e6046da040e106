"""The reading page as a file: closed to the network, escaped, complete, linked both ways."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html

from luoshi.commitments.nodes import Kind
from luoshi.papers.reading_page import reading_page
from luoshi.source import Diagnostic, Severity, Span
from tests.growth import grows_no_faster_than_its_size
from tests.made_reading import QINGHE, long_reading, made_reading, reading_without_text


def page_of(reading):
    return html.document_fromstring(reading_page(reading))


def one(tree, path):
    (found,) = tree.xpath(path)
    return found


def words(element):
    return " ".join(element.text_content().split())


def own_words(piece):
    """The words of the document inside a mark, without the numbers that the page puts before them."""
    return "".join(piece.xpath(".//text()[not(ancestor::a[contains(@class, 'm-tag')]) and not(parent::span[@class='no-copy'])]"))


def test_page_asks_for_nothing_from_anywhere():
    page = reading_page(made_reading())
    tree = html.document_fromstring(page)
    assert tree.xpath("//link | //img | //iframe | //script[@src] | //object | //*[@style] | //form[@action]") == []
    assert [a for a in tree.xpath("//@href") if not a.startswith("#")] == []
    assert re.findall(r"https?:|//[a-z]+\.|@import|url\(", page) == []
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []


def test_page_allows_only_its_own_style_and_script():
    page = reading_page(made_reading())
    rule = one(html.document_fromstring(page), "//meta[@http-equiv='Content-Security-Policy']/@content")
    style, script = (re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S)[1] for tag in ("style", "script"))
    hashed = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (style, script)]
    assert rule == f"default-src 'none'; style-src {hashed[0]}; script-src {hashed[1]}; base-uri 'none'; form-action 'none'"


def test_every_commitment_stands_in_the_text_and_in_the_list_with_a_way_both_ways():
    reading = made_reading()
    tree = page_of(reading)
    assert reading.commitments != ()
    for number, commitment in enumerate(reading.commitments, 1):
        mark, row = tree.get_element_by_id(f"m{number}"), tree.get_element_by_id(f"r{number}")
        assert one(tree, f"//a[@id='t{number}']").get("href") == f"#r{number}"
        assert one(row, ".//a[contains(@class, 'it-a')]").get("href") == f"#m{number}"
        pieces = tree.xpath(f"//article//*[@data-n='{number}'][contains(@class, 'm ')]")
        assert mark in pieces
        assert "".join(own_words(piece) for piece in pieces) == commitment.quote
        assert row.get("data-k") == commitment.kind.value


def test_text_of_the_document_is_there_word_for_word():
    reading = made_reading()
    article = one(page_of(reading), "//article")
    for extra in article.xpath(".//*[contains(@class, 'm-tag') or contains(@class, 'no-copy') or contains(@class, 'flag')] | .//h2"):
        extra.drop_tree()
    assert [line.text_content() for line in article.xpath(".//*[starts-with(@id, 'b')]")] == reading.policy.text.chars.split("\n")


def test_headings_of_the_document_are_headings_and_never_skip_a_level():
    levels = [
        int(h.tag[1]) for h in page_of(made_reading()).xpath("//article//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    ]
    assert levels[:4] == [2, 3, 3, 4]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_head_says_what_it_is_and_that_a_person_must_confirm():
    tree = page_of(made_reading())
    assert words(one(tree, "//h1")) == "青河旗建设一流创新生态实施方案（2025—2027年）"
    assert words(one(tree, "//*[@class='sum']")) == "19条承诺2条有疑点4处需核对"
    assert words(one(tree, "//*[@class='draft']")) == "机器所读，待人确认。以原文为准。"
    assert "青政办发〔2025〕18号" in words(one(tree, "//*[@class='crumbs']"))


def test_doubts_and_implied_fields_are_told():
    tree = page_of(made_reading())
    row = one(tree, "//li[@data-doubt][.//*[contains(text(), '连续通过复审')]]")
    assert words(one(row, ".//*[@class='it-d']")) == "疑点：“10万”缺“元”字"
    assert [words(dd) for dd in tree.xpath("//dd[.//*[@class='from']]")] == ["≥30家推断", "每企业最高50.00万元推断"]


def test_the_same_target_in_two_places_points_to_the_other():
    tree = page_of(made_reading())
    assert [words(p) for p in tree.xpath("//p[contains(text(), '同一目标')]")] == [
        "同一目标又见：目标5（三（一））",
        "同一目标又见：目标1（一（一））",
    ]


def test_checks_come_gravest_first_and_lead_to_their_words():
    tree = page_of(made_reading())
    sections = tree.xpath("//section[@id='checks']/section")
    assert [words(s.find("h3")) for s in sections] == ["错误1", "注意2", "提示1"]
    assert sections[0].xpath(".//a") == []
    assert [a.get("href") for a in sections[1].xpath(".//a")] == ["#d1", "#d2"]
    assert [words(piece) for piece in tree.xpath("//article//*[@data-d='2']")] == ["旗税务局", "、税务局"]


def test_a_long_stretch_is_flagged_where_it_begins_and_not_underlined():
    reading = made_reading(diagnostics=False)
    second = Diagnostic("text.second-copy", Severity.NOTE, "后面又印了一遍。", (Span(100, 500),))
    tree = page_of(replace(reading, diagnostics=(second,)))
    assert words(one(tree, "//article//a[@class='flag']")) == "提示"
    assert len(one(tree, "//article//*[@class='sic-long']").text_content()) < 10


def test_outline_counts_the_commitments_under_each_heading():
    entries = [words(a) for a in page_of(made_reading()).xpath("//nav[@id='outline']//a")]
    assert entries[:4] == ["一、总体要求4", "（一）发展目标4", "二、重点任务12", "（一）科技企业倍增行动9"]


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (lambda: made_reading("关于放假的通知\n今年不放假。\n", diagnostics=False), ["没有读出承诺。", "没有需要核对的地方。"]),
        (reading_without_text, ["没有可读的文字。", "没有读出承诺。"]),
    ],
)
def test_empty_states_say_why_and_what_next(reading, said):
    tree = page_of(reading())
    shown = [words(b) for b in tree.xpath("//*[@class='empty']//b")]
    assert shown == said
    assert all(len(words(p)) > 8 for p in tree.xpath("//*[@class='empty']/p[2]"))


def test_a_scanned_file_says_on_the_page_what_to_do():
    empty = one(page_of(reading_without_text()), "//article//*[@class='empty']")
    assert words(empty) == "没有可读的文字。 这份PDF是扫描件，没有文字。请先做文字识别，再读一次。".replace(" ", "")


def test_words_of_the_document_never_become_markup():
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;"
    reading = made_reading(QINGHE.replace("制定本方案", f"制定{nasty}本方案"), name=f"{nasty}.txt")
    first = replace(reading.commitments[0], doubts=(nasty,), note=nasty, clause=nasty)
    noted = replace(reading.diagnostics[0], message=nasty, hint=nasty, clause=nasty)
    policy = replace(reading.policy, title=nasty, issuer=nasty, document_number=nasty)
    page = reading_page(replace(reading, policy=policy, commitments=(first, *reading.commitments[1:]), diagnostics=(noted,)))
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert "<script>alert" not in page


def test_tables_of_the_document_are_tables():
    reading = made_reading(diagnostics=False)
    chars = reading.policy.text.chars
    at = chars.index("牵头单位：")
    from luoshi.text import Table

    text = replace(reading.policy.text, tables=(Table(Span(at, chars.index("\n", chars.index("责任单位："))), (("a",), ("b",))),))
    tree = page_of(replace(reading, policy=replace(reading.policy, text=text)))
    assert [words(row) for row in tree.xpath("//article//table//tr")] == ["牵头单位：旗科技和工信局", "责任单位：旗税务局、旗财政局"]


def test_names_count_within_their_kind_in_text_and_list_alike():
    reading = made_reading()
    tree = page_of(reading)
    for kind in Kind:
        names = [f"{kind.label}{number}" for number in range(1, len(reading.of(kind)) + 1)]
        assert [words(tag) for tag in tree.xpath(f"//section[@data-k='{kind.value}']//span[@class='it-1']/span[1]")] == names
    for commitment, tag in zip(reading.commitments, tree.xpath("//article//a[contains(@class, 'm-tag')]"), strict=True):
        row = tree.get_element_by_id(tag.get("href")[1:])
        assert words(tag).startswith(words(one(row, ".//span[@class='it-1']/span[1]")))
        assert row.get("data-k") == commitment.kind.value


def test_index_table_of_a_site_stands_above_the_text_and_properties_of_a_file_do_not():
    site = page_of(made_reading("索 引 号 | 000014349/2025-00013 | 主题分类 | 科技 |\n发布机构 | 旗政府 | 文 号 | |\n" + QINGHE))
    rows = site.xpath("//article/div[@class='index']//dl/*")
    assert [words(row) for row in rows] == ["索引号", "000014349/2025-00013", "主题分类", "科技", "发布机构", "旗政府"]
    reading = made_reading()
    text = replace(reading.policy.text, metadata={"文件标题": "x", "作者": "y"})
    assert page_of(replace(reading, policy=replace(reading.policy, text=text))).xpath("//div[@class='index']") == []


def test_what_is_marked_as_inferred_is_explained_where_it_stands_and_once_below():
    tree = page_of(made_reading())
    assert {mark.get("title") for mark in tree.xpath("//dd/span[@class='from']")} == {"推断：原文没有直接写明，按上下文理解的，请核对"}
    assert words(one(tree, "//footer//span[@class='legend'][span[@class='from']]")) == "推断原文没有直接写明，按上下文理解的，请核对"
    plain = made_reading()
    plain = replace(plain, commitments=tuple(replace(c, implied=()) for c in plain.commitments))
    assert page_of(plain).xpath("//span[@class='from']") == []


def test_kinds_without_commitments_have_no_filter():
    tree = page_of(made_reading("一、目标\n科技型中小企业达到40家。\n"))
    assert [box.get("value") for box in tree.xpath("//input[@name='kind']")] == [Kind.TARGET.value]


def test_page_of_a_long_document_has_a_thousand_commitments():
    long = long_reading(61)
    assert len(long.policy.text.chars) > 40_000
    assert reading_page(long).count('id="m') == len(long.commitments) > 1000


def test_cost_of_a_page_grows_with_the_document_and_no_faster():
    assert grows_no_faster_than_its_size(reading_page, long_reading, 8)
