"""Numerals of Chinese prose: 24, 1,234.5, 二十四, 两, 百分之一点五, 三分之一. Exact, never a float."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
# Upper-case forms of payment papers.
DIGITS |= {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
POWERS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
SCALES = {"万": 10**4, "亿": 10**8}

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
# No numeral is longer; the bound keeps endless runs of digits linear.
CHINESE = r"[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]{1,24}"
FRACTION = rf"(?:{CHINESE}|\d+)分之(?:{CHINESE}(?:点{CHINESE})?|\d+(?:\.\d+)?)"


def parse_arabic(text: str) -> Decimal:
    """Read `1,234.5`; raises ValueError on anything else."""
    if not re.fullmatch(ARABIC, text):
        raise ValueError(f"not a number: {text!r}")
    return Decimal(re.sub("[,，]", "", text))


def parse_chinese(text: str) -> Decimal:
    """Read `二十四`, `两千零三`, `一百二十万`, `二〇二五`, `一点五`; raises ValueError on anything else."""
    whole, point, decimals = text.partition("点")
    if point:
        if not decimals or any(c not in DIGITS for c in decimals):
            raise ValueError(f"not a numeral: {text!r}")
        return Decimal(f"{parse_chinese(whole)}.{''.join(str(DIGITS[c]) for c in decimals)}")
    if not whole or any(c not in DIGITS and c not in POWERS and c not in SCALES for c in whole):
        raise ValueError(f"not a numeral: {text!r}")
    if len(whole) > 1 and all(c in DIGITS for c in whole):
        return Decimal("".join(str(DIGITS[c]) for c in whole))
    return Decimal(_sum_places(whole))


def _sum_places(text: str) -> int:
    """Add up 三亿五千万 by its places: a scale multiplies what stands before it, back to the next greater scale."""
    for scale in ("亿", "万"):
        above, found, below = text.rpartition(scale)
        if found:
            return (_sum_places(above) if above else 1) * SCALES[scale] + (_sum_places(below) if below else 0)
    total = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total, digit = total + (digit or 1) * POWERS[char], 0
    return total + digit


def parse_number(text: str) -> Decimal:
    """Read a number written in either way, 万 and 亿 behind it included (`3.5万`); raises ValueError on anything else."""
    found = re.fullmatch(rf"({ARABIC})([十百千]?[万亿]|[十百千])?", text)
    if found is None:
        return parse_chinese(text)
    scale = 1
    for char in found[2] or "":
        scale *= POWERS.get(char) or SCALES[char]
    return parse_arabic(found[1]) * scale


def parse_fraction(text: str) -> Fraction:
    """Read `百分之一点五` as 3/200 and `三分之一` as 1/3; raises ValueError on anything else."""
    below, _, above = text.partition("分之")
    if not above:
        raise ValueError(f"not a fraction: {text!r}")
    denominator = Fraction(parse_number(below))
    if not denominator:
        raise ValueError(f"nothing can be divided by zero: {text!r}")
    return Fraction(parse_number(above)) / denominator
