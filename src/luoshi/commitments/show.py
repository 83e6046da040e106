"""A commitment in short Chinese words, for terminal, page and paper: one headline, one figure, one time, and its fields by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from luoshi.commitments.figures import NOTHING, amount_words, cap_words, value_words
from luoshi.commitments.nodes import (
    Commitment,
    Deadline,
    Duty,
    FormulaType,
    Kind,
    Procedure,
    Reading,
    Register,
    Reward,
    Stacking,
    Target,
)
from luoshi.values.periods import PartialDate, Period

GAP = "　"
# Said wherever a field is marked as read and not printed.
IMPLIED = "推断"
IMPLIED_MEANS = "原文没有直接写明，按上下文理解的，请核对"
REPEATED_DOUBT = "commitment.doubtful"
MEASURES = {"level": "总量", "increase": "新增", "growth": "增幅", "ratio": "比率", "coverage": "覆盖"}
RHYTHMS = {"year": "每年", "half-year": "每半年", "quarter": "每季度", "month": "每月", "week": "每周", "day": "每天"}


@dataclass(frozen=True, slots=True)
class Field:
    """One named particular of a commitment; `implied` where it is our reading and not printed."""

    name: str
    words: str
    implied: bool = False


def date_words(date: PartialDate) -> str:
    """Say a date as officials write it: `2026年3月2日`, no leading zeros."""
    month = f"{date.month}月" if date.month is not None else ""
    day = f"{date.day}日" if date.day is not None else ""
    return f"{date.year}年{month}{day}"


def period_words(period: Period) -> str:
    """Say when: `到2025年`, `每年`, `2021年9月至2021年10月`; `—` for an empty period."""
    parts = [RHYTHMS.get(period.every, period.every)] if period.every else []
    if period.since and period.until:
        parts.append(f"{date_words(period.since)}至{date_words(period.until)}")
    elif period.since:
        parts.append(f"{date_words(period.since)}起")
    elif period.until:
        parts.append(f"至{date_words(period.until)}")
    if period.by:
        parts.append(f"到{date_words(period.by)}")
    if period.on:
        parts.append(date_words(period.on))
    return "，".join(parts) or NOTHING


def once_words(reward: Reward) -> str:
    """Say how often it is paid: `一次性`, `可多次`, `连续3年`; `未写明` where the text is silent."""
    if reward.years is not None:
        return f"连续{reward.years}年"
    return {True: "一次性", False: "可多次", None: "未写明"}[reward.once]


def clause_words(path: str) -> str:
    """Print a clause path as one says it: `二/(三)/8` is 二（三）8, `0` is 文首; numbers that would run together are kept apart."""
    if path == "0":
        return "文首"
    apart = re.sub(r"(?<=[\d.])/(?=\d)", ".", path)
    spaced = re.sub(r"(?<=[一二三四五六七八九十百\d])/(?=第)|(?<=[^章节条编])/(?=附件)", " ", apart)
    return spaced.replace("/", "").replace("(", "（").replace(")", "）")


def list_words(names: tuple[str, ...]) -> str:
    """Join names as Chinese prose does; `—` for none."""
    return "、".join(names) or NOTHING


def headline(commitment: Commitment) -> str:
    """Say in one line what the commitment is about, without figure and time."""
    return _HEADLINES[commitment.kind](commitment) or commitment.quote


def _reward_headline(reward: Reward) -> str:
    if reward.beneficiary in reward.trigger:
        return reward.trigger
    return "：".join(part for part in (reward.beneficiary, reward.trigger) if part)


_HEADLINES: dict[Kind, Callable[[Any], str]] = {
    Kind.TARGET: lambda c: cast(Target, c).indicator,
    Kind.DUTY: lambda c: cast(Duty, c).title,
    Kind.REWARD: _reward_headline,
    Kind.STACKING: lambda c: cast(Stacking, c).rule_words,
    Kind.REGISTER: lambda c: cast(Register, c).name,
    Kind.PROCEDURE: lambda c: cast(Procedure, c).name,
    Kind.DEADLINE: lambda c: cast(Deadline, c).what,
}


def figure(commitment: Commitment) -> str:
    """Say the number or the date that the commitment turns on; empty where it turns on none."""
    match commitment:
        case Target():
            return value_words(commitment)
        case Reward():
            return amount_words(commitment)
        case Deadline():
            return period_words(commitment.period)
    return ""


def fields(commitment: Commitment) -> tuple[Field, ...]:
    """Return every particular by its name on screen, empty ones as `—`; the note comes last, where there is one."""
    implied = set(commitment.implied) - _said_as_printed(commitment)
    rows = [Field(name, words or NOTHING, key in implied) for key, name, words in _rows(commitment)]
    if commitment.note:
        rows.append(Field("说明", commitment.note))
    return tuple(rows)


def inferred(commitment: Commitment) -> frozenset[str]:
    """Return the names of the particulars that are our reading and not printed."""
    return frozenset(field.name for field in fields(commitment) if field.implied)


def _said_as_printed(commitment: Commitment) -> set[str]:
    """A change is said by its direction, as it is printed: where only its bound was inferred, that is not said."""
    is_change = isinstance(commitment, Target) and commitment.measure == "growth" and not isinstance(commitment.value, tuple)
    return {"op"} if is_change else set()


def _rows(commitment: Commitment) -> tuple[tuple[str, str, str], ...]:
    match commitment:
        case Target():
            return _target_rows(commitment)
        case Reward():
            return _reward_rows(commitment)
        case Duty(title=title, lead=lead, support=support, leader=leader):
            units = (("lead", "牵头单位", list_words(lead)), ("support", "责任单位", list_words(support)))
            return (("title", "任务", title), *units, ("leader", "责任领导", list_words(leader)))
        case Stacking(rule_words=rule):
            return (("rule", "规则", rule),)
        case Register(name=name, holds=holds, purpose=purpose):
            return (("name", "名称", name), ("holds", "收录", holds), ("purpose", "用途", purpose))
        case Procedure(name=name, steps=steps, who=who):
            return (("name", "名称", name), ("steps", "步骤", " → ".join(steps)), ("who", "由谁办", list_words(who)))
        case Deadline(what=what, period=period):
            return (("what", "事项", what), ("period", "时间", period_words(period)))
    raise TypeError(f"no such commitment: {type(commitment).__name__}")


def _target_rows(target: Target) -> tuple[tuple[str, str, str], ...]:
    aim = {True: "力争", False: "确保", None: ""}[target.aspiration]
    value = "value" if "value" in target.implied else "op"
    rows = (
        ("indicator", "指标", target.indicator),
        (value, "目标值", value_words(target)),
        ("measure", "口径", MEASURES.get(target.measure, target.measure)),
        ("period", "时间", period_words(target.period)),
    )
    return (*rows, ("aspiration", "力度", aim)) if aim else rows


def _reward_rows(reward: Reward) -> tuple[tuple[str, str, str], ...]:
    return (
        ("beneficiary", "对象", reward.beneficiary),
        ("trigger", "事由", reward.trigger),
        ("formula", "算法", reward.formula.type.label),
        ("amount", "金额", amount_words(reward)),
        ("cap_per" if "cap_per" in reward.implied else "cap", "限额", cap_words(reward)),
        ("once", "次数", once_words(reward)),
    )


def without_repeated_doubts(reading: Reading) -> Reading:
    """Leave out the diagnostics that only repeat a doubt: where the doubt stands beside its commitment, once is enough."""
    return replace(reading, diagnostics=tuple(d for d in reading.diagnostics if d.code != REPEATED_DOUBT))


def gist(commitment: Commitment) -> str:
    """Say the particulars that matter beside headline and figure, in one line; empty where there are none."""
    match commitment:
        case Target():
            return period_words(commitment.period)
        case Reward():
            parts = [once_words(commitment) if commitment.once is not None or commitment.years is not None else "", _cap_beside(commitment)]
        case Duty(lead=lead, support=support, leader=leader):
            named = (("牵头", lead), ("责任", support), ("责任领导", leader))
            parts = [f"{name}：{list_words(units)}" for name, units in named if units]
        case Register(holds=holds, purpose=purpose):
            parts = [f"收录：{holds}" if holds else "", f"用途：{purpose}" if purpose else ""]
        case Procedure(steps=steps, who=who):
            parts = [" → ".join(steps), f"由{list_words(who)}办" if who else ""]
        case _:
            parts = []
    return GAP.join(part for part in parts if part)


def _cap_beside(reward: Reward) -> str:
    return cap_words(reward) if reward.cap_fen is not None and reward.formula.type is not FormulaType.UPTO else ""
