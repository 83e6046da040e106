"""Sentences full of numbers that promise nothing: conditions, figures of the past, rules of payment, fines, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.made.sentences import Made, Speaker

PAST = re.compile(r"\{y\}年(?:底)?，|目前|“十三五”期间|五年来|近三年|上年")

WANS = ("500", "10", "100", "1,000", "2000")
RATES = ("20", "3", "10", "50", "100")
COUNTS = ("12", "3", "20", "100", "1,200")
YEARS_PAST = ("2023", "2022", "2020")

# In a document of rules: {s} is a number of 万元, {r} a percentage, {n} a count, {y} a past year.
NO_GRANTS = (
    "企业年度研发投入应不低于{s}万元。",
    "申报企业年营业收入应在{s}万元以上，研发投入占比不低于{r}%。",
    "申报单位注册资本不低于{s}万元，实缴资本不低于{s}万元。",
    "{y}年，全县共兑现奖补资金{s}万元，惠及企业{n}家。",
    "截至{y}年底，累计发放补助资金{s}万元。",
    "去年，{n}家企业获得省级奖励{s}万元。",
    "县财政每年安排科技专项资金不少于{s}万元。",
    "年度预算安排{s}万元用于奖励。",
    "设立总规模{s}万元的产业基金，首期规模{s}万元。",
    "对弄虚作假骗取资金的，追回奖励资金，并处{s}万元罚款。",
    "违反规定的，处以{s}万元以下罚款。",
    "企业贷款额度最高{s}万元，贷款利率上浮不超过{r}%。",
    "合作银行发放信用贷款最高{s}万元。",
    "保费按{r}%收取。",
    "场地租金按每平方米每月{n}元收取。",
    "对中小企业收取的服务费下浮{r}%。",
    "国家高新技术企业减按{r}%的税率征收企业所得税。",
    "研发费用加计扣除比例提高至{r}%。",
    "奖励资金的{r}%用于研发团队，其余用于企业发展。",
    "补助资金分两年按{r}%、{r}%拨付。",
    "项目验收通过后拨付剩余{r}%资金。",
    "所需资金由市、县财政按1:1比例分担。",
    "本办法所称中小企业，是指年营业收入{s}万元以下的企业。",
    "近三年平均净利润达到{s}万元以上。",
    "项目总投资{s}万元，达产后年产值{s}万元。",
    "同一企业同一年度获得的奖励总额不超过{s}万元。",
    "单个企业年度奖补资金累计不超过{s}万元。",
    "获得各级财政补助总额最高不超过项目总投资的{r}%。",
    "《科技奖励办法》规定的{s}万元奖励标准按新办法执行。",
    "企业出资比例不低于{r}%。",
    "专项资金管理费不超过{r}%。",
    "评审专家费每人每天不超过{n}元。",
    "企业获得的股权融资达到{s}万元以上的，应当报备。",
    "县财政出资{s}万元设立风险补偿资金池。",
)
# In a plan: figures of the past, thresholds, names, organisation, procedure.
NO_GOALS = (
    "{y}年，全县高新技术企业达到{n}家。",
    "{y}年，全县高新技术企业达到{n}家，同比增长{r}%。",
    "目前，全县已有高新技术企业{n}家、省级研发平台{n}个。",
    "截至{y}年底，全县技术合同成交额达到{s}万元。",
    "“十三五”期间，全县累计培育高新技术企业{n}家，建成研发平台{n}个。",
    "近三年，全县技术合同成交额年均增长{r}%。",
    "五年来，全市新增高新技术企业{n}家。",
    "上年营业收入达到{s}万元的企业可以申报。",
    "对年营业收入达到{s}万元以上的企业，优先推荐申报上级项目。",
    "支持年产值超{s}万元的企业做大做强。",
    "申报企业研发人员占比不低于{r}%，年营业收入达到{s}万元以上。",
    "入库企业应满足以下条件：年营业收入{s}万元以上，研发人员占比{r}%以上。",
    "深入实施高新技术企业“双{n}”行动，落实“1+{n}”政策体系。",
    "落实《临江县“十四五”科技创新规划》（2021—2025年）提出的任务。",
    "根据《关于加快创新发展的意见》（临政发〔{y}〕{n}号）要求，制定本方案。",
    "领导小组由{n}个部门组成。",
    "会议由{n}名代表组成。",
    "评审得分{n}分以上的为合格。",
    "每家企业限报{n}项。",
    "公示期不少于{n}个工作日。",
    "公示时间不少于{n}天。",
    "在{n}个工作日内办结。",
    "全县现有耕地{n}万亩，人口{n}万人。",
    "依托占地{n}亩的产业园，推动项目集聚。",
    "推动投资{s}万元的光伏项目建设。",
    "项目建设期3年，总投资{s}万元。",
    "引进总投资{s}万元以上的项目。",
    "打造千亿级产业集群，建设百万吨级产能基地。",
    "以{n}个重点产业为主导，聚焦{n}个重点领域。",
    "{n}家企业以上联合申报。",
    "按照1:1的比例配套。",
    "奖励标准为每家{s}万元。",
    "对首次认定的高新技术企业，给予{s}万元奖励。",
)
# What a goal behind such a sentence has to get over.
TOLD_OF_THE_PAST = "told of the past"
DATED_NAME = "a name with years in brackets"
MARKED = {form: TOLD_OF_THE_PAST for form in NO_GOALS if PAST.search(form)} | {
    "落实《临江县“十四五”科技创新规划》（2021—2025年）提出的任务。": DATED_NAME
}


def no_grant(speaker: Speaker) -> Made:
    """Make a sentence of rules that grants nothing."""
    return silent(speaker, NO_GRANTS)


def no_goal(speaker: Speaker) -> Made:
    """Make a sentence of a plan that sets no goal."""
    return silent(speaker, NO_GOALS)


def silent(speaker: Speaker, forms: Sequence[str]) -> Made:
    form = speaker.say(forms)
    if form in MARKED:
        speaker.say((MARKED[form],))
    while (at := form.find("{")) >= 0:
        values = {"s": WANS, "r": RATES, "n": COUNTS, "y": YEARS_PAST}[form[at + 1]]
        form = form.replace(form[at : at + 3], speaker.of(values), 1)
    return speaker.made(form, ())
