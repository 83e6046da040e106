"""Quantities: number, range and unit as printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.quantities import COUNTERS, find_quantities


def found(text: str) -> list[tuple[str, str | None, str]]:
    return [(f"{q.low:f}", None if q.high is None else f"{q.high:f}", q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每年争取资金4000万元以上", [("4000", None, "万元")]),
        ("引进领军人才1—3名", [("1", "3", "名")]),
        ("10万元—100万元资金", [("10", "100", "万元")]),
        ("2.8万—3万人", [("2.8", "3", "万人")]),
        ("5%-20%奖励", [("5", "20", "%")]),
        ("占三分之一以上", [("33.33", None, "%")]),
        ("机器人2000台（套）", [("2000", None, "台（套）")]),
        ("研发人员65人年", [("65", None, "人年")]),
        ("1,234.5万元", [("1234.5", None, "万元")]),
        ("20余家", [("20", None, "家")]),
        ("提高3个百分点", [("3", None, "个百分点")]),
        ("两家", [("2", None, "家")]),
        ("培训一批人才", []),
        ("建设一流园区", []),
    ],
)
def test_find_quantities_of_official_prose(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert found(text) == expected


def test_find_quantities_of_a_name_leaves_the_number_in_it_alone() -> None:
    assert [q for q in find_quantities("R2产品和P3实验室") if q.unit] == []


@given(st.decimals(0, 99999, places=2), st.sampled_from([u for u in COUNTERS if u[0] not in "（("]))
def test_find_quantities_of_a_printed_one_gives_it_back(number: Decimal, unit: str) -> None:
    [quantity] = find_quantities(f"达到{number}{unit}")
    assert (quantity.low, quantity.high) == (number, None)
    assert quantity.unit.startswith(unit)


@given(st.text(alphabet="0123456789.,%万亿元家个年—至（）三十百分之点 件、", max_size=60))
def test_find_quantities_of_anything_never_overlap(text: str) -> None:
    ends = [0]
    for quantity in find_quantities(text):
        assert ends[-1] <= quantity.start < quantity.end <= len(text)
        ends.append(quantity.end)
