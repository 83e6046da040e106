"""What the page of a site puts around a document: navigation, share bars, footers. Known by words that stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.source import Severity
from luoshi.text.findings import Finding, quoted
from luoshi.text.line_shapes import HEADING, ends_sentence
from luoshi.text.lines import Line

LONGEST_FRAME_LINE = 240  # columns
# A line with one of these is frame, wherever it stands.
CERTAIN = re.compile(
    r"^(?:请?用?手机)?扫(?:一扫|码).{0,8}(?:手机|查看|浏览|分享|当前页面)"
    r"|网站标识码|ICP备 ?[0-9]|公网安备 ?[0-9]|网站支持IPv6|版权所有[:：©]|©|Copyright|^网站地图"
    r"|打印(?:本页|此页|页面)|关闭(?:本页|窗口|页面|此页)|[\[【] ?(?:打印|关闭|收藏|纠错) ?[\]】]|^打印 ?[|/]? ?关闭$"
    r"|^分享(?:到)?[:：]?$|分享到[:：]|^(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]"
    r"|^(?:您(?:现在|当前|所在)?的?|当前|现在)位置[:：是]|^首页 ?[>＞»›/→]|^上一[篇条][:：]|^下一[篇条][:：]|^返回(?:顶部|首页)$"
    r"|^字体[:：]|[\[【（(] ?大 ?[|/]? ?中 ?[|/]? ?小 ?[\]】）)]"
    r"|^无障碍(?:浏览|阅读|模式|版)?$|^长者(?:模式|版|助手|专区)|^设为首页|加入收藏"
)
# A line that begins like this is frame beside a certain one.
LIKELY = re.compile(
    r"(?:主办|承办|协办|运维|维护|技术支持|建设运维)(?:单位)?[:：]|(?:联系|咨询|服务|监督)?(?:电话|地址|方式)[:：]"
    r"|邮编|邮政编码|传真|电子邮箱|E-?mail|网址[:：]|来源[:：]|信息来源[:：]|作者[:：]|(?:发布|更新|发文)?(?:时间|日期)[:：]"
    r"|责任编辑|编辑[:：]|[初终]?审(?:核)?[:：]|字号[:：]|积分统计|手机版|移动版|电脑版|微信|微博|QQ|客户端|政务新媒体"
    r"|关于我们|联系我们|隐私|帮助|使用说明|法律声明|免责声明|友情链接|网站(?:声明|维护|管理|建设)"
    r"|相关(?:链接|文件|文档|附件|信息|解读|阅读)[:：]?$|附件下载[:：]?$|保护视力|收藏|打印|关闭|分享|繁體|简体|无障碍|\|$"
)
MENU_WORDS = (
    r"首页|网站首页|政务公开|政府信息公开|信息公开|政务服务|互动交流|政民互动|公众参与|解读回应|要闻动态|新闻中心|政务要闻|新闻动态|工作动态"
    r"|走进[㐀-鿿]{1,6}|魅力[㐀-鿿]{1,6}|数据开放|数据发布|专题专栏|专题|政策文件|政策解读|法定主动公开内容|机构设置|登录|注册|搜索|检索|高级搜索"
    r"|繁体版?|简体版?|English|EN|无障碍|长者模式|手机版|智能问答|网站导航"
)
NAVIGATION = re.compile(rf"(?:{MENU_WORDS})(?:[ |>＞»›/·]+(?:{MENU_WORDS}))*$")
FEWEST_NAVIGATION = 2
LISTED = 6


def without_frame(lines: Sequence[Line]) -> tuple[list[Line], list[Finding]]:
    """Leave out the frame of the page and say what it was."""
    gone = {at for at, line in enumerate(lines) if is_certain(line)}
    for at in sorted(gone):
        gone |= spread(lines, at, -1) | spread(lines, at, 1)
    gone |= navigation(lines, gone)
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return kept, [note([lines[at] for at in sorted(gone)])] if gone else []


def is_certain(line: Line) -> bool:
    """Say whether a line can only be frame."""
    return may_be_frame(line) and bool(CERTAIN.search(line.words))


def may_be_frame(line: Line) -> bool:
    """Say whether a line is short, no sentence and no numbered heading."""
    return not line.is_row and line.width <= LONGEST_FRAME_LINE and not ends_sentence(line.words) and not HEADING.match(line.words)


def spread(lines: Sequence[Line], at: int, step: int) -> set[int]:
    """Find the likely frame lines directly before or behind a certain one."""
    found: set[int] = set()
    at += step
    while 0 <= at < len(lines) and may_be_frame(lines[at]) and not is_certain(lines[at]) and LIKELY.match(lines[at].words):
        found.add(at)
        at += step
    return found


def navigation(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Find the words of menus: several such lines together, or one beside other frame."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate((*lines, None)):
        if line is not None and may_be_frame(line) and NAVIGATION.match(line.words):
            run.append(at)
            continue
        beside = bool(run) and (run[0] - 1 in gone or at in gone)
        if len(run) >= FEWEST_NAVIGATION or beside:
            found.update(run)
        run = []
    return found


def note(lines: Sequence[Line]) -> Finding:
    """Say what was left out."""
    said = "、".join(quoted(line.words) for line in lines[:LISTED]) + ("等" if len(lines) > LISTED else "")
    return Finding("text.page-frame", Severity.NOTE, f"已略去网页的导航、页脚等{len(lines)}行：{said}。")
