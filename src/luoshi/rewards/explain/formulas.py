"""Formulas as sentences with their figures: （贷款利息50.00万元＋担保费用20.00万元）×50%＝35.00万元."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.facts.vocabulary import FactType
from luoshi.rewards import nodes
from luoshi.rewards.explain.words import day_words, number_words, quantity_words, rate_words, reckoned
from luoshi.rewards.interpreter.evaluate import amount, holds, quantity
from luoshi.rewards.interpreter.sight import Sight
from luoshi.rewards.lowering import unit_of
from luoshi.rewards.nodes import DECIDED, STAGE
from luoshi.values.wording import plain_money


def reckoning(node: nodes.Formula, sight: Sight, labels: Mapping[str, str]) -> str:
    """Say how the amount of one matter came about."""
    match node:
        case nodes.Fixed():
            return f"定额{plain_money(node.amount.value)}"
        case nodes.Share():
            return f"{reckoned(node.of, sight, labels)}×{rate_words(node.rate.value)}{_equals(node, sight)}"
        case nodes.PerItem():
            return _per_item(node, sight, labels)
        case nodes.Steps():
            return _steps(node, sight, labels)
        case nodes.Tiers():
            return f"{reckoned(node.of, sight, labels)}，{tiers_words(node, labels)}{_equals(node, sight)}"
        case nodes.Staged():
            return _staged(node, sight)
        case nodes.Decided():
            value = sight.value(DECIDED)
            return f"核定金额{plain_money(value)}" if isinstance(value, int) else "金额待核定"
        case nodes.Awaiting():
            return "政策没有写明比例或数额，待确定"
        case nodes.InKind():
            return f"非资金支持：{node.what}"
        case nodes.ByYear() | nodes.LeastOf() | nodes.Choose():
            return _composed(node, sight, labels)


def _equals(node: nodes.Formula, sight: Sight) -> str:
    value = amount(node, sight, {})
    return f"＝{plain_money(value)}" if isinstance(value, int) else ""


def _per_item(node: nodes.PerItem, sight: Sight, labels: Mapping[str, str]) -> str:
    item = node.item or ("件" if isinstance(node.of, nodes.Fact) else "")
    limit = f"（最多计{node.at_most.value:,}{item}）" if node.at_most else ""
    each = f"每{item}" if item else ""
    return f"{reckoned(node.of, sight, labels)}{limit}×{each}{plain_money(node.amount.value)}{_equals(node, sight)}"


def _steps(node: nodes.Steps, sight: Sight, labels: Mapping[str, str]) -> str:
    item = node.item or "件"
    rule = (
        f"达到{node.first.value}{item}给{plain_money(node.first_amount.value)}，"
        f"每再满{node.each.value}{item}加{plain_money(node.each_amount.value)}"
    )
    return f"{reckoned(node.of, sight, labels)}，{rule}{_equals(node, sight)}"


def tiers_words(node: nodes.Tiers, labels: Mapping[str, str]) -> str:
    """Say the bands: 达到1,000.00万元按2%，超过5,000.00万元按3%（分段计算）."""
    unit = unit_of(node.of)
    bands = [f"{_start(tier, unit)}{_gives(tier)}" for tier in node.tiers]
    of = f"按{quantity_words(node.rate_of, labels)}计算，" if node.rate_of is not None else ""
    return f"{of}{'，'.join(bands)}（{'分段计算' if node.slab else '按达到的最高一档'}）"


def _start(tier: nodes.Tier, unit: FactType) -> str:
    return f"{'达到' if tier.inclusive else '超过'}{number_words(tier.start.value, unit)}"


def _gives(tier: nodes.Tier) -> str:
    if tier.rate is not None:
        return f"按{rate_words(tier.rate.value)}"
    return f"给{plain_money(tier.amount.value if tier.amount else 0)}"


def _staged(node: nodes.Staged, sight: Sight) -> str:
    stage = sight.value(STAGE)
    if stage is not None and stage not in dict(node.stages):
        return f"政策里没有“{stage}”这个阶段，不予奖补；阶段有：{stages_words(node)}。写法不同的请改成一致"
    return f"阶段“{stage or '未填'}”，{stages_words(node)}{_equals(node, sight)}"


def stages_words(node: nodes.Staged) -> str:
    """Say the stages and what each gives."""
    stages = "，".join(f"{word}{plain_money(number.value)}" for word, number in node.stages)
    return f"{stages}（{'后一阶段含前面各阶段' if node.cumulative else '各阶段分别计算'}）"


def _composed(node: nodes.ByYear | nodes.LeastOf | nodes.Choose, sight: Sight, labels: Mapping[str, str]) -> str:
    match node:
        case nodes.ByYear():
            return _by_year(node, sight, labels)
        case nodes.LeastOf():
            parts = "；".join(reckoning(part, sight, labels) for part in node.formulas)
            least = amount(node, sight, {})
            return f"取低：{parts}" + (f"；得{plain_money(least)}" if isinstance(least, int) else "")
        case nodes.Choose():
            for condition, formula in node.cases:
                met = holds(condition, sight, {})
                if met is None:
                    return "适用哪种情形要先补齐材料"
                if met:
                    return reckoning(formula, sight, labels)
            return reckoning(node.otherwise, sight, labels) if node.otherwise else "各种情形都不适用，不予奖补"


def _by_year(node: nodes.ByYear, sight: Sight, labels: Mapping[str, str]) -> str:
    since = quantity(node.since, sight, {})
    if since is None:
        return "起算日期未填"
    number = sight.day // 10_000 - since // 10_000 + 1
    chosen = next((formula for through, formula in node.bands if number <= through.value), None)
    told = f"自{day_words(since)}起算第{number}年"
    return f"{told}，{reckoning(chosen, sight, labels)}" if chosen and number >= 1 else f"{told}，不在奖补年限内"
