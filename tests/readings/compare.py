"""When two statements are the same: equal facts and like words, as the reading format has it (docs/reading-format.md).

Written apart from the corpus' scorer, so that the sentences can be judged where the corpus is not at hand.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

Record = dict[str, Any]

LABELS = {
    "target": "indicator",
    "duty": "title",
    "reward": "trigger",
    "stacking": "rule",
    "register": "name",
    "procedure": "name",
    "deadline": "what",
}
ALIKE_ENOUGH = {"target": 0.5, "duty": 0.5, "reward": 0.3, "stacking": 0.25, "register": 0.4, "procedure": 0.4, "deadline": 0.25}
MULTIPLES = (("百万", 10**6), ("万", 10**4), ("亿", 10**8), ("千", 10**3))
# Fields beyond the facts: they are demanded where a case states them.
STATED = {"target": ("measure",), "reward": ("once", "years")}


def plain(words: object) -> str:
    """Fold width and case and drop quotes, brackets and spaces: they carry no meaning in a comparison."""
    folded = unicodedata.normalize("NFKC", str(words or "")).casefold()
    return "".join(c for c in folded if c in "%‰" or unicodedata.category(c)[0] in "LN")


def likeness(first: object, second: object) -> float:
    """Say how alike two texts are: the Sorensen-Dice share of character pairs; 1 where one holds the other and is not much shorter."""
    short, long = sorted((plain(first), plain(second)), key=len)
    if not short:
        return float(short == long)
    if short in long and (short == long or len(short) >= max(3, 0.4 * len(long))):
        return 1.0
    a, b = (Counter(text[i : i + 2] for i in range(max(1, len(text) - 1))) for text in (short, long))
    return 2 * (a & b).total() / (a.total() + b.total())


def quantity(record: Record) -> tuple[object, str]:
    """Bring the value and the unit of a target to one form: 4000 万元 and 0.4 亿元 are the same."""
    unit, value = plain(record.get("unit")), record.get("value")
    scale = 1
    for prefix, multiple in MULTIPLES:
        if unit.startswith(prefix) and unit != prefix:
            unit, scale = unit[len(prefix) :], multiple
            break
    return rounded([v * scale for v in value] if isinstance(value, list) else value * scale), unit


def rounded(value: Any) -> object:
    """Round numbers, so that 33.33 from two computations is one value."""
    if isinstance(value, list | tuple):
        return tuple(rounded(v) for v in value)
    return None if value is None else round(float(value), 6)


def due(period: Record | None) -> tuple[str, str]:
    """Bring a period to what is compared: its rhythm, or else the date it ends."""
    period = period or {}
    if period.get("every"):
        return "every", str(period["every"])
    return "by", str(period.get("by") or period.get("to") or period.get("on") or "")


def facts(record: Record, expected: Record) -> tuple[object, ...]:
    """Return what must be equal; what `expected` marks as implied is free."""
    kind = record["kind"]
    if kind == "target":
        free_op, free_period = expected.get("op_implied"), expected.get("period_implied")
        return quantity(record), None if free_op else record.get("op"), None if free_period else due(record.get("period"))
    if kind == "duty":
        return tuple(sorted(map(plain, record.get("lead") or ())))
    return amounts(record) if kind == "reward" else ()


def amounts(reward: Record) -> tuple[object, ...]:
    """Return the numbers of a reward; a staged one has no cap of its own, and an amount a piece compares with a fixed one."""
    formula = reward["formula"]
    kind = {"per_item": "fixed"}.get(formula["type"], formula["type"])
    stages = tuple((rounded(s.get("amount")), rounded(s.get("rate"))) for s in formula.get("stages") or ())
    return kind, rounded(formula.get("amount")), rounded(formula.get("rate")), stages, None if stages else rounded(reward.get("cap"))


def label(record: Record) -> str:
    """Return the words by which a statement is told from another with the same facts."""
    words = str(record.get(LABELS[record["kind"]]) or "")
    return f"{record.get('beneficiary') or ''}{words}" if record["kind"] == "reward" else words


def alike(read: Record, expected: Record, alone: bool) -> float:
    """Say how alike two statements with equal facts are, 0 where not enough; `alone`: neither has a rival with the same facts."""
    found = likeness(label(read), label(expected))
    if expected["kind"] != "reward":
        return found if found >= ALIKE_ENOUGH[expected["kind"]] else 0.0
    base, wanted_base = (r["formula"].get("base") for r in (read, expected))
    if expected["formula"]["type"] == "match" and likeness(base, wanted_base) < 0.4:
        return 0.0
    return max(found, 0.01) if alone or found >= ALIKE_ENOUGH["reward"] else 0.0


def pair(read: Sequence[Record], expected: Sequence[Record]) -> list[tuple[int, int]]:
    """Pair statements one to one, most alike first; those in one clause before others, those demanded before optional ones."""
    rivals = Counter((side, plain(r.get("clause")), r["kind"], facts(r, r)) for side, rs in (("r", read), ("e", expected)) for r in rs)
    options = []
    for i, one in enumerate(read):
        for j, other in enumerate(expected):
            if one["kind"] != other["kind"] or facts(one, other) != facts(other, other):
                continue
            near = plain(one.get("clause")) == plain(other.get("clause"))
            alone = near and all(rivals[s, plain(r.get("clause")), r["kind"], facts(r, r)] == 1 for s, r in (("r", one), ("e", other)))
            if found := alike(one, other, alone):
                options.append((found + 0.5 * near, not other.get("optional"), -i, -j))
    pairs: list[tuple[int, int]] = []
    taken_read, taken_expected = set[int](), set[int]()
    for *_, i, j in sorted(options, reverse=True):
        if i not in taken_read and j not in taken_expected:
            pairs.append((-i, -j))
            taken_read.add(i)
            taken_expected.add(j)
    return pairs


def differing_fields(read: Record, expected: Record) -> list[str]:
    """Name the further fields in which a paired statement differs from what a case states."""
    if expected["kind"] == "duty":
        return [f for f in ("support", "leader") if set(map(plain, read.get(f) or ())) != set(map(plain, expected.get(f) or ()))]
    stated = [f for f in STATED.get(expected["kind"], ()) if expected.get(f) is not None]
    differing = [f for f in stated if read.get(f) != expected[f]]
    if expected["kind"] == "reward" and read["formula"]["type"] != expected["formula"]["type"]:
        differing.append("formula.type")
    if expected["kind"] == "deadline" and due(read.get("period")) != due(expected.get("period")):
        differing.append("period")
    return differing
