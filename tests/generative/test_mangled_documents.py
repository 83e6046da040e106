"""Whatever happens to a document on its way here, the reader neither falls over nor quotes what is not there."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.commitments.nodes import Reading
from luoshi.source import SourceRefused
from tools.forms import FORMS, Lines
from tools.fuzz import documents
from tools.judge import judge, read_bytes, wrong_outputs
from tools.mangle import BYTE_MANGLES, LINE_MANGLES, mangle


def real_documents(corpus: Path) -> list[Path]:
    paths = [path for path in sorted((corpus / "policies").glob("*.txt")) if not path.name.endswith(".clean.txt")]
    assert paths != []
    return paths


@given(form=st.sampled_from(sorted(FORMS)), draw=st.randoms(use_true_random=False))
def test_windows_of_real_documents_are_read_or_refused(corpus: Path, form: str, draw: Random) -> None:
    lines = draw.choice(documents())
    start = draw.randrange(len(lines))

    read = read_bytes(mangle(list(lines[start : start + 30]), form, draw), form)

    assert judge(read) == []
    assert isinstance(read, SourceRefused) or wrong_outputs(read) == []


@pytest.mark.parametrize("spoil", LINE_MANGLES, ids=lambda spoil: spoil.__name__)
def test_whole_real_documents_with_spoilt_lines_are_read(corpus: Path, spoil: Callable[[Lines, Random], Lines]) -> None:
    for path in real_documents(corpus):
        lines = path.read_text("utf-8").splitlines()

        assert judge(read_bytes(FORMS["方案.txt"](spoil(lines, Random(7))), path.name)) == [], path.name


@pytest.mark.parametrize("spoil", BYTE_MANGLES, ids=lambda spoil: spoil.__name__)
def test_whole_real_documents_with_spoilt_bytes_are_read_or_refused(corpus: Path, spoil: Callable[[bytes, Random], bytes]) -> None:
    for path in real_documents(corpus):
        assert judge(read_bytes(spoil(path.read_bytes(), Random(7)), path.name)) == [], path.name


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_of_the_example_is_read_whole(form: str) -> None:
    read = read_bytes(FORMS[form](list(documents()[0])), form)

    assert judge(read) == []
    assert isinstance(read, Reading)
    assert len(read.commitments) > 80


@given(data=st.binary(max_size=400), name=st.sampled_from(("a", "a.txt", "a.docx", "a.pdf", "a.ofd", "a.html", "a.zip")))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    assert judge(read_bytes(data, name)) == []


@given(text=st.text(alphabet="一二三（）()、.123第章条节年月，。；：分别每万元%家 \n对给予达到牵头单位责任", max_size=300))
def test_any_words_of_a_policy_are_read(text: str) -> None:
    assert judge(read_bytes(text.encode(), "方案.txt")) == []
