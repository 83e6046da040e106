"""A cap on the wrong grant pays too much here and too little there."""

from __future__ import annotations

import pytest

from luoshi.commitments.nodes import Reward
from luoshi.commitments.reward import read_rewards
from luoshi.commitments.reward.caps import limits_the_list, party_word
from tests.unit.commitments.plans import plan

WAN = 10_000 * 100
RULES = "临江市促进科技创新若干政策措施\n一、支持措施\n（一）奖励政策\n{}\n"


def rewards(text: str) -> list[Reward]:
    return list(read_rewards(plan(text, frame=RULES)))


def caps(text: str) -> list[int | None]:
    """Return the caps in 万元."""
    return [reward.cap_fen and reward.cap_fen // WAN for reward in rewards(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对科技企业，按研发费用的10%给予补助，最高50万元。", [50]),
        ("对科技企业，按研发费用的10%给予最高50万元补助。", [50]),
        ("对科技企业，按研发费用的10%、最高50万元给予补助。", [50]),
        ("对科技企业，按研发费用的10%给予补助。单个企业每年最高50万元。", [50]),
        ("对科技企业，奖励20万元；对承担专项的团队，按研发费用的10%给予补助，最高50万元。", [None, 50]),
        ("对获得国家级、省级立项的，分别按到位经费的50%、30%给予配套，最高100万元、50万元。", [100, 50]),
        ("每新增1件发明专利奖励3000元，每新增1件国际专利奖励1万元，每家企业每年最高10万元。", [10, 10]),
        ("对购买服务的企业，按支出的30%给予补助；对购买保险的企业，按保费的20%给予补助。同一企业年度累计不超过20万元。", [20, 20]),
    ],
)
def test_cap_is_laid_over_the_grants_that_it_limits(text, expected):
    assert caps(text) == expected


@pytest.mark.parametrize(
    ("words", "counted_by"),
    [
        ("单个企业最高50万元", "企业"),
        ("单个项目最高不超过50万元", "项目"),
        ("每家企业每年最高50万元", "企业/年"),
        ("同一企业年度累计不超过50万元", "企业/年"),
        ("单个企业每年补助最高50万元", "企业/年"),
    ],
)
def test_cap_says_what_it_counts_by(words, counted_by):
    [found] = rewards(f"对创新平台，按设备投资额的10%给予补助，{words}。")

    assert (found.cap_per, found.implied) == (counted_by, ())


def test_cap_that_counts_by_nothing_is_taken_by_the_party_and_said_to_be():
    [found] = rewards("对科技企业，按设备投资额的10%给予补助，最高50万元。")

    assert (found.cap_per, found.implied) == ("企业", ("cap_per",))


def test_second_limit_is_kept_as_a_note():
    [found] = rewards("对科技企业，按技术交易额的5%给予补助，单个合同最高10万元，单个企业年度最高50万元。")

    assert (found.cap_fen, found.note) == (10 * WAN, "另有限额：单个企业年度最高50万元")


def test_limit_before_a_list_is_laid_over_the_whole_list():
    text = "对专利授权给予资助，每个单位年度资助总额不超过30万元：国内发明专利5000元/件，国外发明专利1万元/件。"

    assert caps(text) == [30, 30]


def test_ceiling_alone_grants_up_to_it_and_is_doubted():
    [found] = rewards("对入选的创新团队，给予最高100万元资助。")

    assert (found.cap_fen, found.doubts, found.confidence) == (100 * WAN, ("只写了上限，具体数额待定",), 0.8)


@pytest.mark.parametrize(
    "text",
    ["单个项目投资不超过5000万元。", "获得本市各类奖励资金总额不超过500万元。", "按最高级别给予支持，补助对象不超过10家。"],
)
def test_limit_of_something_else_caps_and_grants_nothing(text):
    assert [r for r in rewards(text) if r.cap_fen is not None] == []


@pytest.mark.parametrize(
    ("before", "expected"), [("每个单位年资助总额不超过", True), ("累计最高", True), ("合计投入最高", False), ("每家奖励", False)]
)
def test_limit_before_a_colon_limits_the_list_unless_it_gives(before, expected):
    assert limits_the_list(before) is expected


@pytest.mark.parametrize(
    ("beneficiary", "word"),
    [("高新技术企业", "企业"), ("高校院所", "机构"), ("科技企业孵化器", "孵化器"), ("乡镇", ""), ("", "")],
)
def test_party_is_said_in_one_word(beneficiary, word):
    assert party_word(beneficiary) == word
