"""An indicator table is the plan in figures: a column misread is a whole year of wrong goals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luoshi.commitments.nodes import Target
from luoshi.commitments.target import read_targets
from luoshi.commitments.target.statement import Statement
from luoshi.commitments.target.tables import YEARLY_MEAN, Columns, columns_of, goal_words, read_row
from tests.unit.commitments.plans import plan

YEARS = Columns(name=0, unit=1, goals=((3, 2024), (4, 2026)))


def rows(*cells: str) -> list[Statement]:
    return list(read_row(cells, YEARS, 0))


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (["指标名称", "单位", "2023年", "2024年", "2026年"], Columns(0, 1, ((3, 2024), (4, 2026)))),
        (["序号", "指标", "单位", "2023年现状值", "2026年目标值"], Columns(1, 2, ((4, 2026),))),
        (["指标名称", "目标值"], Columns(0, None, ((1, None),))),
        (["指标", "计量单位", "2023年", "2026年", "年均增长", "指标属性"], Columns(0, 1, ((3, 2026), (4, YEARLY_MEAN)))),
    ],
)
def test_head_says_where_the_goals_stand(head, columns):
    assert columns_of(head, 2024) == columns


@pytest.mark.parametrize(
    "head", [["姓名", "职务", "电话"], ["指标", "2022年", "2023年"], ["2024年", "2026年"], ["高新技术企业", "家", "24", "30"]]
)
def test_table_without_goals_or_names_has_no_columns(head):
    assert columns_of(head, 2024) is None


@pytest.mark.parametrize(
    ("cells", "names", "goals"),
    [
        (("高新技术企业", "家", "12", "20", "30"), ("高新技术企业", "level", "家"), {2024: ">=20", 2026: ">=30"}),
        (("1. 研发投入强度", "%", "1.2", "≥1.8", "≥2.2"), ("研发投入强度", "ratio", "%"), {2024: ">=1.8", 2026: ">=2.2"}),
        (("技术合同成交额（亿元）", "", "3", "5", "1,200.5"), ("技术合同成交额", "level", "亿元"), {2024: ">=5", 2026: ">=1200.5"}),
        (("单位能耗降低", "%", "", "-3", "下降13.5"), ("单位能耗降低", "growth", "%"), {2024: "<=-3", 2026: "<=-13.5"}),
        (("失业率", "%", "5.5", "5.5以内", "≤5"), ("失业率", "ratio", "%"), {2024: "<=5.5", 2026: "<=5"}),
        (("新增就业", "万人", "2", ">2.8", "3万人"), ("新增就业", "increase", "万人"), {2024: ">2.8", 2026: ">=3"}),
        (("每万人发明专利", "件", "2", "——", "6"), ("每万人发明专利", "ratio", "件"), {2026: ">=6"}),
    ],
)
def test_row_gives_a_goal_for_each_year(cells, names, goals):
    found = rows(*cells)

    assert {s.by: f"{s.op}{s.value:f}" for s in found if isinstance(s.value, Decimal)} == goals
    assert {(s.indicator, s.measure, s.unit) for s in found} == {names}


@pytest.mark.parametrize("cells", [(), ("",), ("合计", "", "", "", ""), ("高新技术企业", "家", "12"), ("类", "家", "1", "2", "3")])
def test_empty_and_broken_rows_give_nothing(cells):
    assert rows(*cells) == []


def test_mean_of_the_years_is_growth_each_year():
    columns = Columns(0, 1, ((2, YEARLY_MEAN),))
    [statement] = read_row(["地区生产总值", "亿元", "6.5%"], columns, 0)

    assert (statement.measure, statement.value, statement.unit, statement.rhythm) == ("growth", Decimal("6.5"), "%", "year")
    assert list(read_row(["地区生产总值", "亿元", "6.5"], columns, 0)) == []


def test_goals_in_words_are_handed_on_with_their_place():
    cells = ["高新技术企业", "家", "12", "2024年新增8家", "30"]
    [(at, words)] = goal_words(cells, YEARS)

    assert words == "2024年新增8家"
    assert " | ".join(cells)[at : at + len(words)] == words


TABLE = """指标名称 | 单位 | 2023年 | 2026年目标
高新技术企业 | 家 | 12 | 30
研发投入强度 | % | 1.2 | 2.2"""


def targets(text: str) -> list[Target]:
    return list(read_targets(plan(text)))


def test_table_of_a_plan_is_read_with_its_quotes():
    found = targets(TABLE)

    assert [(t.indicator, t.value, t.unit, t.period.to_json()) for t in found] == [
        ("高新技术企业", Decimal(30), "家", {"by": 2026}),
        ("研发投入强度", Decimal("2.2"), "%", {"by": 2026}),
    ]
    assert [t.quote for t in found] == ["高新技术企业 | 家 | 12 | 30", "研发投入强度 | % | 1.2 | 2.2"]


def test_rows_without_a_head_are_no_goals():
    assert targets("高新技术企业 | 家 | 12 | 30\n研发投入强度 | % | 1.2 | 2.2") == []
