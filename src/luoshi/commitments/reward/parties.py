"""Who gets a reward, and for what: the words before the giving, trimmed to a trigger and a beneficiary."""

from __future__ import annotations

import re

from luoshi.commitments.lexicon import either, words
from luoshi.commitments.reward.vocabulary import GIVE

# Nouns that can be given something. The last one of a trigger is who gets it.
PARTIES = words(
    "企业 公司 单位 机构 个人 团队 人才 平台 基地 园区 孵化器 众创空间 加速器 项目 高校 院所 科研院所 科研机构 研发机构 实验室 研究院 "
    "研究所 研究中心 工程中心 技术中心 创新中心 中心 联合体 联盟 协会 社会组织 "
    "合作社 家庭农场 农户 农民 种植户 养殖户 经营主体 市场主体 创业者 毕业生 大学生 博士 硕士 专家 院士 工作站 特派员 经纪人 经理人 "
    "中介 服务商 承办方 主办方 负责人 法人 高管 员工 职工 技师 工匠 银行 基金 "
    "金融机构 担保机构 商会 学校 医院 村 乡镇 街道 部门 专利权人 发明人 权利人 申请人 承担单位 依托单位 运营方 运营机构 建设单位 "
    "示范点 门店 商户 车间 工厂 产品 品牌 "
)
PARTY = re.compile(rf"[“”\w（）()「」]*?{either(PARTIES)}")
RECIPIENT = re.compile(
    rf"(?:给予|给|奖励|补助|资助|补贴|支持)(?P<who>(?:其|该|申报|承担|相关|所属|上述|每[个家户名位人])?[^，。；、\d]{{0,14}}?{either(PARTIES)})"
)
OPENERS = words("其中 同时 另外 此外 并 且 对于 对 凡是 凡 针对 鼓励 支持 给 以及 如 若 当年度内对 当年度对 当年内对 当年对")
NUMBERS = r"（[一二三四五六七八九十\d]+）|\([一二三四五六七八九十\d]+\)|[①-⑳]|\d+[.、．]|[一二三四五]是"
LEAD = re.compile(rf"^(?:\s|[，,、：:；;]|{NUMBERS}|{either(OPENERS)})+")
CONNECTIVES = words(
    "一次性 分别 按 按照 每年 再 另 最高 给予 予以 并 则 均 统一 连续 且 单个 每家 可按 经认定后 的标准 年度",
    "每人每月 每人每年 每人 每月 依次 单项 单个产品 每次",
)
TRAIL = re.compile(rf"(?:[，,、：:；;\s]|的|可|将|由[^，。]{{2,16}}|{either(CONNECTIVES)})+$")
BASIS_PART = re.compile(
    r"^(?:在[^，。；]{2,40}基础上|按照?[^，。；]{0,40}|根据[^，。；]{0,40}|采[用取][^，。；]{2,20}方式|视[^，。；]{2,40}|原则上"
    r"|经[^，。；]{2,20}(?:审定|审核|评审|研究|同意|审批)[^，。；]{0,6}后?)$"
)
MAX_TRIGGER = 90
# No words are kept beyond this, whatever they say.
LONGEST_TEXT = 300


def trim_trigger(text: str) -> str:
    """Reduce the words before the giving to what has to be the case.

    Example: 对新认定的省级中试平台，在省级奖励基础上 becomes 新认定的省级中试平台.
    """
    parts = [p.strip() for p in re.split(r"[，,；;]", text) if p.strip()]
    start = max((i for i, p in enumerate(parts) if re.match(r"(?:其中[，,]?)?(?:对(?!接|外|口|标|于其)|凡|获得|首次|新)", p)), default=None)
    if start is not None and re.match(r"(?:其中)?(?:对|凡)", parts[start]):
        parts = parts[start:]
    kept = [p for p in parts if not BASIS_PART.match(p)] or parts
    trigger = "，".join(TRAIL.sub("", LEAD.sub("", p)) if i == 0 else TRAIL.sub("", p) for i, p in enumerate(kept))
    trigger = TRAIL.sub("", trigger)
    return trigger if len(trigger) <= MAX_TRIGGER else whole_words(trigger, len(trigger) - MAX_TRIGGER)


def whole_words(text: str, start: int) -> str:
    """Return the text from the first separator behind `start` on, so that no word is cut in two; all of it where there is none."""
    found = re.compile(r"[，,、；;。：:]").search(text, start) if start > 0 else None
    return text[found.end() :] if found is not None and found.end() < len(text) else text[-LONGEST_TEXT:]


def beneficiary_of(trigger: str, giving: str, fallback: str) -> str:
    """Name who gets it: the party behind 给予, else the last party of the trigger's first part, else that of the clause.

    Args:
        trigger: Trimmed.
        giving: The words from the giving to the sum: 给予规模以上企业一次性.
        fallback: Who the clause speaks of; may be empty.
    """
    recipient = RECIPIENT.search(giving)
    if recipient and not re.search(either(GIVE), recipient["who"]):
        return re.sub(r"^(?:其|该|申报|承担|相关|所属|上述|每[个家户名位人])", "", recipient["who"])
    for part in re.split(r"[，,]", trigger):
        if (party := _last_party(part)) is not None:
            return party
    return fallback


def _last_party(text: str) -> str | None:
    """Return the noun phrase that the words end in or, failing that, the last party they name."""
    plain = re.sub(r"[（(][^（）()]*[）)]", "", text)
    head = plain.rsplit("的", 1)[-1] if not plain.endswith("的") else plain[:-1].rsplit("的", 1)[-1]
    for candidate in (head, plain):
        found = list(PARTY.finditer(candidate))
        if found:
            return whole_words(found[-1][0], len(found[-1][0]) - 24) if len(candidate) > 30 else candidate[: found[-1].end()]
    return None
