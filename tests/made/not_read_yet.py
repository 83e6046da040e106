"""What policies may well say and the grammar still misreads; whoever mends one takes it out, and made sentences say it from then on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.made.reward_sentences import COUNTED_CAP, SAME_BASE, SEVERAL, THOUSANDS, THRESHOLD, WAN, YEAR_BEHIND, Grant
from tests.made.sentences import NotReadYet, number
from tests.made.target_sentences import BEHIND_A_COMMA, IN_A_PLACE, LEVELS_IN_ORDER, RHYTHM, STRAY, Goal, When


def sum_of(about: str, wan: str, **further: Any) -> Grant:
    """A fixed sum of so many 万元, or of another type."""
    return Grant(about, wan, fen=int(number(wan) * WAN), **further)


def up_to(about: str, wan: str, **further: Any) -> Grant:
    """A grant of at most so many 万元."""
    return Grant(about, wan, "upto", cap_fen=int(number(wan) * WAN), **further)


def share(about: str, percent: str, cap: str = "", **further: Any) -> Grant:
    """A share of so many per cent, with a cap of so many 万元."""
    return Grant(about, f"{percent}%", "share", rate=Fraction(percent) / 100, cap_fen=int(number(cap) * WAN) if cap else None, **further)


def goal(about: str, printed: str, unit: str, when: When, op: str = ">=", stray: int = STRAY) -> Goal:
    return Goal(about, printed, op, number(printed), unit, when, stray)


def rewards(id_: str, words: str, *states: Grant, parts: tuple[str, ...] = ()) -> NotReadYet:
    return NotReadYet("reward", id_, words, states, frozenset(parts))


def targets(id_: str, words: str, *states: Goal, parts: tuple[str, ...] = ()) -> NotReadYet:
    return NotReadYet("target", id_, words, states, frozenset(parts))


YEARLY: When = {"every": "year"}
BY_2026: When = {"by": 2026}

NOT_READ_YET = (
    targets(
        "each year is forgotten behind a comma",
        "每年培育科技型中小企业20家以上，引进高层次人才10名以上。",
        goal("科技型中小企业", "20", "家", YEARLY),
        goal("高层次人才", "10", "名", YEARLY),
        parts=(RHYTHM, BEHIND_A_COMMA),
    ),
    rewards(
        "a sum in 千元 is not seen",
        "企业新获授权发明专利的，每件奖励5千元。",
        Grant("发明专利", "5千元", "per_item", fen=5000 * 100),
        parts=(THOUSANDS,),
    ),
    rewards(
        "a ceiling for another party is laid over the grant before it and is itself lost",
        "对首次认定的高新技术企业，奖励20万元。对瞪羚企业，最高奖励100万元。",
        sum_of("高新技术企业", "20"),
        up_to("瞪羚企业", "100"),
        parts=("最高奖励{s}", SEVERAL),
    ),
    rewards(
        "a ceiling of a project of another party is laid over the grant before it",
        "对首次认定的高新技术企业，奖励20万元。对承担重大专项的企业，单个项目最高补助500万元。",
        sum_of("高新技术企业", "20"),
        up_to("重大专项", "500"),
    ),
    rewards(
        "a limit of all supports together is read as a grant",
        "同一企业同一年度获得的奖励总额不超过100万元。",
        parts=("同一企业同一年度获得的奖励总额不超过{s}万元。",),
    ),
    rewards(
        "a limit of one firm in a year is read as a grant",
        "单个企业年度奖补资金累计不超过500万元。",
        parts=("单个企业年度奖补资金累计不超过{s}万元。",),
    ),
    rewards(
        "what a sentence is about is not carried into the next",
        "支持企业购买科技成果。按实际交易额的10%给予补助，每家企业每年累计不超过50万元。",
        share("购买科技成果", "10", "50", cap_per="企业/年"),
    ),
    rewards(
        "a prize in the name of who is given cuts the trigger off",
        "对获得中国专利奖的单位奖励20万元。",
        sum_of("获得中国专利奖", "20"),
    ),
    rewards(
        "a prize in a word of the party cuts the trigger off",
        "支持企业参加创新创业大赛，对获奖企业奖励10万元。",
        sum_of("获奖企业", "10"),
        parts=("支持企业参加创新创业大赛，对获奖企业",),
    ),
    targets(
        "a verb at the head of 服务业 is taken off",
        "到2026年，服务业增加值占地区生产总值比重达到50%。",
        goal("服务业增加值", "50", "%", BY_2026),
    ),
    targets(
        "output and intake of technology become one indicator",
        "到2026年，输出技术合同成交额达到3亿元，吸纳技术合同成交额达到5亿元。",
        goal("输出技术合同成交额", "3", "亿元", BY_2026),
        goal("吸纳技术合同成交额", "5", "亿元", BY_2026),
    ),
    targets(
        "a verb at the head of 招商引资 is taken off",
        "到2026年，招商引资到位资金达到50亿元。",
        goal("招商引资到位资金", "50", "亿元", BY_2026),
    ),
    targets(
        "a verb at the head of 上市公司 is taken off",
        "到2026年，上市公司达到5家。",
        goal("上市公司", "5", "家", BY_2026),
    ),
    targets(
        "a verb at the head of 孵化载体 is taken off",
        "到2026年，孵化载体面积达到10万平方米以上。",
        goal("孵化载体面积", "10", "万平方米", BY_2026),
    ),
    targets(
        "a verb at the head of 办理时限 is taken off",
        "到2026年，办理时限压缩到5个工作日以内。",
        goal("办理时限", "5", "个工作日", BY_2026, "<="),
        parts=("办理时限",),
    ),
    targets(
        "by the end of a year to come is taken for the past",
        "截至2026年底，全县高新技术企业达到30家。",
        goal("高新技术企业", "30", "家", BY_2026),
        parts=("截至2026年底，",),
    ),
    targets(
        "growth over the year before silences the whole sentence",
        "2026年，规上工业增加值同比增长8%以上，高新技术企业达到30家。",
        goal("规上工业增加值", "8", "%", BY_2026),
        goal("高新技术企业", "30", "家", BY_2026),
        parts=("同比增长",),
    ),
    targets(
        "growth over the year before has no name of its own",
        "到2026年，完成固定资产投资50亿元，同比增长10%。",
        goal("固定资产投资", "50", "亿元", BY_2026),
        goal("固定资产投资", "10", "%", BY_2026),
    ),
    targets(
        "a figure of the past stays in the name of the goal",
        "2023年，全县高新技术企业达到12家，到2026年达到30家。",
        goal("高新技术企业", "30", "家", BY_2026),
    ),
    targets(
        "each year of a stretch in order gives only the first",
        "2024—2026年，分别新增高新技术企业10家、12家、15家。",
        goal("高新技术企业", "10", "家", {"by": 2024}),
        goal("高新技术企业", "12", "家", {"by": 2025}),
        goal("高新技术企业", "15", "家", BY_2026),
        parts=("2024—2026年，分别新增{name}{a}、{b}、{c}。",),
    ),
    rewards(
        "a second ceiling of the same person is lost",
        "对引进的高层次人才，给予最高100万元安家费、最高500万元项目资助。",
        up_to("高层次人才", "100"),
        up_to("高层次人才", "500"),
    ),
    rewards(
        "the party of a second sum in a list is added to the first",
        "对首次上规的工业企业奖励10万元、商贸企业奖励5万元。",
        sum_of("工业企业", "10"),
        sum_of("商贸企业", "5", who="商贸企业"),
    ),
    targets(
        "the first of several levels in order misses its noun behind the place",
        "到2026年，全县国家级、省级、市级创新平台分别达到1家、5家和20家。",
        goal("国家级创新平台", "1", "家", BY_2026),
        goal("省级创新平台", "5", "家", BY_2026),
        goal("市级创新平台", "20", "家", BY_2026),
        parts=(IN_A_PLACE, LEVELS_IN_ORDER),
    ),
    rewards(
        "two years in a condition are taken for years of payment",
        "对首次认定的高新技术企业，给予一次性20万元奖励；连续两年考核优秀的，另给予10万元奖励。",
        sum_of("高新技术企业", "20", once=True),
        sum_of("考核优秀", "10"),
        parts=("给予一次性{s}奖励；连续两年考核优秀的，另给予{t}奖励",),
    ),
    rewards(
        "a condition that begins with 连续两年 is lost",
        "对首次认定的高新技术企业，奖励20万元，连续两年考核优秀的再奖励10万元。",
        sum_of("高新技术企业", "20"),
        sum_of("连续两年考核优秀", "10"),
        parts=("奖励{s}，连续两年考核优秀的再奖励{t}",),
    ),
    rewards(
        "a second 对 that names the base takes the place of the party",
        "对首次认定的高新技术企业，对研发费用按10%给予补助。",
        share("首次认定的高新技术企业", "10"),
        parts=("对{b}按{r}给予补助",),
    ),
    rewards(
        "tiers from a sum to a sum with commas between them are miscounted",
        "对年技术合同成交额500万元至1000万元的企业奖励10万元，1000万元至5000万元的企业奖励20万元，5000万元以上的企业奖励50万元。",
        sum_of("500万元至1000万元", "10"),
        sum_of("1000万元至5000万元", "20"),
        sum_of("5000万元以上", "50"),
        parts=("500万元至1000万元", "，tiers"),
    ),
    rewards(
        "the giving 投入 inside 研发投入 cuts the tier off",
        "对年度研发投入达到500万元的企业奖励10万元；达到1000万元的企业奖励20万元。",
        sum_of("达到500万元", "10"),
        sum_of("达到1000万元", "20"),
        parts=("对年度研发投入", "奖励{s}"),
    ),
    rewards(
        "an income in the condition makes a share of a match",
        "对年营业收入首次超过5亿元的企业，按1:1给予配套。",
        Grant("首次超过5亿元", "", "match", rate=Fraction(1)),
        parts=("对年营业收入首次超过5亿元的企业，", "按1:1给予配套"),
    ),
    rewards(
        "an income in the condition makes a share of a match at half",
        "对年营业收入首次超过5亿元的企业，按1:0.5的比例给予配套支持。",
        Grant("首次超过5亿元", "", "match", rate=Fraction(1, 2)),
        parts=("对年营业收入首次超过5亿元的企业，", "按1:0.5的比例给予配套支持"),
    ),
    rewards(
        "a cap in brackets counts by words outside them",
        "对承担国家重大科技专项的企业，按年度服务收入的10%给予补助（单个企业最高100万元）。",
        share("国家重大科技专项", "10", "100", cap_per="企业"),
        parts=("（单个企业最高{s}）",),
    ),
    rewards(
        "the cap of one share is laid over another party's share of the same base",
        "对技术改造项目，按实际投资额的10%给予补助；对中试基地项目，按实际投资额的20%给予最高500万元补助。",
        share("技术改造项目", "10"),
        share("中试基地项目", "20", "500"),
        parts=(SAME_BASE,),
    ),
    rewards(
        "the base of one party's share is carried to another party's match",
        "对首次认定的高新技术企业，按研发费用的10%给予补助；对入选省级人才计划的团队，按1:1给予配套。",
        share("高新技术企业", "10"),
        Grant("省级人才计划", "", "match", rate=Fraction(1)),
        parts=("按1:1给予配套", SEVERAL),
    ),
    rewards(
        "the base of one party's share is carried to another party's match at half",
        "对首次认定的高新技术企业，按研发费用的10%给予补助；对入选省级人才计划的团队，按1:0.5的比例给予配套支持。",
        share("高新技术企业", "10"),
        Grant("省级人才计划", "", "match", rate=Fraction(1, 2)),
        parts=("按1:0.5的比例给予配套支持", SEVERAL),
    ),
    rewards(
        "behind 1:1 thresholds are taken for grants",
        "对入选省级人才计划的团队，按省级奖励资金1:1给予配套；对年营业收入首次突破1亿元、5亿元的企业，分别给予10万元、20万元奖励。",
        Grant("省级人才计划", "1:1", "match", rate=Fraction(1)),
        sum_of("1亿元", "10"),
        sum_of("5亿元", "20"),
        parts=("按省级奖励资金1:1给予配套", THRESHOLD),
    ),
    rewards(
        "a cap counts by the year of the next provision",
        "对企业技术改造，按设备投资额的10%给予补助，单个企业最高不超过100万元；对当年新获评的瞪羚企业，奖励20万元。",
        share("技术改造", "10", "100", cap_per="企业"),
        sum_of("瞪羚企业", "20"),
        parts=(COUNTED_CAP, YEAR_BEHIND),
    ),
    rewards(
        "a cap of 同一单位 counts by another word",
        "对新引进的科技型企业，按设备投资额的10%给予补助。同一单位年度累计补助不超过100万元。",
        share("科技型企业", "10", "100", cap_per="单位/年"),
        parts=("。同一单位年度累计补助不超过{s}",),
    ),
    rewards(
        "a base behind 以 gives way to the base before",
        "对入选省级人才计划的团队，按照省级奖励金额等额配套；对科技服务机构，以年度服务收入的20%给予补助。",
        Grant("省级人才计划", "等额", "match", rate=Fraction(1)),
        share("科技服务机构", "20"),
        parts=("以{b}的{r}给予补助", SEVERAL),
    ),
    rewards(
        "a limit by the whole investment is read as a grant",
        "获得各级财政补助总额最高不超过项目总投资的50%。",
        parts=("获得各级财政补助总额最高不超过项目总投资的{r}%。",),
    ),
    rewards(
        "the ceiling of a loan is read as a grant",
        "企业贷款额度最高500万元，贷款利率上浮不超过30%。",
        parts=("企业贷款额度最高{s}万元，贷款利率上浮不超过{r}%。",),
    ),
    rewards(
        "the ceiling of a bank's loan is read as a grant",
        "合作银行发放信用贷款最高1000万元。",
        parts=("合作银行发放信用贷款最高{s}万元。",),
    ),
    rewards(
        "a pool against losses is read as a grant",
        "县财政出资2000万元设立风险补偿资金池。",
        parts=("县财政出资{s}万元设立风险补偿资金池。",),
    ),
    rewards(
        "rewards of last year are read as granted",
        "去年，3家企业获得省级奖励150万元。",
        parts=("去年，{n}家企业获得省级奖励{s}万元。",),
    ),
    rewards(
        "the name of an earlier document is read as a grant",
        "《科技奖励办法》规定的100万元奖励标准按新办法执行。",
        parts=("《科技奖励办法》规定的{s}万元奖励标准按新办法执行。",),
    ),
    rewards(
        "a rent that is charged is read as a grant",
        "场地租金按每平方米每月10元收取。",
        parts=("场地租金按每平方米每月{n}元收取。",),
    ),
    targets(
        "what an applicant must have is read as a goal",
        "申报企业研发人员占比不低于10%，年营业收入达到2000万元以上。",
        parts=("申报企业研发人员占比不低于{r}%，年营业收入达到{s}万元以上。",),
    ),
    targets(
        "growth of the last years is read as a goal",
        "近三年，全县技术合同成交额年均增长20%。",
        parts=("近三年，全县技术合同成交额年均增长{r}%。",),
    ),
    targets(
        "the days of a public notice are read as a goal",
        "公示时间不少于7天。",
        parts=("公示时间不少于{n}天。",),
    ),
    rewards(
        "the first of a list lacks the noun that the last one names for all",
        "对新认定、重新认定的高新技术企业，分别给予20万元、10万元奖励。",
        sum_of("新认定的高新技术企业", "20", who="高新技术企业"),
        sum_of("重新认定的高新技术企业", "10", who="高新技术企业"),
    ),
    rewards(
        "the first of several thresholds lacks the party",
        "对年营业收入首次突破1亿元、5亿元的企业，分别奖励10万元、20万元。",
        sum_of("1亿元", "10", who="企业"),
        sum_of("5亿元", "20", who="企业"),
    ),
    rewards(
        "levels joined by 和 give way to the nouns behind them",
        "对新认定的国家级和省级科技企业孵化器、众创空间，分别给予100万元和50万元奖励。",
        sum_of("国家级", "100", who="众创空间"),
        sum_of("省级", "50", who="众创空间"),
    ),
    rewards(
        "the second prize takes the place of a level in the name of the prize",
        "凡获得国家科学技术奖一等奖的，奖励200万元；二等奖的，奖励100万元。",
        sum_of("国家科学技术奖一等奖", "200"),
        sum_of("国家科学技术奖二等奖", "100"),
    ),
    rewards(
        "an instalment of each year is granted once more",
        "对新设立的研发机构，给予100万元奖励，分两年兑付，每年50万元。",
        sum_of("研发机构", "100", years=2),
    ),
    rewards(
        "a second support with a ceiling is laid over the first as its cap",
        "对来县创业的大学生，给予5000元一次性创业补贴和每年不超过1万元的租金补贴。",
        Grant("大学生", "5000元", fen=5000 * 100, once=True),
        up_to("大学生", "1"),
    ),
    rewards(
        "who pays is taken for the one who is paid for",
        "对新认定的国家级、省级企业技术中心，市财政分别给予50万元、20万元补助，县财政分别给予10万元、5万元补助。",
        sum_of("国家级", "50"),
        sum_of("省级", "20"),
        sum_of("国家级企业技术中心", "10"),
        sum_of("省级企业技术中心", "5"),
    ),
    rewards(
        "levels behind 按 lose the noun",
        "对新认定的科技企业孵化器，按国家级、省级、市级分别给予100万元、50万元、20万元奖励。",
        sum_of("国家级科技企业孵化器", "100"),
        sum_of("省级科技企业孵化器", "50"),
        sum_of("市级科技企业孵化器", "20"),
    ),
    rewards(
        "levels with their sums behind 按 lose the first level",
        "对新认定的科技企业孵化器，按国家级100万元、省级50万元、市级20万元的标准给予奖励。",
        sum_of("国家级", "100"),
        sum_of("省级", "50"),
        sum_of("市级", "20"),
    ),
    rewards(
        "levels with their sums but no verb of giving are passed over",
        "新认定的科技企业孵化器，国家级100万元、省级50万元、市级20万元。",
        sum_of("国家级", "100"),
        sum_of("省级", "50"),
        sum_of("市级", "20"),
    ),
    rewards(
        "a tier of costs becomes the base",
        "企业研发费用100万元以下的，按10%给予补助。",
        share("100万元以下", "10", base="研发费用"),
    ),
    rewards(
        "each thing that is won is taken for the trigger of a fixed sum",
        "每获得1项国际标准奖励50万元，每获得1项国家标准奖励20万元。",
        sum_of("国际标准", "50", type="per_item"),
        sum_of("国家标准", "20", type="per_item"),
    ),
    rewards(
        "a ceiling each time counts by the party",
        "对创新平台，按设备投资额的10%给予补助，单次不超过50万元。",
        share("创新平台", "10", "50", cap_per="次"),
    ),
    rewards(
        "a support whose sums stand in a table is read as one without a number",
        "对新认定的创新平台给予一次性奖励，标准见下表（单位：万元）。\n平台名称 | 国家级 | 省级\n重点实验室 | 200 | 80",
        Grant("国家级重点实验室", "200", fen=200 * WAN),
        Grant("省级重点实验室", "80", fen=80 * WAN),
    ),
    rewards(
        "a table behind 一次性 in its own clause does not know it is once",
        "对新认定的创新平台，一次性奖励标准如下（单位：万元）。\n平台名称 | 国家级\n重点实验室 | 200",
        Grant("国家级重点实验室", "200", fen=200 * WAN, once=True),
    ),
    targets(
        "a noun that begins like a verb is lost behind a verb: 孵化器",
        "到2026年，新建孵化器2家。",
        goal("孵化器", "2", "家", BY_2026),
    ),
    targets(
        "a noun that begins like a verb is cut behind a verb: 服务平台",
        "到2026年，建设服务平台3个。",
        goal("服务平台", "3", "个", BY_2026),
    ),
    targets(
        "a noun that begins like a verb is cut behind a verb: 上市公司",
        "到2026年，新增上市公司3家。",
        goal("上市公司", "3", "家", BY_2026),
    ),
    targets(
        "projects newly begun are passed over",
        "到2026年，新开工项目20个，新投产项目30个。",
        goal("新开工项目", "20", "个", BY_2026),
        goal("新投产项目", "30", "个", BY_2026),
    ),
    targets(
        "a size in the name of a list is taken for the number",
        "到2026年，培育年产值超100亿元企业3家、50亿元企业5家、10亿元企业20家。",
        goal("100亿元企业", "3", "家", BY_2026),
        goal("50亿元企业", "5", "家", BY_2026),
        goal("10亿元企业", "20", "家", BY_2026),
    ),
    targets(
        "levels without 分别 give only the first",
        "到2026年，国家级、省级、市级创新平台达到1家、5家、20家。",
        goal("国家级", "1", "家", BY_2026, stray=9),
        goal("省级", "5", "家", BY_2026),
        goal("市级", "20", "家", BY_2026),
    ),
    targets(
        "three classes of one noun in order give only the last",
        "到2026年，A、B、C三类园区分别达到2个、3个和5个。",
        goal("A", "2", "个", BY_2026),
        goal("B", "3", "个", BY_2026),
        goal("C", "5", "个", BY_2026),
    ),
    targets(
        "what is added on the way to the goal takes the base year for its name",
        "到2026年，全县高新技术企业达到30家，较2023年的12家增加18家。",
        goal("高新技术企业", "30", "家", BY_2026),
        goal("高新技术企业", "18", "家", BY_2026),
    ),
    targets(
        "what firms gain is laid to the indicator before",
        "到2026年，新增就业岗位5000个，带动增收1.2亿元。",
        goal("就业岗位", "5000", "个", BY_2026),
        goal("增收", "1.2", "亿元", BY_2026),
    ),
    targets(
        "the yearly sum for a fund is passed over behind 的",
        "每年安排不少于2000万元的科技专项资金。",
        goal("科技专项资金", "2000", "万元", YEARLY),
    ),
    targets(
        "a level to be reached keeps the comparison before it in its name",
        "研发投入强度力争达到全省平均水平，到2026年达到1.5%。",
        goal("研发投入强度", "1.5", "%", BY_2026),
    ),
    targets(
        "a second degree of ambition behind 、 is lost",
        "到2026年，高新技术企业力争突破100家、确保80家。",
        goal("高新技术企业", "100", "家", BY_2026),
        goal("高新技术企业", "80", "家", BY_2026),
    ),
    targets(
        "bare numbers of a list that look like years date the list behind",
        "到2026年，国家级、省级、市级创新平台分别达到3、2000、2000个，高新技术企业、科技型中小企业分别达到8家、24家。",
        goal("国家级创新平台", "3", "个", BY_2026),
        goal("省级创新平台", "2000", "个", BY_2026),
        goal("市级创新平台", "2000", "个", BY_2026),
        goal("高新技术企业", "8", "家", BY_2026),
        goal("科技型中小企业", "24", "家", BY_2026),
    ),
    targets(
        "the place stays between the level and the noun",
        "到2026年，全县省级以上创新平台达到20个，其中国家级2个。",
        goal("省级以上创新平台", "20", "个", BY_2026),
        goal("国家级创新平台", "2", "个", BY_2026, stray=0),
    ),
)
