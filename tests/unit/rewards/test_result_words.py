"""The words beside the lines of a result: for how many applicants they are asked for, and who comes first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.result_words import Worded, put_words
from luoshi.rewards.settlement import Settlement
from luoshi.usecases.settle import settle

PROGRAMME = """\
format: luoshi-programme/1
programme: banner
policy: {title: 青河旗奖补办法}
rewards:
  - {id: 贴息, clause: 第五条, label: 贷款贴息, when: {kind: 融资}, formula: {type: share, rate: 50%, of: interest}, once: true}
quotas: [{id: 名额, clause: 第六条, label: 首批, rewards: [贴息], count: 2, order: date}]
"""
MATTERS = "事项编号,主体代码,事项类别,事项名称,日期,贷款利息\n1,A,融资,贷款,2025-01-01,100\n2,B,融资,贷款,2025-01-02,100\n"
MATTERS += "3,B,融资,贷款,2025-01-03,100\n4,C,融资,贷款,2025-01-04,\n5,D,融资,贷款,2025-01-05,100\n6,E,认定,别的,2025-01-05,\n"


@pytest.fixture
def settlement(tmp_path: Path) -> Settlement:
    (tmp_path / "主体.csv").write_text("主体代码\nA\nB\nC\nD\nE\n", "utf-8")
    (tmp_path / "事项.csv").write_text(MATTERS, "utf-8")
    programme = programme_from_yaml(PROGRAMME)
    return settle(
        programmes=[programme], applicants=tmp_path / "主体.csv", matters=tmp_path / "事项.csv", as_of=date(2025, 12, 31)
    ).settlement


def worded(settlement: Settlement) -> set[str]:
    return {row[0] for row in settlement.connection.execute("SELECT DISTINCT applicant FROM line_words").fetchall()}


def test_who_lacks_something_comes_first_and_then_who_has_something_taken_off(settlement: Settlement) -> None:
    assert put_words(settlement, 1) == Worded(1, 4)
    assert worded(settlement) == {"C"}
    assert put_words(settlement, 3) == Worded(3, 4)
    assert worded(settlement) == {"B", "C", "D"}


def test_matters_without_a_line_have_their_reason(settlement: Settlement) -> None:
    assert put_words(settlement, 9, with_matters=True) == Worded(5, 5)
    assert settlement.connection.execute("FROM matter_words").fetchall() == [("E", "6", "方案里没有奖补看这样的事项")]


def test_words_are_written_once_however_often_they_are_asked_for(settlement: Settlement) -> None:
    put_words(settlement)
    put_words(settlement)

    assert settlement.connection.execute("SELECT count(*) FROM line_words").fetchall() == [(5,)]
