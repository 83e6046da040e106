"""Text → tree: layouts as offices of all kinds print them, and the paths and headings that a careful person would see in them."""

from __future__ import annotations

import pytest

from tests.policy_texts import bodies, outline, read

SENTENCE = "各部门要按照职责分工，加强协作配合，形成工作合力，确保各项任务落到实处。"

GOOD: dict[str, tuple[list[str], list[str]]] = {
    "the ladder of GB/T 9704": (
        ["一、总体要求", "（一）指导思想", SENTENCE, "1.目标。" + SENTENCE, "（1）措施。" + SENTENCE, "①要点。" + SENTENCE, "②方法。" + SENTENCE, "（二）原则", SENTENCE],
        ["一 总体要求", "一/(一) 指导思想", "一/(一)/1 目标", "一/(一)/1/(1) 措施", "一/(一)/1/(1)/① 要点", "一/(一)/1/(1)/② 方法", "一/(二) 原则"],
    ),
    "chapters, sections and articles": (
        ["第一章 总则", "第一条 为促进创新，制定本办法。", "第二章 支持", "第一节 平台", "第二条 对平台给予支持。", "第二节 企业", "第三条 对企业给予支持。"],
        ["第一章 总则", "第一章/第一条", "第二章 支持", "第二章/第一节 平台", "第二章/第一节/第二条", "第二章/第二节 企业", "第二章/第二节/第三条"],
    ),
    "articles that run through items": (
        ["一、支持平台", "第一条 对平台给予支持。", "二、支持企业", "第二条 对企业给予支持。", "（一）对首次认定的给予支持；", "（二）对重新认定的给予支持。"],
        ["一 支持平台", "一/第一条", "二 支持企业", "二/第二条", "二/第二条/(一)", "二/第二条/(二)"],
    ),
    "items below articles": (
        ["第一条 支持范围如下：", "一、企业；", "二、高校。", "第二条 支持方式如下：", "一、补助；", "二、奖励；", "三、贴息。"],
        ["第一条", "第一条/一", "第一条/二", "第二条", "第二条/一", "第二条/二", "第二条/三"],
    ),
    "points above bracketed numerals": (
        ["1.支持平台", "（一）重点实验室。" + SENTENCE, "（二）中试基地。" + SENTENCE, "2.支持企业", "（一）高新企业。" + SENTENCE, "（二）小微企业。" + SENTENCE],
        ["1 支持平台", "1/(一) 重点实验室", "1/(二) 中试基地", "2 支持企业", "2/(一) 高新企业", "2/(二) 小微企业"],
    ),
    "a numbering that runs through higher sections": (
        ["一、任务", "（一）平台", "1.建实验室。" + SENTENCE, "2.建基地。" + SENTENCE, "（二）企业", "3.育高企。" + SENTENCE, "（三）人才", "4.引英才。" + SENTENCE],
        ["一 任务", "一/(一) 平台", "一/(一)/1 建实验室", "一/(一)/2 建基地", "一/(二) 企业", "一/(二)/3 育高企", "一/(三) 人才", "一/(三)/4 引英才"],
    ),
    "running tasks in brackets": (
        ["一、行动", "1.强平台", "（262）建设实验室。" + SENTENCE, "（263）建设基地。" + SENTENCE, "2.强企业", "（264）培育企业。" + SENTENCE],
        ["一 行动", "一/1 强平台", "一/1/(262) 建设实验室", "一/1/(263) 建设基地", "一/2 强企业", "一/2/(264) 培育企业"],
    ),
    "an arabic number in brackets for a Chinese one": (
        ["一、要求", "（一）思想", SENTENCE, "（2）目标", SENTENCE, "（三）原则", SENTENCE],
        ["一 要求", "一/(一) 思想", "一/(2) 目标", "一/(三) 原则"],
    ),
    "the same misprint before lower numbers": (
        ["一、任务", "（一）企业", "1.甲。" + SENTENCE, "2.乙。" + SENTENCE, "（2）平台", "1.丙。" + SENTENCE, "二、保障", "（一）组织。" + SENTENCE],
        ["一 任务", "一/(一) 企业", "一/(一)/1 甲", "一/(一)/2 乙", "一/(2) 平台", "一/(2)/1 丙", "二 保障", "二/(一) 组织"],
    ),
    "a real list in brackets below points is no misprint": (
        ["一、任务", "（一）企业", "1.甲", "（1）子甲。" + SENTENCE, "（2）子乙。" + SENTENCE, "2.乙。" + SENTENCE, "（二）平台", SENTENCE],
        ["一 任务", "一/(一) 企业", "一/(一)/1 甲", "一/(一)/1/(1) 子甲", "一/(一)/1/(2) 子乙", "一/(一)/2 乙", "一/(二) 平台"],
    ),
    "a Chinese number in brackets for an arabic one": (
        ["一、任务", "（一）企业", "1.甲", "（1）子甲。" + SENTENCE, "（2）子乙。" + SENTENCE, "（三）子丙。" + SENTENCE, "（4）子丁。" + SENTENCE, "（二）平台。" + SENTENCE],
        ["一 任务", "一/(一) 企业", "一/(一)/1 甲", "一/(一)/1/(1) 子甲", "一/(一)/1/(2) 子乙", "一/(一)/1/(三) 子丙", "一/(一)/1/(4) 子丁", "一/(二) 平台"],
    ),
    "an arabic number for an item": (
        ["一、要求", SENTENCE, "2、任务", "（一）甲。" + SENTENCE, "三、保障", SENTENCE],
        ["一 要求", "2 任务", "2/(一) 甲", "三 保障"],
    ),
    "the first of a list misprinted": (
        ["一、要求", "(1)思想", SENTENCE, "（二）目标", SENTENCE, "（三）原则", SENTENCE],
        ["一 要求", "一/(1) 思想", "一/(二) 目标", "一/(三) 原则"],
    ),
    "skipped, doubled and misordered numbers": (
        ["一、甲", SENTENCE, "三、丙", SENTENCE, "三、丁", SENTENCE, "二、乙", SENTENCE],
        ["一 甲", "三 丙", "三 丁", "二 乙"],
    ),
    "half and full width, odd dots": (
        ["一、任务", "１．甲。" + SENTENCE, "2﹒乙。" + SENTENCE, "3、丙。" + SENTENCE, "4。丁。" + SENTENCE, "5·戊。" + SENTENCE],
        ["一 任务", "一/1 甲", "一/2 乙", "一/3 丙", "一/4 丁", "一/5 戊"],
    ),
    "numbers in one sign": (
        ["㈠平台。" + SENTENCE, "⒈甲。" + SENTENCE, "⑴子甲。" + SENTENCE, "⒉乙。" + SENTENCE, "㈡企业。" + SENTENCE],
        ["(一) 平台", "(一)/1 甲", "(一)/1/(1) 子甲", "(一)/2 乙", "(二) 企业"],
    ),
    "a bracket half lost": (
        ["一、任务", "一）平台。" + SENTENCE, "（二）企业。" + SENTENCE, "二、保障", "1）组织。" + SENTENCE, "2）资金。" + SENTENCE],
        ["一 任务", "一/(一) 平台", "一/(二) 企业", "二 保障", "二/1) 组织", "二/2) 资金"],
    ),
    "decimals": (
        ["1 总则", "1.1 目的", SENTENCE, "1.2 依据", SENTENCE, "2 职责", "2.1 机构", SENTENCE, "2.1.1 组成", SENTENCE, "2.1.2 任务", SENTENCE],
        ["1 总则", "1/1.1 目的", "1/1.2 依据", "2 职责", "2/2.1 机构", "2/2.1/2.1.1 组成", "2/2.1/2.1.2 任务"],
    ),
    "decimals below points": (
        ["1.总则", "1.1目的", SENTENCE, "1.2依据", SENTENCE, "2.职责", "2.1机构", SENTENCE, "2.2任务", SENTENCE],
        ["1 总则", "1/1.1 目的", "1/1.2 依据", "2 职责", "2/2.1 机构", "2/2.2 任务"],
    ),
    "quantities are no numbers of clauses": (
        ["一、目标", "1.5亿元用于平台建设，" + SENTENCE, "3.5%的增速要保持。", "2023年，实现突破。", "20家企业入库。", "10.2万户主体稳定增长。", "（2023年修订版适用）"],
        ["一 目标"],
    ),
    "a year behind a point": (
        ["一、步骤", "1.2024年1月—3月，制定方案。", "2.2024年4月—10月，组织实施。"],
        ["一 步骤", "一/1", "一/2"],
    ),
    "references are no clauses": (
        ["第一条 为促进创新，制定本办法。", "第二条 对企业给予支持。", "第一条、第二条所列企业不重复支持。", "第二条规定的支持分期拨付。", "一、二类企业优先。", "（一）项所称企业是指本地企业。"],
        ["第一条", "第二条"],
    ),
    "steps that open paragraphs": (
        ["五、保障", "一是加强领导。" + SENTENCE, "二是加大投入。" + SENTENCE, "三是强化宣传。" + SENTENCE],
        ["五 保障", "五/一 加强领导", "五/二 加大投入", "五/三 强化宣传"],
    ),
    "steps inside one paragraph": (
        ["五、保障", "一是加强领导；二是加大投入；三是强化宣传。", "一是抓好落实。"],
        ["五 保障"],
    ),
    "a heading broken off its number": (
        ["第一章", "总则", "第一条", "为促进创新，制定本办法，本办法适用于全县。", "第二章", "支持", "第二条 对企业给予支持。"],
        ["第一章 总则", "第一章/第一条", "第二章 支持", "第二章/第二条"],
    ),
    "titles of articles in brackets": (
        ["第一条 【研发投入】对研发投入增长的企业给予补助。", "第二条（平台建设）对平台给予补助。", "第三条 适用范围 本办法适用于全县。"],
        ["第一条 研发投入", "第二条 平台建设", "第三条 适用范围"],
    ),
    "headings glued to each other and to the text": (
        ["一、总体要求（一）指导思想以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，加快创新。", "（二）基本原则。" + SENTENCE + "二、重点任务（一）平台行动。" + SENTENCE],
        ["一 总体要求", "一/(一) 指导思想", "一/(二) 基本原则", "二 重点任务", "二/(一) 平台行动"],
    ),
    "a list run together by a copy": (
        ["第八条 对机构给予经费，包括：(一)落户奖励;(二)运行补助;(三)成果资助。对重大机构另行支持。", "第九条 对人才给予补助。"],
        ["第八条", "第八条/(一)", "第八条/(二)", "第八条/(三)", "第九条"],
    ),
    "lists in arabic brackets stay in their sentence": (
        ["一、申报", "申报材料包括：（1）申请表；（2）营业执照；（3）审计报告。"],
        ["一 申报"],
    ),
    "articles glued behind each other": (
        ["第一条 为促进创新，制定本办法。第二条 本办法适用于全县企业。第三条 县科技局负责实施。"],
        ["第一条", "第二条", "第三条"],
    ),
    "annexes": (
        ["一、任务", SENTENCE, "附件：1.任务分工表", "2.申报表", "某县人民政府", "2024年3月1日", "附件1", "任务分工表", "一、平台", SENTENCE, "附件2", "申报表", "1.名称", "2.地址"],
        ["一 任务", "落款", "附件1 任务分工表", "附件1/一 平台", "附件2 申报表", "附件2/1 名称", "附件2/2 地址"],
    ),
    "an annex behind a notice is the document": (
        ["某县人民政府关于印发《某县创新方案》的通知", "各乡镇人民政府：", "现印发给你们，请遵照执行。", "某县人民政府", "2024年3月1日", "附件", "某县创新方案", "一、任务", SENTENCE],
        ["一 任务"],
    ),
    "a second numbering without the word annex": (
        ["一、要求", SENTENCE, "二、报送", SENTENCE, "某县人民政府", "2024年3月1日", "某县创新行动方案", "一、目标", SENTENCE, "二、任务", SENTENCE],
        ["一 要求", "二 报送", "落款", "附件 某县创新行动方案", "附件/一 目标", "附件/二 任务"],
    ),
    "contents are no clauses": (
        ["某市“十四五”规划", "目 录", "第一章 背景……1", "第一节 基础……2", "第二章 任务……5", "前言一段话。", "第一章 背景", "第一节 基础", SENTENCE, "第二章 任务", SENTENCE],
        ["第一章 背景", "第一章/第一节 基础", "第二章 任务"],
    ),
    "contents without their title": (
        ["某市规划", "第一章 背景", "第一节 基础", "第二节 形势", "第二章 任务", "第一章 背景", "第一节 基础", SENTENCE, "第二节 形势", SENTENCE, "第二章 任务", SENTENCE],
        ["第一章 背景", "第一章/第一节 基础", "第一章/第二节 形势", "第二章 任务"],
    ),
    "parts above chapters": (
        ["第一篇 总论", "第一章 背景", SENTENCE, "第二章 要求", SENTENCE, "第二篇 任务", "第三章 平台", SENTENCE],
        ["第一篇 总论", "第一篇/第一章 背景", "第一篇/第二章 要求", "第二篇 任务", "第二篇/第三章 平台"],
    ),
    "a task text of 一、 and 1. without brackets": (
        ["一、重点任务", "1.加强平台建设，市科技局牵头建设重点实验室10家，各区配合，年底前完成。", "2.加强企业培育，市工信局牵头培育企业100家，各区配合，年底前完成。"],
        ["一 重点任务", "一/1", "一/2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), GOOD.values(), ids=GOOD)
def test_tree_of_a_layout(lines: list[str], expected: list[str]) -> None:
    assert outline(read(*lines)) == expected


def test_closing_paragraph_of_a_list_belongs_above_it() -> None:
    policy = read(
        "第八条 对机构给予经费：", "(一)落户奖励;", "(二)运行补助;", "(三)成果资助。", "对重大机构另行支持。", "第九条 对人才给予补助。"
    )

    assert bodies(policy, "第八条") == ["对机构给予经费：", "对重大机构另行支持。"]
    assert bodies(policy, "第八条/(三)") == ["成果资助。"]


def test_paragraph_on_the_document_itself_belongs_to_the_top_level() -> None:
    policy = read(
        "三、保障", "（一）组织。", "1.领导。" + SENTENCE, "2.考核。" + SENTENCE, "本方案自印发之日起施行，有效期三年。", "各地要抓好落实。"
    )

    assert bodies(policy, "三") == ["本方案自印发之日起施行，有效期三年。", "各地要抓好落实。"]
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


HEADINGS = [
    ("1.强化科技创新政策支撑。加速建立计划体系，出台管理办法。", "强化科技创新政策支撑", "加速建立计划体系，出台管理办法。"),
    ("（一）坚持政府推动，市场主导原则。发挥政府推动作用。", "坚持政府推动，市场主导原则", "发挥政府推动作用。"),
    ("（一）全面启动阶段（2021年9月—10月）", "全面启动阶段（2021年9月—10月）", ""),
    ("（一）强化组织领导  ", "强化组织领导", ""),
    ("1.对新认定的高新技术企业给予20万元奖励。对重新认定的给予10万元奖励。", "", "对新认定的高新技术企业给予20万元奖励。对重新认定的给予10万元奖励。"),
    ("1.企业在本县注册。", "", "企业在本县注册。"),
    ("(一)最高2000万元落户奖励;", "", "最高2000万元落户奖励;"),
    ("(二)最高3000万元建设补助：包括设备和场地。", "", "最高3000万元建设补助：包括设备和场地。"),
    ("（三）申报条件：在本县注册的企业。", "申报条件", "在本县注册的企业。"),
    ("第五条 对利用资本市场融资的企业按以下标准给予奖励：", "", "对利用资本市场融资的企业按以下标准给予奖励："),
    ("2.调整领导小组，县长任组长，分管副县长任副组长，各部门为成员。办公室设在县工信局。", "", "调整领导小组，县长任组长，分管副县长任副组长，各部门为成员。办公室设在县工信局。"),
    ("4.建立“1+8”平台常态工作机制。“1”是办公室总调度。", "建立“1+8”平台常态工作机制", "“1”是办公室总调度。"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "heading", "body"), HEADINGS)
def test_heading_and_body_of_a_paragraph(line: str, heading: str, body: str) -> None:
    policy = read(line)
    clause = policy.clauses[0]

    assert (clause.heading, "".join(span.of(policy.text.chars) for span in clause.body)) == (heading, body)


def test_a_lone_sentence_above_lower_clauses_is_their_heading() -> None:
    policy = read("（一）固定资产投资支持。", "1.对项目给予补助，最高100万元。", "2.对企业给予补助，最高50万元。")

    assert policy.clauses[0].heading == "固定资产投资支持"
