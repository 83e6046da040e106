"""Rows that are no rows: totals in every form, notes under a table, heads printed once more; none may become a firm, none go in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luoshi.facts.vocabulary import Entity
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
TABLE = "序号,主体代码,名称,营业收入\n1,A1,甲公司,1000\n2,A2,乙公司,2000\n"


@pytest.mark.parametrize(
    "total",
    [
        *("合计,,,3000", ",合计,,3000", ",,合 计,3000", "合计,2,,3000", ",2,合计（2家）,3000"),
        *(",合计：2家,,3000", "本页小计,2家,,3000", "总　计,2,2,3000"),
    ],
)
def test_total_is_no_firm_whatever_stands_beside_it(read: Reader, total: str) -> None:
    found = read(TABLE + total + "\n")

    assert found.rows("applicant") == [("A1",), ("A2",)]
    assert (found.codes, found.counts.totals, found.counts.left_out) == ([], 1, 0)


def test_total_in_a_column_of_another_meaning_leaves_a_right_row_alone(read: Reader) -> None:
    found = read("主体代码,名称,口径\nA1,甲公司,合计\n")

    assert found.rows("applicant") == [("A1",)]
    assert found.counts.totals == 0


@pytest.mark.parametrize(
    "note",
    [
        *("注：本表由各乡镇填报,,,", ",注：1.本表由各乡镇填报。,,", ",填表人：某某,审核人：某某,", ",,备注：见附件,"),
        *(",2.口径为规模以上,,", ",说明:无,,"),
    ],
)
def test_note_under_a_table_is_no_firm(read: Reader, note: str) -> None:
    found = read(TABLE + note + "\n")

    assert found.rows("applicant") == [("A1",), ("A2",)]
    assert set(found.codes) <= {"facts.note-row"}
    assert (found.counts.rows, found.counts.left_out) == (2, 0)


def test_notes_are_told_once_at_the_first(read: Reader) -> None:
    (fault,) = read(TABLE + ",注：甲,,\n,填表人：乙,,\n").loaded.faults

    assert (fault.row, fault.code, fault.severity.label) == (4, "facts.note-row", "提示")
    assert fault.message == "从这一行起，共2行是表下的说明或重复的表头，没有读。"


def test_row_with_a_value_is_no_note_and_its_code_is_told(read: Reader) -> None:
    assert read(TABLE + ",注：丙,丙公司,3000\n").faults == [(4, "主体代码", "facts.not-an-id")]


def test_head_printed_once_more_is_no_firm(read: Reader) -> None:
    found = read(TABLE + "序号,主体代码,名称,营业收入\n3,A3,丙公司,4000\n")

    assert found.rows("applicant") == [("A1",), ("A2",), ("A3",)]
    assert found.faults == [(4, "", "facts.note-row")]


@pytest.mark.parametrize("name", ["合计算力公司", "小计划教育公司", "总计划服务中心"])
def test_firm_whose_name_begins_like_a_total_is_a_firm(read: Reader, name: str) -> None:
    assert read(f"主体代码,名称\nA1,{name}\n").rows("name") == [(name,)]


def test_total_of_payments_and_of_matters_is_none_of_them(read: Reader) -> None:
    paid = read("主体代码,兑付机关,兑付日期,金额\nA1,某局,2025-01-01,1000\n2,合计,2025-01-01,1000\n", Entity.PAYMENT)
    done = read(
        "事项编号,主体代码,事项类别,事项名称,日期\n1,A1,认定,高企,2025-01-01\n2,1,其他,合计,2025-01-01\n", Entity.MATTER, name="事项.csv"
    )

    assert (paid.counts.kept, paid.counts.totals) == (1, 1)
    assert (done.counts.kept, done.counts.totals) == (1, 1)
