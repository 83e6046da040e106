"""Titles and other lines that were broken by hand are whole again, in documents whose lines are paragraphs otherwise."""

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft

TEXT = ["各苏木镇人民政府，旗直各部门：", "现将方案印发给你们，请认真贯彻落实。", "一、总体要求", "加快建设创新型旗县。"]


def lines_of(lines: list[str]) -> list[str]:
    return clean(Draft("\n".join(lines)), Source("方案.txt", b"")).chars.split("\n")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            ["青河旗人民政府关于印发《青河旗", "民营经济三年行动方案（2021-", "2023年）》的通知"],
            ["青河旗人民政府关于印发《青河旗民营经济三年行动方案（2021-2023年）》的通知"],
        ),
        (["青河旗人民政府办公室", "关于印发科技创新若干政策的通知"], ["青河旗人民政府办公室关于印发科技创新若干政策的通知"]),
        (
            ["中共青河旗委", "青河旗人民政府", "关于加快民营经济发展的", "实施意见"],
            ["中共青河旗委青河旗人民政府关于加快民营经济发展的实施意见"],
        ),
        (["青河旗推动北山市建设", "", "一流创新生态实施方案"], ["青河旗推动北山市建设一流创新生态实施方案"]),
        (["青河旗科技创新券管理办法", "（试行）"], ["青河旗科技创新券管理办法（试行）"]),
        (["青河旗科技创新行动方案", "（2025—2027年）"], ["青河旗科技创新行动方案（2025—2027年）"]),
        (
            ["青河旗人民政府文件", "青政发〔2025〕3号", "关于印发产业政策", "的通知"],
            ["青河旗人民政府文件", "青政发〔2025〕3号", "关于印发产业政策的通知"],
        ),
    ],
)
def test_broken_titles_are_whole_again(broken: list[str], whole: list[str]) -> None:
    assert lines_of([*broken, *TEXT]) == [*whole, *TEXT]


@pytest.mark.parametrize(
    "apart",
    [
        ["青河旗科技创新办法", "青政发〔2025〕3号"],
        ["青河旗科技创新办法", "2025年3月5日"],
        ["青河旗人民政府", "2025年3月5日", "附件", "青河旗科技创新办法"],
        ["青河旗人民政府", "附件1", "青河旗科技创新办法"],
        ["青河旗科技创新办法", "（2025年3月5日旗人民政府第3次常务会议通过）"],
        ["青河旗人民政府", "青河旗科技创新办法"],
    ],
)
def test_lines_of_a_head_that_are_whole_stay_apart(apart: list[str]) -> None:
    assert lines_of([*apart, *TEXT]) == [*apart, *TEXT]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (["支持企业引进人才、", "技术和设备。"], ["支持企业引进人才、技术和设备。"]),
        (["支持企业引进人才", "，给予奖励。"], ["支持企业引进人才，给予奖励。"]),
        (["（旗财政局、", "旗科技局配合）"], ["（旗财政局、旗科技局配合）"]),
        (["落实《若干政策", "措施》要求。"], ["落实《若干政策措施》要求。"]),
    ],
)
def test_sentences_torn_at_a_mark_are_whole_again(broken: list[str], whole: list[str]) -> None:
    assert lines_of([*TEXT, *broken]) == [*TEXT, *whole]


@pytest.mark.parametrize(
    "apart",
    [
        ["1.支持企业，", "2.引进人才。"],
        ["牵头单位：旗科技局、", "责任单位：旗财政局"],
        ["（一）支持企业（含分支机构", "（二）引进人才（含团队）。"],
        ["支持企业研发", "引进科技人才"],
        ["对以下企业给予奖励：", "首次认定的企业；", "复核通过的企业。"],
    ],
)
def test_paragraphs_that_only_lack_a_mark_stay_apart(apart: list[str]) -> None:
    assert lines_of([*TEXT, *apart]) == [*TEXT, *apart]
