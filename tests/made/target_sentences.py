"""Sentences of plans that set goals, put together from parts, each with the goals that a careful person reads in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoshi.commitments.nodes import Target
from luoshi.commitments.target import read_targets
from tests.made.sentences import Made, Speaker, enumerated, forms, number
from tests.unit.commitments.plans import FRAME, plan

When = Mapping[str, Any] | None
# 全县…总数 and the like may stand around a name.
STRAY = 5


@dataclass(frozen=True)
class Goal:
    """What has to be read of one goal.

    Attributes:
        about: Words that its indicator holds, with no more than `stray` others around them.
        printed: Its number, as its quote must show it.
        value: In `unit`; a pair for a range.
        when: The keys of the reading format, or None where the words leave it open.
    """

    about: str
    printed: str
    op: str
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    when: When
    stray: int = STRAY


COUNTS = forms("24 3 8 10 60 120 300 1000 1,200 3000 10000")
SHARES = forms("10 2.5 1.8 3 15 60 95 98.5")
MONEY = tuple((n, unit) for n in ("20.5", "5", "12", "100", "1,500") for unit in ("亿元", "万元"))
DATES: dict[str, Mapping[str, Any]] = {
    "到2025年，": {"by": 2025},
    "到2026年底，": {"by": 2026},
    "2025年底前，": {"by": 2025},
    "力争到2026年，": {"by": 2026},
    "2026年，": {"by": 2026},
    "2025年6月底前，": {"by": "2025-06"},
    "到2030年，": {"by": 2030},
    "到“十五五”末，": {"by": 2030},
    "“十四五”期间，": {"from": 2021, "to": 2025},
    "2024—2026年，": {"from": 2024, "to": 2026},
    "用3年时间，": {"by": 2026},
    "截至2026年底，": {"by": 2026},
    "每年": {"every": "year"},
    "每季度": {"every": "quarter"},
    "2024—2026年，每年": {"every": "year", "from": 2024, "to": 2026},
}
PLACES = ("", "全县", "全市", "力争", "确保")
STOCKS = {
    "高新技术企业": "家",
    "科技型中小企业": "家",
    "省级以上创新平台": "个",
    "规上工业企业": "户",
    "市级重点实验室": "个",
    "有效发明专利": "件",
    "科技特派员": "名",
    "专精特新“小巨人”企业": "家",
    "科技企业孵化器": "家",
    "中试平台（基地）": "个",
    "年产值超10亿元的企业": "家",
    "在用工业机器人": "台（套）",
}
SUMS = forms(
    "技术合同成交额 高新技术产业产值 全社会研发经费投入 数字经济核心产业增加值 科技信贷余额",
)
RATIOS = forms(
    "全社会研发投入占地区生产总值的比重 科技进步贡献率 研发投入强度 规上工业企业研发活动覆盖率",
    "高新技术产业增加值占规上工业增加值比重 耕种收综合机械化率",
)
PER_HEAD = {"每万人口高价值发明专利拥有量": "件", "每万名就业人员中研发人员": "人年"}
# How a number is reached, and the comparison that it makes.
REACHES = {
    **dict.fromkeys(
        forms(
            "达到 达 突破 不少于 不低于 力争达到 增至 提高到 稳定在 保持在 发展到 总数达到 累计达到 增加到 要达到 实现",
        ),
        ">=",
    ),
    **dict.fromkeys(forms("超过"), ">"),
}
RATIO_REACHES = {
    **dict.fromkeys(forms("达到 达 不低于 力争达到 提高到 提升至 稳定在 保持在"), ">="),
    **dict.fromkeys(forms("超过"), ">"),
}
LIST_REACHES = {
    **dict.fromkeys(forms("达到 突破 增加到 发展到 不少于 增至"), ">="),
    **dict.fromkeys(forms("超过"), ">"),
}
AFTERS = ("", "以上")
DONE = {
    "引进高层次人才": "名",
    "新增省级以上研发平台": "个",
    "培育科技型中小企业": "家",
    "转化科技成果": "项",
    "签约科技合作项目": "个",
    "举办成果对接活动": "场",
    "新认定高新技术企业": "家",
    "培训农村实用人才": "人次",
    "实施重点研发项目": "项",
    "选派科技特派员": "名",
    "建成中试基地": "个",
    "组建创新联合体": "家",
}
DOING = {
    "新增{q}高新技术企业": "家",
    "引进{q}高层次人才": "名",
    "建设{q}科技成果转化基地": "个",
    "培育{q}创新型领军企业": "家",
    "实施{q}重大科技专项": "项",
    "突破{q}关键核心技术": "项",
}
FURTHER = {"省级重点实验室": "个", "创新团队": "个", "技术转移机构": "家", "博士": "名"}
GROWN = forms("地区生产总值 规上工业增加值 固定资产投资 技术合同成交额 全社会研发经费投入")
# The comparison, and whether the words set a rhythm of their own.
GROWTHS = {
    **dict.fromkeys(forms("增长 增长不低于 较2023年增长 比2023年提高 增幅不低于 同比增长"), (">=", False)),
    **dict.fromkeys(forms("年均增长 年均增速达到 每年增长"), (">=", True)),
    **dict.fromkeys(forms("增速高于 增长超过"), (">", False)),
}
RISES = forms("由{p}增加到{q} 由2023年的{p}增加到{q} 从{p}提高到{q} 由目前的{p}增长到{q} 由{p}提升至{q}")
DOUBLES = {"翻一番": 2, "较2023年翻一番": 2, "实现翻番": 2, "翻两番": 4, "比2023年翻一番": 2}
FALLEN = forms("单位地区生产总值能耗 万元工业增加值用水量 主要污染物排放总量")
FALLS = forms("下降 降低 累计下降 比2020年下降 较2023年降低")
BOUNDED = {"审批时限": "个工作日", "办理时限": "个工作日", "城镇调查失业率": "%", "细颗粒物浓度": "微克/立方米"}
BOUNDS = ("控制在", "降至", "压缩到", "不超过")
BOUNDED_BY = {"控制在": ("", "以内", "以下"), "降至": ("", "以下"), "压缩到": ("", "以内"), "不超过": ("",)}
OF_WHICH = ("，其中国家级{p}{u}", "，其中国家级达到{p}{u}", "，其中国家级不少于{p}{u}", "（其中国家级{p}{u}）")
COVERED = forms("规上工业企业研发机构 科技特派员服务 行政村5G网络")
IN_ORDER = ("高新技术企业", "科技型中小企业", "专精特新企业")
LEVELS = ("国家级", "省级", "市级")
NUMBER_LISTS = ("with 和", "with 、", "unit once")
JOINS = ("，", "；")
# What a form of words is remembered by, where several forms raise one question.
RHYTHM = "a rhythm"
BEHIND_A_COMMA = "further behind a comma"
IN_A_PLACE = "a place"
LEVELS_IN_ORDER = "levels in order"

Clause = Callable[[Speaker, When], tuple[str, list[Goal]]]


def bound(op: str, after: str) -> str:
    """超过24家以上 says no more than 24家以上."""
    return ">=" if after == "以上" else op


def stock(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, reach, after, n = speaker.say(STOCKS), speaker.say(REACHES), speaker.say(AFTERS), speaker.of(COUNTS)
    goal = Goal(name, n, bound(REACHES[reach], after), number(n), STOCKS[name], when)
    return f"{name}{reach}{n}{goal.unit}{after}", [goal]


def amount(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, reach, after, (n, unit) = speaker.say(SUMS), speaker.say(REACHES), speaker.say(AFTERS), speaker.of(MONEY)
    return f"{name}{reach}{n}{unit}{after}", [Goal(name, n, bound(REACHES[reach], after), number(n), unit, when)]


def ratio(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, reach, after, n = speaker.say(RATIOS), speaker.say(RATIO_REACHES), speaker.say(AFTERS), speaker.of(SHARES)
    return f"{name}{reach}{n}%{after}", [Goal(name, n, bound(RATIO_REACHES[reach], after), number(n), "%", when)]


def per_head(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, reach, after, n = speaker.say(PER_HEAD), speaker.say(RATIO_REACHES), speaker.say(AFTERS), speaker.of(SHARES)
    return f"{name}{reach}{n}{PER_HEAD[name]}{after}", [Goal(name, n, bound(RATIO_REACHES[reach], after), number(n), PER_HEAD[name], when)]


def done(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, way, n = speaker.say(DONE), speaker.say(("N", "N以上", "不少于N", "N左右")), speaker.of(COUNTS)
    words = f"{name}{way.replace('N', n + DONE[name])}"
    return words, [Goal(noun_of(name), n, ">=", number(n), DONE[name], when)]


def noun_of(done: str) -> str:
    """Take the verb off what is done."""
    return done.removeprefix("新认定").removeprefix("新增") if done.startswith("新") else done[2:]


def ranged(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, dash, (low, high) = speaker.say(DONE), speaker.say("—-～至"), speaker.of((("2", "3"), ("10", "15"), ("100", "120")))
    goal = Goal(noun_of(name), high, "range", (number(low), number(high)), DONE[name], when)
    return f"{name}{low}{dash}{high}{goal.unit}", [goal]


def doing(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    form, after, n = speaker.say(DOING), speaker.say(AFTERS), speaker.of(COUNTS)
    return form.format(q=f"{n}{DOING[form]}{after}"), [Goal(form.partition("}")[2], n, ">=", number(n), DOING[form], when)]


def done_in_a_row(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    first, further, join, after = speaker.say(tuple(DONE)[:4]), speaker.say(FURTHER), speaker.say("、，和"), speaker.say(AFTERS)
    if join == "，":
        speaker.say((BEHIND_A_COMMA,))
    counts = speaker.of(COUNTS), speaker.of(COUNTS)
    units = DONE[first], FURTHER[further]
    words = join.join(f"{name}{n}{unit}{after}" for name, n, unit in zip((first, further), counts, units, strict=True))
    names = noun_of(first), further
    return words, [Goal(name, n, ">=", number(n), unit, when) for name, n, unit in zip(names, counts, units, strict=True)]


def growth(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, form, after, n = speaker.say(GROWN), speaker.say(GROWTHS), speaker.say(AFTERS), speaker.of(SHARES)
    op, is_yearly = GROWTHS[form]
    goal = Goal(name, n, bound(op, after), number(n), "%", when if when is None or not is_yearly else {**when, "every": "year"})
    return f"{name}{form}{n}%{after}", [goal]


def fall(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, form, after, n = speaker.say(FALLEN), speaker.say(FALLS), speaker.say(AFTERS), speaker.of(SHARES)
    return f"{name}{form}{n}%{after}", [Goal(name, n, "<=", -number(n), "%", when)]


def bounded(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, form, n = speaker.say(BOUNDED), speaker.say(BOUNDS), speaker.of(("5", "3.5", "28"))
    return f"{name}{form}{n}{BOUNDED[name]}{speaker.say(BOUNDED_BY[form])}", [Goal(name, n, "<=", number(n), BOUNDED[name], when)]


def of_which(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, reach, form = speaker.say(("省级以上创新平台", "科技企业孵化器")), speaker.say(LIST_REACHES), speaker.say(OF_WHICH)
    if form[0] == "，":
        speaker.say((BEHIND_A_COMMA,))
    whole, part, unit = speaker.of(COUNTS), speaker.of(COUNTS), STOCKS[name]
    words = f"{name}{reach}{whole}{unit}{form.format(p=part, u=unit)}"
    return words, [
        Goal(name, whole, LIST_REACHES[reach], number(whole), unit, when),
        Goal("国家级", part, ">=", number(part), unit, when, stray=12),
    ]


def risen(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, form, n = speaker.say(tuple(STOCKS)[:5]), speaker.say(RISES), speaker.of(COUNTS)
    unit = STOCKS[name]
    return f"{name}{form.format(p='2' + unit, q=n + unit)}", [Goal(name, n, ">=", number(n), unit, when)]


def ratio_risen(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, form, n = speaker.say(RATIOS), speaker.say(RISES), speaker.of(SHARES)
    return f"{name}{form.format(p='1.2%', q=n + '%')}", [Goal(name, n, ">=", number(n), "%", when)]


def doubled(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name, form = speaker.say((*STOCKS, *SUMS)), speaker.say(DOUBLES)
    return f"{name}{form}", [Goal(name, form[-2:], ">=", Decimal(DOUBLES[form]), "倍", when)]


def covered(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    name = speaker.say(COVERED)
    return f"{name}{speaker.say(('实现全覆盖', '全覆盖'))}", [Goal(name, "全覆盖", "=", Decimal(100), "%", when)]


def in_order(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    names = IN_ORDER[: speaker.of((2, 3))]
    said = enumerated(names, speaker.say(("、", "和"))) + speaker.say(("分别", "数量分别"))
    return listed(speaker, said, names, when)


def levels_in_order(speaker: Speaker, when: When) -> tuple[str, list[Goal]]:
    speaker.say((LEVELS_IN_ORDER,))
    said = f"{enumerated(LEVELS)}创新平台{speaker.say(('分别', '数量分别'))}"
    return listed(speaker, said, [f"{level}创新平台" for level in LEVELS], when)


def listed(speaker: Speaker, said: str, names: Sequence[str], when: When) -> tuple[str, list[Goal]]:
    """Give each name its number, in order."""
    reach, after, way = speaker.say(LIST_REACHES), speaker.say(AFTERS), speaker.say(NUMBER_LISTS)
    counts, unit = [speaker.of(COUNTS) for _ in names], speaker.of(("家", "个"))
    printed = [n if way == "unit once" else n + unit for n in counts[:-1]] + [counts[-1] + unit]
    op = bound(LIST_REACHES[reach], after)
    words = f"{said}{reach}{enumerated(printed, '和' if way == 'with 和' else '、')}{after}"
    return words, [Goal(name, n, op, number(n), unit, when) for name, n in zip(names, counts, strict=True)]


CLAUSES: tuple[Clause, ...] = (
    stock,
    amount,
    ratio,
    per_head,
    done,
    ranged,
    doing,
    done_in_a_row,
    growth,
    fall,
    bounded,
    of_which,
    risen,
    ratio_risen,
    doubled,
    covered,
    in_order,
    levels_in_order,
)


def goal(speaker: Speaker) -> Made:
    """Make a sentence with one statement."""
    return goals(speaker, 1)


def several(speaker: Speaker) -> Made:
    """Make a sentence with two or three statements under one date."""
    return goals(speaker, speaker.of((2, 3)))


def goals(speaker: Speaker, count: int) -> Made:
    date, place, join = speaker.say(DATES), speaker.say(PLACES), speaker.say(JOINS) if count > 1 else ""
    if "every" in DATES[date]:
        speaker.say((RHYTHM,))
    if join == "，":
        speaker.say((BEHIND_A_COMMA,))
    if place.startswith("全"):
        speaker.say((IN_A_PLACE,))
    # Whether 每年 goes on behind a semicolon is for the reader to say.
    later = None if join == "；" and "every" in DATES[date] else DATES[date]
    made = [speaker.of(CLAUSES)(speaker, later if number else DATES[date]) for number in range(count)]
    return speaker.made(f"{date}{place}{join.join(words for words, _ in made)}。", [goal for _, found in made for goal in found])


def dated_inside(speaker: Speaker) -> Made:
    """Make a sentence that names its date behind the indicator."""
    name, form, n = speaker.say(tuple(STOCKS)[:5]), speaker.say(INSIDE), speaker.of(COUNTS)
    return speaker.made(
        form.format(name=name, p="2" + STOCKS[name], q=n + STOCKS[name]), [Goal(name, n, ">=", number(n), STOCKS[name], {"by": 2026})]
    )


def by_years(speaker: Speaker) -> Made:
    """Make one goal with a number for each of several years."""
    name, n = speaker.say(tuple(STOCKS)[:5]), [speaker.of(COUNTS) for _ in range(3)]
    unit, form = STOCKS[name], speaker.say(YEARS)
    words = form.format(name=name, a=n[0] + unit, b=n[1] + unit, c=n[2] + unit)
    return speaker.made(words, [Goal(name, v, ">=", number(v), unit, {"by": year}) for v, year in zip(n, (2024, 2025, 2026), strict=True)])


INSIDE = forms(
    "{name}到2026年达到{q}。 全县{name}数量到2026年底突破{q}。 {name}2026年达到{q}。 力争{name}到2026年末达到{q}以上。",
    "2023年，全县{name}达到{p}，到2026年达到{q}。 目前已有{name}{p}，到2026年，{name}达到{q}。",
)
YEARS = (
    "2024年、2025年、2026年{name}分别达到{a}、{b}、{c}。",
    "{name}2024年达到{a}，2025年达到{b}，2026年达到{c}。",
    "到2024年，{name}达到{a}；到2025年，达到{b}；到2026年，达到{c}。",
    "2024年新增{name}{a}，2025年新增{b}，2026年新增{c}。",
    "2024年、2025年和2026年，分别新增{name}{a}、{b}和{c}。",
    "{name}在2024年、2025年、2026年分别达到{a}、{b}和{c}。",
    "2024—2026年，分别新增{name}{a}、{b}、{c}。",
)


def read_goals(words: str, frame: str = FRAME) -> list[Target]:
    """Read the targets of a plan of 2024—2026 whose only task says `words`."""
    return list(read_targets(plan(words, frame=frame)))


def faults_of_goals(words: str, states: Iterable[Goal]) -> list[str]:
    """Read a sentence and say what differs from what it states; empty where all is as it should be."""
    read, expected = read_goals(words), list(states)
    if len(read) != len(expected):
        return [f"{len(read)} targets for {len(expected)}: {[(t.indicator, t.op, str(t.value), t.unit) for t in read]}"]
    return [fault for target, wanted in zip(read, expected, strict=True) for fault in differences(target, wanted)]


def differences(target: Target, goal: Goal) -> list[str]:
    """Name what differs between a target and the goal that was made."""
    pairs: dict[str, tuple[Any, Any]] = {"op": (target.op, goal.op), "value": (target.value, goal.value), "unit": (target.unit, goal.unit)}
    if goal.when is not None:
        pairs["period"] = (target.period.to_json(), dict(goal.when))
    faults = [f"{name} is {read!r}, not {made!r}" for name, (read, made) in pairs.items() if read != made]
    if goal.about not in target.indicator or len(target.indicator) > len(goal.about) + goal.stray:
        faults.append(f"{goal.about} is not what {target.indicator!r} names")
    if goal.printed not in target.quote:
        faults.append(f"{goal.printed} is not in {target.quote!r}")
    return faults
