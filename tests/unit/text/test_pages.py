"""Page numbers and running heads stand between the words of a sentence, and no reader wants them there."""

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Text

LINES = [f"第{number}项工作由有关部门按照职责分工认真抓好落实。" for number in range(1, 13)]


def cleaned(lines: list[str], **layout: object) -> Text:
    return clean(Draft("\n".join(lines), **layout), Source("方案.txt", b""))


def codes(text: Text) -> list[str]:
    return [diagnostic.code for diagnostic in text.diagnostics]


@pytest.mark.parametrize(
    "number", ["— 3 —", "-3-", "－3－", "第3页", "第 3 页 共 12 页", "第3页/共12页", "Page 3 of 12", "· 3 ·", "- iv -"]
)
def test_page_number_in_its_dress_is_left_out_anywhere(number: str) -> None:
    text = cleaned([*LINES[:6], number, *LINES[6:]])

    assert text.chars.split("\n") == LINES
    assert codes(text) == ["text.page-numbers"]


def test_page_number_inside_a_sentence_does_not_cut_it() -> None:
    text = cleaned(["支持企业引进人才、", "— 3 —", "技术和设备。"])

    assert text.chars == "支持企业引进人才、技术和设备。"


def test_fractions_of_one_whole_are_page_numbers() -> None:
    assert cleaned([*LINES[:4], "1/3", *LINES[4:8], "2/3", *LINES[8:], "3/3"]).chars.split("\n") == LINES


@pytest.mark.parametrize("other", ["3/4", "2024", "12", "3.5", "第3页所列项目", "5—8"])
def test_single_numbers_that_are_no_page_numbers_stay(other: str) -> None:
    assert cleaned([*LINES[:6], other, *LINES[6:]]).chars.split("\n") == [*LINES[:6], other, *LINES[6:]]


def test_bare_numbers_that_count_on_a_page_apart_are_left_out() -> None:
    lines = [f"第{number}条 本条由有关部门按照职责分工落实。" for number in range(1, 37)]
    raw = [*lines[:12], "1", *lines[12:24], "2", *lines[24:], "3"]

    assert cleaned(raw).chars.split("\n") == lines


def test_bare_numbers_that_count_the_rows_of_a_list_stay() -> None:
    lines = [line for row in range(1, 6) for line in (str(row), LINES[row])]

    assert cleaned(lines).chars.split("\n") == lines


def test_running_head_of_pages_is_left_out() -> None:
    pages = [["青河旗人民政府公报", *LINES[at : at + 3]] for at in (0, 3, 6, 9)]
    raw = "\n".join(line for page in pages for line in page)
    starts = [0, *(raw.index(page[1]) - len(page[0]) - 1 for page in pages[1:])]
    text = clean(Draft(raw, page_starts=tuple(starts)), Source("公报.pdf", b""))

    assert text.chars.split("\n") == LINES
    assert codes(text) == ["text.running-heads"]
    assert "青河旗人民政府公报" in text.diagnostics[0].message


def test_running_title_stays_where_it_is_the_title() -> None:
    lines = [
        "青河旗科技创新办法",
        *LINES[:4],
        "— 1 —",
        "青河旗科技创新办法",
        *LINES[4:8],
        "— 2 —",
        "青河旗科技创新办法",
        *LINES[8:],
        "— 3 —",
    ]

    assert cleaned(lines).chars.split("\n") == ["青河旗科技创新办法", *LINES]


def test_heads_that_merely_come_again_stay() -> None:
    lines = ["工作要求", *LINES[:4], "工作要求", *LINES[4:8], "工作要求", *LINES[8:]]

    assert cleaned(lines).chars.split("\n") == lines


def test_unit_lines_at_the_edge_of_many_pages_stay() -> None:
    lines = [part for page in range(4) for part in ("责任领导：分管副县长", *LINES[3 * page : 3 * page + 3])]

    text = cleaned(lines, page_starts=tuple(sum(len(line) + 1 for line in lines[:at]) for at in range(0, 16, 4)))

    assert text.chars.count("责任领导：分管副县长") == 4
    assert codes(text) == []
