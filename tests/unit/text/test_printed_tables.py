"""A table that came as plain text is a table again: its targets stand in rows and columns."""

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Text

ROWS = (("序号", "指标", "2025年", "2027年"), ("1", "高新技术企业（家）", "20", "30"), ("2", "研发投入强度（%）", "", "1.8"))


def cleaned(*lines: str) -> Text:
    return clean(Draft("\n".join(["主要指标如下。", *lines, "各部门抓好落实。"])), Source("规划.txt", b""))


def tables(text: Text) -> list[tuple[tuple[str, ...], ...]]:
    return [table.rows for table in text.tables]


@pytest.mark.parametrize(
    "lines",
    [
        ["序号 | 指标 | 2025年 | 2027年 |", "---|---|---|---|", "1 | 高新技术企业（家） | 20 | 30 |", "2 | 研发投入强度（%） | | 1.8 |"],
        [
            "| 序号 | 指标 | 2025年 | 2027年 |",
            "|:---|---:|---|---|",
            "| 1 | 高新技术企业（家） | 20 | 30 |",
            "| 2 | 研发投入强度（%） | | 1.8 |",
        ],
        ["序号\t指 标\t2025 年\t2027 年", "1\t高新技术企业（家）\t20\t30", "2\t研发投入强度（%）\t\t1.8"],
        ["序号|指标|2025年|2027年", "", "1|高新技术企业（家）|20|30", "", "2|研发投入强度（%）||1.8"],
    ],
)
def test_table_is_read_in_any_dress(lines: list[str]) -> None:
    text = cleaned(*lines)

    assert tables(text) == [ROWS]
    assert text.quote(text.tables[0].span) == "\n".join(" | ".join(row) for row in ROWS)
    assert text.chars.split("\n")[0] + text.chars.split("\n")[-1] == "主要指标如下。各部门抓好落实。"


@pytest.mark.parametrize(
    ("lines", "clean_lines"),
    [
        (["第一章\t总则", "第二章\t支持措施"], ["第一章 总则", "第二章 支持措施"]),
        (["总则\t1", "支持措施\t5"], ["总则1", "支持措施5"]),
        (["一、\t总体要求", "（一）\t指导思想"], ["一、总体要求", "（一）指导思想"]),
        (["按照“3|2”工作法抓好落实。"], ["按照“3|2”工作法抓好落实。"]),
    ],
)
def test_lines_with_a_tab_or_a_bar_are_no_table_by_that(lines: list[str], clean_lines: list[str]) -> None:
    text = cleaned(*lines)

    assert tables(text) == []
    assert text.chars.split("\n")[1:-1] == clean_lines


def test_two_tables_with_words_between_them_are_two() -> None:
    text = cleaned("甲 | 1", "乙 | 2", "以上为约束性指标。", "丙 | 3", "丁 | 4")

    assert tables(text) == [(("甲", "1"), ("乙", "2")), (("丙", "3"), ("丁", "4"))]


def test_menus_and_footers_with_bars_are_no_tables() -> None:
    text = cleaned("网站地图 | 联系我们", "主办单位：某某网 | 版权所有：某某网")

    assert tables(text) == []
    assert text.chars == "主要指标如下。\n各部门抓好落实。"


@pytest.mark.parametrize(
    ("lines", "is_told"),
    [
        (["高新技术企业 | 家 | 20 | 30", "研发投入强度 | % | 1.2 | 1.8"], True),
        (["1 | 建设平台 | 旗科技局", "2 | 培育企业 | 旗工信局"], True),
        (["指标 | 单位 | 2025 | 2027", "研发投入强度 | % | 1.2 | 1.8"], False),
        (["高新技术企业（家） | 30", "研发投入强度（%） | 1.8"], False),
        (["任务 | 牵头单位 | 时限", "建设平台 | 旗科技局 | 2027年"], False),
    ],
)
def test_table_without_a_head_is_told(lines: list[str], is_told: bool) -> None:
    text = cleaned(*lines)

    assert [item.code for item in text.diagnostics] == ["text.table-headless"] * is_told
    assert all(text.quote(item.spans[0]) == lines[0] for item in text.diagnostics)
