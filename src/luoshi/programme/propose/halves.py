"""Rewards split by the size of the enterprise in one sentence: the second half is for the same matters as the first.

首次认定的…，规模以上企业…20万元，规模以下企业…10万元: the words of the second half name only the size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.commitments.nodes import Commitment, Reward
from luoshi.programme.propose.pattern import pattern_of
from luoshi.programme.rules import Pattern

SIZE = re.compile(r"非?规模以[上下]|非?规[上下]|大型|中小微|中小|小微|中型|小型|微型")
ONLY_A_SIZE = re.compile(rf"(?:其中|对|属于|，)*(?:{SIZE.pattern})(?:的)?(?:工业|服务业|商贸业|建筑业)?(?:企业|单位)?(?:的)?")
END_OF_SENTENCE = re.compile(r"[。！？\n]")


def patterns_of(commitments: Sequence[Commitment], chars: str) -> dict[int, Pattern]:
    """Return the pattern of each reward that plainly has one, by its index; `chars` is the text that the spans count in."""
    patterns: dict[int, Pattern] = {}
    before: int | None = None
    for index, reward in enumerate(commitments):
        if not isinstance(reward, Reward):
            continue
        pattern = pattern_of(reward.trigger, reward.beneficiary)
        if pattern is None and before is not None:
            first = commitments[before]
            pattern = patterns.get(before) if isinstance(first, Reward) and _are_halves(first, reward, chars) else None
        if pattern is not None:
            patterns[index] = pattern
        before = index
    return patterns


def _are_halves(first: Reward, second: Reward, chars: str) -> bool:
    """Say whether the second goes on with the sentence of the first, for enterprises of another size."""
    size, other = SIZE.findall(f"{first.beneficiary}。{first.trigger}"), SIZE.findall(second.trigger)
    if first.clause != second.clause or not ONLY_A_SIZE.fullmatch(second.trigger) or not size or set(size) & set(other):
        return False
    return first.span.start <= second.span.start and not END_OF_SENTENCE.search(chars[first.span.end : second.span.start])
