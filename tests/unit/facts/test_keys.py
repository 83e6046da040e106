"""Rows that are right one by one and not together: keys twice, matters of nobody, payments that look like one; order never decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import Entity
from luoshi.source import Severity
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
MATTER = "事项编号,主体代码,事项类别,事项名称,日期\n"
PAID = "主体代码,事项编号,兑付日期,金额\n"


def test_same_matter_twice_counts_once_and_is_told(read: Reader) -> None:
    found = read(MATTER + "1,甲,认定,高企,2025-01-01\n2,甲,认定,高企,2025-02-01\n1,甲,认定,高企,2025/1/1\n", Entity.MATTER)

    assert found.rows("matter") == [("1",), ("2",)]
    assert [(f.row, f.code, f.severity, f.message) for f in found.loaded.faults] == [
        (4, "facts.repeated-row", Severity.NOTE, "与第2行完全相同，只算一行。")
    ]
    assert (found.counts.rows, found.counts.kept, found.counts.left_out) == (3, 2, 0)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_matters_that_contradict_each_other_are_all_left_out_in_any_order(read: Reader, order: tuple[int, ...]) -> None:
    rows = ["1,甲,认定,高企,2025-01-01\n", "1,甲,认定,高企,2025-02-01\n", "2,甲,认定,高企,2025-02-01\n"]

    found = read(MATTER + "".join(rows[at] for at in order), Entity.MATTER)

    assert found.rows("matter") == [("2",)]
    assert found.codes == ["facts.same-key", "facts.same-key"]
    assert found.counts.left_out == 2


def test_states_of_one_applicant_lie_side_by_side(read: Reader) -> None:
    text = "主体代码,起始日期,规模以上\nB,2024-01-01,否\nA,,否\nB,2025-01-01,是\nA,2025-07-01,是\nC,,\n"

    assert read(text).rows("applicant", "from", "valid_from", "valid_to", "above_scale") == [
        ("B", 20240101, 20240101, 20250101, False),
        ("A", None, 0, 20250701, False),
        ("B", 20250101, 20250101, 99999999, True),
        ("A", 20250701, 20250701, 99999999, True),
        ("C", None, 0, 99999999, None),
    ]


def test_two_states_from_one_day_are_left_out(read: Reader) -> None:
    found = read("主体代码,起始日期,规模以上\nA,,否\nA,,是\nB,2025-01-01,是\nB,2025-01-01,是\n")

    assert found.rows("applicant", "above_scale") == [("B", True)]
    assert found.faults == [
        (2, "主体代码", "facts.same-key"),
        (3, "主体代码", "facts.same-key"),
        (5, "主体代码", "facts.repeated-row"),
    ]


def both(connection: duckdb.DuckDBPyConnection, folder: Path, **texts: str) -> LoadedTables:
    paths = {}
    for name, text in texts.items():
        paths[name] = folder / f"{name}.csv"
        paths[name].write_text(text, encoding="utf-8")
    return load_tables(connection, **paths)


def test_matter_of_nobody_is_left_out(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    matters = MATTER + "1,A,认定,高企,2025-01-01\n2,B,认定,高企,2025-01-01\n"

    loaded = both(connection, tmp_path, applicants="主体代码\nA\n", matters=matters)

    assert connection.execute("SELECT matter FROM matters").fetchall() == [("1",)]
    assert [(f.row, f.head, f.value, f.code) for f in loaded.faults] == [(3, "主体代码", "B", "facts.unknown-applicant")]
    assert loaded.tables[1].counts.left_out == 1


def test_matter_of_an_applicant_that_was_left_out_is_left_out(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    loaded = both(connection, tmp_path, applicants="主体代码,营业收入\nA,-1\nB,1\n", matters=MATTER + "1,A,认定,高企,2025-01-01\n")

    assert [fault.code for fault in loaded.faults] == ["facts.negative", "facts.unknown-applicant"]


def test_slip_in_the_code_of_a_matter_is_told_as_one(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    matters = MATTER + "1,91150621MA0N00001B,认定,高企,2025-01-01\n"

    loaded = both(connection, tmp_path, applicants="主体代码\n91150621MA0N00001A\n", matters=matters)

    assert [(f.row, f.code) for f in loaded.faults] == [(2, "facts.wrong-code")]


def test_matters_alone_are_taken_whoever_they_are_of(read: Reader) -> None:
    assert read(MATTER + "1,甲,认定,高企,2025-01-01\n", Entity.MATTER).codes == []


def test_payment_to_others_counts_and_is_told_once(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    paid = PAID + "A,1,2025-03-01,10000\nB,8,2025-03-01,10000\nC,9,2025-03-01,10000\nA,,2025-03-02,5\n"

    loaded = both(connection, tmp_path, applicants="主体代码\nA\n", matters=MATTER + "1,A,认定,高企,2025-01-01\n", payments=paid)

    assert connection.execute("SELECT count(*) FROM payments").fetchone() == (4,)
    assert [(f.row, f.code, f.severity, f.message) for f in loaded.faults] == [
        (3, "facts.paid-stranger", Severity.NOTE, "从这一行起，共2笔兑付的主体不在主体表里，照样计入已付。"),
        (3, "facts.unknown-matter", Severity.NOTE, "从这一行起，共2笔兑付的事项不在事项表里，照样计入已付。"),
    ]


def test_matters_with_an_amount_or_a_document_that_differ_in_their_number_alone_are_told(read: Reader) -> None:
    head = "事项编号,主体代码,事项类别,事项名称,日期,文号,利息\n"
    loans = "1,A,贷款,流贷,2025-03-01,,5000\n2,A,贷款,流贷,2025-03-01,,5000\n3,B,贷款,流贷,2025-03-01,,5000\n"
    papers = "4,A,认定,高企,2025-03-01,甲1号,\n5,A,认定,高企,2025-03-01,甲1号,\n6,A,认定,高企,2025-03-01,甲2号,\n"
    patents = "7,A,认定,专利,2025-03-01,,\n8,A,认定,专利,2025-03-01,,\n"

    found = read(head + loans + papers + patents, Entity.MATTER)

    assert found.counts.kept == 8
    assert [(f.row, f.code, f.severity) for f in found.loaded.faults] == [
        (3, "facts.same-matter", Severity.WARNING),
        (6, "facts.same-matter", Severity.WARNING),
    ]


def test_payments_that_are_the_same_both_count_and_are_told(read: Reader) -> None:
    found = read(PAID + "A,1,2025-03-01,10000\nA,1,2025-03-01,10000\nA,1,2025-03-02,10000\n", Entity.PAYMENT)

    assert found.counts.kept == 3
    assert [(f.row, f.code, f.severity) for f in found.loaded.faults] == [(3, "facts.same-payment", Severity.WARNING)]


def test_year_of_a_payment_is_that_of_its_day_unless_it_is_given(read: Reader) -> None:
    found = read("主体代码,兑付日期,所属年度,金额\nA,2025-03-01,2024,1\nB,2025-03-01,,1\n", Entity.PAYMENT)

    assert found.rows("year") == [(2024,), (2025,)]


def test_rows_that_are_left_out_leave_no_hole_in_the_validity_of_states(read: Reader) -> None:
    found = read("主体代码,起始日期,营业收入\nA,2023-01-01,1\nA,2024-01-01,-1\nA,2025-01-01,3\n")

    assert found.rows("valid_from", "valid_to") == [(20230101, 20250101), (20250101, 99999999)]


def test_nothing_but_the_tables_stays_in_the_connection(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    both(connection, tmp_path, applicants="主体代码,营业收入\nA,x\nB,1\nB,2\nC,3\n", matters=MATTER + "1,C,认定,高企,2025-01-01\n")

    assert connection.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall() == [
        ("applicants",),
        ("matters",),
        ("payments",),
    ]


def test_second_load_takes_the_place_of_the_first(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    both(connection, tmp_path, applicants="主体代码\nA\n", payments=PAID + "A,1,2025-03-01,100\n")
    both(connection, tmp_path, applicants="主体代码\nB\n")

    assert connection.execute("SELECT applicant FROM applicants").fetchall() == [("B",)]
    assert connection.execute("SELECT count(*) FROM payments").fetchone() == (0,)
