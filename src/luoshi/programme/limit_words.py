"""Limits as sentences print them: 单个企业每年不超过20件, 累计最高100万元, 同一年度总额不超过200万元.

Only what the words say; which key of a rule holds such a limit is for the draft and the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from luoshi.values.quantities import Quantity, find_quantities

# More figures than a sentence has; words that are made to take long are not read to their end.
MOST_FIGURES, LONGEST = 100, 5000
PAUSES = "，,。；;：:\n"
UPPER = re.compile(r"不(?:得|能|应)?(?:超过|高于|多于|突破)|最高|最多|上限|限额|封顶|(?<![权期年])限(?![度额制上])")
AFTER = re.compile(r"(?:以内|为限|封顶|为上限)")
YEARLY = re.compile(r"每年|每一年|(?<!上)(?<!上一)年度|当年|全年")
# Of three years together (三年内累计) no key can hold.
EVER = re.compile(r"(?<!年)(?<!年内)累计|总共")
IN_ALL = re.compile(r"总额|总量|总和|合计|累计|总计")
APPLICANT = re.compile(r"(?:单个?|单一|每个?|同一个?|一[个家户])[^，。；]{0,8}?(?:企业|单位|机构|主体|申报人|个人|[家户])")
OTHERS = re.compile(r"(?:单个?|单一|每|同一)[^，。；企业单位机构\d]{0,8}?(?:项目|平台|中心|团队|产品|课题|实验室|基地|成果|[件项台套篇])")


@dataclass(frozen=True, slots=True)
class Limit:
    """One printed upper limit.

    Attributes:
        words: From the last comma to its unit.
        start, end: Where those stand in the sentences given.
        quantity: The number with its unit.
        is_yearly, is_ever: It says to hold for each year, for all time.
        of: What it holds for, by its words or those before it in the sentence: each `applicant`, each of something `other`, or not said.
    """

    words: str
    start: int
    end: int
    quantity: Quantity
    is_yearly: bool
    is_ever: bool
    of: Literal["applicant", "other", ""]

    @property
    def is_count(self) -> bool:
        """Say whether it limits a number of things, not money, time or a share."""
        quantity = self.quantity
        return bool(quantity.unit) and not (quantity.is_money or quantity.is_time or quantity.is_share) and quantity.counter != ""


def limits_in(sentences: str) -> Iterator[Limit]:
    """Yield the limits that sentences print, from left to right."""
    text = sentences[:LONGEST]
    for quantity in islice(find_quantities(text), MOST_FIGURES):
        start = max(text.rfind(mark, 0, quantity.start) for mark in PAUSES) + 1
        head = text[start : quantity.start]
        tail = AFTER.match(text, quantity.end)
        if UPPER.search(head) is None and tail is None:
            continue
        before = text[text.rfind("。", 0, start) + 1 : start]
        yearly = YEARLY.search(head) is not None
        yield Limit(
            words=text[start : tail.end() if tail else quantity.end],
            start=start,
            end=tail.end() if tail else quantity.end,
            quantity=quantity,
            is_yearly=yearly,
            is_ever=EVER.search(head) is not None and not yearly,
            of=_of(head) or _of(before),
        )


def _of(words: str) -> Literal["applicant", "other", ""]:
    """Return what is named last; of two in one place (单个企业每个项目) it is the smaller."""
    applicant = max((found.start() for found in APPLICANT.finditer(words)), default=-1)
    other = max((found.start() for found in OTHERS.finditer(words)), default=-1)
    if applicant == other == -1:
        return ""
    return "applicant" if applicant > other else "other"
