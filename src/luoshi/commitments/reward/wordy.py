"""Support without a number: 给予科技经费支持, 优先立项."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Reward
from luoshi.commitments.reward.heads import Head
from luoshi.policy.nodes import Clause


def read_wordy(clause: Clause, sentences: list[Sentence], heads: list[Head], context: Context) -> Iterator[Reward]:
    return iter(())
