"""The frame of a saved page is not the document; but nothing of the document may go with it."""

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Text

BODY = ["青河旗科技创新办法", "第一条 为促进科技创新，制定本办法。", "第二条 本办法由旗科技局负责解释。"]
FOOTER = [
    "扫一扫在手机上查看当前页面",
    "主办单位:青河旗人民政府办公室 政府网站标识码:0000000000 网站支持IPv6",
    "联系电话:0000-0000000 某ICP备00000000号-1 某公网安备 00000000000000号",
    "联系地址:青河旗青河镇一号 积分统计查询",
]
HEADER = ["首页", "政务公开", "政务服务", "互动交流", "当前位置：首页 > 政务公开 > 政策文件", "来源：旗政府办", "字体：[大 中 小] 打印"]


def cleaned(lines: list[str]) -> Text:
    return clean(Draft("\n".join(lines)), Source("办法.txt", b""))


def test_frame_is_left_out_and_named() -> None:
    text = cleaned([*HEADER, *BODY, "【打印本页】 【关闭窗口】", *FOOTER])
    (note,) = text.diagnostics

    assert text.chars.split("\n") == BODY
    assert (note.code, note.severity.value) == ("text.page-frame", "note")
    assert note.message.startswith("已略去网页的导航、页脚等12行：“首页”、“政务公开”")


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：0000-0000000",
        "地址：青河旗青河镇一号",
        "首页",
        "主办单位：旗科技局",
        "一、打印本页说明。",
        "企业可在网站首页办理，网站访问量达到100万次。",
        "推广政务服务。",
        "微信公众号、微博同步发布。",
        "推广手机扫码乘车",
        "建设信息无障碍",
        "申报书（打印）",
        "企业所在位置：",
    ],
)
def test_lines_that_may_belong_to_the_document_stay(line: str) -> None:
    assert cleaned([*BODY, line]).chars.split("\n") == [*BODY, line]
