"""The labels of unit lines, 牵头单位：, 责任领导：, 完成时限：, and what each says of the words behind it."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a unit line says of the names behind a label or before a verb."""

    LEAD = "lead"  # 牵头, 主办, 主责
    CHARGED = "charged"  # 责任单位, 负责, 落实: supports a lead; without one the first of them leads
    SUPPORT = "support"  # 配合, 参与, 协办
    LEADER = "leader"  # 责任领导
    DUE = "due"  # 完成时限
    OTHER = "other"  # 联系人, 备注: ends a list and says nothing here


_LEVEL = r"(?:国家|自治区|省|市|县|区|旗|州|盟|镇|乡|校|院|局|本)?[级直]?"
_KIND = r"(?:责任)?(?:单位|部门|处室|科室|股室|机构|主体|地区)"
_ROLES = (
    (
        Role.LEADER,
        rf"{_LEVEL}(?:牵头|责任|分管|主管|包联|包抓|包保|联系|挂帅|挂联|督导|协调|总)?{_LEVEL}(?:党政)?(?:分管)?(?:责任)?领导(?:同志)?"
        r"|(?:分管|牵头|责任|包抓)副?[省市县区旗州盟]长|副?总?链长|(?:第一|直接|具体|总|主要|项目)?责任人|牵头人|负责人",
    ),
    (Role.LEAD, rf"{_LEVEL}(?:责任|主要|总|共同|第一)?(?:牵头|主办|主责|主抓|主管|总负责){_LEVEL}{_KIND}|牵头(?:负责)?|主办|主责"),
    (
        Role.SUPPORT,
        rf"{_LEVEL}(?:主要|共同)?(?:配合|协办|协同|协助|参与|参加|协作|支持|联合|协管){_LEVEL}{_KIND}|配合|协办",
    ),
    (
        Role.CHARGED,
        rf"{_LEVEL}(?:任务|主要|主体|共同|具体)?(?:责任|落实|实施|兑现|承办|承担|负责|执行|组织实施|主体|推进|建设){_LEVEL}{_KIND}"
        r"|(?:牵头|责任)(?:单位|部门)?[及和、](?:责任|配合|落实|参与)(?:单位|部门)|责任分工|任务分工|分工",
    ),
    (
        Role.DUE,
        r"(?:计划|预计|要求)?(?:完成|办结|推进|工作|责任|落实|整改|实施)?(?:时限|期限|时间节点|时间要求|时间安排|时间进度)(?:要求)?"
        r"|(?:计划|预计)?完成时间",
    ),
    (Role.OTHER, r"联系(?:人|电话|方式)|备注|电话|目标要求|工作目标|工作措施|主要内容"),
)
LABEL = re.compile(
    r"(?:(?<=[\s（(【\[〔［，,；;。、|》”])|^)(?:"
    + "|".join(f"(?P<{role.value}>{words})" for role, words in _ROLES)
    + r")\s?(?:[（(][^（）()\n]{1,10}[）)])?\s?[:：]",
    re.MULTILINE,
)
# A label right behind a name, where the blank between them was lost: 牵头部门：县农业局配合部门：县财政局.
GLUED = re.compile(
    r"(?<=[一-鿿A-Za-z0-9）)])(?:(?P<lead>(?:牵头|主办|主责)(?:单位|部门))|(?P<support>(?:配合|协办|协同|协助|参与|参加|支持)(?:单位|部门))"
    r"|(?P<charged>(?:责任|落实|实施|承办)(?:单位|部门))|(?P<leader>(?:责任|分管|牵头|包抓|包联|主管)领导|责任人|负责人)"
    r"|(?P<due>(?:完成|办结)(?:时限|时间)))\s?[:：]"
)


def role_of(label: str) -> Role | None:
    """Say what a label means, without its colon, such as the head of a column: 牵头单位; None where it is no such label."""
    return next((role for role, words in _ROLES if re.fullmatch(words, label)), None)
