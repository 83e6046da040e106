"""Each reward by itself: can it be computed, can it ever be paid, does it contradict itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from luoshi.facts.vocabulary import FactField
from luoshi.programme.check.facts import looks_at_matters
from luoshi.programme.check.nodes import Found, error, graver, is_open, note, parts_of, warning
from luoshi.programme.check.yearly import pays_each_year, year_words
from luoshi.programme.known_facts import facts_of
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.rules import Fixed, InKind, PerItem, Share, Staged, Tiers, Unquantified, UpTo
from luoshi.programme.show.formulas import SCOPES
from luoshi.programme.show.rules import yuan_words
from luoshi.programme.support import Cap
from luoshi.programme.yaml_tree import Path

UNFIGURED = (InKind, Unquantified, UpTo)
# What happens to an applicant on a day, other than what it is.
OF_A_MATTER = re.compile(
    r"认定|首次|初次|新增|新建|新获|新入|新引|获批|获评|获得|荣获|备案|入库|入选|迁入|落户|引进|上市|挂牌|升规|复审|通过|授权"
)

EACH_YEAR = "每年都给的，要每年有一件事项（如当年的申报），写 when，如 {kind: 研发, subject: 年度研发投入}"


def check_rewards(programme: Programme) -> Found:
    """Look at every reward by itself."""
    facts = facts_of(programme)
    for index, row in enumerate(programme.rewards):
        path: Path = ("rewards", index)
        yield from _inputs(path, row, facts)
        yield from _formula(path, row)
        yield from _caps(path, row)
        yield from _often(path, row)
        if is_open(row.formula) and not any(decision.reward == row.id for decision in programme.decisions):
            message = f"“{row.id}”的比例原文没有写明，还没有决定"
            yield note("programme.by-decision", (*path, "formula", "rate"), message, "有了决定的，写在 decisions；没有以前，算作待决定")


# --- what it looks at -------------------------------------------------------------------------------------------------------------


def _inputs(path: Path, row: RewardRow, facts: Mapping[str, FactField]) -> Found:
    confirmed = row.status == "confirmed"
    if not (row.label or row.trigger):
        yield warning("programme.no-label", path, f"“{row.id}”没有写 label（标题）和 trigger（事由），说不清是什么奖补", "写一个简短的标题")
    if row.when is None and not isinstance(row.formula, UNFIGURED):
        yield from _without_pattern(path, row, facts, confirmed)
    for at, part in parts_of(row.formula, (*path, "formula")):
        if isinstance(part, Share) and part.of is None:
            message = f"“{row.id}”按比例计算，没有写 of（按哪个金额算）"
            yield graver(confirmed, "programme.no-quantity", at, message, "写事实的名，如 of: grant_province、of: rd_spend")
        if isinstance(part, Staged):
            yield from _stages(at, row, part)


def _without_pattern(path: Path, row: RewardRow, facts: Mapping[str, FactField], confirmed: bool) -> Found:
    hint = "写 when，如 {kind: 认定, subject: 国家高新技术企业}"
    if looks_at_matters(row.formula, facts) or looks_at_matters(row.if_, facts):
        message = f"“{row.id}”用到事项的情况，没有写 when（给哪些事项）"
        yield graver(confirmed, "programme.no-pattern", path, message, hint)
    elif row.if_ is None:
        message = f"“{row.id}”没有写 when（给哪些事项），也没有写 if（给哪些主体），人人都能得"
        yield graver(confirmed, "programme.no-pattern", path, message, hint)
    elif not row.once and not pays_each_year(row) and (words := year_words(row)):
        message = f"“{row.id}”没有写 when（给哪些事项），每个主体前后只给一笔；写着“{words}”，像是每年都给的"
        yield warning("programme.yearly-without-matter", path, message, f"{EACH_YEAR}；只给一次的，写 once: true")
    else:
        of_a_matter = OF_A_MATTER.search(f"{row.label}。{row.trigger}")
        words = f"；写着“{of_a_matter.group()}”，像是针对某个事项的" if of_a_matter else ""
        message = f"“{row.id}”没有写 when（给哪些事项），凡符合条件的主体每个都给{words}"
        often = "；每年给一笔的，按算到的那一年算" if pays_each_year(row) else f"；{EACH_YEAR}；每个主体前后只给一笔的，不必改"
        yield warning("programme.every-applicant", path, message, f"是针对某个事项的，{hint}{often}")


def _stages(path: Path, row: RewardRow, formula: Staged) -> Found:
    names = [stage.stage for stage in formula.stages]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield error("programme.stage-twice", (*path, "stages", index), f"“{row.id}”的阶段“{name}”写了两次", "并为一个，或者改名")
    strange = [word for word in (row.when.stage or [] if row.when else []) if word not in names]
    if strange:
        message = f"“{row.id}”的事项条件里有阶段“{'、'.join(strange)}”，算法里没有这个阶段的金额"
        yield warning("programme.stage-unpaid", path, message, "补上金额，或者从 when 里删去")


# --- how much ---------------------------------------------------------------------------------------------------------------------


def _formula(path: Path, row: RewardRow) -> Found:
    for at, part in parts_of(row.formula, (*path, "formula")):
        if isinstance(part, Fixed | PerItem) and part.amount_yuan == 0:
            yield warning("programme.never-paid", (*at, "amount_yuan"), f"“{row.id}”的金额是0", "核对金额；不给钱的用 in_kind")
        if isinstance(part, Tiers):
            yield from _tiers(at, row, part)
    if isinstance(row.formula, UpTo) and not row.caps:
        yield warning("programme.no-cap", path, f"“{row.id}”在限额内核定，没有写限额", "在 caps 里写限额")
    largest = largest_yuan(row)
    for key in ("ignore_below_yuan", "floor_yuan"):
        least = getattr(row, key)
        if least is not None:
            yield from _too_little(path, row, key, least, largest)
    if row.round_down_to_yuan is not None and largest is not None and row.round_down_to_yuan > largest:
        message = f"“{row.id}”取整到{yuan_words(Decimal(row.round_down_to_yuan))}，最多才{yuan_words(largest)}，永远为0"
        yield error("programme.never-paid", (*path, "round_down_to_yuan"), message, "核对取整的单位")


def _too_little(path: Path, row: RewardRow, key: str, least: Decimal, largest: Decimal | None) -> Found:
    bound = min((cap.amount_yuan for cap in row.caps), default=None)
    words = "低于这个数不付" if key == "ignore_below_yuan" else "不足的补到这个数"
    if bound is not None and least > bound:
        message = f"“{row.id}”{words}（{yuan_words(least)}），高于限额{yuan_words(bound)}"
        yield error("programme.floor-over-cap", (*path, key), message, "核对两个数")
    elif key == "ignore_below_yuan" and largest is not None and least > largest:
        message = f"“{row.id}”{words}（{yuan_words(least)}），而最多才{yuan_words(largest)}，永远不付"
        yield error("programme.never-paid", (*path, key), message, "核对两个数")


def _tiers(path: Path, row: RewardRow, formula: Tiers) -> Found:
    first = formula.tiers[0].from_ if formula.tiers[0].from_ is not None else formula.tiers[0].above
    if formula.mode == "slab" and first is not None and first > 0:
        message = f"“{row.id}”分段累计从{first}起，{first}以下的部分不计"
        yield warning("programme.tiers-gap", (*path, "tiers", 0), message, "从0起计的，第一档写 from: 0")
    for key in ("amount_yuan", "rate"):
        values = [getattr(tier, key) for tier in formula.tiers]
        for index, (lower, higher) in enumerate(pairwise(values), start=1):
            if formula.mode == "whole" and lower is not None and higher is not None and higher < lower:
                message = f"“{row.id}”第{index + 1}档比第{index}档高，给得反而少"
                yield warning("programme.tiers-descend", (*path, "tiers", index), message, "核对各档的起点和金额")


def largest_yuan(row: RewardRow) -> Decimal | None:
    """Return the most that one matter can give by its formula, where that is plain; None where it depends on facts."""
    match row.formula:
        case Fixed(amount_yuan=amount):
            return amount
        case Staged(stages=stages, cumulative=cumulative):
            amounts = [stage.amount_yuan for stage in stages]
            return sum(amounts, Decimal(0)) if cumulative else max(amounts)
        case Tiers(tiers=tiers) if all(tier.amount_yuan is not None for tier in tiers):
            return max(tier.amount_yuan or Decimal(0) for tier in tiers)
    return None


# --- caps -------------------------------------------------------------------------------------------------------------------------


def _caps(path: Path, row: RewardRow) -> Found:
    seen: set[tuple[str, str]] = set()
    for index, cap in enumerate(row.caps):
        at = (*path, "caps", index)
        if (cap.per, cap.within) in seen:
            message = f"“{row.id}”有两个{cap_scope(cap)}的限额"
            yield error("programme.cap-twice", at, message, "只留一个；以较低的为准")
        seen.add((cap.per, cap.within))
        if cap.per == "item" and not any(isinstance(part, PerItem) for _, part in parts_of(row.formula, ())):
            yield warning("programme.cap-per-item", at, f"“{row.id}”的限额按件，算法不是按件", "按事项限定的写 per: matter")
        yield from _low_cap(at, row, cap)
    yield from _cap_without_effect(path, row)


def cap_scope(cap: Cap) -> str:
    """Say what a cap counts by and over which time: `每个主体每年`."""
    return f"{SCOPES[cap.per]}{'每年' if cap.within == 'year' else ''}"


def _low_cap(path: Path, row: RewardRow, cap: Cap) -> Found:
    for amount, what in _amounts(row, cap):
        if amount > cap.amount_yuan:
            message = f"“{row.id}”{what}{yuan_words(amount)}，限额（{cap_scope(cap)}）只有{yuan_words(cap.amount_yuan)}，永远付不足"
            yield warning("programme.cap-below-amount", path, message, "核对金额和限额")


def _amounts(row: RewardRow, cap: Cap) -> Iterator[tuple[Decimal, str]]:
    """Yield what one payment is at the least where it is fixed, and the sum of all stages where a cap counts them together."""
    formula = row.formula
    if isinstance(formula, Fixed):
        yield formula.amount_yuan, "定额"
    elif isinstance(formula, PerItem):
        yield formula.amount_yuan, "每件"
    elif isinstance(formula, Staged) and cap.within == "life":
        counted_together = cap.per not in ("item", "matter")
        amounts = [stage.amount_yuan for stage in formula.stages]
        yield (sum(amounts, Decimal(0)), "各阶段合计") if counted_together or formula.cumulative else (max(amounts), "最高的阶段")


def _cap_without_effect(path: Path, row: RewardRow) -> Found:
    whole = {cap.per: cap.amount_yuan for cap in row.caps if cap.within == "life"}
    for index, cap in enumerate(row.caps):
        if cap.within == "year" and cap.per in whole and cap.amount_yuan >= whole[cap.per]:
            message = f"“{row.id}”每年的限额不低于累计的限额，不起作用"
            yield warning("programme.cap-without-effect", (*path, "caps", index), message, "核对两个限额，是不是写反了")


# --- how often --------------------------------------------------------------------------------------------------------------------


def _often(path: Path, row: RewardRow) -> Found:
    times = row.times
    if row.once and times is not None and (times.count, times.within) != (1, "life"):
        message = f"“{row.id}”写着一次性，又写着可以{times.count}次{'每年' if times.within == 'year' else ''}"
        yield error("programme.once-and-times", (*path, "times"), message, "二者留一")
    if row.once is False and times is not None and (times.count, times.per, times.within) == (1, "applicant", "life"):
        yield error("programme.once-and-times", (*path, "times"), f"“{row.id}”写着可多次，又写着每个主体一次", "二者留一")
    if row.once and times is None and row.years is not None and row.years.count > 1:
        message = f"“{row.id}”写着一次性，又写着{row.years.count}年"
        hint = "一次给足、分年拨付的用 instalments；每个事项一次、可有几年的，把 once 改为 times"
        yield error("programme.once-and-years", (*path, "years"), message, hint)
