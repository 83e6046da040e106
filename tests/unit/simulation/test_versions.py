"""Several versions of one programme in one book: every row and every number says of which version it is."""

import pytest

from luoshi.rewards.from_programme import book_of
from luoshi.simulation.sections import sections
from luoshi.simulation.settings import SettingRefused, names_told_apart, what_if
from luoshi.simulation.versions import with_versions
from luoshi.usecases.simulate import parameters, simulate
from tests.made.population import AS_OF, PROGRAMME, book, programme
from tests.made.simulations import written

OWN = "in_force: {from: 2025-01-01, to: 2027-12-31}"
FIRST = PROGRAMME.replace(OWN, "in_force: {from: 2025-01-01, to: 2025-05-31}")
SECOND = (
    PROGRAMME.replace(OWN, "in_force: {from: 2025-06-01}")
    .replace("version: 1", "version: 2")
    .replace("caps: [{amount_yuan: 300000", "caps: [{amount_yuan: 400000")
)
BOTH = [programme(FIRST), programme(SECOND)]


def labels(simulation, section: str, table: str) -> list[str]:
    parts = {one.id: one for one in sections(simulation)}
    return [row[0] for row in parts[section].table(table).rows]


def test_rows_of_one_version_alone_stay_as_they_are():
    assert [rule.label for rule in with_versions(book()).rules] == [rule.label for rule in book().rules]


def test_version_is_said_once_however_often_it_is_asked_for():
    several = book_of(BOTH)
    told = [several.label_of(rule) for rule in several.rules]
    twice = with_versions(with_versions(several))

    assert (told[0], told[5]) == ("首次认定（第1版）", "首次认定（第2版）")
    assert [rule.label for rule in twice.rules] == [twice.label_of(rule) for rule in twice.rules] == told


def test_rows_of_several_versions_say_which(tmp_path):
    simulation = simulate(programmes=BOTH, population=written(tmp_path), as_of=AS_OF, against=[programme()]).simulation

    assert labels(simulation, "cost", "clause")[:4] == ["合计", "贷款贴息（第2版）", "首次认定（第2版）", "首次认定（第1版）"]
    assert labels(simulation, "about", "clauses")[::5] == ["首次认定（第1版）", "首次认定（第2版）"]
    assert labels(simulation, "shift", "shift-clause") == ["合计", "贷款贴息"]
    assert simulation.about.notes == (("四", "上级另有规定的从其规定"),)


def test_caps_are_listed_once_for_each_version_under_its_own_name():
    found = parameters(programmes=BOTH)
    told = {name: one.words for name, one in zip(names_told_apart(found), found, strict=True) if "上限" in one.label}

    assert told == {"贷款贴息（第1版）/每个主体上限（每年）": "30.00万元", "贷款贴息（第2版）/每个主体上限（每年）": "40.00万元"}


def test_number_of_several_versions_is_asked_for_by_version():
    several = with_versions(book_of(BOTH))
    changed, _ = what_if(several, ["首次认定（第2版）/金额=12万元"])
    with pytest.raises(SettingRefused) as caught:
        what_if(several, ["首次认定/金额=12万元"])

    assert caught.value.message == "“首次认定/金额”可指2个参数：“首次认定（第1版）/金额”、“首次认定（第2版）/金额”。请写全。"
    assert [rule.formula.amount.value for rule in changed.rules if rule.reward == "首次"] == [10_000_000, 12_000_000]
