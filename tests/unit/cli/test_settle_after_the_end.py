"""`luoshi settle` after the last day of a reward that looks at no matter: it gives nothing, and says so with the day that counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode

ENDED = "“年度奖励”（第三条）没有针对事项，按算到的那一天判断；它到2025年6月30日为止，这次没有算。"
HINT = "要算这一条的，另用 --as-of 2025-06-30 算一次。"
PROGRAMME = """\
format: luoshi-programme/1
programme: banner
version: 1
status: confirmed
policy: {title: 青河旗奖补办法}
in_force: {from: 2025-01-01, to: 2025-06-30}
rewards:
  - id: 年度
    clause: 第三条
    label: 年度奖励
    if: {fact: above_scale, is: true}
    formula: {type: fixed, amount_yuan: 200000}
    status: confirmed
    confirmed_by: 旗科技局
    confirmed_on: 2025-01-10
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    matters = "事项编号,主体代码,事项类别,事项名称,日期\n"
    for name, text in (("办法.yaml", PROGRAMME), ("主体.csv", "主体代码,规模以上\nA,是\n"), ("事项.csv", matters)):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settle(capsys: pytest.CaptureFixture[str], as_of: str, *more: str) -> tuple[int, str, str]:
    code = run(["settle", "--programme", "办法.yaml", "--enterprises", "主体.csv", "--matters", "事项.csv", "--as-of", as_of, *more])
    return code, *capsys.readouterr()


def test_a_reward_that_ended_before_the_day_is_told_with_the_day_that_counts_it(capsys, folder):
    """It is judged on the day of the settlement: settled in January, last year's would be lost without a word."""
    late, _, err = settle(capsys, "2025-12-31")

    assert late == ExitCode.FINDINGS
    assert f"{ENDED}{HINT}" in err


def test_on_its_last_day_it_is_counted_and_nothing_is_told(capsys, folder):
    code, out, err = settle(capsys, "2025-06-30")

    assert (code, ENDED in err) == (ExitCode.FINE, False)
    assert "合计20.00万元" in out


def test_a_reward_that_a_later_version_goes_on_with_is_not_told_as_ended(capsys, folder):
    later = PROGRAMME.replace("version: 1", "version: 2").replace("{from: 2025-01-01, to: 2025-06-30}", "{from: 2025-07-01}")
    (folder / "二版.yaml").write_text(later, "utf-8")
    code, _, err = settle(capsys, "2025-12-31", "--programme", "二版.yaml")

    assert (code, ENDED in err) == (ExitCode.FINE, False)
