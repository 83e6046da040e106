"""Lines that belong together whatever the layout: a title broken over lines, a bracket that the next line closes, a comma at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi.text.line_shapes import (
    ANNEX,
    ANNEX_LIST,
    DATE_LINE,
    DOCUMENT_NUMBER,
    HEADING,
    ISSUER_END,
    LABEL,
    NEVER_FIRST,
    SALUTATION,
    SUBTITLE,
    TITLE_END,
    ends_sentence,
    has_leaders,
    opened_brackets,
)
from luoshi.text.lines import Line

# A title with its issuers is printed on six lines at most, a bracket is closed within three.
TITLE_LINES = 6
SHORTEST_TITLE_LINE = 5  # characters, where it does not begin with 关于 or end like an issuer
BRACKET_LINES = 3
LONGEST_TITLE_LINE = 80  # columns
DANGLING = "，、,（(《〈“〔"
PARAGRAPH_START = re.compile("|".join(f"(?:{shape.pattern})" for shape in (HEADING, LABEL, ANNEX_LIST, ANNEX, DATE_LINE)))


def certain_joints(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that the next line certainly continues."""
    joints: set[int] = set()
    in_title_zone = True
    for at, line in enumerate(lines):
        in_title_zone = (in_title_zone or opens_title_zone(line)) and not closes_title_zone(line)
        if at in joints or line.is_row:
            continue
        reach = bracket_reach(lines, at) or (title_reach(lines, at) if in_title_zone else 0)
        joints.update(range(at, at + reach))
        if not reach and at + 1 < len(lines) and is_torn(line, lines[at + 1]):
            joints.add(at)
    return joints


def opens_title_zone(line: Line) -> bool:
    """Say whether a title may follow: behind the word 附件 or the date of a signature."""
    return bool(ANNEX.match(line.words) or DATE_LINE.match(line.words) or DOCUMENT_NUMBER.match(line.words))


def closes_title_zone(line: Line) -> bool:
    """Say whether the text proper has begun."""
    return ends_sentence(line.words) or line.is_row or bool(HEADING.match(line.words) or SALUTATION.match(line.words))


def is_torn(line: Line, following: Line) -> bool:
    """Say whether a paragraph cannot end or begin like this: `…、` before, `》…` behind the break."""
    if following.is_row or starts_paragraph(following):
        return False
    return line.words[-1] in DANGLING or following.words[0] in NEVER_FIRST


def starts_paragraph(line: Line) -> bool:
    """Say whether a line begins with what only a paragraph begins with."""
    return bool(PARAGRAPH_START.match(line.words))


def bracket_reach(lines: Sequence[Line], at: int) -> int:
    """Count the lines that follow until the brackets left open here are closed; 0 where none is open or nothing closes them."""
    opened = opened_brackets(lines[at].words)
    for reach, line in enumerate(lines[at + 1 : at + 1 + BRACKET_LINES] if opened else (), 1):
        if line.is_row or (starts_paragraph(line) and not LABEL.match(line.words)):  # （牵头单位：…；/责任单位：…）
            return 0
        opened = opened_brackets(line.words, opened)
        if not opened:
            return reach
    return 0


def title_reach(lines: Sequence[Line], at: int) -> int:
    """Count the lines that follow and belong to a title beginning here; 0 where none begins or it is whole.

    Example: `某某市人民政府办公室` / `关于印发科技创新` / `三年行动方案的通知` / `（试行）`.
    """
    reach = 0
    if is_title_part(lines[at]) and not is_whole_title(lines, at) and len(lines[at].words) >= SHORTEST_TITLE_LINE:
        reach = next((reach for reach, line in ahead(lines, at) if TITLE_END.search(line.words)), 0)
        parts = lines[at : at + reach]
        if not reach or any(breaks_title(line, following) for line, following in zip(parts, lines[at + 1 :], strict=False)):
            return 0
    following = lines[at + reach + 1] if at + reach + 1 < len(lines) else None
    if following and SUBTITLE.match(following.words) and TITLE_END.search(lines[at + reach].words) and is_title_part(lines[at]):
        reach += 1
    return reach


def is_whole_title(lines: Sequence[Line], at: int) -> bool:
    """Say whether a title ends with a line: it ends like one, and the next does not go on with `的通知`."""
    if at + 1 < len(lines) and lines[at + 1].words.startswith("的") and TITLE_END.search(lines[at + 1].words):
        return False
    return bool(TITLE_END.search(lines[at].words))


def ahead(lines: Sequence[Line], at: int) -> Iterator[tuple[int, Line]]:
    """Yield the lines that may continue a title, with their distance."""
    for reach, line in enumerate(lines[at + 1 : at + TITLE_LINES], 1):
        if not is_title_part(line):
            return
        yield reach, line


def is_title_part(line: Line) -> bool:
    """Say whether a line may be part of a title: short, without a full stop, no heading, label, date or number of a document."""
    words = line.words
    if line.is_row or line.width > LONGEST_TITLE_LINE or any(mark in words for mark in "。；;：:|") or words[0] in "（(【[":
        return False
    return not (starts_paragraph(line) or DOCUMENT_NUMBER.match(words) or has_leaders(words))


def breaks_title(line: Line, following: Line) -> bool:
    """Say whether a title cannot go on over this break: an issuer is followed by 关于 or by another issuer, else it is a signature."""
    return bool(ISSUER_END.search(line.words)) and not (following.words.startswith("关于") or ISSUER_END.search(following.words))
