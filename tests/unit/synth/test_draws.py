"""Draws by counter: the published generator, the same in SQL and in Python, and evenly spread. Without this a seed means nothing."""

from __future__ import annotations

import duckdb
import pytest

from luoshi.synth.draws import WORD, Stream, below, chance, philox, pick, with_draws

# The known answers that come with the generator (Random123, philox2x32 with 10 rounds): counter, key, result.
KNOWN = [
    ((0x00000000, 0x00000000), 0x00000000, (0xFF1DAE59, 0x6CD10DF2)),
    ((0xFFFFFFFF, 0xFFFFFFFF), 0xFFFFFFFF, (0x2C3F628B, 0xAB4FD7AD)),
    ((0x243F6A88, 0x85A308D3), 0x13198A2E, (0xDD7CE038, 0xF62A4C12)),
]
COUNT = 200_000


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_words_are_those_that_the_generator_is_known_to_give(counter: tuple[int, int], key: int, words: tuple[int, int]) -> None:
    low, high = counter

    assert philox(low, Stream(high, key)) == words


def test_engine_draws_the_words_of_python(engine: duckdb.DuckDBPyConnection) -> None:
    drawn = with_draws("(SELECT range::BIGINT AS a FROM range(300))", "a * 7", ["x", "y", "z"], 11)

    rows = engine.execute(f"SELECT a, x, y, z FROM {drawn} ORDER BY a").fetchall()

    first, second = Stream.of(11, "x+y"), Stream.of(11, "z+z_")
    assert rows == [(a, *philox(a * 7, first), philox(a * 7, second)[0]) for a in range(300)]


def test_streams_differ_by_seed_and_by_name() -> None:
    streams = {Stream.of(seed, name) for seed in range(50) for name in ("sales", "staff", "age+day")}

    assert len(streams) == 150


def test_numbers_below_a_bound_are_even_and_reach_both_ends(engine: duckdb.DuckDBPyConnection) -> None:
    drawn = with_draws(f"(SELECT range::BIGINT AS a FROM range({COUNT}))", "a", ["x"], 1)

    counts = dict(engine.execute(f"SELECT {below('x', 10)} AS n, count(*) FROM {drawn} GROUP BY n").fetchall())

    assert sorted(counts) == list(range(10))
    assert all(abs(count - COUNT // 10) < 700 for count in counts.values())  # five standard deviations


@pytest.mark.parametrize(("word", "bound", "number"), [(0, 7, 0), (WORD - 1, 7, 6), (WORD - 1, 2**31, 2**31 - 1), (123, 0, 0)])
def test_number_below_a_bound_at_its_ends(engine: duckdb.DuckDBPyConnection, word: int, bound: int, number: int) -> None:
    assert engine.execute(f"SELECT {below(f'{word}::UBIGINT', bound)}").fetchone() == (number,)


@pytest.mark.parametrize(("permille", "expected"), [(0, False), (1000, True)])
def test_what_never_or_always_happens_does(engine: duckdb.DuckDBPyConnection, permille: int, expected: bool) -> None:
    words = (0, WORD // 2, WORD - 1)

    assert [engine.execute(f"SELECT {chance(f'{word}::UBIGINT', permille)}").fetchone() for word in words] == [(expected,)] * 3


def test_picks_follow_the_weights_and_leave_out_what_weighs_nothing(engine: duckdb.DuckDBPyConnection) -> None:
    drawn = with_draws(f"(SELECT range::BIGINT AS a FROM range({COUNT}))", "a", ["x"], 3)

    counts = dict(engine.execute(f"SELECT {pick('x', [1, 0, 3, 0])} AS place, count(*) FROM {drawn} GROUP BY place").fetchall())

    assert sorted(counts) == [0, 2]
    assert abs(counts[0] - COUNT // 4) < 1000


def test_pick_of_one_is_that_one(engine: duckdb.DuckDBPyConnection) -> None:
    assert engine.execute(f"SELECT {pick('0::UBIGINT', [5])}").fetchone() == (0,)
