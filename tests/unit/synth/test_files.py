"""What a population looks like on disk: marked in every name, headed as asked for, read by the loader, replaced as a whole."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import APPLICANT_FIELDS, MATTER_FIELDS, PAYMENT_FIELDS, Entity
from luoshi.source import Severity
from luoshi.synth import Heads, Output, SynthesisRefused, Wanted, Written
from luoshi.usecases.programmes import load_programme
from luoshi.usecases.settle import facts_of
from luoshi.usecases.synthesise import synthesise_population

WANTED = Wanted("150602", 60, 1)
PROGRAMME = load_programme("dongsheng")


def made(folder: Path, output: Output = Output.CSV, heads: Heads = Heads.LABELS) -> Written:
    return synthesise_population(wanted=WANTED, folder=folder, programmes=[PROGRAMME], output=output, heads=heads)


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Written]:
    """The same population in each form, written once."""
    return cache(lambda output=Output.CSV, heads=Heads.LABELS: made(tmp_path_factory.mktemp("synth"), output, heads))


def loaded(written: Written) -> LoadedTables:
    applicants, matters, payments = (written.files[entity] for entity in Entity)
    return load_tables(duckdb.connect(), applicants=applicants, matters=matters, payments=payments, own_facts=facts_of([PROGRAMME]))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_bears_the_mark_in_its_name(population: Callable[..., Written]) -> None:
    written = population()

    assert sorted(path.name for path in written.note.parent.iterdir()) == [
        "主体-模拟.csv",
        "事项-模拟.csv",
        "兑付-模拟.csv",
        "说明-模拟.txt",
    ]
    assert {entity: len(rows(path)) for entity, path in written.files.items()} == dict(written.rows)


def test_rows_can_be_known_by_names_codes_and_documents(population: Callable[..., Written]) -> None:
    written = population()

    assert all(row["名称"].startswith("示例") for row in rows(written.files[Entity.APPLICANT]))
    codes = {row["主体代码"][:2] for entity in Entity for row in rows(written.files[entity])}
    assert codes <= {"9U", "1U", "5U", "MN"}
    documents = [row["证书或文号"] for row in rows(written.files[Entity.MATTER]) if row["证书或文号"]]
    assert documents
    assert all(document.startswith("模拟") for document in documents)


def test_note_says_what_it_is_and_how_it_was_made(population: Callable[..., Written]) -> None:
    note = population().note.read_text("utf-8").splitlines()

    assert note[0] == "模拟数据说明"
    assert "区划：150602东胜区　企业：60　种子：1　年份：2023—2025　格式：csv　表头：中文" in note
    assert any(line.startswith("方案：dongsheng 第1版《") for line in note)
    assert [line for line in note if line.startswith("事项表：")] == [f"事项表：事项-模拟.csv，{len(MATTER_FIELDS) + 5}列"]


def test_heads_and_words_are_chinese_or_those_of_the_vocabulary(population: Callable[..., Written]) -> None:
    chinese = rows(population().files[Entity.APPLICANT])
    english = rows(population(heads=Heads.NAMES).files[Entity.APPLICANT])

    assert list(chinese[0]) == [field.label for field in APPLICANT_FIELDS]
    assert list(english[0]) == [field.name for field in APPLICANT_FIELDS]
    pairs = {(one["主体类别"], other["applicant_kind"]) for one, other in zip(chinese, english, strict=True)}
    assert {("企业", "enterprise"), ("机构", "institution"), ("个人", "person")} <= pairs
    assert {(one["规模以上"], other["above_scale"]) for one, other in zip(chinese, english, strict=True)} >= {("否", "false"), ("", "")}


def test_money_is_in_yuan_with_two_decimals_in_csv(population: Callable[..., Written]) -> None:
    sales = [row["营业收入"] for row in rows(population().files[Entity.APPLICANT]) if row["营业收入"]]

    assert len(sales) > 100
    assert all(len(value.partition(".")[2]) == 2 for value in sales)


def test_parquet_has_types_and_money_in_fen(population: Callable[..., Written]) -> None:
    written = population(Output.PARQUET, Heads.NAMES)

    described = duckdb.execute(f"DESCRIBE SELECT * FROM '{written.files[Entity.MATTER]}'").fetchall()
    types = {name: type for name, type, *_ in described}
    assert (types["interest_fen"], types["on"], types["reviewed"], types["count"]) == ("BIGINT", "DATE", "BOOLEAN", "BIGINT")
    assert "interest" not in types


def test_parquet_says_of_itself_that_it_is_synthetic(population: Callable[..., Written]) -> None:
    written = population(Output.PARQUET, Heads.NAMES)

    for path in written.files.values():
        said = duckdb.execute(f"SELECT decode(value) FROM parquet_kv_metadata('{path}') WHERE decode(key) = 'luoshi'").fetchall()
        assert said == [("模拟数据，不是真实主体",)]


def test_workbooks_hold_numbers_and_days(population: Callable[..., Written]) -> None:
    written = population(Output.XLSX)

    head, *paid = load_workbook(written.files[Entity.PAYMENT])["模拟"].iter_rows(values_only=True)
    assert list(head) == [field.label for field in PAYMENT_FIELDS]
    assert {(type(row[11]).__name__, row[13] > 0) for row in paid} == {("datetime", True)}


@pytest.mark.parametrize("heads", list(Heads))
@pytest.mark.parametrize("output", list(Output))
def test_loader_finds_nothing_wrong_in_any_form(population: Callable[..., Written], output: Output, heads: Heads) -> None:
    written = population(output, heads)

    tables = loaded(written)

    assert [fault for fault in tables.faults if fault.severity is not Severity.NOTE] == []
    assert {table.entity: table.counts.kept for table in tables.tables} == dict(written.rows)


def test_population_without_a_programme_has_no_column_that_settlements_do_not_know(tmp_path: Path) -> None:
    written = synthesise_population(wanted=WANTED, folder=tmp_path)
    applicants, matters, payments = (written.files[entity] for entity in Entity)

    tables = load_tables(duckdb.connect(), applicants=applicants, matters=matters, payments=payments)

    assert tables.faults == ()


def test_all_forms_hold_the_same(population: Callable[..., Written]) -> None:
    sums = {loaded(population(output)).connection.execute("SELECT sum(hash(applicants)) FROM applicants").fetchone() for output in Output}

    assert len(sums) == 1


def test_files_of_an_earlier_run_are_replaced_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "主体-模拟.csv").write_text("旧的", "utf-8")
    (tmp_path / "自己的.csv").write_text("留着", "utf-8")

    made(tmp_path)

    assert (tmp_path / "主体-模拟.csv").stat().st_size > 1000
    assert (tmp_path / "自己的.csv").read_text("utf-8") == "留着"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")

    with pytest.raises(OSError):
        made(tmp_path / "file" / "inside")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"region": "1506"}, "6位数字"),
        ({"region": "１５０６０２"}, "6位数字"),
        ({"enterprises": 0}, "企业数应在1到"),
        ({"enterprises": 10**8}, "企业数应在1到"),
        ({"seed": -1}, "种子应在0到"),
        ({"years": 0}, "年数应在1到15之间"),
        ({"last_year": 1950}, "最后一年应在"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(change: dict[str, int | str], words: str) -> None:
    with pytest.raises(SynthesisRefused, match=words):
        replace(WANTED, **change)  # type: ignore[arg-type]  # wrong on purpose
