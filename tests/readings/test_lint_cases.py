"""Documents that a drafter should mend, and such that look alike and are right: each case names one code and all that it should say."""

from typing import NamedTuple

import pytest

from luoshi.lint import Finding, lint_reading
from luoshi.source import Severity, Source
from luoshi.usecases.read_document import read_document

PLAN = "临江县科技创新行动方案（2025—2027年）\n临政办发〔2025〕8号\n{}\n临江县人民政府办公室\n2025年3月6日\n"
UNDATED_PLAN = "临江县科技创新行动方案\n{}\n"
RULES = (
    "临江县科技创新奖补办法\n{}\n"
    "第九条 本办法自2026年1月1日起施行，有效期3年，由县科技局负责解释。所需资金由县财政安排，每年3月受理申报。\n"
)
BARE_RULES = "临江县科技创新奖补办法\n{}\n"
UNITS = "牵头单位：县科技局\n责任单位：县财政局、县税务局\n"
TASKS = (
    "二、重点任务\n（一）壮大创新主体。建立高新技术企业培育库，每年开展申报辅导不少于四次。\n{}\n"
    "（二）建设创新平台。支持企业建设研发机构，完善平台开放共享的管理制度。\n{}\n"
    "（三）引育科技人才。实施人才引育工程，健全科技特派员选派和考核的制度。\n{}\n"
    "（四）优化创新生态。举办科技活动周，建立创新政策宣讲和问题收集的制度。\n{}\n"
)

W, N = Severity.WARNING, Severity.NOTE


class Case(NamedTuple):
    code: str
    text: str
    expected: list[tuple[Severity, list[str]]]


def found(text: str, code: str) -> list[tuple[Severity, list[str]]]:
    reading = read_document(source=Source("方案.txt", text.encode()))
    chars = reading.policy.text.chars
    return [(f.severity, [span.of(chars) for span in f.spans]) for f in lint_reading(reading) if f.code == code]


def messages(text: str, code: str) -> list[str]:
    return [f.message for f in lint_reading(read_document(source=Source("方案.txt", text.encode()))) if f.code == code]


def goals(words: str) -> str:
    return f"一、主要目标\n{words}"


TARGETS = {
    "没有时限": Case(
        "lint.target-no-date",
        UNDATED_PLAN.format(goals("全县高新技术企业达到30家，技术合同成交额达到2亿元。")),
        [(W, ["全县高新技术企业达到30家", "技术合同成交额达到2亿元"])],
    ),
    "有时限": Case("lint.target-no-date", UNDATED_PLAN.format(goals("到2027年，全县高新技术企业达到30家。")), []),
    "只能按文件期间": Case("lint.target-no-date", PLAN.format(goals("全县高新技术企业达到30家。")), [(N, ["全县高新技术企业达到30家"])]),
    "三年累计不算": Case("lint.target-no-date", PLAN.format(goals("三年引进高层次人才20名。")), []),
    "增长没有基数": Case(
        "lint.target-no-base",
        PLAN.format(goals("到2027年，高新技术产业产值增长50%，技术合同成交额翻一番。")),
        [(W, ["高新技术产业产值增长50%", "技术合同成交额翻一番"])],
    ),
    "增长有基数": Case(
        "lint.target-no-base",
        PLAN.format(goals("到2027年，高新技术产业产值比2024年增长50%，技术合同成交额较2024年翻一番。")),
        [],
    ),
    "年均增长不需要基数": Case("lint.target-no-base", PLAN.format(goals("到2027年，全社会研发投入年均增长12%以上。")), []),
    "现有基础不是基数": Case(
        "lint.target-no-base",
        PLAN.format(goals("到2027年，高新技术产业产值在现有基础上增长50%。")),
        [(W, ["高新技术产业产值在现有基础上增长50%"])],
    ),
    "约束性指标写成力争": Case(
        "lint.target-aspiration",
        PLAN.format(goals("到2027年，力争单位工业增加值能耗比2024年下降13%；力争高新技术企业达到30家。")),
        [(N, ["力争单位工业增加值能耗比2024年下降13%"])],
    ),
    "总体目标没有分解": Case(
        "lint.target-no-unit",
        PLAN.format(goals("到2027年，高新技术企业达到30家，技术合同成交额达到2亿元。\n") + TASKS.format(UNITS, UNITS, UNITS, UNITS)),
        [(N, ["高新技术企业达到30家", "技术合同成交额达到2亿元"])],
    ),
    "总体目标已分解": Case(
        "lint.target-no-unit",
        PLAN.format(
            goals("到2027年，高新技术企业达到30家。\n") + TASKS.format("到2027年，高新技术企业达到30家。\n" + UNITS, UNITS, UNITS, UNITS)
        ),
        [],
    ),
    "没有一个单位的文件不查": Case("lint.target-no-unit", PLAN.format(goals("到2027年，高新技术企业达到30家。")), []),
}

