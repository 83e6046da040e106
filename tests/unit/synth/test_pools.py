"""Among whom a matter is drawn: conditions on applicants as predicates, and walks that meet everybody before anybody twice."""

from __future__ import annotations

import duckdb
import pytest

from luoshi.facts.vocabulary import Entity
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.from_programme import book_of
from luoshi.synth import Wanted
from luoshi.synth.applicants import Crowd, draw_base, groups_of
from luoshi.synth.demand import Ask, demand_of
from luoshi.synth.figures import Figures
from luoshi.synth.from_programmes import own_facts
from luoshi.synth.nodes import Window
from luoshi.synth.pools import Pools, step_of
from luoshi.usecases.synthesise import load_population

PROGRAMME = """
format: luoshi-programme/1
programme: t
policy: {title: 试}
facts: [{name: farming_firm, label: 农牧企业, entity: applicant, type: flag}]
rewards:
  - id: r
    clause: 一
    when: {kind: project, subject: 甲}
    if: %s
    formula: {type: %s}
"""
FIXED = "fixed, amount_yuan: 1"


def ask_for(condition: str, formula: str = FIXED) -> Ask:
    demand = demand_of(book_of([programme_from_yaml(PROGRAMME % (condition, formula))]))
    return demand.stories["project", "甲"].asks[0]


@pytest.fixture(scope="module")
def drawn() -> tuple[duckdb.DuckDBPyConnection, Pools]:
    """A county of 3,000 firms."""
    programme = programme_from_yaml(PROGRAMME % ("{fact: above_scale, is: true}", FIXED))
    profile, wanted = load_population("general"), Wanted("150602", 3000, 1)
    crowd = Crowd(
        wanted=wanted,
        window=Window(2023, 2025),
        profile=profile,
        groups=groups_of(wanted, profile, {"150602": 1}),
        own_facts=[field for field in own_facts([programme]) if field.entity is Entity.APPLICANT],
        hints={},
        figures=Figures(profile),
    )
    connection = duckdb.connect()
    draw_base(connection, crowd)
    return connection, Pools(crowd)


def count(drawn: tuple[duckdb.DuckDBPyConnection, Pools], where: str) -> int:
    row = drawn[0].execute(f"SELECT count(*) FROM base WHERE {where}").fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        ("{fact: technology_firm, is: true}", "technology_firm"),
        ("{fact: technology_firm, is: false}", "NOT technology_firm"),
        ("{fact: sales, at_least: 20000000}", "s2025 >= 2000000000"),
        ("{all: [{fact: technology_firm, is: true}, {fact: staff, more_than: 10}]}", "technology_firm AND t2025 // 1000 > 10"),
        ("{any: [{fact: technology_firm, is: true}, {fact: staff, at_least: 100}]}", "technology_firm OR t2025 // 1000 >= 100"),
        ("{ratio: [rd_spend, sales], at_least: 3%}", "s2025 > 0 AND (s2025 * coalesce(rd_ppm, 0) // 1000000) * 100 >= s2025 * 3"),
        ('{fact: region, one_of: ["150602001"]}', "region = '150602'"),
        ("{fact: industrial_firm, is: true}", "sector BETWEEN 3 AND 19"),
        ("{fact: farming_firm, is: true}", "sector BETWEEN 0 AND 2"),
        ("{fact: above_scale, is: true}", "above_year <= 2025"),
        ("{fact: above_scale, is: false}", "above_year IS NULL"),
        ("{fact: size, one_of: [small, medium]}", "size_at BETWEEN 1 AND 2"),
    ],
)
def test_conditions_on_applicants_become_predicates(drawn: tuple[duckdb.DuckDBPyConnection, Pools], condition: str, where: str) -> None:
    found = count(drawn, drawn[1].fitting(ask_for(condition)))

    assert found == count(drawn, where)
    assert found > 0


@pytest.mark.parametrize(
    "condition",
    [
        "{fact: reviewed, is: true}",
        "{any: [{fact: reviewed, is: true}, {fact: technology_firm, is: true}]}",
        "{not: {all: [{fact: reviewed, is: true}, {fact: technology_firm, is: true}]}}",
    ],
)
def test_what_hangs_on_facts_of_the_matter_says_nothing_of_applicants(
    drawn: tuple[duckdb.DuckDBPyConnection, Pools], condition: str
) -> None:
    assert drawn[1].fitting(ask_for(condition)) == ""


def test_part_of_all_conditions_that_is_about_applicants_is_taken(drawn: tuple[duckdb.DuckDBPyConnection, Pools]) -> None:
    fitting = drawn[1].fitting(ask_for("{all: [{fact: reviewed, is: true}, {fact: technology_firm, is: true}]}"))

    assert count(drawn, fitting) == count(drawn, "technology_firm")


def test_a_share_of_spend_is_for_those_who_spend(drawn: tuple[duckdb.DuckDBPyConnection, Pools]) -> None:
    fitting = drawn[1].fitting(ask_for("{fact: reviewed, is: true}", 'share, rate: "5%", of: {excess: [rd_spend, fiscal_support]}'))

    assert count(drawn, fitting) == count(drawn, "s2025 * rd_ppm // 1000000 > 0") > 0


def test_pool_of_a_condition_on_scale_counts_from_the_day_of_entry(drawn: tuple[duckdb.DuckDBPyConnection, Pools]) -> None:
    ask = ask_for("{fact: above_scale, is: true}")
    rule = next(rule for rule in load_population("general").matters.rules if rule.kind == "project")

    pool = drawn[1].of(ask, rule, "enterprise", "", fitting=drawn[1].fitting(ask))

    members = f"({pool.members}) JOIN base USING (a)"
    sized = "[1, 8, 40, 150][size_at + 1]"
    assert drawn[0].execute(f"SELECT count(*) FILTER (since = above_on), bool_and(since >= established) FROM {members}").fetchone() == (
        count(drawn, "above_on IS NOT NULL"),
        True,
    )
    assert drawn[0].execute(f"SELECT bool_and(tickets = {sized}) FROM {members}").fetchone() == (True,)


def test_pool_of_a_title_that_large_firms_cannot_have_is_without_them(drawn: tuple[duckdb.DuckDBPyConnection, Pools]) -> None:
    rules = load_population("general").matters.rules
    rule = next(rule for rule in rules if rule.words == ["科技型中小企业"]).model_copy(update={"pool": "all"})

    pool = drawn[1].of(ask_for("{fact: above_scale, is: true}"), rule, "enterprise", "")

    assert count(drawn, pool.predicate) == count(drawn, "size_at < 3")
    assert count(drawn, "size_at = 3") > 0


def test_rows_stand_in_the_order_of_their_codes(drawn: tuple[duckdb.DuckDBPyConnection, Pools]) -> None:
    assert count(drawn, "a <> rowid") == 0


@pytest.mark.parametrize("size", [1, 2, 12, 97, 1000, 65_536])
@pytest.mark.parametrize("branch", range(5))
def test_walk_meets_everybody_before_anybody_twice(size: int, branch: int) -> None:
    step, start = step_of(7, branch, size)

    assert {(step * j + start) % size for j in range(size)} == set(range(size))
