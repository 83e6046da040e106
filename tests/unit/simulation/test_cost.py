"""What a population costs: every breakdown adds up, nobody is counted who gets nothing, and people stay covered."""

from datetime import date

import duckdb
import pytest

from luoshi.facts.nodes import Applicant, State
from luoshi.simulation.cost import cost_of
from luoshi.simulation.groups import Labels
from luoshi.simulation.nodes import Band, Concentration, Cost, Person, Tally
from luoshi.simulation.tables import band_words
from tests.made.population import DAY, book, firm, people_of_the_county, settled

LABELS = Labels({"150602": "东胜区"})


def cost(applicants: list[Applicant]) -> Cost:
    connection, rules = duckdb.connect(), book()
    settled(connection, rules, applicants)
    return cost_of(connection, rules, day=DAY, labels=LABELS)


@pytest.fixture(scope="module")
def county() -> Cost:
    return cost(people_of_the_county())


def test_total_counts_what_is_owed_and_apart_from_it_what_is_open(county):
    assert county.total == Tally(applicants=4, lines=5, owed_fen=70_000_001, undecided=1, awaiting=1, in_kind=1, nothing=0)


def test_clauses_come_in_the_order_of_the_programme_with_those_nobody_uses(county):
    assert [(one.rule.reward, one.tally.applicants, one.tally.owed_fen) for one in county.clauses] == [
        ("首次", 3, 30_000_000),
        ("贴息", 2, 40_000_001),
        ("平台", 0, 0),
        ("培训", 0, 0),
        ("没有", 0, 0),
    ]


def test_years_are_those_of_the_matters(county):
    assert [(one.label, one.tally.lines, one.tally.owed_fen) for one in county.years] == [
        ("2025年", 3, 30_000_000),
        ("2026年", 2, 40_000_001),
    ]


def test_regions_are_counties_the_most_expensive_first_and_the_unknown_last(county):
    assert [(one.label, one.tally.owed_fen) for one in county.regions] == [
        ("东胜区", 30_000_001),
        ("150121", 30_000_000),
        ("未填", 10_000_000),
    ]


def test_sizes_stand_from_large_to_small(county):
    assert [(one.label, one.tally.applicants, one.tally.undecided) for one in county.sizes] == [
        ("小型", 1, 1),
        ("微型", 1, 0),
        ("未填", 2, 0),
    ]
    assert [(one.label, one.tally.owed_fen) for one in county.scales] == [
        ("规模以上", 20_000_001),
        ("规模以下", 10_000_000),
        ("未填", 40_000_000),
    ]


@pytest.mark.parametrize("of", ["clauses", "years", "regions", "sizes", "scales"])
def test_every_breakdown_adds_up_to_the_total(county, of):
    parts = [one.tally for one in getattr(county, of)]

    assert sum(part.owed_fen for part in parts) == county.total.owed_fen
    assert sum(part.lines + part.undecided + part.awaiting + part.in_kind for part in parts) == 8


def test_firm_that_has_grown_counts_as_what_it_was_on_the_day_of_the_matter():
    states = (State({"size": "micro", "region": "150602"}), State({"size": "small", "region": "150621"}, date(2025, 6, 1)))
    found = cost([firm("A", ("2025-05-31", "recognition", {}), ("2025-06-01", "recognition", {}), states=states)])

    assert [(one.label, one.tally.lines) for one in found.sizes] == [("小型", 1), ("微型", 1)]
    assert [(one.label, one.tally.lines) for one in found.regions] == [("东胜区", 1), ("150621", 1)]


def test_largest_recipients_come_first_with_the_reward_that_brings_most(county):
    assert [(one.person.name, one.lines, one.owed_fen, one.rule, one.rule_fen) for one in county.recipients] == [
        ("C公司", 1, 30_000_000, 1, 30_000_000),
        ("A公司", 2, 20_000_001, 1, 10_000_001),
        ("王**", 1, 10_000_000, 0, 10_000_000),
        ("B公司", 1, 10_000_000, 0, 10_000_000),
    ]


def test_name_and_number_of_a_person_stay_covered(county):
    assert county.recipients[2].person == Person(code="****1234", name="王**", region="未填", size="未填", above_scale="未填")


def test_identity_number_stays_covered_where_nobody_says_that_it_is_a_person():
    found = cost([Applicant("150602199001011234", matters=firm("150602199001011234", ("2025-05-01", "recognition", {})).matters)])

    assert found.recipients[0].person.code == "****1234"


def test_code_of_a_firm_is_no_identity_number():
    code = "91150602MA0N00001X"

    assert cost([firm(code, ("2025-05-01", "recognition", {}))]).recipients[0].person.code == code


def test_concentration_takes_the_ten_largest_and_the_largest_tenth():
    firms = [firm(f"F{at:02d}", ("2025-05-01", "financing", {"interest": 200_000 * (at + 1)})) for at in range(21)]
    spread = cost(firms).concentration

    assert (spread.applicants, spread.owed_fen) == (21, 23_100_000)
    assert (spread.top_ten, spread.top_ten_fen) == (10, 16_500_000)
    assert (spread.top_tenth, spread.top_tenth_fen) == (3, 6_000_000)
    assert spread.median_fen == 1_100_000
    assert [(band.applicants, band.owed_fen) for band in spread.bands[:2]] == [(9, 4_500_000), (12, 18_600_000)]


def test_bands_hold_their_lower_edge_and_not_their_upper():
    found = cost([firm("A", ("2025-05-01", "financing", {"interest": 10_000_000}))]).concentration.bands

    assert [band.applicants for band in found] == [0, 0, 1, 0, 0, 0, 0]
    assert [band_words(band.from_fen, band.to_fen) for band in found[:3]] == ["不足1万元", "1万元至5万元（不含）", "5万元至10万元（不含）"]


def test_population_without_any_matter_costs_nothing():
    found = cost([firm("A")])

    assert found.total == Tally()
    assert found.years == found.regions == found.recipients == ()
    assert found.concentration == Concentration(bands=tuple(Band(one.from_fen, one.to_fen, 0, 0) for one in found.concentration.bands))


def test_versions_of_a_programme_are_told_apart():
    from luoshi.rewards.from_programme import book_of
    from tests.made.population import PROGRAMME, programme

    first = programme(PROGRAMME.replace("to: 2027-12-31", "to: 2025-12-31"))
    second = programme(PROGRAMME.replace("version: 1", "version: 2").replace("from: 2025-01-01", "from: 2026-01-01"))
    connection, rules = duckdb.connect(), book_of([first, second])
    settled(connection, rules, people_of_the_county())
    found = cost_of(connection, rules, day=DAY, labels=LABELS)

    assert [(one.label, one.tally.owed_fen) for one in found.programmes] == [
        ("《临江县科技创新若干政策》第1版", 30_000_000),
        ("《临江县科技创新若干政策》第2版", 40_000_001),
    ]