DUTIES = {
    "漏了一项": Case("lint.duty-no-unit", PLAN.format(TASKS.format(UNITS, UNITS, "", UNITS)), [(W, ["引育科技人才"])]),
    "一项不漏": Case("lint.duty-no-unit", PLAN.format(TASKS.format(UNITS, UNITS, UNITS, UNITS)), []),
    "全文都没有": Case("lint.duty-no-unit", PLAN.format(TASKS.format("", "", "", "")), [(N, [])]),
    "没有牵头": Case(
        "lint.duty-no-lead",
        PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "责任单位：县教育局、县财政局\n")),
        [(W, ["责任单位：县教育局、县财政局"])],
    ),
    "只有一个责任单位": Case("lint.duty-no-lead", PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "责任单位：县教育局\n")), []),
    "两个牵头": Case(
        "lint.duty-several-leads",
        PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "牵头单位：县教育局、县科技局\n")),
        [(N, ["牵头单位：县教育局、县科技局"])],
    ),
    "只写有关部门": Case(
        "lint.duty-vague-unit",
        PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "责任单位：各有关部门\n")),
        [(W, ["责任单位：各有关部门"])],
    ),
    "各乡镇是具体的": Case("lint.duty-vague-unit", PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "责任单位：各乡镇人民政府\n")), []),
    "领导只有姓名": Case(
        "lint.duty-leader-no-post",
        PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "责任领导：郑小川\n" + UNITS)),
        [(N, ["责任领导：郑小川\n" + UNITS.strip()])],
    ),
    "领导写了职务": Case("lint.duty-leader-no-post", PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "责任领导：分管副县长\n" + UNITS)), []),
    "缺地名": Case(
        "lint.unit-two-names",
        PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "牵头单位：县科技局\n责任单位：县财政局、税务局\n")),
        [(W, ["税务局"])],
    ),
    "全称和简称": Case(
        "lint.unit-two-names",
        PLAN.format(TASKS.format(UNITS, "牵头单位：县发展和改革委员会\n", UNITS, "牵头单位：县发改委\n")),
        [(W, ["县发改委"])],
    ),
    "两级财政局是两个单位": Case(
        "lint.unit-two-names",
        PLAN.format(TASKS.format(UNITS, UNITS, UNITS, "牵头单位：县科技局\n责任单位：县财政局、市财政局\n")),
        [],
    ),
}

