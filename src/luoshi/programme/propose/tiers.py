"""Rewards that stand side by side for bands of one quantity, as the tiers of one reward.

营业收入500万元以上、不足2000万元的，奖励10万元；2000万元以上的，奖励30万元 would, as two rewards, pay a larger enterprise twice.
Only where the bands join without a gap and nothing but the band tells the rewards apart; else they stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from luoshi.commitments.nodes import Commitment, FormulaType, Reward
from luoshi.programme.propose.bands import ANOTHER_FIGURE, FACTS, NAMED_FACT, OF_APPLICANT, Band, Bound, Said, day_of, only_band
from luoshi.programme.propose.figures import amount_of, rate_of
from luoshi.programme.propose.quantities import quantity_of
from luoshi.programme.rows import Interpretation
from luoshi.programme.rules import FactQuantity, Quantity, When

MOST_TIERS = 30
LARGEST_BAND = Decimal(10) ** 13
RATES = (FormulaType.SHARE, FormulaType.MATCH)
FACT_OF_UNIT = {"area": "area", "count": "count"}
# 按上年度营业收入分档奖励： stands before the bands, in their sentence or above their list.
GRADED = re.compile(r"分档|分级|分段|分层|分类|累进|阶梯")
# By parts, though no band says 部分: which of the two is meant is not certain.
BY_PARTS = re.compile(r"分段|累进|超额")
STAFF = re.compile(r"(?P<rd>研发人员|科技人员)|职工|员工|从业人员")
LONGEST_LEAD = 150
NUMBER_OF_ITEM = r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]\s*"
LEAD = re.compile(rf"(?:^|[。！？；\n])(?P<lead>[^。！？；\n]*)(?:[：:](?:{NUMBER_OF_ITEM})?)?$")
# What is left of a trigger that names only its band: 的企业, 项目, 三个档次.
BARE = re.compile(
    r"[的，、：；\s]|^按照?|(?:企业|单位|机构|项目|平台|团队|个人|对|分别|[一二两三四五六七八九十\d]个(?:档次?|等次|层次|标准))$"
)
GIVING = re.compile(r"(?:给予|予以)(?:一次性)?(?:奖励|奖补|补助|补贴|资助)")

WHOLE_OR_SLAB = "比例按全部金额算，还是各档分段累计"
WHOLE, SLAB = "达到哪一档，全部金额都按那一档的比例算", "各档分段累计：每一段只按本段的比例算"
ONCE_OR_EACH = "达到高一档的，低一档的还给不给"
ONLY_HIGHEST, EACH = "只按达到的最高一档给", "达到的各档都给"
UPWARDS, DOWNWARDS = "归高一档", "归低一档"
EXACTLY = re.compile(r"恰好[\d.]+(?:亿|万)?(?:元)?的归哪一档")


@dataclass(frozen=True, slots=True)
class TieredRewards:
    """Several rewards of a reading that are the tiers of one.

    Attributes:
        rewards: Their indexes in the reading, in its order.
        formula: In the shape of the file.
        trigger: For what, for people: the words of all of them, what they share said once.
        case: What has to be the case, the bands left out.
        readings: What the words leave open, with the reading taken.
    """

    rewards: tuple[int, ...]
    formula: dict[str, Any]
    trigger: str
    case: str
    readings: tuple[Interpretation, ...]


@dataclass(frozen=True, slots=True)
class _Tier:
    """One reward with its band."""

    index: int
    reward: Reward
    band: Band

    @property
    def rest(self) -> str:
        """The words of the trigger around the band."""
        return self.reward.trigger[: self.band.start] + self.reward.trigger[self.band.end :]

    @property
    def base(self) -> Quantity | str | None:
        """What its rate is taken of, in words where they name no fact; None where nothing but the band is named."""
        formula = self.reward.formula
        return quantity_of(formula) or (None if ANOTHER_FIGURE.search(formula.base) else formula.base or None)


def tiers_of(commitments: Sequence[Commitment], chars: str) -> dict[int, TieredRewards]:
    """Return the rewards that are tiers of one, by the index of the first of them; `chars` is the text that the spans count in."""
    found = {}
    for run in _runs(commitments):
        tiered = _tiered(run, _lead(run[0].reward, chars)) if run else None
        if tiered is not None:
            found[tiered.rewards[0]] = tiered
    return found


def is_proposed(reading: Interpretation) -> bool:
    """Say whether a reading is one that a draft proposes, unchanged and unconfirmed."""
    said = (reading.question, reading.taken, *reading.alternatives)
    known = said in ((WHOLE_OR_SLAB, WHOLE, SLAB), (ONCE_OR_EACH, ONLY_HIGHEST, EACH))
    on_the_edge = EXACTLY.fullmatch(reading.question) is not None and said[1:] == (UPWARDS, DOWNWARDS)
    return (known or on_the_edge) and reading.confirmed_on is None


# --- which rewards stand side by side ---------------------------------------------------------------------------------------------


def _runs(commitments: Sequence[Commitment]) -> Iterator[list[_Tier]]:
    """Yield the runs of rewards of which each goes on with the bands of the first; none where a further band of the list does not."""
    run: list[_Tier] = []
    is_certain = True
    for index, reward in enumerate(commitments):
        if not isinstance(reward, Reward):
            continue
        band = only_band(reward.trigger)
        tier = _Tier(index, reward, band) if band is not None else None
        if run and tier is not None and (_goes_on(run[0], tier) or _is_of_one_list(run[0], tier)):
            is_certain = is_certain and _goes_on(run[0], tier)
            run.append(tier)
            continue
        if is_certain:
            yield run
        run, is_certain = [tier] if tier is not None else [], True
    if is_certain:
        yield run


def _is_of_one_list(first: _Tier, tier: _Tier) -> bool:
    """Say whether a band that does not go on with the first still belongs to its list: it names no quantity and no condition of its own."""
    return (
        _stand_together(first.reward.clause, tier.reward.clause)
        and tier.band.unit == first.band.unit
        and (tier.band.fact is None or (tier.band.fact == first.band.fact and _repeats(tier, first)))
    )


def _goes_on(first: _Tier, tier: _Tier) -> bool:
    """Say whether nothing but the band and the figure tells two rewards apart."""
    one, other = first.reward, tier.reward
    return (
        _stand_together(one.clause, other.clause)
        and _repeats(tier, first)
        and tier.band.fact in (None, first.band.fact)
        and (tier.band.unit, tier.band.is_part) == (first.band.unit, first.band.is_part)
        and other.formula.type is one.formula.type
        and tier.base in (None, first.base)
        and (other.cap_fen, other.years, other.every) == (one.cap_fen, one.years, one.every)
        and (other.cap_per == one.cap_per or "cap_per" in {*one.implied, *other.implied})
        and {one.once, other.once} != {True, False}
    )


def _repeats(tier: _Tier, first: _Tier) -> bool:
    """Say whether the words around a band only repeat the end of those around the first: 3000平方米以上的众创空间."""
    return _bare(first.rest).endswith(_bare(tier.rest))


def _stand_together(one: str, other: str) -> bool:
    """In one clause, or in clauses side by side below one heading."""
    above, _, _ = one.rpartition("/")
    return one == other or bool(above and other.rpartition("/")[0] == above)


def _lead(first: Reward, chars: str) -> str:
    """Return what stands before the first band in its sentence, or above its list; empty where figures stand in it."""
    found = LEAD.search(chars[max(0, first.span.start - LONGEST_LEAD) : first.span.start])
    lead = found["lead"] if found else ""
    return "" if ANOTHER_FIGURE.search(lead) else lead


def _bare(words: str) -> str:
    while (shorter := BARE.sub("", words)) != words:
        words = shorter
    return words


# --- what they are together -------------------------------------------------------------------------------------------------------


def _tiered(run: Sequence[_Tier], lead: str) -> TieredRewards | None:
    if not 2 <= len(run) <= MOST_TIERS:
        return None
    ascending = sorted(run, key=lambda tier: tier.band.lower.value if tier.band.lower is not None else Decimal(-1))
    starts = _starts([tier.band for tier in ascending])
    of = _quantity(run[0], lead)
    if starts is None or of is None or (BY_PARTS.search(f"{lead}{run[0].rest}") and not run[0].band.is_part):
        return None
    formula = _formula(of, run[0], ascending, starts)
    if formula is None:
        return None
    readings = [*_on_the_edges([tier.band for tier in ascending], starts), *_of_the_formula(formula, ascending)]
    first = run[0].reward.trigger
    shared = first[: run[0].band.start]
    trigger = "；".join([first, *(tier.reward.trigger.removeprefix(shared) for tier in run[1:])])
    case = GIVING.sub("", run[0].rest if len(_bare(run[0].rest)) > 1 else f"{lead}{run[0].rest}")
    return TieredRewards(tuple(tier.index for tier in run), formula, trigger, case, tuple(readings))


def _starts(bands: Sequence[Band]) -> list[Bound] | None:
    """Return where each band begins, the lowest first; None where they overlap, leave a gap or end before the top."""
    lowers = [band.lower for band in bands]
    if any(lower is None for lower in lowers[1:]) or bands[-1].upper is not None:
        return None
    starts = [lowers[0] or Bound(Decimal(0), is_included=True, said=Said.PLAINLY)]
    if not _can_be_reached(starts[0].value, bands[0].unit):
        return None
    for below, band in pairwise(bands):
        assert band.lower is not None
        start = _edge(below.upper, band.lower)
        if start is None or start.value <= starts[-1].value or not _can_be_reached(start.value, band.unit):
            return None
        starts.append(start)
    all_open = all(band.upper is None for band in bands)
    return starts if all_open or all(band.upper is not None for band in bands[:-1]) else None


def _can_be_reached(value: Decimal, unit: str) -> bool:
    return value <= LARGEST_BAND and (unit == "money" or value == int(value))


def _edge(upper: Bound | None, lower: Bound) -> Bound | None:
    """Return where the upper of two bands begins: by what is said plainly, else the number goes up; None where they contradict."""
    if upper is None:
        return lower
    if upper.value != lower.value:
        return None
    if upper.said is not Said.PLAINLY:
        return lower
    if lower.said is Said.PLAINLY:
        return lower if upper.is_included is not lower.is_included else None
    return replace(upper, is_included=not upper.is_included)


def _formula(of: Quantity, first: _Tier, ascending: Sequence[_Tier], starts: Sequence[Bound]) -> dict[str, Any] | None:
    gives = [_gives(tier.reward) for tier in ascending]
    if any(given is None for given in gives):
        return None
    tiers = [{"from" if start.is_included else "above": start.value} | (given or {}) for start, given in zip(starts, gives, strict=True)]
    formula = {"type": "tiers", "of": of, "mode": "slab" if first.band.is_part else "whole", "tiers": tiers}
    if first.reward.formula.type not in RATES:
        return None if first.band.is_part else formula
    if first.base is None or _is_same(first.base, of):
        return formula
    return None if isinstance(first.base, str) or first.band.is_part else formula | {"rate_of": first.base}


def _is_same(base: Quantity | str, of: Quantity) -> bool:
    """上年度研发费用500万元以上的，按研发费用的8%: the second is of the year of the first."""
    if isinstance(base, FactQuantity) and isinstance(of, FactQuantity) and base.at == "matter":
        return base.fact == of.fact
    return base == of


def _quantity(tier: _Tier, lead: str) -> Quantity | None:
    """The fact that the words of the first band name, or those before it (按上年度营业收入分档); else that of its unit or of its rate."""
    words = f"{lead}{tier.rest}"
    named = {(FACTS[found["fact"]], day_of(found["year"])) for found in NAMED_FACT.finditer(words)} if GRADED.search(words) else set()
    if tier.band.fact is not None:
        days = [tier.band.at, *(day for fact, day in named if fact == tier.band.fact)]
        return _fact(tier.band.fact, next((day for day in days if day != "matter"), "matter"))
    if tier.band.unit == "count" and (staff := STAFF.search(tier.rest)):
        return FactQuantity(fact="rd_staff" if staff["rd"] else "staff")
    if tier.band.unit in FACT_OF_UNIT:
        return FactQuantity(fact=FACT_OF_UNIT[tier.band.unit])
    if len(named) == 1:
        return _fact(*named.pop())
    return None if isinstance(tier.base, str) else tier.base


def _fact(name: str, at: When) -> FactQuantity:
    return FactQuantity(fact=name, at=at if name in OF_APPLICANT else "matter")


def _gives(reward: Reward) -> dict[str, Any] | None:
    formula = reward.formula
    if formula.type is FormulaType.FIXED and not formula.item:
        amount = amount_of(formula.amount_fen)
        return None if amount is None else {"amount_yuan": amount}
    rate = rate_of(formula.rate) if formula.type in RATES else None
    return None if rate is None else {"rate": rate}


# --- what the words leave open ----------------------------------------------------------------------------------------------------


def _on_the_edges(bands: Sequence[Band], starts: Sequence[Bound]) -> Iterator[Interpretation]:
    for (below, band), start in zip(pairwise(bands), starts[1:], strict=True):
        plain = band.lower is not None and max(band.lower.said, below.upper.said if below.upper else Said.PLAINLY) is Said.PLAINLY
        if not plain:
            question = f"恰好{_figure(start.value, band.unit)}的归哪一档"
            yield Interpretation(question=question, taken=UPWARDS, alternatives=[DOWNWARDS])


def _figure(value: Decimal, unit: str) -> str:
    if unit != "money":
        return f"{value.normalize():f}"
    for name, scale in (("亿元", 10**8), ("万元", 10**4)):
        if value % scale == 0:
            return f"{value / scale:f}{name}"
    return f"{value.normalize():f}元"


def _of_the_formula(formula: dict[str, Any], ascending: Sequence[_Tier]) -> Iterator[Interpretation]:
    if formula["mode"] == "whole" and "rate" in formula["tiers"][0] and "rate_of" not in formula:
        yield Interpretation(question=WHOLE_OR_SLAB, taken=WHOLE, alternatives=[SLAB])
    if formula["mode"] == "whole" and all(tier.band.upper is None for tier in ascending):
        yield Interpretation(question=ONCE_OR_EACH, taken=ONLY_HIGHEST, alternatives=[EACH])
