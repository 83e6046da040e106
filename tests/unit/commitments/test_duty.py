"""A duty missed is a task that nobody is reminded of; one invented is a task that nobody has."""

from __future__ import annotations

import pytest

from luoshi.commitments.duty import read_duties
from luoshi.commitments.nodes import Duty
from tests.unit.commitments.plans import plan

PLAIN = "{}"
RULES = "临江市促进科技创新若干政策措施\n一、支持政策\n{}\n"


def duties(text: str, frame: str = PLAIN) -> list[Duty]:
    return list(read_duties(plan(text, frame=frame)))


def told(text: str, frame: str = PLAIN) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(d.clause, d.title, d.lead, d.support) for d in duties(text, frame)]


PLAN = """临江县科技创新行动方案（2024—2026年）
一、总体要求
（一）指导思想。坚持创新驱动。
（二）基本原则
1.坚持企业主体。强化企业地位。
2.坚持开放合作。主动融入都市圈。
（三）主要目标。到2026年，创新能力显著增强。
二、重点任务
（一）优化发展环境。完善政策体系。
（二）夯实产业基础
1.突破关键技术。实施一批项目。
2.建设创新平台
布局一批新型研发机构。
（三）推动集群发展。打造特色园区。
三、实施步骤
（一）启动阶段（2024年3月—6月）。制定实施方案。
（二）总结阶段（2026年12月）。开展评估。
四、保障措施
一是加强组织领导。健全推进机制。
二是强化资金保障。统筹各类资金。
五、附则
"""


def test_plan_without_units_has_a_duty_for_each_task_and_none_for_its_scene():
    assert told(PLAN) == [
        ("二/(一)", "优化发展环境", (), ()),
        ("二/(二)/1", "突破关键技术", (), ()),
        ("二/(二)/2", "建设创新平台", (), ()),
        ("二/(三)", "推动集群发展", (), ()),
        ("四/一", "加强组织领导", (), ()),
        ("四/二", "强化资金保障", (), ()),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "总体要求",
        "指导思想和基本原则",
        "发展基础与面临形势",
        "“十三五”发展回顾",
        "我市科技创新现状",
        "主要目标",
        "实施步骤",
        "附则",
        "有关要求说明",
        "编制背景",
    ],
)
def test_heading_that_sets_the_scene_is_no_task(heading):
    assert told(f"临江县科技创新规划\n一、{heading}\n（一）第一点内容\n坚持创新。\n二、重点任务\n（一）建设平台\n布局平台。\n") == [
        ("二/(一)", "建设平台", (), ())
    ]


@pytest.mark.parametrize(
    "heading", ["优化发展环境", "推进产业基础建设", "夯实发展基础", "工作要求", "创新驱动发展", "目标任务", "完善政策体系"]
)
def test_heading_with_a_verb_is_a_task(heading):
    assert told(f"临江县科技创新规划\n一、{heading}\n（一）建设平台\n布局平台。\n") == [("一/(一)", "建设平台", (), ())]


def test_duty_of_a_plan_without_units_says_that_no_one_answers():
    assert {(d.rule, d.doubts, d.confidence < 1) for d in duties(PLAN)} == {("duty_of_plan", ("没有写责任单位",), True)}


def test_plan_with_units_has_duties_only_where_a_line_stands():
    text = PLAN.replace("打造特色园区。", "打造特色园区。（县发改局牵头，县科技局配合）").replace(
        "实施一批项目。", "实施一批项目。（责任单位：县科技局）"
    )
    assert told(text) == [("二/(二)/1", "突破关键技术", ("县科技局",), ()), ("二/(三)", "推动集群发展", ("县发改局",), ("县科技局",))]


def test_single_line_in_a_long_plan_does_not_hide_the_other_tasks():
    text = PLAN.replace("统筹各类资金。", "统筹各类资金。（责任单位：县财政局）")
    assert [(title, lead) for _, title, lead, _ in told(text)] == [
        ("优化发展环境", ()),
        ("突破关键技术", ()),
        ("建设创新平台", ()),
        ("推动集群发展", ()),
        ("加强组织领导", ()),
        ("强化资金保障", ("县财政局",)),
    ]


