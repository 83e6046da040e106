"""Money: integer fen, never a float on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.money import fen_of, show_wan, yuan_of


@given(st.integers(0, 10**15))
def test_fen_of_yuan_is_a_hundredfold(yuan: int) -> None:
    assert fen_of(Decimal(yuan), "元") == 100 * yuan


@pytest.mark.parametrize(
    ("number", "unit", "fen"),
    [("20", "万元", 20_000_000), ("1.5", "亿元", 15_000_000_000), ("10", "万", 10_000_000), ("0.01", "元", 1), ("3", "千元", 300_000)],
)
def test_fen_of_scaled_units_is_exact(number: str, unit: str, fen: int) -> None:
    assert fen_of(Decimal(number), unit) == fen


@pytest.mark.parametrize(("number", "unit"), [("0.001", "元"), ("1", "家"), ("1", "美元")])
def test_fen_of_what_is_no_whole_fen_or_no_money_is_refused(number: str, unit: str) -> None:
    with pytest.raises(ValueError):
        fen_of(Decimal(number), unit)


@given(st.integers(-(10**14), 10**14))
def test_show_wan_rounds_half_up_from_the_exact_sum(fen: int) -> None:
    shown = Decimal(show_wan(fen).removesuffix("万元").replace(",", ""))
    assert abs(shown * 1_000_000 - fen) <= 5_000
    if abs(fen) % 10_000 == 5_000:
        assert abs(shown) * 1_000_000 > abs(fen)


@pytest.mark.parametrize(("fen", "shown"), [(120_000_000_0, "1,200.00万元"), (0, "0.00万元"), (5_000, "0.01万元"), (4_999, "0.00万元")])
def test_show_wan_prints_two_decimals(fen: int, shown: str) -> None:
    assert show_wan(fen) == shown


@pytest.mark.parametrize(("fen", "yuan"), [(20_000_000, 200_000), (150, 1.5)])
def test_yuan_of_is_whole_where_it_can_be(fen: int, yuan: float) -> None:
    assert yuan_of(fen) == yuan
    assert type(yuan_of(fen)) is type(yuan)
