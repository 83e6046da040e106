"""Numbers at the head of a paragraph: one read wrongly moves a whole clause."""

import pytest

from luoshi.policy.numbering import Style, find_mark, print_number


@pytest.mark.parametrize(
    ("words", "style", "value", "label"),
    [
        ("第十二条 为促进", Style.ARTICLE, 12, "第十二条"),
        ("第12条　为促进", Style.ARTICLE, 12, "第12条"),
        ("第二十一条之一 为促进", Style.ARTICLE, 21, "第二十一条之一"),
        ("第一部分 总论", Style.PART, 1, "第一部分"),
        ("十一、保障", Style.ITEM, 11, "十一"),
        ("（十二）保障", Style.SUBITEM, 12, "(十二)"),
        ("( 3 )保障", Style.SUBPOINT, 3, "(3)"),
        ("（263）保障", Style.SUBPOINT, 263, "(263)"),
        ("　　2．保障", Style.POINT, 2, "2"),
        ("⑶保障", Style.SUBPOINT, 3, "(3)"),
        ("⑩保障", Style.MARK, 10, "⑩"),
        ("三是保障", Style.STEP, 3, "三"),
        ("1.5G基站建设", Style.POINT, 1, "1"),
        ("3.2025年底前完成", Style.POINT, 3, "3"),
        ("1.2.3 保障", Style.DECIMAL3, 3, "1.2.3"),
    ],
)
def test_number_is_read(words: str, style: Style, value: int, label: str) -> None:
    mark = find_mark(words, 0, len(words))

    assert mark is not None
    assert (mark.style, mark.value, mark.label) == (style, value, label)
    assert words[mark.after] not in " 　"


@pytest.mark.parametrize(
    "words",
    [
        "1.5亿元用于平台",
        "3.5%的增速",
        "1.350亿元",
        "2023年完成",
        "（2021）文件",
        "第一条、第二条所列",
        "第三条规定的支持",
        "第五条第二款",
        "一、二类企业",
        "三、四线城市",
        "1、2、3号楼",
        "（一）项所称",
        "一是否可行",
        "1.5个百分点",
        "",
        "   ",
        "第零条",
        "第一部分是总体目标",
    ],
)
def test_other_words_are_no_number(words: str) -> None:
    mark = find_mark(words, 0, len(words))

    # A plain figure is kept as a possible `1 总则`; it counts only where `1.1` follows.
    assert mark is None or mark.style is Style.DECIMAL1


@pytest.mark.parametrize(
    ("style", "value", "printed"),
    [
        (Style.SUBITEM, 20, "（二十）"),
        (Style.ARTICLE, 105, "第一百零五条"),
        (Style.ITEM, 13, "十三、"),
        (Style.ARTICLE, 110, "第一百一十条"),
        (Style.POINT, 7, "7."),
        (Style.MARK, 3, "③"),
        (Style.PART, 1, "第一编"),
    ],
)
def test_number_is_printed(style: Style, value: int, printed: str) -> None:
    assert print_number(style, value) == printed