REWARDS = {
    "没有数额": Case(
        "lint.reward-no-amount",
        RULES.format("第一条 对新认定的高新技术企业给予奖励。"),
        [(W, ["对新认定的高新技术企业给予奖励"])],
    ),
    "数额在别的文件里": Case(
        "lint.reward-no-amount", RULES.format("第一条 对新认定的高新技术企业，按照《临江县工业奖补办法》给予奖励。"), []
    ),
    "没有比例": Case(
        "lint.reward-no-rate",
        RULES.format("第一条 企业建设研发机构的，按实际设备购置费用的比例给予补助，单个企业不超过30万元。"),
        [(W, ["企业建设研发机构的，按实际设备购置费用的比例给予补助，单个企业不超过30万元"])],
    ),
    "缺元字": Case("lint.reward-no-yuan", RULES.format("第一条 对首次认定的高新技术企业给予一次性10万奖补。"), [(W, ["10万"])]),
    "万元齐全": Case("lint.reward-no-yuan", RULES.format("第一条 对首次认定的高新技术企业给予一次性10万元奖补。"), []),
    "比例没有限额": Case(
        "lint.reward-no-cap",
        RULES.format("第一条 企业购买科技成果的，按照实际支付额的10%给予补助。"),
        [(W, ["企业购买科技成果的，按照实际支付额的10%给予补助"])],
    ),
    "比例有限额": Case(
        "lint.reward-no-cap", RULES.format("第一条 企业购买科技成果的，按照实际支付额的10%给予补助，单个企业每年最高30万元。"), []
    ),
    "有总的限额": Case(
        "lint.reward-no-cap",
        RULES.format(
            "第一条 企业购买科技成果的，按照实际支付额的10%给予补助。\n第二条 同一企业享受本办法各项奖补，每年合计不超过500万元。"
        ),
        [],
    ),
    "成果收益不是财政的钱": Case("lint.reward-no-cap", RULES.format("第一条 科技成果转化净收入的70%奖励给研发团队。"), []),
    "只有上限": Case(
        "lint.reward-open-amount",
        RULES.format("第一条 对新认定的众创空间，给予最高50万元奖励。"),
        [(W, ["对新认定的众创空间，给予最高50万元奖励"])],
    ),
    "上限有依据": Case("lint.reward-open-amount", RULES.format("第一条 对新认定的众创空间，根据绩效评价结果给予最高50万元奖励。"), []),
    "细则另定": Case(
        "lint.reward-open-amount", RULES.format("第一条 对新认定的众创空间，给予最高50万元奖励，具体办法由县科技局另行制定。"), []
    ),
    "条件无法核对": Case(
        "lint.reward-vague-condition",
        RULES.format("第一条 对符合一定条件的科技型中小企业，给予1万元奖励。"),
        [(N, ["符合一定条件"])],
    ),
    "分期加不起来": Case(
        "lint.reward-stages",
        RULES.format("第一条 企业上市的，给予300万元奖励，其中完成股份制改造奖励50万元，申请获受理奖励100万元，成功上市奖励100万元。"),
        [(W, ["企业上市的，给予300万元奖励", "奖励，其中完成股份制改造奖励50万元", "申请获受理奖励100万元", "成功上市奖励100万元"])],
    ),
    "分期加得起来": Case(
        "lint.reward-stages",
        RULES.format("第一条 企业上市的，给予300万元奖励，其中完成股份制改造奖励50万元，申请获受理奖励100万元，成功上市奖励150万元。"),
        [],
    ),
    "两个限额": Case(
        "lint.two-limits",
        RULES.format(
            "第一条 对新认定的技能大师工作室，按照设备购置费用的50%给予补助，最高不超过50万元。技能大师工作室补助最高不超过30万元。"
        ),
        [(W, ["对新认定的技能大师工作室，按照设备购置费用的50%给予补助，最高不超过50万元", "技能大师工作室补助最高不超过30万元"])],
    ),
    "两级两个限额": Case(
        "lint.two-limits",
        RULES.format("第一条 对国家级科技企业孵化器，给予最高100万元奖励。对省级科技企业孵化器，给予最高50万元奖励。"),
        [],
    ),
    "两处数额": Case(
        "lint.two-amounts",
        RULES.format("第一条 对首次认定的高新技术企业给予20万元奖励。\n第二条 对首次认定的高新技术企业给予30万元奖励。"),
        [(W, ["对首次认定的高新技术企业给予20万元奖励", "对首次认定的高新技术企业给予30万元奖励"])],
    ),
    "叠加没有写": Case(
        "lint.stacking-open",
        RULES.format("第一条 对新认定的国家级、省级科技企业孵化器，分别给予100万元、50万元奖励。"),
        [(W, ["对新认定的国家级、省级科技企业孵化器，分别给予100万元、50万元奖励"])],
    ),
    "叠加写了": Case(
        "lint.stacking-open",
        RULES.format(
            "第一条 对新认定的国家级、省级科技企业孵化器，分别给予100万元、50万元奖励。\n"
            "第二条 同一事项符合多项条件的，按照就高不重复的原则执行。"
        ),
        [],
    ),
}

THREE = "第一条 对甲类平台给予10万元奖励。\n第二条 对乙类基地给予8万元奖励。\n第三条 对丙类中心给予6万元奖励。\n"
DOCUMENTS = {
    "没有怎么申报": Case("lint.reward-no-application", BARE_RULES.format(THREE), [(W, [])]),
    "写了受理": Case("lint.reward-no-application", BARE_RULES.format(THREE + "第四条 县科技局每年3月受理申报。"), []),
    "没有申报时间": Case("lint.reward-no-application-time", BARE_RULES.format(THREE + "第四条 由企业向县科技局申报。"), [(N, [])]),
    "没有资金来源": Case("lint.reward-no-payer", BARE_RULES.format(THREE), [(W, [])]),
    "没有施行日期": Case("lint.no-effective-date", BARE_RULES.format(THREE), [(W, [])]),
    "有施行日期": Case("lint.no-effective-date", BARE_RULES.format(THREE + "第四条 本办法自印发之日起施行。"), []),
    "没有有效期": Case("lint.no-term", BARE_RULES.format(THREE), [(W, [])]),
    "方案的期间就是有效期": Case("lint.no-term", PLAN.format(THREE), []),
    "没有解释": Case("lint.no-interpreter", BARE_RULES.format(THREE), [(N, [])]),
    "有效期太长": Case("lint.term-too-long", BARE_RULES.format(THREE + "第四条 本办法有效期10年。"), [(W, ["有效期10年"])]),
    "五年正好": Case("lint.term-too-long", BARE_RULES.format(THREE + "第四条 本办法有效期五年。"), []),
    "试行太长": Case(
        "lint.term-too-long",
        BARE_RULES.format(THREE + "第四条 本办法有效期5年。").replace("奖补办法", "奖补办法（试行）", 1),
        [(W, ["有效期5年"])],
    ),
    "证书的有效期是另一回事": Case("lint.term-too-long", BARE_RULES.format(THREE + "第四条 高新技术企业证书有效期10年。"), []),
    "方括号": Case("lint.document-number-form", PLAN.format("根据临政发[2024]3号文件，制定本方案。"), [(N, ["根据临政发[2024]3号"])]),
    "六角括号": Case("lint.document-number-form", PLAN.format("根据《县科技办法》（临政发〔2024〕3号），制定本方案。"), []),
    "有日期没有字号": Case("lint.no-document-number", PLAN.format("一、任务\n建设平台。").replace("临政办发〔2025〕8号\n", ""), [(N, [])]),
    "草稿不必有字号": Case("lint.no-document-number", UNDATED_PLAN.format("一、任务\n建设平台。"), []),
    "编号跳了": Case(
        "policy.numbering-gap", PLAN.format("一、任务\n（一）建设平台。加快建设。\n（三）引育人才。加快引育。"), [(W, ["（三）"])]
    ),
    "附件不在": Case("policy.annex-missing", PLAN.format("一、任务\n（一）建设平台。任务分工见附件2。"), [(W, ["附件2"])]),
}

