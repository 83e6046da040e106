"""CSV as it comes: every encoding and delimiter that offices write, rows of any length, and row numbers that a person can find."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.facts.engine import embedded
from luoshi.facts.faults import FactsRefused
from luoshi.facts.spool import Spool
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
HEAD = "主体代码,名称,营业收入\n"
TABLE = HEAD + "A1,甲公司,1.5\nA2,乙公司,2\n"
ROWS = [("A1", "甲公司", 150), ("A2", "乙公司", 200)]


def refused(read: Reader, content: str | bytes | Path) -> FactsRefused:
    with pytest.raises(FactsRefused) as caught:
        read(content)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_table_in_any_encoding_is_read(read: Reader, encoding: str) -> None:
    assert read(TABLE.replace("\n", "\r\n").encode(encoding)).rows("applicant", "name", "sales") == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_table_with_any_delimiter_and_line_end_is_read(read: Reader, delimiter: str, line_end: str) -> None:
    assert read(TABLE.replace(",", delimiter).replace("\n", line_end)).rows("applicant", "name", "sales") == ROWS


def test_table_without_a_line_feed_at_the_end_is_read_whole(read: Reader) -> None:
    found = read(TABLE.rstrip("\n"))

    assert found.rows("applicant", "name", "sales") == ROWS
    assert found.codes == []


def test_quoted_cells_hold_commas_quotes_and_line_breaks(read: Reader) -> None:
    found = read(HEAD + '"A,1","甲""好""公司","1,200"\nA2,"乙\n公司",2\nA3,丙"好"公司,x\n')

    assert found.rows("applicant", "name", "sales") == [("A,1", '甲"好"公司', 120000), ("A2", "乙 公司", 200)]
    assert found.faults == [(4, "营业收入", "facts.not-a-number")]


@pytest.mark.parametrize(
    "text", ["{head}A1,甲,1\nA2,乙,x\n", "{head}\nA1,甲,1\n\n\nA2,乙,x\n", '{head}A1,"甲\n\n乙",1\nA2,乙,x\n', "{head}A1,甲\nA2,乙,x\n"]
)
def test_row_number_is_that_of_the_spreadsheet(read: Reader, text: str) -> None:
    expected = {"{head}A1": 3, "{head}\nA1": 6}.get(text[: text.index(",")], 3)

    assert read(text.replace("{head}", HEAD)).faults == [(expected, "营业收入", "facts.not-a-number")]


def test_row_with_fewer_cells_has_the_others_empty(read: Reader) -> None:
    found = read(HEAD + "A1,甲公司\nA2\n")

    assert found.rows("applicant", "name", "sales") == [("A1", "甲公司", None), ("A2", None, None)]
    assert found.codes == []


def test_row_with_more_cells_is_left_out_unless_they_are_empty(read: Reader) -> None:
    found = read(HEAD + "A1,甲公司,1,200\nA2,乙公司,2,,\n")

    assert found.rows("applicant", "sales") == [("A2", 200)]
    assert found.faults == [(2, "", "facts.too-many-cells")]
    assert (found.counts.rows, found.counts.kept, found.counts.left_out) == (2, 1, 1)


def test_last_row_that_breaks_off_is_told(read: Reader) -> None:
    assert read(HEAD + "A1,甲公司,1\nA2,乙").faults == [(3, "", "facts.cut-off")]


def test_quote_that_is_never_closed_is_refused_with_its_row(read: Reader) -> None:
    error = refused(read, HEAD + 'A1,甲,1\nA2,"乙,2\nA3,丙,3\nA4,丁,4\n')

    assert error.code == "facts.open-quote"
    assert error.message == "第3行有一个引号没有成对，后面的行分不清。"
    assert error.file.endswith("表.csv")


@pytest.mark.parametrize("row", ["A2," + "长" * 1_100_000, 'A2,"' + "长" * 1_100_000 + '",1', "A2" + ",x" * 600_000])
def test_line_that_no_table_has_is_refused_with_its_row(read: Reader, row: str) -> None:
    error = refused(read, TABLE + row + "\nA3,丙公司,3\n")

    assert (error.code, error.message) == ("facts.long-line", "第4行超过100万字，不像一行数据。")


def test_nul_around_cells_and_at_the_end_is_no_part_of_them(read: Reader) -> None:
    padded = TABLE.replace("甲公司", "\0\0甲公司\0").replace("\n", "\0\n")

    assert read(padded.encode() + b"\0" * 600).rows("applicant", "name", "sales") == ROWS


@pytest.mark.parametrize(("text", "fault"), [("A1,甲\0公司,1\n", (2, "名称")), ("A1,甲公司,1\x0000\n", (2, "营业收入"))])
def test_nul_inside_a_cell_costs_its_row(read: Reader, text: str, fault: tuple[int, str]) -> None:
    found = read(HEAD + text + "A2,乙公司,2\n")

    assert found.faults == [(*fault, "facts.garbled")]
    assert found.rows("applicant") == [("A2",)]


def test_byte_that_is_broken_far_down_costs_one_row(read: Reader) -> None:
    rows = [f"A{number},甲公司,1000\n".encode() for number in range(30_000)]
    rows[29_000] = b"A29000,\xff,1000\n"

    found = read(HEAD.encode() + b"".join(rows))

    assert found.faults == [(29_002, "名称", "facts.garbled")]
    assert found.counts.kept == 29_999


def test_titles_above_the_head_are_passed_over(read: Reader) -> None:
    found = read("某旗企业情况表,,\n,,\n" + TABLE + "A3,丙,x\n")

    assert found.rows("applicant", "name", "sales") == ROWS
    assert found.faults == [(6, "营业收入", "facts.not-a-number")]


def test_unit_noted_above_the_table_counts_for_columns_without_one(read: Reader) -> None:
    found = read("填报单位：某局,,,单位：万元\n主体代码,营业收入,研发经费（元）,职工人数\nA1,1.5,7,30\n")

    assert found.rows("sales", "rd_spend", "staff") == [(1500000, 700, 30)]
    assert found.codes == ["facts.unit-noted"]


def test_name_of_a_bureau_above_the_table_is_no_unit(read: Reader) -> None:
    found = read("填报单位：元宝山区科技局,,\n" + TABLE)

    assert found.rows("sales") == [(150,), (200,)]


@pytest.mark.parametrize("total", ["合计,,3.5", ",合 计,3.5", "总计,,", "小计,2家,3.5"])
def test_total_is_passed_over(read: Reader, total: str) -> None:
    found = read(TABLE + total + "\n")

    assert found.rows("applicant", "name", "sales") == ROWS
    assert found.codes == []
    assert (found.counts.rows, found.counts.totals) == (2, 1)


def test_total_is_seen_in_a_column_that_is_no_fact(read: Reader) -> None:
    found = read("序号,主体代码,营业收入\n1,A1,1\n合计,,1\n")

    assert found.codes == []
    assert found.counts.totals == 1


def test_applicant_whose_name_begins_with_a_total_is_no_total(read: Reader) -> None:
    assert read("主体代码,名称\nA1,合计算力公司\n").rows("name") == [("合计算力公司",)]


def test_blank_rows_are_passed_over_and_not_counted(read: Reader) -> None:
    found = read(HEAD + ",,\nA1,甲,1\n , ,　\n—,无,\n")

    assert found.rows("applicant") == [("A1",)]
    assert (found.counts.rows, found.counts.kept, found.counts.left_out) == (1, 1, 0)


def test_table_without_rows_is_told(read: Reader) -> None:
    found = read(HEAD)

    assert found.faults == [(0, "", "facts.no-rows")]
    assert found.rows("applicant") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "facts.empty"),
        (b"\xef\xbb\xbf\r\n", "facts.empty"),
        (bytes(range(128, 256)) * 40, "facts.no-head"),
        ("甲,乙,丙\n1,2,3\n", "facts.no-head"),
        ("名称,营业收入\n甲,1\n", "facts.missing-column"),
        ("主体代码,信用代码\n1,2\n", "facts.same-column"),
        ("主体代码,营业收入,营业收入（万元）\n1,2,3\n", "facts.same-column"),
        ("主体代码," + ",".join(f"列{number}" for number in range(1000)) + "\n", "facts.too-wide"),
        (b"%PDF-1.7\n", "facts.not-a-table"),
        ("<html><body>主体代码</body></html>", "facts.not-a-table"),
        (b"\x89PNG\r\n\x1a\n", "facts.not-a-table"),
        (b"Rar!\x1a\x07", "facts.not-a-table"),
        (b"PAR1" + b"x" * 100, "facts.broken"),
    ],
)
def test_file_that_is_no_such_table_is_refused_in_one_sentence(read: Reader, content: str | bytes, code: str) -> None:
    error = refused(read, content)

    assert error.code == code
    assert "\n" not in str(error)
    assert error.file.endswith("表.csv")


def test_file_that_is_not_there_or_a_folder_is_refused(read: Reader, tmp_path: Path) -> None:
    assert refused(read, tmp_path / "没有.csv").code == "facts.not-found"
    assert refused(read, tmp_path).code == "facts.not-a-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipe_is_refused_and_does_not_wait_for_a_writer(read: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.csv")

    error = refused(read, tmp_path / "管道.csv")

    assert (error.code, error.message) == ("facts.not-a-file", "这是管道或设备，不是文件。")


def test_link_to_a_table_is_the_table_and_a_broken_one_is_refused(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "原件.csv").write_text(TABLE, encoding="utf-8")
    for name, target in (("好.csv", "原件.csv"), ("断.csv", "没有.csv"), ("圈.csv", "圈.csv")):
        (tmp_path / name).symlink_to(target)

    assert read(tmp_path / "好.csv").rows("applicant", "name", "sales") == ROWS
    assert refused(read, tmp_path / "断.csv").code == "facts.not-found"
    assert refused(read, tmp_path / "圈.csv").message == "这个链接绕了一圈又指向自己。"


def test_file_without_the_right_to_read_is_refused(read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.csv"
    path.write_text(TABLE, encoding="utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)

    assert refused(read, path).code == "facts.unreadable"


def test_temporary_folder_that_is_full_is_told(read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Spool, "write", full)

    assert refused(read, TABLE + "\nA3,丙公司,3\n").code == "facts.no-room"


def test_no_temporary_folder_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    with pytest.raises(FactsRefused) as caught:
        embedded()

    assert (caught.value.code, caught.value.message) == ("facts.no-room", "临时文件夹写不了，多半是磁盘已满。")


def test_column_that_is_missing_is_named_with_those_that_were_not_understood(read: Reader) -> None:
    error = refused(read, "代码号,名称\n1,甲\n")

    assert error.message == "表里没有“主体代码”列。"
    assert error.hint == "没有认出的列：代码号。请改用 luoshi facts template 给出的表头。"


def test_column_that_is_unknown_is_told_with_the_nearest(read: Reader) -> None:
    (fault,) = read("主体代码,营业收人\nA1,1\n").loaded.faults

    assert (fault.row, fault.code, fault.hint) == (1, "facts.unknown-column", "如果是“营业收入”，请改表头。")


def test_columns_that_every_table_has_are_not_worth_a_word(read: Reader) -> None:
    assert read("序号,主体代码,备注,联系电话\n1,A1,无,1\n").codes == []


@pytest.mark.parametrize("name", ["表 [1].csv", "表*.csv", "表'引号.csv", "a?b.csv", "100%.csv"])
def test_name_with_marks_that_engines_interpret_is_only_a_name(read: Reader, name: str) -> None:
    assert read(TABLE, name=name).rows("applicant") == [("A1",), ("A2",)]


def test_misnamed_file_is_read_by_what_it_is(read: Reader) -> None:
    found = read(TABLE, name="表.xlsx")

    assert found.rows("applicant") == [("A1",), ("A2",)]
    assert [(f.code, f.message) for f in found.loaded.faults] == [("facts.ending", "文件名像是Excel，内容其实是CSV，已按后者读。")]


def test_only_the_first_thousand_wrong_rows_are_told_and_all_are_counted(read: Reader) -> None:
    found = read(HEAD + "".join(f"A{number},甲,x\n" for number in range(1500)) + "B,乙,1\n")

    assert len(found.faults) == 1000
    assert (found.counts.rows, found.counts.kept, found.counts.left_out) == (1501, 1, 1500)


def test_one_row_can_have_several_faults(read: Reader) -> None:
    found = read("主体代码,营业收入,成立日期\n,-1,去年\n")

    assert found.faults == [
        (2, "主体代码", "facts.missing-value"),
        (2, "营业收入", "facts.negative"),
        (2, "成立日期", "facts.not-a-date"),
    ]
    assert found.counts.left_out == 1


def test_fault_says_where_in_words(read: Reader) -> None:
    (fault,) = read(HEAD + "A1,甲,-1\n").loaded.faults

    assert fault.place == "主体表第2行“营业收入”"
    assert fault.value == "-1"


def test_value_in_a_fault_is_shortened(read: Reader) -> None:
    (fault,) = read(HEAD + f"A1,甲,{'约' * 300}\n").loaded.faults

    assert fault.value == "约" * 39 + "…"
