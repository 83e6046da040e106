"""Tables back as objects: each applicant once, with all that any table knows of it, typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from luoshi.facts.from_tables import applicants_of
from luoshi.facts.nodes import Applicant, Matter, Payment, State
from luoshi.facts.tables import load_tables

APPLICANTS = "主体代码,名称,起始日期,规模以上,营业收入,成立日期\nB,乙,2025-01-01,是,2,2019-06-20\nA,甲,,,,\nB,乙,2024-01-01,否,1,\n"
MATTERS = (
    "事项编号,主体代码,事项类别,事项名称,日期,贷款利息,经评审认定\n"
    "3,B,融资,贷款,2025-05-01,12.5,\n1,B,认定,高企,2025-03-01,,是\n2,B,认定,高企,2025-03-01,,\n"
)
PAID = "主体代码,奖补编号,事项编号,兑付日期,金额,级别\nB,甲条,1,2025-06-01,1.5,旗县\nC,,,2024-06-01,3,\n"
MADE = [
    Applicant("A", (State({"name": "甲"}),)),
    Applicant(
        "B",
        (
            State({"name": "乙", "above_scale": False, "sales": 100}, date(2024, 1, 1)),
            State({"name": "乙", "above_scale": True, "sales": 200, "established_on": date(2019, 6, 20)}, date(2025, 1, 1)),
        ),
        (
            Matter("1", "B", date(2025, 3, 1), {"kind": "recognition", "subject": "高企", "reviewed": True}),
            Matter("2", "B", date(2025, 3, 1), {"kind": "recognition", "subject": "高企"}),
            Matter("3", "B", date(2025, 5, 1), {"kind": "financing", "subject": "贷款", "interest": 1250}),
        ),
        (Payment("B", date(2025, 6, 1), 150, 2025, reward="甲条", matter="1", facts={"level": "county"}),),
    ),
    Applicant("C", payments=(Payment("C", date(2024, 6, 1), 300, 2024),)),
]


def load(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict:
    paths = {"applicants": APPLICANTS, "matters": MATTERS, "payments": PAID}
    for name, text in paths.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_tables(connection, **{name: folder / f"{name}.csv" for name in paths}).fields


def test_applicants_come_in_order_with_all_that_is_known_of_them(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fields = load(connection, tmp_path)

    assert list(applicants_of(connection, fields)) == MADE


def test_applicants_that_are_asked_for_come_alone(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fields = load(connection, tmp_path)

    assert list(applicants_of(connection, fields, ids=["C", "A", "Z"])) == [MADE[0], MADE[2]]
    assert list(applicants_of(connection, fields, ids=[])) == []


def test_rows_in_another_order_make_the_same_objects(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for name, text in (("applicants", APPLICANTS), ("matters", MATTERS), ("payments", PAID)):
        head, *rows = text.splitlines()
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    loaded = load_tables(connection, **{name: tmp_path / f"{name}.csv" for name in ("applicants", "matters", "payments")})

    assert list(applicants_of(connection, loaded.fields)) == MADE


def test_many_applicants_come_through_whole(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("主体代码\n" + "".join(f"Q{number:05d}\n" for number in range(25_000)), encoding="utf-8")
    loaded = load_tables(connection, applicants=tmp_path / "a.csv")

    assert [one.id for one in applicants_of(connection, loaded.fields)] == [f"Q{number:05d}" for number in range(25_000)]
