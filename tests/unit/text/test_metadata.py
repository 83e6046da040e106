"""What the site's index table says is kept as metadata, and is no part of the document's words."""

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Text

BODY = ["青河旗科技创新办法", "第一条 为促进科技创新，制定本办法。"]


def cleaned(lines: list[str], **layout: object) -> Text:
    return clean(Draft("\n".join(lines), **layout), Source("办法.txt", b""))


@pytest.mark.parametrize(
    "table",
    [
        ["索 引 号 | 111/2025-1 | 主题分类 | 科技 |", "文 号 | | 成文日期 | 2025-01-14"],
        ["索 引 号 | 111/2025-1 |", "---|---|", "主题分类 | 科技 |", "文 号 | |", "成文日期 | 2025-01-14"],
        ["索引号：111/2025-1 主题分类：科技", "文号： 成文日期：2025-01-14"],
        ["【索引号】：111/2025-1", "【主题分类】：科技", "成文日期: 2025-01-14"],
        ["索引号", "111/2025-1", "主题分类", "科技", "文号", "成文日期", "2025-01-14"],
        ["索引号：", "111/2025-1", "主题分类：", "科技", "成文日期：", "2025-01-14"],
    ],
)
def test_index_table_is_read_and_taken_out(table: list[str]) -> None:
    text = cleaned([*table, *BODY])

    assert text.chars.split("\n") == BODY
    assert text.metadata == {"索引号": "111/2025-1", "主题分类": "科技", "成文日期": "2025-01-14"}
    assert [d.code for d in text.diagnostics] == ["text.index-table"]


def test_bare_labels_say_nothing_and_do_not_swallow_the_title() -> None:
    text = cleaned(["索引号", "组配分类", "发布机构", "发布日期", "内容概述", *BODY])

    assert text.chars.split("\n") == BODY
    assert text.metadata == {}


def test_single_entry_at_the_head_is_metadata() -> None:
    text = cleaned(["发文字号：青政发〔2025〕3号", *BODY])

    assert (text.metadata, text.chars.split("\n")) == ({"发文字号": "青政发〔2025〕3号"}, BODY)


def test_what_the_container_says_counts_more() -> None:
    text = clean(Draft("发文字号：青政发〔2025〕3号\n正文。", metadata={"发文字号": "青政发〔2025〕4号", "标题": "办法"}), Source("a", b""))

    assert text.metadata == {"发文字号": "青政发〔2025〕4号", "标题": "办法"}


@pytest.mark.parametrize(
    "lines",
    [
        ["有效期：三年。", "名称：科技创新券"],
        ["联系人：张三丰", "联系电话：0000-0000000"],
        ["责任部门：旗科技局", "完成时限：2025年底"],
        ["公开事项 | 公开内容 | 公开时限 | 公开方式"],
        ["（一）发布机构：旗科技局负责发布。"],
        ["文件名称：", "发文单位：", "联系人："],
        ["发布日期：2025年3月5日"],
    ],
)
def test_labels_of_the_document_itself_stay(lines: list[str]) -> None:
    body = [*BODY * 8, *lines]

    assert cleaned(body).chars.split("\n")[-len(lines) :] == lines


def test_head_of_a_table_about_publishing_is_no_index_table() -> None:
    rows = ["公开主体 | 公开方式 | 公开时限", "旗科技局 | 网站 | 长期"]
    raw = "\n".join([*BODY * 8, *rows])

    assert cleaned(raw.split("\n")).chars.split("\n")[-2:] == rows
