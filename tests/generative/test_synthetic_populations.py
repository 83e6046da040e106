"""Synthetic populations: repeatable to the byte, believable in their margins, sound in their dates, and never paid more than was owed."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings

from luoshi.facts.from_tables import applicants_of
from luoshi.facts.tables import load_tables
from luoshi.facts.vocabulary import PAYMENT_FIELDS, Entity
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.overpaid import overpaid
from luoshi.rewards.settlement import settle_into
from luoshi.source import Severity
from luoshi.synth import Output, Synthesis, Wanted, synthesise
from luoshi.synth.history import in_contract, settled_on, with_validity
from luoshi.usecases.programmes import bundled_packs, load_programme
from luoshi.usecases.settle import facts_of
from luoshi.usecases.synthesise import bundled_regions, general_ladder, load_population, synthesise_population
from tests.made import programmes as made

few = settings(max_examples=max(4, settings.default.max_examples // 10))
KEPT = ["614dbe47eb74d216", "d25a6709739c3c94"]
DAYS_OF_GRACE = 80  # Two renewals, each up to 36 days early or late.


def drawn(wanted: Wanted, *programmes: Programme, threads: int = 2) -> Synthesis:
    connection = duckdb.connect(config={"threads": threads})
    followed = list(programmes) or [general_ladder()]
    profile = load_population("general")
    return synthesise(connection, wanted, profile=profile, provinces=bundled_regions(), programmes=followed, is_general=not programmes)


def for_settling(synthesis: Synthesis) -> duckdb.DuckDBPyConnection:
    """Copy a population into a connection of its own, as the loader would have left it there."""
    other = duckdb.connect()
    for entity, table in ((Entity.APPLICANT, "applicants"), (Entity.MATTER, "matters"), (Entity.PAYMENT, "payments")):
        query = f"SELECT {in_contract(synthesis.fields[entity])} FROM {table}"
        query = with_validity(query) if entity is Entity.APPLICANT else query
        relation = synthesis.connection.execute(query)
        names = [column[0] for column in relation.description]
        types = [str(column[1]) for column in relation.description]
        columns = ", ".join(f'"{name}" {type}' for name, type in zip(names, types, strict=True))
        other.execute(f"CREATE TABLE {table} ({columns})")
        lists = list(zip(*relation.fetchall(), strict=True)) or [() for _ in names]
        cells = ", ".join(f"unnest(?::{type}[])" for type in types)
        other.execute(f"INSERT INTO {table} SELECT {cells}", [list(values) for values in lists])
    return other


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0] if len(row) == 1 else row


# --- the same arguments, the same bytes -------------------------------------------------------------------------------------------


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_bytes_of_csv_do_not_depend_on_threads_where_many_work(tmp_path: Path) -> None:
    """More rows than a thread takes at once, so that several really work."""
    for threads in (1, 4):
        synthesise_population(wanted=Wanted("150600", 150_000, 5, years=1), folder=tmp_path / str(threads), threads=threads)

    assert digests(tmp_path / "1") == digests(tmp_path / "4")


@pytest.mark.parametrize("output", list(Output))
def test_bytes_of_every_form_are_the_same_again(tmp_path: Path, output: Output) -> None:
    for threads in (1, 3):
        folder = tmp_path / str(threads)
        programmes = [load_programme("dongsheng")]
        synthesise_population(wanted=Wanted("150602", 500, 5), folder=folder, programmes=programmes, output=output, threads=threads)

    assert digests(tmp_path / "1") == digests(tmp_path / "3")


def test_rows_are_those_that_every_machine_draws() -> None:
    """A change of the generator or of its data changes populations that somebody has kept: say so in the change log, then change this."""
    connection = drawn(Wanted("150600", 300, 1, last_year=2025)).connection
    firms = (
        'SELECT applicant, region, "from", sector, size, above_scale, established_on, moved_in_on, staff, sales, rd_spend FROM applicants'
    )
    events = 'SELECT matter, applicant, kind, subject, level, occurrence, "on", interest, investment, count FROM matters'

    found = [hashlib.sha256(repr(connection.execute(query).fetchall()).encode()).hexdigest()[:16] for query in (firms, events)]

    assert found == KEPT


def test_another_seed_is_another_population() -> None:
    sums = {one(drawn(Wanted("150602", 200, seed)).connection, "SELECT sum(sales) FROM applicants") for seed in range(3)}

    assert len(sums) == 3


# --- margins ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def league() -> Synthesis:
    return drawn(Wanted("150600", 60_000, 1, last_year=2025))


def shares(synthesis: Synthesis, sql: str, where: str = "true") -> dict[Any, float]:
    year = "applicant_kind = 'enterprise' AND \"from\" = DATE '2025-01-01'"
    rows = synthesis.connection.execute(f"SELECT {sql} AS k, count(*) FROM applicants WHERE {year} AND {where} GROUP BY k").fetchall()
    return {key: count / sum(count for _, count in rows) for key, count in rows}


def test_sizes_are_those_of_a_county(league: Synthesis) -> None:
    found = shares(league, "size")

    assert set(found) == {"micro", "small", "medium", "large"}
    assert 0.70 < found["micro"] < 0.88
    assert 0.10 < found["small"] < 0.27
    assert 0.005 < found["medium"] < 0.03
    assert 0 < found["large"] < 0.003


def test_above_designated_size_is_about_one_industrial_firm_in_ten(league: Synthesis) -> None:
    industry = "substr(sector, 1, 1) IN ('B', 'C', 'D')"

    assert 0.08 < shares(league, "above_scale", industry)[True] < 0.13
    assert 0.02 < shares(league, "above_scale")[True] < 0.06


def test_staff_and_sales_have_the_means_and_the_spread_that_were_asked_for(league: Synthesis) -> None:
    firms = "applicant_kind = 'enterprise' AND year(\"from\") = 2025"
    staff, median_sales, correlation = one(
        league.connection, f"SELECT avg(staff), median(sales), corr(ln(staff), ln(sales + 1)) FROM applicants WHERE {firms}"
    )

    assert 12 < staff < 17
    assert 30_000_000 < median_sales < 60_000_000
    assert 0.5 < correlation < 0.8


def test_branches_have_their_weights(league: Synthesis) -> None:
    found = shares(league, "sector")
    rows = load_population("general").enterprises.sectors.rows

    assert {row.code for row in rows} == set(found)
    assert max(abs(found[row.code] - row.weight / 1000) for row in rows) < 0.008


def test_counties_have_exactly_their_share(league: Synthesis) -> None:
    query = "SELECT substr(applicant, 3, 6), count(DISTINCT applicant) FROM applicants WHERE applicant_kind = 'enterprise' GROUP BY ALL"

    assert dict(league.connection.execute(query).fetchall()) == dict(league.regions)
    assert sum(league.regions.values()) == 60_000


def test_recognitions_come_at_the_rates_of_the_population_file(league: Synthesis) -> None:
    """Six first recognitions a year for ten thousand firms: 108 in three years; of a hundred 65 go on, of these 65 again, and again."""
    counts = dict(
        league.connection.execute(
            "SELECT occurrence, count(*) FROM matters WHERE kind = 'recognition' AND subject LIKE '%高新技术企业' GROUP BY ALL"
        ).fetchall()
    )

    assert 90 < counts["first"] < 126
    assert 0.9 < counts["renewal"] / counts["first"] < 1.6


# --- what goes together -----------------------------------------------------------------------------------------------------------


OF_FIRMS = """matters m ASOF JOIN (SELECT applicant, "from", size, above_scale, sales, rd_spend FROM applicants WHERE sector IS NOT NULL) a
             ON m.applicant = a.applicant AND m."on" >= a."from" """


def of_micro_firms(synthesis: Synthesis, where: str) -> float:
    return float(one(synthesis.connection, f"SELECT count(*) FILTER (a.size = 'micro') / count(*) FROM {OF_FIRMS} WHERE {where}"))


def test_large_things_happen_to_large_firms(league: Synthesis) -> None:
    """Of a hundred firms 76 are micro; they have few listings, few laboratories, and not their share of loans."""
    assert of_micro_firms(league, "kind = 'listing'") < 0.2
    assert of_micro_firms(league, "kind = 'recognition' AND subject IN ('重点实验室', '技术创新中心')") < 0.4
    assert of_micro_firms(league, "kind = 'recognition' AND subject LIKE '%小巨人%'") < 0.2
    assert of_micro_firms(league, "kind = 'recognition' AND subject LIKE '%科技型中小企业'") < 0.68
    assert 0.2 < of_micro_firms(league, "kind = 'financing'") < 0.6


def test_titles_of_small_and_medium_firms_are_not_for_large_ones(league: Synthesis) -> None:
    last = 'SELECT applicant, max_by(size, "from") AS size FROM applicants WHERE sector IS NOT NULL GROUP BY ALL'
    for_smaller = "subject LIKE '%中小企业' OR subject LIKE '%小巨人%'"

    count, large = one(
        league.connection,
        f"SELECT count(*), count(*) FILTER (size = 'large') FROM matters JOIN ({last}) USING (applicant) WHERE {for_smaller}",
    )
    assert count > 500
    assert large == 0


def test_interest_is_no_more_than_a_firm_of_these_sales_pays(league: Synthesis) -> None:
    share = one(league.connection, f"SELECT max(m.interest / a.sales) FROM {OF_FIRMS} WHERE interest > 0 AND a.sales > 0")
    by_size = "SELECT a.size, median(m.interest) FROM {} WHERE interest > 0 AND a.size IN ('micro', 'small', 'medium') GROUP BY ALL"
    medians = dict(league.connection.execute(by_size.format(OF_FIRMS)).fetchall())

    assert share <= 0.06
    assert medians["micro"] * 3 < medians["small"] < medians["medium"] / 3


def test_matters_are_those_of_applicants_of_that_kind_and_branch() -> None:
    county = drawn(Wanted("159921", 3000, 1), load_programme("qinghe"))
    who = """SELECT subject, list(DISTINCT applicant_kind), list(DISTINCT substr(coalesce(sector, '-'), 1, 1)) FROM matters
             JOIN (SELECT DISTINCT applicant, applicant_kind, sector FROM applicants) USING (applicant) GROUP BY ALL"""
    found = {subject: (kinds, branches) for subject, kinds, branches in county.connection.execute(who).fetchall()}

    assert found["博士"] == found["科技特派员"] == (["person"], ["-"])
    assert found["促成技术交易"] == (["institution"], ["-"])
    assert found["首台（套）重大技术装备"] == (["enterprise"], ["C"])
    assert found["智能化棚室"][0] == ["enterprise"]
    assert set(found["智能化棚室"][1]) <= {"A", "C", "M"}


def test_those_who_report_research_do_some(league: Synthesis) -> None:
    nothing = f"SELECT count(*), count(*) FILTER (a.rd_spend = 0) FROM {OF_FIRMS} WHERE kind = 'research'"
    count, without = one(league.connection, nothing)

    assert count > 300
    assert without < count / 20


def test_firms_entered_as_above_designated_size_are_so_from_that_day_on(league: Synthesis) -> None:
    entered = "SELECT applicant, \"on\" AS day FROM matters WHERE kind = 'statistics'"
    states = f'SELECT a."from" >= day AS is_after, above_scale FROM applicants a JOIN ({entered}) USING (applicant)'
    found = league.connection.execute(f"SELECT is_after, above_scale, count(*) FROM ({states}) GROUP BY ALL ORDER BY ALL").fetchall()

    assert [row[:2] for row in found] == [(False, False), (True, True)]
    assert min(row[2] for row in found) > 100


def test_every_industrial_firm_that_rises_is_entered_once(league: Synthesis) -> None:
    rising = """SELECT count(DISTINCT applicant) FROM (
        SELECT applicant, industrial_firm, above_scale AND NOT lag(above_scale) OVER (PARTITION BY applicant ORDER BY "from") AS rises
        FROM applicants WHERE "from" >= DATE '2022-01-01') WHERE rises AND industrial_firm"""
    entered = "SELECT count(*), count(DISTINCT applicant) FROM matters WHERE kind = 'statistics'"

    count, firms = one(league.connection, entered)
    assert count == firms == one(league.connection, rising)


def test_steps_of_the_ladder_are_taken_one_after_the_other() -> None:
    """创新型、专精特新、小巨人: the next one comes a year after the one before."""
    decade = drawn(Wanted("150602", 30_000, 1, years=10, last_year=2025))
    names = ("%创新型中小企业", "%专精特新%中小企业", "%小巨人%")
    firsts = [f"(SELECT applicant, \"on\" AS day FROM matters WHERE occurrence = 'first' AND subject LIKE '{name}')" for name in names]
    for lower, upper in pairwise(firsts):
        both, soon = one(
            decade.connection, f"SELECT count(*), count(*) FILTER (u.day < l.day + 365) FROM {lower} l JOIN {upper} u USING (applicant)"
        )
        assert both > 1
        assert soon == 0


NURSERY = """
format: luoshi-programme/1
programme: nursery
policy: {title: 试}
region: "150602"
rewards:
  - {id: in, clause: 一, when: {kind: recognition, subject: 高新技术企业培育库}, formula: {type: fixed, amount_yuan: 1}}
  - {id: out, clause: 二, when: {kind: recognition, subject: 高新技术企业, occurrence: first}, formula: {type: fixed, amount_yuan: 1}}
