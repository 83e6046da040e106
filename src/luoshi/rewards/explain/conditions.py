"""Conditions as checks: what is asked, what the facts say, and what is missing to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luoshi.facts.nodes import Matter
from luoshi.facts.vocabulary import FactType
from luoshi.rewards import nodes
from luoshi.rewards.book import FIRST_DAY, LAST_DAY, Rule
from luoshi.rewards.explain.nodes import Check
from luoshi.rewards.explain.words import (
    DATE_OPS,
    OPS,
    UNKNOWN,
    choice_words,
    day_words,
    fact_words,
    label_of,
    number_words,
    pattern_words,
    quantity_words,
    rate_words,
    value_words,
)
from luoshi.rewards.interpreter.candidates import is_of_place
from luoshi.rewards.interpreter.evaluate import has, holds, quantity
from luoshi.rewards.interpreter.sight import Sight
from luoshi.rewards.lowering import unit_of
from luoshi.rewards.nodes import REGION, Op, Pattern

NAMING = ("kind", "subject")  # every matter has them; the other facts of a pattern may be empty


def checks_of(node: nodes.Condition, sight: Sight, labels: Mapping[str, str], depth: int = 0) -> Iterator[Check]:
    """Yield the checks of a condition in the order of the programme, those inside 或者 and 不 one step deeper."""
    match node:
        case nodes.AllOf():
            for part in node.parts:
                yield from checks_of(part, sight, labels, depth)
        case nodes.AnyOf():
            yield Check("下列情形之一", "", holds(node, sight, {}), depth=depth)
            for part in node.parts:
                yield from checks_of(part, sight, labels, depth + 1)
        case nodes.Not():
            yield from _not(node, sight, labels, depth)
        case nodes.IsTrue():
            yield Check(fact_words(node.fact, labels), value_words(node.fact, sight.value(node.fact)), holds(node, sight, {}), depth=depth)
        case nodes.OneOf():
            words = f"{fact_words(node.fact, labels)}为{choice_words(node.fact.name, node.values)}"
            yield Check(words, value_words(node.fact, sight.value(node.fact)), holds(node, sight, {}), depth=depth)
        case nodes.Compare():
            yield _compare(node, sight, labels, depth)
        case nodes.CompareRatio():
            yield _ratio(node, sight, labels, depth)
        case nodes.Has():
            yield _has(node, sight, depth)


def is_near(pattern: Pattern, matter: Matter) -> bool:
    """Return whether a matter is of the kind and subject that a pattern names, whatever else it asks."""
    words = dict(pattern.words)
    return "subject" in words and all(matter.facts.get(name) in words[name] for name in NAMING if name in words)


def could_fit(pattern: Pattern, matter: Matter) -> bool:
    """Return whether a matter fits, or would if what is not given of it were what the pattern asks for."""
    given = ((name, matter.facts.get(name), words) for name, words in pattern.words)
    return all(value in words or (value is None and name not in NAMING) for name, value, words in given)


def checks_of_pattern(rule: Rule, sight: Sight) -> Iterator[Check]:
    """Yield the checks of a reward's period and of what its pattern asks beyond kind and subject."""
    if not rule.first_day <= sight.day <= rule.last_day:
        yield Check(f"事项日期在{_period(rule)}的政策有效期内", day_words(sight.day), False)
    if not is_of_place(rule, sight):
        yield Check("行政区划代码属于本政策适用的地区", str(sight.value(REGION)), False)
    if rule.pattern is None or sight.matter is None:
        return
    for name, words in rule.pattern.words:
        if name not in NAMING:
            value = sight.matter.facts.get(name)
            found = choice_words(name, (str(value),)) if value else UNKNOWN
            yield Check(f"{label_of(name, {})}为{choice_words(name, words)}", found, value in words if value else None)


def _period(rule: Rule) -> str:
    first = day_words(rule.first_day) if rule.first_day > FIRST_DAY else ""
    last = day_words(rule.last_day) if rule.last_day < LAST_DAY else ""
    return f"{first}至{last}" if first and last else f"{first}起" if first else f"{last}止"


def _not(node: nodes.Not, sight: Sight, labels: Mapping[str, str], depth: int) -> Iterator[Check]:
    inner = node.of
    if isinstance(inner, nodes.IsTrue):
        found = value_words(inner.fact, sight.value(inner.fact))
        yield Check(f"“{fact_words(inner.fact, labels)}”为否", found, holds(node, sight, {}), depth=depth)
        return
    yield Check("不属于下列情形", "", holds(node, sight, {}), depth=depth)
    yield from checks_of(inner, sight, labels, depth + 1)


def _compare(node: nodes.Compare, sight: Sight, labels: Mapping[str, str], depth: int) -> Check:
    unit = unit_of(node.of)
    value = quantity(node.of, sight, {})
    is_met = holds(node, sight, {})
    words = _asked(node, unit, labels)
    found = UNKNOWN if value is None else number_words(value, unit)
    gap = _gap(value, node, unit) if is_met is False and value is not None and unit is not FactType.DATE else ""
    return Check(words, found, is_met, gap, depth)


def _asked(node: nodes.Compare, unit: FactType, labels: Mapping[str, str]) -> str:
    if unit is FactType.MONEY and node.op is Op.MORE_THAN and node.to.value == 0:
        return f"有{quantity_words(node.of, labels)}"
    ops = DATE_OPS if unit is FactType.DATE else OPS
    return f"{quantity_words(node.of, labels)}{ops[node.op]}{number_words(node.to.value, unit)}"


def _gap(value: int, node: nodes.Compare, unit: FactType) -> str:
    if node.op is Op.MORE_THAN and node.to.value == 0:
        return ""
    far = number_words(abs(node.to.value - value), unit)
    if node.op in (Op.AT_LEAST, Op.MORE_THAN):
        return f"还差{far}" if value < node.to.value else "要超过才算，相等不算"
    return f"多出{far}" if value > node.to.value else "要低于才算，相等不算"


def _ratio(node: nodes.CompareRatio, sight: Sight, labels: Mapping[str, str], depth: int) -> Check:
    of, whole = quantity(node.of, sight, {}), quantity(node.whole, sight, {})
    words = f"{quantity_words(node.of, labels)}占{quantity_words(node.whole, labels)}的比例{OPS[node.op]}{rate_words(node.to.value)}"
    if of is None or not whole:
        return Check(words, UNKNOWN, None, depth=depth)
    # Shown with four decimals and cut off, so that 4.996 % never reads as the 5 % that it does not reach.
    millionths = of * 1_000_000 // whole
    figures = f"{number_words(of, unit_of(node.of))}÷{number_words(whole, unit_of(node.whole))}"
    found = f"{figures}＝{millionths // 10_000}.{millionths % 10_000:04d}%"
    return Check(words, found, holds(node, sight, {}), depth=depth)


def _has(node: nodes.Has, sight: Sight, depth: int) -> Check:
    within = f"{node.within_years}年内" if node.within_years is not None else "此前"
    found = has(node, sight)
    return Check(f"{within}有过{pattern_words(node.pattern)}", "有" if found else "没有", found, depth=depth)
