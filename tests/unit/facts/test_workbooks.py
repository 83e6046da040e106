"""Workbooks as offices keep them: titles, units, totals, merged cells, several sheets, codes that became numbers; and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from luoshi.facts import workbook_guard
from luoshi.facts.faults import FactsRefused
from luoshi.facts.tables import load_tables
from luoshi.facts.vocabulary import Entity
from luoshi.facts.workbook_process import number_text
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
HEAD = ["主体代码", "名称", "营业收入"]
ROWS = [HEAD, ["A1", "甲公司", 1.5], ["A2", "乙公司", 2]]


def book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], change: Callable[[Workbook], None] | None = None) -> Path:
    """Write a workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(made)
    made.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def refused(read: Reader, path: Path) -> FactsRefused:
    with pytest.raises(FactsRefused) as caught:
        read(path)
    return caught.value


def test_sheet_is_read_with_numbers_as_they_are_shown(read: Reader, path: Path) -> None:
    rows = [HEAD, ["A1", "甲公司", 0.1 + 0.2], ["A2", "乙公司", 999999999999.99], ["A3", "丙公司", "１，２００"]]

    assert read(book(path, {"表": rows})).rows("applicant", "sales") == [("A1", 30), ("A2", 99999999999999), ("A3", 120000)]


def test_dates_are_read_from_cells_of_dates_texts_and_day_numbers(read: Reader, path: Path) -> None:
    days = [date(2019, 6, 20), datetime(2019, 6, 20, 8, 30), "2019年6月20日", 43636]
    rows = [["主体代码", "成立日期"], *([f"A{number}", day] for number, day in enumerate(days))]

    assert read(book(path, {"表": rows})).rows("established_on") == [(20190620,)] * 4


def test_truth_values_and_numbers_are_flags(read: Reader, path: Path) -> None:
    rows = [["主体代码", "规模以上"], ["A1", True], ["A2", False], ["A3", 1], ["A4", "√"]]

    assert read(book(path, {"表": rows})).rows("above_scale") == [(True,), (False,), (True,), (True,)]


def test_code_that_became_a_number_is_refused_and_a_short_one_taken(read: Reader, path: Path) -> None:
    found = read(book(path, {"表": [["主体代码", "行政区划代码"], [911506210000000012, 150621], [1001, 150621.0]]}))

    assert found.faults == [(2, "主体代码", "facts.spoiled-number")]
    assert found.rows("applicant", "region") == [("1001", "150621")]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1200000.0, "1200000"), (0.1 + 0.2, "0.3"), (123456789012345.0, "123456789012345"), (9.1150621e17, "9.1150621E+17"), (-1.5, "-1.5")],
)
def test_number_is_shown_with_fifteen_digits(number: float, text: str) -> None:
    assert number_text(number) == text


def test_title_unit_and_total_of_an_official_table_are_understood(read: Reader, path: Path) -> None:
    rows = [
        ["某旗科技型企业情况表"],
        ["填报单位：某局", None, None, "单位：万元"],
        ["序号", *HEAD],
        [1, "A1", "甲公司", 1.5],
        ["合  计", None, None, 1.5],
    ]

    found = read(book(path, {"表": rows}, lambda made: made["表"].merge_cells("A1:D1")))

    assert found.rows("applicant", "sales") == [("A1", 1500000)]
    assert found.codes == ["facts.unit-noted"]
    assert (found.counts.rows, found.counts.totals) == (1, 1)


def test_table_that_does_not_begin_in_the_corner_keeps_its_row_numbers(read: Reader, path: Path) -> None:
    rows = [[], [], [None, *HEAD], [None, "A1", "甲公司", "x"]]

    assert read(book(path, {"表": rows})).faults == [(4, "营业收入", "facts.not-a-number")]


def test_cells_beside_the_table_are_no_part_of_it(read: Reader, path: Path) -> None:
    found = read(book(path, {"表": [[*HEAD, None], ["A1", "甲公司", 1, None, "见附件"]]}))

    assert found.rows("applicant") == [("A1",)]
    assert found.codes == []


