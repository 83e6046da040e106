"""Limits that the words plainly set beside what was read: 累计不超过100万元 of a reward, 同一年度总额不超过200万元 of all of them.

Each one proposed is told in `to_check`: a person has the last word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.commitments.nodes import Kind, Reading, Reward
from luoshi.programme.limit_words import IN_ALL, Limit, limits_in
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.propose.figures import amount_of
from luoshi.programme.propose.sentences import Sentence, sentences_of
from luoshi.programme.support import Cap, SharedCap
from luoshi.source import Span
from luoshi.values.money import fen_of

OF_ALL = re.compile(r"本(?:措施|政策|办法|意见|方案|细则|规定|通知|文件|若干)")
OF_NO_APPLICANT = re.compile(r"(?:项目|工程|课题|平台|中心|基地|实验室|团队|产品|成果)$")
CODE = "programme.cap-proposed"
LABEL = "每个主体全年合计"


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Something to look at, with where its words stand."""

    span: Span
    row: dict[str, object]


def to_check(code: str, sentence: Sentence, words: Span, message: str, hint: str) -> ToCheck:
    """Return an entry of `to_check` in the shape of a diagnostic."""
    row: dict[str, object] = {"code": code, "severity": "note", "clause": sentence.clause, "message": message}
    return ToCheck(words, row | {"words": [shortened(words.of(sentence.chars))], "hint": hint})


def shortened(words: str, limit: int = 60) -> str:
    """Cut words short: a second copy of a document would otherwise write the document again."""
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def with_limits(reading: Reading, draft: Programme) -> tuple[Programme, list[ToCheck]]:
    """Return the draft with the limits that are certain, and what to check of each."""
    rewards: dict[str, list[Reward]] = {}
    for one in reading.of(Kind.REWARD):
        if isinstance(one, Reward):
            rewards.setdefault(one.clause, []).append(one)
    rows = {row.id: row for row in draft.rewards}
    rows_of: dict[str, list[str]] = {}
    for row in draft.rewards:
        rows_of.setdefault(row.clause, []).append(row.id)
    caps: list[SharedCap] = []
    checks: list[ToCheck] = []
    numbers: Counter[str] = Counter()
    for sentence in sentences_of(reading.policy):
        beside = rewards.get(sentence.clause, [])
        for limit, amount in _amounts(sentence):
            words = sentence.part(limit.start, limit.end)
            ids = rows_of.get(sentence.clause, [])
            if len(ids) == 1 and _is_for_life(limit, rows[ids[0]]):
                capped = _with_cap(rows[ids[0]], amount)
                if capped == rows[ids[0]] and any(sentence.span.meets(reward.span) for reward in beside):
                    continue  # the sentence was read as a whole
                rows[ids[0]] = capped
                message = f"“{ids[0]}”照这句话写成了每个主体累计的限额"
                checks.append(to_check(CODE, sentence, words, message, "对的不必改；按项目、平台等算的，改 caps 里的 per"))
            elif rewards and _is_for_all(limit, sentence, beside):
                numbers[sentence.clause] += 1
                cap = _shared(f"cap:{sentence.clause}:{numbers[sentence.clause]}", sentence, amount)
                caps.append(cap)
                message = f"“{cap.id}”照这句话写成了各条奖补合计、每个主体每年的限额"
                checks.append(to_check(CODE, sentence, words, message, "对的不必改；只管其中几条的，改 rewards"))
    return draft.model_copy(update={"rewards": list(rows.values()), "caps": [*draft.caps, *caps]}), checks


def is_proposed_cap(cap: SharedCap) -> bool:
    """Say whether a shared cap is of the kind that a draft proposes, untouched but for its amount."""
    said = (cap.label, cap.per, cap.within, cap.rewards, cap.implied, cap.note)
    return cap.id.startswith("cap:") and said == (LABEL, "applicant", "year", ["all"], ["rewards"], None)


def _amounts(sentence: Sentence) -> Iterator[tuple[Limit, Decimal]]:
    for limit in limits_in(sentence.words):
        if limit.quantity.counter == "元" and limit.quantity.high is None:
            amount = amount_of(_fen(limit))
            if amount is not None:
                yield limit, amount


def _fen(limit: Limit) -> int | None:
    try:
        return fen_of(limit.quantity.low, limit.quantity.unit)
    except ValueError:
        return None


def _is_for_life(limit: Limit, row: RewardRow) -> bool:
    return limit.is_ever and (limit.of == "applicant" or (not limit.of and OF_NO_APPLICANT.search(row.beneficiary) is None))


def _with_cap(row: RewardRow, amount: Decimal) -> RewardRow:
    """A scope that was only understood gives way to the one that is printed."""
    kept = [cap for cap in row.caps if not (cap.amount_yuan == amount and "caps" in row.implied)]
    if any(cap.amount_yuan == amount or (cap.per, cap.within) == ("applicant", "life") for cap in kept):
        return row
    return row.model_copy(update={"caps": [*kept, Cap(amount_yuan=amount, per="applicant")]})


def _is_for_all(limit: Limit, sentence: Sentence, beside: Sequence[Reward]) -> bool:
    """Of all rewards it speaks where it names the document, or stands where there are none."""
    in_all = limit.is_yearly and limit.of == "applicant" and IN_ALL.search(limit.words) is not None
    alone = not any(sentence.span.meets(reward.span) for reward in beside)
    names_all = OF_ALL.search(sentence.words) is not None or not beside
    return in_all and alone and names_all


def _shared(row_id: str, sentence: Sentence, amount: Decimal) -> SharedCap:
    return SharedCap.model_validate(
        {
            "id": row_id,
            "clause": sentence.clause,
            "quote": sentence.words,
            "implied": ["rewards"],
            "label": LABEL,
            "amount_yuan": amount,
            "per": "applicant",
            "within": "year",
            "rewards": ["all"],
        }
    )
