"""Parquet: typed columns are taken as they are, by their own bounds, and a clean file is left where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from luoshi.facts.faults import FactsRefused
from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, Entity
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]


@pytest.fixture
def parquet(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes the rows of a query."""

    def write(query: str) -> Path:
        path = tmp_path / "表.parquet"
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path

    return write


Parquet = Callable[[str], Path]


def test_types_of_the_page_are_read(read: Reader, parquet: Parquet) -> None:
    columns = "'A' AS applicant, 'enterprise' AS applicant_kind, DATE '2025-06-20' AS \"from\", true AS above_scale"
    path = parquet(f"SELECT {columns}, 30::BIGINT AS staff, 150::BIGINT AS sales_fen")

    assert read(path).rows("applicant", "applicant_kind", "from", "above_scale", "staff", "sales") == [
        ("A", "enterprise", 20250620, True, 30, 150)
    ]


@pytest.mark.parametrize(
    ("column", "fen"),
    [
        ("150::BIGINT AS sales_fen", 150),
        ("150::INTEGER AS sales", 15000),
        ("1.5::DECIMAL(18, 2) AS sales", 150),
        ("1.50::DECIMAL(38, 20) AS sales", 150),
        ("1.5::DOUBLE AS sales", 150),
        ("0.29::DOUBLE AS sales", 29),
        ("0.57::DOUBLE AS sales", 57),
        ("1.5::FLOAT AS sales", 150),
        ("'1,200.50' AS sales", 120050),
        ('1.5::DOUBLE AS "营业收入（万元）"', 1500000),
        ('2::BIGINT AS "营业收入（万元）"', 2000000),
        ("1000000000000::BIGINT AS sales", MAX_AMOUNT_FEN),
    ],
)
def test_money_of_any_exact_type_is_whole_fen(read: Reader, parquet: Parquet, column: str, fen: int) -> None:
    found = read(parquet(f"SELECT 'A' AS applicant, {column}"))

    assert found.rows("sales") == [(fen,)]
    assert found.codes == []


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("1.005::DECIMAL(18, 3) AS sales", "facts.below-fen"),
        ("1.000000000000001::DECIMAL(38, 15) AS sales", "facts.below-fen"),
        ("0.1::DOUBLE + 0.2::DOUBLE AS sales", "facts.below-fen"),
        ("0.1::FLOAT AS sales", "facts.below-fen"),
        ("-1::BIGINT AS sales_fen", "facts.negative"),
        ("-0.01::DOUBLE AS sales", "facts.negative"),
        ("1000000000001::BIGINT AS sales", "facts.too-large"),
        ("9223372036854775807 AS sales", "facts.too-large"),
        ("9223372036854775807 AS sales_fen", "facts.too-large"),
        ("170141183460469231731687303715884105727::HUGEINT AS sales", "facts.scientific"),
        ("1e300::DOUBLE AS sales", "facts.scientific"),
        ("'nan'::DOUBLE AS sales", "facts.not-a-number"),
        ("'inf'::DOUBLE AS sales", "facts.not-a-number"),
    ],
)
def test_money_that_is_not_whole_fen_is_refused(read: Reader, parquet: Parquet, column: str, code: str) -> None:
    found = read(parquet(f"SELECT 'A' AS applicant, {column} UNION ALL SELECT 'B', NULL"))

    assert [fault.code for fault in found.loaded.faults] == [code]
    assert found.rows("applicant") == [("B",)]


@pytest.mark.parametrize(
    "column", ["DATE '2025-06-20'", "TIMESTAMP '2025-06-20 08:30:00'", "20250620::INTEGER", "20250620::BIGINT", "'2025年6月20日'"]
)
def test_day_of_any_type_is_a_number(read: Reader, parquet: Parquet, column: str) -> None:
    assert read(parquet(f"SELECT 'A' AS applicant, {column} AS \"from\"")).rows("from") == [(20250620,)]


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("DATE '1066-10-14'", "facts.year-out-of-range"),
        ("20250230::INTEGER", "facts.no-such-day"),
        ("45828::INTEGER", "facts.not-a-date"),
    ],
)
def test_day_that_is_none_is_refused(read: Reader, parquet: Parquet, column: str, code: str) -> None:
    assert read(parquet(f"SELECT 'A' AS applicant, {column} AS \"from\"")).codes == [code]


