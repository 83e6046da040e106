"""What keeps a line from being judged, as the cell of the table that has to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luoshi.facts.vocabulary import Entity
from luoshi.rewards import nodes
from luoshi.rewards.explain.words import day_words, label_of
from luoshi.rewards.interpreter import Line, Status
from luoshi.rewards.nodes import At, Fact
from luoshi.rewards.plan.needs import facts_of, found


def open_words(line: Line, labels: Mapping[str, str]) -> str:
    """Say what a line that cannot be judged yet lacks: 缺少“营业收入”（主体表，2024年）."""
    if line.status is Status.AWAITING_DECISION:
        return _awaited(line)
    cells = [cell for name in line.missing for cell in _cells(name, line, labels)]
    return f"缺少{'、'.join(cells)}" if cells else "比例的分母为0，算不出来，请核对"


def _awaited(line: Line) -> str:
    """Say whose decision a line awaits, and where it has to be entered."""
    if any(found(nodes.Decided, line.rule.formula)):
        return "缺少“核定金额”（事项表），由主管部门核定"
    return "缺少比例或数额，由主管部门确定后写进方案"


def _cells(name: str, line: Line, labels: Mapping[str, str]) -> Iterator[str]:
    """A fact of the applicant is asked for as of a day, and a yearly figure for a year; the rule may ask for several."""
    label = label_of(name, labels)
    asked = [fact for fact in facts_of(line.rule) if fact.name == name]
    if any(fact.entity is Entity.MATTER for fact in asked):
        yield f"“{label}”（事项表）"
        return
    when = dict.fromkeys(_when(fact, line) for fact in asked)
    yield f"“{label}”（主体表，{'、'.join(when)}）"


def _when(fact: Fact, line: Line) -> str:
    year = line.year - (fact.at is At.YEAR_BEFORE)
    if fact.yearly:
        return f"{year}年"
    return day_words(line.day if fact.at is At.MATTER else year * 10_000 + 1231) + "时"
