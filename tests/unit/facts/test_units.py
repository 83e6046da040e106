"""Units of money as offices write them above a table and in names; what only looks like one would swell amounts ten thousand times."""

from __future__ import annotations

import pytest

from luoshi.facts.units import UnitNote, notes_in, notes_in_name

WAN, YUAN, YI = 6, 2, 10


@pytest.mark.parametrize(
    ("cells", "notes"),
    [
        (["单位：万元"], [("万元", WAN)]),
        (["单位:万元"], [("万元", WAN)]),
        (["（单位：万元）"], [("万元", WAN)]),
        (["单位（万元）"], [("万元", WAN)]),
        (["单 位： 万元"], [("万元", WAN)]),
        (["单位：", "万元"], [("万元", WAN)]),
        (["单位：人民币万元"], [("万元", WAN)]),
        (["单位：万元人民币"], [("万元", WAN)]),
        (["币种：人民币 单位：亿元"], [("亿元", YI)]),
        (["金额单位：万元"], [("万元", WAN)]),
        (["单位：万元、人"], [("万元", WAN)]),
        (["单位：人、万元"], [("万元", WAN)]),
        (["单位：元"], [("元", YUAN)]),
        (["填报单位：某局          单位：万元"], [("万元", WAN)]),
        (["某旗贷款情况表（万元）"], [("万元", WAN)]),
        (["某旗贷款情况表（2024年，万元）"], [("万元", WAN)]),
        (["万元"], [("万元", WAN)]),
        (["单位：万元", "单位：元"], [("万元", WAN), ("元", YUAN)]),
        (["单位：万美元"], [("万美元", None)]),
        (["考核得分情况表（分）"], []),
        (["填报单位：元宝山区科技局"], []),
        (["填报单位：万元户合作社"], []),
        (["单位名称"], []),
        (["营业收入2000万元以上企业名单"], []),
        (["奖补资金总额500万元"], []),
        (["单位（盖章）："], []),
        ([""], []),
    ],
)
def test_unit_above_a_table_is_one_only_where_it_stands_as_one(cells: list[str], notes: list[tuple[str, int | None]]) -> None:
    assert [(note.word, note.scale) for note in notes_in([(1, cells)])] == notes


def test_unit_above_a_table_is_told_with_its_row() -> None:
    assert notes_in([(1, ["某表"]), (2, ["", "单位：万元"]), (3, ["单位：万元"])]) == (UnitNote(2, "单位：万元", "万元", WAN),)


@pytest.mark.parametrize(
    ("name", "words"), [("利息（万元）", ["万元"]), ("利息-单位千元", ["千元"]), ("收入2000万元以上企业", []), ("利息", []), ("元旦", [])]
)
def test_unit_in_a_name_is_seen_but_for_thresholds(name: str, words: list[str]) -> None:
    assert [note.word for note in notes_in_name("文件名", name)] == words
