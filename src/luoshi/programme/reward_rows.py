"""A reward as it was read into a row of a draft programme: caps as scopes, stages with amounts, proposals for what rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.commitments.figures import amount_words, cap_words
from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage
from luoshi.programme.nodes import RewardRow
from luoshi.programme.propose import TieredRewards, condition_of, quantity_of
from luoshi.programme.propose.figures import amount_of, rate_of
from luoshi.programme.rules import Pattern
from luoshi.values.money import FEN_PER_YUAN

MOST_YEARS = 100
# What a limit counts by, in the words of the documents; the rest of the words stays in the note.
SCOPES = {
    "applicant": "企业 单位 机构 个人 人 人才 科研机构 研发机构 服务机构 新型研发机构 主体 户 家 孵化载体 载体 工作室 众创空间 孵化器",
    "project": "项目 工程 课题 榜",
    "platform": "平台 中心 基地 实验室 站",
    "team": "团队",
    "item": "件 项 个 篇 台 套 台套 台（套） 次 场 期 项专利 件专利",
    "matter": "成果 产品 品种",
}
SCOPE_OF = {word: scope for scope, words in SCOPES.items() for word in words.split()}
YEARLY = ("/年", "·年")


def reward_row(shared: dict[str, Any], reward: Reward, when: Pattern | None, tiered: TieredRewards | None = None) -> RewardRow:
    """Return the row; `shared` is what all rows have, its `implied` and `note` are added to.

    Args:
        shared: Place, words and doubts.
        reward: What was read.
        when: The proposed pattern.
        tiered: The tiers of which the reward holds the first, where there are several.
    """
    formula, notes = (tiered.formula, list[str]()) if tiered else _formula(reward)
    caps, more = _caps(reward, formula["type"])
    proposed = {
        "when": when,
        "if": condition_of(tiered.case if tiered else reward.trigger, reward.beneficiary),
        "of": formula.get("of"),
    }
    implied = [*shared["implied"], *(key for key, value in proposed.items() if value is not None)]
    if caps and ("cap_per" in implied or not reward.cap_per):
        implied = [*(name for name in implied if name != "cap_per"), "caps"]
    note = "；".join(filter(None, (shared["note"], *notes, *more)))
    facts: dict[str, Any] = {
        "beneficiary": reward.beneficiary,
        "trigger": reward.trigger,
        "when": proposed["when"],
        "if": proposed["if"],
        "formula": formula,
        "caps": caps,
        "once": reward.once,
        "every": reward.every,
        "readings": list(tiered.readings) if tiered else [],
        **_years(reward),
    }
    return RewardRow.model_validate({**shared, **facts, "implied": list(dict.fromkeys(implied)), "note": note or None})


def _years(reward: Reward) -> dict[str, Any]:
    if reward.years is None or not 1 <= reward.years <= MOST_YEARS:
        return {}
    return {"years": {"count": reward.years}}


# --- how much ---------------------------------------------------------------------------------------------------------------------


def _formula(reward: Reward) -> tuple[dict[str, Any], list[str]]:
    """Return the formula in the shape of the file, and what of it no key can hold."""
    formula = reward.formula
    match formula.type:
        case FormulaType.FIXED if _is_amount(formula.amount_fen):
            return {"type": "fixed", "amount_yuan": _yuan(formula.amount_fen)}, _counted(formula)
        case FormulaType.PER_ITEM if _is_amount(formula.amount_fen):
            of = quantity_of(formula, reward.every)
            return {"type": "per_item", "item": formula.item, "amount_yuan": _yuan(formula.amount_fen), "of": of}, []
        case FormulaType.MATCH | FormulaType.SHARE:
            return _share(formula)
        case FormulaType.STAGED:
            return _staged(formula)
        case FormulaType.UPTO:
            return {"type": "upto"}, []
        case FormulaType.UNQUANTIFIED:
            return {"type": "unquantified"}, []
    return {"type": "unquantified"}, [f"金额未能写入：{amount_words(reward)}"]


def _is_amount(fen: int | None) -> bool:
    return amount_of(fen) is not None


def _yuan(fen: int | None) -> Decimal:
    return Decimal(fen or 0) / FEN_PER_YUAN


def _counted(formula: Formula) -> list[str]:
    return [f"按每{formula.item}给付"] if formula.item else []


def _share(formula: Formula) -> tuple[dict[str, Any], list[str]]:
    row = {"type": formula.type.value, "base": formula.base, "rate": "by_decision", "of": quantity_of(formula)}
    if formula.rate is None:
        return row, []
    rate = rate_of(formula.rate)
    return (row, [f"比例未能写入：{float(formula.rate):.6g}"]) if rate is None else (row | {"rate": rate}, [])


def _staged(formula: Formula) -> tuple[dict[str, Any], list[str]]:
    """Stages with their amounts; shares of a whole that is not printed can only stand in the note."""
    stages = [(stage.when, _stage_fen(stage, formula.amount_fen)) for stage in formula.stages]
    told = [stage for stage in stages if _is_amount(stage[1])]
    if len(told) < len(stages) or len({when for when, _ in stages}) < len(stages) or not stages:
        return {"type": "unquantified"}, [f"分阶段：{'，'.join(map(_stage_words, formula.stages))}"]
    if len(stages) == 1:
        return {"type": "fixed", "amount_yuan": _yuan(stages[0][1])}, [f"分阶段：{stages[0][0]}"]
    return {"type": "staged", "stages": [{"stage": when, "amount_yuan": _yuan(fen)} for when, fen in stages]}, []


def _stage_fen(stage: Stage, whole: int | None) -> int | None:
    if stage.amount_fen is not None or stage.rate is None or whole is None:
        return stage.amount_fen
    part = stage.rate * whole
    return int(part) if part == int(part) else None


def _stage_words(stage: Stage) -> str:
    if stage.amount_fen is not None:
        return f"{stage.when}{_yuan(stage.amount_fen):f}元"
    return f"{stage.when}{_percent(stage.rate)}" if stage.rate is not None else stage.when


def _percent(rate: Fraction) -> str:
    return f"{float(rate * 100):.6g}%"


# --- caps -------------------------------------------------------------------------------------------------------------------------


def _caps(reward: Reward, formula: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the limit by its scope, or as a note where its words name none."""
    if reward.cap_fen is None:
        return [], []
    scope = _scope(reward, formula)
    if scope is None or not _is_amount(reward.cap_fen):
        return [], [f"限额未能写入：{cap_words(reward)}"]
    cap = {"amount_yuan": _yuan(reward.cap_fen), "per": scope}
    return [cap | ({"within": "year"} if _is_yearly(reward.cap_per) else {})], []


def _is_yearly(words: str) -> bool:
    return words == "年" or words.endswith(YEARLY)


def _scope(reward: Reward, formula: str) -> str | None:
    """A limit that names nothing holds for the matter, or for the applicant where it is of a year."""
    words = reward.cap_per
    for tail in YEARLY:
        words = words.removesuffix(tail)
    if words in ("", "年"):
        return "applicant" if _is_yearly(reward.cap_per) else "matter"
    scope = SCOPE_OF.get(words) or next((SCOPE_OF[end] for end in _ends(words) if end in SCOPE_OF), None)
    return "matter" if scope == "item" and formula != "per_item" else scope


def _ends(words: str) -> Iterator[str]:
    """Yield the ends of a word, the longest first: 科技型企业 is an 企业."""
    return (words[at:] for at in range(1, len(words) - 1))
