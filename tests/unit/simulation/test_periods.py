"""Versions that judge the matters of different days: said wherever they are compared, and compared alike where that is asked for."""

from datetime import date

from luoshi.simulation.periods import with_same_periods
from luoshi.simulation.summary import period_warnings, remarks
from tests.made.population import PROGRAMME, programme
from tests.made.simulations import made_simulation

OWN = "in_force: {from: 2025-01-01, to: 2027-12-31}"
FIRST = PROGRAMME.replace(OWN, "in_force: {from: 2025-01-01, to: 2025-06-30}")
SECOND = PROGRAMME.replace(OWN, "in_force: {from: 2025-07-01}").replace("version: 1", "version: 2")
WARNING = (
    "《临江县科技创新若干政策》两边的有效期不同：本方案管2025年7月1日起的事项，对照方案管2025年1月1日至2025年6月30日的事项，"
    "增减里有一部分只是因为日期不同。要按同一有效期比，测算时加 --same-period。"
)


def days(one):
    return one.in_force.from_, one.in_force.to


def test_versions_of_different_days_are_warned_of_among_the_assumptions(tmp_path):
    simulation = made_simulation(tmp_path, SECOND, against=[FIRST]).simulation

    assert list(period_warnings(simulation)) == [WARNING]
    assert WARNING in list(remarks(simulation))
    assert simulation.comparison.total.change_fen == 30_000_001


def test_same_rules_over_the_same_days_move_nobody(tmp_path):
    simulation = made_simulation(tmp_path, SECOND, against=[FIRST], same_period=True).simulation

    assert simulation.comparison.total.old_fen == simulation.comparison.total.new_fen == 70_000_001
    assert (simulation.comparison.total.gaining, simulation.comparison.total.losing) == (0, 0)
    assert list(period_warnings(simulation)) == [
        "按同一有效期比：《临江县科技创新若干政策》两边都用于2025年1月1日起的事项，不按各版本自己的有效期。"
    ]


def test_versions_of_the_same_days_are_not_warned_of(tmp_path):
    assert list(period_warnings(made_simulation(tmp_path, against=[PROGRAMME]).simulation)) == []


def test_several_versions_on_a_side_keep_the_day_between_them():
    new, old = with_same_periods([programme(FIRST), programme(SECOND)], [programme()])

    assert [days(one) for one in new] == [(date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), None)]
    assert [days(one) for one in old] == [(date(2025, 1, 1), None)]


def test_programme_of_one_side_alone_keeps_its_days():
    other = programme(FIRST.replace("programme: example", "programme: other"))
    new, old = with_same_periods([programme(SECOND), other], [programme(FIRST)])

    assert [days(one) for one in (*new, *old)] == [(date(2025, 1, 1), None), days(other), (date(2025, 1, 1), None)]
