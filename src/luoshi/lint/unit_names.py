"""Names of units that a document prints in two ways: with and without the prefix of the place, in full and shortened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.commitments.bodies import is_collective
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding
from luoshi.source import Severity, Span

PREFIX = re.compile(r"(?:自治区|自治县|自治旗|自治州|[省市县区旗州盟])|[一-鿿]{1,6}(?:省|自治区|市|县|区|旗|州|盟|新区)")
MOST = 500
LEAST_STEM = 3
# Last words of a name in full, and as it is shortened.
SHORT_ENDS = {
    "委员会": "委",
    "办公室": "办",
    "管理委员会": "管委会",
    "人民政府": "政府",
    "局": "局",
    "厅": "厅",
    "中心": "中心",
    "分局": "分局",
}


def lint_unit_names(document: Document) -> Iterator[Finding]:
    """Find names of units that stand in two forms; one finding for each pair."""
    places = _places(document)
    names = sorted(places, key=lambda name: (len(name), name))[:MOST]
    for short in names:
        full = next((name for name in reversed(names) if is_same_unit(short, name)), None)
        if full is not None:
            message = f"同一单位写法不一：“{short}”{len(places[short])}处，“{full}”{len(places[full])}处。"
            spans = places[short] if len(places[short]) <= len(places[full]) else places[full]
            yield document.finding(
                "lint.unit-two-names", Severity.WARNING, message, spans, hint=f"全文统一写“{full}”，或在首次出现时注明简称。"
            )


def is_same_unit(short: str, full: str) -> bool:
    """Say whether two names are of one unit: 税务局 and 旗税务局, 市发改委 and 市发展和改革委员会; not 市财政局 and 县财政局."""
    if len(short) >= len(full):
        return False
    if full.endswith(short):
        return PREFIX.fullmatch(full[: -len(short)]) is not None
    return short[0] == full[0] and any(
        full.endswith(end) and short.endswith(brief) and _is_drawn_from(short[: -len(brief)], full[: -len(end)])
        for end, brief in SHORT_ENDS.items()
    )


def _is_drawn_from(short: str, full: str) -> bool:
    """Say whether the characters of a short form stand in the full one in their order, picked and not cut: 市工信, 市工业和信息化."""
    if short == full:
        return True
    if len(short) < LEAST_STEM or len(full) < len(short) + 2 or full.startswith(short):
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def _places(document: Document) -> dict[str, list[Span]]:
    """Say where each unit's name stands in the unit lines; names inside longer ones do not count."""
    places: dict[str, list[Span]] = defaultdict(list)
    for duty in document.duties:
        if duty.units_span is None:
            continue
        line, start = duty.units_span.of(document.chars), duty.units_span.start
        taken: list[tuple[int, int]] = []
        for name in sorted({*duty.lead, *duty.support}, key=len, reverse=True):
            if is_collective(name):
                continue
            for at in _occurrences(line, name):
                if not any(begin <= at < end for begin, end in taken):
                    taken.append((at, at + len(name)))
                    places[name].append(Span(start + at, start + at + len(name)))
    return places


def _occurrences(line: str, name: str) -> Iterator[int]:
    at = line.find(name)
    while at >= 0:
        yield at
        at = line.find(name, at + len(name))