def test_unit_named_in_the_text_of_a_task_leads_it_with_a_doubt():
    text = PLAN.replace("健全推进机制。", "县科技局牵头组织政策兑现工作，相关部门对支持事项进行审查。")
    [duty] = [d for d in duties(text) if d.lead]
    assert (duty.title, duty.lead, duty.support, duty.rule) == ("加强组织领导", ("县科技局",), ("相关部门",), "duty_in_text")
    assert duty.doubts == ("单位取自正文，不是责任单位行",)


def test_enterprise_that_leads_a_project_is_no_unit():
    text = PLAN.replace("完善政策体系。", "支持企业牵头承担项目，给予经费支持。")
    assert [d.lead for d in duties(text)] == [()] * 6


def test_box_in_a_plan_is_a_task_and_a_table_of_indicators_is_none():
    text = PLAN.replace(
        "完善政策体系。", "完善政策体系。\n重点工程一：企业倍增工程\n实施倍增计划。\n专栏2 主要指标\n无。\n专栏3 平台建设工程\n建设平台。"
    )
    assert [title for _, title, _, _ in told(text)][:3] == ["优化发展环境", "企业倍增工程", "平台建设工程"]


def test_rules_without_units_have_no_duties():
    assert told("第一条　为规范管理，制定本措施。\n第二条　对首次认定的企业，给予20万元奖励。", RULES) == []


def test_opinions_that_mostly_grant_money_have_no_duties():
    text = (
        "临江县加快重点产业发展实施意见\n一、支持范围\n（一）固定资产投资。给予企业5%奖励。\n（二）技术创新。给予20万元奖励。\n二、其他\n"
    )
    assert told(text) == []


def test_rules_with_units_have_a_duty_for_each_article_that_names_them():
    text = (
        "第三条　支持建设研发机构。对新认定的给予30万元奖励。（责任单位：市发改委、市财政局）\n"
        "第四条　支持上市。给予300万元奖励。（责任单位：市金融局）\n第五条　本措施由市科技局负责解释。"
    )
    assert [(title, lead, support) for _, title, lead, support in told(text, RULES)] == [
        ("支持建设研发机构", ("市发改委",), ("市财政局",)),
        ("支持上市", ("市金融局",), ()),
        ("解释", ("市科技局",), ()),
    ]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("1.推进平台建设。布局一批平台。（市科技局负责）", "推进平台建设"),
        ("1.推进平台建设（市科技局负责）", "推进平台建设"),
        ("1.推进平台建设\n（市科技局负责）\n布局一批平台。", "推进平台建设"),
        ("1.推进平台建设\n布局一批平台。\n责任单位：市科技局", "推进平台建设"),
        ("1.建立会议制度，领导小组每季度召开会议，每年召开大会。（市科技局负责）", "建立会议制度"),
        ("1.围绕产业需求，加强战略布局。实施攻关。（市科技局负责）", "围绕产业需求，加强战略布局"),
        ("1.强化引领，突出重点，提升能力\n布局一批平台。\n责任单位：市科技局", "强化引领，突出重点，提升能力"),
    ],
)
def test_title_is_the_heading_or_its_first_statement(item, title):
    text = f"临江市科技创新行动方案\n一、重点任务\n{item}\n"
    assert told(text) == [("一/1", title, ("市科技局",), ())]


def test_every_stretch_that_ends_in_a_line_is_a_duty():
    text = "临江市行动方案\n一、重点任务\n（一）推进创新\n建设创新平台，布局园区。（市科技局负责）\n引进高层次人才。（市人社局负责）\n"
    assert told(text) == [("一/(一)", "建设创新平台，布局园区", ("市科技局",), ()), ("一/(一)", "引进高层次人才", ("市人社局",), ())]


def test_line_alone_behind_the_last_of_several_points_answers_for_all():
    text = (
        "临江市行动方案\n一、重点任务\n（一）推进创新\n1.建设平台。布局园区。\n2.引进人才。办好大会。\n责任单位：市科技局\n"
        "（二）推进开放\n1.扩大合作。建设基地。\n2.办好展会。\n责任单位：市商务局\n"
    )
    assert told(text) == [("一/(一)", "推进创新", ("市科技局",), ()), ("一/(二)", "推进开放", ("市商务局",), ())]


