"""Which counties a population is spread over, and that nobody is lost on the way."""

from __future__ import annotations

import pytest

from luoshi.synth.regions import counties_of, name_of, spread
from luoshi.usecases.synthesise import bundled_regions


def test_bundled_region_has_its_prefectures_and_counties_below_them() -> None:
    (province,) = bundled_regions()
    counties = [county for prefecture in province.prefectures for county in prefecture.counties]

    assert (province.code, len(province.prefectures), len(counties)) == ("150000", 12, 103)
    assert len({county.code for county in counties}) == 103
    assert all(county.code[:4] + "00" == prefecture.code for prefecture in province.prefectures for county in prefecture.counties)
    assert [county.code for county in counties] == sorted(county.code for county in counties)
    assert sum(prefecture.weight for prefecture in province.prefectures) == 10_000


@pytest.mark.parametrize(("code", "count"), [("150000", 103), ("150600", 9), ("150602", 1), ("320100", 1)])
def test_code_means_the_counties_below_it_or_itself(code: str, count: int) -> None:
    counties = counties_of(code, bundled_regions())

    assert len(counties) == count
    assert all(county.startswith(code.rstrip("0")) for county in counties)


@pytest.mark.parametrize(("code", "name"), [("150000", "内蒙古自治区"), ("150600", "鄂尔多斯市"), ("150621", "达拉特旗"), ("320100", "")])
def test_region_has_its_name(code: str, name: str) -> None:
    assert name_of(code, bundled_regions()) == name


@pytest.mark.parametrize("count", [0, 1, 7, 103, 99_999])
def test_spread_divides_all_of_it(count: int) -> None:
    shares = spread(count, counties_of("150000", bundled_regions()))

    assert sum(shares.values()) == count
    assert all(share >= 0 for share in shares.values())


def test_spread_is_by_weight_and_the_largest_remainder_gets_what_is_left() -> None:
    assert spread(10, {"a": 5, "b": 3, "c": 2}) == {"a": 5, "b": 3, "c": 2}
    assert spread(2, {"a": 1, "b": 1, "c": 1}) == {"a": 1, "b": 1, "c": 0}
    assert spread(100, {"a": 2, "b": 1}) == {"a": 67, "b": 33}


def test_county_of_a_province_gets_its_share_of_the_share_of_its_prefecture() -> None:
    shares = spread(1_000_000, counties_of("150000", bundled_regions()))
    of_ordos = {code: share for code, share in shares.items() if code.startswith("1506")}

    assert abs(sum(of_ordos.values()) - 130_000) <= 9
    assert abs(of_ordos["150602"] - 3 * of_ordos["150621"]) <= 3
