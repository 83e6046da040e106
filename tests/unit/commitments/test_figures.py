"""The figure of a commitment in official words, from the sentence that prints it to what the page and the terminal show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.commitments.figures import amount_words, cap_words, value_words
from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage, Target
from luoshi.source import Source, Span
from luoshi.usecases.read_document import read_document
from luoshi.values.periods import Period
from tests.made_reading import WAN


def read(sentence: str) -> Target:
    reading = read_document(source=Source("通知.txt", f"关于印发实施方案的通知\n一、主要目标\n{sentence}\n".encode()))
    (found,) = (c for c in reading.commitments if isinstance(c, Target))
    return found


def target(value: str, unit: str, *, op: str = ">=", measure: str = "level", implied: tuple[str, ...] = ()) -> Target:
    return Target(
        clause="一",
        span=Span(0, 1),
        quote="。",
        indicator="某指标",
        measure=measure,
        op=op,
        value=Decimal(value),
        unit=unit,
        period=Period(),
        implied=implied,
    )


def reward(formula: Formula, **more: object) -> Reward:
    made = Reward(clause="一", span=Span(0, 1), quote="。", beneficiary="企业", trigger="某事", formula=formula)
    return replace(made, **more)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("到2027年，单位工业增加值能耗下降10%。", "下降10%"),
        ("到2027年，单位工业增加值能耗下降13.5%以上。", "下降13.5%以上"),
        ("到2027年，高新技术产业产值翻一番。", "翻一番（2倍）"),
        ("到2027年，高新技术产业产值翻两番。", "翻两番（4倍）"),
        ("到2027年，高新技术产业产值增长到2024年的2倍。", "达到2倍"),
        ("到2027年，高新技术产业产值增长2倍以上。", "增长2倍以上"),
        ("到2027年，企业研发机构覆盖率提高5个百分点。", "增长5个百分点"),
        ("到2027年，科技创新综合评价进入全市前5位。", "前5位"),
        ("到2027年，空气优良天数比率排名保持全省前3名。", "前3名"),
        ("到2027年，高新技术企业达到1200家。", "≥1200家"),
        ("到2027年，城镇调查失业率控制在5.5%以内。", "≤5.5%"),
    ],
)
def test_a_goal_is_shown_in_the_words_that_print_it(sentence, words):
    assert value_words(read(sentence)) == words


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (target("33.33", "%", measure="ratio"), "达到三分之一（33.33%）"),
        (target("25", "%", measure="ratio"), "≥25%"),
        (target("100", "%", op="=", measure="coverage"), "全覆盖"),
        (target("0", "%", op=">", measure="growth"), "逐年增长"),
        (target("0", "%", op="<", measure="growth"), "逐年下降"),
        (target("3", "%", op="<=", measure="growth"), "增长不超过3%"),
        (target("1", "位", op="<="), "第1位"),
        (target("1E+3", "家"), "≥1000家"),
        (target("1.80", "%", op=">", measure="ratio"), "＞1.8%"),
        (replace(target("1", "家"), value=(Decimal(10), Decimal(15))), "10—15家"),
    ],
)
def test_a_goal_of_another_shape(goal, words):
    assert value_words(goal) == words


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (reward(Formula(FormulaType.FIXED, amount_fen=600_000)), "0.60万元"),
        (reward(Formula(FormulaType.FIXED, amount_fen=300_000), every="month"), "每月0.30万元"),
        (reward(Formula(FormulaType.PER_ITEM, amount_fen=200_000, item="人·月")), "每人每月0.20万元"),
        (reward(Formula(FormulaType.PER_ITEM, amount_fen=200_000, item="人·月"), every="month"), "每人每月0.20万元"),
        (reward(Formula(FormulaType.PER_ITEM, amount_fen=200_000, item="人"), every="month"), "每人每月0.20万元"),
        (reward(Formula(FormulaType.PER_ITEM, amount_fen=3 * WAN, item="每增加30件")), "每增加30件3.00万元"),
        (reward(Formula(FormulaType.PER_ITEM, amount_fen=5 * WAN)), "每项5.00万元"),
        (reward(Formula(FormulaType.SHARE, base="成交额", rate=Fraction(1, 200))), "成交额的0.5%（5‰）"),
        (reward(Formula(FormulaType.SHARE, base="改造费用")), "改造费用的一定比例"),
        (
            reward(Formula(FormulaType.STAGED, stages=(Stage("受理", 30 * WAN), Stage("挂牌", rate=Fraction(7, 10))))),
            "受理 30.00万元；挂牌 70%",
        ),
        (reward(Formula(FormulaType.UPTO), cap_fen=50 * WAN), "不超过50.00万元"),
        (reward(Formula(FormulaType.UNQUANTIFIED)), "未写数额"),
    ],
)
def test_an_amount_is_shown_as_its_formula_tells(one, words):
    assert amount_words(one) == words


def test_a_limit_says_what_it_counts_by():
    assert cap_words(reward(Formula(FormulaType.UPTO), cap_fen=100 * WAN, cap_per="企业/年")) == "每企业每年最高100.00万元"
    assert cap_words(reward(Formula(FormulaType.UPTO))) == "—"


def test_amounts_are_said_for_every_type_of_formula():
    assert all(amount_words(reward(Formula(formula_type))) for formula_type in FormulaType)
