"""Commitments in words: amounts exact, periods as officials write them, what is our reading said to be so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.commitments.nodes import Deadline, Duty, Formula, FormulaType, Kind, Procedure, Register, Reward, Stage, Target
from luoshi.commitments.show import (
    Field,
    amount_words,
    cap_words,
    clause_words,
    fields,
    figure,
    gist,
    headline,
    money_words,
    once_words,
    period_words,
    rate_words,
    value_words,
    without_repeated_doubts,
)
from luoshi.source import Diagnostic, Severity, Span
from luoshi.values.periods import PartialDate, Period
from tests.made_reading import made_reading

WAN = 1_000_000
WHERE = {"clause": "一", "span": Span(0, 2), "quote": "原文"}


def target(value, unit="家", op=">=", measure="level", **more):
    return Target(**WHERE, indicator="指标", measure=measure, op=op, value=value, unit=unit, period=Period(), **more)


def reward(formula_type=FormulaType.FIXED, *, cap=None, cap_per="", once=None, years=None, **formula):
    return Reward(
        **WHERE,
        beneficiary="企业",
        trigger="认定",
        formula=Formula(formula_type, **formula),
        cap_fen=cap,
        cap_per=cap_per,
        once=once,
        years=years,
    )


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (20 * WAN, "20.00万元"),
        (120_000_000_0, "1,200.00万元"),
        (10_000, "0.01万元"),
        (500_000, "0.50万元"),
        (5_000, "50元"),
        (1_234_567, "12,345.67元"),
        (0, "0.00万元"),
    ],
)
def test_money_is_said_exactly_in_wan_or_else_in_yuan(fen, words):
    assert money_words(fen) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [(Fraction(1, 2), "50%"), (Fraction(1), "100%"), (Fraction(1, 3), "33.3333%"), (Fraction(3, 1000), "0.3%"), (Fraction(2), "200%")],
)
def test_rate_is_said_in_percent_without_idle_digits(rate, words):
    assert rate_words(rate) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), "—"),
        (Period(by=PartialDate(2025)), "到2025年"),
        (Period(every="year"), "每年"),
        (Period(every="year", by=PartialDate(2024)), "每年，到2024年"),
        (Period(since=PartialDate(2021, 9), until=PartialDate(2021, 10)), "2021年9月至2021年10月"),
        (Period(since=PartialDate(2021)), "2021年起"),
        (Period(until=PartialDate(2023)), "至2023年"),
        (Period(on=PartialDate(2026, 3, 2)), "2026年3月2日"),
    ],
)
def test_period_is_said_as_officials_write_it(period, words):
    assert period_words(period) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (target(Decimal(24)), "≥24家"),
        (target(Decimal("1.80"), "%", ">"), "＞1.8%"),
        (target(Decimal(-3), "%", "<=", "growth"), "≤-3%"),
        (target((Decimal(2), Decimal(3)), "个", "range"), "2—3个"),
        (target(Decimal(100), "%", "=", "coverage"), "全覆盖"),
        (target(Decimal(0), "%", ">", "growth"), "逐年增长"),
        (target(Decimal(4000), "万元"), "≥4,000万元"),
        (target(Decimal("1E+3"), "家"), "≥1,000家"),
    ],
)
def test_value_of_a_target_is_said_in_its_own_unit(made, words):
    assert value_words(made) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (reward(amount_fen=20 * WAN), "20.00万元"),
        (reward(FormulaType.MATCH, base="市级补助额度", rate=Fraction(1, 2)), "市级补助额度的50%"),
        (reward(FormulaType.SHARE, base="装修费用"), "装修费用的一定比例"),
        (reward(FormulaType.SHARE, rate=Fraction(1, 10)), "10%"),
        (reward(FormulaType.PER_ITEM, amount_fen=5 * WAN, item="件发明专利"), "每件发明专利5.00万元"),
        (reward(FormulaType.PER_ITEM, amount_fen=5 * WAN, item="每增加30件"), "每增加30件5.00万元"),
        (reward(FormulaType.PER_ITEM, amount_fen=5 * WAN), "每项5.00万元"),
        (reward(FormulaType.STAGED, stages=(Stage("受理", 30 * WAN), Stage("挂牌", rate=Fraction(7, 10)))), "受理 30.00万元；挂牌 70%"),
        (reward(FormulaType.UPTO, cap=50 * WAN), "不超过50.00万元"),
        (reward(FormulaType.UNQUANTIFIED), "未写数额"),
    ],
)
def test_amount_of_a_reward_is_said_as_its_formula_tells(made, words):
    assert amount_words(made) == words


def test_amounts_are_said_for_every_type_of_formula():
    assert all(amount_words(reward(formula_type)) for formula_type in FormulaType)


def test_cap_and_frequency_say_what_they_count_by():
    assert cap_words(reward(cap=100 * WAN, cap_per="企业/年")) == "每企业每年最高100.00万元"
    assert cap_words(reward()) == "—"
    assert [once_words(reward(once=once)) for once in (True, False, None)] == ["一次性", "可多次", "未写明"]
    assert once_words(reward(years=3)) == "连续3年"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("0", "文首"),
        ("二/(三)/8", "二（三）8"),
        ("三/(二)/6/(14)", "三（二）6（14）"),
        ("第二章/第八条/(二)", "第二章第八条（二）"),
        ("一/第一条", "一 第一条"),
        ("二/1/2", "二1.2"),
    ],
)
def test_clause_is_said_as_one_says_it(path, words):
    assert clause_words(path) == words


def test_every_kind_has_headline_gist_and_named_particulars():
    by_kind = {c.kind: c for c in made_reading().commitments}
    assert set(by_kind) == set(Kind)
    assert {kind.label: (headline(c), figure(c), gist(c)) for kind, c in by_kind.items()} == {
        "目标": ("全旗国家高新技术企业", "≥30家", "到2027年"),
        "责任": ("支持企业上市", "", "牵头：旗财政局　责任：旗科技和工信局"),
        "奖补": ("企业：科技金融", "未写数额", ""),
        "叠加": ("从新、从优、从高，不重复享受", "", ""),
        "名录": ("国家高新技术企业培育库", "", "收录：科技型企业　用途：梯次培育"),
        "程序": ("入库审核", "", "申请 → 审核 → 入库 → 复核　由旗科技和工信局办"),
        "期限": ("启动阶段", "2025年9月至2025年10月", ""),
    }


def test_particulars_tell_what_is_our_reading_and_end_with_the_note():
    shown = fields(reward(FormulaType.PER_ITEM, amount_fen=5 * WAN, item="件", cap=50 * WAN, cap_per="企业"))
    assert shown[4] == Field("限额", "每企业最高50.00万元")
    implied = next(c for c in made_reading().commitments if c.note)
    assert Field("限额", "每企业最高50.00万元", implied=True) in fields(implied)
    assert fields(implied)[-1] == Field("说明", "限额按企业累计")
    assert Field("目标值", "≥3家", implied=True) in fields(target(Decimal(3), implied=("op",)))
    assert Field("力度", "力争") in fields(target(Decimal(3), aspiration=True))


def test_headline_of_something_without_a_name_is_its_words():
    assert headline(Duty(**WHERE, title="")) == "原文"
    assert headline(Register(**WHERE, name="")) == "原文"
    assert headline(Procedure(**WHERE, name="公示")) == "公示"
    assert figure(Deadline(**WHERE, what="", period=Period())) == "—"


def test_headline_names_a_beneficiary_only_once():
    assert headline(replace(reward(), beneficiary="高新技术企业", trigger="首次认定的高新技术企业")) == "首次认定的高新技术企业"
    assert headline(replace(reward(), beneficiary="", trigger="认定")) == "认定"


def test_diagnostics_that_repeat_a_doubt_are_left_out_and_others_stay():
    reading = made_reading()
    repeated = Diagnostic("commitment.doubtful", Severity.NOTE, "奖补：缺“元”字。", (reading.commitments[9].span,))
    doubled = replace(reading, diagnostics=(repeated, *reading.diagnostics))
    assert without_repeated_doubts(doubled) == reading
