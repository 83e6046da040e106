"""Tables out again: what was read comes back the same from every format, and nothing in it is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from luoshi.facts import to_excel
from luoshi.facts.faults import FactsRefused
from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import Entity
from luoshi.usecases.facts_tables import write_facts
from tests.unit.facts.conftest import NAMES, Read

Reader = Callable[..., Read]
FILES = {
    Entity.APPLICANT: (
        "主体代码,名称,主体类别,行政区划代码,起始日期,企业规模,规模以上,成立日期,职工人数,营业收入\n"
        "91150621MA0N00001A,甲公司,企业,150621,2024-01-01,小型,是,1900-01-15,30,1200000.5\n"
        "91150621MA0N00001A,甲公司,企业,150621,2025-01-01,小型,否,1900-01-15,31,999999999999.99\n"
        'P-1,\'=HYPERLINK("x"),个人,,,,,,,\n'
        'P-2,"\'+86, 好",团队,,,,,,,0.01\n'
        "'-3,'@乙,,,,,,,0,0\n"
    ),
    Entity.MATTER: (
        "事项编号,主体代码,事项类别,事项名称,级别,情形,日期,经评审认定,数量,贷款利息\n"
        "00012,91150621MA0N00001A,认定,国家高新技术企业,国家,首次,2025-03-01,是,,\n"
        "1E5,P-1,融资,科技 贷款,,,2025-03-02,,12,700000.01\n"
    ),
    Entity.PAYMENT: "主体代码,奖补编号,事项编号,兑付日期,所属年度,金额\nP-1,贴息,1E5,2025-05-01,2024,20000\nX,,,2025-05-01,,0.10\n",
}


def loaded(connection: duckdb.DuckDBPyConnection, paths: dict[Entity, Path]) -> LoadedTables:
    tables = load_tables(connection, **{NAMES[entity]: path for entity, path in paths.items()})
    assert not tables.has_errors
    return tables


@pytest.fixture
def tables(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> LoadedTables:
    paths = {entity: tmp_path / f"{entity}.csv" for entity in Entity}
    for entity, path in paths.items():
        path.write_text(FILES[entity], encoding="utf-8")
    return loaded(connection, paths)


def contents(tables: LoadedTables) -> dict[str, list[tuple[Any, ...]]]:
    return {name: tables.connection.execute(f"SELECT * FROM {name}").fetchall() for name in NAMES.values()}


def written(tables: LoadedTables, folder: Path, suffix: str, **more: Any) -> dict[Entity, Path]:
    folder.mkdir(exist_ok=True)
    if suffix == "xlsx":
        write_facts(tables=tables, targets={folder / "台账.xlsx": list(Entity)}, **more)
        return dict.fromkeys(Entity, folder / "台账.xlsx")
    paths = {entity: folder / f"{entity}.{suffix}" for entity in Entity}
    write_facts(tables=tables, targets={path: [entity] for entity, path in paths.items()}, **more)
    return paths


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("by_name", [False, True])
def test_what_is_written_is_read_as_the_same(tables: LoadedTables, tmp_path: Path, suffix: str, by_name: bool) -> None:
    before = contents(tables)

    again = loaded(duckdb.connect(), written(tables, tmp_path / "out", suffix, by_name=by_name))

    assert contents(again) == before


@pytest.mark.parametrize("through", ["csv", "xlsx", "parquet"])
def test_csv_is_the_same_to_the_byte_after_any_other_format(tables: LoadedTables, tmp_path: Path, through: str) -> None:
    first = written(tables, tmp_path / "first", "csv")
    other = written(loaded(duckdb.connect(), first), tmp_path / "other", through)
    second = written(loaded(duckdb.connect(), other), tmp_path / "second", "csv")

    assert {entity: path.read_bytes() for entity, path in second.items()} == {entity: path.read_bytes() for entity, path in first.items()}


def test_csv_is_written_for_excel_with_heads_and_words_in_chinese(tables: LoadedTables, tmp_path: Path) -> None:
    text = written(tables, tmp_path / "out", "csv")[Entity.MATTER].read_bytes().decode("utf-8")

    assert text.splitlines() == [
        "\ufeff事项编号,主体代码,事项类别,事项名称,级别,情形,日期,经评审认定,数量,贷款利息",
        "00012,91150621MA0N00001A,认定,国家高新技术企业,国家,首次,2025-03-01,是,,",
        "1E5,P-1,融资,科技 贷款,,,2025-03-02,,12,700000.01",
    ]


def test_csv_by_name_has_the_heads_of_programmes(tables: LoadedTables, tmp_path: Path) -> None:
    text = written(tables, tmp_path / "out", "csv", by_name=True)[Entity.PAYMENT].read_text("utf-8-sig")

    assert text.splitlines()[0] == "applicant,reward,matter,on,year,amount"


def test_no_cell_of_csv_begins_with_what_a_spreadsheet_runs(tables: LoadedTables, tmp_path: Path) -> None:
    text = written(tables, tmp_path / "out", "csv")[Entity.APPLICANT].read_text("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell[:1] in "=+-@" and cell] == []
    assert [cell for cell in cells if cell.startswith("'")] == ['\'=HYPERLINK("x")', "'+86, 好", "'-3", "'@乙"]


def test_workbook_holds_texts_numbers_and_dates_and_no_formula(tables: LoadedTables, tmp_path: Path) -> None:
    book = load_workbook(written(tables, tmp_path / "out", "xlsx")[Entity.APPLICANT])

    sheet = book["主体"]
    assert book.sheetnames == ["主体", "事项", "兑付"]
    assert [cell.value for cell in sheet[1]] == [
        "主体代码",
        "名称",
        "主体类别",
        "行政区划代码",
        "起始日期",
        "企业规模",
        "规模以上",
        "成立日期",
        "职工人数",
        "营业收入",
    ]
    assert [cell.value for cell in sheet[2]][4:] == [datetime(2024, 1, 1), "小型", "是", "1900-01-15", 30, 1200000.5]
    assert (sheet["B4"].value, sheet["B4"].data_type, sheet["B4"].quotePrefix) == ('=HYPERLINK("x")', "s", True)
    assert (sheet["A2"].data_type, sheet["A2"].number_format) == ("s", "@")
    assert sheet["J2"].number_format == "#,##0.00"
    assert book["事项"]["A2"].value == "00012"


def test_parquet_holds_types_and_names(tables: LoadedTables, tmp_path: Path) -> None:
    path = written(tables, tmp_path / "out", "parquet")[Entity.MATTER]

    described = duckdb.connect().execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    assert [row[:2] for row in described] == [
        *[(name, "VARCHAR") for name in ("matter", "applicant", "kind", "subject", "level", "occurrence")],
        ("on", "DATE"),
        ("reviewed", "BOOLEAN"),
        ("count", "BIGINT"),
        ("interest_fen", "BIGINT"),
    ]


def test_columns_that_say_nothing_are_not_written_unless_required(read: Reader, tmp_path: Path) -> None:
    found = read("主体代码,名称,营业收入\nA,甲,\n")
    write_facts(tables=found.loaded, targets={tmp_path / "out.csv": [Entity.APPLICANT]})

    assert (tmp_path / "out.csv").read_text("utf-8-sig") == "主体代码,名称\nA,甲\n"


def test_more_rows_than_a_sheet_holds_are_refused(tables: LoadedTables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_excel, "MAX_ROWS", 5)

    with pytest.raises(FactsRefused) as caught:
        write_facts(tables=tables, targets={tmp_path / "out.xlsx": [Entity.APPLICANT]})

    assert caught.value.code == "facts.too-many-rows"


def test_format_that_is_unknown_is_refused(tables: LoadedTables, tmp_path: Path) -> None:
    with pytest.raises(FactsRefused) as caught:
        write_facts(tables=tables, targets={tmp_path / "out.docx": [Entity.APPLICANT]})

    assert caught.value.code == "facts.unknown-format"
