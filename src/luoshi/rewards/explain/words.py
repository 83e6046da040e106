"""Facts, values, quantities and patterns in plain official Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from luoshi.facts.vocabulary import FIELDS, Entity, FactType, choice_of
from luoshi.rewards import nodes
from luoshi.rewards.book import Scope
from luoshi.rewards.interpreter.evaluate import quantity
from luoshi.rewards.interpreter.sight import Sight
from luoshi.rewards.lowering import CHOICE_FACTS, unit_of
from luoshi.rewards.nodes import At, Fact, Op, Pattern
from luoshi.values.wording import plain_money, plain_rate

UNKNOWN = "未填"
OPS = {Op.AT_LEAST: "不低于", Op.MORE_THAN: "超过", Op.AT_MOST: "不超过", Op.LESS_THAN: "低于"}
DATE_OPS = {Op.AT_LEAST: "不早于", Op.MORE_THAN: "晚于", Op.AT_MOST: "不晚于", Op.LESS_THAN: "早于"}
JUDGED = {At.MATTER: "", At.YEAR_END: "（当年年底）", At.YEAR_BEFORE: "（上年年底）"}
JUDGED_BY_YEAR = {At.MATTER: "", At.YEAR_END: "（当年）", At.YEAR_BEFORE: "（上一年度）"}
SCOPES = {
    Scope.ITEM: "每件",
    Scope.MATTER: "每个事项",
    Scope.DOCUMENT: "每个证书（文号）",
    Scope.PROJECT: "每个项目",
    Scope.PLATFORM: "每个平台",
    Scope.TEAM: "每个团队",
    Scope.SUBJECT: "同一事项名称",
    Scope.LEVEL: "同一级别",
    Scope.APPLICANT: "每个主体",
    Scope.PROGRAMME: "全部主体合计",
    Scope.YEAR: "每年",
}
_LABELS = {field.name: field.label for entity in (Entity.APPLICANT, Entity.MATTER) for field in FIELDS[entity]}


def day_words(day: int) -> str:
    """Say a day that is written as yyyymmdd: 2024年3月1日."""
    return f"{day // 10_000}年{day // 100 % 100}月{day % 100}日"


def label_of(name: str, labels: Mapping[str, str]) -> str:
    """Return the Chinese head of a fact; the programme's own come first."""
    return labels.get(name) or _LABELS.get(name, name)


def fact_words(fact: Fact, labels: Mapping[str, str]) -> str:
    """Say a fact and on which day or for which year it is judged, where that is not the day of the matter."""
    return label_of(fact.name, labels) + (JUDGED_BY_YEAR if fact.yearly else JUDGED)[fact.at]


def value_words(fact: Fact, value: object) -> str:
    """Say a value as its type is said: money, 是 or 否, a day, a choice by its label."""
    if value is None:
        return UNKNOWN
    if fact.type is FactType.FLAG:
        return "是" if value else "否"
    if isinstance(value, int):
        return number_words(value, fact.type)
    choice = choice_of(CHOICE_FACTS.get(fact.name, ()), str(value))
    return choice.label if choice else str(value)


def number_words(value: int, unit: FactType) -> str:
    """Say an amount in fen, a day or a count."""
    if unit is FactType.MONEY:
        return plain_money(value)
    return day_words(value) if unit is FactType.DATE else f"{value:,}"


def choice_words(fact: str, words: tuple[str, ...]) -> str:
    """Say some values of a fact by their labels, joined."""
    choices = CHOICE_FACTS.get(fact, ())
    labels = (choice_of(choices, word) for word in words)
    return "、".join(choice.label if choice else word for choice, word in zip(labels, words, strict=True))


def pattern_words(pattern: Pattern) -> str:
    """Say which matters a reward looks at: 认定“国家高新技术企业”（国家，首次）."""
    words = {name: choice_words(name, values) for name, values in pattern.words}
    more = [words[name] for name in ("level", "occurrence", "grade", "stage") if name in words]
    subject = f"“{words['subject']}”" if "subject" in words else ""
    return f"{words.get('kind', '事项')}{subject}" + (f"（{'，'.join(more)}）" if more else "")


def quantity_words(node: nodes.Quantity, labels: Mapping[str, str]) -> str:
    """Say what a quantity is made of, without figures."""
    match node:
        case Fact():
            return fact_words(node, labels)
        case nodes.Sum():
            return "与".join(quantity_words(part, labels) for part in node.parts) + "之和"
        case nodes.Excess():
            return f"{quantity_words(node.of, labels)}减去{quantity_words(node.beyond, labels)}"
        case nodes.Greatest():
            return "、".join(quantity_words(part, labels) for part in node.parts) + "中的最高者"
        case nodes.Least():
            return "、".join(quantity_words(part, labels) for part in node.parts) + "中的最低者"
        case nodes.Product():
            return "×".join(quantity_words(part, labels) for part in node.parts)
        case nodes.Increase():
            return f"{quantity_words(node.of, labels)}超过历史最高的部分"


def reckoned(node: nodes.Quantity, sight: Sight, labels: Mapping[str, str]) -> str:
    """Say a quantity with its figures: （贷款利息50.00万元＋担保费用20.00万元）."""
    match node:
        case Fact():
            return fact_words(node, labels) + value_words(node, sight.value(node))
        case nodes.Sum():
            return "（" + "＋".join(reckoned(part, sight, labels) for part in node.parts) + "）"
        case nodes.Excess():
            return f"（{reckoned(node.of, sight, labels)}－{reckoned(node.beyond, sight, labels)}）"
        case nodes.Greatest() | nodes.Least():
            side = "取高" if isinstance(node, nodes.Greatest) else "取低"
            return f"（{'、'.join(reckoned(part, sight, labels) for part in node.parts)}{side}）"
        case nodes.Product():
            return "×".join(reckoned(part, sight, labels) for part in node.parts)
        case nodes.Increase():
            value = quantity(node, sight, {})
            more = UNKNOWN if value is None else number_words(value, unit_of(node))
            return f"（{reckoned(node.of, sight, labels)}，超过历史最高的部分{more}）"


def rate_words(rate: Fraction) -> str:
    """Say a rate in percent."""
    return plain_rate(rate)
