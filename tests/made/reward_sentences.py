"""Sentences of rules that grant something, put together from parts, each with the grants that a careful person reads in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from luoshi.commitments.nodes import Reward
from luoshi.commitments.reward import read_rewards
from tests.made.sentences import Made, Speaker, enumerated, forms, number
from tests.unit.commitments.plans import plan

RULES = "临江市促进科技创新若干政策措施\n一、支持措施\n（一）奖励政策\n{}\n"
WAN = 10_000 * 100


@dataclass(frozen=True)
class Grant:
    """What has to be read of one grant.

    Attributes:
        about: Words that its trigger or its beneficiary holds.
        printed: Its sum or rate, as its quote must show it.
        cap_per: What the cap counts by, or None where the words leave it open.
        who: Words that its beneficiary holds, or empty where the words leave it open.
        base: What its rate is a share of, or empty where the words leave it open.
    """

    about: str
    printed: str
    type: str = "fixed"
    fen: int | None = None
    rate: Fraction | None = None
    cap_fen: int | None = None
    cap_per: str | None = None
    once: bool = False
    years: int | None = None
    who: str = ""
    base: str = ""


@dataclass(frozen=True)
class Sum:
    """An amount of money as printed, and in fen."""

    printed: str
    fen: int


def sums(numbers: str, unit: str, fen: int) -> tuple[Sum, ...]:
    return tuple(Sum(f"{n}{unit}", int(number(n) * fen)) for n in forms(numbers))


TENS_OF_THOUSANDS = sums("10 1 2 3 5 8 12.5 15 20 30 50 0.5 80 100 150 200 300 500 1000 1,500", "万元", WAN)
SMALL = sums("200 500 800 1000 2,000 3000 5000 50,000", "元", 100)
SUMS = (
    *TENS_OF_THOUSANDS,
    *SMALL,
    *sums("1 0.5 1.2", "亿元", 10_000 * WAN),
    Sum("二十万元", 20 * WAN),
    Sum("五万元", 5 * WAN),
    Sum("5千元", 5000 * 100),
)
RATES = {f"{n}%": Fraction(n) / 100 for n in forms("10 1 5 8 12.5 15 20 30 50 80 100 0.5")}
RATES |= {"2‰": Fraction(2, 1000), "百分之三十": Fraction(3, 10)}

# For what and whom: the word by which the matter is known again, and who is given.
MATTERS = {
    "对首次认定的高新技术企业，": ("高新技术企业", "高新技术企业"),
    "对新引进的科技型企业": ("新引进", "科技型企业"),
    "对首次纳入规模以上统计的工业企业，": ("首次纳入规模以上统计", "工业企业"),
    "对获得国家科学技术奖的单位，": ("国家科学技术奖", "单位"),
    "高新技术企业通过重新认定的，": ("通过重新认定", "高新技术企业"),
    "企业新建研发机构的，": ("企业新建研发机构", "企业"),
    "新备案的省级众创空间，": ("新备案", "众创空间"),
    "对年营业收入首次超过5亿元的企业，": ("首次超过5亿元", "企业"),
    "对研发投入占比达到5%以上的企业，": ("达到5%以上", "企业"),
    "对实缴资本不低于1000万元的科技企业，": ("不低于1000万元", "科技企业"),
    "对带动就业100人以上的众创空间，": ("100人以上", "众创空间"),
    "对当年新获评的“小巨人”企业，": ("小巨人", "企业"),
    "对入选省级人才计划的创新团队，": ("省级人才计划", "创新团队"),
    "凡新认定的专精特新中小企业，": ("新认定", "专精特新中小企业"),
    "对承担国家重大科技专项的企业，": ("国家重大科技专项", "企业"),
    "经认定的产业创新联盟，": ("产业创新联盟", "产业创新联盟"),
    "支持企业参加创新创业大赛，对获奖企业": ("获奖企业", "企业"),
    "对符合条件的科技服务机构（含分支机构），": ("科技服务机构", "科技服务机构"),
}
FIXED = forms(
    "给予{s}奖励 一次性给予{s}奖补 给予一次性{s}奖励 奖励{s} 给予{s}的补助 给予{s}奖励资金 每家奖励{s} 一次性补助{s}",
    "给予{s}经费支持 由县财政给予{s}奖励 按{s}的标准给予奖励 按照每家{s}的标准给予一次性奖励 给予企业{s}奖励",
    "奖励标准为{s} 予以{s}奖励 一次性给予人民币{s}的奖励 给予{s}一次性奖励 给予一次性奖励{s} 给予奖励{s}",
    "给予{s}的一次性资金扶持 发放奖金{s} 县财政一次性给予{s}后补助 再给予{s}奖励 可享受{s}的一次性奖励",
    "由市、县两级财政给予{s}奖励",
)
YEARLY = forms(
    "连续3年每年给予{s}补助 连续三年，每年给予{s}资助 每年给予{s}补贴，连续补贴3年 每年补助{s}，连续3年",
    "给予每年{s}的运行经费补助，期限3年",
)
# What is counted, by which word, and how that is given.
ITEMS = {
    "企业新获授权发明专利的，": (
        "发明专利",
        forms(
            "每件给予{s}奖励 每件奖励{s} 按每件{s}的标准给予资助 按{s}/件给予资助 给予每件{s}的奖励",
        ),
    ),
    "主导制定国家标准的单位，": ("国家标准", forms("每项给予{s}奖励 每项奖励{s} 给予每项{s}的补助")),
    "对举办科技成果对接活动的单位，": ("活动", forms("每场补助{s} 每场给予{s}补助 按每场次{s}给予补助")),
    "企业租用研发场地的，": ("研发场地", forms("按每平方米{s}给予补贴 按照每平方米{s}的标准给予一次性补助")),
    "对培育科技型中小企业的孵化器，": ("孵化器", forms("每培育1家奖励{s} 每新增1家给予{s}奖励 每培育一家给予{s}奖励")),
}
BASES = forms(
    "研发费用 设备投资额 实际投资额 合同实际支付额 实际支付利息 年度技术交易额 实际发生费用 年度服务收入",
)
SHARE = forms(
    "按{b}的{r}给予补助 按照{b}的{r}给予奖励 按其{b}的{r}给予补贴 按{b}{r}的比例给予资助 按不超过{b}的{r}给予补助",
    "给予{b}{r}的补助 按{b}的{r}予以奖补 按照{b}{r}的标准给予奖励 按{b}的{r}给予一次性奖励 以{b}的{r}给予补助",
    "按照不超过{b}{r}的比例给予补助 按{b}的{r}补助 补贴{b}的{r} 对{b}按{r}给予补助 按{b}给予{r}的补助",
)
SHARE_UP_TO = forms(
    "按{b}的{r}给予最高{c}补助 按{b}的{r}给予最高不超过{c}的补贴 按{b}的{r}、最高{c}给予补助",
    "给予{b}{r}、最高不超过{c}的奖励 按照{b}{r}给予不超过{c}的奖励 给予不超过{b}{r}、最高{c}的补助",
    "按{b}的{r}、单个项目最高{c}给予补助",
)
MATCH = {
    "按国家补助资金的{r}给予配套": None,
    "按照上级资助额的{r}给予配套奖励": None,
    "按照上级补助资金{r}的比例给予配套补助": None,
    "给予省级补助金额{r}的配套资金": None,
    "按省级奖励资金1:1给予配套": Fraction(1),
    "按照省级奖励金额等额配套": Fraction(1),
    "按1:1给予配套": Fraction(1),
    "按1:0.5的比例给予配套支持": Fraction(1, 2),
}
UP_TO = forms(
    "给予最高{s}奖励 给予最高不超过{s}的补助 给予不超过{s}的资助 最高给予{s}奖励 最高奖励{s} 给予最高{s}的一次性奖补",
    "给予最高可达{s}的支持 给予总额不超过{s}的奖励 一次性给予最高{s}奖励 给予{s}以内的补助",
)
# A limit, and what it counts by; None where the words leave it open.
CAPS = {
    "，最高{s}": None,
    "，最高不超过{s}": None,
    "，最高补助{s}": None,
    "，封顶{s}": None,
    "，{s}封顶": None,
    "、最高{s}": None,
    "，但最高不超过{s}": None,
    "，补助金额最高不超过{s}": None,
    "，单个企业最高不超过{s}": "企业",
    "，单个企业最高补贴不超过{s}": "企业",
    "，单个企业补助上限{s}": "企业",
    "，单个项目补助最高不超过{s}": "项目",
    "（单个企业最高{s}）": "企业",
}
# Limits that may mean all that a sentence gives; they stand alone with what they limit.
WIDE_CAPS = {
    "，同一企业每年累计不超过{s}": "企业/年",
    "，每家企业每年最高补助{s}": "企业/年",
    "，单个企业年度累计最高{s}": "企业/年",
    "，每个企业每年补助额不超过{s}": "企业/年",
    "，单家企业年度补助上限为{s}": None,
    "，总额不超过{s}": None,
    "，累计不超过{s}": None,
    "。单个企业每年最高不超过{s}": "企业/年",
    "。同一单位年度累计补助不超过{s}": "单位/年",
    "；单个企业最高{s}": "企业",
}
LEVELS = (("国家级", "省级"), ("国家级", "省级", "市级"), ("国家级", "自治区级", "市级"), ("省级", "市级"))
LEVEL_MATTERS = forms(
    "对新认定的{l}企业技术中心， 新获批{l}重点实验室的企业， 科技企业孵化器被认定为{l}的，",
    "对首次认定为{l}技术创新示范企业的企业， 对新认定的{l}工业设计中心， 新备案的{l}众创空间，",
)
RANKS = (
    ("一等奖", "二等奖", "三等奖"),
    ("特等奖", "一等奖", "二等奖"),
    ("A类", "B类", "C类"),
    ("优秀", "良好"),
    ("金奖", "银奖", "优秀奖"),
)
RANK_MATTERS = {
    "一等奖": ("对获得省科学技术进步奖{l}的单位，", "获得创新创业大赛{l}的团队，"),
    "特等奖": ("对获得省科学技术进步奖{l}的单位，", "获得创新创业大赛{l}的团队，"),
    "A类": ("对新引进的{l}人才，", "对全职引进的{l}创新团队，"),
    "优秀": ("对年度考核{l}的孵化器，", "年度绩效评价为{l}的新型研发机构，"),
    "金奖": ("获得中国专利{l}的，", "对获得外观设计{l}的企业，"),
}
LIST_GIVING = forms(
    "分别给予{l}奖励 分别给予一次性{l}奖励 分别一次性给予{l}补助 分别奖励{l} 按{l}的标准分别给予奖励",
    "分别给予{l}的奖励 给予{l}奖励 分别按{l}给予奖励 分别给予每家{l}的奖励 一次性分别给予{l}奖补 依次给予{l}奖励",
)
LIST_UP_TO = forms("分别给予最高{l}奖励 分别给予不超过{l}的补助")
LIST_SHARE = forms("分别按{b}的{l}给予补助 分别按照{b}的{l}给予奖励 分别给予{b}{l}的补助")
SUM_LISTS = ("full", "with 和", "unit once", "without 元")
THRESHOLDS = (("1亿元", "5亿元", "10亿元"), ("500万元", "1000万元"), ("1亿元", "3亿元"))
THRESHOLD_MATTERS = forms(
    "对年营业收入首次突破{l}的企业， 对技术合同成交额达到{l}的单位， 对年度研发费用超过{l}的企业，",
)
TIERS = {
    "500万元以上不足1000万元": ("500万元以上不足1000万元", "1000万元以上不足5000万元", "5000万元（含）以上"),
    "达到500万元": ("达到500万元", "达到1000万元", "达到5000万元"),
    "500万元（含）—1000万元": ("500万元（含）—1000万元", "1000万元（含）—5000万元", "5000万元以上"),
    "500万元至1000万元": ("500万元至1000万元", "1000万元至5000万元", "5000万元以上"),
}
TIER_MATTERS = ("对年技术合同成交额", "年营业收入", "对年度研发投入")
TIER_GIVING = forms("，给予{s}奖励 ，奖励{s} ，一次性奖励{s} 给予{s}补助 奖励{s}")
FURTHER = {
    "给予{s}奖励，通过复审的，再给予{t}奖励": "通过复审",
    "奖励{s}，次年营业收入增长20%以上的再奖励{t}": "营业收入增长",
    "给予一次性{s}奖励；连续两年考核优秀的，另给予{t}奖励": "考核优秀",
    "奖励{s}，连续两年考核优秀的再奖励{t}": "连续两年考核优秀",
    "给予{s}奖励，其中首次入选的，给予{t}奖励": "首次入选",
}
JOINS = ("；", "。")
# What a number is remembered by, where its form raises a question.
THOUSANDS_MARK = "a thousands mark"
THOUSANDS = "thousands as a word"
SEVERAL = "several provisions"
SAME_BASE = "the same base again"
THRESHOLD = "thresholds in a row"
COUNTED_CAP = "a cap that says what it counts by"
YEAR_BEHIND = "a year opens the next provision"


def sum_of(speaker: Speaker, amounts: Sequence[Sum]) -> Sum:
    """Pick a sum; how its thousands are printed is remembered."""
    amount = speaker.of(amounts)
    for part, mark in ((THOUSANDS_MARK, ","), (THOUSANDS, "千")):
        if mark in amount.printed:
            speaker.say((part,))
    return amount


def base_of(speaker: Speaker) -> str:
    """Pick a base; that a sentence has it twice is remembered."""
    base = speaker.of(BASES)
    if base in speaker.parts:
        speaker.say((SAME_BASE,))
    return speaker.say((base,))


def grant_for(matter: str, printed: str, form: str, **facts: Any) -> Grant:
    """Return what is granted for a matter by one form of giving."""
    about, who = MATTERS[matter]
    return Grant(about, printed, once="一次性" in form, who="企业" if "给予企业" in form else who, **facts)


def fixed(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, amount = speaker.say(MATTERS), speaker.say(FIXED), sum_of(speaker, SUMS)
    return matter + form.format(s=amount.printed), [grant_for(matter, amount.printed, form, fen=amount.fen)]


def yearly(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, amount = speaker.say(MATTERS), speaker.say(YEARLY), sum_of(speaker, SUMS)
    return matter + form.format(s=amount.printed), [grant_for(matter, amount.printed, form, fen=amount.fen, years=3)]


def per_item(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter = speaker.say(ITEMS)
    about, forms = ITEMS[matter]
    form, amount = speaker.say(forms), sum_of(speaker, (*SMALL, *TENS_OF_THOUSANDS))
    grant = Grant(about, amount.printed, "per_item", amount.fen, once="一次性" in form)
    return capped(speaker, matter + form.format(s=amount.printed), grant)


def share(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, base, rate = speaker.say(MATTERS), speaker.say(SHARE), base_of(speaker), speaker.of(tuple(RATES))
    grant = grant_for(matter, rate, form, type="share", rate=RATES[rate])
    return capped(speaker, matter + form.format(b=base, r=rate), grant)


def share_up_to(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, base, rate = speaker.say(MATTERS), speaker.say(SHARE_UP_TO), base_of(speaker), speaker.of(tuple(RATES))
    cap = sum_of(speaker, TENS_OF_THOUSANDS)
    grant = grant_for(matter, rate, form, type="share", rate=RATES[rate], cap_fen=cap.fen)
    return matter + form.format(b=base, r=rate, c=cap.printed), [grant]


def match(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, rate = speaker.say(MATTERS), speaker.of(tuple(MATCH)), speaker.of(tuple(RATES))
    if form in speaker.parts:
        speaker.say((SAME_BASE,))
    speaker.say((form,))
    grant = grant_for(matter, rate if "{r}" in form else "", form, type="match", rate=MATCH[form] or RATES[rate])
    return capped(speaker, matter + form.format(r=rate), grant)


def up_to(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form, cap = speaker.say(MATTERS), speaker.say(UP_TO), sum_of(speaker, TENS_OF_THOUSANDS)
    grant = grant_for(matter, cap.printed, form, type="upto", cap_fen=cap.fen)
    return matter + form.format(s=cap.printed), [grant]


def capped(speaker: Speaker, words: str, grant: Grant) -> tuple[str, list[Grant]]:
    """Lay a limit over a grant, or none."""
    if not speaker.of((False, True, True)):
        return words, [grant]
    form, cap = speaker.say(CAPS), sum_of(speaker, TENS_OF_THOUSANDS)
    if CAPS[form]:
        speaker.say((COUNTED_CAP,))
    return words + form.format(s=cap.printed), [replace(grant, cap_fen=cap.fen, cap_per=CAPS[form])]


def by_level(speaker: Speaker) -> tuple[str, list[Grant]]:
    levels, matter = speaker.of(LEVELS), speaker.say(LEVEL_MATTERS)
    printed = list(levels)
    if speaker.say(("级 each", "级 once")) == "级 once":
        printed[:-1] = [level.removesuffix("级") for level in levels[:-1]]
    words = matter.format(l=enumerated(printed, speaker.say(("、", "和"))))
    return listed(speaker, words, [level.removesuffix("级") for level in levels])


def by_rank(speaker: Speaker) -> tuple[str, list[Grant]]:
    ranks = speaker.of(RANKS)
    matter = speaker.say(RANK_MATTERS[ranks[0]])
    printed = enumerated(ranks, speaker.say(("、", "和")))
    if ranks[0] in ("一等奖", "特等奖", "A类") and speaker.say(("ranks whole", "ranks short")) == "ranks short":
        printed = enumerated([rank[0] for rank in ranks]) + ranks[0][1:]
    return listed(speaker, matter.format(l=printed), ranks)


def by_threshold(speaker: Speaker) -> tuple[str, list[Grant]]:
    speaker.say((THRESHOLD,))
    thresholds, matter = speaker.of(THRESHOLDS), speaker.say(THRESHOLD_MATTERS)
    return listed(speaker, matter.format(l=enumerated(thresholds, speaker.say(("、", "和")))), thresholds)


def listed(speaker: Speaker, words: str, abouts: Sequence[str]) -> tuple[str, list[Grant]]:
    """Give each of a list its own sum or rate, in order."""
    form = speaker.say((*LIST_GIVING, *LIST_UP_TO, *LIST_SHARE))
    if form in LIST_SHARE:
        rates = [speaker.of(tuple(RATES)) for _ in abouts]
        grants = [Grant(about, rate, "share", rate=RATES[rate]) for about, rate in zip(abouts, rates, strict=True)]
        return words + form.format(b=base_of(speaker), l=enumerated(rates)), grants
    amounts, way = [sum_of(speaker, TENS_OF_THOUSANDS) for _ in abouts], speaker.say(SUM_LISTS)
    grants = [
        Grant(about, amount.printed.removesuffix("万元"), "upto", cap_fen=amount.fen)
        if form in LIST_UP_TO
        else Grant(about, amount.printed.removesuffix("万元"), fen=amount.fen, once="一次性" in form)
        for about, amount in zip(abouts, amounts, strict=True)
    ]
    return words + form.format(l=sums_in_a_row([a.printed for a in amounts], way)), grants


def sums_in_a_row(printed: Sequence[str], way: str) -> str:
    """Print sums in one of the ways of `SUM_LISTS`."""
    tail = {"unit once": "万元", "without 元": "元"}.get(way, "")
    return enumerated([p.removesuffix(tail) for p in printed[:-1]] + [printed[-1]], "和" if way == "with 和" else "、")


def by_tier(speaker: Speaker) -> tuple[str, list[Grant]]:
    speaker.say((THRESHOLD,))
    matter, tiers, form = speaker.say(TIER_MATTERS), TIERS[speaker.say(TIERS)], speaker.say(TIER_GIVING)
    of, join = speaker.say(("的", "的企业")), speaker.say(("；tiers", "，tiers"))[0]
    amounts = [sum_of(speaker, TENS_OF_THOUSANDS) for _ in tiers]
    words = join.join(f"{tier}{of}{form.format(s=amount.printed)}" for tier, amount in zip(tiers, amounts, strict=True))
    return matter + words, [
        Grant(tier.removesuffix("（含）以上"), amount.printed, fen=amount.fen, once="一次性" in form)
        for tier, amount in zip(tiers, amounts, strict=True)
    ]


def again(speaker: Speaker) -> tuple[str, list[Grant]]:
    matter, form = speaker.say(MATTERS), speaker.say(FURTHER)
    first, second = sum_of(speaker, SUMS), sum_of(speaker, SUMS)
    return matter + form.format(s=first.printed, t=second.printed), [
        grant_for(matter, first.printed, form, fen=first.fen),
        Grant(FURTHER[form], second.printed, fen=second.fen),
    ]


Provision = Callable[[Speaker], tuple[str, list[Grant]]]
PROVISIONS: tuple[Provision, ...] = (
    fixed,
    share,
    per_item,
    match,
    up_to,
    share_up_to,
    yearly,
    by_level,
    by_rank,
    by_threshold,
    by_tier,
    again,
)


def provision(speaker: Speaker) -> Made:
    """Make a sentence with one provision."""
    words, grants = speaker.of(PROVISIONS)(speaker)
    return speaker.made(f"{words}。", grants)


def widely_capped(speaker: Speaker) -> Made:
    """Make one provision with a limit in a clause or a sentence of its own."""
    matter, amount, base = speaker.say(MATTERS), sum_of(speaker, TENS_OF_THOUSANDS), base_of(speaker)
    rate, form = speaker.of(tuple(RATES)), speaker.say(WIDE_CAPS)
    words = f"{matter}按{base}的{rate}给予补助{form.format(s=amount.printed)}。"
    grant = grant_for(matter, rate, form, type="share", rate=RATES[rate], cap_fen=amount.fen, cap_per=WIDE_CAPS[form])
    return speaker.made(words, [grant])


def several(speaker: Speaker) -> Made:
    """Make two or three provisions, joined by semicolons or full stops."""
    made, join = [speaker.of(PROVISIONS)(speaker) for _ in range(speaker.of((2, 3)))], speaker.say(JOINS)
    speaker.say((SEVERAL,))
    if any("年" in words[:4] for words, _ in made[1:]):
        speaker.say((YEAR_BEHIND,))
    return speaker.made(join.join(words for words, _ in made) + "。", [grant for _, grants in made for grant in grants])


def read_grants(words: str, frame: str = RULES) -> list[Reward]:
    """Read the rewards of a document of rules whose only article says `words`."""
    return list(read_rewards(plan(words, frame=frame)))


def faults_of_grants(words: str, states: Iterable[Grant]) -> list[str]:
    """Read a sentence and say what differs from what it states; empty where all is as it should be."""
    read, expected = read_grants(words), list(states)
    if len(read) != len(expected):
        return [f"{len(read)} rewards for {len(expected)}: {[(r.trigger, r.formula, r.cap_fen) for r in read]}"]
    return [fault for reward, grant in zip(read, expected, strict=True) for fault in differences(reward, grant)]


def differences(reward: Reward, grant: Grant) -> list[str]:
    """Name what differs between a reward and the grant that was made."""
    formula = reward.formula
    pairs = {
        "type": (formula.type.value, grant.type),
        "amount": (formula.amount_fen, grant.fen),
        "rate": (formula.rate, grant.rate),
        "cap": (reward.cap_fen, grant.cap_fen),
        "once": (reward.once is True, grant.once),
        "years": (reward.years, grant.years),
    }
    if grant.cap_per is not None:
        pairs["cap_per"] = (reward.cap_per, grant.cap_per)
    faults = [f"{name} is {read!r}, not {made!r}" for name, (read, made) in pairs.items() if read != made]
    if grant.about not in f"{reward.trigger}\n{reward.beneficiary}":
        faults.append(f"{grant.about} is not in {reward.trigger!r} for {reward.beneficiary!r}")
    if grant.base and formula.base != grant.base:
        faults.append(f"the base is {formula.base!r}, not {grant.base!r}")
    if grant.who not in reward.beneficiary:
        faults.append(f"{grant.who} is not in {reward.beneficiary!r}")
    if grant.printed not in reward.quote:
        faults.append(f"{grant.printed} is not in {reward.quote!r}")
    return faults
