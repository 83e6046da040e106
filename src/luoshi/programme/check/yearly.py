"""What is paid year by year: a reward that looks at no matter pays once, and a number of things a year is no limit of one matter."""

from __future__ import annotations

import re

from luoshi.programme.check.identity import ALL
from luoshi.programme.check.nodes import Found, ProgrammeFinding, parts_of, warning
from luoshi.programme.limit_words import Limit, limits_in
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.rules import Fixed, PerItem
from luoshi.programme.support import Cap, SharedCap
from luoshi.programme.yaml_tree import Path

OF_A_YEAR = re.compile(r"每一?年|按年|逐年|(?:上一?|本)?年度|上一?年|当年|全年")
OF_ONE_MATTER = {"item", "matter"}


def check_yearly(programme: Programme) -> Found:
    """Look for numbers of things a year, or for all time, that the rule does not hold over several matters."""
    for index, row in enumerate(programme.rewards):
        counts = (limit for limit in _printed(row) if limit.is_count and (limit.is_yearly or limit.is_ever))
        limit = next((limit for limit in counts if not _is_limited(row, limit, programme)), None)
        if limit is not None:
            yield _over_matters(("rewards", index), row, limit)


def year_words(row: RewardRow) -> str:
    """Return the words by which a reward speaks of a year, or nothing; those on what it looks at count, and those of its text."""
    if row.every == "year":
        return "每年"
    found = OF_A_YEAR.search("。".join(filter(None, (row.label, row.trigger, row.quote))))
    if found:
        return found.group()
    days = {getattr(part, "at", "matter") for _, part in parts_of((row.if_, row.formula), ())}
    return "上年" if "year_before" in days else "当年" if "year_end" in days else ""


def pays_each_year(row: RewardRow) -> bool:
    """Say whether a reward that looks at no matter is counted anew each year."""
    return row.years is not None or (row.times is not None and row.times.within == "year")


def _printed(row: RewardRow) -> list[Limit]:
    """The note holds what of the text found no key."""
    return [limit for words in (row.quote, row.note, *(place.quote for place in row.also)) for limit in limits_in(words or "")]


def _is_limited(row: RewardRow, limit: Limit, programme: Programme) -> bool:
    """Say whether anything bounds what several matters come to over the same time; a cap that all rewards share is for something else."""
    caps: list[Cap | SharedCap] = [*row.caps, *(cap for cap in programme.caps if row.id in cap.rewards)]
    within = "year" if limit.is_yearly else "life"
    holds = any(cap.within == within and cap.per not in OF_ONE_MATTER for cap in caps)
    quotas = [quota for quota in programme.quotas if {row.id, ALL} & set(quota.rewards)]
    return bool(row.once or row.times or holds or quotas)


def _over_matters(path: Path, row: RewardRow, limit: Limit) -> ProgrammeFinding:
    items = next((part for _, part in parts_of(row.formula, ()) if isinstance(part, PerItem)), None)
    if items is not None and items.at_most is not None:
        message = f"“{row.id}”的原文写着“{limit.words}”，at_most 只管一个事项，几个事项合起来会超过"
    else:
        message = f"“{row.id}”的原文写着“{limit.words}”，规则里没有这个限制"
    return warning("programme.count-over-matters", path, message, how_to_limit(row, limit))


def how_to_limit(row: RewardRow, limit: Limit) -> str:
    """Say which key holds a printed number of things: money over the year where they are paid by the piece, else so many matters."""
    within = ", within: year" if limit.is_yearly else ""
    items = next((part for _, part in parts_of(row.formula, ()) if isinstance(part, PerItem)), None)
    count = limit.quantity.low
    if items is not None:
        sum_words = f"{count.normalize():f}{limit.quantity.unit}×{items.amount_yuan.normalize():f}元"
        return (
            f"换成金额写限额：caps: [{{amount_yuan: {(count * items.amount_yuan).normalize():f}, per: applicant{within}}}]（{sum_words}）"
        )
    if isinstance(row.formula, Fixed) and count >= 1 and count == int(count):
        return f"一个事项算1{limit.quantity.unit}的，写 times: {{count: {int(count)}, per: applicant{within}}}"
    return "换成金额，写在 caps 里"
