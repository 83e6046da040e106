"""Clauses that tell of the past (发展背景, 现有基础): what stands in them commits nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luoshi.policy.nodes import Clause

# A clause under such a heading tells what has been done.
BACKGROUND = re.compile(r"(?:基础|背景|现状|成效|成就|回顾|形势|概况|依据|情况|挑战|问题|机遇|要求|构架|起草)(?:和|与|及|、|$)")
# These headings hold a word of BACKGROUND and yet look ahead.
FORWARD = re.compile(r"总体要求|目标|工作要求|任务要求|有关要求")
LONGEST_HEADING = 16


def is_background(clause: Clause) -> bool:
    """Say whether the heading of a clause says that it tells of the past: 一、发展背景; 现有基础."""
    heading = clause.heading
    return len(heading) <= LONGEST_HEADING and BACKGROUND.search(heading) is not None and not FORWARD.search(heading)


def background_ids(clauses: Iterable[Clause]) -> Iterator[str]:
    """Yield the identifiers of all clauses that tell of the past, with all below them."""
    waiting = [(clause, False) for clause in clauses]
    while waiting:
        clause, inside = waiting.pop()
        inside = inside or is_background(clause)
        if inside:
            yield clause.id
        waiting.extend((child, inside) for child in clause.children)
