"""The figure of a target or a reward in official words, the same wherever it is shown: 下降10%, 前5位, 每人每月0.20万元."""

from __future__ import annotations

import re

from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage, Target
from luoshi.values.wording import DOUBLINGS, FRACTIONS, plain_figure, plain_money, plain_number, plain_rate

NOTHING = "—"
SIGNS = {">=": "≥", ">": "＞", "=": "", "<=": "≤", "<": "＜", "range": ""}
SIGNS_IN_WORDS = {">=": "达到", ">": "超过", "=": "", "<=": "不超过", "<": "低于"}  # before a figure that is itself in words
DOUBLED_BY = "doubled"  # the grammar rule of 翻番: the unit alone would not tell it from 增长2倍, which is three times as much
RANKED_BY = "ranked"


def value_words(target: Target) -> str:
    """Say what is to be reached: `≥24家`, `2—3名`, `全覆盖`, `下降10%`, `翻一番（2倍）`, `前5位`."""
    if isinstance(target.value, tuple):
        low, high = map(plain_number, target.value)
        return f"{low}—{high}{target.unit}"
    if target.measure == "coverage" and target.value == 100:
        return "全覆盖"
    if target.measure == "growth":
        return _growth(target)
    if target.op == "<=" and target.measure == "level" and (target.unit == "位" or target.rule == RANKED_BY):
        return f"{'第' if target.value == 1 else '前'}{plain_figure(target.value, target.unit)}"
    signs = SIGNS_IN_WORDS if target.unit == "倍" or (target.unit == "%" and target.value in FRACTIONS) else SIGNS
    return f"{signs.get(target.op, target.op)}{plain_figure(target.value, target.unit)}"


def _growth(target: Target) -> str:
    """Say a change by its direction; 以上 stands where the text prints a bound, and not where only the reading takes it for one."""
    value = target.value
    if isinstance(value, tuple):
        raise TypeError("a range has no direction")
    if value == 0:
        return {">": "逐年增长", "<": "逐年下降", ">=": "不下降", "<=": "不增长"}.get(target.op, "持平")
    if target.rule == DOUBLED_BY and target.unit == "倍" and value in DOUBLINGS:
        return f"{DOUBLINGS[int(value)]}（{plain_number(value)}倍）"
    way = "下降" if value < 0 else "增长"
    # A rise that stays below a bound and a fall that stays above it are limits, not goals.
    if target.op in (("<", "<=") if value > 0 else (">", ">=")):
        return f"{way}不超过{plain_figure(abs(value), target.unit)}"
    bound = "以上" if target.op != "=" and "op" not in target.implied else ""
    return f"{way}{plain_figure(abs(value), target.unit)}{bound}"


def amount_words(reward: Reward) -> str:
    """Say how much one reward is, as its formula tells: `20.00万元`, `市级补助额度的50%`, `每人每月0.20万元`."""
    formula = reward.formula
    match formula.type:
        case FormulaType.FIXED:
            return f"{_each(formula.item)}{_anew(reward)}{_amount(formula)}"
        case FormulaType.PER_ITEM:
            return f"{_each(formula.item) or '每项'}{_anew(reward)}{_amount(formula)}"
        case FormulaType.MATCH | FormulaType.SHARE:
            rate = plain_rate(formula.rate) if formula.rate is not None else "一定比例"
            return f"{formula.base}的{rate}" if formula.base else rate
        case FormulaType.STAGED:
            return "；".join(map(_stage, formula.stages)) or NOTHING
        case FormulaType.UPTO:
            return f"不超过{plain_money(reward.cap_fen)}" if reward.cap_fen is not None else "限额内"
    return formula.type.label


def _amount(formula: Formula) -> str:
    return plain_money(formula.amount_fen) if formula.amount_fen is not None else NOTHING


def _each(counted: str) -> str:
    """Say what an amount is counted by: `人·月` is 每人每月, `企业/年` 每企业每年."""
    return "".join(f"每{part.removeprefix('每')}" for part in re.split(r"[·/]", counted) if part)


def _anew(reward: Reward) -> str:
    """Say that the amount is paid anew each month or year, unless the item has said so."""
    each = {"month": "月", "year": "年"}.get(reward.every or "", "")
    return f"每{each}" if each and each not in reward.formula.item else ""


def _stage(stage: Stage) -> str:
    if stage.amount_fen is not None:
        return f"{stage.when} {plain_money(stage.amount_fen)}"
    return f"{stage.when} {plain_rate(stage.rate)}" if stage.rate is not None else stage.when


def cap_words(reward: Reward) -> str:
    """Say the upper limit and what it counts by: `每企业每年最高50.00万元`; `—` where there is none."""
    return NOTHING if reward.cap_fen is None else f"{_each(reward.cap_per)}最高{plain_money(reward.cap_fen)}"
