"""Money: integer fen inside, 万元 on screen. Never a float."""

from __future__ import annotations

from decimal import Decimal

from luoshi.values.numerals import parse_number

FEN_PER_YUAN = 100
FEN_PER_WAN = 10_000 * FEN_PER_YUAN


def fen_of(number: Decimal, unit: str) -> int:
    """Turn a number of 元, 万元, 亿元 (the 元 may be missing) into fen.

    Raises:
        ValueError: The unit is none of money, or the amount is no whole number of fen.
    """
    scale = parse_number("1" + unit.removesuffix("元")) if unit.removesuffix("元") else Decimal(1)
    fen = number * scale * FEN_PER_YUAN
    if fen != fen.to_integral_value():
        raise ValueError(f"no whole number of fen: {number}{unit}")
    return int(fen)


def yuan_of(fen: int) -> int | float:
    """Return the amount in yuan for the reading format: a whole number wherever it is one."""
    whole, rest = divmod(fen, FEN_PER_YUAN)
    return whole if not rest else fen / FEN_PER_YUAN


def show_wan(fen: int) -> str:
    """Return `1,200.00万元`, rounded half up from the exact amount."""
    hundredths = (abs(fen) * 100 + FEN_PER_WAN // 2) // FEN_PER_WAN
    return f"{'-' if fen < 0 else ''}{hundredths // 100:,}.{hundredths % 100:02d}万元"
