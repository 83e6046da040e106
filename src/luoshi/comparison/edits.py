"""Word by word: what was taken out of a clause and what was put in.

Sentences are compared first, then characters within those that differ, so that a long clause costs little more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from luoshi.comparison.nodes import Edit

SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]?")
# A number is one word, and so is a word in Latin letters; all else is compared character by character.
TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)
NUMBER = frozenset("0123456789.")
# Larger stretches (in tokens times tokens) are shown as replaced in whole: difflib is quadratic.
TOO_LARGE = 400_000
# So few unchanged characters between two changes are no island to rest on.
ISLAND = 1


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Return the stretches of two texts in order, alike and changed ones in turn."""
    return tuple(_joined(_without_islands(list(_between_ends(old, new, _by_sentence)))))


def _between_ends(old: str, new: str, compare: Callable[[str, str], Iterator[Edit]]) -> Iterator[Edit]:
    """Set aside what both texts begin and end with, and compare what lies between."""
    before, behind = _common_ends(old, new)
    yield Edit(old[:before], new[:before])
    yield from compare(old[before : len(old) - behind], new[before : len(new) - behind])
    yield Edit(old[len(old) - behind :], new[len(new) - behind :])


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Count the characters that both texts begin and end with; neither end cuts a number in two."""
    shortest = min(len(old), len(new))
    before = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    while before and old[before - 1] in NUMBER and (old[before : before + 1] in NUMBER or new[before : before + 1] in NUMBER):
        before -= 1
    left = shortest - before
    behind = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    while behind and old[-behind] in NUMBER and (old[: len(old) - behind][-1:] in NUMBER or new[: len(new) - behind][-1:] in NUMBER):
        behind -= 1
    return before, behind


def _by_sentence(old: str, new: str) -> Iterator[Edit]:
    olds, news = SENTENCE.findall(old), SENTENCE.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, olds, news).get_opcodes():
        one, other = olds[a:b], news[c:d]
        if tag == "replace" and len(one) == len(other):
            for left, right in zip(one, other, strict=True):
                yield from _between_ends(left, right, _by_token)
        elif tag == "replace":
            yield from _between_ends("".join(one), "".join(other), _by_token)
        else:
            yield Edit("".join(one), "".join(other))


def _by_token(old: str, new: str) -> Iterator[Edit]:
    one, other = TOKEN.findall(old), TOKEN.findall(new)
    if len(one) * len(other) > TOO_LARGE:
        yield Edit(old, new)
        return
    for _, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield Edit("".join(one[a:b]), "".join(other[c:d]))


def _without_islands(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Melt a lone unchanged character between two changes into them."""
    kept = [edit for edit in edits if edit.old or edit.new]
    for at, edit in enumerate(kept):
        between = 0 < at < len(kept) - 1 and kept[at - 1].is_change and kept[at + 1].is_change
        if not edit.is_change and between and len(edit.old) <= ISLAND and edit.old not in "，。；、：":
            yield Edit(edit.old, "")
            yield Edit("", edit.new)
        else:
            yield edit


def _joined(edits: Iterator[Edit]) -> Iterator[Edit]:
    """Join neighbours of one sort."""
    held: Edit | None = None
    for edit in edits:
        if held is not None and held.is_change == edit.is_change:
            held = Edit(held.old + edit.old, held.new + edit.new)
        else:
            if held is not None:
                yield held
            held = edit
    if held is not None:
        yield held
