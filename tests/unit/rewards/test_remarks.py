"""What is said of matters beside the lines: those at a stage that the reward does not have, and those after the day of the settlement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.remarks import Remark
from luoshi.usecases.settle import settle

PROGRAMME = programme_from_yaml("""\
format: luoshi-programme/1
programme: banner
policy: {title: 青河旗奖补办法}
rewards:
  - id: 上市
    clause: 第五条
    label: 上市分阶段
    when: {kind: 上市挂牌, subject: 主板上市}
    formula: {type: staged, stages: [{stage: 辅导备案, amount_yuan: 100}, {stage: 成功上市, amount_yuan: 200}]}
  - id: 高企
    clause: 第六条
    label: 认定高企
    when: {kind: 认定, subject: 高企}
    formula: {type: fixed, amount_yuan: 1}
""")
HEAD = "事项编号,主体代码,事项类别,事项名称,阶段,日期\n"


@pytest.fixture
def remarks(tmp_path: Path) -> Callable[[str], list[Remark]]:
    def said(matters: str) -> list[Remark]:
        (tmp_path / "主体.csv").write_text("主体代码\nA\nB\n", "utf-8")
        (tmp_path / "事项.csv").write_text(HEAD + matters, "utf-8")
        settled = settle(programmes=[PROGRAMME], applicants=tmp_path / "主体.csv", matters=tmp_path / "事项.csv", as_of=date(2025, 12, 31))
        return list(settled.remarks)

    return said


def test_a_stage_that_the_reward_does_not_have_is_told_with_those_that_it_has(remarks: Callable[[str], list[Remark]]) -> None:
    rows = "2,B,上市挂牌,主板上市,敲钟,2025-03-01\n1,A,上市挂牌,主板上市,敲钟,2025-03-01\n3,A,上市挂牌,主板上市,申报受理,2025-03-02\n"

    assert remarks(rows) == [
        Remark("事项表", "主体A的事项1等2笔：“上市分阶段”没有“敲钟”这个阶段，按零计算", "请核对“阶段”，方案里有：辅导备案、成功上市。"),
        Remark("事项表", "主体A的事项3：“上市分阶段”没有“申报受理”这个阶段，按零计算", "请核对“阶段”，方案里有：辅导备案、成功上市。"),
    ]


def test_a_stage_that_is_paid_or_that_nothing_looks_at_is_not_told(remarks: Callable[[str], list[Remark]]) -> None:
    assert remarks("1,A,上市挂牌,主板上市,成功上市,2025-03-01\n2,A,认定,高企,敲钟,2025-03-01\n") == []


def test_matters_after_the_day_of_the_settlement_are_told_once_with_the_last_day(remarks: Callable[[str], list[Remark]]) -> None:
    rows = "".join(f"{number},A,认定,高企,,{day}\n" for number, day in enumerate(("2025-12-31", "2026-01-01", "2027-03-01", "2026-02-01")))
    words = "有3笔事项在算到的日期（2025年12月31日）以后，最晚的是2027年3月1日，没有算"

    assert remarks(rows) == [Remark("事项表", words, "要算的，请把 --as-of 写到那一天或以后。", is_finding=False)]
