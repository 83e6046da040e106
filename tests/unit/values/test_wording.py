"""Figures as they stand on screen: sums in 万元 with two decimals, the rest in the words of official papers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.values.wording import plain_figure, plain_money, plain_rate


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (600_000, "0.60万元"),
        (5_000_000, "5.00万元"),
        (1_000_000, "1.00万元"),
        (1_250_000, "1.25万元"),
        (1_234_500, "12,345元"),
        (120_000_000_0, "1,200.00万元"),
        (10_000_000_000, "10,000.00万元"),
        (15_000_000_000, "15,000.00万元"),
        (123_456_000_000, "123,456.00万元"),
        (1_000, "10元"),
        (1_050, "10.50元"),
        (0, "0.00万元"),
    ],
)
def test_plain_money_is_said_in_wan_or_exactly_in_yuan(fen: int, words: str) -> None:
    assert plain_money(fen) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Fraction(1, 2), "50%"),
        (Fraction(1), "100%"),
        (Fraction(1, 200), "0.5%（5‰）"),
        (Fraction(1, 3), "三分之一（33.33%）"),
        (Fraction(2, 3), "三分之二（66.67%）"),
        (Fraction(5, 4), "125%"),
    ],
)
def test_plain_rate_names_what_may_have_been_printed(rate: Fraction, words: str) -> None:
    assert plain_rate(rate) == words


def test_plain_figure_has_no_separators_and_no_empty_digits() -> None:
    assert [plain_figure(Decimal(number), unit) for number, unit in (("1200", "万元"), ("1E+3", "家"), ("2.50", "%"), ("0", "%"))] == [
        "1200万元",
        "1000家",
        "2.5%",
        "0%",
    ]
