"""What `programme check` finds: for each code a change to a sound programme that brings it about; and nothing in the sound one."""

from __future__ import annotations

import re

import pytest

from luoshi.programme.check import check_programme
from luoshi.programme.from_yaml import ProgrammeRefused, programme_file
from luoshi.source import Severity
from tools.corpus import ROOT

BY = "status: confirmed, confirmed_by: 甲, confirmed_on: 2025-02-01"
SOUND = """\
format: luoshi-programme/1
programme: qinghe
version: 1
status: confirmed
policy: {title: 青河旗科技创新若干政策, issued_on: 2025-01-01}
region: "150600"
in_force: {from: 2025-01-01, to: 2027-12-31}
interpreter: 旗科技局
units:
- {name: 旗人民政府}
- {name: 旗科技局, aliases: [旗科工局], parent: 旗人民政府}
facts:
- {name: green, label: 绿色工厂, entity: applicant, type: flag}
targets:
- {id: T1, clause: 一/1, indicator: 高新技术企业, measure: level, op: ">=", value: 30, unit: 家, period: {by: 2027}, SIGNED}
duties:
- {id: D1, clause: 二/1, title: 培育企业, lead: [旗科技局], SIGNED}
rewards:
- id: R1
  clause: 二/1
  status: confirmed
  confirmed_by: 甲
  confirmed_on: 2025-02-01
  label: 首次认定
  when: {kind: recognition, subject: 高新技术企业, occurrence: first}
  if: {fact: above_scale, is: true}
  formula: {type: fixed, amount_yuan: 200000}
  caps: [{amount_yuan: 300000, per: applicant}]
  once: true
- id: R2
  clause: 二/2
  status: confirmed
  confirmed_by: 甲
  confirmed_on: 2025-02-01
  label: 配套
  when: {kind: project, subject: 重大专项}
  formula: {type: match, base: 市补助, rate: 0.5, of: grant_prefecture}
- id: R3
  clause: 二/3
  status: confirmed
  confirmed_by: 甲
  confirmed_on: 2025-02-01
  label: 发明专利
  when: {kind: patent, subject: 发明专利}
  formula: {type: per_item, item: 件, amount_yuan: 5000}
caps:
- {id: C1, clause: 二, amount_yuan: 1000000, per: applicant, rewards: [R1, R2], SIGNED}
stacking:
- {id: S1, clause: 三, rule: 从高, SIGNED,
   run: {type: highest, rewards: [R1, R2], per: [applicant]}}
""".replace("SIGNED", BY)
R1, R2, R3 = (
    "{type: fixed, amount_yuan: 200000}",
    "{type: match, base: 市补助, rate: 0.5, of: grant_prefecture}",
    "{type: per_item, item: 件, amount_yuan: 5000}",
)
IF, WHEN = "{fact: above_scale, is: true}", "{kind: patent, subject: 发明专利}"
CAP = "caps: [{amount_yuan: 300000, per: applicant}]"
LIFE = "  once: true\n"
WITH_MATTER = SOUND[SOUND.index("  label: 首次认定") : SOUND.index("- id: R2")]
END = "stacking:\n"
STOP = f"- {{id: O1, clause: 三, rewards: [R1], from: 2025-06-01, document: 文, {BY}}}\n"
CHANGE = f"- {{id: O2, clause: 三, rewards: all, from: 2025-07-01, document: 文, formula: {R1}, {BY}}}\n"
DECISION = "- {reward: R2, rate: 0.3, from: 2025-03-01, document: 文}\n"
FIRMS = "indicator: 高新技术企业, measure: level"

