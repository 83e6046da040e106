"""Synthetic populations: repeatable to the byte, sound in their dates, and never paid more than was owed."""

from __future__ import annotations

import hashlib
from pathlib import Path

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
from luoshi.synth import Output, Synthesis, Wanted
from luoshi.synth.history import settled_on
from luoshi.usecases.programmes import bundled_packs, load_programme
from luoshi.usecases.settle import facts_of
from luoshi.usecases.synthesise import general_ladder, synthesise_population
from tests.made import programmes as made
from tests.made.synthesised import drawn, for_settling, one

few = settings(max_examples=max(4, settings.default.max_examples // 10))
KEPT = ["614dbe47eb74d216", "d25a6709739c3c94"]
DAYS_OF_GRACE = 80  # Two renewals, each up to 36 days early or late.


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


# --- soundness --------------------------------------------------------------------------------------------------------------------


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
