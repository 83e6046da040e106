"""How alike two texts are, by the pairs of characters that they share."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

BLANK = re.compile(r"\s+")
# What makes no difference to what a text says: full- and half-width marks, quotation marks of two kinds.
SAME = str.maketrans("，；：（）！？﹒．～—－〔〕", ",;:()!?..~--[]")


def plain(words: str) -> str:
    """Reduce a text to what two files of one document share: no blanks, marks of one width."""
    return BLANK.sub("", words).translate(SAME)


def pairs_of(words: str) -> Counter[str]:
    """Count the pairs of neighbouring characters; of a single character, the character."""
    return Counter(map("".join, pairwise(words))) if len(words) > 1 else Counter([words] if words else [])


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of pairs that two texts have in common, 0 to 1 (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
