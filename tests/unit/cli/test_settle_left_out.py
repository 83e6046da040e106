"""`luoshi settle --explain` of somebody whose rows were not read: it must not look as if nothing were owed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.cli.entry import run

PROGRAMME = """\
format: luoshi-programme/1
programme: banner
policy: {title: 青河旗奖补办法}
rewards:
  - {id: 高企, clause: 第三条, label: 认定高企, when: {kind: 认定, subject: 高企}, formula: {type: fixed, amount_yuan: 1}}
"""
APPLICANTS = "主体代码,名称,规模以上\nA,甲公司,是\nB,乙公司（青河）,不知道\n"
MATTERS = "事项编号,主体代码,事项类别,事项名称,日期\n1,A,认定,高企,2025-03-01\n2,A,认定,高企,去年\n"
MATTERS += "3,B,认定,高企,2025-05-01\n4,D,认定,高企,2025-05-01\n"
PAID = "主体代码,奖补编号,事项编号,兑付日期,金额\nA,高企,1,2025-04-01,很多\n"
OWN_ROW = "  主体表第3行“规模以上”“不知道”：看不出是还是否。请写“是”或“否”，不清楚的留空。"
NO_ROW = "：主体表里没有这个主体，这一事项没有读入。请核对代码，或在主体表补上。"


@pytest.fixture
def explain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], list[str]]:
    for name, text in (("办法.yaml", PROGRAMME), ("主体.csv", APPLICANTS), ("事项.csv", MATTERS), ("兑付.csv", PAID)):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    def explained(word: str) -> list[str]:
        tables = ["--enterprises", "主体.csv", "--matters", "事项.csv", "--paid", "兑付.csv"]
        assert run(["settle", "--programme", "办法.yaml", *tables, "--as-of", "2025-12-31", "--explain", word]) == 1
        lines = capsys.readouterr().out.splitlines()
        return [line for line in lines if not line.startswith("注意：")]

    return explained


@pytest.mark.parametrize("word", ["B", "乙公司(青河)"])
def test_an_applicant_whose_own_row_was_not_read_is_told_so_with_row_and_reason(explain: Callable[[str], list[str]], word: str) -> None:
    assert explain(word) == [f"主体“{word}”没有算：主体表里它的行没有读进来。", OWN_ROW, f"  事项表第4行“主体代码”“B”{NO_ROW}"]


def test_an_applicant_that_only_other_tables_name_is_told_so(explain: Callable[[str], list[str]]) -> None:
    assert explain("D") == ["主体“D”没有算：主体表里没有它，它的行没有读进来。", f"  事项表第5行“主体代码”“D”{NO_ROW}"]


def test_rows_that_were_not_read_stand_under_the_explanation(explain: Callable[[str], list[str]]) -> None:
    found = explain("A")

    assert found[:2] == ["甲公司（A）", "截至2025年12月31日，应兑付合计1元"]
    assert found[-4:] == [
        "",
        "没有读进来的行，没有算在内",
        "  事项表第3行“日期”“去年”：不是日期。请写成 2025-06-20 或 2025年6月20日。",
        "  兑付表第2行“金额”“很多”：不是金额。请写数字，例如 1200000 或 1,200,000.00（元）。",
    ]


def test_nobody_is_told_of_rows_of_others(explain: Callable[[str], list[str]]) -> None:
    assert explain("无此人") == ["各表里都没有主体“无此人”。请核对主体代码，或写全称。"]
