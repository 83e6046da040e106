"""What a book looks at: the facts, other matters and earlier matters of its rules, found by walking their nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from luoshi.rewards import nodes
from luoshi.rewards.book import Rule
from luoshi.rewards.nodes import DECIDED, STAGE, Fact, Has, Increase

_Node = TypeVar("_Node")


def found(kind: type[_Node], node: Any) -> Iterator[_Node]:
    """Yield every node of a kind below a node, itself included, in the order in which they stand."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, tuple):
        for part in node:
            yield from found(kind, part)
    elif is_dataclass(node) and not isinstance(node, type):
        for item in fields(node):
            yield from found(kind, getattr(node, item.name))


def facts_of(rule: Rule) -> list[Fact]:
    """Return the facts that the condition and the formula of a rule look at, each once."""
    looked_at = [*found(Fact, rule.condition), *found(Fact, rule.formula)]
    if any(found(nodes.Decided, rule.formula)):
        looked_at.append(DECIDED)
    if any(found(nodes.Staged, rule.formula)):
        looked_at.append(STAGE)
    return list(dict.fromkeys(looked_at))


def has_of(rule: Rule) -> list[Has]:
    """Return the other matters that a rule looks for."""
    return list(dict.fromkeys([*found(Has, rule.condition), *found(Has, rule.formula)]))


def increases_of(rule: Rule) -> list[Increase]:
    """Return the quantities that a rule holds against earlier matters; none where it has no pattern."""
    if rule.pattern is None:
        return []
    return list(dict.fromkeys([*found(Increase, rule.condition), *found(Increase, rule.formula)]))
