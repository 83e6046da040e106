"""What a settlement rests on before anything is reckoned: facts that several programmes declare, and where the engine may write."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.programme.from_yaml import ProgrammeRefused
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.to_yaml import to_yaml
from luoshi.usecases.settle import facts_of, settle

AS_OF = date(2025, 12, 31)


def programme(name: str, **fact: Any) -> Programme:
    own = {"name": "output", "label": "工业产值", "entity": "applicant", "type": "money", **fact}
    head = {"format": "luoshi-programme/1", "programme": name, "policy": {"title": f"{name}办法"}}
    return Programme.model_validate({**head, "facts": [own]})


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "主体.csv").write_text("主体代码\nA\n", "utf-8")
    (tmp_path / "事项.csv").write_text("事项编号,主体代码,事项类别,事项名称,日期\n1,A,认定,高企,2025-03-01\n", "utf-8")
    return tmp_path / "主体.csv", tmp_path / "事项.csv"


@pytest.mark.parametrize("other", [{"entity": "matter"}, {"type": "count"}, {"yearly": True}])
def test_one_name_for_two_facts_is_refused_before_money_is_read_as_something_else(other: dict[str, Any], tables: tuple[Path, Path]) -> None:
    both = [programme("甲"), programme("乙", **other)]

    with pytest.raises(ProgrammeRefused, match="《乙办法》的自定事实“output”与另一方案（或另一版）里同名的不是一回事"):
        settle(programmes=both, applicants=tables[0], matters=tables[1], as_of=AS_OF)


def test_the_commands_on_tables_tell_of_it_too(capsys: pytest.CaptureFixture[str], tables: tuple[Path, Path]) -> None:
    for one in (programme("甲"), programme("乙", type="count")):
        tables[0].with_name(f"{one.programme}.yaml").write_text(to_yaml(one), "utf-8")

    code = run(["facts", "check", "--enterprises", "主体.csv", "--programme", "甲.yaml", "--programme", "乙.yaml"])

    assert code == ExitCode.NOT_READ
    assert capsys.readouterr().err == "错误：《乙办法》的自定事实“output”与另一方案（或另一版）里同名的不是一回事；请换一个名\n"


def test_one_fact_of_two_programmes_is_found_under_the_heads_of_both() -> None:
    (fact,) = facts_of([programme("甲", aliases=["产值"]), programme("乙", label="总产值")])

    assert (fact.label, fact.aliases) == ("总产值", ("工业产值", "产值"))


def test_a_title_that_two_programmes_share_names_neither_of_them(tables: tuple[Path, Path]) -> None:
    """A payment under one would otherwise lower what the other owes."""
    paid = tables[0].with_name("兑付.csv")
    paid.write_text("主体代码,政策,奖补编号,事项编号,兑付日期,金额\nA,乙办法,高企,1,2025-04-01,10\n", "utf-8")

    def owed(*programmes: Programme) -> int:
        return settle(programmes=programmes, applicants=tables[0], matters=tables[1], payments=paid, as_of=AS_OF).settlement.owed_fen()

    one, other = (paying(name) for name in "甲乙")
    assert owed(one, other) == 10_000 + 9_000
    assert owed(one.model_copy(update={"policy": other.policy}), other) == 20_000


def paying(name: str) -> Programme:
    reward = {"id": "高企", "clause": "一", "label": "高企", "when": {"kind": "认定"}, "formula": {"type": "fixed", "amount_yuan": 100}}
    return programme(name).model_copy(update={"rewards": [RewardRow.model_validate(reward)]})


def test_the_engine_spills_nothing_into_the_folder_of_the_user_and_fetches_nothing(tables: tuple[Path, Path]) -> None:
    settled = settle(programmes=[programme("甲")], applicants=tables[0], matters=tables[1], as_of=AS_OF)
    asked = "SELECT current_setting('temp_directory'), current_setting('autoinstall_known_extensions')"

    spill, fetches = settled.settlement.connection.execute(asked).fetchall()[0]

    assert Path(spill).is_absolute()
    assert not Path(spill).is_relative_to(Path.cwd())
    assert fetches is False