def test_row_whose_cell_is_merged_with_the_one_above_is_left_out(read: Reader, path: Path) -> None:
    rows = [HEAD, ["A1", "甲公司", 1], [None, "甲公司二厂", 2], ["A3", "丙公司", 3]]

    found = read(book(path, {"表": rows}, lambda made: made["表"].merge_cells("A2:A3")))

    assert found.rows("applicant") == [("A1",), ("A3",)]
    assert found.faults == [(3, "主体代码", "facts.merged-cell")]
    assert (found.counts.rows, found.counts.kept, found.counts.left_out) == (3, 2, 1)


def test_head_that_is_merged_over_two_rows_is_one_head(read: Reader, path: Path) -> None:
    rows = [HEAD, [None, None, None], ["A1", "甲公司", 1]]

    found = read(book(path, {"表": rows}, lambda made: [made["表"].merge_cells(f"{c}1:{c}2") for c in "ABC"]))

    assert found.rows("applicant") == [("A1",)]
    assert found.codes == []


def test_hidden_rows_are_read_and_told(read: Reader, path: Path) -> None:
    def hide(made: Workbook) -> None:
        made["表"].row_dimensions[2].hidden = True

    found = read(book(path, {"表": ROWS}, hide))

    assert found.counts.kept == 2
    assert [(f.code, f.message) for f in found.loaded.faults] == [("facts.hidden-rows", "有1行是隐藏或筛选掉的，也读了。")]


def test_formula_that_was_never_computed_is_told(read: Reader, path: Path) -> None:
    found = read(book(path, {"表": [HEAD, ["A1", "甲公司", "=1+1"]]}))

    assert found.rows("sales") == [(None,)]
    assert found.codes == ["facts.uncomputed"]


def test_cell_with_an_error_is_told(read: Reader, path: Path) -> None:
    found = read(book(path, {"表": [HEAD, ["A1", "甲公司", "#N/A"]]}))

    assert found.rows("sales") == [(None,)]
    assert found.codes == ["facts.error-cells"]


def test_one_workbook_holds_all_three_tables(connection: Any, path: Path) -> None:
    sheets = {
        "说明": [["请先看说明", "名称"]],
        "主体": ROWS,
        "事项": [["事项编号", "主体代码", "事项类别", "事项名称", "日期"], ["1", "A1", "认定", "高企", "2025-06-20"]],
        "兑付": [["主体代码", "兑付日期", "金额"], ["A1", "2025-06-21", 100]],
    }
    book(path, sheets)

    loaded = load_tables(connection, applicants=path, matters=path, payments=path)

    assert [(table.entity, table.file, table.counts.kept) for table in loaded.tables] == [
        (Entity.APPLICANT, "台账.xlsx·主体", 2),
        (Entity.MATTER, "台账.xlsx·事项", 1),
        (Entity.PAYMENT, "台账.xlsx·兑付", 1),
    ]
    assert loaded.faults == ()


def test_sheet_is_chosen_by_its_head_where_its_name_says_nothing(connection: Any, path: Path) -> None:
    sheets = {
        "Sheet1": [["事项编号", "主体代码", "事项类别", "事项名称", "日期"], ["1", "A1", "认定", "高企", "2025-06-20"]],
        "Sheet2": ROWS,
    }
    book(path, sheets)

    loaded = load_tables(connection, applicants=path, matters=path)

    assert [table.file for table in loaded.tables] == ["台账.xlsx·Sheet2", "台账.xlsx·Sheet1"]


def test_second_sheet_that_fits_as_well_is_told(read: Reader, path: Path) -> None:
    found = read(book(path, {"2024年": ROWS, "2025年": ROWS}))

    (fault,) = found.loaded.faults
    assert (fault.code, fault.message) == ("facts.other-sheets", "主体表读的是工作表“2024年”，没有读“2025年”。")


def test_hidden_sheet_is_not_read_where_another_can_be(read: Reader, path: Path) -> None:
    def hide(made: Workbook) -> None:
        made["旧"].sheet_state = "hidden"

    found = read(book(path, {"旧": [HEAD, ["OLD", "旧公司", 1]], "新": ROWS}, hide))

    assert found.rows("applicant") == [("A1",), ("A2",)]
    assert found.codes == []


