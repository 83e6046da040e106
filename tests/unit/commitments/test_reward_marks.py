"""Some sums are given, some cap what is given and some must first be reached: mixed up, the budget is wrong by millions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from luoshi.commitments.reward.marks import Mark, Role, find_marks
from luoshi.commitments.segments import mask

GRANT, CAP, THRESHOLD = Role.GRANT, Role.CAP, Role.THRESHOLD
WAN = 10_000 * 100


def marks(text: str, *, in_schedule: bool = False) -> list[Mark]:
    return find_marks(mask(text), in_schedule=in_schedule)


def roles(text: str, *, in_schedule: bool = False) -> list[Role]:
    return [mark.role for mark in marks(text, in_schedule=in_schedule)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("给予20万元奖励。", [GRANT]),
        ("给予一次性20万元奖励。", [GRANT]),
        ("按20万元的标准给予补助。", [GRANT]),
        ("由县财政予以20万元奖励。", [GRANT]),
        ("每件奖励5000元。", [GRANT]),
        ("给予最高20万元奖励。", [CAP]),
        ("给予不超过20万元的补助。", [CAP]),
        ("补助金额20万元封顶。", [CAP]),
        ("按研发费用的10%给予补助，最高50万元。", [GRANT, CAP]),
        ("按研发费用的10%、最高50万元给予补助。", [GRANT, CAP]),
        ("对年营业收入达到2000万元的企业，奖励20万元。", [THRESHOLD, GRANT]),
        ("对研发投入占比5%以上的企业，奖励20万元。", [THRESHOLD, GRANT]),
        ("营业收入500万元以上不足1000万元的，奖励20万元。", [THRESHOLD, THRESHOLD, GRANT]),
        ("营业收入500万元（含）—1000万元的，奖励20万元。", [THRESHOLD, THRESHOLD, GRANT]),
        ("实缴资本不低于1000万元的，奖励20万元。", [THRESHOLD, GRANT]),
        ("营业收入首次突破1亿元、5亿元的企业，分别奖励20万元、50万元。", [THRESHOLD, THRESHOLD, GRANT, GRANT]),
        ("分别给予100万元、50万元、20万元奖励。", [GRANT, GRANT, GRANT]),
        ("分别给予最高100万元、50万元补助。", [CAP, CAP]),
        ("技术合同成交额每增加500万元，奖励2万元。", [THRESHOLD, GRANT]),
        ("按最高级别给予20万元奖励。", [GRANT]),
        ("给予10万奖励。", [GRANT]),
        ("设立总规模10亿元的产业基金。", [THRESHOLD]),
        ("处以2万元罚款。", [THRESHOLD]),
        ("每年安排500万元用于支持企业。", [THRESHOLD]),
        ("按50%、30%、20%的比例分三年兑现。", [THRESHOLD, THRESHOLD, THRESHOLD]),
        ("减按15%的税率征收。", [THRESHOLD]),
        ("市、县财政按1:1比例分担。", []),
        ("“百万英才”计划投入人才工作。", []),
    ],
)
def test_sum_or_rate_plays_the_part_that_the_words_give_it(words, expected):
    assert roles(words) == expected


def test_bare_sums_are_granted_only_behind_words_that_grant():
    assert roles("国家级50万元，省级20万元。", in_schedule=True) == [GRANT, GRANT]
    assert roles("国家级50万元，省级20万元。") == [THRESHOLD, THRESHOLD]


@pytest.mark.parametrize(
    ("words", "fen"),
    [
        ("奖励20万元。", 20 * WAN),
        ("奖励12.5万元。", 12_500_000),
        ("奖励1,000万元。", 1000 * WAN),
        ("奖励0.5亿元。", 5000 * WAN),
        ("奖励5000元。", 500_000),
        ("奖励1千万元。", 1000 * WAN),
        ("奖励二十万元。", 20 * WAN),
        ("给予10万奖励。", 10 * WAN),
        ("奖励5000.5元。", 500_050),
    ],
)
def test_sum_is_exact_to_the_fen(words, fen):
    assert [mark.low_fen for mark in marks(words)] == [fen]


def test_list_with_the_unit_at_its_end_shares_it():
    assert [m.low_fen for m in marks("分别给予100、50、20万元奖励。")] == [100 * WAN, 50 * WAN, 20 * WAN]


def test_list_with_yuan_at_its_end_keeps_its_scale_and_says_so():
    found = marks("分别给予50万、20万元奖励。")

    assert [(m.low_fen, m.is_short) for m in found] == [(50 * WAN, True), (20 * WAN, False)]


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("按研发费用的10%给予补助。", Fraction(1, 10)),
        ("按技术合同成交额的2‰给予奖励。", Fraction(1, 500)),
        ("按研发费用的12.5%给予补助。", Fraction(1, 8)),
        ("按研发费用的百分之三十给予补助。", Fraction(3, 10)),
        ("按省级资金1:1给予配套。", Fraction(1)),
        ("按省级资金1∶0.5给予配套。", Fraction(1, 2)),
        ("按省级补助金额等额配套。", Fraction(1)),
        ("按实际付款额的一半给予补助。", Fraction(1, 2)),
    ],
)
def test_rate_is_an_exact_fraction(words, rate):
    assert [(m.role, m.rate) for m in marks(words)] == [(GRANT, rate)]


def test_ranges_keep_both_ends():
    [ranged] = marks("给予20万元至100万元资助。")
    [rates] = marks("按研发投入的10%—30%给予资助。")

    assert (ranged.low_fen, ranged.high_fen) == (20 * WAN, 100 * WAN)
    assert (rates.low_rate, rates.rate) == (Fraction(1, 10), Fraction(3, 10))


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("每件奖励5000元。", "件"),
        ("按每平方米100元给予补贴。", "平方米"),
        ("按5000元/件给予资助。", "件"),
        ("奖励20万元/家。", "家"),
        ("给予20万元奖励。", ""),
    ],
)
def test_sum_is_counted_by_what_stands_with_it(words, item):
    assert [mark.item for mark in marks(words)] == [item]


def test_minimum_is_marked_as_one():
    assert [m.floor for m in marks("给予不低于100万元的建设经费。")] == [True]
    assert [m.floor for m in marks("给予100万元建设经费。")] == [False]


def test_mark_stands_where_its_words_stand():
    text = "对企业（含分公司），按5000元/件给予资助。"
    [found] = marks(text)

    assert text[found.start : found.end] == "5000元/件"


def test_long_list_is_marked_in_full():
    assert len(marks("给予" + "、".join(["5万元"] * 500) + "奖励。")) == 500
