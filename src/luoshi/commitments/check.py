"""What a reading has to admit: what it doubts, what contradicts itself, and which sentences gave nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.figures import value_words
from luoshi.commitments.identity import contradictions
from luoshi.commitments.nodes import Commitment, Duty, Kind, Reward, Target
from luoshi.commitments.segments import cut, mask
from luoshi.source import Diagnostic, Severity, Span
from luoshi.text.draft import CELL_BREAK as CELL
from luoshi.values.money import fen_of
from luoshi.values.quantities import find_quantities

# Verbs by which a document binds itself. Wishes (加强, 推动, 优化) bind nobody and are left out.
BINDING = re.compile(
    r"给予|予以(?:奖励|补助|支持)|奖励|奖补|补助|补贴|资助|确保|力争|达到|不少于|不低于|不超过|建立(?!健全以)|设立|制定|出台|完成|公示|备案|报送|兑现|牵头"
)
# These clauses say in what spirit, and bind nobody.
SPIRIT = re.compile(r"指导思想|原则|总体思路|重要意义|重大意义|总体部署")
# A cell that only holds a figure, and the longest cell of a head row.
FIGURE = re.compile(r"[≥≤＞＜>＜]?\s*\d[\d.,]*\s*[%％]?(?:以上|左右)?")
LONGEST_HEAD = 10
NAMED = re.compile(r"《[^》]{0,120}》|“[^”]{0,60}”|〔\d{4}〕\d*号?|第[一二三四五六七八九十\d]+[条章节款项届次批]")


def check_reading(context: Context, commitments: Sequence[Commitment]) -> list[Diagnostic]:
    """Return the diagnostics of pass 2, in document order."""
    found = [*doubts(commitments), *clashes(commitments), *unread(context, commitments), *unread_tables(context, commitments)]
    return sorted(found, key=lambda d: (d.spans[0].start if d.spans else 0, d.code))


def doubts(commitments: Sequence[Commitment]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each commitment that may be read wrongly or that the text leaves open."""
    for commitment in commitments:
        if commitment.doubts:
            yield Diagnostic(
                "commitment.doubtful",
                Severity.WARNING if commitment.confidence < 0.6 else Severity.NOTE,
                f"{commitment.kind.label}：{'；'.join(commitment.doubts)}。",
                (commitment.span,),
                commitment.clause,
                "请对照原文确认。",
            )


def clashes(commitments: Sequence[Commitment]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each pair of targets whose numbers contradict each other."""
    for first, second in contradictions(commitments):
        one, other = commitments[first], commitments[second]
        assert isinstance(one, Target)
        assert isinstance(other, Target)
        yield Diagnostic(
            "commitment.contradiction",
            Severity.WARNING,
            f"“{one.indicator}”两处数值不一致：{one.clause}为{value_words(one)}，{other.clause}为{value_words(other)}。",
            (one.span, other.span),
            other.clause,
            "请确认以哪一处为准。",
        )


def unread(context: Context, commitments: Sequence[Commitment]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each sentence with a number or a binding verb from which nothing was read.

    A task's own words are covered by the duty; a number in them is not.
    """
    limited: dict[str, list[Reward]] = {}
    for commitment in commitments:
        if isinstance(commitment, Reward) and (commitment.cap_fen is not None or commitment.note):
            limited.setdefault(commitment.clause, []).append(commitment)
    numbers = Cover([c for c in commitments if c.kind is not Kind.DUTY])
    anything = Cover(commitments, with_units=True)
    for sentence in context.sentences:
        if not context.commits(sentence.clause) or is_head_row(sentence):
            continue
        parts = (part for part in parts_of(sentence) if has_number(part) and not numbers.meets(part))
        if silent := [part for part in parts if not says_limit(part, limited.get(sentence.clause.path, ()))]:
            yield _unread(silent[0], "有数字", "commitment.unread-number")
        elif (
            not sentence.is_heading
            and not SPIRIT.search(sentence.clause.heading)
            and BINDING.search(NAMED.sub("", sentence.text))
            and not anything.meets(sentence)
        ):
            yield _unread(sentence, "有承诺用语", "commitment.unread-words")


def says_limit(part: Sentence, rewards: Sequence[Reward]) -> bool:
    """Say whether some words only hold a limit that a reward of the same clause has taken over, as its cap or its note."""
    if any(part.text.strip() in reward.note for reward in rewards):
        return True
    try:
        sums = [fen_of(q.low, q.unit) for q in find_quantities(part.text) if q.is_money]
    except ValueError:  # another currency, a tenth of a fen
        return False
    return bool(sums) and {*sums} <= {reward.cap_fen for reward in rewards}


def parts_of(sentence: Sentence) -> Iterator[Sentence]:
    """Yield what stands between commas and semicolons outside quotes and brackets: one number that was read hides no other."""
    for segment in cut(mask(sentence.text)):
        words = sentence.text[segment.start : segment.end]
        yield Sentence(sentence.clause, sentence.part(segment.start, segment.end), words, sentence.is_heading)


def unread_tables(context: Context, commitments: Sequence[Commitment]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each table with figures of which no row was read, as where it has lost its head."""
    anything = Cover(commitments, with_units=True)
    for _, group in groupby((s for s in context.sentences if CELL in s.text), key=lambda s: s.clause.path):
        rows = list(group)
        figured = [row for row in rows if any(FIGURE.fullmatch(cell.strip()) for cell in row.text.split(CELL)[1:])]
        if len(figured) > 1 and not any(map(anything.meets, rows)) and context.commits(rows[0].clause):
            span = Span(figured[0].span.start, figured[-1].span.end)
            message = f"这张表有{len(figured)}行数字，没有读出承诺。"
            yield Diagnostic(
                "commitment.unread-table", Severity.NOTE, message, (span,), rows[0].clause.path, "请看是否漏读，表头是否完整。"
            )


def is_head_row(sentence: Sentence) -> bool:
    """Say whether a row of a table only names its columns: 序号 | 工作任务 | 牵头单位."""
    cells = [cell.strip() for cell in sentence.text.split(CELL)]
    return len(cells) > 1 and all(len(cell) <= LONGEST_HEAD and not re.search(r"\d", cell) for cell in cells)


def has_number(sentence: Sentence) -> bool:
    """Say whether a sentence counts something: a quantity that is no date and no part of a name."""
    plain = NAMED.sub(lambda found: "□" * len(found[0]), sentence.text)
    return any(q.unit and not q.is_time and not q.is_chinese for q in find_quantities(plain))


def _unread(sentence: Sentence, why: str, code: str) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, f"这句话{why}，没有读出承诺。", (sentence.span,), sentence.clause.path, "请看是否漏读。")


class Cover:
    """The stretches of a text that commitments were read from, for quick look-up."""

    def __init__(self, commitments: Sequence[Commitment], *, with_units: bool = False) -> None:
        found = [c.span for c in commitments]
        if with_units:
            found += [c.units_span for c in commitments if isinstance(c, Duty) and c.units_span is not None]
        spans = sorted((span.start, span.end) for span in found)
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in spans:
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def meets(self, sentence: Sentence) -> bool:
        """Say whether any stretch shares a character with the sentence."""
        at = bisect_right(self.starts, sentence.span.end - 1) - 1
        return at >= 0 and self.ends[at] > sentence.span.start
