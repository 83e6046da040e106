"""Figures as they stand on screen and paper: 20.00万元, 下降10%, 翻一番, 前5位."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from luoshi.values.money import FEN_PER_WAN, FEN_PER_YUAN, show_wan

# What nobody prints as a percentage, and what therefore was a fraction in words.
FRACTIONS = {Decimal("33.33"): "三分之一", Decimal("66.67"): "三分之二", Decimal("16.67"): "六分之一"}
DOUBLINGS = {2: "翻一番", 4: "翻两番", 8: "翻三番", 16: "翻四番"}


def plain_number(number: Decimal) -> str:
    """Print a number as official papers do: no thousands separators, no trailing zeros."""
    printed = f"{number:f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def plain_money(fen: int) -> str:
    """Say an amount in 万元 with two decimals, as all sums on screen; in 元 where these would not tell it exactly (每平方米10元)."""
    if fen % (FEN_PER_WAN // 100) == 0:
        return show_wan(fen)
    yuan, rest = divmod(fen, FEN_PER_YUAN)
    return f"{yuan:,}.{rest:02d}元" if rest else f"{yuan:,}元"


def plain_percent(percent: Decimal) -> str:
    """Say a percentage; the fraction it rounds and the per mille that it may be printed as stand with it: `0.5%（5‰）`."""
    printed = f"{plain_number(percent)}%"
    if percent in FRACTIONS:
        return f"{FRACTIONS[percent]}（{printed}）"
    return f"{printed}（{plain_number(percent * 10)}‰）" if 0 < percent < 1 else printed


def plain_rate(rate: Fraction) -> str:
    """Say a fraction (0.5 = 50 %) in percent; two decimals, or four where two would not tell it."""
    exact = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    rounded = round(exact, 2)
    return plain_percent(rounded if rounded in FRACTIONS else round(exact, 4))


def plain_figure(number: Decimal, unit: str) -> str:
    """Say a number with its unit, percentages as `plain_percent` does."""
    return plain_percent(number) if unit == "%" else f"{plain_number(number)}{unit}"
