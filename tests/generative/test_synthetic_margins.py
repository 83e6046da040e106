"""Synthetic populations are believable: their margins are those asked for, and what goes together in life goes together in them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.synth import Synthesis, Wanted
from luoshi.usecases.programmes import load_programme
from luoshi.usecases.synthesise import load_population
from tests.made.synthesised import drawn, one


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
