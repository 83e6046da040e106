"""Faults of a document: what a drafter should mend, and nothing that is in order."""

import pytest

from luoshi.policy import Policy
from tests.policy_texts import read

SENTENCE = "各部门要按照职责分工，加强协作配合，形成工作合力，确保各项任务落到实处。"


def faults(policy: Policy) -> list[tuple[str, str | None, str]]:
    """Code, clause and the words meant of every diagnostic but the missing title."""
    chars = policy.text.chars
    return [(d.code, d.clause, "|".join(s.of(chars) for s in d.spans)) for d in policy.diagnostics if d.code != "policy.no-title"]


def test_a_document_in_order_has_no_faults() -> None:
    policy = read("青河市创新方案", "一、甲", "（一）子甲。" + SENTENCE, "（二）子乙。" + SENTENCE, "二、乙", "（一）子丙。" + SENTENCE)

    assert policy.diagnostics == ()


def test_a_numbering_that_runs_on_has_no_faults() -> None:
    assert faults(read("（一）甲", "1.子甲。" + SENTENCE, "2.子乙。" + SENTENCE, "（二）乙", "3.子丙。" + SENTENCE)) == []


@pytest.mark.parametrize(
    ("lines", "found", "message"),
    [
        (("一、甲", "三、丙"), ("policy.numbering-gap", "三", "三、"), "编号不连续：“一、”之后直接是“三、”，缺“二、”。"),
        (("二、乙", "三、丙"), ("policy.numbering-gap", "二", "二、"), "编号不连续：开头直接是“二、”，缺“一、”。"),
        (("一、甲", "二、乙", "二、丙"), ("policy.numbering-duplicate", "二", "二、"), "编号重复：“二、”出现了不止一次。"),
        (
            ("第三条 甲。", "第五条 乙。"),
            ("policy.numbering-gap", "第五条", "第五条"),
            "编号不连续：“第三条”之后直接是“第五条”，缺“第四条”。",
        ),
        (("一、甲", "三、丙", "二、乙"), ("policy.numbering-order", "二", "二、"), "编号次序有误：“三、”之后是“二、”。"),
        (
            ("一、甲", "（一）子甲", SENTENCE, "（2）子乙", SENTENCE),
            ("policy.numbering-style", "一/(2)", "（2）"),
            "编号式样有误：此处应为“（二）”。",
        ),
    ],
)
def test_numbering(lines: tuple[str, ...], found: tuple[str, str, str], message: str) -> None:
    policy = read("青河市创新方案", *lines)

    assert faults(policy)[-1] == found
    assert policy.diagnostics[-1].message == message


@pytest.mark.parametrize("title", ["“十四五”时期创新指标", "表1 主要指标", "专栏2 重点工程", "附表3", "任务分解表", "主要指标（2025年）"])
def test_title_of_a_table_without_a_table(title: str) -> None:
    assert faults(read("青河市规划", "一、目标", "到2025年，实现目标。", title, "二、任务", SENTENCE)) == [
        ("policy.table-missing", "一", title)
    ]


def test_number_and_name_of_a_missing_table_are_one_fault() -> None:
    assert faults(read("青河市规划", "一、目标", "表1", "主要指标", "二、任务", SENTENCE)) == [
        ("policy.table-missing", "一", "表1\n主要指标")
    ]


@pytest.mark.parametrize("line", ["完成年度指标", "县人大代表", "到2025年，完成主要指标。", "详见附表"])
def test_words_that_only_end_like_a_title_are_none(line: str) -> None:
    assert faults(read("青河市规划", "一、目标", "实现目标。", line, "二、任务", SENTENCE)) == []


def test_a_box_with_its_text_is_complete() -> None:
    assert faults(read("青河市规划", "一、目标", "专栏1 重点工程", "建设实验室10家。", "二、任务", SENTENCE)) == []


def test_a_table_that_is_there_is_not_missed() -> None:
    rows = "指标 | 2025年\n企业 | 24家"
    assert faults(read("青河市规划", "一、目标", "主要指标", *rows.split("\n"), "二、任务", SENTENCE, tables=(rows,))) == []


def test_announced_annexes_that_are_not_there() -> None:
    policy = read(
        "青河市创新方案",
        "一、任务",
        SENTENCE,
        "附件：1.任务分工表",
        "2.申报表.docx",
        "青河市人民政府",
        "2024年3月1日",
        "附件1",
        "任务分工表",
        "甲。",
    )

    assert [(d.code, d.message) for d in policy.diagnostics] == [("policy.annex-missing", "附件2“申报表”不在文中。")]


def test_annex_that_the_text_refers_to() -> None:
    policy = read("青河市创新方案", "一、任务", "对照清单推进（详见附件2），按附件2执行。")

    assert faults(policy) == [("policy.annex-missing", "一", "附件2")]


def test_the_document_that_a_notice_prints_is_not_missed() -> None:
    notice = ("关于印发《青河市创新方案》的通知", "各区：", "现印发给你们。", "附件：青河市创新方案（2024年）", "青河市人民政府", "附件")
    policy = read(*notice, "青河市创新方案", "（2024年）", "一、任务", SENTENCE)

    assert faults(policy) == []


def test_text_without_numbers_is_one_clause_of_paragraphs() -> None:
    policy = read("青河市创新方案", "加快创新。", "加大投入。")

    assert [d.code for d in policy.diagnostics] == ["policy.no-heading"]
    assert [len(clause.body) for clause in policy.clauses] == [2]


def test_missing_title_is_a_note_on_the_whole_document() -> None:
    policy = read("一、任务", SENTENCE)

    assert [(d.code, d.spans, d.clause) for d in policy.diagnostics] == [("policy.no-title", (), None)]


def test_annexes_in_chinese_numerals_are_found() -> None:
    assert faults(read("青河市创新方案", "一、任务", "对照清单推进（见附件一）。", "附件一", "任务清单", "甲。")) == []


def test_a_box_may_number_its_text_anew() -> None:
    lines = (
        "（一）平台",
        "1.建实验室。" + SENTENCE,
        "专栏2 重大平台",
        "1.青河实验室：面向新材料。",
        "2.青河中心：面向新能源。",
        "（二）企业",
        SENTENCE,
    )

    assert faults(read("青河市规划", *lines)) == []


def test_a_numbering_that_begins_anew_is_one_fault() -> None:
    found = faults(read("青河市规划", "一、甲", "二、乙", "三、丙", "一、丁", "二、戊", "三、己"))

    assert found == [("policy.numbering-duplicate", "一", "一、")]
