"""万元 that stands in no head of its own: read where it is certain, told in every case; an amount must not shrink in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from luoshi.facts.faults import FactsRefused
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
HEAD = "主体代码,营业收入\n"


def told(found: Read) -> list[tuple[int, str, str, str]]:
    return [(fault.row, fault.head, fault.code, fault.severity.label) for fault in found.loaded.faults]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("单位：万元,\n" + HEAD, 1),
        ("某旗企业情况表（万元）,\n" + HEAD, 1),
        ("某旗企业情况表,\n填报单位：元宝山区某局,单位：人民币万元\n" + HEAD, 2),
        (HEAD + ",（万元）\n", 2),
        ("主体代码,名称,营业收入\n,,万元\n甲,乙,1\n", 2),
        ("主体代码,上年（万元）\n,营业收入\n", 1),
    ],
)
def test_unit_that_is_certain_is_read_and_told(read: Reader, text: str, row: int) -> None:
    between = "," * (text.splitlines()[-1].count(",") - 1)
    found = read(f"{text}A1,{between}1.5\nA2,{between}20\n")

    assert found.rows("applicant", "sales") == [("A1", 1500000), ("A2", 20000000)]
    assert told(found)[0][0] == row
    assert [(code, level) for _, _, code, level in told(found)] == [("facts.unit-noted", "注意")]


def test_unit_that_was_noted_is_told_with_the_columns_that_it_is_read_for(read: Reader) -> None:
    (fault,) = read("单位：万元,,\n主体代码,营业收入,研发经费（元）\nA1,1,2\n").loaded.faults

    assert fault.message == "第1行注明单位为万元，“营业收入”没有另写单位，都按万元读。"
    assert (fault.value, fault.hint) == ("单位：万元", "请核对一两个数。")


def test_yuan_above_the_table_is_not_worth_a_word(read: Reader) -> None:
    assert read("单位：元,\n" + HEAD + "A1,1\nA2,2\nA3,3\n").codes == []


@pytest.mark.parametrize(
    ("text", "name", "row"),
    [
        (HEAD + "A1,1.5\n注：金额单位为万元,\n", "表.csv", 3),
        (HEAD + "A1,1.5\n,单位：万元\n", "表.csv", 3),
        ("序号,主体代码,营业收入\n1,A1,1.5\n注：本表金额均以万元计,,\n", "表.csv", 3),
        (HEAD + "A1,1.5\n", "企业收入（万元）.csv", 0),
        ("单位：万元,单位：亿元\n" + HEAD + "A1,1.5\n", "表.csv", 1),
        ("主体代码,营业收入,研发经费（万元）\nA1,1.5,1\n", "表.csv", 1),
    ],
)
def test_unit_that_is_doubtful_is_only_told(read: Reader, text: str, name: str, row: int) -> None:
    found = read(text, name=name)

    assert found.rows("applicant", "sales") == [("A1", 150)]
    (fault,) = (fault for fault in found.loaded.faults if fault.code == "facts.unit-doubtful")
    assert (fault.row, fault.head, fault.severity.label) == (row, "营业收入", "注意")
    assert fault.hint == "如果是万元，请把列名写成“营业收入（万元）”。"


def test_every_column_with_a_unit_of_its_own_leaves_nothing_to_doubt(read: Reader) -> None:
    found = read("主体代码,营业收入（元）,研发经费（万元）\nA1,1.5,1\n注：金额单位为万元,,\n", name="万元.csv")

    assert found.codes == ["facts.note-row"]


def test_threshold_in_the_name_of_a_file_is_no_unit(read: Reader) -> None:
    assert read(HEAD + "A1,1\n", name="收入2000万元以上企业.csv").codes == []


def test_money_that_is_not_ours_is_refused(read: Reader) -> None:
    with pytest.raises(FactsRefused) as caught:
        read("单位：万美元,\n" + HEAD + "A1,1\n")

    assert (caught.value.code, caught.value.message) == ("facts.foreign-money", "第1行注明金额单位是万美元，只读人民币。")


def test_column_of_foreign_money_is_not_read_and_told_why(read: Reader) -> None:
    (fault,) = read("主体代码,营业收入（万美元）\nA1,1\n").loaded.faults

    assert (fault.code, fault.hint) == ("facts.unknown-column", "只读人民币，请折算成元或万元。")


def test_head_of_two_merged_rows_in_a_workbook_is_read_with_its_units(read: Reader, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = [["某旗情况表"], ["序号", "主体代码", "上年指标（万元）", None, "职工"], [None, None, "营业收入", "研发经费", None]]
    for row in [*rows, [1, "A1", 1.5, 2, 30], [2, "A2", 3, 4, 50], ["合计", None, 4.5, 6, 80]]:
        sheet.append(row)
    for place in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.merge_cells(place)
    book.save(tmp_path / "台账.xlsx")

    found = read(tmp_path / "台账.xlsx")

    assert found.rows("applicant", "sales", "rd_spend") == [("A1", 1500000, 2000000), ("A2", 3000000, 4000000)]
    assert (found.counts.rows, found.counts.kept, found.counts.totals) == (2, 2, 1)
    assert found.faults == [(2, "职工", "facts.unknown-column"), (2, "", "facts.unit-noted")]


def test_name_of_a_sheet_that_holds_a_unit_is_told(read: Reader, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "企业（万元）"
    for row in (["主体代码", "营业收入"], ["A1", 1.5]):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")

    assert read(tmp_path / "台账.xlsx").faults == [(0, "营业收入", "facts.unit-doubtful")]


def test_unit_that_only_the_format_of_cells_shows_is_told(read: Reader, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["主体代码", "营业收入"], ["A1", 1.5]):
        sheet.append(row)
    sheet["B2"].number_format = '0.00"万元"'
    book.save(tmp_path / "台账.xlsx")

    (fault,) = read(tmp_path / "台账.xlsx").loaded.faults

    assert (fault.code, fault.head) == ("facts.unit-doubtful", "营业收入")
    assert fault.message == '单元格的格式“0.00"万元"”里有万元，“营业收入”没有写单位，按元读。'


# --- the numbers alone ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "amounts", "is_told"),
    [
        ("营业收入", ["1234.5", "98.76", "52345.12"], True),
        ("营业收入", ["20", "30", "500"], True),
        ("营业收入", ["1234.5", "98.76", "152345.12"], False),
        ("营业收入", ["1234", "98", "52345"], False),
        ("营业收入", ["1234.5", "98.76"], False),
        ("营业收入（元）", ["1234.5", "98.76", "52345.12"], False),
        ("营业收入（万元）", ["1234.5", "98.76", "52345.12"], False),
        ("营业收入", ["", "", ""], False),
        ("营业收入", ["0", "0", "0"], False),
        ("营业收入", ["120000", "20", "30"], False),
    ],
)
def test_amounts_too_small_for_yuan_are_told_where_no_unit_is_named(read: Reader, head: str, amounts: list[str], is_told: bool) -> None:
    found = read(f"主体代码,{head}\n" + "".join(f"A{at},{amount}\n" for at, amount in enumerate(amounts)))

    assert found.codes == (["facts.small-amounts"] if is_told else [])


def test_small_amount_is_told_at_the_greatest(read: Reader) -> None:
    (fault,) = read("主体代码,营业收入\nA1,12.5\nA2,300.25\nA3,7\n").loaded.faults

    assert (fault.row, fault.head, fault.value) == (3, "营业收入", "300.25")
    assert fault.message == "这一列没有写单位，按元读，最大的一笔只有300.25元。"
    assert fault.hint == "如果是万元，请把列名写成“营业收入（万元）”；确实是元的，写成“营业收入（元）”。"


def test_what_concerns_a_whole_column_is_told_before_single_rows(read: Reader) -> None:
    found = read("主体代码,营业收入\nA0,x\nA1,12.5\nA2,300.25\nA3,7\n注：金额单位为万元,\n")

    assert found.codes == ["facts.small-amounts", "facts.unit-doubtful", "facts.not-a-number", "facts.note-row"]