def test_table_that_only_a_hidden_sheet_holds_is_refused_with_its_name(read: Reader, path: Path) -> None:
    def hide(made: Workbook) -> None:
        made["企业"].sheet_state = "hidden"

    error = refused(read, book(path, {"说明": [["请先看说明"]], "企业": ROWS}, hide))

    assert (error.code, error.hint) == ("facts.no-head", "隐藏的工作表“企业”没有读，要读的请取消隐藏。")


def test_workbook_without_such_a_table_is_refused(read: Reader, path: Path) -> None:
    assert refused(read, book(path, {"表": [["甲", "乙"], [1, 2]]})).code == "facts.no-head"
    assert refused(read, book(path, {"表": [["名称", "营业收入"], ["甲", 2]]})).code == "facts.missing-column"
    assert refused(read, book(path, {"空": []})).code == "facts.no-head"


def test_misnamed_workbook_is_read(read: Reader, tmp_path: Path) -> None:
    found = read(book(tmp_path / "台账.xlsx", {"表": ROWS}).rename(tmp_path / "台账.csv"))

    assert found.rows("applicant") == [("A1",), ("A2",)]
    assert found.codes == ["facts.ending"]


# --- hostile and broken files -------------------------------------------------------------------------------------------------------


def test_truncated_workbook_is_refused(read: Reader, path: Path) -> None:
    data = book(path, {"表": ROWS}).read_bytes()
    for size in (100, len(data) // 2, len(data) - 30):
        path.write_bytes(data[:size])

        assert refused(read, path).code == "facts.broken"


def test_workbook_with_a_damaged_sheet_is_refused(read: Reader, path: Path) -> None:
    book(path, {"表": ROWS})
    rewrite(path, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r="})

    assert refused(read, path).code in ("facts.broken", "facts.no-head")


def test_archive_that_is_no_workbook_is_refused(read: Reader, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert refused(read, path).code == "facts.not-a-table"


@pytest.mark.parametrize(
    ("stream", "code"), [("EncryptedPackage", "facts.encrypted"), ("WordDocument", "facts.not-a-table"), ("Workbook", "facts.broken")]
)
def test_compound_file_that_cannot_be_read_is_refused(read: Reader, path: Path, stream: str, code: str) -> None:
    path.write_bytes(workbook_guard.OLE + b"\0" * 1016 + stream.encode("utf-16-le") + b"\0" * 2000)

    assert refused(read, path).code == code


def test_bomb_is_refused_before_it_is_unpacked(read: Reader, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_guard, "RATIO_FREE_BYTES", 1_000_000)
    book(path, {"表": ROWS})
    rewrite(path, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + b"<row r='1'></row>" * 1_000_000})

    assert refused(read, path).code == "facts.bomb"


def test_cell_at_the_far_end_of_a_sheet_is_refused_and_not_laid_out(read: Reader, path: Path) -> None:
    def far(made: Workbook) -> None:
        made["表"]["XFD1048576"] = "x"

    assert refused(read, book(path, {"表": ROWS}, far)).code == "facts.too-large-sheet"


def test_cell_a_little_way_off_is_no_harm(read: Reader, path: Path) -> None:
    def off(made: Workbook) -> None:
        made["表"]["CZ30"] = "备注"

    assert read(book(path, {"表": ROWS}, off)).counts.kept == 2


def rewrite(path: Path, members: dict[str, bytes]) -> None:
    """Put other bytes in the place of some members."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, members.get(name, old.read(name)))
    path.write_bytes(out.getvalue())


# --- the binary format of Excel 97 ----------------------------------------------------------------------------------------------------

OLD = Path(__file__).parent / "files" / "old.xls"  # written once with xlwt, which nothing else here needs


def test_old_binary_workbook_is_read_like_any_other(read: Reader) -> None:
    found = read(OLD)

    assert found.rows("applicant", "established_on", "sales", "above_scale") == [("91150621MA0N00001A", 20190620, 1500000, True)]
    assert found.faults == [(2, "", "facts.unit-noted"), (5, "主体代码", "facts.wrong-code")]
    assert found.counts.totals == 1


def test_old_binary_workbook_that_breaks_off_is_refused(read: Reader, path: Path) -> None:
    path.write_bytes(OLD.read_bytes()[:2000])

    assert refused(read, path).code in ("facts.broken", "facts.not-a-table")
