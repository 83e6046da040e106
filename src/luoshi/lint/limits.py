"""Numbers of one matter that do not agree: two limits, two amounts, in one clause or far apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from luoshi.commitments.nodes import FormulaType, Reward
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding
from luoshi.source import Severity
from luoshi.values.wording import plain_money

MONEY_WORD = re.compile(r"(?:的)?(?:奖励|奖补|补助|补贴|资助|资金|支持|配套)+$")
OPENING = re.compile(r"^(?:对|凡|新|首次|当年|新近|获批|获得|认定|备案|评定|通过|新认定|为|的|被)+")
LEVEL = re.compile(r"(?:国家|自治区|省|市|县|区|旗|盟|州)(?=级)级")
LEAST_NAME = 4
MOST = 12


def lint_limits(document: Document) -> Iterator[Finding]:
    """Find two limits and two amounts for one matter."""
    yield from two_limits(document)
    yield from two_amounts(document)


def two_limits(document: Document) -> Iterator[Finding]:
    """单个工作室最高不超过50万元 …工作室补助单个最高不超过30万元: which holds?"""
    groups: dict[str, list[Reward]] = defaultdict(list)
    for reward in document.rewards:
        if reward.cap_fen is not None and len(matter := matter_of(reward)) >= LEAST_NAME:
            groups[matter[-LEAST_NAME:]].append(reward)
    for group in groups.values():
        for first, second in combinations(group[:MOST], 2):
            if FormulaType.UPTO in (first.formula.type, second.formula.type) and _clash(first, second):
                message = f"同一事项两个限额：{plain_money(first.cap_fen or 0)}和{plain_money(second.cap_fen or 0)}。"
                spans, hint = [first.span, second.span], "确认以哪一个为准，删去另一个。"
                yield document.finding("lint.two-limits", Severity.WARNING, message, spans, hint=hint)


def _clash(first: Reward, second: Reward) -> bool:
    """Say whether two limits differ though they stand for one matter and count by the same."""
    if first.cap_fen == second.cap_fen or first.cap_per.endswith("/年") != second.cap_per.endswith("/年"):
        return False
    short, long = sorted((matter_of(first), matter_of(second)), key=len)
    is_printed = short in first.quote and short in second.quote  # a trigger carried over from the heading of a list stands for many
    return is_printed and long.endswith(short) and LEVEL.findall(short) in ([], LEVEL.findall(long))


def matter_of(reward: Reward) -> str:
    """Reduce what a reward is for to the thing itself: 新认定的技能大师工作室, 技能大师工作室补助 → 技能大师工作室."""
    return OPENING.sub("", MONEY_WORD.sub("", re.sub(r"[，,、\s]", "", reward.trigger)))


def two_amounts(document: Document) -> Iterator[Finding]:
    """One matter, one beneficiary, two places, two amounts."""
    groups: dict[tuple[str, str, str], list[Reward]] = defaultdict(list)
    for reward in document.rewards:
        if reward.formula.type is FormulaType.FIXED and len(matter_of(reward)) >= LEAST_NAME:
            groups[matter_of(reward), reward.beneficiary, reward.note].append(reward)
    for group in groups.values():
        for first, second in combinations(group[:MOST], 2):
            if first.clause != second.clause and first.formula.amount_fen != second.formula.amount_fen:
                message = (
                    f"同一事项两处数额不一致：{plain_money(first.formula.amount_fen or 0)}和{plain_money(second.formula.amount_fen or 0)}。"
                )
                spans, hint = [first.span, second.span], "确认以哪一处为准。"
                yield document.finding("lint.two-amounts", Severity.WARNING, message, spans, hint=hint)
                break
