"""Heads of one row and of two, with units and column numbers under them: a row of values must never become a head, nor a head a firm."""

from __future__ import annotations

import pytest

from luoshi.facts.head_rows import HeadRows, find_head
from luoshi.facts.heads import Vocabulary
from luoshi.facts.vocabulary import Entity

WAN, YUAN, QIAN = 6, 2, 5


def head_of(*lines: str, entity: Entity = Entity.APPLICANT) -> HeadRows:
    found = find_head(Vocabulary(entity), [(number, line.split(",")) for number, line in enumerate(lines, 1)])
    assert found is not None
    return found


def units(head: HeadRows) -> dict[str, int | None]:
    return {found.field.name: found.scale for found in head.heads.known}


@pytest.mark.parametrize(
    ("lines", "rows", "scale"),
    [
        (["主体代码,营业收入", "A1,1"], (1, 1), None),
        (["某旗企业情况表,", "主体代码,营业收入", "A1,1"], (2, 2), None),
        (["主体代码,营业收入", ",（万元）", "A1,1"], (1, 2), WAN),
        (["主体代码,营业收入", ",万元", "A1,1"], (1, 2), WAN),
        (["主体代码,营业收入", "单位,人民币万元", "A1,1"], (1, 2), WAN),
        (["主体代码,营业收入,职工人数", "—,万元,人", "A1,1,2"], (1, 2), WAN),
        (["主体代码,营业收入（元）", ",万元", "A1,1"], (1, 2), YUAN),
        (["主体代码,名称,营业收入", "甲,乙,1", "A1,甲,1"], (1, 2), None),
        (["主体代码,名称,营业收入", ",,万元", "甲,乙,1", "A1,甲,1"], (1, 3), WAN),
        (["主体代码,名称,营业收入", "甲,乙,2", "A1,甲,1"], (1, 1), None),
        (["主体代码,营业收入", "甲,1", "A1,1"], (1, 1), None),
        (["主体代码,营业收入", ",1", "A1,1"], (1, 1), None),
        (["主体代码,营业收入", "A1,5万元", "A2,1"], (1, 1), None),
        (["主体代码,营业收入", "人,1", "A2,1"], (1, 1), None),
    ],
)
def test_head_ends_where_values_begin(lines: list[str], rows: tuple[int, int], scale: int | None) -> None:
    head = head_of(*lines)

    assert (head.first, head.last) == rows
    assert units(head)["sales"] == scale


def test_groups_above_heads_are_one_head_with_them() -> None:
    head = head_of("主体代码,名称,上年指标（万元）,,人员情况", ",,营业收入,研发经费,职工人数", "A1,甲,1,2,3")

    assert (head.first, head.last) == (1, 2)
    assert units(head) == {"applicant": None, "name": None, "sales": WAN, "rd_spend": WAN, "staff": None}
    assert ([taker.field.name for taker in head.takers], head.units_row) == (["sales", "rd_spend"], 1)


def test_groups_that_hold_half_of_a_head_are_put_together() -> None:
    head = head_of(
        "事项编号,主体代码,事项类别,事项名称,日期,国家,自治区,旗县", ",,,,,补助,补助（千元）,补助", "1,A1,认定,高企,2025-01-01,1,2,3",
        entity=Entity.MATTER,
    )  # fmt: skip

    assert (head.first, head.last) == (1, 2)
    assert {name: scale for name, scale in units(head).items() if name.startswith("grant")} == {
        "grant_nation": None,
        "grant_province": QIAN,
        "grant_county": None,
    }


def test_row_of_values_is_no_second_row_of_a_head() -> None:
    head = head_of("主体代码,名称,金额", "名称,营业收入,研发经费", "A1,甲,1")

    assert head.last == head.first


def test_unit_is_told_from_the_row_that_names_it() -> None:
    head = head_of("主体代码,营业收入,研发经费（元）", ",万元,万元", "A1,1,2")

    assert (units(head)["sales"], units(head)["rd_spend"]) == (WAN, YUAN)
    assert ([taker.field.name for taker in head.takers], head.units_row) == (["sales"], 2)


def test_head_that_nobody_would_write_is_none() -> None:
    assert find_head(Vocabulary(Entity.APPLICANT), [(1, ["营业收入" + "（人）" * 100_000])]) is None
