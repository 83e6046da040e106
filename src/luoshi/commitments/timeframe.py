"""When a statement holds: the due date, the rhythm and the tense that a sentence sets for what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from luoshi.commitments.context import Context
from luoshi.values.dates import Calendar, Found, find_dates
from luoshi.values.periods import PartialDate, Period

# A year that something is measured against (比2020年增长) is no due date.
COMPARED = re.compile(r"(?:比|较|相比|相较于?|对比|以|同比|在|自|从|由)[“‘]?$")
RISES_TO = re.compile(r"(?:提高|增加|增长|提升|上升|增|升|扩大|发展|压减|下降|降低|减少|降)(?:到|至)$")
# Dates inside the name or number of a document say nothing of the sentence.
NAMED = re.compile(r"《[^》]{0,120}》|〔\d{4}〕|[（(][^（）()]{0,20}发[^（）()]{0,20}号[）)]")
PAST = re.compile(
    r"截至|截止|(?<!由)(?<!从)目前|已经|已(?!有的|备案|认定|获|入)|迄今|过去|近年来|多年来|上年末|同期|以来|[一二三四五六七八九十\d]年来|^当前|^现阶段|取得了|形成了|实现了|建成了|翻了|荣获|历史新高|创历史|惠及(?![^，。；]*(?:以上|不少于|不低于|超过))|(?<!力争)(?<!每年)(?<!确保)兑现[^，。；]{0,14}(?:资金|奖励|补助|补贴)(?:共|约|达)?\d|仅为|仅占|不足[\d]|亟须|亟需|亟待"
)
FUTURE = re.compile(r"力争|争取(?![^，。；]{0,6}(?:项目|资金|上级|省级|国家))|确保|未来|今后|到20\d\d年|今年|将(?:达|建|形)|奋斗")
# Figures set against the year before are reports, unless the sentence looks ahead or grants something.
REPORTS = re.compile(r"惠及|累计投入|居全[省市国区旗县]|增速居|历史新高|同比|较上年|比上年|较去年|比去年|较同期")
AHEAD = re.compile(
    r"力争|争取|确保|目标|到20\d\d年|达到20\d\d年|预期|不少于|不低于"
    r"|\d[万亿]?[\u4e00-\u9fff]{1,2}以上|每年|给予|奖励|补助|补贴|资助|奖补|配套"
)


# The words that say how a date is meant stand no farther from it.
NEAR = 16
UNDATED = Period()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words so far say of time.

    Attributes:
        due: Period with `by` or a stretch, or empty where the text has said none.
        rhythm: `year`, `quarter` …, or None; holds for one sentence.
        is_past: The words tell of what has been done.
        is_implied: The due date was worked out (经过3年努力), not printed.
    """

    due: Period = UNDATED
    rhythm: str | None = None
    is_past: bool = False
    is_implied: bool = False

    @property
    def is_explicit(self) -> bool:
        """Say whether the text itself has set a date or a rhythm."""
        return self.due != UNDATED or self.rhythm is not None

    @property
    def period(self) -> Period:
        """The due date and the rhythm together."""
        return replace(self.due, every=self.rhythm)


def calendar_of(context: Context) -> Calendar:
    """Take what the document says of its own time."""
    return Calendar.of(context.policy.issued_on, context.policy.period)


def first_year(known: Calendar) -> int | None:
    """The first year in which a statement of this document can come true."""
    return known.term[0] if known.term else known.year


def is_report(text: str) -> bool:
    """Say whether a sentence reports: 技术合同成交额28亿元，较上年增长9%.

    Growth alone, without a year or a sum (同比增长15%), is asked for."""
    found = REPORTS.search(text)
    if found is None or AHEAD.search(text):
        return False
    return found[0] != "同比" or re.search(r"20\d\d年|\d[\d.]*(?!%|[\d.]|个百分点)[\u4e00-\u9fff]", text) is not None


def advance(frame: Frame, words: str, known: Calendar) -> Frame:
    """Carry the frame over one segment: the last time it names holds from there on.

    Example: 到2024年，全旗高新技术企业达到24家，…
    """
    is_past, lies_ahead = frame.is_past, False
    for found in find_dates(NAMED.sub(lambda name: "□" * len(name[0]), words), known):
        if found.period.every is not None:
            frame = replace(frame, rhythm=found.period.every)
        elif (due := _due(found, words)) is not None:
            last = due.by or due.until
            before = first_year(known)
            if last is not None and before is not None and last.year < before:
                is_past = True
            else:
                frame, is_past = replace(frame, due=due, rhythm=None, is_implied=found.implied), False
                lies_ahead = before is not None
    past = PAST.search(words)
    if past is not None and not (lies_ahead and past[0].startswith("截")):  # 截至2026年底 of a plan that begins in 2025
        is_past = True
    elif FUTURE.search(words):
        is_past = False
    return replace(frame, is_past=is_past)


def _due(found: Found, words: str) -> Period | None:
    """Turn a date into a due date, or None where it is only measured against or only begins something."""
    if COMPARED.search(words[max(0, found.start - NEAR) : found.start]) and not found.words.startswith(("到", "至")):
        return None
    behind, before = words[found.end : found.end + NEAR], words[max(0, found.start - NEAR) : found.start + 1]
    if re.match(r"的\s*\d", behind) and not RISES_TO.search(before):
        return None  # 由2020年的8家, 达到2024年的3倍; but 提高到2025年的2.2% is due in 2025
    period = found.period
    if period.until is not None:
        return Period(since=period.since, until=period.until)
    end = period.by or period.on
    return Period(by=_coarse(end)) if end is not None else None


def _coarse(date: PartialDate) -> PartialDate:
    """Drop the month of a year's end: 2025年底 and 2025年12月 are both 2025."""
    return PartialDate(date.year) if date.month == 12 else date
