"""Goals that plans may well set and the grammar misreads; whoever mends one takes it out, and made sentences say it from then on."""

from __future__ import annotations

from decimal import Decimal

from tests.made.sentences import NotReadYet, number
from tests.made.silent_sentences import DATED_NAME, TOLD_OF_THE_PAST
from tests.made.target_sentences import BEHIND_A_COMMA, IN_A_PLACE, LEVELS_IN_ORDER, RHYTHM, STRAY, Goal, When

YEARLY: When = {"every": "year"}
BY_2026: When = {"by": 2026}


def not_read(id_: str, words: str, *states: Goal, parts: tuple[str, ...] = ()) -> NotReadYet:
    return NotReadYet("target", id_, words, states, frozenset(parts))


def goal(about: str, printed: str, unit: str, when: When, op: str = ">=", stray: int = STRAY) -> Goal:
    return Goal(about, printed, op, number(printed), unit, when, stray)


GOALS_NOT_READ_YET = (
    not_read(
        "each year is forgotten behind a comma where no verb goes on",
        "每年引进高层次人才24名，高新技术企业新增24家。",
        goal("高层次人才", "24", "名", YEARLY),
        goal("高新技术企业", "24", "家", YEARLY),
        parts=(RHYTHM, BEHIND_A_COMMA),
    ),
    not_read(
        "a verb at the head of 服务业 is taken off",
        "到2026年，服务业增加值占地区生产总值比重达到50%。",
        goal("服务业增加值", "50", "%", BY_2026),
    ),
    not_read(
        "output and intake of technology become one indicator",
        "到2026年，输出技术合同成交额达到3亿元，吸纳技术合同成交额达到5亿元。",
        goal("输出技术合同成交额", "3", "亿元", BY_2026),
        goal("吸纳技术合同成交额", "5", "亿元", BY_2026),
    ),
    not_read(
        "a verb at the head of 孵化载体 is taken off",
        "到2026年，孵化载体面积达到10万平方米以上。",
        goal("孵化载体面积", "10", "万平方米", BY_2026),
    ),
    not_read(
        "growth over the year before silences the whole sentence",
        "2026年，规上工业增加值同比增长8%以上，高新技术企业达到30家。",
        goal("规上工业增加值", "8", "%", BY_2026),
        goal("高新技术企业", "30", "家", BY_2026),
        parts=("同比增长",),
    ),
    not_read(
        "growth over the year before has no name of its own",
        "到2026年，完成固定资产投资50亿元，同比增长10%。",
        goal("固定资产投资", "50", "亿元", BY_2026),
        goal("固定资产投资", "10", "%", BY_2026),
    ),
    not_read(
        "a figure of the past stays in the name of the goal",
        "2023年，全县高新技术企业达到12家，到2026年达到30家。",
        goal("高新技术企业", "30", "家", BY_2026),
    ),
    not_read(
        "each year of a stretch in order gives only the first",
        "2024—2026年，分别新增高新技术企业10家、12家、15家。",
        goal("高新技术企业", "10", "家", {"by": 2024}),
        goal("高新技术企业", "12", "家", {"by": 2025}),
        goal("高新技术企业", "15", "家", BY_2026),
        parts=("2024—2026年，分别新增{name}{a}、{b}、{c}。",),
    ),
    not_read(
        "the first of several levels in order misses its noun behind the place",
        "到2026年，全县国家级、省级、市级创新平台分别达到1家、5家和20家。",
        goal("国家级创新平台", "1", "家", BY_2026),
        goal("省级创新平台", "5", "家", BY_2026),
        goal("市级创新平台", "20", "家", BY_2026),
        parts=(IN_A_PLACE, LEVELS_IN_ORDER),
    ),
    not_read(
        "what an applicant must have is read as a goal",
        "申报企业研发人员占比不低于10%，年营业收入达到2000万元以上。",
        parts=("申报企业研发人员占比不低于{r}%，年营业收入达到{s}万元以上。",),
    ),
    not_read(
        "growth of the last years is read as a goal",
        "近三年，全县技术合同成交额年均增长20%。",
        parts=("近三年，全县技术合同成交额年均增长{r}%。",),
    ),
    not_read("the days of a public notice are read as a goal", "公示时间不少于7天。", parts=("公示时间不少于{n}天。",)),
    not_read(
        "projects newly begun are passed over",
        "到2026年，新开工项目20个，新投产项目30个。",
        goal("新开工项目", "20", "个", BY_2026),
        goal("新投产项目", "30", "个", BY_2026),
    ),
    not_read(
        "a size in the name of a list is taken for the number",
        "到2026年，培育年产值超100亿元企业3家、50亿元企业5家、10亿元企业20家。",
        goal("100亿元企业", "3", "家", BY_2026),
        goal("50亿元企业", "5", "家", BY_2026),
        goal("10亿元企业", "20", "家", BY_2026),
    ),
    not_read(
        "levels without 分别 give only the first",
        "到2026年，国家级、省级、市级创新平台达到1家、5家、20家。",
        goal("国家级", "1", "家", BY_2026, stray=9),
        goal("省级", "5", "家", BY_2026),
        goal("市级", "20", "家", BY_2026),
    ),
    not_read(
        "three classes of one noun in order give only the last",
        "到2026年，A、B、C三类园区分别达到2个、3个和5个。",
        goal("A", "2", "个", BY_2026),
        goal("B", "3", "个", BY_2026),
        goal("C", "5", "个", BY_2026),
    ),
    not_read(
        "what is added on the way to the goal takes the base year for its name",
        "到2026年，全县高新技术企业达到30家，较2023年的12家增加18家。",
        goal("高新技术企业", "30", "家", BY_2026),
        goal("高新技术企业", "18", "家", BY_2026),
    ),
    not_read(
        "what firms gain is laid to the indicator before",
        "到2026年，新增就业岗位5000个，带动增收1.2亿元。",
        goal("就业岗位", "5000", "个", BY_2026),
        goal("增收", "1.2", "亿元", BY_2026),
    ),
    not_read(
        "the yearly sum for a fund is passed over behind 的",
        "每年安排不少于2000万元的科技专项资金。",
        goal("科技专项资金", "2000", "万元", YEARLY),
    ),
    not_read(
        "a level to be reached keeps the comparison before it in its name",
        "研发投入强度力争达到全省平均水平，到2026年达到1.5%。",
        goal("研发投入强度", "1.5", "%", BY_2026),
    ),
    not_read(
        "a second degree of ambition behind 、 is lost",
        "到2026年，高新技术企业力争突破100家、确保80家。",
        goal("高新技术企业", "100", "家", BY_2026),
        goal("高新技术企业", "80", "家", BY_2026),
    ),
    not_read(
        "bare numbers of a list that look like years date the list behind",
        "到2026年，国家级、省级、市级创新平台分别达到3、2000、2000个，瞪羚企业、科技型中小企业分别达到8家、24家。",
        goal("国家级创新平台", "3", "个", BY_2026),
        goal("省级创新平台", "2000", "个", BY_2026),
        goal("市级创新平台", "2000", "个", BY_2026),
        goal("瞪羚企业", "8", "家", BY_2026),
        goal("科技型中小企业", "24", "家", BY_2026),
    ),
    not_read(
        "the place stays between the level and the noun",
        "到2026年，全县省级以上创新平台达到20个，其中国家级2个。",
        goal("省级以上创新平台", "20", "个", BY_2026),
        goal("国家级创新平台", "2", "个", BY_2026, stray=0),
    ),
    not_read(
        "firms that are to be listed are passed over",
        "到2026年，力争3家企业上市、10家企业挂牌。",
        goal("企业上市", "3", "家", BY_2026),
        goal("企业挂牌", "10", "家", BY_2026),
    ),
    not_read(
        "the total over the years is passed over without a verb",
        "力争每年认定高新技术企业5家以上，三年累计15家以上。",
        goal("高新技术企业", "5", "家", YEARLY),
        goal("高新技术企业", "15", "家", None),
    ),
    not_read(
        "a stock of the past without a verb stays in the name",
        "2023年底，全县高新技术企业12家，到2026年达到30家。",
        goal("高新技术企业", "30", "家", BY_2026, stray=2),
    ),
    not_read(
        "A and B newly added, 分别为, give one goal with a wrong name",
        "到2026年，新增瞪羚企业、科技型中小企业分别为10家、20家。",
        goal("瞪羚企业", "10", "家", BY_2026),
        goal("科技型中小企业", "20", "家", BY_2026),
    ),
    not_read(
        "levels in order behind the verb give only the first",
        "到2026年，分别建成国家级、省级工程研究中心1家、3家。",
        goal("国家级工程研究中心", "1", "家", BY_2026),
        goal("省级工程研究中心", "3", "家", BY_2026),
    ),
    not_read(
        "numbers of the years before their noun are passed over",
        "2024年培育5家，2025年培育6家，2026年培育7家高新技术企业。",
        goal("高新技术企业", "5", "家", {"by": 2024}),
        goal("高新技术企业", "6", "家", {"by": 2025}),
        goal("高新技术企业", "7", "家", BY_2026),
    ),
    not_read(
        "of several that double only the first is read",
        "到2026年，高新技术企业数量翻番、技术合同成交额翻番。",
        Goal("高新技术企业", "翻番", ">=", Decimal(2), "倍", BY_2026),
        Goal("技术合同成交额", "翻番", ">=", Decimal(2), "倍", BY_2026),
    ),
    not_read(
        "the number of a point stays in the name",
        "到2026年，实现以下目标：（1）高新技术企业达到30家；（2）技术合同成交额达到10亿元。",
        goal("高新技术企业", "30", "家", BY_2026, stray=0),
        goal("技术合同成交额", "10", "亿元", BY_2026, stray=0),
    ),
    not_read(
        "a part of the higher levels has no noun",
        "每年转化科技成果10项以上（其中省级以上3项）。",
        goal("科技成果", "10", "项", YEARLY),
        goal("省级以上科技成果", "3", "项", YEARLY),
    ),
    not_read(
        "a figure of the past stays in the name of the goal",
        "2023年，全县高新技术企业达到12家，到2026年达到30家。",
        goal("高新技术企业", "30", "家", BY_2026, stray=2),
        parts=("2023年，全县{name}达到{p}，到2026年达到{q}。",),
    ),
    not_read(
        "a yearly goal behind a sentence on the past is passed over",
        "2023年，全县高新技术企业达到12家。每年新增高新技术企业5家以上。",
        goal("高新技术企业", "5", "家", YEARLY),
        parts=(RHYTHM, TOLD_OF_THE_PAST),
    ),
    not_read(
        "the years in the name of an earlier document date the yearly goal behind",
        "落实《临江县“十四五”科技创新规划》（2021—2025年）提出的任务。每年新增高新技术企业5家以上。",
        goal("高新技术企业", "5", "家", YEARLY),
        parts=(RHYTHM, DATED_NAME),
    ),
)
