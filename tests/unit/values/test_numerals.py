"""Numerals: a wrong one is a wrong promise."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.numerals import DIGITS, parse_arabic, parse_chinese, parse_fraction, parse_number

ONES = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Write a number below a trillion in Chinese, by the rules of a primary school."""
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            high, low = divmod(number, scale)
            return spell(high) + name + ("" if not low else ("零" if low < scale // 10 else "") + spell(low))
    out, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if zero and out else "") + ONES[digit] + name
            zero = False
        else:
            zero = True
    return out or "零"


@given(st.integers(0, 10**12 - 1))
def test_parse_chinese_of_a_spelled_number_is_the_number(number: int) -> None:
    assert parse_chinese(spell(number)) == number


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_parse_arabic_with_thousands_marks_is_exact(whole: int, cents: int) -> None:
    assert parse_arabic(f"{whole:,}.{cents:02d}") == Decimal(whole) + Decimal(cents) / 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24", 24),
        ("1,234.5", "1234.5"),
        ("十五", 15),
        ("二十", 20),
        ("两", 2),
        ("一百零三", 103),
        ("二〇二五", 2025),
        ("一百二十万", 1_200_000),
        ("三亿五千万", 350_000_000),
        ("万", 10_000),
        ("一点五", "1.5"),
        ("壹佰贰拾", 120),
        ("3.5万", 35_000),
        ("1千万", 10_000_000),
    ],
)
def test_parse_number_of_official_forms(text: str, expected: int | str) -> None:
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "约24", "1,23", "一点", "点五", "R2", "24家"])
def test_parse_number_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("百分之一点五", Fraction(3, 200)), ("三分之一", Fraction(1, 3)), ("千分之五", Fraction(1, 200))]
)
def test_parse_fraction_is_exact(text: str, expected: Fraction) -> None:
    assert parse_fraction(text) == expected


def test_parse_fraction_of_nothing_below_is_refused() -> None:
    with pytest.raises(ValueError, match="zero"):
        parse_fraction("零分之一")


def test_every_digit_is_its_own_value() -> None:
    assert all(parse_chinese(digit) == value for digit, value in DIGITS.items())
