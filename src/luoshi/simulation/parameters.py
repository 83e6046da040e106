"""The numbers of a book as people know them: what each is, how it is said, and how a what-if writes it (`--set`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from luoshi.facts.vocabulary import FactType
from luoshi.rewards import nodes
from luoshi.rewards.book import Bounds, Cap, Rule, RuleBook
from luoshi.rewards.explain.words import DATE_OPS, OPS, SCOPES, day_words, quantity_words
from luoshi.rewards.lowering import unit_of
from luoshi.rewards.nodes import Number, Rate
from luoshi.values.wording import plain_money, plain_rate


class Kind(Enum):
    """How a number is written."""

    MONEY = "money"
    COUNT = "count"
    DAY = "day"
    RATE = "rate"


# Amounts and counts are divided by these.
DIVISORS = ("分几年兑付", "取整到", "每增加多少")
KINDS = {FactType.MONEY: Kind.MONEY, FactType.DATE: Kind.DAY}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number: its name in the book, the reward it is of (None: shared by several), what it is, and its value."""

    name: str
    rule: Rule | None
    label: str
    kind: Kind
    value: int | Fraction
    owner: str = ""

    @property
    def whose(self) -> str:
        """The reward or the shared limit, by its label."""
        return self.rule.label if self.rule else self.owner

    @property
    def least(self) -> int:
        """The least value that it can have."""
        return int(self.label.endswith(DIVISORS))

    @property
    def words(self) -> str:
        """The value as it is said."""
        return words_of(self.kind, self.value)


def words_of(kind: Kind, value: int | Fraction) -> str:
    """Say a value."""
    if kind is Kind.RATE:
        return plain_rate(Fraction(value))
    number = int(value)
    return {Kind.MONEY: plain_money, Kind.DAY: day_words, Kind.COUNT: "{:,}".format}[kind](number)


def parameters_of(book: RuleBook) -> list[Parameter]:
    """Return every number of a book, rewards in their order, then what several share."""
    found = [parameter for rule in book.rules for parameter in _of_rule(rule, book)]
    for cap in (*book.caps, *book.programme_caps):
        found.append(_of_cap(cap, book.rules[min(cap.limits)] if _is_of_one(cap) else None))
    found += [Parameter(q.count.name, None, "名额", Kind.COUNT, q.count.value, q.words) for q in book.quotas]
    return list({parameter.name: parameter for parameter in found}.values())


def _is_of_one(cap: Cap) -> bool:
    return len(cap.limits) == 1 and "#" in cap.id


def _of_cap(cap: Cap, rule: Rule | None) -> Parameter:
    label = "各阶段合计" if cap.amount.name.endswith("/whole") else f"{SCOPES[cap.per]}上限" + ("（每年）" if cap.yearly else "")
    return Parameter(cap.amount.name, rule, label, Kind.MONEY, cap.amount.value, cap.words)


def _of_rule(rule: Rule, book: RuleBook) -> Iterator[Parameter]:
    labels = book.fact_labels
    parts = [*_of_formula(rule.formula, labels), *_of_condition(rule.condition, labels), *_of_bounds(rule.bounds)]
    if rule.times:
        within = "每年次数" if rule.times.yearly else "次数"
        parts.append((rule.times.count, f"{SCOPES[rule.times.per]}{within}", Kind.COUNT))
    if rule.years:
        parts.append((rule.years.count, "年数", Kind.COUNT))
    for node, label, kind in parts:
        yield Parameter(node.name, rule, label, kind, node.value)


Part = tuple[Number | Rate, str, Kind]


def _of_formula(formula: nodes.Formula | None, labels: Mapping[str, str]) -> Iterator[Part]:
    match formula:
        case nodes.Fixed():
            yield formula.amount, "金额", Kind.MONEY
        case nodes.Share():
            yield formula.rate, "比例", Kind.RATE
        case nodes.PerItem():
            yield formula.amount, f"每{formula.item or '件'}金额", Kind.MONEY
            yield from _given(formula.at_most, "最多件数", Kind.COUNT)
        case nodes.Steps():
            yield from _of_steps(formula)
        case nodes.Tiers():
            yield from _of_tiers(formula)
        case nodes.Staged():
            yield from ((amount, f"“{stage}”金额", Kind.MONEY) for stage, amount in formula.stages)
        case nodes.ByYear():
            for number, (until, inner) in enumerate(formula.bands, 1):
                yield until, f"第{number}段到第几年", Kind.COUNT
                yield from _numbered(_of_formula(inner, labels), number, "段")
        case nodes.LeastOf():
            for number, inner in enumerate(formula.formulas, 1):
                yield from _numbered(_of_formula(inner, labels), number, "项")
        case nodes.Choose():
            for number, (condition, inner) in enumerate(formula.cases, 1):
                yield from _numbered([*_of_condition(condition, labels), *_of_formula(inner, labels)], number, "种情形")
            yield from _of_formula(formula.otherwise, labels)


def _numbered(parts: Iterable[Part], number: int, what: str) -> Iterator[Part]:
    return ((node, f"第{number}{what}{label}", kind) for node, label, kind in parts)


def _given(node: Number | None, label: str, kind: Kind) -> Iterator[Part]:
    if node is not None:
        yield node, label, kind


def _of_steps(formula: nodes.Steps) -> Iterator[Part]:
    kind = KINDS.get(unit_of(formula.of), Kind.COUNT)
    yield formula.first, "起步数量", kind
    yield formula.first_amount, "起步金额", Kind.MONEY
    yield formula.each, "每增加多少", kind
    yield formula.each_amount, "每增加一级的金额", Kind.MONEY


def _of_tiers(formula: nodes.Tiers) -> Iterator[Part]:
    for number, tier in enumerate(formula.tiers, 1):
        yield tier.start, f"第{number}档起点", KINDS.get(unit_of(formula.of), Kind.COUNT)
        yield from _given(tier.amount, f"第{number}档金额", Kind.MONEY)
        if tier.rate is not None:
            yield tier.rate, f"第{number}档比例", Kind.RATE


def _of_condition(condition: nodes.Condition | None, labels: Mapping[str, str]) -> Iterator[Part]:
    match condition:
        case nodes.Compare():
            kind = KINDS.get(unit_of(condition.of), Kind.COUNT)
            ops = DATE_OPS if kind is Kind.DAY else OPS
            yield condition.to, f"条件：{quantity_words(condition.of, labels)}{ops[condition.op]}", kind
        case nodes.CompareRatio():
            of, whole = (quantity_words(part, labels) for part in (condition.of, condition.whole))
            yield condition.to, f"条件：{of}占{whole}的比例{OPS[condition.op]}", Kind.RATE
        case nodes.AllOf() | nodes.AnyOf():
            for part in condition.parts:
                yield from _of_condition(part, labels)
        case nodes.Not():
            yield from _of_condition(condition.of, labels)


def _of_bounds(bounds: Bounds) -> Iterator[Part]:
    yield from _given(bounds.instalments, "分几年兑付", Kind.COUNT)
    yield from _given(bounds.round_down, "取整到", Kind.MONEY)
    yield from _given(bounds.floor, "不足时按", Kind.MONEY)
    yield from _given(bounds.ignore_below, "低于多少不兑付", Kind.MONEY)
    yield from ((cap, "每件上限", Kind.MONEY) for cap in bounds.item_caps)
    yield from ((cap, "每个事项上限", Kind.MONEY) for cap in bounds.matter_caps)
