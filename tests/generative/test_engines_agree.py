"""Random programmes on random applicants: the plan gives what the interpreter gives, line by line, to the fen."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings

from luoshi.facts.nodes import Applicant
from luoshi.programme.nodes import Programme
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.plan.engines import DuckDBEngine
from tests.made import programmes as made
from tests.spec.agreement import interpreted, interpreted_takes, planned, planned_takes

some = settings(max_examples=settings.default.max_examples // 2)


@pytest.fixture(scope="module")
def engine() -> DuckDBEngine:
    return DuckDBEngine(duckdb.connect())


@some
@given(made.programmes(), made.populations(5))
def test_plan_agrees_with_the_interpreter(engine: DuckDBEngine, programme: Programme, people: list[Applicant]) -> None:
    book = book_of([programme])
    assert planned(engine, book, people, made.AS_OF) == interpreted(book, people, made.AS_OF)


@some
@given(made.programmes(with_population_limits=True), made.populations(5))
def test_plan_agrees_where_limits_look_at_all(engine: DuckDBEngine, programme: Programme, people: list[Applicant]) -> None:
    book = book_of([programme])
    assert planned(engine, book, people, made.AS_OF) == interpreted(book, people, made.AS_OF)


@some
@given(made.pairs(), made.populations(5))
def test_plan_agrees_on_two_programmes_and_on_two_versions(engine: DuckDBEngine, pair: list[Programme], people: list[Applicant]) -> None:
    book = book_of(pair)
    assert planned(engine, book, people, made.AS_OF) == interpreted(book, people, made.AS_OF)


@some
@given(made.pairs(), made.populations(5))
def test_what_each_step_takes_agrees_on_two_programmes(engine: DuckDBEngine, pair: list[Programme], people: list[Applicant]) -> None:
    book = book_of(pair)
    assert planned_takes(engine, book, people, made.AS_OF) == interpreted_takes(book, people, made.AS_OF)


@some
@given(made.programmes(with_population_limits=True), made.populations(5))
def test_what_each_step_takes_agrees_where_limits_look_at_all(engine: DuckDBEngine, programme: Programme, people: list[Applicant]) -> None:
    book = book_of([programme])
    assert planned_takes(engine, book, people, made.AS_OF) == interpreted_takes(book, people, made.AS_OF)