def test_line_without_a_task_is_kept_with_a_doubt():
    [duty] = duties("临江市行动方案\n一、重点任务\n（一）\n责任单位：市科技局\n")
    assert (duty.title, duty.lead, duty.quote) == ("未写明的任务", ("市科技局",), "责任单位：市科技局")
    assert "责任单位行前面没有任务" in duty.doubts


def test_line_before_its_text_takes_the_title_behind_it():
    [duty] = duties("临江市行动方案\n一、重点任务\n（一）\n责任单位：市科技局\n建设创新平台，布局园区。\n")
    assert (duty.title, duty.lead) == ("建设创新平台，布局园区", ("市科技局",))


def test_table_of_tasks_gives_a_duty_a_row_and_merged_units_hold_below():
    text = (
        "临江市工作要点\n一、任务分解\n序号 | 重点任务 | 具体举措 | 牵头单位 | 责任单位 | 完成时限\n"
        "1 | 壮大主体 | 培育高新技术企业 | 市科技局 | 市税务局、市工信局 | 2025年12月底\n"
        "2 | | 建立企业培育库 | | 各县区 | 持续推进\n"
    )
    assert [(title, lead, support) for _, title, lead, support in told(text)] == [
        ("培育高新技术企业", ("市科技局",), ("市税务局", "市工信局")),
        ("建立企业培育库", ("市科技局",), ("各县区",)),
    ]


def test_duty_leads_back_to_its_title_and_to_its_units():
    context = plan("1.推进平台建设。布局一批平台。（责任单位：市科技局、市财政局）", frame="临江市行动方案\n一、重点任务\n{}\n")
    [duty] = read_duties(context)
    chars = context.policy.text.chars
    assert (duty.quote, duty.span.of(chars)) == ("推进平台建设", "推进平台建设")
    assert duty.units_span is not None
    assert duty.units_span.of(chars) == "（责任单位：市科技局、市财政局）"
    assert (duty.implied, duty.doubts) == (("lead",), ("没有写牵头单位，把列在第一的单位当作牵头",))


@pytest.mark.parametrize(
    "sentence",
    [
        "本方案由县科技局负责解释。",
        "具体解释工作由县科技局承担。",
        "本方案自印发之日起施行，由县科技局负责解释。",
        "本方案解释权归县科技局。",
    ],
)
def test_who_explains_the_document_has_that_duty(sentence):
    [duty] = [d for d in duties(PLAN + sentence + "\n") if d.rule == "duty_to_explain"]
    assert (duty.title, duty.lead) == ("解释", ("县科技局",))


ORCHARDS = """临江县果业发展实施方案
一、重点任务
1.改良品种。推广新苗。
2.建设冷库。新建冷库。
{}
"""


@pytest.mark.parametrize(
    "last",
    [
        "3.本方案自印发之日起施行，由县农业局负责解释。",
        "3.本方案由县农业局负责解释，自发布之日起实施。",
        "3.施行日期。本方案自2026年1月1日起施行。",
        "3.有效期。本方案有效期3年。",
    ],
)
def test_item_on_coming_into_force_is_no_task(last):
    assert [title for _, title, _, _ in told(last, ORCHARDS) if title != "解释"] == ["改良品种", "建设冷库"]


def test_item_that_acts_within_the_term_stays_a_task():
    assert [title for _, title, _, _ in told("3.解读政策，做好实施。", ORCHARDS)] == ["改良品种", "建设冷库", "解读政策，做好实施"]


def test_headed_projects_are_tasks_under_their_own_names():
    text = "重点工程一：良种繁育工程。建设苗圃，推广新苗。\n重点工程二：冷链物流工程\n新建冷库。"

    assert [title for _, title, _, _ in told(text, "临江县果业发展实施方案\n{}\n")] == ["良种繁育工程", "冷链物流工程"]


def test_headed_project_with_a_unit_line_is_named_without_its_number():
    text = "重点工程一：良种繁育工程\n建设苗圃。（县农业局）\n重点工程二：冷链物流工程\n新建冷库。（县商务局）"

    assert [(title, lead) for _, title, lead, _ in told(text, "临江县果业发展实施方案\n{}\n")] == [
        ("良种繁育工程", ("县农业局",)),
        ("冷链物流工程", ("县商务局",)),
    ]
