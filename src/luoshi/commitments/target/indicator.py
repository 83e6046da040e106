"""Names of indicators: what is left of the words before a number once verbs, adverbs and dates are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.commitments.lexicon import ACTION_VERBS, ADVERBS, INCREASE_VERBS, either
from luoshi.commitments.members import LEVEL, LEVEL_HEAD, expand_ranks
from luoshi.values.numerals import CHINESE
from luoshi.values.quantities import UNIT

DATE = (
    r"(?:(?:到|至|截至|从|自)?(?:“?十[一二三四五六]五”?)(?:末|期末|期间|时期)?|(?:到|至|截至)?20\d\d(?:\s*[—\-~至]\s*20\d\d)?年(?:\d{1,2}月)?(?:底|末)?(?:之?前)?"
    rf"|(?:用|通过|经过|力争|再用|未来|今后|利用)?(?:{CHINESE}|\d+)年(?:左右)?(?:的)?(?:时间|努力|内)|(?:[一二三四五]|\d)年(?=累计|$|新增|柔性|引进|培育|新建|建设|达到|共))"
)
# 每条产业链培育2家企业: what each of several is to bring about.
EACH_OF = r"每[条个家所座](?!人)[\u4e00-\u9fff]{2,10}?"
# 全市, 北川区, 在全省: where it is done, before the verb that does it.
AREA = (
    rf"(?:在)?(?:{EACH_OF}|(?:与|同|联合)[\u4e00-\u9fff]{{2,12}}?(?=共建|联合|合作)|"
    r"全(?:市|区|县|旗|省|盟|州|镇|域|国|社会)|我[市区县省旗盟州]|各[\u4e00-\u9fff（）、()]{1,10}"
    r"|[\u4e00-\u9fff]{2,8}(?:领域|行业|产业)|(?!城镇|乡镇|农村|中心城|城区)[\u4e00-\u9fff]{1,6}(?:市|(?<![小社城])区|县|旗|省|州|盟|园区|开发区|高新区|管委会|政府|财政)|[市县区旗省]级(?:财政)?)(?:范围)?(?:内)?"
)
LEAD = re.compile(rf"^(?:\s|[、和及与以并，,：:（(—•·●◆▪*]|{DATE}|{either(ADVERBS)}|[一二三四五六七八九十]是)+")
# A verb at the head of a name is dropped only where a noun of some length follows it.
VERB_LEAD = re.compile(
    rf"^(?:{either(ACTION_VERBS)})+(?!业|商|公司|引资|时限|器|率|数|额|量|度|型|类|级|区|强度|占|值|面积|规模|收入|总|能力|水平|产值|人次|次数|经费|费用|企业|人才|基地|中心|平台|工程|园区|项目|期|者|站|地)"
)
TAIL = re.compile(
    r"(?:要|应|均|都|也|总数?|力争|争取|要力争|确保|数量?要|分别|累计|平均|年均|每年|稳定|稳步|原则上|目标|总计|共计?|已|约|至少|每年均|实现|将|可|不断|进一步|持续|"
    r"在(?:现有|20\d\d年|上年)[^，。；\d]{0,4}基础上$|(?:由|从)(?:20\d\d年|目前|现在|上年|\d)[^，。；]{0,10}$|(?:比|较)(?:20\d\d年|上年|上一年|“?十[一二三四五六]五”?|现状|基期|目前)(?:底|末|年底|年末|度|期末)?(?:水平)?|(?:到|至)?20\d\d年(?:底|末)?|\s)+$"
)
# In 培育上市企业 and 新建孵化器 the second verb belongs to the noun.
_ACTIONS = re.sub(
    "上市|孵化(?!育)|服务|培训|交易|制造", r"\g<0>(?!企业|公司|后备|器|业|基地|载体|平台|机构|中心|站|额)", either(ACTION_VERBS)
)
ACTION = re.compile(rf"(?:{_ACTIONS})+(?:和|与|、)?(?:{_ACTIONS})*")
SUBJECT = re.compile(rf"^{AREA}(?:{either(ADVERBS)})*(?={either(ACTION_VERBS)}(?!区|率|额|值|量))")
NO_NAME = re.compile(rf"^[\d.,，]+(?:[十百千]?[万亿])?(?:{UNIT})?$|^\d+[家个项名人件户所]")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of action and the words between it and the number; `is_increase` where it brings something new."""

    word: str
    rest: str
    is_increase: bool


def clean_indicator(words: str) -> str:
    """Take dates, adverbs and verbs off both ends: 力争到2025年，推动科技成果转化 becomes 科技成果转化."""
    name = words.strip("　 、，,：:；;。")
    for _ in range(3):
        shorter = TAIL.sub("", LEAD.sub("", name))
        without = VERB_LEAD.sub("", SUBJECT.sub("", shorter))
        if len(without) >= 3 or (without and without != shorter and len(without) >= 2):
            shorter = without
        if shorter == name:
            break
        name = shorter
    return name.strip("　 、，,：:；;。的")


def is_name(name: str) -> bool:
    """Say whether the words can name an indicator: two characters at least, and no bare number."""
    return (
        len(re.sub(r"[^\w]", "", name)) >= 2
        and not NO_NAME.match(name)
        and not name.endswith(("超", "超过", "达", "近"))
        and name.count("“") == name.count("”")
    )


def trailing_verb(words: str) -> Verb | None:
    """Find the verb that governs a number: behind dates, adverbs and a subject of place, or None.

    Example: 到2024年，全市积极引进高层次科技人才 gives 引进 and 高层次科技人才.
    """
    lead = LEAD.match(words)
    at = lead.end() if lead else 0
    subject = SUBJECT.match(words[at:])
    if subject:
        at += subject.end()
    body = words[at:]
    found = ACTION.match(body)
    if found is not None:
        is_increase = any(found[0].startswith(verb) or found[0].endswith(verb) for verb in INCREASE_VERBS)
        return Verb(found[0], body[found.end() :], is_increase)
    adverb = re.search(r"(?:实现|完成|推动|促进|带动|支持|推进|引导|落实|组织|争取)[^，]{0,4}$", words[:at])
    return Verb(adverb[0], body, True) if adverb is not None else None


def split_indicators(words: str, count: int) -> list[str]:
    """Split A、B和C into `count` names, or return an empty list where that cannot be done.

    What the last name adds for all (…数量) is left with the last only; the likeness of names does not suffer.
    """
    cleaned = expand_ranks(clean_indicator(words))
    for pattern in (r"、", r"、|以及|和|及|与"):
        parts = [p.strip() for p in re.split(pattern, cleaned) if p.strip()]
        if len(parts) == count:
            return with_shared_noun(parts)
    parts = [p for p in cleaned.split("、") if p]
    return parts[-count:] if len(parts) > count else []


def with_shared_noun(parts: list[str]) -> list[str]:
    """Give bare levels the noun of the last: 国家级、省级、市级重点实验室; A类、B类、C类人才."""
    tail = LEVEL_HEAD.match(parts[-1])
    return [p + tail["rest"] if tail and LEVEL.fullmatch(p) else p for p in parts[:-1]] + parts[-1:]


def names_of(words: str) -> list[str]:
    """Split A、B of A、B均下降 or A和B逐年递增: each of them is meant; one name where they are no list."""
    cleaned = clean_indicator(words)
    parts = [p for p in re.split(r"、|以及|和", cleaned) if p]
    return parts if len(parts) > 1 and all(len(p) >= 4 for p in parts) else [cleaned]
