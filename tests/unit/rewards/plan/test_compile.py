"""What a compiled plan is: SQL that an auditor can read, numbers that are parameters, totals that are the sums of its lines."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from luoshi.facts.nodes import Payment
from luoshi.rewards.book import Bounds, Cap, Quota, RuleBook, Scope, Times, Years
from luoshi.rewards.bounds import PlanRefused
from luoshi.rewards.nodes import Compare, Decided, InKind, Op, PerItem, Share
from luoshi.rewards.plan.compile import CompiledPlan, compile_plan
from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.engines import DuckDBEngine
from luoshi.rewards.plan.totals import LINE_COLUMNS, Key
from tests.spec.agreement import interpreted
from tests.spec.engines import fill
from tests.unit.rewards.plan.rules import AS_OF, COST, RECOGNISED, SALES, amount, applicant, book, fixed, rate, recognised, rule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PEOPLE = (
    applicant(
        "甲1", region="150602", size="small", sales=900_000_00, matters=[recognised("M1", "甲1", cost=1_01), recognised("M2", "甲1")]
    ),
    applicant("甲2", region="150602", size="micro", matters=[recognised("M3", "甲2", date(2024, 5, 1), cost=3_000_00, decided=7_00)]),
    applicant("甲3", sales=5, matters=[recognised("M4", "甲3", cost=0)]),
)


def mixed() -> RuleBook:
    """A book in which lines end in every way."""
    return book(
        rule(0, Share(rate(Fraction(1, 2)), COST), pattern=RECOGNISED),
        rule(1, Decided(), pattern=RECOGNISED),
        rule(2, InKind("优先推荐"), pattern=RECOGNISED),
        rule(3, fixed(5_000, 3), condition=Compare(SALES, Op.AT_LEAST, amount(100, 3, "if/at_least"))),
    )


@pytest.fixture
def engine(duckdb_connection: DuckDBPyConnection) -> DuckDBEngine:
    return DuckDBEngine(duckdb_connection)


def compiled(of: RuleBook) -> CompiledPlan:
    return compile_plan(of, dialect=Dialect.DUCKDB)


def test_every_way_in_which_a_line_ends_is_that_of_the_interpreter(engine: DuckDBEngine) -> None:
    fill(engine, mixed(), PEOPLE)
    plan = compiled(mixed())

    lines = sorted(engine.run(plan.lines(), plan.values(AS_OF)))

    assert lines == interpreted(mixed(), PEOPLE, AS_OF)
    assert {line[4] for line in lines} == {"owed", "nothing", "undecided", "awaiting_decision", "in_kind"}


@pytest.mark.parametrize(
    "keys", [keys for count in range(6) for keys in combinations(Key, count)], ids=lambda keys: "+".join(keys) or "none"
)
def test_totals_are_the_sums_of_the_lines(engine: DuckDBEngine, keys: tuple[Key, ...]) -> None:
    fill(engine, mixed(), PEOPLE)
    plan = compiled(mixed())
    facts = {person.id: person.states[0].facts for person in PEOPLE}
    wanted: dict[tuple[object, ...], Counter[str]] = {}
    for line in engine.run(plan.lines(), plan.values(AS_OF)):
        found = dict(zip(LINE_COLUMNS, line, strict=True)) | {"year": line[3] // 10_000}
        found |= {name: facts[line[0]].get(name) for name in ("region", "size")}
        sums = wanted.setdefault(tuple(found[key] for key in keys), Counter())
        sums.update(line_count=1, owed_count=found["owed_fen"] > 0, owed_fen=found["owed_fen"])

    counted = {row[: len(keys)]: row[len(keys) :] for row in engine.run(plan.totals(*keys), plan.values(AS_OF))}
    summed = {row[:-1]: row[-1] for row in engine.run(plan.totals(*keys, counts=False), plan.values(AS_OF))}

    assert counted == {key: (sums["line_count"], sums["owed_count"], sums["owed_fen"]) for key, sums in wanted.items()}
    assert summed == {key: sums["owed_fen"] for key, sums in wanted.items() if sums["owed_fen"]}


def test_a_what_if_runs_the_same_sql_with_other_numbers(engine: DuckDBEngine) -> None:
    fill(engine, mixed(), PEOPLE)
    plan = compiled(mixed())
    changed = plan.with_book(mixed().with_parameters({"甲/1/r4/formula/amount": 7_001, "甲/1/r1/formula/rate": Fraction(1, 3)}))

    assert changed.totals() is plan.totals()
    assert engine.run(changed.totals(), changed.values(AS_OF))[0][-1] == sum(line[-1] for line in interpreted(changed.book, PEOPLE, AS_OF))


def test_a_what_if_whose_rate_has_many_digits_is_written_anew_and_stays_exact(engine: DuckDBEngine) -> None:
    fill(engine, mixed(), PEOPLE)
    plan = compiled(mixed())
    changed = plan.with_book(mixed().with_parameters({"甲/1/r1/formula/rate": Fraction(999_999, 1_000_000)}))

    assert changed.lines().sql != plan.lines().sql
    assert sorted(engine.run(changed.lines(), changed.values(AS_OF))) == interpreted(changed.book, PEOPLE, AS_OF)


def test_a_what_if_that_could_leave_64_bits_is_refused() -> None:
    plan = compiled(book(rule(0, PerItem(amount(100), SALES), pattern=RECOGNISED)))

    with pytest.raises(PlanRefused, match="第1项"):
        plan.with_book(plan.book.with_parameters({"甲/1/r1/formula/amount": 10**14}))


@pytest.mark.parametrize("dialect", list(Dialect))
def test_no_number_of_the_book_stands_in_the_sql(dialect: Dialect) -> None:
    """A what-if would leave it as it was."""
    number = 987_654_321
    rules, codes = frozenset([0]), frozenset([("甲", "r1")])
    one = rule(
        0,
        fixed(number),
        pattern=RECOGNISED,
        bounds=Bounds(floor=amount(number, place="floor"), matter_caps=(amount(number, place="cap"),)),
        times=Times(amount(number, place="times"), Scope.APPLICANT, yearly=False),
        years=Years(amount(number, place="years"), calendar=False),
    )
    cap = Cap("c", "", "限额", amount(number, place="cap/0"), Scope.APPLICANT, False, rules, frozenset(), codes)
    quota = Quota("q", "", "名额", amount(number, place="count"), False, True, rules, codes)
    plan = compile_plan(book(one, caps=(cap,), quotas=(quota,)), dialect=dialect)

    query = plan.lines()

    assert str(number) not in query.sql
    assert query.parameters == plan.values(AS_OF).keys()


def test_the_sql_names_the_clause_and_the_label_of_each_rule() -> None:
    text = compiled(mixed()).lines().sql

    assert [f"WHEN {number} /* 一/{number + 1} 第{number + 1}项 */" in text for number in range(4)] == [True] * 4


def test_a_label_cannot_end_its_comment() -> None:
    hostile = book(rule(0, fixed(1), pattern=RECOGNISED, label="*/ SELECT 1; --\n'"))

    assert "*/ SELECT 1" not in compiled(hostile).lines().sql


def test_a_book_without_a_rule_has_no_lines(engine: DuckDBEngine) -> None:
    fill(engine, book(), PEOPLE)
    plan = compiled(book())

    assert engine.run(plan.lines(), plan.values(AS_OF)) == []
    assert engine.run(plan.totals(), plan.values(AS_OF)) == [(0, 0, 0)]


def test_matters_and_payments_after_the_day_of_the_settlement_do_not_exist(engine: DuckDBEngine) -> None:
    payment = Payment("甲1", date(2026, 1, 5), 300, 2025, reward="r1", matter="M1")
    people = [applicant("甲1", matters=[recognised("M1", "甲1"), recognised("M2", "甲1", date(2026, 1, 1))], payments=[payment])]
    one = book(rule(0, fixed(1_000), pattern=RECOGNISED))
    fill(engine, one, people)
    plan = compiled(one)

    assert engine.run(plan.lines(), plan.values(AS_OF)) == [("甲1", "M1", 0, 20250601, "owed", 1_000, 1_000)]


@pytest.mark.parametrize("name", ["lines.parquet", "lines.csv"])
def test_lines_are_written_to_a_file_without_passing_through_python(engine: DuckDBEngine, tmp_path: Path, name: str) -> None:
    fill(engine, mixed(), PEOPLE)
    plan, path = compiled(mixed()), tmp_path / name

    engine.write(path, plan.lines(), plan.values(AS_OF))

    count, fen = engine.connection.execute(f"SELECT count(*), sum(owed_fen) FROM '{path}'").fetchall()[0]
    assert (count, fen) == (len(interpreted(mixed(), PEOPLE, AS_OF)), sum(line[-1] for line in interpreted(mixed(), PEOPLE, AS_OF)))
