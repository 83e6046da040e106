"""Closing paragraphs: what stands behind the last clause of a list but speaks for the clause above it.

`(一)…；(二)…；(三)…。`, then a paragraph without a number: it belongs to the clause that holds the list. A paragraph that speaks of the
document itself (本方案自印发之日起施行) belongs to the clause of the top level. Any other stays with the clause behind which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.policy.nodes import ClauseKind
from luoshi.policy.tree import Draft
from luoshi.source import Span

# Articles and what stands above them have paragraphs of their own; the clauses below, where one is a single paragraph, do not.
LISTED = (ClauseKind.ITEM, ClauseKind.SUBITEM, ClauseKind.POINT, ClauseKind.SUBPOINT, ClauseKind.MARK, ClauseKind.STEP)
UNIT_LINE = re.compile(
    r"[（(]?(?:牵头|责任|配合|主办|协办|参与|参加|分管|承办|实施|完成|组织|主管|督办|包联|联系|落实)\S{0,4}(?:单位|部门|领导|人|时限|时间|地区)?\s*[:：]"
    r"|[（(][^（()）]{2,200}(?:负责|落实|牵头|配合)[^（()）]{0,40}[）)]?。?$"
)
OF_ITSELF = re.compile(
    r"本(?:行动|实施|工作|试行|暂行|若干|扶持|奖励)*(?:方案|办法|意见|规划|计划|措施|政策|细则|规定|通知|指南|规则|制度|条例)"
    r"(?:自|由|从|有效|未尽|如与|涉及|执行|与|若|中|所|实施|解释|适用|印发|发布|施行|期限)"
)


def lift(chars: str, tops: Sequence[Draft]) -> None:
    """Move closing paragraphs up to the clause for which they speak."""
    if tops:
        _lift_of_itself(chars, tops[-1])
    for top in tops:
        _lift_below(chars, top)


def _lift_of_itself(chars: str, top: Draft) -> None:
    """Move the paragraphs on the document itself, and those behind them, from the very last clause to the last of the top level."""
    last = top
    while last.children and last.children[-1].kind in LISTED:
        last = last.children[-1]
    if last is top or last.children:
        return
    at = next((at for at, span in enumerate(last.body) if at and OF_ITSELF.match(span.of(chars))), None)
    if at is not None:
        top.body.extend(last.body[at:])
        del last.body[at:]


def _lift_below(chars: str, draft: Draft) -> None:
    for child in draft.children:
        _lift_below(chars, child)
    numbered = [child for child in draft.children if child.kind in LISTED]
    if len(numbered) > 1 and numbered[-1] is draft.children[-1]:
        closing = _closing(chars, numbered[:-1], numbered[-1])
        if closing:
            draft.body[:] = sorted([*draft.body, *closing])
            del numbered[-1].body[-len(closing) :]


def _closing(chars: str, before: Sequence[Draft], last: Draft) -> list[Span]:
    """Return the paragraphs behind a list that its last full stop has ended: every entry before is one paragraph up to a semicolon.

    Of a chain 一是…, 二是… every entry may end as it likes, but must be one paragraph.
    """
    if not last.run_in or last.children or not all(_is_single(chars, draft) for draft in before):
        return []
    listed = all(draft.body[-1].of(chars).rstrip()[-1:] in ("；", ";") for draft in before)
    if not listed and last.kind is not ClauseKind.STEP:
        return []
    units = [at for at, span in enumerate(last.body) if UNIT_LINE.match(span.of(chars))]
    return last.body[max([0, *units]) + 1 :]


def _is_single(chars: str, draft: Draft) -> bool:
    if draft.children or not draft.run_in:
        return False
    return all(UNIT_LINE.match(span.of(chars)) for span in draft.body[1:])
