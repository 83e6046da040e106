"""A unit line that is not seen leaves a task without anyone who answers for it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.commitments.unit_lines import find_unit_lines, read_told

LEAD, HELP, EVERYONE = "市科技局", "市财政局", "各县（市、区）"


def read(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(line.lead, line.support) for line in find_unit_lines(text)]


@pytest.mark.parametrize(
    "line",
    [
        "（牵头单位：市科技局；责任单位：市财政局）",
        "（牵头部门:市科技局;配合部门:市财政局)",
        "【牵头单位：市科技局，配合单位：市财政局】",
        "[主办单位：市科技局；协办单位：市财政局]",
        "牵头单位：市科技局　责任单位：市财政局",
        "\n牵头单位：市科技局\n责任单位：市财政局",
        "\n牵头单位：市科技局；\n责任单位：市财政局。",
        "（市级牵头单位：市科技局；市级配合单位：市财政局）",
        "（市直责任单位：市科技局、市财政局）",
        "（主责单位：市科技局；落实单位：市财政局）",
        "（牵头单位：市科技局；承办单位：市财政局等有关部门）",
        "（责任单位：市科技局、市财政局）",
        "（责任部门：市科技局，市财政局）",
        "责任单位：市科技局、市财政局。",
        "\n责任单位：市科技局、\n市财政局",
        "（责任单位：市财政局、市科技局（牵头））",
        "（责任单位：市科技局牵头，市财政局配合）",
        "（责任单位：市科技局、市财政局，列第一位的为牵头单位，下同）",
        "（市科技局牵头，市财政局配合）",
        "（市科技局牵头；市财政局配合）",
        "（市科技局牵头、市财政局参与）",
        "（由市科技局牵头，市财政局等有关部门配合）",
        "（市科技局牵头负责，市财政局协助）",
        "（市科技局负责，市财政局配合）",
        "（市科技局、市财政局按职责分工负责）",
        "（市科技局、市财政局等按照职责分工负责）",
        "（市科技局、市财政局等部门依职责分工落实）",
        "（市科技局牵头，市财政局按职责分工落实）",
        "（市科技局会同市财政局负责）",
        "（市科技局会同市财政局等部门负责落实）",
        "（市科技局牵头，会同市财政局组织实施）",
        "（此项工作由市科技局牵头，市财政局配合）",
        "（市科技局、市财政局）",
        "（市科技局、市财政局）。",
        "由市科技局牵头，市财政局配合。",
        "市科技局会同市财政局负责督促落实。",
    ],
)
def test_lead_and_support_are_read_whatever_the_form(line):
    assert read(f"推进平台建设。{line}") == [((LEAD,), (HELP,))]


@pytest.mark.parametrize(
    ("line", "lead", "support"),
    [
        ("（市科技局、市财政局共同牵头，各县（市、区）配合）", (LEAD, HELP), (EVERYONE,)),
        ("（市科技局、市财政局牵头并分工负责，各县（市、区）配合）", (LEAD, HELP), (EVERYONE,)),
        ("（市科技局牵头，市财政局配合，各县（市、区）配合）", (LEAD,), (HELP, EVERYONE)),
        ("（市科技局牵头，各县（市、区）人民政府、各开发区管委会配合）", (LEAD,), ("各县（市、区）人民政府", "各开发区管委会")),
        ("（责任单位：市科技局，各县区人民政府）", (LEAD,), ("各县区人民政府",)),
        ("（责任单位：市公安局、司法局）", ("市公安局",), ("司法局",)),
        ("（县发展和改革局负责）", ("县发展和改革局",), ()),
        ("（科技部牵头，财政部、税务总局等按职责分工负责）", ("科技部",), ("财政部", "税务总局")),
        ("（牵头单位：市工信局（市大数据局）；责任单位：市政务服务局）", ("市工信局（市大数据局）",), ("市政务服务局",)),
        ("（云岭大学牵头，市科技局配合）", ("云岭大学",), (LEAD,)),
        ("（市科技局牵头，市、县有关部门配合）", (LEAD,), ("市、县有关部门",)),
        ("（各镇、街道）", ("各镇",), ("街道",)),
        ("（牵头及配合单位：市科技局、市财政局）", (LEAD,), (HELP,)),
        ("（责任部门（单位）：市科技局、市财政局）", (LEAD,), (HELP,)),
        ("（责任单位：市科技局、市统计局等；各区政府）", (LEAD,), ("市统计局", "各区政府")),
    ],
)
def test_several_units_keep_their_role(line, lead, support):
    assert read(f"推进平台建设。{line}") == [(lead, support)]


@pytest.mark.parametrize(
    "text",
    [
        "明确责任单位、进度安排、完成时限，确保各项政策落实。",
        "推进平台建设（详见附件2）。",
        "各地区、各部门要加强领导，狠抓落实。",
        "构建企业牵头、高校院所参与的创新体系。",
        "形成企业牵头、高校参与。",
        "支持创新主体（企业、高校、科研院所）。",
        "本办法由区科技局负责组织实施。",
        "支持企业牵头承担项目，给予经费支持。",
        "主办单位：某县人民政府办公室 网站标识码：0000000000",
        "负责人：张三",
        "完成时限：2025年12月底前",
        "责任单位：",
        "",
    ],
)
def test_words_that_charge_nobody_are_left_alone(text):
    assert find_unit_lines(text) == []


def test_first_of_those_charged_leads_and_is_marked_as_our_reading():
    lines = find_unit_lines("（责任单位：市科技局、市财政局）") + find_unit_lines("（牵头单位：市科技局）")
    assert [line.lead_implied for line in lines] == [True, False]


@pytest.mark.parametrize("label", ["责任领导", "牵头市领导", "市级牵头领导", "包抓县领导", "分管副县长", "链长"])
def test_leader_is_read_under_any_of_his_labels(label):
    [line] = find_unit_lines(f"推进平台建设。\n{label}：张　三\n牵头单位：市科技局")
    assert (line.leader, line.lead) == (("张三",), (LEAD,))


def test_block_of_lines_is_one_with_leader_and_time():
    text = "要素保障。\n责任领导：张　三、李四光\n牵头单位：市科技局\n配合单位：市财政局\n完成时限：2025年12月底前\n下一段。"
    [line] = find_unit_lines(text)
    assert (line.leader, line.lead, line.support) == (("张三", "李四光"), (LEAD,), (HELP,))
    assert line.due is not None
    assert text[slice(*line.due)] == "2025年12月底前"
    assert text[line.start : line.end].strip() == text[text.index("责任领导") : text.index("\n下一段")]


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("（责任单位：市科技局；完成时限：2025年12月底前）", "2025年12月底前"),
        ("（市科技局牵头，2026年6月底前完成）", "2026年6月底前完成"),
        ("（2025年底前完成，市科技局负责）", "2025年底前完成"),
        ("（市科技局牵头，长期坚持）", None),
    ],
)
def test_time_inside_a_line_is_found_in_its_place(line, due):
    text = f"推进平台建设。{line}"
    [found] = find_unit_lines(text)
    assert found.lead == (LEAD,)
    assert (text[slice(*found.due)] if found.due else None) == due


def test_two_lines_in_one_clause_stay_two():
    text = "推进甲。（责任单位：市科技局）\n推进乙。（责任单位：市财政局）"
    assert read(text) == [((LEAD,), ()), ((HELP,), ())]


def test_second_lead_begins_a_line_of_its_own():
    assert read("牵头单位：市科技局\n牵头单位：市财政局") == [((LEAD,), ()), ((HELP,), ())]


def test_brackets_belong_to_the_line():
    text = "推进平台建设。（责任单位：各县（市、区）人民政府；市科技局）"
    [line] = find_unit_lines(text)
    assert text[line.start : line.end] == text[text.index("（责") :]


def test_told_words_must_all_be_names_and_verbs():
    assert read_told("由市科技局牵头，市财政局配合") is not None
    assert read_told("市科技局牵头，推动平台建设") is None


@given(st.text("市科技局财政委、，；。：:（）()【】[]牵头责任单位配合负责\n会同等由各县区2025年底前完成", max_size=80))
def test_any_text_gives_lines_inside_it_without_overlap(text):
    lines = find_unit_lines(text)
    for line in lines:
        assert 0 <= line.start < line.end <= len(text)
        assert line.lead or line.support or line.leader
        assert not set(line.lead) & set(line.support)
        if line.due:
            assert line.start <= line.due[0] <= line.due[1] <= line.end
    assert all(a.end <= b.start for a, b in pairwise(lines))


def test_a_paragraph_of_brackets_is_read_in_linear_time():
    started = time.process_time()

    assert find_unit_lines("（一）" * 100_000) == []
    assert time.process_time() - started < 5  # with a look at the rest of the paragraph for each bracket it is 15


def test_several_lists_behind_sentences_of_one_paragraph_are_all_read():
    assert read("做好登记。（市科技局）做好复核。（市财政局）。\n另起一段。（市人社局）") == [
        (("市科技局",), ()),
        (("市财政局",), ()),
        (("市人社局",), ()),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "［牵头单位：市科技局；责任单位：市财政局］",
        "［市科技局牵头，市财政局配合］",
        "［市科技局、市财政局］",
        "（市科技局会同市财政局）",
        "责任单位：市科技局会同市财政局",
        "牵头部门：市科技局 配合部门：市财政局",
        "牵头部门：市科技局配合部门：市财政局完成时限：2026年底",
    ],
)
def test_other_brackets_and_lost_blanks_still_say_who_answers(line):
    assert read("做好登记。" + line) == [((LEAD,), (HELP,))]


@pytest.mark.parametrize("words", ["请各有关责任单位：抓紧办理。", "牵头部门：\n县农业局说明。各责任单位：照办。"])
def test_a_label_behind_other_words_is_none_by_itself(words):
    assert [line.support for line in find_unit_lines(words)] in ([], [()])


def test_an_office_that_has_a_joining_word_in_its_name_stays_whole():
    assert read("做好登记。（市工商联合会、市财政局）") == [(("市工商联合会",), ("市财政局",))]
