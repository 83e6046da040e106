"""Text → tree: layouts as offices of all kinds print them, and the paths and headings that a careful person would see in them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.policy_texts import bodies, outline, read

SENTENCE = "各部门要按照职责分工，加强协作配合，形成工作合力，确保各项任务落到实处。"

LAYOUTS = yaml.safe_load((Path(__file__).parent / "trees" / "layouts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_tree_of_a_layout(layout: dict[str, str]) -> None:
    lines = layout["text"].replace("～～", SENTENCE).splitlines()

    assert outline(read(*lines)) == layout["tree"].splitlines()


def test_closing_paragraph_of_a_list_belongs_above_it() -> None:
    policy = read(
        "第八条 对机构给予经费：", "(一)落户奖励;", "(二)运行补助;", "(三)成果资助。", "对重大机构另行支持。", "第九条 对人才给予补助。"
    )

    assert bodies(policy, "第八条") == ["对机构给予经费：", "对重大机构另行支持。"]
    assert bodies(policy, "第八条/(三)") == ["成果资助。"]


def test_paragraph_on_the_document_itself_belongs_to_the_top_level() -> None:
    policy = read(
        "三、保障", "（一）组织。", "1.领导。" + SENTENCE, "2.考核。" + SENTENCE, "本方案自印发之日起施行，有效期两年。", "各地要抓好落实。"
    )

    assert bodies(policy, "三") == ["本方案自印发之日起施行，有效期两年。", "各地要抓好落实。"]
    assert bodies(policy, "三/(一)/2") == [SENTENCE]


def test_paragraph_behind_a_point_stays_with_it() -> None:
    policy = read("二、支持", "1.对企业给予投资额10%的补助。", "2.对项目实行一事一议。", "投资额以审计数据为准。", "三、附则", SENTENCE)

    assert bodies(policy, "二/2") == ["对项目实行一事一议。", "投资额以审计数据为准。"]


def test_unit_lines_stay_with_their_task() -> None:
    policy = read(
        "二、任务",
        "1.建平台。" + SENTENCE,
        "牵头单位：县科技局",
        "责任单位：县财政局",
        "2.育企业。" + SENTENCE,
        "牵头单位：县工信局",
        "三、保障",
        SENTENCE,
    )

    assert bodies(policy, "二/1") == [SENTENCE, "牵头单位：县科技局", "责任单位：县财政局"]
    assert bodies(policy, "二/2") == [SENTENCE, "牵头单位：县工信局"]


def test_table_is_a_clause_under_the_one_it_stands_in() -> None:
    rows = "指标 | 2025年\n高新技术企业 | 24家"
    policy = read("一、目标", "主要指标见表1。", "表1 主要指标", *rows.split("\n"), "二、任务", SENTENCE, tables=(rows,))

    assert outline(policy) == ["一 目标", "一/表1 表1 主要指标", "二 任务"]
    assert bodies(policy, "一/表1") == rows.split("\n")
    assert bodies(policy, "一") == ["主要指标见表1。"]


def test_tables_of_an_annex_are_counted_there() -> None:
    first, second = "甲 | 1\n乙 | 2", "丙 | 3\n丁 | 4"
    policy = read("一、目标", SENTENCE, "附件", "分解表", *first.split("\n"), "说明如下。", *second.split("\n"), tables=(first, second))

    assert outline(policy) == ["一 目标", "附件 分解表", "附件/表1", "附件/表2"]


def test_numbers_inside_a_table_open_no_clause() -> None:
    rows = "一、平台 | 10家\n二、企业 | 20家"

    assert outline(read("一、目标", SENTENCE, *rows.split("\n"), tables=(rows,))) == ["一 目标", "一/表1"]


# The sign ‖ parts heading and body.
HEADINGS = [
    "1.|强化科技创新政策支撑。‖加速建立计划体系，出台管理办法。",
    "（一）|坚持政府推动，市场主导原则。‖发挥政府推动作用。",
    "（一）|全面启动阶段（2021年9月—10月）‖",
    "（一）|强化组织领导‖  ",
    "1.|‖对新认定的高新技术企业给予20万元奖励。对重新认定的给予10万元奖励。",
    "1.|‖企业在本县注册。",
    "(一)|‖最高2000万元落户奖励;",
    "(二)|‖最高3000万元建设补助：包括设备和场地。",
    "（三）|申报条件：‖在本县注册的企业。",
    "第五条 |‖对利用资本市场融资的企业按以下标准给予奖励：",
    "2.|‖调整领导小组，县长任组长，分管副县长任副组长，各部门为成员。办公室设在县工信局。",
    "4.|建立“1+6”平台常态工作机制。‖“1”是办公室总调度。",
    "（四）|基金规模扩大。‖到2027年，规模达到5亿元。",
    "3.|‖本方案由县科技局负责解释。未尽事宜另行通知。",
    "5.|‖企业骗取资金的，追回资金。情节严重的，移送司法机关。",
]


@pytest.mark.parametrize("case", HEADINGS)
def test_heading_and_body_of_a_paragraph(case: str) -> None:
    number, heading, body = case.replace("|", "‖").split("‖")
    clause = read(number + heading + body).clauses[0]

    assert clause.heading == heading.rstrip("。：")
    assert "".join(span.of(number + heading + body) for span in clause.body) == body.strip()


def test_a_lone_sentence_above_lower_clauses_is_their_heading() -> None:
    policy = read("（一）固定资产投资支持。", "1.对项目给予补助，最高100万元。", "2.对企业给予补助，最高50万元。")

    assert policy.clauses[0].heading == "固定资产投资支持"
