"""Repair: pinyin that a web page put in brackets behind certain characters, `業(yè)`, with the byte damage that goes with it.

Which characters carry pinyin is learnt from the document itself; a document that merely glosses a rare character is left alone.
"""

from __future__ import annotations

import re
from collections import Counter

from luoshi.source import Severity, Span
from luoshi.text.edits import Edit
from luoshi.text.findings import Finding, Repair, quoted
from luoshi.text.repair_bytes import Restorer
from luoshi.text.simplify import is_traditional

SYLLABLE = "[a-züêɑɡ]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-züɡ]{0,3}"
# A printed line may end between the character and its pinyin.
GLOSS = re.compile(rf"(.)\n?[(（]({SYLLABLE})[)）]")
# A lead byte without its tail is shown as one of these marks; the opening bracket is eaten by some decoders and kept by others.
STRADDLING = re.compile(rf"[?\ufffd]\(?({SYLLABLE})\)")

# Below this it is a document that explains how some characters are read.
FEWEST_GLOSSES = 6
FEWEST_CHARACTERS = 3


def repair_pinyin(raw: str) -> Repair:
    """Take out pinyin and put back what it broke; nothing at all where the document does not carry this damage."""
    readings = learn_readings(raw)
    if not readings:
        return Repair([], [])
    edits, broken, taken_out = gloss_edits(raw, readings)
    restorer = Restorer(readings, SYLLABLE)
    lost: list[Span] = []
    for line in broken:
        restored = restorer.restore(raw, line)
        edits += restored.edits
        taken_out += restored.glosses
        lost += restored.lost
    edits.sort()
    return Repair(edits, summary(raw, taken_out, count_runs(edits), lost))


def learn_readings(raw: str) -> dict[str, str]:
    """Learn which characters carry which pinyin in this document; empty where it is not damaged in this way.

    Damage repeats itself: it sits behind (nearly) every occurrence of its characters, and these are traditional or frequent.
    """
    glosses = Counter(GLOSS.findall(raw))
    if len(glosses) < FEWEST_CHARACTERS or glosses.total() < FEWEST_GLOSSES:
        return {}
    occurrences = Counter(raw)
    readings: dict[str, str] = {}
    for (char, syllable), count in glosses.most_common():
        if char > "\u3400" and char not in readings and count * 2 >= occurrences[char]:
            readings[char] = syllable
    count = sum(glosses[pair] for pair in readings.items())
    if len(readings) < FEWEST_CHARACTERS or count < FEWEST_GLOSSES:
        return {}
    repeats_itself = count >= 3 * len(readings)
    return readings if repeats_itself or sum(map(is_traditional, readings)) * 2 >= len(readings) else {}


def gloss_edits(raw: str, readings: dict[str, str]) -> tuple[list[Edit], list[Span], int]:
    """Take out the pinyin that stands behind its own character; return the other lines that hold pinyin for repair through their bytes."""
    edits: list[Edit] = []
    broken: list[Span] = []
    taken_out = 0
    at = 0
    suspects = iter(sorted({found.start() for found in STRADDLING.finditer(raw)} | strangers(raw, readings)))
    for suspect in suspects:
        if suspect < at:
            continue
        start = raw.rfind("\n", 0, suspect) + 1
        end = raw.find("\n", suspect)
        end = len(raw) if end < 0 else end
        taken_out += add_glosses(edits, raw, readings, at, start)
        broken.append(Span(start, end))
        at = end
    taken_out += add_glosses(edits, raw, readings, at, len(raw))
    return edits, broken, taken_out


def strangers(raw: str, readings: dict[str, str]) -> set[int]:
    """Find known pinyin behind a character that is not its own, such as the stray letter of `a(chǎn)`."""
    known = set(readings.values())
    return {
        found.start(2) for found in GLOSS.finditer(raw) if found[2] in known and found[1].isascii() and readings.get(found[1]) != found[2]
    }


def add_glosses(edits: list[Edit], raw: str, readings: dict[str, str], start: int, end: int) -> int:
    """Add the edits that take out ordinary pinyin in raw[start:end]; return their number."""
    before = len(edits)
    edits.extend((m.start(2) - 1, m.end(), "") for m in GLOSS.finditer(raw, start, end) if readings.get(m[1]) == m[2])
    return len(edits) - before


def count_runs(edits: list[Edit]) -> int:
    """Count the stretches of words put back, each an unbroken row of edits."""
    ends = {end for _, end, words in edits if words}
    return sum(bool(words) and start not in ends for start, _, words in edits)


def summary(raw: str, glosses: int, runs: int, lost: list[Span]) -> list[Finding]:
    """Say what was repaired and what was not."""
    message = f"原文的字后夹有拼音（网页转换所致），已去掉{glosses}处"
    message += f"，并按原来的编码恢复了{runs}处错乱的文字" if runs else ""
    findings = [Finding("text.damage-repaired", Severity.NOTE, message + "。")]
    if lost:
        message = f"有{len(lost)}处错乱的文字无法恢复，例如{quoted(raw[max(0, lost[0].start - 8) : lost[0].end + 8])}。"
        findings.append(Finding("text.damage-unrepaired", Severity.WARNING, message, tuple(lost), "请对照原件核对这些字。"))
    return findings
