"""The operations whose meaning matters are the same on every engine: rounding, division, unknowns, order, overflow."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from sqlglot import exp

from luoshi.rewards.bounds import MAX_INT64, SumTooLarge
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import named, rows, select
from luoshi.rewards.plan.dialects import Dialect, column, render
from luoshi.rewards.plan.engines import Engine
from tests.unit.rewards.plan.conftest import Answer, query_of

RATES = (Fraction(0), Fraction(1, 2), Fraction(1, 3), Fraction(3, 10), Fraction(1), Fraction(7, 3), Fraction(4_567, 10_000))
AMOUNTS = (0, 1, 2, 3, 49, 50, 51, 99, 100, 617_283, 10**14)
UNKNOWN = sql.as_bigint(exp.null())


def number(value: int) -> exp.Expr:
    return sql.as_bigint(sql.whole(value))


def half_up(amount: int, rate: Fraction) -> int:
    return floor(amount * rate + Fraction(1, 2))


def test_a_rate_is_rounded_half_up_to_the_fen(answer: Answer) -> None:
    cases = [(amount, rate) for amount in AMOUNTS for rate in RATES]
    asked = [sql.half_up(number(amount), number(rate.numerator), number(rate.denominator)) for amount, rate in cases]

    assert answer(*asked) == tuple(half_up(amount, rate) for amount, rate in cases)


def test_the_longer_form_rounds_alike_where_the_short_one_would_leave_64_bits(answer: Answer) -> None:
    cases = [
        (amount, rate) for amount in (*AMOUNTS, 2**53 + 1) for rate in (*RATES, Fraction(123_457, 1_000_000), Fraction(999_999, 10**6))
    ]
    asked = [sql.half_up_wide(number(amount), number(rate.numerator), number(rate.denominator)) for amount, rate in cases]

    assert answer(*asked) == tuple(half_up(amount, rate) for amount, rate in cases)


def test_division_is_whole_and_stays_exact_beyond_53_bits(answer: Answer) -> None:
    assert answer(sql.floor_div(number(MAX_INT64), number(10)), sql.year_of(number(20_250_620))) == (MAX_INT64 // 10, 2025)


def test_the_least_is_unknown_if_one_is_and_the_greatest_is_not(answer: Answer) -> None:
    least, greatest = sql.least([number(3), UNKNOWN]), sql.greatest([number(3), UNKNOWN])

    assert answer(least, sql.least([number(3), number(2)]), greatest, sql.greatest([UNKNOWN, UNKNOWN.copy()])) == (None, 2, 3, None)


def test_an_excess_is_never_below_zero_and_unknown_if_one_is(answer: Answer) -> None:
    cases = [(number(5), number(3)), (number(3), number(5)), (UNKNOWN, number(1)), (number(1), UNKNOWN)]

    assert answer(*(sql.excess(of, beyond) for of, beyond in cases)) == (2, 0, None, None)


def test_conditions_have_three_values(answer: Answer) -> None:
    true, false, unknown = exp.true(), exp.false(), exp.cast(exp.null(), "BOOLEAN")

    asked = [sql.all_of([false, unknown]), sql.all_of([true, unknown]), sql.any_of([true, unknown]), sql.any_of([false, unknown])]

    assert answer(*asked, exp.not_(unknown), sql.is_unknown(exp.not_(unknown))) == (False, None, True, None, None, True)


def test_a_place_is_found_by_how_its_code_begins_and_wildcards_are_letters(answer: Answer) -> None:
    asked = [sql.begins_with(sql.text(code), begin) for code, begin in [("150602001", "150602"), ("150602", "1501"), ("1506", "15_6")]]

    assert answer(*asked) == (True, False, False)


def test_words_keep_their_quotes_and_signs(answer: Answer) -> None:
    for word in ("“专精特新”'小巨人'\\", "研发占5%以上，100%(as_of)s", "𠮷－Ａ /* -- */ :as_of $as_of ?"):
        assert answer(sql.text(word), sql.one_of(sql.text(word), [word, "其他"])) == (word, True)


def test_words_of_another_writing_are_others(answer: Answer) -> None:
    pairs = [("ß", "ss"), ("i", "İ"), ("A", "Ａ"), ("a", "A"), ("甲", "甲 "), ("é", "e\u0301")]

    assert answer(*(sql.text(one).eq(sql.text(other)) for one, other in pairs)) == (False,) * len(pairs)


def test_comments_are_no_parameters(engine: Engine) -> None:
    value = named(number(1), "v")
    value.add_comments(["研发占5%以上 %s %(x)s :y $z /* */"])

    assert engine.run(query_of(select([value]), engine.dialect), {}) == [(1,)]


def test_columns_are_called_what_a_programme_calls_its_facts(engine: Engine) -> None:
    names = ["m_绿色工厂", "m_Ab 率%", "m_select", "m_A"]
    inner = select([named(number(place), name) for place, name in enumerate(names)])
    query = query_of(select([named(column(name, "t"), name) for name in names]).from_(inner.subquery("t")), engine.dialect)

    assert engine.run(query, {}) == [(0, 1, 2, 3)]


def test_a_parameter_is_64_bits_wide(answer: Answer) -> None:
    product = sql.times([sql.parameter("amount"), sql.parameter("count")])

    assert answer(product, parameters={"amount": 2_000_000_000, "count": 3}) == (6_000_000_000,)


def test_a_sum_that_leaves_64_bits_is_refused_in_words(engine: Engine) -> None:
    too_large = rows("t", ["fen"], [[number(MAX_INT64)], [number(MAX_INT64)]])
    query = query_of(select([named(sql.sum_of(column("fen")), "total")]).from_(too_large), engine.dialect)

    with pytest.raises(SumTooLarge, match=r"^合计超过了能精确计算的范围"):
        engine.run(query, {})


def placed(engine: Engine, matters: list[str], source: exp.Expr | str) -> list[str]:
    place = sql.over(exp.RowNumber(), [column("grp")], [sql.ascending("matter")])
    query = query_of(select(["matter", named(place, "place")]).from_(source), engine.dialect)
    return [matter for matter, _ in sorted(engine.run(query, {}), key=lambda row: row[1])]


def test_numbers_of_matters_stand_in_the_order_of_their_code_points(engine: Engine) -> None:
    matters = ["b", "B", "a1", "a_1", "a-1", "中", "啊", "10", "9"]
    table = rows("t", ["grp", "matter"], [[sql.whole(0), sql.text(matter)] for matter in matters])

    assert placed(engine, matters, table) == sorted(matters)


def test_the_order_does_not_hang_on_the_language_of_a_database() -> None:
    place = sql.over(exp.RowNumber(), [column("grp")], [sql.ascending("day"), sql.ascending("matter")])

    assert 'ORDER BY day, matter COLLATE "C"' in render(select([named(place, "place")]), Dialect.POSTGRES)


def test_what_is_written_is_read_as_it_is_meant() -> None:
    a, b, c = map(column, "abc")

    def written(value: exp.Expr, dialect: Dialect = Dialect.DUCKDB) -> str:
        return render(select([named(value, "v")]), dialect).removeprefix("SELECT\n  ").removesuffix(" AS v").replace("\n  ", " ")

    assert written(a - exp.paren(b - c)) == "a - (b - c)"
    assert written(sql.times([a + b, c])) == "(a + b) * c"
    assert written(sql.is_unknown(exp.not_(a))) == "(NOT a) IS NULL"
    assert written(sql.floor_div(a + b, sql.times([b, c]))) == "(a + b) // (b * c)"
    assert written(sql.floor_div(a, b), Dialect.POSTGRES) == "a / b"
    assert written(sql.floor_div(a, b), Dialect.SPARK) == "a DIV b"
