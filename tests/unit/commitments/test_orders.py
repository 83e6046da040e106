"""What looks back, describes or tells of others orders nothing."""

import pytest

from luoshi.commitments.orders import is_done, ordered_sentences
from tests.unit.commitments.plans import plan

BARE = "临江县科技创新规划\n{}\n"


def said(text: str, frame: str = BARE) -> list[str]:
    return [sentence.text for sentence in ordered_sentences(plan(text, frame=frame)) if not sentence.is_heading]


@pytest.mark.parametrize(
    "heading", ["发展基础", "现有基础", "工作回顾", "面临形势", "存在的主要问题", "指导思想", "取得的成效", "起草背景"]
)
def test_a_clause_that_describes_orders_nothing(heading: str) -> None:
    assert said(f"一、{heading}\n（一）总体\n建立培育库。\n二、重点任务\n建立专家库。") == ["建立专家库。"]


@pytest.mark.parametrize("heading", ["破解突出问题", "完善发展环境", "夯实工作举措", "建设创新平台"])
def test_a_clause_with_tasks_is_kept(heading: str) -> None:
    assert said(f"一、{heading}\n建立专家库。") == ["建立专家库。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "近年来，全县建立了专家库。",
        "“十三五”期间，建立健全工作机制。",
        "截至2023年底，全市建成平台5个。",
        "认定登记技术合同成交额较“十二五”末增长一倍。",
    ],
)
def test_a_time_that_is_over_orders_nothing(sentence: str) -> None:
    assert said(f"一、重点任务\n{sentence}完善责任清单。") == ["完善责任清单。"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "近日，市里召开会议。会上强调，要建立责任清单。",
        "记者获悉，该市将推行科技特派员制度。",
    ],
)
def test_a_paragraph_that_reports_orders_nothing_and_its_neighbours_do(paragraph: str) -> None:
    assert said(f"一、重点任务\n{paragraph}\n建立专家库。") == ["建立专家库。"]


def test_a_speech_orders_nothing_whatever_its_headings() -> None:
    assert said("同志们：\n一、提高认识\n要建立责任清单。\n二、狠抓落实\n要建立专家库。") == []


def test_a_news_item_without_numbers_orders_nothing() -> None:
    assert said("本报讯 某市科技大会召开。\n该市将建立专家库。\n完善责任清单。") == []


def test_a_table_of_contents_orders_nothing() -> None:
    contents = "目录\n第一章健全工作机制\n第一节建立专家库\n第一章 健全工作机制\n建立责任清单。"

    assert "建立责任清单。" in said(contents)
    assert "第一节建立专家库" not in said(contents)


def test_done_is_told_by_the_words_before() -> None:
    assert [is_done(before) for before in ("全市已", "先后", "累计共", "要", "")] == [True, True, True, False, False]
