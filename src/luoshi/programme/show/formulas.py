"""Formulas and limits in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from luoshi.programme.rules import (
    ByYear,
    Choose,
    Fixed,
    Formula,
    InKind,
    LeastOf,
    PerItem,
    Share,
    Staged,
    Steps,
    Tier,
    Tiers,
    Unquantified,
    UpTo,
)
from luoshi.programme.show.rules import Facts, condition_words, figure_words, is_money, quantity_words, yuan_words
from luoshi.programme.support import BetterProgramme, Cap, Declared, Elsewhere, Highest, SharedCap, Stacking, Times, Years
from luoshi.values.wording import plain_rate

NO_NAMES: Mapping[str, str] = MappingProxyType({})
SCOPES = {
    "item": "每件",
    "matter": "每个事项",
    "document": "每个证书（文号）",
    "project": "每个项目",
    "platform": "每个平台",
    "team": "每个团队",
    "subject": "同一事项名称",
    "level": "同一级别",
    "applicant": "每个主体",
    "programme": "全部主体合计",
    "year": "每年",
}


def formula_words(formula: Formula, facts: Facts) -> str:
    """Say how an amount is worked out, in one phrase."""
    match formula:
        case Fixed(amount_yuan=amount):
            return yuan_words(amount)
        case Share():
            return _share(formula, facts)
        case PerItem(item=item, amount_yuan=amount, at_most=most):
            return f"每{item or '件'}{yuan_words(amount)}" + (f"，最多{most}{item or '件'}" if most is not None else "")
        case Steps(item=item):
            first = f"{formula.first}{item}{yuan_words(formula.first_amount_yuan)}"
            return f"{first}，每增加{formula.each_further}{item}再{yuan_words(formula.each_amount_yuan)}"
        case Tiers():
            return _tiers(formula, facts)
        case Staged(stages=stages, cumulative=cumulative):
            listed = "，".join(f"{stage.stage}{yuan_words(stage.amount_yuan)}" for stage in stages)
            return f"分阶段：{listed}" + ("；到后一阶段的，补给前面的" if cumulative else "")
        case UpTo():
            return "在限额内核定"
        case Unquantified():
            return "未写数额，由主管部门核定"
        case InKind(what=what):
            return what
        case ByYear() | LeastOf() | Choose():
            return _composed(formula, facts)


def _composed(formula: ByYear | LeastOf | Choose, facts: Facts) -> str:
    match formula:
        case ByYear(bands=bands):
            return "；".join(f"到第{band.through}年{formula_words(band.formula, facts)}" for band in bands)
        case LeastOf(formulas=formulas):
            return "、".join(formula_words(part, facts) for part in formulas) + "，取低"
        case Choose(cases=cases, otherwise=otherwise):
            said = [f"{condition_words(case.if_, facts)}的，{formula_words(case.formula, facts)}" for case in cases]
            return "；".join([*said, f"其余{formula_words(otherwise, facts)}"] if otherwise else said)


def _share(formula: Share, facts: Facts) -> str:
    base = formula.base or (quantity_words(formula.of, facts) if formula.of is not None else "")
    rate = plain_rate(formula.rate) if isinstance(formula.rate, Fraction) else "一定比例（待决定）"
    return f"{base}的{rate}" if base else rate


def _tiers(formula: Tiers, facts: Facts) -> str:
    amount = is_money(formula.of, facts)
    bands = "；".join(_tier(tier, amount) for tier in formula.tiers)
    of = f"，比例按{quantity_words(formula.rate_of, facts)}算" if formula.rate_of is not None else ""
    return f"{quantity_words(formula.of, facts)}{'分段累计' if formula.mode == 'slab' else '分档'}：{bands}{of}"


def _tier(tier: Tier, amount: bool) -> str:
    start = f"{figure_words(tier.from_, amount)}起" if tier.from_ is not None else ""
    start = start or (f"超过{figure_words(tier.above, amount)}" if tier.above is not None else "")
    return f"{start}{yuan_words(tier.amount_yuan) if tier.amount_yuan is not None else plain_rate(tier.rate or Fraction(0))}"


def cap_words(cap: Cap | SharedCap) -> str:
    """Say a limit: 每个主体每年不超过100.00万元."""
    return f"{SCOPES[cap.per]}{'每年' if cap.within == 'year' else ''}不超过{yuan_words(cap.amount_yuan)}"


def times_words(times: Times) -> str:
    """Say how often: 每个主体每年2次."""
    return f"{SCOPES[times.per]}{'每年' if times.within == 'year' else ''}{times.count}次"


def years_words(years: Years) -> str:
    """Say for how many years, and which count."""
    return f"连续{years.count}年" if years.counted == "calendar" else f"{years.count}年（按有奖补的年份）"


def stacking_words(rule: Stacking, names: Mapping[str, str] = NO_NAMES) -> str:
    """Say a stacking rule that runs; `names` are words for the ids of rewards."""
    match rule:
        case Highest(rewards=rewards, per=per, paid=paid):
            done = "已付的补差" if paid == "top_up" else "付过的不再给"
            return f"{reward_words(rewards, names)}在{'、'.join(SCOPES[scope] for scope in per)}内从高，{done}"
        case Elsewhere(rewards=rewards, payers=payers, paid=paid):
            done = "补差" if paid == "top_up" else "不再给"
            return f"{reward_words(rewards, names)}：{'、'.join(payers) or '其他机关'}已付的{done}"
        case BetterProgramme(programmes=programmes):
            return f"与{'、'.join(programmes) or '其他政策'}比较，从高从新"
        case Declared():
            return "不自动计算，只提示"


def reward_words(rewards: Sequence[str], names: Mapping[str, str] = NO_NAMES) -> str:
    """Say which rewards are meant; by their ids where they have no other words."""
    return "全部奖补" if "all" in rewards else "、".join(names.get(reward, reward) for reward in rewards)
