"""The workbook of a settlement: it is handed on without the screen, so what was said there, and the sums that are signed, stand in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.results import write_lines
from luoshi.usecases.settle import settle

PROGRAMME = programme_from_yaml("""\
format: luoshi-programme/1
programme: banner
policy: {title: 青河旗奖补办法}
interpreter: 旗科技局
rewards:
  - id: 高企
    clause: 第三条
    label: 认定高企
    when: {kind: 认定, subject: 高企}
    formula: {type: fixed, amount_yuan: 100000}
    readings: [{question: 看哪一天, taken: 认定当天, alternatives: [年末]}]
  - id: 专利
    clause: 第四条
    label: 专利
    when: {kind: 认定, subject: 专利}
    formula: {type: fixed, amount_yuan: 50000}
    caps: [{amount_yuan: 20000, per: applicant, within: year}]
  - id: 没有人要的
    clause: 第五条
    label: 别的
    when: {kind: 认定, subject: 别的}
    formula: {type: fixed, amount_yuan: 1}
    readings: [{question: 看谁, taken: 甲, alternatives: [乙]}]
stacking:
  - {id: 就高, clause: 第六条, rule: 同一证书只领一项, run: {type: highest, rewards: [高企, 专利], per: [document], paid: top_up}}
  - {id: 他处, clause: 第七条, rule: 市里付过的补差额, run: {type: elsewhere, rewards: [all], payers: [市财政局], paid: top_up}}
caps:
  - {id: 合计, clause: 第八条, label: 两项合计, amount_yuan: 110000, per: applicant, rewards: [高企, 专利]}
""")
TABLES = {
    "主体.csv": "主体代码,名称\nA,甲\nB,乙\n",
    "事项.csv": "事项编号,主体代码,事项类别,事项名称,证书或文号,日期\n"
    "1,A,认定,高企,X1,2025-03-01\n2,A,认定,专利,X1,2025-03-01\n3,B,认定,专利,X3,2025-03-01\n4,B,认定,高企,X4,2025-03-01\n",
    "兑付.csv": "主体代码,兑付机关,事项编号,兑付日期,金额\nB,市财政局,4,2025-05-01,30000\nB,市科技局,4,2025-05-01,1\n",
}


@pytest.fixture
def sheets(tmp_path: Path) -> dict[str, list[tuple[Any, ...]]]:
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    paths = {"applicants": tmp_path / "主体.csv", "matters": tmp_path / "事项.csv", "payments": tmp_path / "兑付.csv"}
    settled = settle(programmes=[PROGRAMME], as_of=date(2025, 12, 31), **paths)
    write_lines(settled.settlement, tmp_path / "明细.xlsx", notes=settled.warnings())
    book = load_workbook(tmp_path / "明细.xlsx")
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_sums_stand_by_applicant_and_in_all(sheets: dict[str, list[tuple[Any, ...]]]) -> None:
    assert sheets["分户合计"] == [
        ("主体代码", "名称", "应兑付（元）", "应兑付笔数", "待补材料笔数", "待核定笔数", "非资金笔数"),
        ("A", "甲", 100_000, 1, 0, 0, 0),
        ("B", "乙", 90_000, 2, 0, 0, 0),
        ("合计", None, 190_000, 3, 0, 0, 0),
    ]


def test_the_reason_names_only_the_rule_that_took_something(sheets: dict[str, list[tuple[Any, ...]]]) -> None:
    head, *rows = sheets["兑付明细"]

    assert {row[6]: row[head.index("原因")] for row in rows} == {
        "1": None,
        "2": "叠加规则：同一证书只领一项",
        "3": "限额：每个主体每年最高2.00万元",
        "4": "叠加规则：市里付过的补差额",
    }


def test_the_notes_say_what_nobody_has_confirmed_and_what_was_not_taken_off(sheets: dict[str, list[tuple[Any, ...]]]) -> None:
    assert [row[0] for row in sheets["说明"]][:6] == [
        "《青河旗奖补办法》，算到2025年12月31日。",
        "应兑付2个主体，合计19.00万元。",
        "奖补规则全部是草稿，没有经人确认，结果只供核对。",
        "算到的奖补有1处条文可作两种以上理解，还没有经解释机关确认。",
        "兑付表：有应兑付的事项，另有1笔、共1元的其他兑付没有扣减：“市科技局”。"
        "依政策不该扣减的不必处理；该扣减的，请核对“政策”“兑付机关”“奖补编号”。",
        "待确认的理解：第三条　认定高企：看哪一天，按“认定当天”；另有“年末”，待旗科技局确认。",
    ]