# code: what to replace, by what, the row it is found in, and words of its sentence.
CASES: dict[str, tuple[str, str, str, str]] = {
    "programme.no-code": ("programme: qinghe\n", "", "", "没有写 programme"),
    "programme.duplicate-id": ("id: R2", "id: R1", "R1", "编号“R1”用了两次"),
    "programme.duplicate-name": (
        "- {name: 旗人民政府}\n",
        "- {name: 旗人民政府}\n- {name: 旗人民政府}\n",
        "旗人民政府",
        "单位“旗人民政府”写了两次",
    ),
    "programme.fact-taken": ("name: green", "name: sales", "sales", "与通用事实“营业收入”同名"),
    "programme.unknown-reward": ("rewards: [R1, R2], status", "rewards: [R1, R22], status", "C1", "奖补里没有“R22”这个编号"),
    "programme.decision-twice": (
        END,
        f"decisions:\n{DECISION}{DECISION}stacking:\n",
        "",
        "“R2”在2025年3月1日定了两次比例",
    ),
    "programme.decision-unneeded": (
        END,
        f"decisions:\n{DECISION}stacking:\n",
        "",
        "“R2”的比例原文已有",
    ),
    "programme.no-clause": ("clause: 二/3", 'clause: ""', "R3", "“R3”没有写条款"),
    "programme.no-title": ("title: 青河旗科技创新若干政策", 'title: ""', "", "没有写文件标题"),
    "programme.region": ('region: "150600"', "region: 1506", "", "行政区划代码“1506”不对"),
    "programme.no-validity": ("in_force: {from: 2025-01-01, to: 2027-12-31}\n", "", "", "没有写有效期"),
    "programme.issued-too-late": (
        "issued_on: 2025-01-01",
        "issued_on: 2028-01-01",
        "",
        "成文日期2028年1月1日在有效期结束（2027年12月31日）之后",
    ),
    "programme.before-issue": ("issued_on: 2025-01-01", "issued_on: 2025-03-01", "", "有效期从2025年1月1日算，早于成文日期2025年3月1日"),
    "programme.period-reversed": ("period: {by: 2027}", "period: {from: 2027, to: 2025-06}", "T1", "起始时间2027年在截止时间2025年6月之后"),
    "programme.outside-validity": (LIFE, "  once: true\n  in_force: {from: 2028-01-01}\n", "R1", "永远不会兑付"),
    "programme.unknown-unit": ("lead: [旗科技局]", "lead: [旗科技]", "D1", "责任里的单位“旗科技”不在 units 里（D1）"),
    "programme.unknown-parent": ("parent: 旗人民政府", "parent: 旗政府", "旗科技局", "上级单位“旗政府”不在 units 里"),
    "programme.unit-cycle": ("- {name: 旗人民政府}", "- {name: 旗人民政府, parent: 旗科技局}", "旗人民政府", "数上去又是它自己"),
    "programme.alias-taken": ("aliases: [旗科工局]", "aliases: [旗人民政府]", "旗科技局", "“旗人民政府”既是“旗科技局”的别称"),
    "programme.target-range": ('op: ">=", value: 30', "op: range, value: [30, 20]", "T1", "区间的下限大于上限"),
    "programme.target-negative": ("value: 30", "value: -30", "T1", "数值是负数"),
    "programme.coverage-too-high": (
        'measure: level, op: ">=", value: 30, unit: 家',
        'measure: coverage, op: "=", value: 120, unit: "%"',
        "T1",
        "超过100%",
    ),
    "programme.target-without-time": ("period: {by: 2027}, ", "", "T1", "没有写时间"),
    "programme.target-contradiction": (
        "duties:\n",
        f"- {{id: T2, clause: 一/2, {FIRMS}, op: '<=', value: 20, unit: 家, period: {{by: 2027}}, {BY}}}\nduties:\n",
        "T2",
        "数值矛盾：不低于30家，不高于20家",
    ),
    "programme.target-twice": (
        "duties:\n",
        f"- {{id: T2, clause: 一/2, {FIRMS}, op: '>=', value: 32, unit: 家, period: {{by: 2027}}, {BY}}}\nduties:\n",
        "T2",
        "数值不同：不低于30家，不低于32家",
    ),
    "programme.unknown-fact": (IF, "{fact: above_scal, is: true}", "R1", "没有“above_scal”这个事实"),
    "programme.fact-type": (IF, "{fact: sales, is: true}", "R1", "“sales”（营业收入）是金额，不能写 true 或 false"),
    "programme.unknown-choice": ("kind: patent", "kind: patents", "R3", "事项类别没有“patents”"),
    "programme.never-true": (IF, "{fact: sales, at_least: 200, less_than: 200}", "R1", "条件永远不成立"),
    "programme.threshold-too-fine": (IF, "{fact: staff, at_least: 10.5}", "R1", "界限10.5太细，数量只有整数"),
    "programme.at-without-effect": (IF, "{fact: reviewed, at: year_end, is: true}", "R1", "at: year_end 不起作用"),
    "programme.mixed-units": (IF, "{ratio: [sales, staff], at_least: 0.1}", "R1", "比值的两个量有的是金额，有的是数量"),
    "programme.rate-of-count": ("of: grant_prefecture", "of: count", "R2", "按比例计算的应为金额，现在是数量"),
    "programme.items-of-money": (R3, "{type: per_item, item: 件, amount_yuan: 5000, of: sales}", "R3", "按件计算的应为数量，现在是金额"),
    "programme.match-of-no-grant": ("of: grant_prefecture", "of: rd_spend", "R2", "配套的基数（研发经费）不是上级补助"),
    "programme.no-label": ("  label: 配套\n", "", "R2", "说不清是什么奖补"),
    "programme.no-pattern": ("  when: {kind: project, subject: 重大专项}\n", "", "R2", "没有写 when（给哪些事项）"),
    "programme.every-applicant": (
        "  when: {kind: recognition, subject: 高新技术企业, occurrence: first}\n",
        "",
        "R1",
        "凡符合条件的主体每个都给；写着“首次”，像是针对某个事项的",
    ),
    "programme.yearly-without-matter": (
        WITH_MATTER,
        "  label: 年度研发奖励\n  if: {fact: above_scale, is: true}\n  formula: {type: fixed, amount_yuan: 200000}\n",
        "R1",
        "每个主体前后只给一笔；写着“年度”，像是每年都给的",
    ),
    "programme.count-over-matters": (
        R3,
        "{type: per_item, item: 件, amount_yuan: 5000, at_most: 20}\n  quote: 每件5000元，单个企业每年不超过20件",
        "R3",
        "“R3”的原文写着“单个企业每年不超过20件”，at_most 只管一个事项",
    ),
    "programme.no-quantity": (", of: grant_prefecture", "", "R2", "没有写 of"),
    "programme.rate-above-one": ("rate: 0.5", "rate: 50", "R2", "“R2”的比例是50倍（5000%），是不是50%"),
    "programme.figure-not-in-quote": (R1, "{type: fixed, amount_yuan: 20}\n  quote: 给予20万元", "R1", "“R1”的金额写着20元，原文是20万元"),
    "programme.by-decision": ("rate: 0.5", "rate: by_decision", "R2", "比例原文没有写明，还没有决定"),
    "programme.stage-twice": (
        R2,
        "{type: staged, stages: [{stage: 受理, amount_yuan: 1}, {stage: 受理, amount_yuan: 2}]}",
        "R2",
        "阶段“受理”写了两次",
    ),
    "programme.stage-unpaid": (
        "when: {kind: project, subject: 重大专项}\n  formula: " + R2,
        "when: {kind: listing, stage: 股改}\n  formula: "
        "{type: staged, stages: [{stage: 受理, amount_yuan: 1}, {stage: 上市, amount_yuan: 2}]}",
        "R2",
        "算法里没有这个阶段的金额",
    ),
    "programme.never-paid": (LIFE, "  once: true\n  ignore_below_yuan: 250000\n", "R1", "而最多才20.00万元，永远不付"),
    "programme.no-cap": (R2, "{type: upto}", "R2", "没有写限额"),
    "programme.floor-over-cap": (LIFE, "  once: true\n  floor_yuan: 400000\n", "R1", "不足的补到这个数（40.00万元），高于限额30.00万元"),
    "programme.tiers-gap": (R2, "{type: tiers, of: sales, mode: slab, tiers: [{from: 100, rate: 0.1}]}", "R2", "100以下的部分不计"),
    "programme.tiers-descend": (
        R2,
        "{type: tiers, of: sales, mode: whole, tiers: [{from: 0, amount_yuan: 2}, {from: 100, amount_yuan: 1}]}",
        "R2",
        "第2档比第1档高，给得反而少",
    ),
    "programme.cap-twice": (
        CAP,
        "caps: [{amount_yuan: 300000, per: applicant}, {amount_yuan: 400000, per: applicant}]",
        "R1",
        "两个每个主体的限额",
    ),
    "programme.cap-per-item": (CAP, "caps: [{amount_yuan: 300000, per: item}]", "R1", "限额按件，算法不是按件"),
    "programme.cap-below-amount": (CAP, "caps: [{amount_yuan: 100000, per: matter}]", "R1", "定额20.00万元，限额（每个事项）只有10.00万元"),
    "programme.cap-without-effect": (
        CAP,
        "caps: [{amount_yuan: 300000, per: applicant}, {amount_yuan: 300000, per: applicant, within: year}]",
        "R1",
        "每年的限额不低于累计的限额",
    ),
    "programme.once-and-times": (LIFE, "  once: true\n  times: {count: 2}\n", "R1", "写着一次性，又写着可以2次"),
    "programme.once-and-years": (LIFE, "  once: true\n  years: {count: 3}\n", "R1", "写着一次性，又写着3年"),
    "programme.double-payment": (WHEN, "{kind: recognition, subject: 高新技术企业}", "R3", "“R3”与“R1”可能为同一事项都付"),
    "programme.crossing-groups": (
        "amount_yuan: 1000000, per: applicant, rewards: [R1, R2]",
        "amount_yuan: 1000000, per: applicant, rewards: [R2, R3]",
        "S1",
        "“S1”与“C1”的奖补部分重叠：共有R2",
    ),
    "programme.override-unclear": (
        END,
        f"overrides:\n{STOP}{CHANGE}stacking:\n",
        "O2",
        "“R1”自2025年6月1日起已停止执行，后来的调整“O2”不起作用",
    ),
    "programme.lone-highest": ("rewards: [R1, R2], per: [applicant]", "rewards: [R1], per: [applicant]", "S1", "从高的只有一项奖补"),
    "programme.lone-cap": ("per: applicant, rewards: [R1, R2]", "per: applicant, rewards: [R1]", "C1", "共用限额“C1”只有一项奖补"),
    "programme.stacking-declared": (
        "run: {type: highest, rewards: [R1, R2], per: [applicant]}",
        "run: {type: declared}",
        "S1",
        "不自动计算，只在结果里提示：从高",
    ),
    "programme.unsigned": ("  confirmed_by: 甲\n  confirmed_on: 2025-02-01\n  label: 配套", "  label: 配套", "R2", "没有写谁在哪天确认"),
    "programme.drafts-left": (
        "  status: confirmed\n  confirmed_by: 甲\n  confirmed_on: 2025-02-01\n  label: 配套",
        "  label: 配套",
        "",
        "奖补里还有1条草稿：R2",
    ),
    "programme.to-check-left": (END, "to_check: [{code: x}]\nstacking:\n", "", "还有1处需核对"),
    "programme.doubts-left": ("  label: 配套", "  label: 配套\n  doubts: [数额]", "R2", "还留着1处疑点"),
    "programme.reading-open": (
        LIFE,
        "  once: true\n  readings: [{question: 怎么算, taken: 甲, alternatives: [乙]}]\n",
        "R1",
        "解释机关还没有确认：怎么算",
    ),
    "programme.reading-repeated": (
        LIFE,
        "  once: true\n  readings: [{question: 怎么算, taken: 甲, alternatives: [甲], confirmed_on: 2025-01-01}]\n",
        "R1",
        "其他理解里写了采用的理解",
    ),
    "programme.no-interpreter": (
        "interpreter: 旗科技局\n",
        "decisions: []\nquotas: []\n",
        "",
        "没有写 interpreter",
    ),
}
READING = (LIFE, "  once: true\n  readings: [{question: 怎么算, taken: 甲, alternatives: [乙]}]\n")
BEYOND_CHECK = {"programme.not-found", "programme.writing", "programme.shape", "programme.too-large"}
IN_DRAFTS = {"programme.unused-words", "programme.exclusion", "programme.cap-proposed"}


