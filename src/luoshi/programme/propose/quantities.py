"""Of which quantity a rate or an amount is taken, by the words of its base: 市级补助额度, 实际贷款利息及担保费用, 设备购置费用."""

from __future__ import annotations

import re

from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.facts.vocabulary import APPLICANT_FIELDS, MATTER_FIELDS, FactType
from luoshi.programme.propose.pattern import levels_in
from luoshi.programme.rules import ExcessQuantity, FactQuantity, IncreaseQuantity, ProductQuantity, Quantity, SumQuantity, When

GRANTED = re.compile(r"补助|奖补|补贴|奖励|资助|支持|拨付|到位|经费|资金|奖金")
LEVELS_NAMED = re.compile(r"国家|中央|自治区|省|盟|市|旗|县|(?<!治)区")
UPPER = re.compile(r"上级|最高|各级")
SUPPORTED = re.compile(r"(?:扣除|剔除|除去)[^，。；]{0,4}财政")
BEYOND = re.compile(r"增量|增加额|增长部分|新增部分|增加部分")
BEFORE = re.compile(r"上年度?|上一年度?")
# Beside the heads of the columns, what documents call the same.
WORDS = {
    "贷款利息": "interest",
    "融资利息": "interest",
    "支付利息": "interest",
    "担保费": "guarantee_fee",
    "保费": "premium",
    "装修": "fit_out_cost",
    "研发费用": "rd_spend",
    "研发经费": "rd_spend",
    "研发投入": "rd_spend",
    "投资额": "investment",
    "固定资产投资": "investment",
    "设备投资": "investment",
    "实际投资": "investment",
    "完成投资": "investment",
    "总投资": "investment",
    "租金": "rent",
    "服务收入": "income",
    "成交额": "contract",
    "交易额": "contract",
    "合同额": "contract",
    "自筹": "own_funds",
    "购置费": "cost",
    "支付费用": "cost",
    "实际费用": "cost",
    "实际支出": "cost",
    "服务金额": "cost",
}
MONEY: dict[str, str] = {
    word: field.name
    for field in (*APPLICANT_FIELDS, *MATTER_FIELDS)
    if field.type is FactType.MONEY and not field.name.startswith("grant_") and field.name != "decided"
    for word in (field.label, *field.aliases)
}
NAMED = re.compile("|".join(sorted(map(re.escape, {**MONEY, **WORDS}), key=len, reverse=True)))
ADDED = re.compile(rf"(?:{NAMED.pattern})[费用额款]*(?:及|和|与|、|以及)(?:实际|支付|发生)*的?(?:{NAMED.pattern})")
OF_APPLICANT = {field.name for field in APPLICANT_FIELDS}
AREA = re.compile(r"平方米|㎡|平米")


def quantity_of(formula: Formula, every: str | None = None) -> Quantity | None:
    """Return the quantity that the base or the item plainly names, or None; `every` is the rhythm in which an amount is paid anew."""
    if formula.type is FormulaType.MATCH:
        return _grant(formula.base)
    if formula.type is FormulaType.SHARE:
        return _cost(formula.base)
    return _items(formula.item, every) if formula.type is FormulaType.PER_ITEM else None


def _grant(base: str) -> Quantity | None:
    """The grant of one level; of several, or of 上级, it is not said which."""
    levels = levels_in("、".join(LEVELS_NAMED.findall(base)))
    if len(levels) != 1 or UPPER.search(base) or not GRANTED.search(base):
        return None
    return FactQuantity(fact=f"grant_{levels[0]}")


def _cost(base: str) -> Quantity | None:
    at: When = "year_before" if BEFORE.search(base) else "matter"
    facts = list(dict.fromkeys({**MONEY, **WORDS}[word] for word in NAMED.findall(base)))
    if SUPPORTED.search(base) and "rd_spend" in facts:
        return ExcessQuantity(excess=(_fact("rd_spend", at), _fact("fiscal_support", at)))
    if not facts or not _is_plain(base, facts):
        return None
    quantities: list[Quantity] = [_fact(fact, at) for fact in facts]
    quantity: Quantity = quantities[0] if len(quantities) == 1 else SumQuantity(sum=quantities)
    return IncreaseQuantity(increase=quantity) if BEYOND.search(base) else quantity


def _is_plain(base: str, facts: list[str]) -> bool:
    """One quantity, or two that are added up; the R&D spend of a project is not that of the applicant."""
    if "项目" in base and OF_APPLICANT & set(facts):
        return False
    return len(facts) == 1 or (len(facts) == 2 and ADDED.search(base) is not None)


def _fact(name: str, at: When) -> FactQuantity:
    return FactQuantity(fact=name, at=at if name in OF_APPLICANT else "matter")


def _items(item: str, every: str | None) -> Quantity | None:
    """Square metres, each month of them where it is paid by the month; other things are counted by `count`, which is understood."""
    if not AREA.search(item):
        return None
    area = FactQuantity(fact="area")
    return ProductQuantity(product=[area, FactQuantity(fact="months")]) if every == "month" else area
