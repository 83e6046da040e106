"""A document printed twice, pasted again behind itself or shown once for the screen and once for the printer: leave out the second copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.source import Severity, Span
from luoshi.text.edits import Mapped, lines_of
from luoshi.text.findings import Finding, quoted

# Marks and spaces do not make a copy another text; a point or a dash inside a number does.
MARKS = re.compile(r"[\s，。、；：！？“”‘’（）《》〈〉〔〕【】…·;:!?\"'()<>\[\]|]+|(?<![0-9])[-—.,～~]+|[-—.,～~]+(?![0-9])")
SHORTEST_TELLING = 12  # characters; shorter paragraphs come again in any document
FEWEST_PARAGRAPHS = 4
FEWEST_CHARS = 150
# So much of the copy repeats, and so much of all that stands before it is repeated: forms in two annexes are no copies of the document.
COPY_SHARE = 0.8
BODY_SHARE = 0.5
MOST_COPIES = 4
SAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a copy stands: paragraphs [start, end) say again what paragraphs [original, original_end) say."""

    original: int
    original_end: int
    start: int
    end: int


def without_copies(mapped: Mapped) -> tuple[Mapped, list[Finding]]:
    """Leave out every further copy of the document; say where the copies differ."""
    findings: list[Finding] = []
    for _ in range(MOST_COPIES):
        spans = list(lines_of(mapped.chars))
        keys = [MARKS.sub("", span.of(mapped.chars)) for span in spans]
        copy = find_copy(keys)
        if copy is None:
            break
        findings.append(finding(mapped, spans, keys, copy))
        # The line break before the copy goes with it: a copy never stands first.
        mapped = mapped.edited([(spans[copy.start].start - 1, spans[copy.end - 1].end, "")])
    return mapped, findings


def find_copy(keys: Sequence[str]) -> Copy | None:
    """Find paragraphs that repeat, in the same order, at least half of all before them; in linear time."""
    run = longest_rise(matches_of(keys))
    if len(run) < FEWEST_PARAGRAPHS:
        return None
    copy = widened(keys, run)
    repeated = {at for _, at in run}
    total = sum(len(keys[at]) for at in range(copy.start, copy.end))
    same = sum(len(keys[at]) for at in range(copy.start, copy.end) if at in repeated or len(keys[at]) < SHORTEST_TELLING)
    body = sum(map(len, keys[: copy.start]))
    return copy if same >= max(FEWEST_CHARS, COPY_SHARE * total, BODY_SHARE * body) else None


def matches_of(keys: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the first and the second place of every paragraph that comes once in each copy."""
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if len(key) >= SHORTEST_TELLING:
            places.setdefault(key, []).append(at)
    copies = Counter(dict.fromkeys(range(2, MOST_COPIES + 1), 0))
    for key, found in places.items():
        copies[len(found)] += len(key)
    count = max(range(2, MOST_COPIES + 1), key=lambda count: copies[count])
    return sorted(((found[0], found[1]) for found in places.values() if len(found) == count), key=lambda pair: pair[1])


def longest_rise(matches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of matches whose originals rise, all of them before the first of the repetitions."""
    best: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for original, at in matches:
        if run and not run[-1][0] < original < run[0][1]:
            run = []
        run.append((original, at))
        if len(run) > len(best):
            best = run
    return best


def widened(keys: Sequence[str], run: Sequence[tuple[int, int]]) -> Copy:
    """Take in the paragraphs before and behind that are the same too, or the same but for a few words."""
    original, start = run[0]
    last_original, last = run[-1]
    while original > 0 and start - 1 > last_original and are_alike(keys[original - 1], keys[start - 1]):
        original, start = original - 1, start - 1
    while last + 1 < len(keys) and last_original + 1 < start and are_alike(keys[last_original + 1], keys[last + 1]):
        last_original, last = last_original + 1, last + 1
    return Copy(original, last_original + 1, start, last + 1)


def are_alike(key: str, other: str) -> bool:
    """Say whether two paragraphs are the same, or long ones that begin or end with the same words."""
    if min(len(key), len(other)) < SHORTEST_TELLING:
        return key == other
    return key[:SAME_WORDS] == other[:SAME_WORDS] or key[-SAME_WORDS:] == other[-SAME_WORDS:]


def finding(mapped: Mapped, spans: Sequence[Span], keys: Sequence[str], copy: Copy) -> Finding:
    """Say that the document stands here twice, and where the copies differ."""
    here, there = set(keys[copy.original : copy.original_end]), set(keys[copy.start : copy.end])
    only_here = [spans[at] for at in range(copy.original, copy.original_end) if keys[at] not in there]
    only_there = [spans[at] for at in range(copy.start, copy.end) if keys[at] not in here]
    message = f"正文印了两遍，第二遍（从{quoted(spans[copy.start].of(mapped.chars))}起，{copy.end - copy.start}段）已略去"
    if not only_here and not only_there:
        return Finding("text.second-copy", Severity.NOTE, f"{message}，两遍文字相同。")
    words = "；".join(
        f"{name}有而另一遍没有的{len(only)}段，例如{quoted(only[0].of(mapped.chars))}"
        for name, only in (("第一遍", only_here), ("第二遍", only_there))
        if only
    )
    origins = tuple(mapped.origin(span.start, span.end) for span in only_here)
    return Finding("text.second-copy", Severity.WARNING, f"{message}，但两遍不完全相同：{words}。", origins, "请核对以哪一遍为准。")
