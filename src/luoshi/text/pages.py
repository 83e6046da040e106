"""Page furniture: page numbers and running heads, which the printer put between the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from luoshi.source import Severity
from luoshi.text.findings import Finding, quoted
from luoshi.text.line_shapes import HEADING, LABELLED, TITLE_END
from luoshi.text.lines import Line

DASH = "[-—–－―─~·•∙_]"
PAGE_NUMBER = re.compile(rf"(?:{DASH} ?){{1,3}}[0-9IVXivx]{{1,4}} ?(?:{DASH} ?){{1,3}}$|[—－-] ?第 ?[0-9]+ ?页 ?[—－-]$")
PAGE_OF_PAGES = re.compile(
    r"第 ?[0-9一二三四五六七八九十]{1,4} ?页[ ，,/（(]{0,3}(?:共 ?[0-9一二三四五六七八九十]{1,4} ?页)?[)）]?$"
    r"|(?i:page) ?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?$"
)
FRACTION = re.compile(r"([0-9]{1,3}) ?/ ?([0-9]{1,3})$")
BARE_NUMBER = re.compile(r"[0-9]{1,4}$")
# Bare numbers are page numbers only where they count on, a page apart.
FEWEST_BARE = 3
LINES_APART = 10
# A running head comes on every page, or on every other one.
FEWEST_REPEATS = 3
REPEAT_SHARE = 0.4
LONGEST_HEAD = 80  # columns
EDGE_LINES = 2


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Finding]]:
    """Leave out page numbers and running heads, and say which."""
    numbers = page_numbers(lines)
    heads = running_heads(lines, numbers)
    gone = numbers | heads
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return kept, list(findings_of(lines, len(numbers), heads))


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Find page numbers: by their dress anywhere, bare ones where they count on."""
    found = {at for at, line in enumerate(lines) if not line.is_row and (PAGE_NUMBER.match(line.words) or PAGE_OF_PAGES.match(line.words))}
    fractions = [(at, match) for at, line in enumerate(lines) if not line.is_row and (match := FRACTION.match(line.words))]
    totals = Counter(match[2] for _, match in fractions)
    found |= {at for at, match in fractions if totals[match[2]] > 1 and int(match[1]) <= int(match[2])}
    return found | bare_numbers(lines)


def bare_numbers(lines: Sequence[Line]) -> set[int]:
    """Find lines of a single number that count on: 1, 2, 3 …, at the edges of pages, or as far apart as pages are."""
    edges = page_edges(lines, set())
    chain: list[int] = []
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.is_row or not BARE_NUMBER.match(line.words) or (edges and at not in edges):
            continue
        if chain and int(line.words) == int(lines[chain[-1]].words) + 1 and (edges or at - chain[-1] >= LINES_APART):
            chain.append(at)
        else:
            chain = [at]
        if len(chain) >= FEWEST_BARE:
            found.update(chain[-FEWEST_BARE:])
    return found


def page_edges(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Return the indexes of the first and last lines of every page; a page ends with its number where the source knows no pages."""
    opens = [at for at, line in enumerate(lines) if line.opens_page]
    borders = opens if len(opens) > 1 else sorted(numbers)
    edges: set[int] = set()
    for start, end in zip([0, *borders], [*borders, len(lines)], strict=True) if borders else ():
        page = [at for at in range(start, min(end, start + EDGE_LINES + 1)) if at not in numbers][:EDGE_LINES]
        page += [at for at in range(max(start, end - EDGE_LINES - 1), end) if at not in numbers][-EDGE_LINES:]
        edges.update(page)
    return edges


def running_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Find lines that come again at the edge of many pages. The first stays where it may be the title itself."""
    pages = max(sum(line.opens_page for line in lines), len(numbers))
    candidates = [at for at in sorted(page_edges(lines, numbers)) if may_be_head(lines[at])]
    repeats = Counter(lines[at].words for at in candidates)
    heads = {words for words, count in repeats.items() if count >= FEWEST_REPEATS and count >= REPEAT_SHARE * pages}
    found = {at for at in candidates if lines[at].words in heads}
    titles: dict[str, int] = {}
    for at, line in enumerate(lines):
        if line.words in heads and TITLE_END.search(line.words):
            titles.setdefault(line.words, at)
    return found - set(titles.values())


def may_be_head(line: Line) -> bool:
    """Say whether a line may be a running head: short, no sentence, no numbered heading, no labelled line, no row."""
    if HEADING.match(line.words) or LABELLED.match(line.words):
        return False
    return not line.is_row and line.width <= LONGEST_HEAD and line.words[-1] not in "。；;：:，、"


def findings_of(lines: Sequence[Line], numbers: int, heads: Iterable[int]) -> Iterator[Finding]:
    """Say what was left out."""
    if numbers:
        yield Finding("text.page-numbers", Severity.NOTE, f"已略去{numbers}处页码。")
    counts = Counter(lines[at].words for at in heads)
    if counts:
        words = "、".join(quoted(words) for words in counts)
        yield Finding("text.running-heads", Severity.NOTE, f"已略去每页重复的页眉页脚{counts.total()}处：{words}。")
