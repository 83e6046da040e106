"""What the words of a document say and no row of its draft holds: figures of rewards, and who is excluded or has to pay back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TypeVar

from luoshi.commitments.nodes import Reading, Reward
from luoshi.programme.check.nodes import parts_of
from luoshi.programme.check.yearly import how_to_limit
from luoshi.programme.limit_words import LONGEST, MOST_FIGURES, PAUSES, limits_in
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.propose.limits import ToCheck, to_check
from luoshi.programme.propose.sentences import Sentence, sentences_of
from luoshi.programme.rows import Confirmed, Row
from luoshi.programme.rules import Staged, Tiers
from luoshi.source import Span
from luoshi.values.money import FEN_PER_YUAN, fen_of
from luoshi.values.quantities import Quantity, find_quantities, percent_of, share_units

EXCLUSION = re.compile(
    r"不予(?:支持|奖补|奖励|补助|补贴|资助|扶持|兑现|兑付|享受)|不(?:得|能|可)(?:再)?(?:享受|申报|申请)|取消[^，。；]{0,12}资格|追回|收回[^，。；]{0,8}(?:资金|奖|补)"
)
# What has to be over before anything is paid; 认定 and 复审 are matters of their own.
STEP = re.compile(
    r"(?:通过|经|完成)[^，。；、的]{0,6}?(?:验收|评审|审核|鉴定|考核)(?:合格|通过)?|(?:验收|评审|审核|鉴定|考核)(?:合格|通过)"
)
# In hundredths.
PERCENT = {"%": 1, "个百分点": 1, "百分点": 1, "倍": 100, "成": 10}
STRETCHES = {"年", "个月", "周岁", "岁"}
FIRST_YEAR = 1900
# A sentence that is repeated over and over would name all of its rows each time.
MOST_ROWS = 20
BARE_SCALES = {"万", "亿", "千万", "百万"}
T = TypeVar("T")
DOUBTED = Decimal("0.8")
HINTS = {
    True: "是限额的写在 caps：per 写按什么算（主体 applicant、项目 project），每年的加 within: year；不用写的，从这里删去",
    False: "是条件的写 if，是限额的写 caps；不用写的，从这里删去",
}


@dataclass(frozen=True, slots=True)
class Unused:
    """Words of a reward that its rule does not use, the rows that they belong to, and the doubt that stands in those."""

    check: ToCheck
    rows: tuple[str, ...]
    doubt: str


# --- who gets nothing -------------------------------------------------------------------------------------------------------------


def exclusions(reading: Reading) -> Iterator[ToCheck]:
    """Yield what excludes or pays back and stands in no row but a reward's, whose rule does not hold it either; nothing without rewards."""
    if not any(isinstance(one, Reward) for one in reading.commitments):
        return
    rows = _by_clause((one.clause, one.span) for one in reading.commitments if not isinstance(one, Reward))
    for sentence in sentences_of(reading.policy):
        for part in sentence.parts():
            found = EXCLUSION.search(part.of(sentence.chars))
            if found and not _meets(Span(part.start + found.start(), part.start + found.end()), rows.get(sentence.clause, ())):
                message = f"这里说了“{found.group()}”，没有写进规则"
                hint = "能从表里判断的，写进各条的 if，如 not: {fact: …, is: true}；不能的，兑付前逐家核对"
                yield to_check("programme.exclusion", sentence, part, message, hint)


