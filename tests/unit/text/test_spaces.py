"""Spaces inside words and numbers go, so that 第 1 0 条 is an article and 3 月 a month; those that part two things stay."""

import pytest

from luoshi.text.spaces import space_edits, tidy


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("2023 年4 月29 日", "2023年4月29日"),
        ("第 1 0 条 对新落户企业", "第10条 对新落户企业"),
        ("2 0 2 5 年 1 2 月", "2025年12月"),
        ("增长 1 2 . 5 %。", "增长12.5%。"),
        ("补助 100 000 元", "补助100000元"),
        ("达到 3 0 家，引进 1 5 0 名", "达到30家，引进150名"),
        ("对1000 万元以上的项目", "对1000万元以上的项目"),
        ("科 技 创 新", "科技创新"),
        ("推动民营 企业发展，提高效益", "推动民营企业发展，提高效益"),
        ("（一） 指导思想", "（一）指导思想"),
        ("1. 加大力度", "1.加大力度"),
        ("“小升规” “规壮大”", "“小升规”“规壮大”"),
        ("2022 - 2024年", "2022-2024年"),
        ("R & D 经费", "R&D经费"),
        ("申请 PCT 专利", "申请PCT专利"),
        ("责任领导：杜  娟", "责任领导：杜娟"),
        ("5 月底前完成", "5月底前完成"),
        ("20 户以上企业", "20户以上企业"),
        ("( 试行 )", "(试行)"),
    ],
)
def test_spaces_that_are_layout_go(line: str, clean: str) -> None:
    assert tidy(line) == clean


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("第一节  深刻认识新形势", "第一节 深刻认识新形势"),
        ("第 三 章  总 则", "第三章 总则"),
        ("附件1  申报表", "附件1 申报表"),
        ("1  总体要求", "1 总体要求"),
        ("1. 5G应用推广", "1. 5G应用推广"),
        ("责任领导：张三丰  李  四", "责任领导：张三丰 李四"),
        ("责任单位：市财政局　市科技局", "责任单位：市财政局 市科技局"),
        ("中共青河旗委  青河旗人民政府", "中共青河旗委 青河旗人民政府"),
        ("ISO  9001 认证", "ISO 9001认证"),
        ("Open  Source Summit", "Open Source Summit"),
        ("投入 12 13 个", "投入12 13个"),
        ("表1  2 3 4", "表1 2 3 4"),
        ("专栏1  主要指标", "专栏1 主要指标"),
        ("青河旗人民政府办公室    2025年3月5日印发", "青河旗人民政府办公室 2025年3月5日印发"),
    ],
)
def test_spaces_that_part_two_things_stay_single(line: str, clean: str) -> None:
    assert tidy(line.replace("　", "  ")) == clean


@pytest.mark.parametrize("row", ["甲 | 1 个 | 丙", " | 乙", "甲 |  | 丙", "甲 | "])
def test_cells_of_a_row_stay_apart(row: str) -> None:
    edits = [(start, end, words) for start, end, words in space_edits(row) if "|" in row[start - 1 : end + 1]]

    assert edits == []


def test_every_line_of_a_text_is_read_by_itself() -> None:
    assert list(space_edits("甲 乙，\n3 月")) == [(1, 2, ""), (6, 7, "")]
