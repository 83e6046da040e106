"""Stacking left open: rewards that one applicant may meet together, and not a word on how they go together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.commitments.nodes import FormulaType, Reward
from luoshi.lint.document import Document
from luoshi.lint.limits import LEAST_NAME, matter_of
from luoshi.lint.nodes import Finding
from luoshi.source import Severity

LEVELS = re.compile(r"国家级|国家|自治区级|自治区|省级|省|市级|县级|区级|旗级|盟级|州级")
GENERIC = re.compile(r"企业|单位|项目|个人|机构|平台|团队|人才")
HINT = "写明怎么享受，如“同一事项符合多项条件的，按照就高不重复的原则执行；已享受上级同类奖补的，……”。"


def lint_stacking(document: Document) -> Iterator[Finding]:
    """Find rewards that may meet where the document has no stacking rule at all."""
    if document.stackings or len(document.priced) < 2:
        return
    levels = _on_several_levels(document.priced)
    twice = _in_several_clauses(document.priced)
    matched = [r for r in document.priced if r.formula.type is FormulaType.MATCH]
    meeting = [*levels, *twice, *matched]
    if not meeting:
        return
    reasons = [("同一事项分级给奖", levels), ("同一对象在几处给奖", twice), ("与上级奖补配套", matched)]
    said = "、".join(words for words, rewards in reasons if rewards)
    message = f"没有写叠加规则：{said}，能否重复享受不明确。"
    yield document.finding("lint.stacking-open", Severity.WARNING, message, [r.span for r in meeting], hint=HINT)


def _on_several_levels(rewards: tuple[Reward, ...]) -> list[Reward]:
    """Return the rewards for one matter on several levels: 国家级、省级…孵化器."""
    groups: dict[str, list[Reward]] = defaultdict(list)
    for reward in rewards:
        if LEVELS.search(reward.trigger):
            groups[LEVELS.sub("", matter_of(reward))].append(reward)
    return [r for name, group in groups.items() if len(name) >= LEAST_NAME and len({r.trigger for r in group}) > 1 for r in group]


def _in_several_clauses(rewards: tuple[Reward, ...]) -> list[Reward]:
    """Return the rewards whose beneficiaries are the same and told apart from others, in several clauses."""
    groups: dict[str, list[Reward]] = defaultdict(list)
    for reward in rewards:
        if len(reward.beneficiary) > LEAST_NAME and not GENERIC.fullmatch(reward.beneficiary):
            groups[reward.beneficiary].append(reward)
    return [r for group in groups.values() if len({r.clause for r in group}) > 1 for r in group]
