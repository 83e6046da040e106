"""Heading or text: where the heading of a numbered paragraph ends and its body begins."""

from __future__ import annotations

import re

from luoshi.policy.numbering import Mark, Style
from luoshi.source import Span

# A heading that runs into its text is at most this long; one on a line of its own may be longer.
RUN_IN, ALONE = 40, 60
STOPS = "。！？"
BRACKETED = re.compile(r"\s*(?:【([^】\n]{1,30})】|〔([^〕\n]{2,30})〕|[（(]([^（()）\n]{2,20})[）)](?=\S))")
SPACED = re.compile(r"([^\s，。；：,;:]{2,16})[\s\u3000]+(?=\S)")
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[万亿]?元|%|％|‰|万|亿)")
# Words by which a sentence says something to be done for someone; a heading names, it does not grant.
CLAUSE_WORDS = re.compile(r"给予|应当|不得|可以按|是指|自.{0,12}起|按照|依据|根据.{2,}的|本(?:办法|方案|细则|规定|措施|政策|意见|规划)")
LEAD_IN = re.compile(r"(?:如下|下列|以下|包括|其中|条件之一|之一|标准|按.{1,12}|给予.{1,8}|的)$")


def split_heading(chars: str, mark: Mark, end: int, *, followed: bool) -> tuple[Span, int]:
    """Find the heading of a numbered paragraph.

    Args:
        chars: The text.
        mark: The number that opens the paragraph.
        end: Where the paragraph ends.
        followed: True where text or clauses of its own follow below, so that a lone sentence may be its heading.

    Returns:
        The span of the heading (empty where there is none) and where the body begins.
    """
    start = mark.after
    bracketed = BRACKETED.match(chars, start, end) if mark.style is Style.ARTICLE else None
    if bracketed:
        group = bracketed.lastindex or 1
        return Span(*bracketed.span(group)), bracketed.end()
    stop = _first_stop(chars, start, end)
    if stop == end:
        return _whole_line(chars, start, end, followed)
    words = chars[start:stop]
    alone = not chars[stop + 1 : end].strip()
    if chars[stop] in ";；":
        return _none(start)
    if chars[stop] in ":：":
        return (Span(start, stop), stop + 1) if _is_label(words, alone) else _none(start)
    if alone and not followed:
        return _none(start)
    return (Span(start, stop), stop + 1) if _is_heading(words) else _none(start)


def _none(start: int) -> tuple[Span, int]:
    return Span(start, start), start


def _first_stop(chars: str, start: int, end: int) -> int:
    """Find the full stop, or the colon before it, that ends the first sentence; `end` where the paragraph has none."""
    quoted = 0
    for at in range(start, min(end, start + ALONE * 2)):
        char = chars[at]
        if char in "“《（(":
            quoted += 1
        elif char in "”》）)":
            quoted = max(0, quoted - 1)
        elif not quoted and (char in STOPS or char in ":：;；"):
            return at
    return end


def _whole_line(chars: str, start: int, end: int, followed: bool) -> tuple[Span, int]:
    """A short line without a full stop is a heading as a whole."""
    words = chars[start:end].rstrip()
    limit = ALONE if followed else RUN_IN
    if not words or len(words) > limit or AMOUNT.search(words) or words[-1] in "；;，,、":
        return _none(start)
    return Span(start, start + len(words)), end


def _is_label(words: str, alone: bool) -> bool:
    """Say whether the words before a colon name what follows: `申报条件：`."""
    return 1 < len(words) <= 16 and not re.search("[，,、；;]", words) and not LEAD_IN.search(words) and not CLAUSE_WORDS.search(words)


def _is_heading(words: str) -> bool:
    """Say whether a first sentence names its clause instead of already saying something."""
    if not words or len(words) > RUN_IN or len(re.findall("[，,]", words)) > 2:
        return False
    return not AMOUNT.search(words) and not CLAUSE_WORDS.search(words)
