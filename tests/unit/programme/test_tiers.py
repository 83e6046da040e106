"""Rewards for bands of one quantity are the tiers of one reward; what is not certain stays apart, or a larger enterprise is paid twice."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.programme.check import check_programme
from luoshi.programme.from_reading import draft_programme
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.programme.propose.bands import Bound, Said, bands_in, only_band
from luoshi.programme.propose.tiers import ONCE_OR_EACH, WHOLE_OR_SLAB, is_proposed
from luoshi.programme.rules import Tiers
from luoshi.programme.to_yaml import plain, to_yaml
from luoshi.rewards.from_programme import book_of
from luoshi.source import Source
from luoshi.usecases.read_document import read_document

BOTH = "对年营业收入500万元以上、不足2000万元的企业，奖励10万元；2000万元以上的，奖励30万元。"


def draft_of(*articles: str) -> Programme:
    text = "青河旗科技创新若干政策\n\n" + "\n".join(f"第{'一二三'[at]}条 {words}" for at, words in enumerate(articles)) + "\n"
    return draft_programme(read_document(source=Source("a.txt", text.encode())))


def tiers_of(words: str) -> Tiers:
    (row,) = draft_of(words).rewards
    assert isinstance(row.formula, Tiers)
    return row.formula


def bands(words: str) -> list[tuple[str, Decimal, Decimal | Fraction | None]]:
    """Return each tier as how it begins, where, and what it gives."""
    return [
        ("above" if tier.from_ is None else "from", tier.above if tier.from_ is None else tier.from_, tier.amount_yuan or tier.rate)
        for tier in tiers_of(words).tiers
    ]


# --- one band ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "lower", "upper"),
    [
        ("营业收入500万元以上、不足2000万元", (5_000_000, True), (20_000_000, False)),
        ("营业收入500万元（含）至2000万元（不含）", (5_000_000, True), (20_000_000, False)),
        ("营业收入1000—5000万元", (10_000_000, True), (50_000_000, True)),
        ("营业收入超过1亿元、不超过5亿元", (100_000_000, False), (500_000_000, True)),
        ("营业收入达到500万元", (5_000_000, True), None),
        ("营业收入500万元以上（不含）", (5_000_000, False), None),
        ("营业收入500万元（不含）以上", (5_000_000, False), None),
        ("营业收入不低于500万元、低于800万元", (5_000_000, True), (8_000_000, False)),
        ("营业收入500万元以下", None, (5_000_000, True)),
        ("营业收入500万元以内", None, (5_000_000, True)),
        ("营业收入不满500万元", None, (5_000_000, False)),
    ],
)
def test_a_band_is_read_with_both_its_ends_and_whether_they_belong_to_it(words, lower, upper):
    band = only_band(words)
    assert band is not None
    assert band.fact == "sales"
    assert [end and (end.value, end.is_included) for end in (band.lower, band.upper)] == [lower, upper]


@pytest.mark.parametrize(
    "words", ["营业收入500万元", "营业收入500万元（含）", "营业收入超过500万元以上", "首次认定的企业", "营业收入5亿元至1亿元"]
)
def test_words_that_name_no_side_are_no_band(words):
    assert bands_in(words) == []


def test_a_band_beside_another_figure_is_not_the_only_one():
    assert only_band("营业收入500万元以上且研发投入100万元以上") is None
    assert only_band("营业收入500万元以上、纳税100万元的企业") is None


def test_how_plainly_a_bound_is_said_is_kept():
    (band,) = bands_in("营业收入500万元至2000万元以下")
    assert (band.lower, band.upper) == (
        Bound(Decimal(5_000_000), is_included=True, said=Said.NOT),
        Bound(Decimal(20_000_000), is_included=True, said=Said.BY_LAW),
    )


# --- the tiers --------------------------------------------------------------------------------------------------------------------


def test_bands_of_one_sentence_are_one_row_with_all_their_words():
    (row,) = draft_of(BOTH).rewards
    assert (row.id, row.quote) == ("reward:第一条:1", BOTH.removesuffix("。"))
    assert row.trigger == "年营业收入500万元以上、不足2000万元的企业；2000万元以上"
    assert plain(row.formula) == {
        "type": "tiers",
        "of": "sales",
        "mode": "whole",
        "tiers": [{"from": "5000000", "amount_yuan": "100000"}, {"from": "20000000", "amount_yuan": "300000"}],
    }
    assert (row.readings, row.implied) == ([], ["of"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "对研发费用200万元以下的企业奖励2万元，200万元（含）以上的企业奖励5万元。",
            [("from", 0, 20_000), ("from", 2_000_000, 50_000)],
        ),
        (
            "对研发费用200万元（含）以下的企业奖励2万元，200万元以上的企业奖励5万元。",
            [("from", 0, 20_000), ("above", 2_000_000, 50_000)],
        ),
        (
            "对实际完成固定资产投资10亿元（含）以上、5亿元（含）至10亿元、1亿元（含）至5亿元的项目，分别按实际投资额的5%、4%、3%给予奖励。",
            [("from", 100_000_000, Fraction(3, 100)), ("from", 500_000_000, Fraction(4, 100)), ("from", 1_000_000_000, Fraction(5, 100))],
        ),
        (
            "年销售收入2000万元（含2000万元）以上、5000万元（不含5000万元）以下的企业，奖励10万元；5000万元（含5000万元）以上的企业，奖励30万元。",
            [("from", 20_000_000, 100_000), ("from", 50_000_000, 300_000)],
        ),
        (
            "按照年营业收入1000万元（含）-3000万元、3000万元（含）以上两个档次，分别给予企业5万元、10万元奖励。",
            [("from", 10_000_000, 50_000), ("from", 30_000_000, 100_000)],
        ),
        (
            "对营业收入1亿元（含）以上的企业奖励50万元，5000万元（含）至1亿元的企业奖励20万元。",
            [("from", 50_000_000, 200_000), ("from", 100_000_000, 500_000)],
        ),
        (
            "年代理发明专利申请50件以上的代理机构，给予5万元奖励；100件以上的，给予10万元奖励。",
            [("from", 50, 50_000), ("from", 100, 100_000)],
        ),
        (
            "对租用面积1000平方米以上、不足3000平方米的众创空间，补助20万元；3000平方米以上的，补助50万元。",
            [("from", 1000, 200_000), ("from", 3000, 500_000)],
        ),
    ],
)
def test_bands_begin_as_their_words_say(words, expected):
    assert bands(words) == expected


def test_what_is_counted_and_what_is_measured_are_facts_of_the_matter():
    assert plain(tiers_of("对引进博士10人以上、不足50人的企业，奖励10万元；50人以上的，奖励50万元。").of) == "count"
    assert plain(tiers_of("对研发人员10人以上、不足50人的企业，奖励10万元；50人以上的，奖励50万元。").of) == "rd_staff"
    assert plain(tiers_of("对租用面积1000平方米以上、不足3000平方米的众创空间，补助20万元；3000平方米以上的，补助50万元。").of) == "area"


def test_the_quantity_stands_before_the_list_where_the_bands_do_not_name_it():
    (row,) = draft_of(
        "对首次纳入统计的工业企业，按上年度营业收入分档奖励：2000万元以下10万元，2000万元（含）—1亿元20万元，1亿元（含）以上50万元。"
    ).rewards
    assert plain(row.formula.of) == {"fact": "sales", "at": "year_before"}
    assert plain(row.when) == {"kind": "statistics", "subject": "纳入统计", "occurrence": "first"}


def test_the_matter_stands_before_the_bands_that_it_has():
    (row,) = draft_of(
        "对首次认定的国家高新技术企业给予奖励，其中上年度营业收入低于2000万元的，奖励10万元；2000万元（含）以上的，奖励20万元。"
    ).rewards
    assert plain(row.when) == {"kind": "recognition", "subject": "国家高新技术企业", "occurrence": "first"}


def test_bands_in_items_of_a_list_keep_their_clauses_and_words():
    (row,) = draft_of(
        "对首次纳入统计的工业企业，按上年度营业收入分档给予一次性奖励：\n（一）营业收入2000万元（含）至5000万元的，奖励5万元；\n"
        "（二）营业收入5000万元（含）以上的，奖励10万元。"
    ).rewards
    assert (row.clause, row.quote) == ("第一条/(一)", "营业收入2000万元（含）至5000万元的，奖励5万元")
    assert plain(row.also) == [{"clause": "第一条/(二)", "quote": "营业收入5000万元（含）以上的，奖励10万元"}]
    assert plain(row.formula.of) == {"fact": "sales", "at": "year_before"}
    assert row.once is True


def test_parts_of_a_quantity_are_slabs():
    formula = tiers_of("技术交易额100万元以内的部分按2%给予补贴，超出100万元的部分按1%给予补贴，每家企业每年累计最高50万元。")
    assert (formula.mode, plain(formula.of)) == ("slab", "contract")
    assert plain(formula.tiers) == [{"from": "0", "rate": "0.02"}, {"above": "1000000", "rate": "0.01"}]


def test_a_rate_of_another_quantity_than_that_of_the_bands_says_of_which():
    formula = tiers_of("对营业收入1亿元（含）以下的企业，按研发经费的10%给予补助；1亿元以上的企业，按研发经费的15%给予补助。")
    assert (formula.mode, plain(formula.of), plain(formula.rate_of)) == ("whole", "sales", "rd_spend")


def test_a_limit_at_the_end_is_the_limit_of_the_one_row():
    (row,) = draft_of(
        "对企业年度研发费用实行分段补助，500万元（含）以下部分按4%补助，500万元以上部分按5%补助，单个企业年度最高不超过300万元。"
    ).rewards
    assert plain(row.caps) == [{"amount_yuan": "3000000", "per": "applicant", "within": "year"}]


def test_a_condition_beside_the_bands_stays_a_condition_and_the_bands_are_none():
    (row,) = draft_of("对年营业收入500万元以上、不足2000万元的科技型企业，奖励10万元；2000万元以上的，奖励30万元。").rewards
    assert plain(row.if_) == {"fact": "technology_firm", "is": True}


# --- what the words leave open ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "questions"),
    [
        (BOTH, []),
        ("对研发费用200万元以下的企业奖励2万元，200万元以上的企业奖励5万元。", ["恰好200万元的归哪一档"]),
        ("对租用面积3000平方米以下的众创空间补助2万元，3000平方米以上的众创空间补助5万元。", ["恰好3000的归哪一档"]),
        (
            "对年研发费用500万元（含）以下的企业，按研发费用的5%给予补助；500万元以上的，按研发费用的8%给予补助。",
            [WHOLE_OR_SLAB],
        ),
        ("对年销售收入达到1亿元的企业奖励10万元，年销售收入达到5亿元的企业奖励30万元。", [ONCE_OR_EACH]),
    ],
)
def test_what_can_be_read_in_two_ways_is_recorded_with_its_alternative(words, questions):
    (row,) = draft_of(words).rewards
    assert [reading.question for reading in row.readings] == questions
    assert all(len(reading.alternatives) == 1 and is_proposed(reading) for reading in row.readings)


def test_a_reading_that_a_person_has_confirmed_is_no_proposal():
    (row,) = draft_of("对研发费用200万元以下的企业奖励2万元，200万元以上的企业奖励5万元。").rewards
    assert not is_proposed(row.readings[0].model_copy(update={"confirmed_on": "2026-01-01"}))


# --- what is not certain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        # a gap between the bands; an end at the top; a number that both claim
        "对营业收入1000万元以下的企业奖励2万元，5000万元以上的企业奖励10万元。",
        "对研发费用100万元以上、不足500万元的企业奖励2万元，500万元以上、不足1000万元的企业奖励4万元。",
        "对研发费用200万元（含）以下的企业奖励2万元，200万元（含）以上的企业奖励5万元。",
        # another quantity, another condition, another limit
        "对营业收入2000万元以下的企业奖励5万元，对投资额2000万元以上的项目奖励10万元。",
        "对规模以上企业营业收入1亿元以上、不足5亿元的，奖励10万元；对规模以下企业营业收入5亿元以上的，奖励20万元。",
        # parts, though no band says so
        "对企业研发费用分段补助，研发费用500万元（含）以下的按4%补助，500万元以上的按5%补助。",
        # a quantity that no table holds; milestones, each of which is paid
        "对年度纳税额100万元以上、不足500万元的企业奖励5万元，500万元以上的企业奖励10万元。",
        "营业收入首次突破1亿元、5亿元、10亿元的企业，分别奖励10万元、30万元、50万元。",
    ],
)
def test_what_is_not_certain_stays_apart(words):
    rewards = draft_of(words).rewards
    assert len(rewards) >= 2
    assert [row for row in rewards if row.formula.type == "tiers"] == []


def test_limits_that_differ_by_band_stay_apart_each_with_both_ends_of_its_band():
    rows = draft_of(
        "对企业研发费用给予补助：\n（一）研发费用200万元以下的，按5%给予补助；\n（二）研发费用200万元以上、不足1000万元的，按8%给予补助；\n"
        "（三）研发费用1000万元以上的，按10%给予补助，最高不超过200万元。"
    ).rewards
    assert [plain(row.if_) for row in rows] == [
        {"fact": "rd_spend", "at_most": "2000000"},
        {"fact": "rd_spend", "at_least": "2000000", "less_than": "10000000"},
        {"fact": "rd_spend", "at_least": "10000000"},
    ]


def test_two_lists_of_one_clause_are_two_rows():
    rows = draft_of(f"{BOTH}对投资额1000万元以上、不足5000万元的项目，奖励20万元；5000万元以上的，奖励60万元。").rewards
    assert [(row.id, plain(row.formula.of)) for row in rows] == [("reward:第一条:1", "sales"), ("reward:第一条:3", "investment")]


# --- what becomes of the draft ----------------------------------------------------------------------------------------------------


def test_a_draft_with_tiers_loads_again_without_error_and_can_be_settled_by():
    draft = draft_of(BOTH, "技术交易额100万元以内的部分按2%给予补贴，超出100万元的部分按1%给予补贴，每家企业每年累计最高50万元。")
    assert programme_from_yaml(to_yaml(draft)) == draft
    codes = {finding.code for finding in check_programme(draft)}
    assert codes == {"programme.no-code", "programme.no-validity", "programme.no-pattern"}
    assert len(book_of([draft]).rules) == 2
