"""What is set aside must not be read, and must keep its place: a quote that is off by a character quotes nothing."""

from __future__ import annotations

import pytest

from luoshi.commitments.segments import cut, mask


def segments(text: str) -> list[str]:
    return [text[segment.start : segment.end] for segment in cut(mask(text))]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("企业（含分支机构，下同）20家", "企业□□□□□□□□□□20家"),
        ("《规划（2021—2025年）》", "《规划□□□□□□□□□□□□》"),
        ("“2+6+N”产业集群", "“□+□+N”产业集群"),
        ("“十四五”末", "“□□□”末"),
        ("临政发〔2023〕5号", "临政发□□□□□□5号"),
        ("机器人2000台（套）", "机器人2000台（套）"),
        ("平台10个（其中国家级2个）", "平台10个（其中国家级2个）"),
    ],
)
def test_brackets_and_numbers_in_quotes_are_set_aside_in_their_place(text, masked):
    assert mask(text) == masked
    assert len(masked) == len(text)


def test_brackets_that_never_close_hide_nothing():
    assert mask("企业（含分支机构，给予20万元") == "企业（含分支机构，给予20万元"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("到2025年，企业达到24家；平台达到8个。", ["到2025年", "企业达到24家", "平台达到8个"]),
        ("成交额达到1,200万元，企业20家", ["成交额达到1,200万元", "企业20家"]),
        ("按1:1给予配套，最高50万元", ["按1:1给予配套", "最高50万元"]),
        ("标准如下：国家级50万元", ["标准如下", "国家级50万元"]),
        ("企业（含研发、生产，下同）奖励5万元，平台奖励8万元", ["企业（含研发、生产，下同）奖励5万元", "平台奖励8万元"]),
        ("奖励，，5万元", ["奖励", "5万元"]),
        ("", []),
    ],
)
def test_sentence_is_cut_at_separators_but_not_inside_numbers(text, parts):
    assert segments(text) == parts


def test_segment_knows_the_separator_behind_it():
    assert [s.separator for s in cut("一，二；三：四。五")] == ["，", "；", "：", "。", ""]
