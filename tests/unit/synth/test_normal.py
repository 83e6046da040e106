"""Normal and log-normal numbers out of tables: the right shape, and the same table on every machine."""

from __future__ import annotations

from decimal import Decimal
from statistics import NormalDist, fmean, pstdev

import duckdb
import pytest

from luoshi.synth.draws import WORD, with_draws
from luoshi.synth.normal import MICRO, POINTS, REACH, lognormal, lognormal_table, normal, normal_table, set_tables


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    set_tables(connection, {"sales": lognormal_table(1_000_000, Decimal("1.5"), 10**12), "flat": lognormal_table(42, Decimal(0), 100)})
    return connection


def test_no_quantile_lies_where_another_machine_could_round_it_otherwise() -> None:
    """The last digits of floats differ between machines at 1e-16; the nearest quantile is a billion times farther from a border."""
    quantile = NormalDist().inv_cdf
    shares = [k / 256 for k in range(1, 256)] + [k / 65536 for k in range(1, 257)] + [(255 * 256 + k) / 65536 for k in range(256)]
    borders = [abs(abs(quantile(share)) * MICRO % 1 - 0.5) for share in shares if share != 0.5]

    assert min(borders) > 1e-4


def test_table_is_symmetric_and_ascends() -> None:
    inner, upper, lower = normal_table()[:255], normal_table()[255:512], normal_table()[512:]

    assert inner[127] == 0
    assert tuple(-value for value in reversed(inner)) == inner
    assert tuple(-value for value in reversed(upper)) == lower
    assert list(inner) == sorted(inner)
    assert (lower[0], upper[-1]) == (-4_500_000, 4_500_000)


def test_normals_have_the_moments_and_the_tails_of_a_normal(engine: duckdb.DuckDBPyConnection) -> None:
    drawn = with_draws("(SELECT range::BIGINT AS a FROM range(200000))", "a", ["x"], 1)

    values = [value / MICRO for (value,) in engine.execute(f"SELECT {normal('x')} FROM {drawn}").fetchall()]

    assert abs(fmean(values)) < 0.01
    assert abs(pstdev(values) - 1) < 0.01
    for edge in (1, 2, 3):
        share = sum(abs(value) > edge for value in values) / len(values)
        assert abs(share - 2 * NormalDist().cdf(-edge)) < 0.002


@pytest.mark.parametrize(("word", "value"), [(0, -4_500_000), (WORD // 2, 0), (WORD - 1, 4_499_988)])
def test_normal_at_the_ends_and_in_the_middle(engine: duckdb.DuckDBPyConnection, word: int, value: int) -> None:
    found = engine.execute(f"SELECT {normal(f'{word}::UBIGINT')}").fetchone()

    assert found is not None
    assert abs(found[0] - value) <= 30


def test_values_of_a_log_normal_are_exact_at_the_median_and_a_deviation_away() -> None:
    table = lognormal_table(1_000_000, Decimal("1.5"), 10**12)

    assert len(table) == POINTS
    assert table[POINTS // 2] == 1_000_000
    assert table[POINTS // 2 + 32] == int(1_000_000 * Decimal("1.5").exp())
    assert max(lognormal_table(10**13, Decimal(3), 10**12)) == 10**12


@pytest.mark.parametrize(("deviation", "value"), [(0, 1_000_000), (-10 * REACH, 123), (10 * REACH, 8_103_083_927)])
def test_log_normal_is_bounded_however_far_the_deviation(engine: duckdb.DuckDBPyConnection, deviation: int, value: int) -> None:
    found = engine.execute(f"SELECT {lognormal('sales', f'{deviation}::BIGINT')}").fetchone()

    assert found is not None
    assert abs(found[0] - value) <= value // 10_000 + 1


def test_log_normal_without_spread_is_its_median(engine: duckdb.DuckDBPyConnection) -> None:
    assert engine.execute(f"SELECT {lognormal('flat', '777777::BIGINT')}").fetchone() == (42,)
