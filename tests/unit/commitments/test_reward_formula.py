"""How a sum works out: a share of the wrong base or a match of the wrong grant pays a wrong amount to everyone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from luoshi.commitments.nodes import Formula, FormulaType, Reward
from luoshi.commitments.reward import read_rewards
from luoshi.commitments.reward.formula import formula_of
from luoshi.commitments.reward.marks import Mark, Role
from tests.unit.commitments.plans import plan

WAN = 10_000 * 100
RULES = "临江市促进科技创新若干政策措施\n一、支持措施\n（一）奖励政策\n{}\n"


def reward(text: str) -> Reward:
    [found] = read_rewards(plan(text, frame=RULES))
    return found


def formula(text: str) -> Formula:
    return reward(text).formula


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("对科技企业，按研发费用的10%给予补助。", "研发费用"),
        ("对科技企业，按照其实际支付利息的50%给予贴息。", "实际支付利息"),
        ("对科技企业，按不超过设备投资额的10%给予补助。", "设备投资额"),
        ("对科技企业，给予合同实际支付额20%的补助。", "合同实际支付额"),
        ("对创投机构，按照对省外企业实际投资额的5%给予奖励。", "对省外企业实际投资额"),
    ],
)
def test_rate_on_a_cost_is_a_share(text, base):
    found = formula(text)

    assert (found.type, found.base) == (FormulaType.SHARE, base)


@pytest.mark.parametrize(
    ("text", "base", "rate"),
    [
        ("对获得省级立项的单位，按国家补助资金的50%给予配套。", "国家补助资金", Fraction(1, 2)),
        ("对获得省级立项的单位，按省级资助额的1:1给予配套。", "省级资助额", Fraction(1)),
        ("对获得省级奖励的企业，按照省级奖励金额等额配套。", "省级奖励金额", Fraction(1)),
        ("对获得省级补助的企业，按上级研发补助的30%给予奖励。", "上级研发补助", Fraction(3, 10)),
    ],
)
def test_rate_on_a_grant_of_another_government_is_a_match(text, base, rate):
    found = formula(text)

    assert (found.type, found.base, found.rate) == (FormulaType.MATCH, base, rate)


def test_rate_without_a_base_goes_on_with_the_base_before():
    first, second = read_rewards(plan("入驻企业租用办公用房的，前两年按实际租金的100%、第三年按50%给予补贴。", frame=RULES))

    assert [(r.formula.base, r.formula.rate) for r in (first, second)] == [("实际租金", Fraction(1)), ("实际租金", Fraction(1, 2))]


@pytest.mark.parametrize(
    ("text", "kind", "item"),
    [
        ("企业新获授权发明专利的，每件奖励5000元。", FormulaType.PER_ITEM, "件"),
        ("对建设厂房的企业，按新增面积每平方米100元给予补助。", FormulaType.PER_ITEM, "平方米"),
        ("对孵化器，每培育1家高新技术企业奖励5万元。", FormulaType.PER_ITEM, "家高新技术企业"),
        ("对新认定的高新技术企业，每家奖励20万元。", FormulaType.FIXED, ""),
        ("对引进的博士，每人补助5万元。", FormulaType.FIXED, ""),
        ("对引进博士的企业，每人补助5万元。", FormulaType.PER_ITEM, "人"),
        ("对新认定的高新技术企业，奖励20万元。", FormulaType.FIXED, ""),
    ],
)
def test_each_with_the_party_is_fixed_and_each_with_a_thing_is_counted(text, kind, item):
    found = formula(text)

    assert (found.type, found.item) == (kind, item)


@pytest.mark.parametrize(
    ("text", "cap"),
    [("对入选的创新团队，给予最高100万元资助。", 100 * WAN), ("对入选的创新团队，给予20万元至100万元资助。", 100 * WAN)],
)
def test_ceiling_and_range_are_decided_up_to_their_upper_end(text, cap):
    found = reward(text)

    assert (found.formula, found.cap_fen) == (Formula(FormulaType.UPTO), cap)


def test_stages_add_up_to_the_whole():
    found = reward("企业在主板上市的，给予500万元奖励，其中完成股改奖励100万元，辅导备案奖励100万元，成功上市奖励300万元。")

    assert found.formula.type is FormulaType.STAGED
    assert [stage.amount_fen for stage in found.formula.stages] == [100 * WAN, 100 * WAN, 300 * WAN]
    assert found.cap_fen is None


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (Mark(0, 4, Role.GRANT, low_fen=5 * WAN), Formula(FormulaType.FIXED, amount_fen=5 * WAN)),
        (Mark(0, 4, Role.GRANT, low_fen=5 * WAN, item="件"), Formula(FormulaType.PER_ITEM, amount_fen=5 * WAN, item="件")),
        (Mark(0, 4, Role.GRANT, low_fen=5 * WAN, item="家"), Formula(FormulaType.FIXED, amount_fen=5 * WAN)),
        (Mark(0, 4, Role.GRANT, low_fen=5 * WAN, high_fen=9 * WAN), Formula(FormulaType.UPTO)),
    ],
)
def test_formula_follows_the_mark(mark, expected):
    assert formula_of("5万元奖励", mark, giving="奖励", trigger="", beneficiary="企业", previous_base="") == expected
