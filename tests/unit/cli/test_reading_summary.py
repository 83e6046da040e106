"""The summary of a reading in the terminal: counts, tables, doubts, and what should be checked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.cli.paint import Paint
from luoshi.cli.reading_summary import overview_lines, overview_of, summary_lines
from luoshi.cli.width import width
from luoshi.commitments.nodes import Kind
from luoshi.commitments.show import clause_words
from luoshi.source import Diagnostic, Severity
from tests.made_reading import made_reading


def summary(reading, wide=100, **more):
    return list(summary_lines(reading, columns_wide=wide, paint=Paint(), **more))


def table(lines, heading):
    at = lines.index(heading) + 1
    return lines[at : lines.index("", at)]


def test_summary_counts_each_kind_once_and_closes_with_the_total():
    lines = summary(made_reading())
    assert "目标 5   责任 3   奖补 7   叠加 1   名录 1   程序 1   期限 1" in lines
    assert lines[-1] == "共19条承诺，其中2条有疑点，4处需核对。机器所读，待人确认。"


def test_summary_of_targets_shows_clause_indicator_value_and_time():
    assert table(summary(made_reading(), tables=True), "目标 5条") == [
        "  条款      指标                   目标值  时间",
        "  一（一）  全旗国家高新技术企业   ≥30家*  到2027年",
        "  一（一）  科技型中小企业          ≥40家  到2027年",
        "  一（一）  研发投入强度            ≥1.8%  到2027年",
        "  一（一）  引进科技人才          10—15名  每年",
        "  三（一）  全旗国家高新技术企业    ≥30家  到2027年",
    ]


def test_summary_stars_what_was_inferred_and_explains_the_star():
    reading = made_reading()
    lines = summary(reading, tables=True)
    assert [line.split()[-1] for line in table(lines, "奖补 7条") if line.endswith("*")] == ["每企业最高50.00万元*"]
    assert lines.count("* 推断：原文没有直接写明，按上下文理解的，请核对。") == 1
    printed = replace(reading, commitments=tuple(replace(commitment, implied=()) for commitment in reading.commitments))
    assert not any("*" in line for line in summary(printed, tables=True))


def test_summary_puts_a_doubt_under_its_row():
    lines = table(summary(made_reading(), tables=True), "奖补 7条")
    at = next(number for number, line in enumerate(lines) if "连续通过复审" in line)
    assert lines[at + 1].strip() == "! 疑点：“10万”缺“元”字"


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("wide", [40, 60, 80, 120])
def test_summary_keeps_within_the_terminal(wide, full):
    assert max(width(line) for line in summary(made_reading(), wide, full=full, tables=full)) <= wide


def test_summary_cuts_many_diagnostics_of_one_code_short_unless_asked_for_all():
    reading = made_reading(diagnostics=False)
    many = tuple(Diagnostic("c.same", Severity.NOTE, f"第{n}处。") for n in range(9))
    lines = summary(replace(reading, diagnostics=many))
    assert sum("处。" in line and "第" in line for line in lines) == 3
    assert "      另有6处与上面同类，加 --full 全部列出。" in lines
    assert sum(line.startswith("提示  第") for line in summary(replace(reading, diagnostics=many), full=True)) == 9


def test_summary_without_tables_lists_no_commitments_and_says_where_the_rest_is():
    reading = made_reading()
    lines = summary(reading)
    assert "逐条看：加 --full；或加 --html 页.html 写成网页，对照原文看。" in lines
    assert not any(line.startswith("目标 5条") for line in lines)
    assert [line.split() for line in table(lines, "疑点 2条")] == [
        ["条款", "类别", "内容", "疑点"],
        *([clause_words(c.clause), c.kind.label, c.beneficiary, "；".join(c.doubts)] for c in reading.commitments if c.doubts),
    ]


def test_summary_tells_the_first_doubts_and_counts_the_rest():
    reading = made_reading()
    doubtful = tuple(replace(c, doubts=("存疑",)) for c in reading.commitments)
    lines = summary(replace(reading, commitments=doubtful))
    assert sum("存疑" in line for line in lines) == 5
    assert f"  另有{len(doubtful) - 5}条有疑点，加 --full 全部列出。" in lines


def test_full_summary_ends_the_sentence_of_a_diagnostic_with_its_code():
    found = Diagnostic("c.same", Severity.NOTE, "第一处。")
    reading = replace(made_reading(diagnostics=False), diagnostics=(found,))
    assert "提示  第一处。  c.same" in summary(reading, full=True)
    assert "提示  第一处。" in summary(reading)


def test_summary_of_nothing_says_so():
    lines = summary(made_reading("关于放假的通知\n今年不放假。\n"))
    assert "没有读出承诺。" in lines
    assert lines[-1] == "共0条承诺，1处需核对。机器所读，待人确认。"


@pytest.mark.parametrize("wide", [40, 50, 72, 80])
def test_overview_in_a_narrow_window_gives_each_file_a_block_and_keeps_names_whole(wide):
    overview = overview_of(made_reading())
    lines = list(overview_lines([("qinghe-2025-2027.txt", overview), ("b.pdf", None)], columns_wide=wide, paint=Paint()))
    assert max(map(width, lines)) <= wide
    assert "qinghe-2025-2027.txt" in lines
    assert lines[lines.index("b.pdf") + 1] == "  没有读成"
    assert lines[lines.index("合计") + 1].split()[:4] == ["目标", "5", "责任", "3"]


def test_overview_gives_each_file_a_line_and_adds_up():
    overview = overview_of(made_reading())
    lines = list(overview_lines([("a.txt", overview), ("b.pdf", None)], columns_wide=120, paint=Paint()))
    assert [line.split() for line in lines[:4]] == [
        ["文件", "标题", *(kind.label for kind in Kind), "疑点", "需核对"],
        ["a.txt", "青河旗建设一流创新生态实施方案（2025—2027年）", "5", "3", "7", "1", "1", "1", "1", "2", "4"],
        ["b.pdf", "没有读成"],
        ["合计", "5", "3", "7", "1", "1", "1", "1", "2", "4"],
    ]
    assert lines[-1] == "2份文件，1份没有读成。共19条承诺，其中2条有疑点，4处需核对。机器所读，待人确认。"
