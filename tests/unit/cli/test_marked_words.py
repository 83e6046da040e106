"""A diagnostic in the terminal: the mark stands under the words, and they stay in view."""

from __future__ import annotations

from array import array

import pytest

from luoshi.cli.marked_words import diagnostic_lines, marked_lines
from luoshi.cli.paint import Paint
from luoshi.cli.width import width
from luoshi.source import Diagnostic, Severity, Source, Span
from luoshi.text import Anchor, Text


def text_of(chars, *anchors):
    places = array("I", range(len(chars)))
    return Text(Source("a.txt", b""), chars, chars, places, array("I", range(1, len(chars) + 1)), anchors)


def marked(chars, quote, wide=60, anchors=()):
    at = chars.index(quote)
    return list(marked_lines(text_of(chars, *anchors), Span(at, at + len(quote)), columns_wide=wide, paint=Paint(), ink=None))


def test_mark_stands_under_the_words_with_chinese_two_columns_wide():
    assert marked("对连续通过复审的再给予10万奖补。", "10万奖补") == [
        "      对连续通过复审的再给予10万奖补。",
        "                            ^^^^^^^^",
    ]


@pytest.mark.parametrize("wide", [40, 55, 80])
def test_mark_stays_in_view_in_a_long_line(wide):
    chars = "甲" * 300 + "10万奖补" + "乙" * 300
    line, mark = marked(chars, "10万奖补", wide)
    assert width(line) <= wide
    before = line[: line.index("10万奖补")]
    assert mark == " " * width(before) + "^" * 8
    assert before.strip().startswith("…甲")
    assert line.endswith("乙…")


def test_mark_of_a_span_over_paragraphs_covers_the_first_one_only():
    line, mark = marked("第一段。\n第二段。", "一段。\n第二段")
    assert line == "      第一段。"
    assert mark == "        ^^^^^^"


def test_mark_of_an_empty_span_is_one_sign():
    text = text_of("第一段。")
    assert list(marked_lines(text, Span(4, 4), columns_wide=40, paint=Paint(), ink=None)) == ["      第一段。", "              ^"]


def test_mark_names_the_place_in_the_source():
    line, _ = marked("第一段。\n第二段。", "第二段", anchors=(Anchor(0, "第1页"), Anchor(5, "第2页")))
    assert line == "      第二段。  第2页"


def test_diagnostic_says_what_where_and_what_to_do():
    chars = "再给予10万奖补。"
    found = Diagnostic("c.x", Severity.WARNING, "“10万”缺“元”字。", (Span(3, 6),), "二/(一)/2", "按“10万元”读，请核对。")
    assert list(diagnostic_lines(found, text_of(chars), columns_wide=60, paint=Paint())) == [
        "注意  二（一）2　“10万”缺“元”字。",
        "      再给予10万奖补。",
        "            ^^^^",
        "      怎么办：按“10万元”读，请核对。",
    ]


def test_diagnostic_on_many_places_shows_three_and_counts_the_rest():
    found = Diagnostic("c.x", Severity.NOTE, "多处。", tuple(Span(at, at + 1) for at in range(5)))
    lines = list(diagnostic_lines(found, text_of("甲乙丙丁戊"), columns_wide=60, paint=Paint()))
    assert sum("^" in line for line in lines) == 3
    assert lines[-1] == "      另有2处"


def test_marking_a_thousand_words_of_one_long_paragraph_is_quick():
    text = text_of("甲乙丙丁戊己庚辛壬癸" * 100_000)
    for at in range(0, 1_000_000, 1000):
        assert list(marked_lines(text, Span(at, at + 5), columns_wide=80, paint=Paint(), ink=None))[1].strip() == "^" * 10
