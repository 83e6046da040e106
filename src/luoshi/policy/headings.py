"""Heading or text: where the heading of a numbered paragraph ends and its body begins."""

from __future__ import annotations

import re

from luoshi.policy.numbering import Mark, Style
from luoshi.source import Span

# A heading that runs into its text is at most this long; one on a line of its own may be longer.
RUN_IN, ALONE = 40, 60
STOPS = "。！？"
OPENING, CLOSING = "“《（(", "”》）)"
SIGNS = re.compile(f"[{re.escape(OPENING + CLOSING)}{STOPS}:：;；]")
BRACKETED = re.compile(r"【([^】\n]{1,30})】|〔([^〕\n]{2,30})〕|[（(](?![一二三四五六七八九十\d]+[）)])([^（()）\n]{2,20})[）)](?=\S)")
SPACED = re.compile(r"([^\s，。；：,;:]{2,16})[ \t\u3000\u2002]+(?=[^\s（(])")
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[万亿]?元|%|％|‰|万|亿)|百分之")
# Words by which a sentence grants, rules or refers; a heading only names its matter.
RULING = re.compile(
    r"的[，,]|给予|应当|不得|可以按|是指|自[^。]{0,12}起|按照[^。]{4,}的|根据[^。]{2,}的|本(?:办法|方案|细则|规定|措施|政策|意见|规划|通知)"
)
# A lone sentence that begins so does something, whatever stands below it.
ACTING = re.compile("[对由凡经按在将把以]")
LEAD_IN = re.compile(r"(?:如下|下列[^，。]*|以下[^，。]*|包括|其中|之一|按[^，。]*标准|给予[^，。]*|的|为|有|是)$")
# Headings of every plan; a copy often runs the text straight into them.
STOCK = re.compile(
    r"(?:指导思想|基本原则|工作原则|总体要求|总体目标|工作目标|发展目标|主要目标|目标任务|发展现状|工作思路|总体思路|实施范围|适用范围|支持对象|扶持对象)"
    r"(?=(?:以习近平|坚持|到20\d\d年|深入|全面|按照|围绕|力争|通过|高举|紧紧|牢固)\S{20})"
)


def split_heading(chars: str, mark: Mark, end: int, *, followed: bool, titled: bool = True) -> tuple[Span, int]:
    """Find the heading of a numbered paragraph.

    Args:
        chars: The text.
        mark: The number that opens the paragraph.
        end: Where the paragraph ends.
        followed: True where text or lower clauses follow below, so that a lone sentence may be the heading.
        titled: False where the first sentence is text even when it is short, as in articles without titles.

    Returns:
        The span of the heading, empty where there is none, and where the body begins.
    """
    start = mark.after
    marked = _marked(chars, mark, end)
    if marked is not None:
        return marked
    stop = _first_stop(chars, start, end)
    words = chars[start:stop]
    if stop < end and chars[stop] in ":：" and _is_label(words):
        return Span(start, stop), stop + 1
    if not titled:
        return _none(start)
    if stop == end:
        return _whole_line(chars, start, end, followed)
    alone = not chars[stop + 1 : end].strip()
    if chars[stop] not in STOPS or (alone and (not followed or ACTING.match(words))):
        return _none(start)
    return (Span(start, stop), stop + 1) if _is_heading(words) else _none(start)


def _marked(chars: str, mark: Mark, end: int) -> tuple[Span, int] | None:
    """Read a heading that brackets, spaces or its own words set off: 第七条【…】, 第五条 适用范围 本办法…, （一）指导思想以…"""
    found: re.Match[str] | None = None
    if mark.style is Style.ARTICLE:
        found = BRACKETED.match(chars, mark.after, end) or SPACED.match(chars, mark.after, end)
    found = found or STOCK.match(chars, mark.after, end)
    if found is None:
        return None
    span = Span(*found.span(found.lastindex or 0))
    return span, found.end()


def _none(start: int) -> tuple[Span, int]:
    return Span(start, start), start


def _first_stop(chars: str, start: int, end: int) -> int:
    """Find the sign that ends the first sentence or the label before it, outside quotes and brackets; `end` where there is none near."""
    quoted = 0
    for found in SIGNS.finditer(chars, start, min(end, start + ALONE * 2)):
        sign = found[0]
        if sign in OPENING:
            quoted += 1
        elif sign in CLOSING:
            quoted = max(0, quoted - 1)
        elif not quoted:
            return found.start()
    return end


def _whole_line(chars: str, start: int, end: int, followed: bool) -> tuple[Span, int]:
    """Take a short line without a full stop for a heading as a whole."""
    words = chars[start:end].rstrip()
    if not words or len(words) > (ALONE if followed else RUN_IN) or words[-1] in "；;，,、":
        return _none(start)
    # An amount at the end of a list says something; above a text of its own it may be the heading: 研发投入强度达到3%以上.
    if AMOUNT.search(words) and (not followed or re.search("[，,；;]", words)):
        return _none(start)
    return Span(start, start + len(words)), end


def _is_label(words: str) -> bool:
    """Say whether the words before a colon name what follows, as 申报条件 does."""
    plain = 1 < len(words) <= 16 and not re.search("[，,、]", words)
    return plain and not any(pattern.search(words) for pattern in (LEAD_IN, RULING, AMOUNT))


def _is_heading(words: str) -> bool:
    """Say whether a first sentence names its clause instead of already saying something."""
    if not words or len(words) > RUN_IN or len(re.findall("[，,]", words)) > 2:
        return False
    return not AMOUNT.search(words) and not RULING.search(words)
