"""How many columns a full line has, and whether line breaks are layout at all, told by the widths of the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from luoshi.text.line_shapes import CLAUSE_END, HEADING, ends_sentence
from luoshi.text.lines import Line

# Where line breaks are layout, full lines are of these columns, within a window, and few are wider.
NARROWEST, WIDEST = 36, 140
FULL_WINDOW = 8
FEWEST_FULL = 5
OVERLONG_SHARE = 0.1
# So many of the full lines stop in the middle of a sentence, and so many of all lines do or end in a comma.
STOPPED_SHARE = 0.5
TORN_SHARE = 0.25
MARGIN_SHARE = 0.15
FIRST_INDENT = 4
SLACK, HANG = 6, 3  # a full line may be this much shorter or longer: no mark may begin a line, some hang over


def measure_of(lines: Sequence[Line]) -> int | None:
    """Return the columns of a full line where line breaks are layout, None where a line is a paragraph.

    Full lines are of nearly one width, hardly any line is wider, and many lines stop in the middle of a sentence.
    """
    widths = Counter(line.width for line in lines if not line.is_row)
    top = fullest(widths)
    total = sum(width * count for width, count in widths.items())
    if sum(width * count for width, count in widths.items() if width > top + HANG) > OVERLONG_SHARE * total:
        return None
    full = [line for line in lines if top - FULL_WINDOW <= line.width <= top and not line.is_row]
    stopped = [line.width for line in full if is_prose(line) and not may_close(line)]
    torn = sum(line.words[-1] in "，、" for line in lines if line.width < top - FULL_WINDOW)
    if len(full) < FEWEST_FULL or len(stopped) < STOPPED_SHARE * len(full) or len(stopped) + torn < TORN_SHARE * len(lines):
        return None
    return max(margin_of(Counter(line.width for line in full)), max(stopped) - HANG)


def margin_of(widths: Mapping[int, int]) -> int:
    """Return the columns of a full line, given the widths of full lines: the greatest that is not rare, first lines being shorter."""
    least = MARGIN_SHARE * sum(widths.values())
    for top in sorted(widths, reverse=True):
        near = {width: widths[width] for width in range(top - 2, top + 1) if width in widths}
        if sum(near.values()) >= least:
            return max(near, key=lambda width: near[width])
    raise ValueError("no widths")


def fullest(widths: Mapping[int, int]) -> int:
    """Return the upper end of the narrow stretch of widths that holds most of the text."""
    return max(
        range(NARROWEST, WIDEST),
        key=lambda top: sum(width * widths.get(width, 0) for width in range(top - FULL_WINDOW, top + 1)) if top in widths else 0,
    )


def is_prose(line: Line) -> bool:
    """Tell a line of sentences from an entry of a list, whose entries may all be of one width too."""
    return any(mark in line.words for mark in "，。、；：,;")


def may_close(line: Line) -> bool:
    """Say whether a paragraph may close with the last mark of this line."""
    return ends_sentence(line.words) or line.words[-1] in CLAUSE_END


def widest(lines: Sequence[Line]) -> int:
    """Return the columns of a full line where breaks are known to be layout."""
    widths = sorted(line.width for line in lines if not line.is_row)
    return measure_of(lines) or (widths[int(len(widths) * 0.95)] if widths else 0)


def indent_of(lines: Sequence[Line], measure: int) -> int | None:
    """Return by how many columns first lines are set in, told by the numbered ones that are full; None where there are none."""
    widths = [line.width for line in lines if HEADING.match(line.words)]
    short = sum(measure - SLACK <= width < measure - 2 for width in widths)
    full = sum(measure - 2 <= width <= measure + HANG for width in widths)
    return None if short == full else FIRST_INDENT if short > full else 0
