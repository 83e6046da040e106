"""Heads: the single grants of a sentence, each with its trigger, beneficiary, formula and, in the end, its cap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from luoshi.commitments.lexicon import either
from luoshi.commitments.members import LEVEL, own_level, split_members
from luoshi.commitments.nodes import Formula
from luoshi.commitments.reward.formula import formula_of
from luoshi.commitments.reward.marks import Mark
from luoshi.commitments.reward.parties import beneficiary_of, trim_trigger
from luoshi.commitments.reward.provisions import Provision, operator_start
from luoshi.commitments.reward.vocabulary import GIVE, SUPPORTS

# Words of giving inside a stretch that may hold a trigger: what is left without them is the trigger's own.
NOISE = re.compile(
    rf"{either(GIVE)}|{either(SUPPORTS)}|一次性|分别|再|另|额外|按照?|标准|每年|每月|最高|不超过|给|的|资金|人民币|可|将|各|均|为|连续"
    r"|\d+年|[一二三四五六七八九十]年|元|万|奖$|^奖"
)
GIVING_WORDS = re.compile(rf"{either(GIVE)}|一次性|分别|最高|不超过")
LEVEL_END = re.compile(rf"[，,]?{LEVEL.pattern}$")
YEAR_OF = re.compile(r"(?:第[一二三四五\d]年|[前后][一二三四五\d]年|次年|首年)(?:内)?")
YEAR_TAIL = re.compile(rf"[，,]?(?:自[^，。；]{{2,16}}起)?[，,]?{YEAR_OF.pattern}$")
SUPPORT_NOUN = re.compile(rf"[^，。；、,;\d]{{0,16}}?{either(SUPPORTS)}")

FLOOR_NOTE = "数额为下限"


@dataclass(slots=True)
class Head:
    """One grant.

    Attributes:
        start: Offset in the sentence of the words it is read from.
        end: Offset behind them.
        trigger: For what.
        beneficiary: Who gets it.
        formula: How much.
        cap_fen: Limit in fen, once one is laid over it.
        cap_words: The words of that limit.
        words: The words that may tell the years and whether it is given once.
        rule: The grammar rule.
        notes: What the fields cannot tell.
        doubts: Why it may be wrong.
        sentence: Number of the sentence in its clause.
        is_once: An introduction has said 一次性.
    """

    start: int
    end: int
    trigger: str
    beneficiary: str
    formula: Formula
    cap_fen: int | None = None
    cap_words: str = ""
    words: str = ""
    rule: str = ""
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    sentence: int = 0
    is_once: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What the words before have said, where a provision itself is silent: for what, for whom, on which base."""

    trigger: str = ""
    beneficiary: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Sums or rates that stand in one list (100万元、50万元和20万元).

    Attributes:
        marks: In order.
        after: Offset behind the sum before it in the same provision, or None for the first.
        until: Offset of the next sum, or the end of the provision.
    """

    marks: tuple[Mark, ...]
    after: int | None
    until: int


def grants_of(text: str, masked: str, provision: Provision, giving_at: int, trigger: str, carried: Carried) -> Iterator[Head]:
    """Yield the grants of one provision, list by list; a rate without a base goes on with that of the one before.

    Args:
        text: The sentence.
        masked: The same, quotes and brackets set aside.
        provision: One with grants.
        giving_at: Where the giving begins; the words before are the trigger.
        trigger: Trimmed.
        carried: What the words before the provision have said.
    """
    base = carried.base
    for run in _runs(masked, provision):
        for head in _of_run(text, masked, provision, run, giving_at=giving_at, trigger=trigger, carried=replace(carried, base=base)):
            base = head.formula.base or base
            yield head


def _runs(masked: str, provision: Provision) -> Iterator[Run]:
    """Group the grants of a provision into lists."""
    marks = sorted((*provision.grants, *provision.caps), key=lambda m: m.start)
    granted = set(map(id, provision.grants))
    at, after = 0, None
    while at < len(marks):
        if id(marks[at]) not in granted:
            after, at = marks[at].end, at + 1
            continue
        run = listed(masked, marks, at)
        run = run[: next((n for n, m in enumerate(run) if id(m) not in granted), len(run))]
        at += len(run)
        until = next((m.start for m in marks[at : at + 8] if id(m) in granted), provision.end)
        yield Run(tuple(run), after, until)
        after = run[-1].end


def listed(masked: str, marks: list[Mark], at: int) -> list[Mark]:
    """Return the marks from `at` on that stand in one list, sums with sums and rates with rates."""
    run = [marks[at]]
    for mark in marks[at + 1 : at + 40]:
        between = masked[run[-1].end : mark.start]
        if (run[-1].rate is None) != (mark.rate is None) or not re.fullmatch(r"(?:[/／]\w{1,4}|元|/年)?□*[、，,和及与或]{1,2}", between):
            break
        run.append(mark)
    return run


def _of_run(text: str, masked: str, provision: Provision, run: Run, *, giving_at: int, trigger: str, carried: Carried) -> Iterator[Head]:
    """Give each grant of one list its trigger."""
    first = run.marks[0]
    if run.after is not None:
        giving_at, trigger = _further(text, masked, run.after, first, trigger)
    giving = text[giving_at : first.start]
    trigger = trigger or trim_trigger(GIVING_WORDS.sub("", giving))
    members = _members(text, run.marks, giving, trigger)
    start = provision.start if run.after is None else run.after
    for mark, own in zip(run.marks, members or [trigger] * len(run.marks), strict=True):
        if first.item and not mark.item:
            mark = replace(mark, item=first.item)  # 每项分别奖励100万元、50万元
        beneficiary = beneficiary_of(own, giving, carried.beneficiary)
        head = Head(
            start=skip_marks(text, start),
            end=end_of_giving(text, mark, provision.end),
            trigger=own,
            beneficiary=beneficiary,
            formula=formula_of(text, mark, giving=giving, trigger=own, beneficiary=beneficiary, previous_base=carried.base),
            words=text[start : run.until],
            rule="respectively" if len(run.marks) > 1 else "grant",
        )
        _remark(head, mark, is_matched=bool(members))
        yield head


def _members(text: str, marks: tuple[Mark, ...], giving: str, trigger: str) -> list[str]:
    """Give each sum of a list its own trigger; empty where the words do not hold as many."""
    if len(marks) == 1:
        return [trigger]
    behind = [re.match(r"[（(](?P<which>[^（）()\d]{1,12})[）)]", text[m.end : m.end + 16]) for m in marks]
    if all(behind):
        return [f"{trigger}，{found['which']}" for found in behind if found]  # 50万元（国家级）、20万元（省级）
    return split_members(_list_words(giving, trigger), len(marks))


def _remark(head: Head, mark: Mark, *, is_matched: bool) -> None:
    """Note what the fields cannot tell, and doubt what the words do not bear out."""
    if not is_matched:
        head.doubts.append("并列的数额与并列的对象个数不一致")
    if mark.is_short:
        head.doubts.append("数额后缺“元”字")
    if mark.high_fen is not None:
        head.cap_fen = mark.high_fen
        head.notes.append(f"下限{(mark.low_fen or 0) // 100:d}元")
    if mark.floor:
        head.notes.append(FLOOR_NOTE)
    if mark.low_rate is not None:
        head.notes.append(f"比例下限{float(mark.low_rate * 100):g}%")


def skip_marks(text: str, start: int) -> int:
    """Move an offset behind punctuation and blanks."""
    while start < len(text) and text[start] in "，,、；;。：: \n　的":
        start += 1
    return start


def end_of_giving(text: str, mark: Mark, limit: int) -> int:
    """Take the noun of support behind a sum into the quote: 20万元[奖补]."""
    behind = SUPPORT_NOUN.match(text, mark.end, limit)
    return behind.end() if behind else mark.end


def _further(text: str, masked: str, after: int, mark: Mark, trigger: str) -> tuple[int, str]:
    """Find the trigger of a later grant of the same provision, between the sum before and this one.

    In …每项成果3万元奖补，形成产业化的，每项再给予2万元 it is 形成产业化.
    """
    separator = re.search(r"[，,、；;和及]", masked[after : mark.start])
    if separator is None:
        return after, trigger
    at = after + separator.end()
    giving_at = operator_start(masked, at, mark)
    own = trim_trigger(text[at:giving_at])
    if YEAR_OF.fullmatch(own):
        return giving_at, f"{YEAR_TAIL.sub('', trigger)}，{own}"
    if len(re.sub(r"\W", "", NOISE.sub("", own))) < 2:
        return giving_at, trigger
    if separator[0] in "、和及" or LEVEL.fullmatch(own):
        return giving_at, own_level(trigger, own) or "，".join(filter(None, (LEVEL_END.sub("", trigger), own)))
    return giving_at, own


def _list_words(giving: str, trigger: str) -> str:
    """Return the words in which the members of a 分别-list stand: behind the giving (给予A、B分别…) or before it."""
    behind = re.sub(r"[^、和及与]*?(?:给予|予以|奖励|补助|资助|补贴)", "", giving, count=1)
    behind = re.sub(rf"(?:分别|{either(GIVE)}|一次性|每年|最高).*$", "", behind)
    return behind if re.search(r"[、和及与]", behind) and len(behind) >= 5 else trigger
