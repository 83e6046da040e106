"""Proof that no amount of a book can leave 64 bits: the greatest that each fact can be, carried through every expression.

A programme that could is refused before it runs, with its row and what to write instead. Sums over many lines are not bounded here:
the engines raise there, and only engines that do are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import prod

from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, MAX_COUNT, FactType
from luoshi.rewards import nodes
from luoshi.rewards.book import LAST_DAY, Rule, RuleBook
from luoshi.rewards.nodes import Number, Rate

MAX_INT64 = 2**63 - 1
MOST = {FactType.MONEY: MAX_AMOUNT_FEN, FactType.COUNT: MAX_COUNT, FactType.DATE: LAST_DAY}
# Room for a what-if: a rate of up to four decimals keeps the short form of rounding.
USUAL_NUMERATOR = 10_000


class PlanRefused(Exception):  # noqa: N818 - errors are named as one would say them (style of the house)
    """A book that cannot be run exactly on whole tables; the sentence names the row and what to write instead."""


class SumTooLarge(Exception):  # noqa: N818 - errors are named as one would say them (style of the house)
    """A sum over many lines that leaves 64 bits; the engine has raised rather than wrapped to a wrong amount."""

    def __init__(self) -> None:
        super().__init__("合计超过了能精确计算的范围（约92000万亿元）。请检查金额的单位，或分地区、分批计算")


class _Fault(Exception):  # noqa: N818 - becomes a PlanRefused with the row
    pass


def prove(book: RuleBook) -> None:
    """Check that every number of a book stays within 64 bits, whatever the facts are.

    Raises:
        PlanRefused: One could leave them.
    """
    for rule in book.rules:
        try:
            _prove_rule(rule)
        except _Fault as fault:
            name = f"“{rule.label}”（{rule.programme} 第{rule.version}版 {rule.reward}）"
            raise PlanRefused(f"奖补{name}：{fault}") from None


def _prove_rule(rule: Rule) -> None:
    if rule.condition is not None:
        _prove_condition(rule.condition)
    amount = most_given(rule.formula)
    bounds = rule.bounds
    if bounds.instalments:
        _fits(amount * _divisor(bounds.instalments, "分期"), "分期兑付时金额乘以期数太大，请用 caps 限定金额或减少期数")
    if bounds.round_down:
        _divisor(bounds.round_down, "取整")
    items = max((_items(part) for part in nodes.formulas_in(rule.formula) if isinstance(part, nodes.PerItem)), default=1)
    for cap in bounds.item_caps:
        _fits(cap.value * items, "每件的上限乘以件数太大，请用 at_most 限定件数")


def _fits(value: int, sentence: str) -> int:
    if value > MAX_INT64:
        raise _Fault(sentence)
    return value


def _divisor(number: Number, what: str) -> int:
    if number.value < 1:
        raise _Fault(f"{what}的数应当至少为1，现在是{number.value}")
    return number.value


def most_of(node: nodes.Quantity) -> int:
    """Return the greatest that a quantity can be.

    Raises:
        PlanRefused: It could leave 64 bits.
    """
    try:
        return _most(node)
    except _Fault as fault:
        raise PlanRefused(str(fault)) from None


def _most(node: nodes.Quantity) -> int:
    match node:
        case nodes.Fact():
            if node.type not in MOST:
                raise _Fault(f"事实“{node.name}”不是金额、数量或日期，不能参加计算")
            return node.most or MOST[node.type]
        case nodes.Sum():
            return _fits(sum(map(_most, node.parts)), "相加的金额太多，请减少相加的项")
        case nodes.Excess():
            _most(node.beyond)
            return _most(node.of)
        case nodes.Greatest():
            return max(map(_most, node.parts))
        case nodes.Least():
            return min(map(_most, node.parts))
        case nodes.Product():
            return _fits(prod(map(_most, node.parts)), "相乘的数太大，请只乘数量，并用 least 限定其中较大的数")
        case nodes.Increase():
            if any(isinstance(part, nodes.Increase) for part in _inside(node.of)):
                raise _Fault("increase 里面不能再写 increase，请只留外面的一层")
            return _most(node.of)


def _inside(node: nodes.Quantity) -> Iterable[nodes.Quantity]:
    yield node
    match node:
        case nodes.Sum() | nodes.Greatest() | nodes.Least() | nodes.Product():
            parts: tuple[nodes.Quantity, ...] = node.parts
        case nodes.Excess():
            parts = (node.of, node.beyond)
        case nodes.Increase():
            parts = (node.of,)
        case _:
            parts = ()
    for part in parts:
        yield from _inside(part)


def _prove_condition(node: nodes.Condition) -> None:
    match node:
        case nodes.Compare():
            _most(node.of)
            _fits(abs(node.to.value), "条件里的界限太大，请核对数字和单位")
        case nodes.CompareRatio():
            sentence = "比例的位数太多，无法精确比较，请写成分母较小的数，如5%、1/3"
            _fits(_most(node.of) * node.to.value.denominator, sentence)
            _fits(_most(node.whole) * node.to.value.numerator, sentence)
        case nodes.AllOf() | nodes.AnyOf():
            for part in node.parts:
                _prove_condition(part)
        case nodes.Not():
            _prove_condition(node.of)
        case nodes.IsTrue() | nodes.OneOf() | nodes.Has():
            pass


def needs_wide_rate(most: int, rate: Fraction) -> bool:
    """Return whether half-up rounding has to be written in the longer form that never leaves 64 bits by itself."""
    return most * 2 * max(rate.numerator, USUAL_NUMERATOR) + rate.denominator > MAX_INT64


def wide_rates(book: RuleBook) -> frozenset[str]:
    """Return the rates of formulas that are written in the longer form, by their names."""
    return frozenset(rate.name for rule in book.rules for base, rate in _rates_of(rule.formula) if needs_wide_rate(_most(base), rate.value))


def _rates_of(node: nodes.Formula) -> Iterator[tuple[nodes.Quantity, Rate]]:
    for part in nodes.formulas_in(node):
        match part:
            case nodes.Share():
                yield part.of, part.rate
            case nodes.Tiers():
                base = part.of if part.rate_of is None else part.rate_of
                yield from ((base, tier.rate) for tier in part.tiers if tier.rate)


def most_given(node: nodes.Formula) -> int:
    """Return the greatest amount in fen that a formula can give."""
    match node:
        case nodes.Fixed():
            return node.amount.value
        case nodes.Share():
            return _most_at_rate(_most(node.of), node.rate)
        case nodes.PerItem():
            return _fits(_items(node) * node.amount.value, "单价乘以件数太大，请用 at_most 限定件数")
        case nodes.Steps():
            further = _most(node.of) // _divisor(node.each, "each_further") * node.each_amount.value
            return _fits(node.first_amount.value + further, "每增加一档的金额乘以档数太大，请调低金额或加大每档的件数")
        case nodes.Tiers():
            return _most_of_tiers(node)
        case nodes.Staged():
            return sum(amount.value for _, amount in node.stages)
        case nodes.Decided():
            return MAX_AMOUNT_FEN
        case nodes.Awaiting() | nodes.InKind():
            return 0
        case nodes.ByYear() | nodes.LeastOf() | nodes.Choose():
            return _most_of_composed(node)


def _items(node: nodes.PerItem) -> int:
    most = _most(node.of)
    return most if node.at_most is None else min(most, node.at_most.value)


def _most_at_rate(most: int, rate: Rate) -> int:
    sentence = "比例太大或者位数太多，请把比例写成分母较小的数，如5%、1/3"
    numerator, denominator = rate.value.numerator, rate.value.denominator
    _fits(2 * numerator * denominator + denominator, sentence)
    return _fits(most * numerator // denominator + 1, sentence)


def _most_of_tiers(node: nodes.Tiers) -> int:
    most = _most(node.of)
    base = most if node.rate_of is None else _most(node.rate_of)
    _fits(max(tier.start.value for tier in node.tiers), "各档的起点太大，请核对数字和单位")
    given = [_most_at_rate(base, tier.rate) if tier.rate else tier.amount.value if tier.amount else 0 for tier in node.tiers]
    return _fits(sum(given) if node.slab else max(given), "各档相加的金额太大，请降低各档的比例")


def _most_of_composed(node: nodes.ByYear | nodes.LeastOf | nodes.Choose) -> int:
    match node:
        case nodes.ByYear():
            return max(most_given(part) for _, part in node.bands)
        case nodes.LeastOf():
            return min(most_given(part) for part in node.formulas)
        case nodes.Choose():
            for test, _ in node.cases:
                _prove_condition(test)
            given = [most_given(part) for _, part in node.cases]
            return max([*given, most_given(node.otherwise) if node.otherwise else 0])
