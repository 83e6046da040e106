"""A step that is no act sends an officer looking for work that nobody ordered; a lost time limit lets the work run late."""

from __future__ import annotations

import pytest

from luoshi.commitments.nodes import Procedure
from luoshi.commitments.procedure import read_procedures
from luoshi.commitments.procedure.steps import act_of, actors_in, deeds_in, with_limit_of, with_limits
from tests.unit.commitments.plans import plan

FLOW = """临江县惠民补贴实施方案
一、发放补贴。补贴按本方案发放。
附件
补贴办理流程
一、申请。农户在手机上填报，于每年3月10日前提交材料。
二、初核。县农业局7个工作日内查验，退回时说明理由。
三、公示。名单在村务公开栏公示3天。
四、拨付。无异议的，报县政府批准，县财政局15个工作日内拨付资金。
"""


def procedures(text: str) -> list[Procedure]:
    return list(read_procedures(plan(text)))


@pytest.mark.parametrize(
    "words",
    [
        "公示无异议的",
        "不能线上办理的",
        "对新组建的果品研究所",
        "围绕果品加工产业",
        "根据市场变化情况",
        "因天气等不可预见因素",
        "面积以实测数据为准",
        "在享受前款支持基础上",
        "项目投产后",
        "单户每年最高20万元",
        "按实际利息的40%给予贴息",
        "每年发榜不少于5项",
    ],
)
def test_words_that_only_say_when_to_whom_or_how_much_are_no_act(words):
    assert act_of(words) == ""


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("拨付按照附件规定的流程办理", "拨付"),
        ("县农业局审核批准后", "县农业局审核批准"),
        ("对入库农户进行专项培训", "对入库农户进行专项培训"),
        ("面向全市征集果品名录", "面向全市征集果品名录"),
        ("符合条件的农户通过手机确认信息", "符合条件的农户通过手机确认信息"),
        ("补贴事项按照数据比对、公示的程序办理", "补贴事项按照数据比对、公示的程序办理"),
    ],
)
def test_an_act_is_kept_without_what_refers_elsewhere(words, act):
    assert act_of(words) == act


def test_a_limit_by_itself_is_put_before_what_it_limits():
    assert list(with_limits(["县农业局受理", "10个工作日内", "县财政局拨付资金"])) == ["县农业局受理", "10个工作日内县财政局拨付资金"]


@pytest.mark.parametrize(
    ("step", "text", "limited"),
    [
        ("受理", "县农业局5个工作日内办结", "受理（5个工作日内）"),
        ("申请", "于每年3月10日前提交", "申请（每年3月10日前）"),
        ("公示", "在网站公示3天", "公示（3天）"),
        ("网上公示3天", "在网站公示3天", "网上公示3天"),
        ("拨付", "及时拨付资金", "拨付"),
    ],
)
def test_a_step_keeps_its_time_limit(step, text, limited):
    assert with_limit_of(step, text) == limited


def test_a_printed_process_is_one_procedure_with_limits_and_all_who_act():
    [flow] = list(read_procedures(plan(FLOW, frame="{}")))

    assert flow.steps == ("申请（每年3月10日前）", "初核（7个工作日内）", "公示（3天）", "拨付（15个工作日内）")
    assert flow.who == ("县农业局", "县政府", "县财政局")


def test_a_regulation_takes_no_step_from_the_registers_beside_it():
    [rules] = [p for p in procedures("出台果品基地管理办法，建立基地库、专家库。") if p.rule == "regulation"]

    assert rules.steps == ()


def test_two_names_joined_are_not_taken_for_steps():
    [rule] = procedures("推行“揭榜挂帅”和补贴“包干制”。")

    assert rule.steps == ()
    assert deeds_in("“揭榜挂帅”和补贴“包干") == ()


def test_a_manner_has_the_acts_of_its_own_half_sentence_only():
    [manner] = procedures("农户在手机上确认信息，实行“免申即享”；不能线上办理的，于每年3月底前提交材料。")

    assert manner.steps == ("农户在手机上确认信息",)


def test_a_manner_for_somebody_has_no_steps():
    [manner] = procedures("对引进专家团队组建的果品研究所，实行“一事一议”。")

    assert manner.steps == ()


def test_experts_who_have_their_say_do_not_run_a_process():
    [process] = procedures("果品项目按照征集需求、专家评审、公示立项、结题验收的程序实施。\n牵头单位：县农业局")

    assert (process.who, process.implied) == (("县农业局",), ("who",))


def test_a_body_that_is_set_up_is_named_without_the_verb():
    assert actors_in("成立县果品领导小组，统筹推进") == ("县果品领导小组",)


def test_steps_joined_by_arrows_are_parted():
    [process] = procedures("政策兑现流程：发布指南→农户申报→部门审核→公示→资金拨付。")

    assert process.steps == ("发布指南", "农户申报", "部门审核", "公示", "资金拨付")


def test_a_limit_between_two_steps_is_not_lost():
    [process] = procedures("农户提出申请，县农业局受理后，10个工作日内，由专家评审，公示5天，报县政府审定后兑现。")

    assert process.steps == ("农户提出申请", "县农业局受理", "10个工作日内由专家评审", "公示5天", "报县政府审定后兑现")
