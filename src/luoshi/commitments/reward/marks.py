"""The sums and rates of a sentence, and the part that each plays: granted, a cap, or a threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from luoshi.commitments.lexicon import either
from luoshi.commitments.reward.vocabulary import (
    BUDGET_LEFT,
    CAP_LEFT,
    CAP_RIGHT,
    EACH_LEFT,
    EQUAL,
    FLOOR_RIGHT,
    FUND_RIGHT,
    GIVE,
    INCLUSIVE,
    NO_GRANT,
    NOT_CAP,
    PER_UNIT,
    QUANTITY_NOUN,
    SUPPORT_TAIL,
    THRESHOLD_LEFT,
)
from luoshi.values.money import fen_of
from luoshi.values.quantities import Quantity, find_quantities, share_units

# 每平方米最高40元 is a rate by the square metre, and no cap on the whole.
MEASURED = re.compile(r"平方米|平米|亩|千瓦|吨|公里|度|立方米|公顷|㎡|标箱|头|羽|株")
BARE_SCALES = ("万", "亿", "千", "百万", "千万", "百")
# 立项后拨付资助资金的60%: how it is paid, not how much.
# 贷款规模不超过500万元 limits the loan, not the support.
LIMITS_BASE = re.compile(r"(?:贷款|融资|投资|出资|面积|本金)(?:规模|额度|金额|总额|额)?(?:最高|不超过|不得超过|最多)+$")
# A word farther from a sum than this says nothing of it; the bound keeps endless sentences linear.
REACH_BACK = 60
# 30%（每年最高20万元）给予补贴: what gives the rate stands behind the bracket.
CAP_BRACKET = re.compile(r"^[（(][^（）()]{0,10}(?:最高|不超过)[\d.]+[万亿]?元[）)]")
GIVE_ENDS = re.compile(r"(?:给予|奖励|补助|资助|补贴|予以)$")
BORNE = re.compile(r"由[^，。；]{1,10}(?:财政|政府)(?:承担|负担|补贴|补助|支付)$")
INSTALMENT = re.compile(
    r"分[^，。；\d]{0,2}\d?[年次期步](?:按照?|以)?$|(?:拨付|预拨|预付|兑付|支付)(?:剩余|其余)?(?:[^，。；]{0,6}(?:资助|奖励|补助|扶持|奖补|补贴|支持)(?:资金|经费|金额|总额)?的?)?$"
)
# 不超过5000万元的企业奖励10万元: behind the end of a band stand who falls into it and what that gives.
OF_A_BAND = re.compile(
    r"^(?:之间)?的(?:(?:[^，。；\d]{0,8}(?:企业|项目|单位|机构|平台|团队)[，,]?|[，,])[^，。；\d]{0,12})?"
    r"(?:给予|予以|奖励|奖补|补助|补贴|资助|按)[^，。；\d]{0,10}\d"
)
GIVEN = re.compile(r"给予|予以|奖励|奖补|补助|补贴|资助|最高")
NOT_SHARED = re.compile(r"(?:的)?比例?(?:分担|承担|出资|共担|负担|分摊)|追回|退回|返还|收回|扣")
# 按50%、30%、20%的比例分三年兑现, 的税率, 的比例列支: no rate of a support.
NO_SUPPORT_BEHIND = re.compile(
    r"(?:[、和]\d+[%％])*的?(?:税率|比例?[^，。；]{0,4}(?:分[^，。；\d]{0,2}\d?[年次期]|列支|提取|计提)|逐年(?:兑现|拨付))"
)
LIST_LINK = re.compile(r"^(?:[、,，和及与或以□]|元|万元)*$")
GIVE_LEFT = re.compile(
    rf"(?:{either(GIVE)}|标准|额度|金额|一次性|分别|资金|经费|按照?|以|为|共计|合计|总计|再|每月|每年|[年月]均)(?:[^，。；：:\d％%]{{0,24}})$"
)
RATE_BEHIND = re.compile(
    r"^(?:与[^，。；]{2,30}孰低的?(?:原则)?)?(?:的?(?:标准|比例|额度|费用|金额)?(?:[，,]|上限)?)?(?:[^，。；\d]{0,14}?)?(?:给予|予以|奖励|奖补|补助|资助|补贴|补偿|配套|贴息|支持|扶持|发放|兑现|兑付|抵扣|返还|申请补助|安排|计奖|减半)"
)


class Role(StrEnum):
    """The part a sum or rate plays."""

    GRANT = "grant"
    CAP = "cap"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sum or a rate in a sentence.

    Attributes:
        start: Offset in the sentence.
        end: Offset behind it, a per-unit tail (/家) included.
        role: The part it plays.
        low_fen: The sum, or the lower end of a range; None for a rate.
        high_fen: The upper end, or None.
        rate: A fraction, the upper end of a range of rates; None for a sum.
        item: What it is counted by (/家, 每亩), or empty.
        is_short: A sum printed without 元 (10万奖补).
        floor: The sum or rate is a minimum (不低于).
    """

    start: int
    end: int
    role: Role
    low_fen: int | None = None
    high_fen: int | None = None
    rate: Fraction | None = None
    item: str = ""
    is_short: bool = False
    floor: bool = False
    low_rate: Fraction | None = None


