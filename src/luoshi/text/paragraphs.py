"""Printed lines to paragraphs: which line breaks are layout, found by the cheapest division of the lines into full printed lines."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.text.line_shapes import (
    AFTER_SALUTATION,
    ANNEX,
    CLAUSE_END,
    CLOSERS,
    CLOSING_WORDS,
    DATE_LINE,
    DOCUMENT_NUMBER,
    ISSUER_END,
    NEVER_FIRST,
    OPENERS,
    SALUTATION,
    SENTENCE_END,
    TITLE_END,
    UNFINISHED,
    ends_sentence,
    has_leaders,
)
from luoshi.text.lines import Line
from luoshi.text.measure import FIRST_INDENT, HANG, SLACK, indent_of, measure_of, widest
from luoshi.text.numbering import headings_in_order
from luoshi.text.titles import certain_joints, starts_paragraph


def joints_of(lines: Sequence[Line], wrapped: bool | None) -> list[str]:
    """Say what stands between each line and the next: a line break, nothing, or a space between two Latin words."""
    joined = certain_joints(lines)
    # Printed lines are also pasted into Word files and web pages, where each becomes a paragraph of its own.
    measure = widest(lines) if wrapped else measure_of(lines)
    if measure:
        joined = Division(lines, joined, measure, is_laid_out=bool(wrapped)).joints()
    return [joint(lines[at], lines[at + 1]) if at in joined else "\n" for at in range(len(lines) - 1)]


def joint(line: Line, following: Line) -> str:
    """Return what stands between two lines of one paragraph."""
    before, behind = line.words[-1], following.words[0]
    return " " if before.isascii() and behind.isascii() and before.isalpha() and behind.isalpha() else ""


# What a decision costs. The numbers only rank the cases; each was set by looking at printed pages.
TORN = 30.0  # a paragraph that ends in a comma or begins with one
AGAINST_NUMBER = 20.0  # a heading number inside a paragraph
AGAINST_LAYOUT = 25.0  # a blank line or an indent inside a paragraph
AGAINST_ROOM = 8.0  # a line that a page leaves short in the middle of a sentence, before a number too long for it
NO_SEAM = 12.0  # two pieces of one printed line that are not cut at a punctuation mark
SHORT_COLUMN = 0.6  # a line that stops a column before the margin though its paragraph goes on
FULL_END = 0.5  # a paragraph whose last line happens to be full
SENTENCE, BRACKET, CLAUSE = 1.5, 3.0, 4.0  # a paragraph that ends in 。, in ）, in ；
NOT_SET_IN = 3.0  # a first line that fills the whole width though first lines are set in
REMARK = 3.0  # a paragraph that begins with a bracket, which mostly belongs to the words before it
BARE, BARE_MIDST = 4.0, 15.0  # one of a single line that ends in no mark, such as a title; any other, or one that reaches the margin
SEAM_BEFORE = UNFINISHED + SENTENCE_END + CLAUSE_END + CLOSERS
SEAM_BEHIND = OPENERS + NEVER_FIRST
MIN_INDENT = 2
MOST_STATES = 8
MOST_ISSUERS = 8


class Division:
    """The division of lines into printed lines and paragraphs, by dynamic programming over how full the printed line is.

    A PDF reader often cuts one printed line at its punctuation into several. So three things can stand between two lines: a paragraph
    break, the margin, or nothing.
    """

    def __init__(self, lines: Sequence[Line], certain: set[int], measure: int, *, is_laid_out: bool) -> None:
        """Prepare the division.

        Args:
            lines: The printed lines.
            certain: Indexes of lines that the next certainly continues.
            measure: Columns of a full line.
            is_laid_out: Whether the source knows where its lines stand on the page, and says so by blank lines before paragraphs.
        """
        self.lines = lines
        self.certain = certain
        self.measure = measure
        gaps = max(1, len(lines) - 1)
        blanks = sum(line.follows_blank for line in lines)
        self.blanks_tell = is_laid_out or blanks < 0.5 * gaps
        self.every_break_is_blank = is_laid_out and blanks > 0
        self.indents_tell = 0.02 * gaps < sum(line.indent >= MIN_INDENT for line in lines) < 0.6 * gaps
        self.indent = indent_of(lines, measure)
        torn = sum(line.words[-1] in "，、" and line.width < measure - 2 * SLACK for line in lines)
        self.same_line = 1.0 if torn > 0.03 * gaps else NO_SEAM
        signatures = signature_lines(lines)
        self.alone = [line.is_row or ((at in signatures or is_paragraph(line)) and at - 1 not in certain) for at, line in enumerate(lines)]
        self.starts = [starts_paragraph(line) for line in lines]
        self.counts_on = headings_in_order(lines)
        self.ends = [end_cost(line) for line in lines]

    def joints(self) -> set[int]:
        """Return the indexes of the lines that the next line continues."""
        states = {self.first_width(0): 0.0} if self.lines else {}
        trail: list[dict[int, tuple[int, bool]]] = []
        for at in range(len(self.lines) - 1):
            states, origins = self.step(at, states)
            trail.append(origins)
        filled = min(states, key=lambda reached: states[reached], default=0)
        joints = set()
        for at in range(len(trail) - 1, -1, -1):
            filled, joined = trail[at][filled]
            if joined:
                joints.add(at)
        return joints

    def step(self, at: int, states: dict[int, float]) -> tuple[dict[int, float], dict[int, tuple[int, bool]]]:
        """Go on from line `at` to the next: the cheapest ways to fill its printed line so far, and where each came from."""
        costs: dict[int, float] = {}
        origins: dict[int, tuple[int, bool]] = {}
        for filled, cost in states.items():
            for reached, extra, joined in self.moves(at, filled):
                if reached not in costs or cost + extra < costs[reached]:
                    costs[reached] = cost + extra
                    origins[reached] = filled, joined
        cheapest = sorted(costs, key=lambda reached: costs[reached])[:MOST_STATES]
        return {reached: costs[reached] - costs[cheapest[0]] for reached in cheapest}, origins

    def moves(self, at: int, filled: int) -> list[tuple[int, float, bool]]:
        """List what can stand behind a line when its printed line is filled so far: columns filled after it, cost, whether it joins."""
        if self.alone[at] or self.alone[at + 1]:
            return [(self.first_width(at + 1), 0.0, False)]
        line, following = self.lines[at], self.lines[at + 1]
        moves = []
        if at not in self.certain:
            first = self.first_width(at + 1)
            is_set_in = not self.indent or first > following.width
            moves.append((first, self.break_cost(at, filled) + (0.0 if is_set_in else NOT_SET_IN), False))
        against = self.join_cost(at, filled)
        if filled + following.width < self.measure + HANG:
            has_seam = line.words[-1] in SEAM_BEFORE or following.words[0] in SEAM_BEHIND
            moves.append((filled + following.width, against + (self.same_line if has_seam else NO_SEAM), True))
        moves.append((following.width, against + self.margin_cost(filled), True))
        return moves

    def first_width(self, at: int) -> int:
        """Count the columns that the first line of a paragraph fills, with the indent that the source does not show."""
        width = self.lines[at].width
        indent = FIRST_INDENT if self.indent is None else self.indent
        return width + indent if width + indent <= self.measure + HANG else width

    def is_full(self, filled: int) -> bool:
        """Say whether a printed line reaches the margin."""
        return self.measure - SLACK <= filled <= self.measure + HANG

    def margin_cost(self, filled: int) -> float:
        """Price a line that stops here though its paragraph goes on; one that is wider than the page is a paragraph of its own."""
        return NO_SEAM if filled > self.measure + HANG else SHORT_COLUMN * max(0, self.measure - filled)

    def join_cost(self, at: int, filled: int) -> float:
        """Price going on with the paragraph."""
        if at in self.certain:
            return 0.0
        cost = 0.0
        if self.shows_break(at + 1):
            cost = AGAINST_ROOM if self.is_mid_sentence(at) and self.lines[at + 1].indent < MIN_INDENT else AGAINST_LAYOUT
        is_number = at + 1 in self.counts_on or (self.starts[at + 1] and self.may_end(at, filled))
        return cost + AGAINST_NUMBER if is_number else cost

    def break_cost(self, at: int, filled: int) -> float:
        """Price a paragraph break."""
        line, following = self.lines[at], self.lines[at + 1]
        if line.words[-1] in UNFINISHED or following.words[0] in NEVER_FIRST:
            return TORN
        if at + 1 in self.counts_on:
            return 0.0
        if self.shows_break(at + 1):
            return BARE_MIDST if self.is_mid_sentence(at) and not self.starts[at + 1] else 0.0
        if self.starts[at + 1]:
            return 0.0 if self.may_end(at, filled) else BARE_MIDST
        if line.words[-1] in ":：" and (SALUTATION.match(line.words) or AFTER_SALUTATION.match(following.words)):
            return 0.0
        if self.every_break_is_blank:
            return BARE_MIDST
        cost, full = self.ends[at], self.is_full(filled)
        if cost == SENTENCE and CLOSING_WORDS.match(following.words):
            return 0.0
        if cost is not None:
            return cost + FULL_END * full + REMARK * (following.words[0] in "（(")
        if (not full and self.starts[at]) or (TITLE_END.search(line.words) and (not full or following.words[0] == "各")):
            return 0.0
        return BARE_MIDST if at and (full or filled != self.first_width(at)) else BARE

    def may_end(self, at: int, filled: int) -> bool:
        """Say whether a paragraph may well end with this line."""
        return self.ends[at] is not None or not self.is_full(filled) or self.starts[at] or at == 0

    def is_mid_sentence(self, at: int) -> bool:
        """Say whether a line of prose stops without a mark at its end, as no paragraph does."""
        return self.ends[at] is None and any(mark in self.lines[at].words for mark in "，。；,")

    def shows_break(self, at: int) -> bool:
        """Say whether the layout itself shows a paragraph break before a line."""
        return (self.blanks_tell and self.lines[at].follows_blank) or (self.indents_tell and self.lines[at].indent >= MIN_INDENT)


def is_paragraph(line: Line) -> bool:
    """Say whether a line is a paragraph by its shape: 附件, a date, a document's number, a row of a table of contents."""
    return any(shape.match(line.words) for shape in (ANNEX, DATE_LINE, DOCUMENT_NUMBER)) or has_leaders(line.words)


def end_cost(line: Line) -> float | None:
    """Price a paragraph that ends with this line by its last mark; None where it has none."""
    if ends_sentence(line.words):
        return SENTENCE
    return CLAUSE if line.words[-1] in CLAUSE_END else BRACKET if line.words[-1] in "）)】" else None


def signature_lines(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that name the issuers above a date."""
    signatures: set[int] = set()
    for at, line in enumerate(lines):
        before = at - 1
        while DATE_LINE.match(line.words) and before >= 0 and before >= at - MOST_ISSUERS and is_signature(lines[before]):
            signatures.add(before)
            before -= 1
    return signatures


def is_signature(line: Line) -> bool:
    """Say whether a line may be the name of an issuer: short, without marks, ending like one."""
    return bool(ISSUER_END.search(line.words)) and line.width <= 60 and not any(mark in line.words for mark in "，。；：:《")
