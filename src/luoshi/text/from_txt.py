"""Plain text to a Draft: decode it and say where its lines are."""

from __future__ import annotations

import re

from luoshi.source import Source
from luoshi.text.decoding import decode
from luoshi.text.draft import Draft
from luoshi.text.limits import MAX_ANCHORS
from luoshi.text.nodes import Anchor


def draft_txt(source: Source) -> Draft:
    """Decode a plain text; nobody knows whether its lines are paragraphs.

    Raises:
        SourceRefused: `source.binary`.
    """
    decoded = decode(source.data)
    return Draft(decoded.chars, anchors=line_anchors(decoded.chars), diagnostics=decoded.diagnostics)


def line_anchors(chars: str) -> tuple[Anchor, ...]:
    """Label the lines 第1行, 第2行 …; in very long texts a label stands for several lines, 第1—3行."""
    starts = [0, *(found.end() for found in re.finditer("\n", chars))]
    step = -(-len(starts) // MAX_ANCHORS)
    if step == 1:
        return tuple(Anchor(start, f"第{number}行") for number, start in enumerate(starts, 1))
    return tuple(Anchor(starts[at], f"第{at + 1}—{min(at + step, len(starts))}行") for at in range(0, len(starts), step))