"""


def test_nobody_is_in_the_nursery_of_a_title_that_he_has() -> None:
    county = drawn(Wanted("150602", 40_000, 1, years=8, last_year=2025), programme_from_yaml(NURSERY))
    title = "(SELECT applicant, min(\"on\") AS day FROM matters WHERE subject = '高新技术企业' GROUP BY ALL)"
    nursery = "(SELECT applicant, max(\"on\") AS day FROM matters WHERE subject = '高新技术企业培育库' GROUP BY ALL)"

    both, after = one(
        county.connection, f"SELECT count(*), count(*) FILTER (n.day >= t.day) FROM {nursery} n JOIN {title} t USING (applicant)"
    )
    assert both > 0
    assert after == 0


def test_years_in_a_row_are_those_that_have_passed() -> None:
    """Under a clause for two years in a row, the first year counts one and each renewal one more."""
    county = drawn(Wanted("150123", 10_000, 1, years=5), load_programme("horinger"))
    rows = county.connection.execute(
        """SELECT applicant, years_in_row, lag(years_in_row) OVER (PARTITION BY applicant ORDER BY "on"), occurrence FROM matters
           WHERE subject LIKE '%科技型中小企业' AND kind = 'recognition'"""
    ).fetchall()
    known = [row for row in rows if row[1] is not None]

    assert len(known) > 50
    assert {years == 1 for _, years, _, occurrence in known if occurrence == "first"} == {True}
    assert [row for row in known if row[2] is not None and row[1] != row[2] + 1] == []


def test_a_title_that_was_brought_along_is_not_given_again(county: Synthesis) -> None:
    title = "(SELECT applicant FROM matters WHERE kind = '{}' AND subject LIKE '%高新技术企业')"
    brought, given = title.format("relocation"), title.format("recognition")

    assert one(county.connection, f"SELECT count(*) FROM {brought} JOIN {given} USING (applicant)") == 0
    assert one(county.connection, f"SELECT count(*) FROM {brought}") > 5


# --- soundness --------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def county() -> Synthesis:
    """Seven years, so that a recognition and its renewals are both in it."""
    return drawn(Wanted("150602", 12_000, 1, years=7, last_year=2026), load_programme("dongsheng"))


def test_every_matter_and_payment_has_its_applicant_and_its_matter(county: Synthesis) -> None:
    strangers = "SELECT count(*) FROM {} WHERE applicant NOT IN (SELECT applicant FROM applicants)"

    assert [one(county.connection, strangers.format(table)) for table in ("matters", "payments")] == [0, 0]
    assert (
        one(county.connection, "SELECT count(*) FROM payments WHERE matter IS NOT NULL AND matter NOT IN (SELECT matter FROM matters)") == 0
    )
    assert one(county.connection, "SELECT count(*) = count(DISTINCT matter) FROM matters")


def test_matters_lie_in_the_window_and_after_the_founding(county: Synthesis) -> None:
    founded = "(SELECT applicant, min(established_on) AS day FROM applicants GROUP BY applicant)"
    early = f'SELECT count(*) FROM matters m JOIN {founded} f USING (applicant) WHERE m."on" < f.day + 30'

    assert one(county.connection, 'SELECT min(year("on")) >= 2020 AND max(year("on")) <= 2026 FROM matters')
    assert one(county.connection, early) == 0


def test_states_ascend_and_figures_stand_in_proportion(county: Synthesis) -> None:
    odd = """SELECT count(*) FROM applicants WHERE staff < 1 OR rd_staff > staff OR rd_spend > sales OR fiscal_support > rd_spend
             OR local_contribution > sales OR "from" < established_on OR moved_in_on > "from" AND region <> '990000'"""
    rows = """SELECT applicant, lag(applicant) OVER () AS before, "from" AS day, lag("from") OVER () AS last_day FROM applicants"""
    astray = f"SELECT count(*) FROM ({rows}) WHERE applicant < before OR applicant = before AND day <= last_day"

    assert [one(county.connection, query) for query in (odd, astray)] == [0, 0]


def test_renewals_come_about_three_years_after_what_they_renew(county: Synthesis) -> None:
    rows = county.connection.execute(
        """SELECT applicant, occurrence, "on" - lag("on") OVER (PARTITION BY applicant ORDER BY "on") AS days,
                  row_number() OVER (PARTITION BY applicant ORDER BY "on") AS nth
           FROM matters WHERE kind = 'recognition' AND subject LIKE '%高新技术企业'"""
    ).fetchall()
    renewed = [row for row in rows if row[3] > 1]

    assert len(renewed) > 10
    assert {occurrence for _, occurrence, _, _ in renewed} == {"renewal"}
    assert all(abs(days - 1096) <= DAYS_OF_GRACE for _, _, days, _ in renewed)


def test_nobody_gets_the_same_title_for_the_first_time_twice(county: Synthesis) -> None:
    twice = """SELECT count(*) FROM (SELECT applicant, subject FROM matters WHERE kind = 'recognition' AND occurrence = 'first'
               GROUP BY ALL HAVING count(*) > 1)"""

    assert one(county.connection, twice) == 0


def test_relocations_happen_on_the_day_on_which_the_firm_moves_here(county: Synthesis) -> None:
    day = """SELECT count(*), count(*) FILTER (m."on" = a.moved_in_on) FROM matters m
             JOIN (SELECT applicant, max(moved_in_on) AS moved_in_on FROM applicants GROUP BY applicant) a USING (applicant)
             WHERE m.kind = 'relocation'"""
    count, on_that_day = one(county.connection, day)

    assert count == on_that_day > 10


def test_stages_of_a_listing_follow_each_other(county: Synthesis) -> None:
    order = ["挂牌", "受理", "上市"]
    rows = county.connection.execute(
        "SELECT applicant, list(stage ORDER BY \"on\") FROM matters WHERE kind = 'listing' AND stage IS NOT NULL GROUP BY ALL"
    ).fetchall()

    assert len(rows) > 3
    assert [stages for _, stages in rows if sorted(stages, key=order.index) != stages] == []


# --- earlier payments -------------------------------------------------------------------------------------------------------------


def test_payments_are_never_more_than_the_interpreter_finds_owed(county: Synthesis) -> None:
    """Settled anew by the definition, without the payments: each is for a line of that settlement, and no line is paid twice."""
    connection = for_settling(county)
    day = settled_on(county.window)
    paid = connection.execute("SELECT applicant, coalesce(matter, ''), reward, payer, document, amount FROM payments").fetchall()
    connection.execute("DELETE FROM payments")
    book = book_of([load_programme("dongsheng")])
    people = applicants_of(connection, dict(county.fields), ids=sorted({row[0] for row in paid}))
    owed = {(line.applicant, line.matter_id, line.rule.reward): line.owed_fen for line in Interpreter(book).settle_all(people, day)}
    ours = [(applicant, matter, reward, amount) for applicant, matter, reward, payer, _, amount in paid if payer is None]

    assert len(ours) > 100
    assert len({row[:3] for row in ours}) == len(ours)
    assert [row for row in ours if not 0 < row[3] <= owed[row[:3]]] == []
    by_applicant = {row[0]: max(fen for key, fen in owed.items() if key[0] == row[0]) for row in paid}
    assert [row for row in paid if row[5] > by_applicant[row[0]]] == []


def test_some_lines_are_paid_by_us_some_by_others_and_some_known_by_their_document_only(county: Synthesis) -> None:
    counted = ("payer IS NULL", "payer IS NOT NULL", "payer IS NOT NULL AND matter IS NULL AND document IS NOT NULL")
    ours_too = "SELECT count(*) FROM payments WHERE payer IS NOT NULL AND (reward IS NOT NULL OR programme IS NOT NULL)"

    assert min(one(county.connection, f"SELECT count(*) FROM payments WHERE {where}") for where in counted) > 5
    assert one(county.connection, ours_too) == 0


def test_payments_follow_their_matters(county: Synthesis) -> None:
    early = 'SELECT count(*) FROM payments p JOIN matters m ON p.matter = m.matter WHERE p."on" < m."on" OR p.year <> year(m."on")'

    assert one(county.connection, early) == 0
    assert one(county.connection, "SELECT max(\"on\") <= DATE '2026-12-31' FROM payments")


def test_history_is_above_no_cap_of_the_programme(county: Synthesis) -> None:
    connection = for_settling(county)
    book = book_of([load_programme("dongsheng")])

    settle_into(connection, book, county.window.last_day, dict(county.fields))

    assert list(overpaid(connection, book, number_of_day(county.window.last_day))) == []


def test_without_a_programme_only_others_have_paid(league: Synthesis) -> None:
    assert one(
        league.connection, "SELECT count(*) > 100 AND bool_and(payer IS NOT NULL AND reward IS NULL AND programme IS NULL) FROM payments"
    )


# --- any programme ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*(pack.name for pack in bundled_packs()), "ladder"])
def test_every_reward_of_a_programme_has_somebody_to_judge(name: str) -> None:
    programme = general_ladder() if name == "ladder" else load_programme(name)
    synthesis = drawn(Wanted(programme.region or "150602", 10_000, 1), programme)
    connection = for_settling(synthesis)

    settlement = settle_into(connection, book_of([programme]), synthesis.window.last_day, dict(synthesis.fields))

    counted = {row[0] for row in connection.execute("SELECT DISTINCT rule FROM lines").fetchall()}
    assert {rule.reward for rule in settlement.book.rules if rule.position not in counted} == set()


@few
@given(made.programmes(with_population_limits=True))
def test_any_programme_gets_a_population_that_it_can_settle(programme: Programme) -> None:
    synthesis = drawn(Wanted("150602", 150, 1), programme)
    connection = for_settling(synthesis)
    book = book_of([programme])

    settle_into(connection, book, synthesis.window.last_day, dict(synthesis.fields))

    assert one(connection, "SELECT count(DISTINCT applicant) FROM applicants WHERE applicant_kind = 'enterprise'") == 150
    assert list(overpaid(connection, book, number_of_day(synthesis.window.last_day))) == []
    assert synthesis.fields[Entity.PAYMENT] == PAYMENT_FIELDS


OWN_FACTS = """
format: luoshi-programme/1
programme: own
policy: {title: 试}
region: "150602"
facts:
  - {name: is_ready, label: 已就绪, entity: applicant, type: flag}
  - {name: ring, label: 所在圈层, entity: applicant, type: text}
  - {name: patents_held, label: 有效专利, entity: applicant, type: count, yearly: true}
  - {name: assets, label: 资产总额, entity: applicant, type: money, yearly: true}
  - {name: listed_on, label: 上市日期, entity: applicant, type: date}
  - {name: field_of_work, label: 领域, entity: matter, type: text}
  - {name: place, label: 实施地, entity: matter, type: region}
  - {name: signed_on, label: 签约日期, entity: matter, type: date}
  - {name: partner, label: 合作方编号, entity: matter, type: id}
  - {name: plots, label: 地块数, entity: matter, type: count}
