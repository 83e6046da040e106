"""Population files: the bundled one holds together, and what is wrong with another is said with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from luoshi.synth.profile import PopulationRefused, profile_from_yaml
from luoshi.usecases.synthesise import PACKS, load_population

GENERAL = (PACKS / "population" / "general.yaml").read_text("utf-8")


def faults_of(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(PopulationRefused) as refused:
        profile_from_yaml(text.encode())
    return [(fault.line, fault.message) for fault in refused.value.faults]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def sources(node: Any) -> Iterator[str]:
    if isinstance(node, BaseModel):
        for name, value in node:
            if name == "source":
                yield value
            yield from sources(value)
    elif isinstance(node, list):
        for value in node:
            yield from sources(value)


def test_bundled_file_loads_and_every_group_says_where_its_numbers_come_from() -> None:
    found = list(sources(load_population("general")))

    assert len(found) == 17
    assert all(any(word in source for word in ("假设", "普查", "规定", "标准")) for source in found)


def test_weights_of_the_bundled_branches_are_permilles() -> None:
    assert sum(sector.weight for sector in load_population("general").enterprises.sectors.rows) == 1000


def test_a_group_without_a_source_is_refused() -> None:
    wrong = GENERAL.replace("integrity: {source: 假设, clear_permille: 985}", "integrity: {clear_permille: 985}")

    assert faults_of(wrong) == [(line_of(wrong, "integrity:"), "enterprises/integrity/source：缺这一项")]


def test_a_share_above_a_thousand_is_refused_at_its_line() -> None:
    wrong = GENERAL.replace("clear_permille: 985", "clear_permille: 1985")

    assert faults_of(wrong) == [(line_of(wrong, "integrity:"), "enterprises/integrity/clear_permille：数太大")]


def test_an_unknown_key_and_a_wrong_word_are_both_told() -> None:
    wrong = GENERAL.replace("    clear_permille", "    clear_permille").replace("day: moved_in, document", "day: sometime, dokument", 1)
    line = line_of(wrong, "day: sometime")

    assert [found for found, _ in faults_of(wrong)] == [line, line]
    assert {message.split("：")[1] for _, message in faults_of(wrong)} == {"没有这个词", "不认识这一项"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    - {rate: 0.5}\n", "    - {kind: other, rate: 0.5}\n", "rules 的最后一条应当管其余所有事项，不写 kind、words 和 level"),
        ("full_permille: 560", "full_permille: 960", "付清、付一部分、由别的机关付，三项合起来不能超过1000"),
        ("days: [40, 300]", "days: [300, 40]", "part_percent 和 days 应当由小到大"),
        ("size: farming}", "size: forestry}", "sizes 里没有“forestry”这一行"),
    ],
)
def test_what_cannot_go_together_is_refused(old: str, new: str, message: str) -> None:
    assert old in GENERAL

    assert [found.split("：")[-1] for _, found in faults_of(GENERAL.replace(old, new))] == [message]


def test_sizes_that_leave_one_out_are_refused() -> None:
    wrong = GENERAL.replace("sizes: {micro: 1, small: 20, medium: 500, large: 3000}", "sizes: {micro: 1, small: 20, medium: 500}")

    assert [message.split("：")[-1] for _, message in faults_of(wrong)] == ["缺这一项"]


@pytest.mark.parametrize("text", ["", "a: [", "format: luoshi-programme/1\n", "- 1\n", "\x00"])
def test_what_is_no_population_file_is_refused_in_a_sentence(text: str) -> None:
    assert len(faults_of(text)) >= 1


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(PopulationRefused, match="找不到总体设定“没有”；自带的是 general"):
        load_population("没有")