@pytest.mark.parametrize("clock", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_instant_is_the_day_that_it_is_here_whatever_the_clock_of_the_machine(read: Reader, parquet: Parquet, clock: str) -> None:
    path = parquet("SELECT 'A' AS applicant, TIMESTAMPTZ '2025-06-20 23:00:00+00' AS established_on")
    found = read(path)
    found.loaded.connection.execute(f"SET TimeZone = '{clock}'")

    assert found.rows("established_on") == [(20250621,)]


def test_codes_and_flags_may_be_whole_numbers(read: Reader, parquet: Parquet) -> None:
    path = parquet("SELECT 1001::BIGINT AS applicant, 150621::INTEGER AS region, 1::TINYINT AS above_scale, 0::INTEGER AS technology_firm")

    assert read(path).rows("applicant", "region", "above_scale", "technology_firm") == [("1001", "150621", True, False)]


@pytest.mark.parametrize(
    ("column", "name"),
    [("[1, 2]", "sales"), ("DATE '2025-01-01'", "staff"), ("1.5::DOUBLE", "name"), ("true", "sales"), ("'x'::BLOB", "name")],
)
def test_type_that_cannot_hold_the_fact_is_refused(read: Reader, parquet: Parquet, column: str, name: str) -> None:
    with pytest.raises(FactsRefused) as caught:
        read(parquet(f"SELECT 'A' AS applicant, {column} AS {name}"))

    assert caught.value.code == "facts.wrong-type"
    assert caught.value.file.endswith("表.parquet")


def test_clean_file_is_left_where_it_lies(read: Reader, parquet: Parquet) -> None:
    found = read(parquet("SELECT 'A' || lpad(i::VARCHAR, 6, '0') AS applicant, i AS sales_fen FROM range(10000) t(i)"))

    (kind,) = found.loaded.connection.execute("SELECT table_type FROM information_schema.tables WHERE table_name = 'applicants'").fetchall()
    assert kind == ("VIEW",)
    assert found.loaded.connection.execute("SELECT count(*), sum(sales), max(valid_to) FROM applicants").fetchall() == [
        (10000, 49995000, 99999999)
    ]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("('A', 1), ('B', -1), ('C', 3)", ["A", "C"]),
        ("('B', 1), ('A', 2), ('C', 3)", ["B", "A", "C"]),
        ("('A', 1), ('A', 1), ('B', 2)", ["A", "B"]),
        ("('A', 1), ('A', 2), ('B', 2)", ["B"]),
        ("('合计', 1), ('B', 2)", ["B"]),
        ("(NULL, NULL), ('B', 2)", ["B"]),
    ],
)
def test_file_that_is_not_clean_or_not_in_order_is_read_all_the_same(read: Reader, parquet: Parquet, rows: str, kept: list[str]) -> None:
    found = read(parquet(f"SELECT * FROM (VALUES {rows}) t(applicant, sales_fen)"))

    assert [row[0] for row in found.rows("applicant")] == kept


def test_states_of_one_applicant_follow_each_other(read: Reader, parquet: Parquet) -> None:
    path = parquet("SELECT * FROM (VALUES ('A', DATE '2025-01-01'), ('B', NULL), ('A', DATE '2024-01-01')) t(applicant, \"from\")")

    assert read(path).rows("applicant", "valid_from", "valid_to") == [
        ("A", 20250101, 99999999),
        ("B", 0, 99999999),
        ("A", 20240101, 20250101),
    ]


def test_words_are_converted_as_in_csv(read: Reader, parquet: Parquet) -> None:
    path = parquet(
        "SELECT '1' AS 事项编号, ' a1 ' AS 主体代码, '认定' AS 事项类别, '　高企' AS 事项名称, '2025/6/20' AS 日期, '旗县级' AS 级别"
    )

    found = read(path, Entity.MATTER)

    assert found.rows("matter", "applicant", "kind", "subject", "on", "level") == [("1", "a1", "recognition", "高企", 20250620, "county")]


def test_row_numbers_count_from_one(read: Reader, parquet: Parquet) -> None:
    assert read(parquet("SELECT 'A' || i AS applicant, CASE WHEN i = 4 THEN -1 ELSE 1 END AS staff FROM range(6) t(i)")).faults == [
        (5, "staff", "facts.negative")
    ]