rewards:
  - id: r
    clause: 一
    when: {kind: cooperation, subject: =合作}
    if:
      all:
        - {fact: ring, one_of: [内圈, 外圈]}
        - {fact: patents_held, at_least: 3}
        - {fact: assets, at_least: 1000000}
        - {fact: field_of_work, is: 新材料}
        - {fact: place, one_of: ["150602"]}
        - {fact: signed_on, at_least: 2020-01-01}
        - {fact: plots, at_least: 999999999}
        - {any: [{fact: is_ready, is: true}, {fact: listed_on, at_most: 2030-01-01}, {fact: partner, is: 甲}]}
    formula: {type: share, rate: 10%, of: cost}
"""


@pytest.mark.parametrize("output", [Output.CSV, Output.PARQUET])
def test_facts_of_every_type_that_a_programme_adds_are_drawn_and_load(tmp_path: Path, output: Output) -> None:
    programme = programme_from_yaml(OWN_FACTS)

    written = synthesise_population(wanted=Wanted("150602", 300, 1), folder=tmp_path, programmes=[programme], output=output)

    applicants, matters, payments = (written.files[entity] for entity in Entity)
    connection = duckdb.connect()
    loaded = load_tables(connection, applicants=applicants, matters=matters, payments=payments, own_facts=facts_of([programme]))
    assert [fault for fault in loaded.faults if fault.severity is Severity.ERROR] == []
    assert one(connection, "SELECT bool_and(subject = '=合作') FROM matters") is True
    for table in ("applicants", "matters"):
        entity = Entity.APPLICANT if table == "applicants" else Entity.MATTER
        for field in (field for field in loaded.fields[entity] if field in facts_of([programme])):
            assert one(connection, f'SELECT count("{field.name}") > 0 FROM {table}'), field.name
