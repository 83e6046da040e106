"""How a reward reaches the one it is promised to: applying, by when, who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.lint.document import MANY_REWARDS, Document
from luoshi.lint.nodes import Finding
from luoshi.source import Severity

APPLYING = re.compile(r"申报|申请|申领|受理|免申即享|即申即享|兑现(?:程序|流程|办法|工作)|审核拨付|提出[^。；]{0,8}材料")
WHEN = re.compile(
    r"(?:申报|申请|受理|申领|兑现|提交)[^。；]{0,24}(?:每年|\d{1,2}月|季度|次年|工作日|日前|常年|全年|集中|定期)"
    r"|(?:每年|\d{1,2}月|季度|次年|定期|常年|集中|年度)[^。；]{0,24}(?:申报|申请|受理|申领|兑现|提交)"
    r"|申报(?:通知|指南|公告)|免申即享|即申即享"
)
PAYER = re.compile(r"财政|专项资金|资金来源|引导资金|由[^。；]{0,16}(?:承担|列支|安排资金|拨付)|列入[^。；]{0,8}预算")


def lint_payment(document: Document) -> Iterator[Finding]:
    """Ask of a document with rewards how they are claimed, when, and from whose money."""
    if len(document.priced) < MANY_REWARDS:
        return
    if not APPLYING.search(document.chars):
        hint = "写明由谁受理、怎么申报，如“由县科技局受理，企业于每年4月30日前提交材料”，或写明另有兑现办法。"
        yield document.finding("lint.reward-no-application", Severity.WARNING, "没有写奖补怎么申报、由谁受理。", hint=hint)
    elif not WHEN.search(document.chars):
        hint = "写明申报时间，如“每年3月集中受理”；以申报通知为准的，也写一句。"
        yield document.finding("lint.reward-no-application-time", Severity.NOTE, "没有写奖补什么时候申报。", hint=hint)
    if not PAYER.search(document.chars):
        hint = "写明资金来源，如“所需资金由县财政承担，列入年度预算”。"
        yield document.finding("lint.reward-no-payer", Severity.WARNING, "没有写奖补资金由谁承担。", hint=hint)
