"""Formula: how a sum or a rate works out, told from the words around it."""

from __future__ import annotations

import re
from fractions import Fraction

from luoshi.commitments.lexicon import either
from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.commitments.reward.marks import Mark
from luoshi.commitments.reward.parties import PARTY
from luoshi.commitments.reward.vocabulary import GIVE

AMOUNT_TAIL = r"(?:总?额度?|金额|总额|资金|经费|总?资金|标准|款|数额|部分|实际|到账|额)*$"
# What another government or programme has paid: a rate on it is a match.
GRANTED = re.compile(
    r"(?:国家|中央|上级|省|市|自治区|盟|县|区|级|财政|所获|获得|所得|到位|立项|专项|原)[^，。；]{0,30}?"
    rf"(?:补助|奖补|奖励|支持|资助|扶持|配套|补贴|拨款|拨付|资金|经费|奖金){AMOUNT_TAIL}"
)
GRANT_NOUN = re.compile(rf"(?:补助|奖补|奖励|支持|资助|扶持|配套|补贴|拨款|奖金|立项资金|立项经费|项目资金|项目经费){AMOUNT_TAIL}")
# A cost, an income or an effort of the applicant: a rate on it is a share, unless the words end in a grant.
COST = re.compile(r"研发(?:经费|费用|投入)(?!.*(?:补助|奖补))|贷款|利息|投资|租金|保费|合同|交易|成交|收入|贡献")
ENDS_IN_GRANT = re.compile(r"(?:补助|奖补|补贴|资助|配套|奖励)(?:额度|金额|总额|资金|标准|总资金)*$")
BASE_LEAD = re.compile(
    r"^.*(?:按照|按其|按|依照|依据|以其|以|给予其|给予|对其|补贴其|补助其|资助其|的标准，"
    r"|(?:补贴|奖励)(?!额|金|资金|经费|总|标准|的|款|部分))(?=\S)",
    re.S,
)
BASE_TAIL = re.compile(r"(?:的|给予|最高|不超过|不低于|为标准|总额的|再|，|,|一次性|、|和|部分的|\s)+$")
NO_BASE = re.compile(rf"(?:{either(GIVE)}|标准|比例|提高|至|到|一次性|每年|分别|[\w]{{0,3}}年)+")
# 每引进1名博士, 每招用1人: the sum is for each of them.
COUNTED = re.compile(r"每[\u4e00-\u9fff]{1,8}[1一](?P<item>[名家人个项件户位套台](?:(?!补|奖|给|资助|发)[\u4e00-\u9fff]){0,8})")
STEP = re.compile(r"每(?:增加|增长|新增|超过|超出|增|上)[^，。；]{1,12}")
PEOPLE = re.compile(r"人才|个人|人员|毕业生|大学生|学生|博士|硕士|专家|院士|者$|特派员|员工|职工|技师|工匠|人$|教师|农户|获奖人")


def formula_of(text: str, mark: Mark, *, giving: str, trigger: str, beneficiary: str, previous_base: str) -> Formula:
    """Say how a granted sum or rate works out.

    Args:
        text: The sentence; what follows the mark is looked at.
        mark: The sum or rate.
        giving: The words from the giving to the mark.
        trigger: For what it is given.
        beneficiary: To whom.
        previous_base: The base of the rate before, for a rate that names none (后三年按50%).
    """
    if mark.rate is not None:
        return _of_rate(text, mark, mark.rate, giving, trigger, previous_base)
    if mark.high_fen is not None:
        return Formula(FormulaType.UPTO)
    item = _item(mark, giving, trigger, beneficiary)
    return Formula(FormulaType.PER_ITEM if item else FormulaType.FIXED, amount_fen=mark.low_fen, item=item)


def _item(mark: Mark, giving: str, trigger: str, beneficiary: str) -> str:
    """Name what a sum is counted by, or return an empty string where it is given once to each who gets it."""
    step = STEP.search(giving) or STEP.search(trigger[-24:])
    if step:
        return step[0]
    counted = COUNTED.search(f"{trigger}{giving}")
    if counted:
        return counted["item"]
    return "" if mark.item in ("", "次") or _is_party(mark.item, beneficiary) else mark.item


def _is_party(item: str, beneficiary: str) -> bool:
    """每家企业 is who is given, 每件专利 what is counted; 每人 is who is given where people are."""
    if item[:1] in "人名位":
        return PEOPLE.search(beneficiary) is not None
    return item[:1] in "家户" or re.match(r"个?(?:企业|单位|机构|团队|项目|平台|公司)", item) is not None


def _of_rate(text: str, mark: Mark, rate: Fraction, giving: str, trigger: str, previous: str) -> Formula:
    """按…的N%: a match where another government's grant is the base, else a share."""
    base = BASE_TAIL.sub("", BASE_LEAD.sub("", giving)).lstrip("其该").removeprefix("不超过").removeprefix("最高")
    if len(base) < 2 or PARTY.fullmatch(base) or NO_BASE.fullmatch(base):
        base = previous or _base_around(text, mark, trigger)
    matched = re.match(r"[^，。；]{0,4}[，,]?[^，。；]{0,10}配套(?!企业|商|产品|件)", text[mark.end : mark.end + 24]) is not None
    is_match = (matched and not re.search(r"投资|费用|收入|利息|贷款|自筹", base)) or _is_granted(base)
    return Formula(FormulaType.MATCH if is_match else FormulaType.SHARE, base=base, rate=rate)


def _is_granted(base: str) -> bool:
    if COST.search(base) and not ENDS_IN_GRANT.search(base):
        return False
    return GRANTED.search(base) is not None or GRANT_NOUN.search(base) is not None


def _base_around(text: str, mark: Mark, trigger: str) -> str:
    """Where the giving names no base (给予100%的资金配套), the noun behind the rate or the trigger itself is the base."""
    behind = re.match(r"的?(?P<noun>[^，。；、\d]{2,16}?)(?:给予|予以|[，。；]|$)", text[mark.end : mark.end + 24])
    noun = behind["noun"] if behind and not re.search(rf"{either(GIVE)}|标准|比例", behind["noun"].removesuffix("配套")) else ""
    if noun and not noun.endswith("配套"):
        return noun
    last = re.split(r"[，,]", trigger)[-1]
    return last if re.search(r"(?:资金|额|费|金|入|用|息)$", last) else f"{last}资金"
