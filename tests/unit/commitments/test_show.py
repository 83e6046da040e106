"""Commitments in words: amounts exact, periods as officials write them, what is our reading said to be so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from luoshi.commitments.nodes import Deadline, Duty, Formula, FormulaType, Kind, Procedure, Register, Reward, Target
from luoshi.commitments.show import (
    Field,
    clause_words,
    fields,
    figure,
    gist,
    headline,
    inferred,
    once_words,
    period_words,
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


def test_frequency_is_said_or_left_unwritten():
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


def test_a_change_said_by_its_direction_is_not_marked_for_its_bound():
    fall = target(Decimal(-10), "%", "<=", "growth", implied=("op", "period"))
    assert [field for field in fields(fall) if field.name in ("目标值", "时间")] == [
        Field("目标值", "下降10%"),
        Field("时间", "—", implied=True),
    ]
    assert inferred(fall) == {"时间"}
    assert inferred(replace(fall, implied=("value",))) == {"目标值"}


def test_the_leader_stands_beside_the_units():
    (duty,) = (c for c in made_reading().commitments if c.quote == "3.支持企业上市")
    assert gist(replace(duty, leader=("分管副旗长",))) == "牵头：旗财政局　责任：旗科技和工信局　责任领导：分管副旗长"


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