BODIES = {
    "领导小组没有来历": Case(
        "lint.body-undefined", PLAN.format("一、保障\n领导小组统筹推进各项任务，每季度调度一次。"), [(W, ["领导小组"])]
    ),
    "有全称": Case(
        "lint.body-undefined",
        PLAN.format("一、保障\n县科技创新工作领导小组统筹推进各项任务。领导小组每季度调度一次。"),
        [(N, ["县科技创新工作领导小组", "领导小组"])],
    ),
    "已经成立": Case(
        "lint.body-undefined",
        PLAN.format("一、保障\n成立县科技创新工作领导小组，由县长任组长，办公室设在县科技局。领导小组每季度调度一次。"),
        [],
    ),
    "联席会议制度不是机构": Case("lint.body-undefined", PLAN.format("一、保障\n建立部门联席会议制度，定期研究问题。"), []),
    "哪个主管部门": Case("lint.body-undefined", RULES.format("第一条 奖补事项报主管部门审批。"), [(W, ["主管部门"])]),
    "主管部门写明了": Case("lint.body-undefined", RULES.format("第一条 县科技局是本办法的主管部门。\n第二条 奖补事项报主管部门审批。"), []),
    "数字简称": Case("lint.shorthand", PLAN.format("一、任务\n开展“四覆盖”行动，联合“2+6+N”主体。"), [(N, ["“四覆盖”", "“2+6+N”"])]),
    "数字简称注明了": Case(
        "lint.shorthand", PLAN.format("一、任务\n开展“四覆盖”（机构、人员、经费、活动全覆盖）行动。坚持服务“三农”工程。"), []
    ),
}

CASES = {f"{case.code} {name}": case for family in (TARGETS, DUTIES, REWARDS, DOCUMENTS, BODIES) for name, case in family.items()}


@pytest.mark.parametrize("name", CASES)
def test_document_is_told_what_to_mend_and_no_more(name: str) -> None:
    case = CASES[name]

    assert found(case.text, case.code) == case.expected


def test_contradiction_of_two_targets_is_told() -> None:
    text = PLAN.format("一、主要目标\n到2027年，全县高新技术企业达到30家。\n二、任务\n（一）壮大主体。到2027年，全县高新技术企业达到36家。")

    assert found(text, "commitment.contradiction") == [(W, ["全县高新技术企业达到30家", "全县高新技术企业达到36家"])]


def test_many_targets_without_date_are_one_finding() -> None:
    names = ("高新技术企业", "科技型中小企业", "省级孵化器", "众创空间", "省级重点实验室", "技术转移机构")
    words = "".join(f"{name}达到{number}0家，" for number, name in enumerate(names, 1))

    assert messages(UNDATED_PLAN.format(goals(words.rstrip("，") + "。")), "lint.target-no-date") == ["6个目标没有写完成时限。"]


def test_findings_come_grave_ones_first() -> None:
    text = PLAN.format(TASKS.format(UNITS, UNITS, "", "牵头单位：县教育局、县科技局\n"))
    findings = lint_reading(read_document(source=Source("方案.txt", text.encode())))
    weights = [[Severity.ERROR, Severity.WARNING, Severity.NOTE].index(f.severity) for f in findings]

    assert weights == sorted(weights)
    assert len(set(weights)) == 2


def test_every_finding_says_what_to_do() -> None:
    findings: list[Finding] = []
    for case in CASES.values():
        findings.extend(lint_reading(read_document(source=Source("方案.txt", case.text.encode()))))

    assert {f.code for f in findings if not f.hint} == set()
    assert {f.code for f in findings if not f.message.endswith("。")} == set()