def found_in(text: str):
    file = programme_file(text)
    return check_programme(file.programme, file.line_of)


def spoilt(code: str) -> str:
    old, new, *_ = CASES[code]
    assert SOUND.count(old) >= 1, old
    text = SOUND.replace(old, new, 1)
    return text.replace(*READING, 1) if code == "programme.no-interpreter" else text


def test_a_sound_programme_has_no_findings():
    assert found_in(SOUND) == ()


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found_in_its_row_and_told_in_a_sentence(code):
    _, _, row, words = CASES[code]
    found = [finding for finding in found_in(spoilt(code)) if finding.code == code]
    assert [(finding.row, words in finding.message) for finding in found][:1] == [(row, True)], found


def test_every_code_of_the_page_has_a_case_here():
    page = (ROOT / "docs" / "programme-checks.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)) == set(CASES) | BEYOND_CHECK | IN_DRAFTS


def test_the_weight_in_the_page_is_the_weight_of_the_finding():
    page = (ROOT / "docs" / "programme-checks.md").read_text("utf-8")
    words = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", page, re.MULTILINE))
    for code in CASES:
        weight = next(finding.severity.label for finding in found_in(spoilt(code)) if finding.code == code)
        assert weight in words[code], code


def test_a_finding_says_the_line_of_the_key_that_is_meant():
    (finding,) = [f for f in found_in(spoilt("programme.unknown-fact")) if f.code == "programme.unknown-fact"]
    line = spoilt("programme.unknown-fact").splitlines()[finding.line - 1]
    assert line == "  if: {fact: above_scal, is: true}"
    assert (finding.path, finding.clause, finding.hint) == (("rewards", 0, "if", "fact"), "二/1", "是不是“above_scale”？")


def test_a_fact_by_its_chinese_name_is_told_by_its_name():
    (finding,) = [f for f in found_in(SOUND.replace(IF, "{fact: 规模以上, is: true}")) if f.code == "programme.unknown-fact"]
    assert finding.hint == "“规模以上”写作 above_scale"


def test_a_rate_to_be_decided_may_stand_inside_another_formula():
    inner = f"{{type: least, formulas: [{R1}, {{type: share, rate: by_decision, of: cost}}]}}"
    text = SOUND.replace(R2, inner).replace(END, f"decisions:\n{DECISION}stacking:\n", 1)
    assert [finding.message for finding in found_in(text)] == []


@pytest.mark.parametrize(
    "formula",
    [
        "{type: staged, stages: [{stage: 受理, amount_yuan: 1}, {stage: 上市, amount_yuan: 2}]}",
        f"{{type: by_year, bands: [{{through: 2, formula: {R1}}}]}}",
    ],
)
def test_stages_and_years_are_those_of_a_matter(formula):
    text = SOUND.replace(R2, formula).replace("  when: {kind: project, subject: 重大专项}\n", "")
    assert [finding.message for finding in found_in(text)] == ["“R2”用到事项的情况，没有写 when（给哪些事项）"]


def test_two_overrides_of_one_day_are_unclear_and_two_changes_in_turn_are_not():
    def codes(first: str, second: str) -> list[str]:
        return [finding.message for finding in found_in(SOUND.replace(END, f"overrides:\n{first}{second}stacking:\n", 1))]

    earlier = CHANGE.replace("O2", "O1").replace("2025-07-01", "2025-06-01")
    assert codes(CHANGE, earlier) == []
    assert codes(earlier, CHANGE.replace("2025-07-01", "2025-06-01")) == ["“R1”在2025年6月1日有两次调整（“O1”“O2”）"]


def test_a_place_in_a_condition_is_a_code_or_how_codes_begin():
    def messages(code: str) -> list[str]:
        return [finding.message for finding in found_in(SOUND.replace(IF, f'{{fact: region, one_of: ["{code}"]}}'))]

    assert messages("1506") == messages("150602001") == []
    assert messages("东胜区") == ["行政区划代码“东胜区”不对，应为6位、9位或12位数字"]
    assert messages("") == ["行政区划代码“”不对，应为6位、9位或12位数字"]


def test_what_is_unfinished_may_stay_in_a_draft():
    draft = SOUND.replace("status: confirmed", "status: draft").replace(", of: grant_prefecture", "")
    (finding,) = [f for f in found_in(draft) if f.code == "programme.no-quantity"]
    assert finding.severity is Severity.WARNING


def test_a_unit_may_be_named_by_its_alias():
    assert found_in(SOUND.replace("lead: [旗科技局]", "lead: [旗科工局]")) == ()


def test_conditions_that_exclude_each_other_are_no_double_payment():
    other = SOUND.replace(WHEN, "{kind: recognition, subject: 高新技术企业}\n  if: {fact: above_scale, is: false}")
    assert found_in(other) == ()


def test_thresholds_that_do_not_meet_are_no_double_payment():
    text = SOUND.replace(IF, "{fact: sales, at_least: 100}").replace(
        WHEN, "{kind: recognition, subject: 高新技术企业}\n  if: {all: [{fact: sales, less_than: 100}]}"
    )
    assert found_in(text) == ()


def test_highest_of_a_group_is_no_double_payment():
    text = SOUND.replace(WHEN, "{kind: recognition, subject: 高新技术企业}").replace(
        "highest, rewards: [R1, R2]", "highest, rewards: [R1, R2, R3]"
    )
    assert found_in(text) == ()


def test_a_reward_partly_outside_of_the_programme_is_a_warning():
    (finding,) = found_in(SOUND.replace(LIFE, "  once: true\n  in_force: {to: 2028-06-30}\n"))
    assert (finding.code, finding.severity) == ("programme.outside-validity", Severity.WARNING)


def test_a_file_that_is_wrong_throughout_is_checked_in_bounded_time():
    rows = "".join(
        f"- {{id: R{at}, clause: x, formula: {{type: fixed, amount_yuan: 1}}, when: {{kind: nokind, subject: a}}}}\n" for at in range(3000)
    )
    found = found_in(f"format: luoshi-programme/1\npolicy: {{title: x}}\nrewards:\n{rows}")
    assert len(found) < 10_000


def test_a_refused_file_is_no_programme():
    with pytest.raises(ProgrammeRefused):
        found_in(SOUND.replace("type: fixed", "type: fix"))


@pytest.mark.parametrize(
    ("quote", "formula"),
    [
        ("一次性给予二十万元", R1),
        ("分别给予10、20、30万元", R1),
        ("最高40万元的50%", R1),
        ("按2倍给予", "{type: share, base: 费用, rate: 2, of: cost}"),
        ("按三分之一补助", "{type: share, base: 费用, rate: 1/3, of: cost}"),
    ],
)
def test_a_figure_that_the_quotation_prints_is_not_asked_about(quote, formula):
    text = SOUND.replace(R1, f"{formula}\n  quote: {quote}", 1).replace(f"  {CAP}\n", "")
    assert [finding.message for finding in found_in(text)] == []


def test_a_limit_is_held_to_the_quotation():
    text = SOUND.replace(R1, f"{R1}\n  quote: 给予20万元，最高3万元", 1)
    assert [finding.message for finding in found_in(text)] == ["“R1”的限额写着30.00万元，原文是3万元"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("Sales", "自定事实“Sales”与通用事实“营业收入”同名"), ("row", "自定事实“row”是程序留用的名"), ('" "', "自定事实没有名")],
)
def test_a_fact_whose_column_would_be_another_is_refused(name, told):
    found = [finding for finding in found_in(SOUND.replace("name: green", f"name: {name}")) if finding.code == "programme.fact-taken"]

    assert [(finding.severity, finding.message) for finding in found] == [(Severity.ERROR, told)]


def test_facts_that_only_capitals_tell_apart_are_one_name():
    twice = SOUND.replace("facts:\n", "facts:\n- {name: Green, label: 绿, entity: matter, type: flag}\n")

    assert [finding.message for finding in found_in(twice) if finding.code == "programme.duplicate-name"] == ["自定事实“green”写了两次"]


def test_a_name_of_a_reward_that_is_gone_is_first_to_be_left_out():
    (finding,) = [finding for finding in found_in(spoilt("programme.unknown-reward")) if finding.code == "programme.unknown-reward"]
    assert finding.hint == "这条奖补已删去的，从这里也删去；是不是“R2”？"


@pytest.mark.parametrize(
    ("data", "kind"), [(b"PK\x03\x04rest", "Excel、Word一类的"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0", "旧版Excel、Word一类的")]
)
def test_a_file_of_another_kind_is_named(data, kind):
    with pytest.raises(ProgrammeRefused) as refused:
        programme_file(data)
    assert refused.value.faults[0].message == f"这是{kind}文件，不是方案（YAML）。请选方案文件，名字一般以 .yaml 结尾"