# …给予奖励，标准为：, 分档奖励：: what stands behind is given.
OPENS_LIST = re.compile(
    r"(?:标准|奖励|奖补|补助|资助|补贴|扶持|给予)[^，。；：:]{0,8}[：:]|给予[^，。；\d]{0,6}(?:奖励|奖补|补助|资助|补贴)[，,]其中"
)


def find_marks(masked: str, *, in_schedule: bool = False) -> list[Mark]:
    """Find the sums and rates of a masked sentence, in order.

    Args:
        masked: The sentence, quotes and brackets set aside.
        in_schedule: The words before (…标准如下：) have already said that what follows is given.
    """
    marks: list[Mark] = []
    opened = OPENS_LIST.search(masked)
    for quantity in share_units(masked, find_quantities(masked)):
        mark = _mark(masked, quantity, marks[-1] if marks else None, in_schedule=in_schedule or _is_behind(opened, quantity))
        if mark is not None:
            marks.append(mark)
    marks.extend(_equals(masked))
    return sorted(marks, key=lambda m: m.start)


def _is_behind(opened: re.Match[str] | None, quantity: Quantity) -> bool:
    return opened is not None and quantity.start >= opened.end()


def _mark(masked: str, quantity: Quantity, previous: Mark | None, *, in_schedule: bool) -> Mark | None:
    """Make a mark of a quantity of money or a share; None for everything else."""
    if quantity.is_share and quantity.unit in ("%", "‰"):
        return _rate_mark(masked, quantity, previous)
    if quantity.is_money or quantity.unit in BARE_SCALES:
        return _sum_mark(masked, quantity, previous, in_schedule=in_schedule)
    return None


