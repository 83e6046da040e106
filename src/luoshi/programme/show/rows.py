"""Every key of a row in words, and the row itself in one title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.programme.nodes import DeadlineRow, DutyRow, ProcedureRow, RegisterRow, RewardRow, StackingRow, TargetRow
from luoshi.programme.rows import Interpretation, PeriodRow, Place, Row, Validity, key_of
from luoshi.programme.rules import Pattern
from luoshi.programme.show.formulas import (
    NO_NAMES,
    SCOPES,
    cap_words,
    formula_words,
    reward_words,
    stacking_words,
    times_words,
    years_words,
)
from luoshi.programme.show.rules import Facts, condition_words, day_words, pattern_words, yuan_words
from luoshi.programme.support import Cap, Quota, SharedCap, Times, Years
from luoshi.programme.words import key_words
from luoshi.values.wording import plain_figure, plain_number, plain_rate

NOTHING = "—"
OPS = {">=": "不低于", ">": "高于", "=": "", "<=": "不高于", "<": "低于", "range": ""}
RHYTHMS = {"year": "每年", "half-year": "每半年", "quarter": "每季度", "month": "每月", "week": "每周", "day": "每天"}
WORDS = {
    "status": {"draft": "草稿", "confirmed": "已确认"},
    "measure": {"level": "总量", "increase": "新增", "growth": "增幅", "ratio": "比率", "coverage": "覆盖"},
    "op": {">=": "不低于", ">": "高于", "=": "等于", "<=": "不高于", "<": "低于", "range": "区间"},
    "per": SCOPES,
    "within": {"life": "累计", "year": "每年"},
    "order": {"amount": "金额高的先", "date": "先到的先"},
    "every": RHYTHMS,
    "entity": {"applicant": "主体", "matter": "事项"},
}
LONGEST = 60
# What a row that is new or gone amounts to.
CONTENTS = ("value", "when", "if", "formula", "caps", "times", "years", "run")


def row_title(row: Row) -> str:
    """Say in a few words what a row is about; its id or name where nothing else tells."""
    match row:
        case TargetRow(indicator=title) | DutyRow(title=title) | RegisterRow(name=title) | ProcedureRow(name=title):
            return title
        case DeadlineRow(what=title) | StackingRow(rule=title):
            return title
        case RewardRow():
            return row.label or row.trigger or row.beneficiary or row.id
    return str(getattr(row, "label", "") or getattr(row, "name", "") or getattr(row, "id", "") or getattr(row, "reward", ""))


def row_contents(row: Row, facts: Facts, names: Mapping[str, str] = NO_NAMES) -> Iterator[tuple[str, str]]:
    """Yield what a row amounts to beyond its title, each by name and in words: the amount, per what, of which rewards."""
    match row:
        case SharedCap():
            yield "限额", cap_words(row)
        case Quota():
            yield "名额", f"{'每年' if row.within == 'year' else '累计'}最多{row.count:,}项，{WORDS['order'][row.order]}"
    if isinstance(row, SharedCap | Quota):
        yield key_words("rewards"), reward_words(row.rewards, names)
        return
    for name, field in type(row).model_fields.items():
        key = key_of(name, field)
        words = value_words(key, getattr(row, name), facts, row, names=names) if key in CONTENTS else NOTHING
        if words != NOTHING:
            yield key_words(key), words


def value_words(key: str, value: Any, facts: Facts, row: Row | None = None, *, names: Mapping[str, str] = NO_NAMES) -> str:
    """Say the value of a key of a row; `—` for nothing. `row` is the one it stands in, where its unit matters; `names` are of rewards."""
    if value is None or value in ("", [], ()):
        return NOTHING
    if key in ("reward", "rewards"):
        return reward_words([value] if isinstance(value, str) else value, names)
    if key == "run":
        return stacking_words(value, names)
    if key == "value" and isinstance(row, TargetRow):
        return target_words(row)
    if key in WORDS and isinstance(value, str):
        return WORDS[key].get(value, value)
    if isinstance(value, Row):
        return _shape(key, value, facts)
    if isinstance(value, list | tuple):
        return _listed(key, value, facts)
    return _scalar(key, value)


def _listed(key: str, values: Sequence[Any], facts: Facts) -> str:
    return ("；" if any(isinstance(value, Row) for value in values) else "、").join(value_words(key, value, facts) for value in values)


def _shape(key: str, value: Row, facts: Facts) -> str:
    match value:
        case Pattern():
            return pattern_words(value)
        case PeriodRow():
            return period_words(value)
        case Validity():
            return validity_words(value)
        case Cap() | SharedCap():
            return cap_words(value)
        case Times():
            return times_words(value)
        case Years():
            return years_words(value)
        case Interpretation(question=question, taken=taken):
            return f"{question}：{taken}"
        case Place(clause=clause):
            return clause
    return _rule(key, value, facts)


def _rule(key: str, value: Any, facts: Facts) -> str:
    if key == "if":
        return condition_words(value, facts)
    if key == "formula":
        return formula_words(value, facts)
    said = {name: value_words(name, inner, facts) for name, inner in value}
    return "，".join(f"{key_words(name.rstrip('_'))}{words}" for name, words in said.items() if words != NOTHING)


def _scalar(key: str, value: Any) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case date():
            return day_words(value)
        case Fraction():
            return plain_rate(value)
        case Decimal() | int() if key.endswith("_yuan"):
            return yuan_words(Decimal(value))
        case Decimal():
            return plain_number(value)
        case Mapping():
            return "，".join(f"{name}：{inner}" for name, inner in value.items())
    words = " ".join(str(value).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def target_words(row: TargetRow) -> str:
    """Say the number of a target: `不低于24家`, `2.5%至3%`."""
    if isinstance(row.value, tuple):
        return "至".join(plain_figure(value, row.unit) for value in row.value)
    return f"{OPS[row.op]}{plain_figure(row.value, row.unit)}"


def period_words(period: PeriodRow) -> str:
    """Say when: `到2027年`, `每年`, `2025年9月至2025年10月`; `—` for an empty period."""
    parts = [RHYTHMS[period.every]] if period.every else []
    if period.from_ and period.to:
        parts.append(f"{moment_words(period.from_)}至{moment_words(period.to)}")
    elif period.from_:
        parts.append(f"{moment_words(period.from_)}起")
    elif period.to:
        parts.append(f"至{moment_words(period.to)}")
    if period.by:
        parts.append(f"到{moment_words(period.by)}")
    if period.on:
        parts.append(moment_words(period.on))
    return "，".join(parts) or NOTHING


def moment_words(words: str) -> str:
    """Say a year, a month or a day in ISO form: 2025年9月."""
    return "".join(f"{int(part)}{mark}" for part, mark in zip(words.split("-"), "年月日", strict=False))


def validity_words(validity: Validity) -> str:
    """Say from when to when: 2025年1月1日起; 不限 where neither end is said."""
    if validity.from_ and validity.to:
        return f"{day_words(validity.from_)}至{day_words(validity.to)}"
    return f"{day_words(validity.from_)}起" if validity.from_ else f"至{day_words(validity.to)}" if validity.to else "不限"
