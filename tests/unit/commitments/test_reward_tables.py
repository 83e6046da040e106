"""A table of standards is paid by row and column: one column off, and every level gets another's sum."""

from __future__ import annotations

from fractions import Fraction

import pytest

from luoshi.commitments.nodes import Formula, FormulaType, Reward
from luoshi.commitments.reward import read_rewards
from luoshi.commitments.reward.heads import Carried
from luoshi.commitments.reward.tables import SumColumns, columns_of, row_heads
from tests.unit.commitments.plans import plan

WAN = 10_000 * 100
RULES = "临江市促进科技创新若干政策措施\n一、支持措施\n（一）奖励标准\n{}\n"
BY_LEVEL = SumColumns(1, ((2, "国家级", "万元"), (3, "省级", "万元")))


@pytest.mark.parametrize(
    ("cells", "unit", "columns"),
    [
        (["序号", "平台名称", "奖励标准（万元）"], "", SumColumns(1, ((2, "", "万元"),))),
        (["类别", "奖励金额"], "元", SumColumns(0, ((1, "", "元"),))),
        (["序号", "平台", "国家级", "省级"], "万元", SumColumns(1, ((2, "国家级", "万元"), (3, "省级", "万元")))),
        (["平台", "补助标准", "备注"], "", SumColumns(0, ((1, "", ""),))),
        (["序号", "奖励对象", "奖励标准"], "", SumColumns(1, ((2, "", ""),), party=1)),
        (["序号", "项目", "标准"], "", SumColumns(1, ((2, "", ""),))),
        (["类别", "档次", "金额（万元）"], "", SumColumns(0, ((2, "", "万元"),), beside=(1,))),
        (["序号", "奖补对象", "奖补条件", "奖补标准"], "", SumColumns(1, ((3, "", ""),), beside=(2,), party=1)),
        (["事项", "资助金额", "受理部门"], "", SumColumns(0, ((1, "", ""),))),
    ],
)
def test_head_says_where_the_sums_stand(cells, unit, columns):
    assert columns_of(cells, unit, of_support=True) == columns


@pytest.mark.parametrize(
    "cells",
    [
        ["平台", "国家级", "省级"],
        ["姓名", "电话"],
        ["孵化器", "100", "50"],
        ["项目名称", "申报条件"],
        ["项目", "标准"],
        ["项目", "收费标准"],
    ],
)
def test_table_that_is_not_about_support_has_no_sums(cells):
    assert columns_of(cells, "万元", of_support=False) is None


def test_row_gives_each_level_its_own_sum():
    heads = list(row_heads(["1", "重点实验室", "200", "80"], BY_LEVEL, Carried("新认定")))

    assert [(h.trigger, h.formula.amount_fen) for h in heads] == [
        ("新认定，国家级重点实验室", 200 * WAN),
        ("新认定，省级重点实验室", 80 * WAN),
    ]


@pytest.mark.parametrize(
    ("cell", "formula", "cap"),
    [
        ("20", Formula(FormulaType.FIXED, amount_fen=20 * WAN), None),
        ("5000元", Formula(FormulaType.FIXED, amount_fen=500_000), None),
        ("1,000", Formula(FormulaType.FIXED, amount_fen=1000 * WAN), None),
        ("最高50", Formula(FormulaType.UPTO), 50 * WAN),
        ("不超过50万元", Formula(FormulaType.UPTO), 50 * WAN),
    ],
)
def test_cell_is_a_sum_or_a_ceiling(cell, formula, cap):
    [head] = row_heads(["1", "重点实验室", cell], SumColumns(1, ((2, "", "万元"),)), Carried())

    assert (head.formula, head.cap_fen) == (formula, cap)


@pytest.mark.parametrize("cells", [["1", "", "200", "80"], ["1", "重点实验室", "——", ""], ["1"], ["1", "重点实验室", "按实际支出", "面议"]])
def test_cells_without_a_sum_give_nothing(cells):
    assert list(row_heads(cells, BY_LEVEL, Carried())) == []


