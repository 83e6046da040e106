"""Which counties a population is spread over, and how many firms each of them gets: packs/regions, or any other code as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from luoshi.programme.rows import Code, Day, Row
from luoshi.programme.yaml_tree import read_tree

Weight = Annotated[int, Field(ge=0, le=1_000_000)]


class County(Row):
    """A county with its share of the firms of its prefecture; `short` is what papers call it."""

    code: Code
    name: str
    weight: Weight
    short: str = ""


class Prefecture(Row):
    """A prefecture with its share of the firms of the province."""

    code: Code
    name: str
    weight: Weight
    counties: list[County] = Field(min_length=1)


class Province(Row):
    """The codes of one province, where they come from and since when they hold."""

    format: Literal["luoshi-regions/1"]
    source: str
    valid_from: Day
    checked_on: Day | None = None
    weights: str
    code: Code
    name: str
    prefectures: list[Prefecture] = Field(min_length=1)


def province_from_yaml(text: str) -> Province:
    """Return a bundled file of regions; a fault in it is ours.

    Raises:
        ValidationError: It does not have the shape of one.
    """
    return Province.model_validate(read_tree(text).data)


def counties_of(code: str, provinces: Iterable[Province]) -> Mapping[str, int]:
    """Return the counties below a code with their weights, in the order of the file; a code that no file has stands for itself."""
    for province in provinces:
        prefectures = [prefecture for prefecture in province.prefectures if code in (province.code, prefecture.code)]
        if prefectures:
            return _weights(prefectures)
    return {code: 1}


def _weights(prefectures: Sequence[Prefecture]) -> Mapping[str, int]:
    """A county's weight is its share of its prefecture's; all over one denominator, so that whole numbers stay exact."""
    totals = {prefecture.code: sum(county.weight for county in prefecture.counties) for prefecture in prefectures}
    whole = 1
    for total in totals.values():
        whole *= total
    return {
        county.code: prefecture.weight * county.weight * (whole // totals[prefecture.code])
        for prefecture in prefectures
        for county in prefecture.counties
    }


def spread(count: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide a count by weight, exactly: what is left after rounding down goes to the largest remainders, the first on a tie."""
    whole = sum(weights.values())
    shares = {code: divmod(count * weight, whole) for code, weight in weights.items()}
    left = count - sum(quotient for quotient, _ in shares.values())
    by_remainder = sorted(shares, key=lambda code: -shares[code][1])
    extra = set(by_remainder[:left])
    return {code: quotient + (code in extra) for code, (quotient, _) in shares.items()}


def name_of(code: str, provinces: Iterable[Province]) -> str:
    """Return what a region is called, or nothing."""
    names: dict[str, str] = {}
    for province in provinces:
        names[province.code] = province.name
        for prefecture in province.prefectures:
            names[prefecture.code] = prefecture.name
            names.update((county.code, county.name) for county in prefecture.counties)
    return names.get(code, "")
