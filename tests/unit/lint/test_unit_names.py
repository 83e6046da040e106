"""When two printed names are one unit: with and without its place, in full and shortened."""

import pytest

from luoshi.lint.unit_names import is_same_unit


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("税务局", "旗税务局"),
        ("市场监管局", "市市场监管局"),
        ("科技局", "临江县科技局"),
        ("市发改委", "市发展和改革委员会"),
        ("市工信局", "市工业和信息化局"),
        ("县政府办", "县政府办公室"),
        ("区人社局", "区人力资源和社会保障局"),
    ],
)
def test_names_of_one_unit_are_recognised(short: str, full: str) -> None:
    assert is_same_unit(short, full)
    assert not is_same_unit(full, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市财政局", "县财政局"),
        ("市税务局", "市税务局稽查局"),
        ("市委", "市委宣传部"),
        ("市政府", "市政府办公室"),
        ("财政局", "农村财政局"),
        ("县教育局", "县教育体育局"),
        ("市科协", "市科技局"),
    ],
)
def test_names_of_two_units_are_kept_apart(one: str, other: str) -> None:
    assert not is_same_unit(one, other)
    assert not is_same_unit(other, one)