def _by_clause(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Gather by clause, so that a long document is not gone through again for each of its sentences."""
    found: dict[str, list[T]] = {}
    for clause, one in pairs:
        found.setdefault(clause, []).append(one)
    return found


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in others)


# --- figures that no rule uses ----------------------------------------------------------------------------------------------------


def unused_figures(reading: Reading, draft: Programme) -> Iterator[Unused]:
    """Yield the words of rewards whose amounts, rates and counts no row of their clause uses, each comma to comma once."""
    rewards = _by_clause((one.clause, one) for one in reading.commitments if isinstance(one, Reward))
    others = _by_clause((one.clause, one.span) for one in reading.commitments if not isinstance(one, Reward))
    told = _by_clause((one.clause or "", span) for one in reading.diagnostics for span in one.spans)
    rows = _by_clause(
        (clause, row) for row in (*draft.rewards, *draft.caps) for clause in {row.clause, *(place.clause for place in row.also)}
    )
    used = {clause: {number for row in rows[clause] for number in _numbers(row)} for clause in rewards if clause in rows}
    for sentence in sentences_of(reading.policy):
        here = _near(sentence, rewards.get(sentence.clause, []))
        beside = others.get(sentence.clause, [])
        is_of_reward = _meets(sentence.span, (reward.span for reward in here))
        if here and sentence.clause in used and (is_of_reward or not _meets(sentence.span, [*beside, *told.get(sentence.clause, ())])):
            yield from _in_sentence(sentence, here, beside, used[sentence.clause], rows[sentence.clause])


def unused_steps(reading: Reading, draft: Programme) -> Iterator[Unused]:
    """Yield the steps that the words of a reward ask for (通过验收的项目) where its pattern names no stage and no appraisal."""
    sentences = _by_clause((one.clause, one) for one in sentences_of(reading.policy))
    rows = _by_clause((row.clause, row) for row in draft.rewards if not _names_a_step(row))
    for reward in reading.commitments:
        step = STEP.search(reward.trigger) if isinstance(reward, Reward) else None
        if isinstance(reward, Reward) and step is not None:
            sentence = next((one for one in sentences.get(reward.clause, ()) if one.span.meets(reward.span)), None)
            if sentence is not None:
                yield from (_unused_step(sentence, step.group(), row) for row in _rows([reward], rows.get(reward.clause, [])))


def _unused_step(sentence: Sentence, step: str, row: RewardRow) -> Unused:
    at = sentence.words.find(step)
    words = sentence.part(at, at + len(step)) if at >= 0 else sentence.span
    hint = "要等这一步才给的，在 when 里写 stage（与事项表“阶段”一列填的一致）；不用写的，从这里删去"
    check = to_check("programme.unused-words", sentence, words, f"“{row.id}”的规则没有用到“{step}”", hint)
    return Unused(check, (row.id,), f"“{step}”没有写进规则")


def _names_a_step(row: RewardRow) -> bool:
    return isinstance(row.formula, Staged) or (row.when is not None and (row.when.stage is not None or row.when.grade is not None))


def _near(sentence: Sentence, rewards: Sequence[Reward]) -> list[Reward]:
    """Return the rewards of a sentence, else the last before it; `rewards` stand in the order of the document."""
    end = bisect_left(rewards, sentence.span.end, key=lambda reward: reward.span.start)
    start = end
    while start > 0 and rewards[start - 1].span.meets(sentence.span):
        start -= 1
    return list(rewards[start:end] or rewards[max(end - 1, 0) : end])


def _in_sentence(
    sentence: Sentence, rewards: Sequence[Reward], others: Sequence[Span], used: set[Decimal], rows: Sequence[Confirmed]
) -> Iterator[Unused]:
    last = -1
    for quantity in _figures(sentence.words):
        span = sentence.part(quantity.start, quantity.end)
        start, end = _segment(sentence.words, quantity)
        owners = [reward for reward in rewards if reward.span.meets(span)]
        if start == last or _values(quantity) & used or (not owners and _meets(span, others)):
            continue
        last = start
        found = _rows(owners or rewards[-1:], rows)
        if found:
            words = sentence.part(start, end)
            message = f"{''.join(f'“{row.id}”' for row in found[:3])}的规则没有用到这里的数"
            check = to_check("programme.unused-words", sentence, words, message, _hint(sentence.words, start, found[0]))
            yield Unused(check, tuple(row.id for row in found), f"“{words.of(sentence.chars)}”里的数没有写进规则")


def _rows(rewards: Sequence[Reward], rows: Sequence[Confirmed]) -> list[RewardRow]:
    """Return the rows of some rewards; those of a tier stand in the row of the first, which quotes them."""
    known = [row for row in rows if isinstance(row, RewardRow)]
    said = {(one.quote, one.trigger) for one in rewards}
    of_itself = (row for row in known if (row.quote, row.trigger) in said)
    return list(islice(of_itself, MOST_ROWS)) or [row for row in known if any(_quotes(row, one) for one in rewards)]


def _quotes(row: RewardRow, reward: Reward) -> bool:
    places = [(row.clause, row.quote), *((place.clause, place.quote) for place in row.also)]
    return any(clause == reward.clause and reward.quote in (quote or "") for clause, quote in places)


def _hint(words: str, start: int, row: RewardRow) -> str:
    limit = next((limit for limit in limits_in(words) if limit.start == start), None)
    if limit is not None and limit.is_count and (limit.is_yearly or limit.is_ever or limit.of == "applicant"):
        return f"{how_to_limit(row, limit)}；不用写的，从这里删去"
    return HINTS[limit is not None]


def _segment(words: str, quantity: Quantity) -> tuple[int, int]:
    start = max(words.rfind(mark, 0, quantity.start) for mark in PAUSES) + 1
    ends = (at for mark in PAUSES if (at := words.find(mark, quantity.end)) >= 0)
    return start, min(ends, default=len(words))


def _figures(words: str) -> Iterator[Quantity]:
    """Yield amounts, shares, counts and stretches of years; neither dates nor the numbers of clauses, nor 一 in 一次性."""
    text = words[:LONGEST]
    for quantity in islice(share_units(text, find_quantities(text)), MOST_FIGURES):
        is_date = quantity.is_time and (quantity.unit not in STRETCHES or quantity.low >= FIRST_YEAR)
        is_word = quantity.is_chinese and quantity.low <= 1
        if quantity.unit and not is_date and not is_word and text[max(quantity.start - 1, 0)] != "第":
            yield quantity


def _values(quantity: Quantity) -> set[Decimal]:
    """Return the figures as a file would hold them: yuan, hundredths, or the number itself."""
    numbers = [number for number in (quantity.low, quantity.high) if number is not None]
    if quantity.is_share and quantity.unit in PERCENT:
        return {number * PERCENT[quantity.unit] for number in numbers}
    if quantity.counter == "元" or quantity.unit in BARE_SCALES:
        values = set()
        for number in numbers:
            with suppress(ValueError):
                values.add(Decimal(fen_of(number, quantity.unit)) / FEN_PER_YUAN)
        return values
    return set(numbers)


def _numbers(row: Row) -> Iterator[Decimal]:
    """Yield all numbers that a rule holds: money in yuan, rates in hundredths; of stages and bands also how many, and what they come to."""
    for _, part in parts_of(row, ()):
        for name in type(part).model_fields:
            match getattr(part, name):
                case bool():
                    continue
                case int() | Decimal() as number if name != "confidence":
                    yield Decimal(number)
                case Fraction() as rate:
                    yield percent_of(rate)
        if isinstance(part, Staged):
            yield from (Decimal(len(part.stages)), sum((stage.amount_yuan for stage in part.stages), Decimal(0)))
        elif isinstance(part, Tiers):
            yield Decimal(len(part.tiers))


def with_doubts(draft: Programme, unused: Sequence[Unused]) -> Programme:
    """Return the draft with a doubt, and less confidence, in each row whose rule leaves figures of its words unused."""
    doubts: dict[str, list[str]] = {}
    for one in unused:
        for row in one.rows:
            doubts.setdefault(row, []).append(one.doubt)
    rows = [
        row.model_copy(update={"doubts": [*row.doubts, *doubts[row.id]], "confidence": min(row.confidence, DOUBTED)})
        if row.id in doubts
        else row
        for row in draft.rewards
    ]
    return draft.model_copy(update={"rewards": rows})