def _sides(masked: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the same segment before and the next 40 characters behind."""
    back = max(0, start - REACH_BACK)
    cut = max(back - 1, *(masked.rfind(c, back, start) for c in "，。；：！？\n;"))
    comma = masked.rfind(",", back, start)
    left = masked[max(cut, comma if not masked[comma + 1 : comma + 2].isdigit() else -1) + 1 : start]
    return left, CAP_BRACKET.sub("", masked[end : end + 40])


def _sum_mark(masked: str, quantity: Quantity, previous: Mark | None, *, in_schedule: bool) -> Mark | None:
    left, right = _sides(masked, quantity.start, quantity.end)
    short = not quantity.is_money
    if short and not (SUPPORT_TAIL.match(right) or re.match(r"^[、，；。和以/]|$", right)):
        return None
    try:
        low = fen_of(quantity.low, quantity.unit)
        high = fen_of(quantity.high, quantity.unit) if quantity.high is not None else None
    except ValueError:
        return None
    mark = Mark(quantity.start, quantity.end, Role.GRANT, low, high, is_short=short)
    per = PER_UNIT.match(right)
    if per and not FLOOR_RIGHT.match(right):
        item = per["item"] + ("·" + per["time"] if per["time"] else "")
        mark = replace(mark, end=quantity.end + per.end(), item=item)
        right = masked[mark.end : mark.end + 40]
    each = EACH_LEFT.search(left)
    if each and not mark.item:
        mark = replace(mark, item=each["item"] + each["thing"])
    role = _sum_role(left, right, previous, masked, mark, in_schedule=in_schedule)
    return replace(mark, role=role, floor=bool(re.search(r"(?:不低于|不少于|至少|最低)$", left)))


def _sum_role(left: str, right: str, previous: Mark | None, masked: str, mark: Mark, *, in_schedule: bool) -> Role:
    """Tell the part that a sum plays by the words around it."""
    if OF_A_BAND.match(right) and not GIVEN.search(left):
        return Role.THRESHOLD
    if _is_cap(left, right) and not (mark.item and MEASURED.match(mark.item)):
        return Role.CAP
    if NO_GRANT.search(left) or (BUDGET_LEFT.search(left) and not re.search(r"给予|奖励|补助|补贴|资助|每[人名家].*安排$", left)):
        return Role.THRESHOLD
    if re.match(r"\d", right) or re.search(r"(?:至|[—~～])$", left):
        return Role.THRESHOLD  # 2000万元至1亿元20万元: the end of a tier
    gives = GIVE_LEFT.search(left) is not None
    support = SUPPORT_TAIL.match(right) is not None
    if FLOOR_RIGHT.match(right) or INCLUSIVE.match(right):
        return Role.GRANT if gives and re.match(r"^及?以上的?(?:奖励|补助|资助|补贴|资金)", right) else Role.THRESHOLD
    if THRESHOLD_LEFT.search(left) and not re.search(r"给予|奖励|补贴|补助|资助", left[-8:]):
        return Role.GRANT if re.search(r"(?:每增加|每增长)", left) and gives and support else Role.THRESHOLD
    if QUANTITY_NOUN.search(left) and not support and not re.search(r"(?:给予|奖励|补助|资助|补贴)[^，。；]{0,6}$", left):
        return Role.THRESHOLD
    if FUND_RIGHT.match(right) and not support:
        return Role.THRESHOLD
    if mark.item and (gives or support or in_schedule or re.search(r"标准|奖励|补助|补贴|资助", masked)):
        return Role.GRANT
    linked = previous is not None and previous.role in (Role.GRANT, Role.CAP) and previous.low_fen is not None
    if (
        linked
        and previous is not None
        and (LIST_LINK.match(masked[previous.end : mark.start]) or "、" in masked[previous.end : mark.start][:1])
    ):
        return previous.role
    if support or gives or in_schedule:
        return Role.GRANT
    return _role_in_list(masked, mark, right)


def _role_in_list(masked: str, mark: Mark, right: str) -> Role:
    """A sum followed by 、another sum with a support behind it is granted too: 100万元、30万元奖励."""
    behind = re.match(
        r"^(?:[、，和及与]+[^，。；、\d]{0,16}?\d[\d.,]*(?:[十百千]?[万亿])?元?)+(?:的)?[^，。；、\d]{0,16}",
        right + masked[mark.end + 40 : mark.end + 80],
    )
    if behind and re.search(either(GIVE), behind[0]):
        return Role.GRANT
    return Role.THRESHOLD


def _is_cap(left: str, right: str) -> bool:
    if LIMITS_BASE.search(left):
        return False
    found = CAP_LEFT.search(left)
    if found and not NOT_CAP.search(left[max(0, found.start() - 1) :]) and not FLOOR_RIGHT.match(right):
        return True
    return CAP_RIGHT.match(right) is not None and (not FLOOR_RIGHT.match(right) or GIVE_ENDS.search(left) is not None)


def _rate_mark(masked: str, quantity: Quantity, previous: Mark | None) -> Mark | None:
    left, right = _sides(masked, quantity.start, quantity.end)
    below = 100 if quantity.unit == "%" else 1000
    top = quantity.high if quantity.high is not None else quantity.low
    low = Fraction(quantity.low) / below if quantity.high is not None else None
    mark = Mark(quantity.start, quantity.end, Role.THRESHOLD, rate=Fraction(top) / below, low_rate=low)
    if _is_cap(left, right) and not re.search(r"(?:按|给予|补助|补贴|奖励)[^，。；]*$", left):
        return mark
    return replace(mark, role=_rate_role(left, right, previous, masked, mark), floor=left.endswith(("不低于", "不少于", "至少")))


def _rate_role(left: str, right: str, previous: Mark | None, masked: str, mark: Mark) -> Role:
    """Tell whether a rate is granted or a condition (占比60%以上, 增长20%的)."""
    if BORNE.search(left):
        return Role.GRANT  # 保费由县财政承担60%
    if (
        re.match(r"的[^，。；]{0,6}上限", right)
        or NO_SUPPORT_BEHIND.match(right)
        or INSTALMENT.search(left)
        or left.endswith(("前", "排名"))
        or re.match(r"[^，。；]{0,8}(?:分担|承担|核定|核算|出资|持股)", right)
    ):
        return Role.THRESHOLD
    if re.search(r"(?:上浮|下浮|提高|增加|下降|降低|增长)$|所得(?:不低于|不少于|不超过)|(?:占股|持股|股权|占比|比重)[^，。；]{0,8}$", left):
        return Role.THRESHOLD
    if re.search(r"(?:补助|奖励|补贴|资助|支持|配套)比例[^，。；]{0,6}(?:至|到|为)$", left):
        return Role.GRANT
    floor = FLOOR_RIGHT.match(right) or INCLUSIVE.match(right)
    asked = re.search(r"按照?|依照|给予|予以|奖励|补助|补贴|资助|配套|以", left) is not None
    if floor and not (asked and re.match(r"^(?:及?以上|以下|以内)?的?(?:标准|比例|奖励|补助|补贴|资助|配套)", right)):
        return Role.THRESHOLD
    if previous is not None and previous.rate is not None and re.fullmatch(r"[、，,和及与]", masked[previous.end : mark.start]):
        return previous.role
    by = re.search(r"(?:按照?|给予)(?:不超过|不低于|最高)?[^，。；]{0,24}$", left) is not None
    if THRESHOLD_LEFT.search(left) and not by and not (asked and left.endswith(("不低于", "不少于"))):
        return Role.THRESHOLD
    if asked and (RATE_BEHIND.match(right) or re.match(r"^[，,、和及]|^的|^$|^[。；;]", right)):
        return Role.GRANT
    if RATE_BEHIND.match(right) and re.search(r"的$|部分$|费用?$|额$|利息$", left):
        return Role.GRANT
    return Role.THRESHOLD


def _equals(masked: str) -> Iterator[Mark]:
    """Yield 1:1 and 等额 as rates where support is spoken of."""
    for found in EQUAL.finditer(masked):
        around = masked[max(0, found.start() - 24) : found.end() + 16]
        if not re.search(r"配套|奖励|补助|资助|补贴|支持|奖补|给予", around) or NOT_SHARED.match(masked[found.end() :]):
            continue
        rate = Fraction(1, 2) if found["half"] else Fraction(found["times"]) if found["times"] else Fraction(1)
        if rate:
            yield Mark(found.start(), found.end(), Role.GRANT, rate=rate)
