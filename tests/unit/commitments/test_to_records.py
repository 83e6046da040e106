"""The reading format: the very objects that other programs compare."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage, Target
from luoshi.commitments.to_jsonl import to_jsonl
from luoshi.commitments.to_records import plain_number, to_record, to_records
from luoshi.source import Span
from luoshi.values.periods import PartialDate, Period
from tests.made_reading import made_reading

WHERE = {"clause": "一", "span": Span(0, 2), "quote": "原文"}
REWARD_KEYS = ["kind", "clause", "quote", "beneficiary", "trigger", "formula", "cap", "cap_per", "once", "years"]


def reward(formula, **more):
    return to_record(Reward(**WHERE, beneficiary="企业", trigger="认定", formula=formula, **more))


@pytest.mark.parametrize(
    ("formula", "record"),
    [
        (Formula(FormulaType.FIXED, amount_fen=20_000_000), {"type": "fixed", "amount": 200_000}),
        (Formula(FormulaType.FIXED, amount_fen=12_345), {"type": "fixed", "amount": 123.45}),
        (Formula(FormulaType.MATCH, base="补助", rate=Fraction(1)), {"type": "match", "base": "补助", "rate": 1.0}),
        (Formula(FormulaType.SHARE, base="费用"), {"type": "share", "base": "费用", "rate": None}),
        (Formula(FormulaType.PER_ITEM, amount_fen=500_000, item="专利"), {"type": "per_item", "item": "专利", "amount": 5_000}),
        (
            Formula(FormulaType.STAGED, stages=(Stage("受理", 10_000_000), Stage("挂牌", rate=Fraction(7, 10)))),
            {"type": "staged", "stages": [{"when": "受理", "amount": 100_000}, {"when": "挂牌", "rate": 0.7}]},
        ),
        (Formula(FormulaType.UPTO), {"type": "upto"}),
        (Formula(FormulaType.UNQUANTIFIED), {"type": "unquantified"}),
    ],
)
def test_formula_is_written_in_yuan_and_fractions(formula, record):
    written = reward(formula)["formula"]
    assert written == record
    assert [type(value) for value in written.values()] == [type(value) for value in record.values()]


def test_reward_has_all_keys_and_null_for_what_is_not_said():
    record = reward(Formula(FormulaType.UPTO), cap_fen=300_000_000, cap_per="企业", years=3)
    assert list(record) == REWARD_KEYS
    assert (record["cap"], record["cap_per"], record["once"], record["years"]) == (3_000_000, "企业", None, 3)
    assert reward(Formula(FormulaType.UPTO))["cap_per"] is None


def test_target_writes_whole_numbers_as_whole_and_a_range_as_a_pair():
    facts = {"indicator": "名", "measure": "level", "unit": "家", "period": Period(every="year", by=PartialDate(2024))}
    record = to_record(
        Target(**WHERE, **facts, op="range", value=(Decimal("2.0"), Decimal("3.5")), implied=("op", "indicator"), note="按上文")
    )
    assert record == {
        "kind": "target",
        "clause": "一",
        "quote": "原文",
        "indicator": "名",
        "measure": "level",
        "op": "range",
        "value": [2, 3.5],
        "unit": "家",
        "period": {"every": "year", "by": 2024},
        "op_implied": True,
        "note": "按上文",
    }
    assert type(record["value"][0]) is int


@pytest.mark.parametrize(
    ("number", "plain"), [(Decimal("1E+3"), 1000), (Decimal("0.10"), 0.1), (Fraction(4, 2), 2), (Fraction(1, 4), 0.25)]
)
def test_plain_number_is_whole_where_it_can_be(number, plain):
    assert plain_number(number) == plain
    assert type(plain_number(number)) is type(plain)


def test_each_kind_has_the_keys_of_the_reading_format():
    keys = {
        record["kind"]: [key for key in record if not key.endswith("_implied") and key != "note"][3:]
        for record in to_records(made_reading())
    }
    assert keys == {
        "target": ["indicator", "measure", "op", "value", "unit", "period"],
        "duty": ["title", "lead", "support", "leader"],
        "reward": REWARD_KEYS[3:],
        "stacking": ["rule"],
        "register": ["name", "holds", "purpose"],
        "procedure": ["name", "steps", "who"],
        "deadline": ["what", "period"],
    }


def test_jsonl_is_one_object_a_line_in_document_order_with_chinese_as_it_is():
    reading = made_reading()
    lines = to_jsonl(reading).splitlines()
    assert [json.loads(line) for line in lines] == list(to_records(reading))
    assert [json.loads(line)["quote"] for line in lines] == [c.quote for c in reading.commitments]
    assert '"国家高新技术企业培育库"' in to_jsonl(reading)
    assert to_jsonl(made_reading("通知\n", commitments=False)) == ""
