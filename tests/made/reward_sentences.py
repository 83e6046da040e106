"""Sentences of rules that grant something, put together from parts, each with the grants that a careful person reads in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from luoshi.commitments.nodes import Reward
from luoshi.commitments.reward import read_rewards
from tests.made.reward_words import (
    AND_YEARLY,
    BASES,
    CAPS,
    CHINESE_SUM,
    COUNTED_CAP,
    FIXED,
    FURTHER,
    ITEMS,
    JOINS,
    LEVEL_MATTERS,
    LEVELS,
    LIST_GIVING,
    LIST_SHARE,
    LIST_UP_TO,
    MATCH,
    MATTERS,
    OPENINGS,
    RANK_MATTERS,
    RANKS,
    RATES,
    SAME_BASE,
    SEVERAL,
    SHARE,
    SHARE_UP_TO,
    SMALL,
    SUM_LISTS,
    SUMS,
    TAILS,
    TENS_OF_THOUSANDS,
    THOUSANDS,
    THRESHOLD,
    THRESHOLD_MATTERS,
    THRESHOLDS,
    TIER_GIVING,
    TIER_MATTERS,
    TIERS,
    UP_TO,
    WIDE_CAPS,
    YEAR_BEHIND,
    YEARLY,
    Sum,
)
from tests.made.sentences import Made, Speaker, enumerated
from tests.unit.commitments.plans import plan

RULES = "临江市促进科技创新若干政策措施\n一、支持措施\n（一）奖励政策\n{}\n"


@dataclass(frozen=True)
class Grant:
    """What has to be read of one grant.

    Attributes:
        about: Words that its trigger or its beneficiary holds.
        printed: Its sum or rate, as its quote must show it.
        cap_per: What the cap counts by, or None where the words leave it open.
        who: Words that its beneficiary holds, or empty where the words leave it open.
        base: What its rate is a share of, or empty where the words leave it open.
    """

    about: str
    printed: str
    type: str = "fixed"
    fen: int | None = None
    rate: Fraction | None = None
    cap_fen: int | None = None
    cap_per: str | None = None
    once: bool = False
    years: int | None = None
    who: str = ""
    base: str = ""


def sum_of(speaker: Speaker, amounts: Sequence[Sum]) -> Sum:
    """Pick a sum; how its thousands are printed is remembered."""
    amount = speaker.of(amounts)
    for part, marks in ((THOUSANDS, "千"), (CHINESE_SUM, "五二")):
        if any(mark in amount.printed for mark in marks):
            speaker.say((part,))
    return amount


def matter_of(speaker: Speaker) -> str:
    """Pick a matter that the sentence has not spoken of."""
    return speaker.say(matter for matter in MATTERS if matter not in speaker.parts)


def base_of(speaker: Speaker) -> str:
    """Pick a base; that a sentence has it twice is remembered."""
    base = speaker.of(BASES)
    if base in speaker.parts:
        speaker.say((SAME_BASE,))
    return speaker.say((base,))


def grant_for(matter: str, printed: str, form: str, **facts: Any) -> Grant:
    """Return what is granted for a matter by one form of giving."""
    about, who = MATTERS[matter]
    return Grant(about, printed, once="一次性" in form, who="企业" if "给予企业" in form else who, **facts)


def fixed(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, amount = matter_of(speaker), speaker.say(FIXED), sum_of(speaker, SUMS)
    opening = speaker.say(OPENINGS) if matter.endswith("，") else ""
    words = f"{matter}{opening}{form.format(s=amount.printed)}{speaker.say(TAILS)}"
    return words, [grant_for(matter, amount.printed, form, fen=amount.fen)]


def yearly(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, amount = matter_of(speaker), speaker.say(YEARLY), sum_of(speaker, SUMS)
    return matter + form.format(s=amount.printed), [grant_for(matter, amount.printed, form, fen=amount.fen, years=3)]


def and_yearly(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form = matter_of(speaker), speaker.say(AND_YEARLY)
    first, second = sum_of(speaker, TENS_OF_THOUSANDS), sum_of(speaker, TENS_OF_THOUSANDS)
    return matter + form.format(s=first.printed, t=second.printed), [
        grant_for(matter, first.printed, form, fen=first.fen),
        replace(grant_for(matter, second.printed, "", fen=second.fen, years=3), about=""),
    ]


def per_item(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter = speaker.say(ITEMS)
    about, forms = ITEMS[matter]
    form, amount = speaker.say(forms), sum_of(speaker, (*SMALL, *TENS_OF_THOUSANDS))
    grant = Grant(about, amount.printed, "per_item", amount.fen, once="一次性" in form)
    return capped(speaker, matter + form.format(s=amount.printed), grant)


def share(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, base, rate = matter_of(speaker), speaker.say(SHARE), base_of(speaker), speaker.of(tuple(RATES))
    grant = grant_for(matter, rate, form, type="share", rate=RATES[rate], base=base)
    return capped(speaker, matter + form.format(b=base, r=rate), grant)


def share_up_to(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, base, rate = matter_of(speaker), speaker.say(SHARE_UP_TO), base_of(speaker), speaker.of(tuple(RATES))
    cap = sum_of(speaker, TENS_OF_THOUSANDS)
    grant = grant_for(matter, rate, form, type="share", rate=RATES[rate], cap_fen=cap.fen, base=base)
    return matter + form.format(b=base, r=rate, c=cap.printed), [grant]


def match(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, rate = matter_of(speaker), speaker.of(tuple(MATCH)), speaker.of(tuple(RATES))
    if form in speaker.parts:
        speaker.say((SAME_BASE,))
    speaker.say((form,))
    grant = grant_for(matter, rate if "{r}" in form else "", form, type="match", rate=MATCH[form] or RATES[rate])
    return capped(speaker, matter + form.format(r=rate), grant)


def up_to(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, cap = matter_of(speaker), speaker.say(UP_TO), sum_of(speaker, TENS_OF_THOUSANDS)
    grant = grant_for(matter, cap.printed, form, type="upto", cap_fen=cap.fen)
    return matter + form.format(s=cap.printed), [grant]


def capped(speaker: Speaker, words: str, grant: Grant) -> tuple[str, list[Grant]]:
    """Lay a limit over a grant, or none."""
    if not speaker.of((False, True, True)):
        return words, [grant]
    form, cap = speaker.say(CAPS), sum_of(speaker, TENS_OF_THOUSANDS)
    if CAPS[form]:
        speaker.say((COUNTED_CAP,))
    return words + form.format(s=cap.printed), [replace(grant, cap_fen=cap.fen, cap_per=CAPS[form])]


def by_level(speaker: Speaker) -> tuple[str, list[Grant]]:
    levels, matter = speaker.of(LEVELS), speaker.say(LEVEL_MATTERS)
    printed = list(levels)
    if speaker.say(("级 each", "级 once")) == "级 once":
        printed[:-1] = [level.removesuffix("级") for level in levels[:-1]]
    words = matter.format(l=enumerated(printed, speaker.say(("、", "和"))))
    return listed(speaker, words, [level.removesuffix("级") for level in levels])


def by_rank(speaker: Speaker) -> tuple[str, list[Grant]]:
    ranks = speaker.of(RANKS)
    matter = speaker.say(RANK_MATTERS[ranks[0]])
    printed = enumerated(ranks, speaker.say(("、", "和")))
    if ranks[0] in ("一等奖", "特等奖", "A类") and speaker.say(("ranks whole", "ranks short")) == "ranks short":
        printed = enumerated([rank[0] for rank in ranks]) + ranks[0][1:]
    return listed(speaker, matter.format(l=printed), ranks)


def by_threshold(speaker: Speaker) -> tuple[str, list[Grant]]:
    speaker.say((THRESHOLD,))
    thresholds, matter = speaker.of(THRESHOLDS), speaker.say(THRESHOLD_MATTERS)
    return listed(speaker, matter.format(l=enumerated(thresholds, speaker.say(("、", "和")))), thresholds)


def listed(speaker: Speaker, words: str, abouts: Sequence[str]) -> tuple[str, list[Grant]]:
    """Give each of a list its own sum or rate, in order."""
    form = speaker.say((*LIST_GIVING, *LIST_UP_TO, *LIST_SHARE))
    if form in LIST_SHARE:
        rates, base = [speaker.of(tuple(RATES)) for _ in abouts], base_of(speaker)
        grants = [Grant(about, rate, "share", rate=RATES[rate], base=base) for about, rate in zip(abouts, rates, strict=True)]
        return words + form.format(b=base, l=enumerated(rates)), grants
    amounts, way = [sum_of(speaker, TENS_OF_THOUSANDS) for _ in abouts], speaker.say(SUM_LISTS)
    grants = [
        Grant(about, amount.printed.removesuffix("万元"), "upto", cap_fen=amount.fen)
        if form in LIST_UP_TO
        else Grant(about, amount.printed.removesuffix("万元"), fen=amount.fen, once="一次性" in form)
        for about, amount in zip(abouts, amounts, strict=True)
    ]
    return words + form.format(l=sums_in_a_row([a.printed for a in amounts], way)), grants


def sums_in_a_row(printed: Sequence[str], way: str) -> str:
    """Print sums in one of the ways of `SUM_LISTS`."""
    tail = {"unit once": "万元", "without 元": "元"}.get(way, "")
    return enumerated([p.removesuffix(tail) for p in printed[:-1]] + [printed[-1]], "和" if way == "with 和" else "、")


def by_tier(speaker: Speaker) -> tuple[str, list[Grant]]:
    speaker.say((THRESHOLD,))
    matter, tiers, form = speaker.say(TIER_MATTERS), TIERS[speaker.say(TIERS)], speaker.say(TIER_GIVING)
    of, join = speaker.say(("的", "的企业")), speaker.say(("；tiers", "，tiers"))[0]
    amounts = [sum_of(speaker, TENS_OF_THOUSANDS) for _ in tiers]
    words = join.join(f"{tier}{of}{form.format(s=amount.printed)}" for tier, amount in zip(tiers, amounts, strict=True))
    return matter + words, [
        Grant(tier.removesuffix("（含）以上"), amount.printed, fen=amount.fen, once="一次性" in form)
        for tier, amount in zip(tiers, amounts, strict=True)
    ]


def again(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form = matter_of(speaker), speaker.say(FURTHER)
    first, second = sum_of(speaker, SUMS), sum_of(speaker, SUMS)
    return matter + form.format(s=first.printed, t=second.printed), [
        grant_for(matter, first.printed, form, fen=first.fen),
        Grant(FURTHER[form], second.printed, fen=second.fen),
    ]


Provision = Callable[[Speaker], tuple[str, list[Grant]]]
PROVISIONS: tuple[Provision, ...] = (
    fixed,
    share,
    per_item,
    match,
    up_to,
    share_up_to,
    yearly,
    by_level,
    by_rank,
    by_threshold,
    by_tier,
    again,
    and_yearly,
)


def provision(speaker: Speaker) -> Made:
    """Make a sentence with one provision."""
    words, grants = speaker.of(PROVISIONS)(speaker)
    return speaker.made(f"{words}。", grants)


def widely_capped(speaker: Speaker) -> Made:
    """Make one provision with a limit in a clause or a sentence of its own."""
    matter, amount, base = matter_of(speaker), sum_of(speaker, TENS_OF_THOUSANDS), base_of(speaker)
    rate, form = speaker.of(tuple(RATES)), speaker.say(WIDE_CAPS)
    words = f"{matter}按{base}的{rate}给予补助{form.format(s=amount.printed)}。"
    grant = grant_for(matter, rate, form, type="share", rate=RATES[rate], cap_fen=amount.fen, cap_per=WIDE_CAPS[form], base=base)
    return speaker.made(words, [grant])


def several(speaker: Speaker) -> Made:
    """Make two or three provisions, joined by semicolons or full stops."""
    made = [speaker.of(PROVISIONS)(speaker) for _ in range(speaker.of((2, 3)))]
    # Behind a comma a new matter begins with 对; anything else may go on with the one before.
    join = speaker.say(JOINS if all(words.startswith("对") for words, _ in made[1:]) else JOINS[:2])
    speaker.say((SEVERAL,))
    if any("年" in words[:4] for words, _ in made[1:]):
        speaker.say((YEAR_BEHIND,))
    return speaker.made(join.join(words for words, _ in made) + "。", [grant for _, grants in made for grant in grants])


def read_grants(words: str, frame: str = RULES) -> list[Reward]:
    """Read the rewards of a document of rules whose only article says `words`."""
    return list(read_rewards(plan(words, frame=frame)))


def faults_of_grants(words: str, states: Iterable[Grant]) -> list[str]:
    """Read a sentence and say what differs from what it states; empty where all is as it should be."""
    read, expected = read_grants(words), list(states)
    if len(read) != len(expected):
        return [f"{len(read)} rewards for {len(expected)}: {[(r.trigger, r.formula, r.cap_fen) for r in read]}"]
    return [fault for reward, grant in zip(read, expected, strict=True) for fault in differences(reward, grant)]


def differences(reward: Reward, grant: Grant) -> list[str]:
    """Name what differs between a reward and the grant that was made."""
    formula = reward.formula
    pairs = {
        "type": (formula.type.value, grant.type),
        "amount": (formula.amount_fen, grant.fen),
        "rate": (formula.rate, grant.rate),
        "cap": (reward.cap_fen, grant.cap_fen),
        "once": (reward.once is True, grant.once),
        "years": (reward.years, grant.years),
    }
    if grant.cap_per is not None:
        pairs["cap_per"] = (reward.cap_per, grant.cap_per)
    faults = [f"{name} is {read!r}, not {made!r}" for name, (read, made) in pairs.items() if read != made]
    if grant.about not in f"{reward.trigger}\n{reward.beneficiary}":
        faults.append(f"{grant.about} is not in {reward.trigger!r} for {reward.beneficiary!r}")
    if grant.base and formula.base != grant.base:
        faults.append(f"the base is {formula.base!r}, not {grant.base!r}")
    if grant.who not in reward.beneficiary:
        faults.append(f"{grant.who} is not in {reward.beneficiary!r}")
    if grant.printed not in reward.quote:
        faults.append(f"{grant.printed} is not in {reward.quote!r}")
    return faults
