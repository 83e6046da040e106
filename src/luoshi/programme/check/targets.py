"""Targets that cannot be meant as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from luoshi.programme.check.nodes import Found, error, warning
from luoshi.programme.nodes import Programme, TargetRow
from luoshi.programme.rows import PeriodRow
from luoshi.programme.show.rows import target_words

LOWER, UPPER = {">=", ">"}, {"<=", "<"}


def check_targets(programme: Programme) -> Found:
    """Look at operators, values and times, and for targets that contradict each other."""
    for index, row in enumerate(programme.targets):
        yield from _figure(("targets", index), row)
        if row.period == PeriodRow():
            yield warning(
                "programme.target-without-time", ("targets", index), f"“{row.id}”没有写时间，无法考核", "写 period，如 {by: 2027}"
            )
    yield from _twice(programme.targets)


def _figure(path: tuple[str, int], row: TargetRow) -> Found:
    if (row.op == "range") != isinstance(row.value, tuple):
        hint = "区间写 op: range 和 value: [下限, 上限]，其余写一个数"
        yield error("programme.target-range", (*path, "value"), f"“{row.id}”的比较和数值对不上", hint)
        return
    values = row.value if isinstance(row.value, tuple) else (row.value,)
    if len(values) == 2 and values[0] > values[1]:
        yield error("programme.target-range", (*path, "value"), f"“{row.id}”区间的下限大于上限", "对调两个数")
    if row.measure != "growth" and min(values) < 0:
        yield error("programme.target-negative", (*path, "value"), f"“{row.id}”的数值是负数", "降幅写 measure: growth，其余写正数")
    if row.measure == "coverage" and row.unit == "%" and max(values) > 100:
        yield error("programme.coverage-too-high", (*path, "value"), f"“{row.id}”的覆盖率超过100%", "核对数值和口径")


def _twice(targets: Sequence[TargetRow]) -> Found:
    first: dict[tuple[object, ...], TargetRow] = {}
    for index, row in enumerate(targets):
        key = (row.indicator.strip(), row.measure, row.unit, row.period)
        other = first.setdefault(key, row)
        if other is row:
            continue
        if contradicts(other, row):
            message = f"“{row.id}”与“{other.id}”同一指标同一时间，数值矛盾：{target_words(other)}，{target_words(row)}"
            yield error("programme.target-contradiction", ("targets", index), message, "核对原文，只留正确的一条")
        elif (other.op, other.value) != (row.op, row.value):
            message = f"“{row.id}”与“{other.id}”同一指标同一时间，数值不同：{target_words(other)}，{target_words(row)}"
            yield warning("programme.target-twice", ("targets", index), message, "口径不同的，在指标里写清；其余只留一条")
        else:
            yield warning("programme.target-twice", ("targets", index), f"“{row.id}”与“{other.id}”是同一目标", "并为一条，出处写在 also")


def contradicts(one: TargetRow, other: TargetRow) -> bool:
    """Say whether no number can satisfy both."""
    (low, is_open_low), (high, is_open_high) = _bounds((one, other), lower=True), _bounds((one, other), lower=False)
    if low is None or high is None:
        return False
    return low > high or (low == high and (is_open_low or is_open_high))


def _bounds(rows: Sequence[TargetRow], *, lower: bool) -> tuple[Decimal | None, bool]:
    """Return the tightest bound of several targets, and whether it is itself excluded."""
    found = [bound for row in rows if (bound := _bound(row, lower=lower)) is not None]
    if not found:
        return None, False
    tightest = (max if lower else min)(value for value, _ in found)
    return tightest, any(is_open for value, is_open in found if value == tightest)


def _bound(row: TargetRow, *, lower: bool) -> tuple[Decimal, bool] | None:
    if isinstance(row.value, tuple):
        return row.value[0 if lower else 1], False
    if row.op == "=" or row.op in (LOWER if lower else UPPER):
        return row.value, row.op in ("<", ">")
    return None
