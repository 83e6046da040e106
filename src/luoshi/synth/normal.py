"""Normal and log-normal numbers in whole numbers: tables made once, looked up and interpolated by the engine without any float.

A standard normal is in millionths. Its table has 255 inner points and two tails of 257, so that both ends are as fine as the middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from functools import cache
from statistics import NormalDist

import duckdb

PREFIX, NORMAL = "luoshi_", "normal"
MICRO = 1_000_000
# Beyond these many standard deviations nothing is drawn.
FARTHEST = Decimal("4.5")
INNER, TAIL = 255, 257

# Values are tabled between -6 and 6 standard deviations, 32 steps each.
REACH = 6 * MICRO
STEP = MICRO // 32
POINTS = 2 * REACH // STEP + 1


@cache
def normal_table() -> tuple[int, ...]:
    """Return the quantiles: of 1/256 … 255/256, then those of the upper and of the lower 256th in 256 parts each.

    Computed with floats and rounded to millionths; no quantile lies near a border of rounding (a test holds that), so that every machine
    has the same table.
    """
    quantile = NormalDist().inv_cdf
    inner = [quantile(k / 256) for k in range(1, 256)]
    upper = [quantile((255 * 256 + k) / 65536) for k in range(256)]
    lower = [quantile(k / 65536) for k in range(1, 257)]
    edge = float(FARTHEST)
    return tuple(round(value * MICRO) for value in [*inner, *upper, edge, -edge, *lower])


@cache
def lognormal_table(median: int, sigma: Decimal, highest: int) -> tuple[int, ...]:
    """Return `POINTS` values of a log-normal, in the unit of the median, none above `highest`: exact decimals, rounded down."""
    with localcontext() as context:
        context.prec = 30
        points = (Decimal(k * STEP - REACH) / MICRO for k in range(POINTS))
        return tuple(min(highest, int(median * (sigma * point).exp())) for point in points)


def set_tables(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[int]]) -> None:
    """Give the connection the tables that `normal` and `lognormal` look into: that of the normal, and those named."""
    for name, values in {NORMAL: normal_table(), **tables}.items():
        connection.execute(f"SET VARIABLE {PREFIX}{name} = [{', '.join(map(str, values))}]::BIGINT[]")


def normal(draw: str) -> str:
    """Return the SQL of a standard normal in millionths (BIGINT) from 32 random bits."""
    top, next_bits = f"({draw} >> 24)::BIGINT", f"(({draw} >> 16) & 255::UBIGINT)::BIGINT"
    at = f"(CASE {top} WHEN 255 THEN {INNER} + {next_bits} WHEN 0 THEN {INNER + TAIL} + {next_bits} ELSE {top} - 1 END)"
    within = f"(CASE WHEN {top} IN (0, 255) THEN ({draw} & 65535::UBIGINT) * 256 ELSE {draw} & 16777215::UBIGINT END)::BIGINT"
    return _interpolated(NORMAL, at, within, 1 << 24)


def lognormal(table: str, deviation: str, start: str = "0") -> str:
    """Return the SQL of a log-normal value from a standard normal in millionths.

    Args:
        table: Name of a table of `POINTS` values, or of several such lists end to end.
        deviation: SQL of the standard normal; a column, for it stands in the result several times.
        start: SQL of where in the table the values begin.
    """
    moved = f"(least(greatest({deviation}, {1 - REACH}), {REACH - 1}) + {REACH})"
    return _interpolated(table, f"({start} + {moved} // {STEP})", f"({moved} % {STEP})", STEP)


def _interpolated(table: str, at: str, within: str, whole: int) -> str:
    """The value between the one at index `at` (from 0) and the next, `within` of `whole` on."""
    values = f"getvariable('{PREFIX}{table}')"
    low, high = f"{values}[{at} + 1]", f"{values}[{at} + 2]"
    return f"({low} + ({high} - {low}) * {within} // {whole})"
