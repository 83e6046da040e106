"""What stands in the repository we wrote: no file shares a sentence with the real policies, which are read from outside."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from luoshi.usecases.programmes import all_programmes
from tests.consistency.tree import name_of, text_files

LONGEST_SHARED = 15
# A run is of words where so many of its characters are Chinese; the rest are figures and marks, which tables share by chance.
FEWEST_WORDS = 8
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[一-鿿]")
# What every office writes the same, because it is a name; each with the reason why it cannot be said otherwise.
NAMES_OF_THE_WHOLE_COUNTRY = (
    # The title that the law gives to the five-year plan of every place, in both ways of writing the year.
    "国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
    "国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
)
BREAK = "\0"


def bare(text: str) -> str:
    """Take out all space, for real policies break their lines anywhere."""
    return SPACE.sub("", text)


def titles_of_packs() -> tuple[str, ...]:
    """Return the titles of the policies that the packs are made of: a title is cited as it is."""
    return tuple(bare(programme.policy.title) for _, programme in all_programmes())


NAMES = (*NAMES_OF_THE_WHOLE_COUNTRY, *titles_of_packs())


def without_names(text: str) -> str:
    """Put a break where a name stands that has to be written as it is."""
    for name in NAMES:
        text = text.replace(name, BREAK)
    return text


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield every piece one character longer than may be shared, with where it begins."""
    size = LONGEST_SHARED + 1
    return ((at, text[at : at + size]) for at in range(len(text) - size + 1))


def shared_runs(text: str, real: set[str]) -> Iterator[str]:
    """Yield the runs of a text that stand in the real policies too, each as long as it goes."""
    begun, end = -1, -1
    for at, piece in pieces_of(text):
        if piece in real:
            begun, end = (begun if at < end and begun >= 0 else at), at + len(piece)
        elif begun >= 0 and at >= end - LONGEST_SHARED:
            yield text[begun:end]
            begun = -1
    if begun >= 0:
        yield text[begun:end]


def of_words(run: str) -> bool:
    return len(WORD.findall(run)) >= FEWEST_WORDS


@pytest.fixture(scope="module")
def real(corpus: Path) -> set[str]:
    """Every piece of the real policies."""
    texts = [without_names(bare(path.read_text("utf-8"))) for path in sorted((corpus / "policies").glob("*.txt"))]
    pieces = {piece for text in texts for _, piece in pieces_of(text)}
    assert len(pieces) > 10_000
    return pieces


def test_a_shared_run_is_found_from_end_to_end() -> None:
    real = {piece for _, piece in pieces_of("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未")}

    assert list(shared_runs("一甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午二", real)) == ["甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午"]
    assert list(shared_runs("甲乙丙丁戊己庚辛壬癸子丑寅卯辰", real)) == []
    assert list(shared_runs("乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未" * 2, real)) == ["乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"] * 2


def test_no_file_shares_a_sentence_with_the_real_policies(real: set[str]) -> None:
    found = [
        f"{name_of(path)}: {run}" for path, text in text_files() for run in shared_runs(without_names(bare(text)), real) if of_words(run)
    ]

    assert found == []
