"""Columns on screen: a Chinese character takes two, and nothing is lost in wrapping."""

from __future__ import annotations

import pytest

from luoshi.cli.width import cut, pad, width, wrap


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("奖补", 4),
        ("R&D经费", 7),
        ("（一）", 6),
        ("“十四五”", 8),
        ("１", 2),
        ("e\u0301", 1),
        ("\u200b零宽", 4),
        ("a\tb", 2),
    ],
)
def test_width_counts_a_chinese_character_as_two_columns(words, columns):
    assert width(words) == columns


def test_pad_fills_to_the_right_or_to_the_left():
    assert pad("奖补", 6) == "奖补  "
    assert pad("20", 5, right=True) == "   20"
    assert pad("责任单位", 4) == "责任单位"


@pytest.mark.parametrize(("columns", "expected"), [(8, "高新企业"), (7, "高新企…"), (6, "高新…"), (2, "…"), (1, "…")])
def test_cut_keeps_within_the_columns_and_says_that_something_is_missing(columns, expected):
    assert cut("高新企业", columns) == expected
    assert width(cut("高新企业", columns)) <= max(columns, 1)


def test_wrap_breaks_by_columns_and_starts_no_line_with_a_closing_mark():
    assert wrap("对首次认定的企业，给予奖补。", 16) == ["对首次认定的企", "业，给予奖补。"]


def test_wrap_ends_no_line_with_an_opening_mark():
    assert wrap("给予“规模以上”企业", 6) == ["给予", "“规模", "以上”", "企业"]


def test_wrap_keeps_a_western_word_whole_unless_it_is_wider_than_the_line():
    assert wrap("研发R&D经费", 6) == ["研发", "R&D经", "费"]
    assert wrap("abcdefgh", 4) == ["abcd", "efgh"]


def test_wrap_of_no_words_is_one_empty_line():
    assert wrap("", 10) == [""]


def test_wrap_loses_no_character():
    words = "到2027年，全旗（含园区）国家高新技术企业达到30家；“四覆盖”全部实现。" * 20
    for columns in range(2, 60):
        assert "".join(wrap(words, columns)) == words
