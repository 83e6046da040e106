"""Amounts and rates against the words of the text: 20 written for 20万元, 50 for 50%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from luoshi.programme.check.nodes import Found, ProgrammeFinding, listed, parts_of, warning
from luoshi.programme.nodes import Programme
from luoshi.programme.rows import Confirmed, Row
from luoshi.programme.rules import Tier
from luoshi.programme.show.rules import yuan_words
from luoshi.programme.yaml_tree import Path
from luoshi.values.money import FEN_PER_YUAN, fen_of
from luoshi.values.quantities import Quantity, find_quantities, percent_of, share_units

AMOUNTS = ("amount_yuan", "first_amount_yuan", "each_amount_yuan")
# In hundredths, as `percent_of` counts.
PERCENT_OF_UNIT = {"%": Decimal(1), "‰": Decimal("0.1"), "倍": Decimal(100), "成": Decimal(10)}
LIMITED = re.compile(r"最高|最多|不超过|不高于|累计|合计|总额|封顶|上限|限额|以内")
BARE_SCALES = {"万", "亿", "千万", "百万"}
# More figures than a sentence has; a quotation that is made to take long is not read to its end.
MOST_FIGURES, LONGEST_QUOTE = 100, 5000


@dataclass(frozen=True, slots=True)
class Printed:
    """The figures of a quotation: yuan and percent, each with the words in which it is printed."""

    yuan: dict[Decimal, str]
    percent: dict[Decimal, str]

    def gives(self, yuan: Decimal) -> bool:
        """Say whether an amount is printed, or is one of the printed shares of a printed amount."""
        return yuan in self.yuan or any(whole * share / 100 == yuan for whole in self.yuan for share in self.percent)


def check_figures(programme: Programme) -> Found:
    """Look at every rate above 100%, and at every figure of a row that its own quotation contradicts."""
    for section in ("rewards", "caps"):
        for index, row in enumerate(getattr(programme, section)):
            yield from _row((section, index), row)
    for index, decision in enumerate(programme.decisions):
        if decision.rate > 1:
            yield _above_one(("decisions", index, "rate"), decision.reward, decision.rate)


def _row(path: Path, row: Confirmed) -> Found:
    printed, figures = _printed(row), list(_figures(row, path))
    paid = {value for at, _, value in figures if isinstance(value, Decimal) and "caps" not in at} | _starts(row)
    # A limit often stands in another sentence than the amount; only what no amount accounts for can contradict it.
    limits = {yuan: words for yuan, words in printed.yuan.items() if yuan not in paid and LIMITED.search(row.quote or "")}
    for at, key, value in figures:
        if isinstance(value, Fraction):
            yield from _rate((*at, key), row, value, printed)
        elif "formulas" in at:
            continue  # the bounds of a lesser amount are often worked out from other words
        elif "caps" not in at and path[0] != "caps":
            yield from _amount((*at, key), row, value, "金额", printed.yuan, printed.gives(value))
        else:
            yield from _amount((*at, key), row, value, "限额", limits, printed.gives(value))


def _rate(path: Path, row: Confirmed, value: Fraction, printed: Printed) -> Found:
    percent = percent_of(value)
    if value > 1 and percent not in printed.percent:
        yield _above_one(path, row.id, value)
    elif printed.percent and percent not in printed.percent:
        words = f"“{row.id}”的比例写着{_rate_words(value)}，原文是{listed(printed.percent.values(), 3)}"
        yield warning("programme.figure-not-in-quote", path, words, "核对比例和 quote（原文）")


def _amount(path: Path, row: Confirmed, value: Decimal, what: str, printed: dict[Decimal, str], is_given: bool) -> Found:
    if printed and not is_given:
        yuan, example = next(iter(printed.items()))
        message = f"“{row.id}”的{what}写着{yuan_words(value)}，原文是{listed(printed.values(), 3)}"
        yield warning("programme.figure-not-in-quote", path, message, f"核对；金额的单位是元，{example}写 {yuan.normalize():f}")


def _above_one(path: Path, row: str, rate: Fraction) -> ProgrammeFinding:
    number = f"{float(rate):.6g}"
    message = f"“{row}”的比例是{number}倍（{_rate_words(rate)}），是不是{number}%"
    return warning("programme.rate-above-one", path, message, f"是百分之几的，写 {number}%；确是几倍的，不必改")


def _rate_words(rate: Fraction) -> str:
    return f"{float(rate * 100):.6g}%"


def _figures(row: Row, path: Path) -> Iterator[tuple[Path, str, Decimal | Fraction]]:
    """Yield what a reward or a shared cap pays or limits: the place, the key and the figure."""
    for at, part in parts_of(row, path):
        for key in AMOUNTS:
            if isinstance(value := getattr(part, key, None), Decimal):
                yield at, key, value
        if isinstance(rate := getattr(part, "rate", None), Fraction):
            yield at, "rate", rate


def _starts(row: Row) -> set[Decimal]:
    """Return where the bands of a row begin: 100万元以内 may be the end of a band, and no limit."""
    tiers = [part for _, part in parts_of(row, ()) if isinstance(part, Tier)]
    return {start for tier in tiers for start in (tier.from_, tier.above) if start is not None}


def _printed(row: Confirmed) -> Printed:
    printed = Printed({}, {})
    for words in (row.quote, *(place.quote for place in row.also)):
        text = (words or "")[:LONGEST_QUOTE]
        for quantity in islice(share_units(text, find_quantities(text)), MOST_FIGURES):
            _take(printed, quantity, text)
    return printed


def _take(printed: Printed, quantity: Quantity, text: str) -> None:
    words = text[quantity.start : quantity.end]
    words = words if words.endswith(quantity.unit) else words + quantity.unit
    for number in (quantity.low, quantity.high):
        if number is None:
            continue
        if quantity.is_share and quantity.unit in PERCENT_OF_UNIT:
            printed.percent.setdefault(number * PERCENT_OF_UNIT[quantity.unit], words)
        elif quantity.counter == "元" or quantity.unit in BARE_SCALES:
            # 0.001元 is no amount that anyone is paid.
            with suppress(ValueError):
                printed.yuan.setdefault(Decimal(fen_of(number, quantity.unit)) / FEN_PER_YUAN, words)
