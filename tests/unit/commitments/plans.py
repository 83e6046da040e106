"""A small invented plan around a sentence, so that a grammar is tested on what the passes before it really hand over."""

from __future__ import annotations

from luoshi.commitments.context import Context
from luoshi.policy import read_policy
from luoshi.text import load_source, read_text

FRAME = "临江县科技创新行动方案（2024—2026年）\n一、重点任务\n（一）提升创新能力\n{}\n"


def plan(text: str, *, frame: str = FRAME) -> Context:
    """Return the context of a plan that says `text` in its only task, or of a document of its own with `frame` as `{}`."""
    return Context(read_policy(read_text(load_source(None, frame.format(text).encode(), name="方案.txt"))))
