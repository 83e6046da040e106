"""Caps: which grants a limit limits. They stand behind one grant, behind several, before a list, or in a sentence of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luoshi.commitments.lexicon import words as listed_words
from luoshi.commitments.members import LEVEL, own_level, split_members, stem_of
from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.commitments.reward.heads import FLOOR_NOTE, Head
from luoshi.commitments.reward.marks import Mark
from luoshi.commitments.reward.provisions import CAP_STATEMENT, SHARED_CAP, Provision

CAP_PER = re.compile(
    r"(?:单个|单项|单笔|单次|每一?个|每家|每户|每人|每项|每件|每名|每位|同一|一家|同个|对一家)(?P<what>[^，。；、\d最不累合总每年全当上额单]{0,12})"
    r"(?P<each>每年|年度|每年度|全年|当年|年)?度?[^，。；\d]{0,10}?(?:最高|不超过|累计|合计|上限|不高于|总额|封顶|补贴|奖励|支持|资助|补助|单一年度)"
)
PER_YEAR = re.compile(r"每年|年度|全年|当年|年资助|年补贴|年奖励|单一年度")
PARTY_WORDS = listed_words(
    "企业 公司 平台 项目 团队 机构 单位 个人 人才 基金 园区 院所 高校 孵化器 众创空间 加速器 基地 工作室 实验室 工作站 创新中心 技术中心"
)
# A cap speaks of what stands near; the bound keeps endless lists linear.
NEAR = 40


@dataclass(slots=True)
class Caps:
    """The grants of a clause so far, for the caps of one provision to be laid over.

    Attributes:
        text: The sentence.
        masked: The same, quotes and brackets set aside.
        provision: The provision with the caps.
        heads: All grants of the clause; those of a class-wise cap are put in their place.
        opened: Where the grants of the sentence begin in `heads`.
        at: Where those of the provision begin.
    """

    text: str
    masked: str
    provision: Provision
    heads: list[Head]
    opened: int
    at: int

    @property
    def near(self) -> list[Head]:
        """The grants that a cap can mean: those of its sentence, else those of the clause; no more than the last few."""
        return self.heads[max(self.opened, len(self.heads) - NEAR) :] or self.heads[-NEAR:]


def lay_caps(caps: Caps) -> None:
    """Give the caps of a provision to its grants: in order where they are as many, by class where the words name classes, else to all."""
    own, limits = caps.heads[caps.at :], caps.provision.caps
    listed = len(limits) > 1 and all(re.fullmatch(r"[、，和及与]", caps.masked[a.end : b.start]) for a, b in pairwise(limits))
    open_heads = [h for h in caps.near if h.cap_fen is None]
    if listed and len(limits) in (len(own), len(open_heads)):
        for head, cap in zip(own if len(own) == len(limits) else open_heads, limits, strict=True):
            set_cap(head, cap, caps.text[cap.start : cap.end])
    elif listed and len(own) == 1 and (triggers := _triggers_in_order(caps.text, limits, own[0])):
        caps.heads[caps.at :] = [
            replace(own[0], trigger=trigger, cap_fen=cap.high_fen or cap.low_fen, cap_words=caps.text[cap.start : cap.end])
            for trigger, cap in zip(triggers, limits, strict=True)
        ]
    elif len(own) == 1 and len(limits) > 1 and (classes := _classes(caps.text, limits, own[0])):
        caps.heads[caps.at :] = [
            replace(own[0], trigger=f"{own[0].trigger}，{name}", cap_fen=cap.high_fen or cap.low_fen, cap_words=name)
            for name, cap in zip(classes, limits, strict=True)
        ]
    else:
        last = -1
        for cap in caps.provision.caps:
            _lay_cap(caps, cap, last)
            last = cap.start


def quote_caps(caps: Caps) -> None:
    """Let the quote of a single grant reach over the limit behind it, so that one can check it there."""
    own = caps.heads[caps.at :]
    if len(own) == 1:
        for cap in caps.provision.caps:
            if 0 <= cap.start - own[0].end < NEAR:
                own[0].end = cap.end


def _triggers_in_order(text: str, limits: Sequence[Mark], head: Head) -> list[str]:
    """Give each of several ceilings its trigger, or return an empty list.

    Example: 新认定的研发机构，按设备投资额的20%给予补助，国家级、省级分别不超过300万元、100万元。
    """
    before = re.split(r"[，,；;]", text[max(0, limits[0].start - NEAR) : limits[0].start])[-1]
    if "分别" not in before:
        return []
    levels = before.split("分别")[0].split("、")
    if len(levels) == len(limits) and all(LEVEL.fullmatch(level) for level in levels):
        return [own_level(head.trigger, level) or _with_level(head.trigger, level) for level in levels]
    return split_members(head.trigger, len(limits))


def _with_level(trigger: str, level: str) -> str:
    """Say of which level: 新认定的企业研发机构 of 省级 is 新认定的省级企业研发机构."""
    stem = stem_of(trigger)
    return f"{stem}{level}{trigger[len(stem) :]}"


def _classes(text: str, limits: Sequence[Mark], head: Head) -> list[str]:
    """Name the class before each cap: 博士最高20万元，硕士最高10万元; empty where the caps are limits of other sorts."""
    names = []
    before = head.end
    for cap in limits:
        words = re.split(r"[，,、；;]", text[before : cap.start].strip("，,、；;"))[-1]
        own = re.sub(r"(?:最高|不超过).*$", "", words)
        if len(own) < 2 or CAP_STATEMENT.match(own) or re.search(r"每|单个|同一|累计|年度", own):
            return []
        names.append(re.sub(r"(?:最高|不超过|每年|补贴|额度|给予).*$", "", words))
        before = cap.end
    return names


def _lay_cap(caps: Caps, cap: Mark, last: int) -> None:
    """Give a cap to the grants it limits: those of its provision behind the cap at `last`, with 累计 all of its sentence."""
    segment_at = max(caps.text.rfind(c, max(0, cap.start - 2 * NEAR), cap.start) for c in "，,；;。：:") + 1
    words = caps.text[segment_at : cap.end + 4]
    near = caps.near
    own = [h for h in caps.heads[max(caps.at, len(caps.heads) - NEAR) :] if h.start <= cap.start]
    shared = not own or SHARED_CAP.search(words) is not None or _limits_all_of(words, near) or _is_one_scale(near)
    open_heads = [h for h in (near if shared else own) if h.cap_fen is None]
    if not shared:
        open_heads = [h for h in open_heads if h.end > last] or open_heads
    for head in open_heads:
        set_cap(head, cap, words)
    if not open_heads and caps.heads:
        (own or near)[-1].notes.append(f"另有限额：{words.strip('，。；')}")


def _limits_all_of(words: str, heads: Sequence[Head]) -> bool:
    """单个旅行社全年最高… limits all that the sentence gives to 旅行社."""
    found = CAP_PER.search(words)
    if found is None or not found["what"] or not PER_YEAR.search(words) or len(heads) < 2:
        return False
    said = f"{heads[0].trigger}{heads[0].beneficiary}"
    return found["what"] in said and all(h.formula.type is heads[0].formula.type for h in heads)


def _is_one_scale(heads: Sequence[Head]) -> bool:
    """Say whether the rates of a sentence are the tiers of one scale, with nothing capped yet: one cap at its end limits them all."""
    bases = {h.formula.base for h in heads}
    return len(heads) > 1 and len(bases) == 1 and "" not in bases and all(h.cap_fen is None and h.formula.rate is not None for h in heads)


def set_cap(head: Head, cap: Mark, words: str) -> None:
    """Lay a cap over a grant that has none; the first one counts."""
    if head.cap_fen is None:
        head.cap_fen, head.cap_words = cap.high_fen or cap.low_fen, words
        if FLOOR_NOTE in head.notes and head.formula.amount_fen is not None:  # 不低于10万元、不高于50万元
            head.notes[head.notes.index(FLOOR_NOTE)] = f"下限{head.formula.amount_fen // 100:d}元"
            head.formula = Formula(FormulaType.UPTO)


def limits_what_went_before(text: str, provision: Provision, heads: Sequence[Head]) -> bool:
    """Say whether a provision with nothing but a cap limits the grants before it, rather than granting up to it.

    In …给予60%配套。原则上单个平台最高配套额度为300万元 it does.
    """
    words = re.sub(r"^对", "", text[provision.start : provision.end].strip("，, "))
    if not any(h.cap_fen is None for h in heads[-NEAR:]):
        return bool(heads) and re.match(r"[^，。；]{0,24}(?:最高|不超过)", words) is not None and CAP_STATEMENT.match(words) is not None
    segment = re.split(r"[，,]", text[provision.start : provision.caps[0].start].strip("，, "))[-1]
    gives = re.search(r"给予|予以|一次性", segment) and not re.search(r"(?:给予|的)(?:的)?(?:奖励|补助|补贴|资助|支持)", segment)
    return CAP_STATEMENT.match(re.sub(r"^对", "", segment)) is not None and not gives


def limits_the_list(before: str) -> bool:
    """每个单位年资助总额不超过…： limits what the list behind the colon gives; 合计投入最高…： gives itself."""
    return SHARED_CAP.search(before) is not None and not re.search(r"(?:给予|投入|提供|安排|享受)[^，。；]{0,8}$", before)


def cap_per(head: Head) -> str:
    """Read what a cap counts by: 单个平台 is 平台, 每家企业每年 is 企业/年; empty where the words do not say."""
    if not head.cap_words:
        return ""
    found = CAP_PER.search(head.cap_words)
    yearly = PER_YEAR.search(head.cap_words) is not None
    what = re.sub(r"(?:的|给予|奖励|补贴|补助|资助|奖补|金|资金|支持|配套)+$", "", found["what"]) if found else ""
    if not what and not yearly:
        return ""
    what = what or party_word(head.beneficiary)
    return f"{what}/年" if yearly else what


def party_word(beneficiary: str) -> str:
    """Say in one word who is given, for a cap that does not say what it counts by; may be empty."""
    word = max(PARTY_WORDS, key=beneficiary.rfind)  # 科技企业孵化器 is no 企业: the last word says what it is
    if word not in beneficiary:
        return ""
    return "机构" if word in ("院所", "高校") else word
