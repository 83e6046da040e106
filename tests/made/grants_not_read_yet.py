"""Grants that policies may well print and the grammar misreads; whoever mends one takes it out, and made sentences say it from then on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.made.reward_sentences import Grant
from tests.made.reward_words import (
    COUNTED_CAP,
    SAME_BASE,
    SEVERAL,
    WAN,
    YEAR_BEHIND,
)
from tests.made.sentences import NotReadYet, number


def not_read(id_: str, words: str, *states: Grant, parts: tuple[str, ...] = ()) -> NotReadYet:
    return NotReadYet("reward", id_, words, states, frozenset(parts))


def sum_of(about: str, wan: str, **further: Any) -> Grant:
    """A fixed sum of so many 万元, or of another type."""
    return Grant(about, wan, fen=int(number(wan) * WAN), **further)


def up_to(about: str, wan: str, **further: Any) -> Grant:
    """A grant of at most so many 万元."""
    return Grant(about, wan, "upto", cap_fen=int(number(wan) * WAN), **further)


def share(about: str, percent: str, cap: str = "", **further: Any) -> Grant:
    """A share of so many per cent, with a cap of so many 万元."""
    cap_fen = int(number(cap) * WAN) if cap else None
    return Grant(about, f"{percent}%", "share", rate=Fraction(percent) / 100, cap_fen=cap_fen, **further)


GRANTS_NOT_READ_YET = (
    not_read(
        "a limit of all that one firm gets in a year is laid over the grant before it",
        "企业新获授权发明专利的，每件给予200元奖励。同一企业同一年度获得的奖励总额不超过500万元。",
        Grant("发明专利", "200元", "per_item", fen=20_000),
        parts=("同一企业同一年度获得的奖励总额不超过{s}万元。",),
    ),
    not_read(
        "a limit of one firm in a year is read as a grant",
        "单个企业年度奖补资金累计不超过500万元。",
        parts=("单个企业年度奖补资金累计不超过{s}万元。",),
    ),
    not_read(
        "what a sentence is about is not carried into the next",
        "支持企业购买科技成果。按实际交易额的10%给予补助，每家企业每年累计不超过50万元。",
        share("购买科技成果", "10", "50", cap_per="企业/年"),
    ),
    not_read(
        "a prize in the name of who is given cuts the trigger off", "对获得中国专利奖的单位奖励20万元。", sum_of("获得中国专利奖", "20")
    ),
    not_read(
        "a prize in a word of the party cuts the trigger off",
        "支持企业参加创新创业大赛，对获奖企业奖励10万元。",
        sum_of("获奖企业", "10"),
        parts=("支持企业参加创新创业大赛，对获奖企业",),
    ),
    not_read(
        "a second ceiling of the same person is lost",
        "对引进的高层次人才，给予最高100万元安家费、最高500万元项目资助。",
        up_to("高层次人才", "100"),
        up_to("高层次人才", "500"),
    ),
    not_read(
        "the party of a second sum in a list is added to the first",
        "对首次上规的工业企业奖励10万元、商贸企业奖励5万元。",
        sum_of("工业企业", "10"),
        sum_of("商贸企业", "5", who="商贸企业"),
    ),
    not_read(
        "two years in a condition are taken for years of payment",
        "对首次认定的高新技术企业，给予一次性20万元奖励；连续两年考核优秀的，另给予10万元奖励。",
        sum_of("高新技术企业", "20", once=True),
        sum_of("考核优秀", "10"),
        parts=("给予一次性{s}奖励；连续两年考核优秀的，另给予{t}奖励",),
    ),
    not_read(
        "a condition that begins with 连续两年 is lost",
        "对首次认定的高新技术企业，奖励20万元，连续两年考核优秀的再奖励10万元。",
        sum_of("高新技术企业", "20"),
        sum_of("连续两年考核优秀", "10"),
        parts=("奖励{s}，连续两年考核优秀的再奖励{t}",),
    ),
    not_read(
        "a second 对 that names the base takes the place of the party",
        "对首次认定的高新技术企业，对研发费用按10%给予补助。",
        share("首次认定的高新技术企业", "10"),
        parts=("对{b}按{r}给予补助",),
    ),
    not_read(
        "an income in the condition makes a share of a match",
        "对年营业收入首次超过5亿元的企业，按1:1给予配套。",
        Grant("首次超过5亿元", "", "match", rate=Fraction(1)),
        parts=("对年营业收入首次超过5亿元的企业，", "按1:1给予配套"),
    ),
    not_read(
        "an income in the condition makes a share of a match at half",
        "对年营业收入首次超过5亿元的企业，按1:0.5的比例给予配套支持。",
        Grant("首次超过5亿元", "", "match", rate=Fraction(1, 2)),
        parts=("对年营业收入首次超过5亿元的企业，", "按1:0.5的比例给予配套支持"),
    ),
    not_read(
        "a cap in brackets counts by words outside them",
        "对承担国家重大科技专项的企业，按年度服务收入的10%给予补助（单个企业最高100万元）。",
        share("国家重大科技专项", "10", "100", cap_per="企业"),
        parts=("（单个企业最高{s}）",),
    ),
    not_read(
        "the cap of one share is laid over another party's share of the same base",
        "对技术改造项目，按实际投资额的10%给予补助；对中试基地项目，按实际投资额的20%给予最高500万元补助。",
        share("技术改造项目", "10"),
        share("中试基地项目", "20", "500"),
        parts=(SAME_BASE,),
    ),
    not_read(
        "the base of one party's share is carried to another party's match",
        "对首次认定的高新技术企业，按研发费用的10%给予补助；对入选省级人才计划的团队，按1:1给予配套。",
        share("高新技术企业", "10"),
        Grant("省级人才计划", "", "match", rate=Fraction(1)),
        parts=("按1:1给予配套", SEVERAL),
    ),
    not_read(
        "the base of one party's share is carried to another party's match at half",
        "对首次认定的高新技术企业，按研发费用的10%给予补助；对入选省级人才计划的团队，按1:0.5的比例给予配套支持。",
        share("高新技术企业", "10"),
        Grant("省级人才计划", "", "match", rate=Fraction(1, 2)),
        parts=("按1:0.5的比例给予配套支持", SEVERAL),
    ),
    not_read(
        "a cap counts by the year of the next provision",
        "对企业技术改造，按设备投资额的10%给予补助，单个企业最高不超过100万元；对当年新获评的瞪羚企业，奖励20万元。",
        share("技术改造", "10", "100", cap_per="企业"),
        sum_of("瞪羚企业", "20"),
        parts=(COUNTED_CAP, YEAR_BEHIND),
    ),
    not_read(
        "a cap of 同一单位 counts by another word",
        "对新引进的科技型企业，按设备投资额的10%给予补助。同一单位年度累计补助不超过100万元。",
        share("科技型企业", "10", "100", cap_per="单位/年"),
        parts=("。同一单位年度累计补助不超过{s}",),
    ),
    not_read(
        "a base behind 以 keeps it, and gives way to the base before",
        "对入选省级人才计划的团队，按照省级奖励金额等额配套；对科技服务机构，以年度服务收入的20%给予补助。",
        Grant("省级人才计划", "等额", "match", rate=Fraction(1)),
        share("科技服务机构", "20", base="年度服务收入"),
        parts=("以{b}的{r}给予补助",),
    ),
    not_read(
        "what a part of the sum is for is granted once more",
        "对首次认定的高新技术企业，给予50万元奖励，其中20万元用于奖励研发团队。",
        sum_of("高新技术企业", "50"),
    ),
    not_read("a range in 以上 and 以下 is passed over", "对入选的创新团队，给予50万元以上100万元以下的资助。", up_to("创新团队", "100")),
    not_read(
        "a rate without a base takes the party for a fund of a government",
        "经认定的产业创新联盟，按10%的比例给予补助，最高50万元。",
        share("产业创新联盟", "10", "50"),
    ),
    not_read(
        "a cost of the applicant with 区 in it is taken for a grant of a government",
        "对新建园区的企业，按园区基础设施建设资金的10%给予补助。",
        share("新建园区", "10", base="园区基础设施建设资金"),
    ),
    not_read(
        "the base before 给予不超过 is lost",
        "对首次认定的高新技术企业，按投资额给予不超过10%的补助，总额不超过50万元。",
        share("高新技术企业", "10", "50", base="投资额"),
    ),
    not_read(
        "the words of the standard stay in the base",
        "企业新建研发机构的，补助标准为投资额的10%，最高50万元。",
        share("研发机构", "10", "50", base="投资额"),
    ),
    not_read(
        "a limit by the whole investment is read as a grant",
        "获得各级财政补助总额最高不超过项目总投资的50%。",
        parts=("获得各级财政补助总额最高不超过项目总投资的{r}%。",),
    ),
    not_read(
        "the ceiling of a loan is read as a grant",
        "企业贷款额度最高500万元，贷款利率上浮不超过30%。",
        parts=("企业贷款额度最高{s}万元，贷款利率上浮不超过{r}%。",),
    ),
    not_read(
        "the ceiling of a bank's loan is read as a grant",
        "合作银行发放信用贷款最高1000万元。",
        parts=("合作银行发放信用贷款最高{s}万元。",),
    ),
    not_read(
        "a pool against losses is read as a grant",
        "县财政出资2000万元设立风险补偿资金池。",
        parts=("县财政出资{s}万元设立风险补偿资金池。",),
    ),
    not_read(
        "rewards of last year are read as granted", "去年，3家企业获得省级奖励150万元。", parts=("去年，{n}家企业获得省级奖励{s}万元。",)
    ),
    not_read(
        "the name of an earlier document is read as a grant",
        "《科技奖励办法》规定的100万元奖励标准按新办法执行。",
        parts=("《科技奖励办法》规定的{s}万元奖励标准按新办法执行。",),
    ),
    not_read("a rent that is charged is read as a grant", "场地租金按每平方米每月10元收取。", parts=("场地租金按每平方米每月{n}元收取。",)),
    not_read(
        "the first of a list lacks the noun that the last one names for all",
        "对新认定、重新认定的高新技术企业，分别给予20万元、10万元奖励。",
        sum_of("新认定的高新技术企业", "20", who="高新技术企业"),
        sum_of("重新认定的高新技术企业", "10", who="高新技术企业"),
    ),
    not_read(
        "the first of several thresholds lacks the party",
        "对年营业收入首次突破1亿元、5亿元的企业，分别奖励10万元、20万元。",
        sum_of("1亿元", "10", who="企业"),
        sum_of("5亿元", "20", who="企业"),
    ),
    not_read(
        "levels joined by 和 give way to the nouns behind them",
        "对新认定的国家级和省级科技企业孵化器、众创空间，分别给予100万元和50万元奖励。",
        sum_of("国家级", "100", who="众创空间"),
        sum_of("省级", "50", who="众创空间"),
    ),
    not_read(
        "an instalment of each year is granted once more",
        "对新设立的研发机构，给予100万元奖励，分两年兑付，每年50万元。",
        sum_of("研发机构", "100", years=2),
    ),
    not_read(
        "a second support with a ceiling is laid over the first as its cap",
        "对来县创业的大学生，给予5000元一次性创业补贴和每年不超过1万元的租金补贴。",
        Grant("大学生", "5000元", fen=5000 * 100, once=True),
        up_to("大学生", "1"),
    ),
    not_read(
        "who pays is taken for the one who is paid for",
        "对新认定的国家级、省级企业技术中心，市财政分别给予50万元、20万元补助，县财政分别给予10万元、5万元补助。",
        sum_of("国家级", "50"),
        sum_of("省级", "20"),
        sum_of("国家级企业技术中心", "10"),
        sum_of("省级企业技术中心", "5"),
    ),
    not_read(
        "levels behind 按 lose the noun",
        "对新认定的科技企业孵化器，按国家级、省级、市级分别给予100万元、50万元、20万元奖励。",
        sum_of("国家级科技企业孵化器", "100"),
        sum_of("省级科技企业孵化器", "50"),
        sum_of("市级科技企业孵化器", "20"),
    ),
    not_read(
        "levels with their sums behind 按 lose the first level",
        "对新认定的科技企业孵化器，按国家级100万元、省级50万元、市级20万元的标准给予奖励。",
        sum_of("国家级", "100"),
        sum_of("省级", "50"),
        sum_of("市级", "20"),
    ),
    not_read(
        "levels with their sums but no verb of giving are passed over",
        "新认定的科技企业孵化器，国家级100万元、省级50万元、市级20万元。",
        sum_of("国家级", "100"),
        sum_of("省级", "50"),
        sum_of("市级", "20"),
    ),
    not_read("a tier of costs becomes the base", "企业研发费用100万元以下的，按10%给予补助。", share("100万元以下", "10", base="研发费用")),
    not_read(
        "each thing that is won is taken for the trigger of a fixed sum",
        "每获得1项国际标准奖励50万元，每获得1项国家标准奖励20万元。",
        sum_of("国际标准", "50", type="per_item"),
        sum_of("国家标准", "20", type="per_item"),
    ),
    not_read(
        "a ceiling each time counts by the party",
        "对创新平台，按设备投资额的10%给予补助，单次不超过50万元。",
        share("创新平台", "10", "50", cap_per="次"),
    ),
    not_read(
        "a support whose sums stand in a table is read as one without a number",
        "对新认定的创新平台给予一次性奖励，标准见下表（单位：万元）。\n平台名称 | 国家级 | 省级\n重点实验室 | 200 | 80",
        Grant("国家级重点实验室", "200", fen=200 * WAN),
        Grant("省级重点实验室", "80", fen=80 * WAN),
    ),
    not_read(
        "a table behind 一次性 in its own clause does not know it is once",
        "对新认定的创新平台，一次性奖励标准如下（单位：万元）。\n平台名称 | 国家级\n重点实验室 | 200",
        Grant("国家级重点实验室", "200", fen=200 * WAN, once=True),
    ),
    not_read(
        "years of a second grant behind a condition are given to the first",
        "对首次认定的高新技术企业，给予50万元启动资金，运行后连续3年每年给予10万元补助。",
        sum_of("高新技术企业", "50"),
        sum_of("", "10", years=3, who="高新技术企业"),
        parts=("给予{s}启动资金，运行后连续3年每年给予{t}补助",),
    ),
    not_read(
        "a grant of another party that makes up the sum is taken for a stage",
        "对创新团队，给予30万元奖励，其中首次入选的，给予20万元奖励；对科技服务机构，给予10万元奖励。",
        sum_of("创新团队", "30"),
        sum_of("首次入选", "20"),
        sum_of("科技服务机构", "10"),
        parts=("给予{s}奖励，其中首次入选的，给予{t}奖励", SEVERAL),
    ),
)
