"""All grants of one provision: sums and rates, ceilings that grant up to them, shares without a printed rate, sums in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from luoshi.commitments.members import LEVEL, own_level, split_members, stem_of
from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.commitments.reward.heads import Carried, Head, end_of_giving, grants_of, listed, skip_marks
from luoshi.commitments.reward.marks import Mark
from luoshi.commitments.reward.parties import beneficiary_of, trim_trigger
from luoshi.commitments.reward.provisions import Provision, operator_start
from luoshi.values.money import fen_of
from luoshi.values.numerals import parse_number

SUPPORTED = re.compile(r"给予|奖励|奖补|补助|补贴|资助|支持|扶持|配套|经费|贴息|奖金|补偿|资金|享受|运行费|投入")
# 提供最高2000万元信用贷款: a bank's credit is no support.
LOAN = re.compile(r"(?:的)?[^，。；]{0,6}(?:贷款|授信|信贷|担保|融资)(?!贴息|补|奖)")
OVER_ALL = re.compile(
    r"同一(?:企业|单位|主体|申报人)[^，。；]{0,12}(?:总额|累计|合计)[^，。；]{0,4}(?:不超过|最高)|预算[^，。；]{0,6}(?:规模|总额|控制)|(?:依据|按照?|根据)本[^，。；]{1,6}(?:获得|享受|取得)[^，。；]{0,10}(?:总额|累计|合计)|(?:获得|享受|申报|申请)[^，。；]{0,16}(?:本|各类|各项|全部|所有|[市县区旗]级)[^，。；]{0,16}"
    r"(?:资金|奖励|补助|奖补)[^，。；]{0,6}(?:总额|累计|合计|不超过)"
)
UNRATED = re.compile(r"按照?(?P<base>[^，。；]{2,40}?)的?(?:一定|相应|适当)?比例(?=[，,给予予以分进享奖补资]|$)")
RECIPIENTS = re.compile(r"[、，和及](?!单个|每|累计|同一|年度|全年|当年|总)[^，。；、\d]{2,12}?(?:最高|不超过)+")
RECIPIENT_WORDS = re.compile(r"给予|最高|不超过|予以|分别")
BRACKETED = re.compile(r"[（(](?P<number>\d+(?:\.\d+)?)(?P<unit>[十百千]?[万亿]?元)[）)]")
GIVES_AS_BRACKETED = re.compile(r"给予[^，。；\d]{0,8}(?:奖励|补助|资助|奖补|补贴)|予以奖励")


def heads_of(text: str, masked: str, provision: Provision, carried: Carried) -> Iterator[Head]:
    """Yield the grants of one provision; a provision with a cap alone grants up to it."""
    first = min((*provision.grants, *provision.caps), key=lambda m: m.start)
    giving_at = operator_start(masked, provision.start, first)
    before = text[provision.start : giving_at]
    trigger = _with_intro(trim_trigger(before), before, carried)
    if provision.grants:
        yield from grants_of(text, masked, provision, giving_at, trigger, carried)
    elif (head := unrated(text, provision, first, trigger, carried)) is not None:
        yield head
    else:
        yield from upto(text, masked, provision, giving_at, trigger, carried)


def _with_intro(trigger: str, before: str, carried: Carried) -> str:
    """Complete a trigger that only names a level by what was said before; take over all of it where there is none.

    In 对区内机构获得的国家、省级科技计划项目，采用后补助方式配套，对省级的给予70%配套 it is 区内机构获得的省级科技计划项目.
    """
    if len(trigger) < 2:
        return carried.trigger
    if not LEVEL.fullmatch(trigger):
        return trigger
    intros = [trim_trigger(part) for part in re.split(r"[，,：:]", before) if len(part) > 8]
    for intro in (*reversed(intros), carried.trigger):
        if (whole := own_level(intro, trigger)) is not None:
            return whole
    alike = [found for found in LEVEL.finditer(carried.trigger) if found[0][-1] == trigger[-1]]
    if alike:  # 省级科技进步奖一等奖 with 二等奖 is 省级科技进步奖二等奖
        return f"{carried.trigger[: alike[-1].start()]}{trigger}{carried.trigger[alike[-1].end() :]}"
    return f"{carried.trigger}{trigger}"


def upto(text: str, masked: str, provision: Provision, giving_at: int, trigger: str, carried: Carried) -> Iterator[Head]:
    """最高…: what is given is decided, up to the cap; a list of caps belongs to a list of triggers.

    A cap that no support stands with (单个项目投资不超过5000万元), or that limits all supports together, grants nothing.
    Example: 对新认定的国家级孵化器，给予最高100万元奖补。
    """
    words = text[provision.start : provision.end]
    if not SUPPORTED.search(words) or OVER_ALL.search(words) or LOAN.match(text, provision.caps[0].end):
        return
    if len(provision.caps) > 1 and all(RECIPIENTS.fullmatch(text, a.end, b.start) for a, b in pairwise(provision.caps)):
        yield from _each_recipient(text, provision, giving_at, trigger, carried)
        return
    run = listed(masked, provision.caps, 0)
    members = split_members(trigger, len(run)) if len(run) > 1 else []
    for mark, own in zip(run, members or [trigger] * len(run), strict=True):
        end = end_of_giving(text, mark, provision.end)
        own = own or text[mark.end : end]
        yield Head(
            start=skip_marks(text, provision.start),
            end=end,
            trigger=own,
            beneficiary=beneficiary_of(own, text[giving_at : run[0].start], carried.beneficiary),
            formula=Formula(FormulaType.UPTO),
            cap_fen=mark.high_fen or mark.low_fen,
            words=words,
            rule="upto",
        )


def _each_recipient(text: str, provision: Provision, giving_at: int, trigger: str, carried: Carried) -> Iterator[Head]:
    """给予企业不超过100万元、高校不超过50万元的补助 is one ceiling for each."""
    at = giving_at
    for mark in provision.caps:
        who = RECIPIENT_WORDS.sub("", text[at : mark.start]).strip("、，和及")
        yield Head(
            start=skip_marks(text, at),
            end=mark.end,
            trigger=trigger or who,
            beneficiary=who or carried.beneficiary,
            formula=Formula(FormulaType.UPTO),
            cap_fen=mark.high_fen or mark.low_fen,
            words=text[provision.start : provision.end],
            rule="upto",
        )
        at = mark.end


def unrated(text: str, provision: Provision, cap: Mark, trigger: str, carried: Carried) -> Head | None:
    """按…的比例给予补贴: a share whose rate the text does not print.

    Example: 对建设服务平台的，按实际装修费用的一定比例给予补贴，每个平台不超过30万元。
    """
    found = UNRATED.search(text, provision.start, cap.start)
    if found is None:
        return None
    trigger = trim_trigger(text[provision.start : found.start()]) or trigger
    return Head(
        start=skip_marks(text, provision.start),
        end=cap.end,
        trigger=trigger,
        beneficiary=beneficiary_of(trigger, text[found.end() : cap.start], carried.beneficiary),
        formula=Formula(FormulaType.SHARE, base=found["base"]),
        cap_fen=cap.high_fen or cap.low_fen,
        words=text[provision.start : provision.end],
        rule="unrated",
        doubts=["比例未写明"],
    )


def bracketed(text: str, carried: Carried) -> Iterator[Head]:
    """Sums in brackets behind what they are given for, where the giving itself names none.

    Example: 对首次获评国家级单项冠军（100万元）、省级专精特新企业（10万元）的企业，给予相应奖励。
    """
    if not GIVES_AS_BRACKETED.search(text):
        return
    at, stem = 0, ""
    for number, found in enumerate(BRACKETED.finditer(text)):
        own = trim_trigger(text[at : found.start()])
        stem = stem if number else stem_of(own)
        trigger = f"{stem}{own}" if number else own
        formula = Formula(FormulaType.FIXED, amount_fen=fen_of(parse_number(found["number"]), found["unit"]))
        beneficiary = beneficiary_of(trigger, "", carried.beneficiary)
        yield Head(skip_marks(text, at), found.end(), trigger, beneficiary, formula, words=text, rule="bracketed")
        at = found.end()