def test_sum_without_any_unit_is_left_alone():
    assert list(row_heads(["重点实验室", "200"], SumColumns(0, ((1, "", ""),)), Carried())) == []


TABLE = """对新认定的创新平台，一次性奖励标准如下（单位：万元）。
平台名称 | 国家级 | 省级
重点实验室 | 200 | 80
企业技术中心 | 100 | 50"""


def rewards(text: str) -> list[Reward]:
    return list(read_rewards(plan(text, frame=RULES)))


def test_table_of_a_policy_is_read_with_what_introduces_it():
    found = rewards(TABLE)

    assert [(r.formula.amount_fen or 0) // WAN for r in found] == [200, 80, 100, 50]
    assert ["国家级" in r.trigger for r in found] == [True, False, True, False]
    assert [r.quote.split(" | ")[0] for r in found] == ["重点实验室", "重点实验室", "企业技术中心", "企业技术中心"]


def test_table_of_something_else_grants_nothing():
    assert rewards("联系方式如下。\n单位名称 | 国家级 | 省级\n重点实验室 | 200 | 80") == []


def test_row_with_a_level_and_a_sum_is_no_head():
    assert columns_of(["1", "新认定的省级示范果园", "20万元"], "", of_support=True) is None


@pytest.mark.parametrize(
    ("cell", "kind", "amount", "rate", "cap"),
    [
        ("20万元", FormulaType.FIXED, 20 * WAN, None, None),
        ("每家20万元", FormulaType.FIXED, 20 * WAN, None, None),
        ("5万元/个", FormulaType.PER_ITEM, 5 * WAN, None, None),
        ("每亩500元", FormulaType.PER_ITEM, 50_000, None, None),
        ("最高50万元", FormulaType.UPTO, None, None, 50 * WAN),
        ("按投资额的10%、最高100万元", FormulaType.SHARE, None, Fraction(1, 10), 100 * WAN),
        ("按购置额的30%给予补助，最高不超过50万元", FormulaType.SHARE, None, Fraction(3, 10), 50 * WAN),
    ],
)
def test_cell_in_words_is_read_as_the_sentence_it_stands_for(cell, kind, amount, rate, cap):
    [head] = row_heads(["1", "新建冷库", cell], SumColumns(1, ((2, "", ""),)), Carried())

    assert (head.formula.type, head.formula.amount_fen, head.formula.rate, head.cap_fen) == (kind, amount, rate, cap)
    assert (head.trigger, head.start, head.end) == ("新建冷库", 0, len(f"1 | 新建冷库 | {cell}"))


ORCHARDS = """临江县支持果业发展若干措施
一、支持良种
对新建苗圃给予奖励，标准见附件。
附件
果业奖励标准
{}
"""


@pytest.mark.parametrize("bar", [" | ", "\t"])
def test_table_of_an_annex_is_read_without_its_title_as_a_condition(bar):
    rows = [["序号", "奖励对象", "奖励标准"], ["1", "省级示范果园", "20万元"], ["2", "果品加工企业", "最高50万元"]]
    found = list(read_rewards(plan("\n".join(bar.join(row) for row in rows), frame=ORCHARDS)))

    assert [(r.trigger, r.beneficiary, r.formula.amount_fen, r.cap_fen) for r in found] == [
        ("省级示范果园", "省级示范果园", 20 * WAN, None),
        ("果品加工企业", "果品加工企业", None, 50 * WAN),
    ]


def test_who_and_what_stand_in_columns_of_their_own():
    table = "奖补对象 | 奖补条件 | 奖补标准\n合作社 | 新建冷库 | 20万元\n果农 | 新栽果树 | 每亩500元"
    found = list(read_rewards(plan(table, frame=ORCHARDS)))

    assert [(r.trigger, r.beneficiary) for r in found] == [("合作社，新建冷库", "合作社"), ("果农，新栽果树", "果农")]
