"""What a finding says of money: sums in 万元 with two decimals, as everywhere on screen."""

from __future__ import annotations

import pytest

from luoshi.lint import lint_reading
from luoshi.source import Source
from luoshi.usecases.read_document import read_document


def messages(code: str, sentences: str) -> list[str]:
    text = f"临江县科技创新奖补办法\n{sentences}\n"
    reading = read_document(source=Source("办法.txt", text.encode()))
    return [finding.message for finding in lint_reading(reading) if finding.code == code]


@pytest.mark.parametrize(
    ("code", "sentences", "message"),
    [
        (
            "lint.reward-stages",
            "第一条 对企业上市分阶段给予奖励，共给予100万元，其中受理给予30万元，挂牌给予60.5万元。",
            "分阶段数额合计90.50万元，与写明的总额100.00万元不一致。",
        ),
        (
            "lint.two-limits",
            "第一条 单个技能大师工作室补助最高不超过50万元。\n第二条 技能大师工作室补助单个最高不超过6000元。",
            "同一事项两个限额：50.00万元和0.60万元。",
        ),
        (
            "lint.two-amounts",
            "第一条 对新认定的国家级孵化器，一次性给予企业1200万元奖励。\n第二条 对新认定的国家级孵化器，一次性给予企业1.5亿元奖励。",
            "同一事项两处数额不一致：1,200.00万元和15,000.00万元。",
        ),
    ],
)
def test_a_finding_says_amounts_in_wan_with_two_decimals(code, sentences, message):
    assert messages(code, sentences) == [message]
