"""One form for one character: the grammar reads 12% however it was typed."""

import pytest

from luoshi.text.edits import Mapped
from luoshi.text.fold import fold


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("达到１２．５％", "达到12.5%"),
        ("ＧＤＰ", "GDP"),
        ("第一章　总则", "第一章 总则"),
        ("科\u00a0技\u2002局", "科 技 局"),
        ("⻓期⼯作⽤地", "长期工作用地"),
        ("\uf9dd", "利"),
        ("一\u2028二\u0085三\x0c四", "一\n二\n三\n四"),
        ("坏\ud800了", "坏\ufffd了"),
    ],
)
def test_look_alikes_get_their_ordinary_form(raw: str, clean: str) -> None:
    assert fold(Mapped.identity(raw)).chars == clean


@pytest.mark.parametrize("raw", ["，。；：！？（）《》“”、—～·…【】〔〕①③Ⅱ㎡℃", "1﹒加快", "4∶3", "甲,乙;丙(丁)"])
def test_punctuation_stays_as_printed(raw: str) -> None:
    assert fold(Mapped.identity(raw)).chars == raw


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad", "\u200e", "\x00", "\x08", "\u2060", "\ufe0f"])
def test_characters_that_print_nothing_are_dropped(invisible: str) -> None:
    mapped = fold(Mapped.identity(f"科{invisible}技"))

    assert (mapped.chars, list(mapped.starts)) == ("科技", [0, 2])


def test_wide_point_between_other_characters_stays() -> None:
    assert fold(Mapped.identity("１．加强")).chars == "1．加强"
