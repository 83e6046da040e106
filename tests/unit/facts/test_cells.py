"""How a cell becomes a value: what people write is understood, what could be meant otherwise is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, Entity
from luoshi.facts.words import MONEY_UNITS
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]


def one(read: Reader, label: str, cell: str, entity: Entity = Entity.APPLICANT) -> Read:
    """Read a table of one row with this cell; quoted, so that commas stay in it."""
    quoted = '"' + cell.replace('"', '""') + '"'
    heads = {
        Entity.APPLICANT: ("主体代码", "甲"),
        Entity.MATTER: ("事项编号,主体代码,事项类别,事项名称,日期", "1,甲,认定,高企,2025-01-01"),
        Entity.PAYMENT: ("主体代码,兑付日期,金额", "甲,2025-01-01,1"),
    }
    head, row = heads[entity]
    return read(f"{head},{label}\n{row},{quoted}\n", entity)


def value(read: Reader, label: str, name: str, cell: str, entity: Entity = Entity.APPLICANT) -> Any:
    found = one(read, label, cell, entity)
    assert [code for code in found.codes if code != "facts.local-number"] == []
    return found.rows(name)[0][0]


@pytest.mark.parametrize("unit", ["元", "百元", "千元", "万元", "百万元", "千万元", "亿元"])
@pytest.mark.parametrize("written", ["{}", "{:,}", "{}.01", "{:,}.01"])
def test_money_in_any_unit_is_exact_up_to_the_greatest_and_refused_beyond(read: Reader, unit: str, written: str) -> None:
    power, cents = MONEY_UNITS[unit], 1 if written.endswith(".01") else 0
    numbers = [10**digits - 1 for digits in range(1, 15)]
    rows = "".join(f'A{number},"{written.format(number)}"\n' for number in numbers)
    wanted = [number * 10**power + cents * 10 ** (power - 2) for number in numbers]

    found = read(f"主体代码,营业收入（{unit}）\n{rows}", Entity.APPLICANT)

    assert [row[0] for row in found.rows("sales")] == [fen for fen in wanted if fen <= MAX_AMOUNT_FEN]
    refused = sum(fen > MAX_AMOUNT_FEN for fen in wanted)
    assert found.counts.left_out == refused


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("0", 0),
        ("1200000", 120000000),
        ("1200000.5", 120000050),
        ("1200000.50", 120000050),
        ("0.01", 1),
        ("1,200,000.00", 120000000),
        ("１２００", 120000),
        ("１，２００．５", 120050),
        (" 12 ", 1200),
        ("¥12", 1200),
        ("￥1,200", 120000),
        ("人民币 12 元", 1200),
        ("12元", 1200),
        ("120万元", 120000000),
        ("120万", 120000000),
        ("0.000001万元", 1),
        ("1.5亿元", 15000000000),
        ("3千元", 300000),
        ("12.5000", 1250),
        ("007", 700),
        ("1000000000000", MAX_AMOUNT_FEN),
        ("999999999999.99", MAX_AMOUNT_FEN - 1),
    ],
)
def test_money_as_people_write_it_is_whole_fen(read: Reader, cell: str, fen: int) -> None:
    assert value(read, "营业收入", "sales", cell) == fen


@pytest.mark.parametrize(
    ("head", "cell", "fen"),
    [
        ("营业收入（万元）", "1.5", 1500000),
        ("营业收入(万元)", "0.000001", 1),
        ("营业收入【亿元】", "1,234.5", 12345000000000),
        ("营业收入（千元）", "1.5", 150000),
        ("营业收入（元）", "1.5", 150),
        ("营业收入（单位：万元）", "1.5", 1500000),
        ("营业收入（万元）", "1.5万元", 1500000),
        ("sales_fen", "15", 15),
        ("sales", "15", 1500),
    ],
)
def test_money_is_read_in_the_unit_of_its_head(read: Reader, head: str, cell: str, fen: int) -> None:
    assert value(read, head, "sales", cell) == fen


@pytest.mark.parametrize(
    ("head", "cell", "code"),
    [
        ("营业收入", "1.005", "facts.below-fen"),
        ("营业收入（万元）", "0.0000001", "facts.below-fen"),
        ("sales_fen", "1.5", "facts.below-fen"),
        ("营业收入", "-1", "facts.negative"),
        ("营业收入", "（1200）", "facts.negative"),
        ("营业收入", "1000000000000.01", "facts.too-large"),
        ("营业收入（亿元）", "10001", "facts.too-large"),
        ("营业收入", "9" * 30, "facts.too-large"),
        ("营业收入", "9" * 400, "facts.too-large"),
        ("营业收入", "1.2E+12", "facts.scientific"),
        ("营业收入", "1,20,000", "facts.not-a-number"),
        ("营业收入", "约100", "facts.not-a-number"),
        ("营业收入", "12美元", "facts.wrong-unit"),
        ("营业收入（万元）", "12元", "facts.wrong-unit"),
        ("营业收入", "一百万", "facts.not-a-number"),
        ("营业收入", "1.2.3", "facts.not-a-number"),
        ("营业收入", "12 34", "facts.not-a-number"),
        ("营业收入", "１２％", "facts.wrong-unit"),
    ],
)
def test_money_that_could_be_meant_otherwise_is_refused(read: Reader, head: str, cell: str, code: str) -> None:
    found = one(read, head, cell)

    assert found.faults == [(2, head, code)]
    assert found.rows("sales") == []


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-06-20", 20250620),
        ("2025-6-2", 20250602),
        ("2025/6/20", 20250620),
        ("2025.6.20", 20250620),
        ("2025年6月20日", 20250620),
        ("2025年06月20号", 20250620),
        ("２０２５年６月２０日", 20250620),
        ("2025 年 6 月 20 日", 20250620),
        ("2025。6。20", 20250620),
        ("20250620", 20250620),
        ("2025-06-20 00:00:00", 20250620),
        ("2025-06-20T08:30:00", 20250620),
        ("2025/6/20 8:30", 20250620),
        ("45828", 20250620),
        ("2024-02-29", 20240229),
        ("1990-01-01", 19900101),
        ("2100-12-31", 21001231),
    ],
)
def test_day_as_people_write_it_is_a_number(read: Reader, cell: str, day: int) -> None:
    assert value(read, "起始日期", "from", cell) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2025-02-30", "facts.no-such-day"),
        ("2025-13-01", "facts.no-such-day"),
        ("20250230", "facts.no-such-day"),
        ("2023年2月29日", "facts.no-such-day"),
        ("1989-12-31", "facts.year-out-of-range"),
        ("2101-01-01", "facts.year-out-of-range"),
        ("20250", "facts.not-a-date"),
        ("2025", "facts.not-a-date"),
        ("2025年", "facts.not-a-date"),
        ("2025-06", "facts.not-a-date"),
        ("2025年6月", "facts.not-a-date"),
        ("6/20/2025", "facts.not-a-date"),
        ("20-06-25", "facts.not-a-date"),
        ("去年", "facts.not-a-date"),
        ("2025-06-20x", "facts.not-a-date"),
        ("infinity", "facts.not-a-date"),
        ("2025-06-20 (BC)", "facts.not-a-date"),
    ],
)
def test_day_that_is_none_is_refused_with_the_reason(read: Reader, cell: str, code: str) -> None:
    assert one(read, "起始日期", cell).faults == [(2, "起始日期", code)]


def test_firm_may_be_older_than_any_policy(read: Reader) -> None:
    assert value(read, "成立日期", "established_on", "1958-10-01") == 19581001
    assert one(read, "成立日期", "1899-12-31").codes == ["facts.year-out-of-range"]


@pytest.mark.parametrize(("cell", "count"), [("30", 30), ("３０", 30), ("1,200", 1200), ("30人", 30), ("30.0", 30), ("1000000000", 10**9)])
def test_count_as_people_write_it_is_whole(read: Reader, cell: str, count: int) -> None:
    assert value(read, "职工人数（人）", "staff", cell) == count


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-1", "facts.negative"),
        ("30.5", "facts.not-whole"),
        ("1000000001", "facts.too-large"),
        ("9" * 30, "facts.too-large"),
        ("三十", "facts.not-a-number"),
        ("3E+5", "facts.scientific"),
        ("10-20", "facts.not-a-number"),
    ],
)
def test_count_that_is_none_is_refused_with_the_reason(read: Reader, cell: str, code: str) -> None:
    assert one(read, "职工人数", cell).codes == [code]


def test_count_stays_below_the_bound_of_its_fact(read: Reader) -> None:
    assert value(read, "月数", "months", "1200", Entity.MATTER) == 1200
    assert one(read, "月数", "1201", Entity.MATTER).codes == ["facts.too-large"]


@pytest.mark.parametrize("cell", ["2025", "2025年", "2025年度", "２０２５"])
def test_year_of_a_payment_is_taken_from_its_column(read: Reader, cell: str) -> None:
    assert value(read, "所属年度", "year", cell, Entity.PAYMENT) == 2025


@pytest.mark.parametrize("cell", ["1989", "2101", "25"])
def test_year_that_no_policy_has_is_refused(read: Reader, cell: str) -> None:
    assert one(read, "所属年度", cell, Entity.PAYMENT).codes == ["facts.year-out-of-range"]


@pytest.mark.parametrize("cell", ["是", "√", "✓", "Y", "y", "Yes", "TRUE", "true", "1", "１", "有", "符合", " 是 "])
def test_yes_in_all_its_forms_is_true(read: Reader, cell: str) -> None:
    assert value(read, "规模以上", "above_scale", cell) is True


@pytest.mark.parametrize("cell", ["否", "×", "N", "no", "FALSE", "0", "０", "不是", "没有", "x"])
def test_no_in_all_its_forms_is_false(read: Reader, cell: str) -> None:
    assert value(read, "规模以上", "above_scale", cell) is False


@pytest.mark.parametrize("cell", ["也许", "2", "是的吧", "待核"])
def test_flag_that_is_neither_is_refused(read: Reader, cell: str) -> None:
    assert one(read, "规模以上", cell).codes == ["facts.not-yes-or-no"]


@pytest.mark.parametrize("cell", ["", " ", "　", "—", "——", "-", "/", "无", "暂无", "未填", "不详", "N/A", "#N/A", "null", "\u200b", "?"])
@pytest.mark.parametrize(
    ("head", "name"),
    [("营业收入", "sales"), ("规模以上", "above_scale"), ("成立日期", "established_on"), ("名称", "name"), ("职工人数", "staff")],
)
def test_cell_that_says_nothing_is_unknown_and_neither_zero_nor_no(read: Reader, head: str, name: str, cell: str) -> None:
    assert value(read, head, name, cell) is None


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("企业", "enterprise"),
        ("公司", "enterprise"),
        ("enterprise", "enterprise"),
        (" 企业　", "enterprise"),
        ("科研院所", "institution"),
        ("ENTERPRISE", "enterprise"),
    ],
)
def test_choice_is_known_by_name_label_and_alias(read: Reader, cell: str, name: str) -> None:
    assert value(read, "主体类别", "applicant_kind", cell) == name


def test_choice_with_brackets_is_known_in_either_width(read: Reader) -> None:
    assert value(read, "级别", "level", "旗县（区）", Entity.MATTER) == "county"
    assert value(read, "级别", "level", "旗县(区)", Entity.MATTER) == "county"


def test_choice_that_is_unknown_names_the_nearest_and_all(read: Reader) -> None:
    (fault,) = one(read, "主体类别", "民营企业").loaded.faults

    assert fault.code == "facts.unknown-word"
    assert fault.hint == "是不是“企业”？可以写：企业、机构、平台、团队、个人、联合体、社会组织。"


@pytest.mark.parametrize(("cell", "code"), [("150621", "150621"), ("150621001", "150621001"), ("１５０６２１００１００１", "150621001001")])
def test_region_is_a_code_of_six_nine_or_twelve_digits(read: Reader, cell: str, code: str) -> None:
    assert value(read, "行政区划代码", "region", cell) == code


@pytest.mark.parametrize("cell", ["1506", "15062", "达旗", "150621 001"])
def test_region_that_is_no_code_is_refused(read: Reader, cell: str) -> None:
    assert one(read, "行政区划代码", cell).codes == ["facts.wrong-region"]


def test_text_keeps_its_words_and_loses_blanks_and_line_breaks(read: Reader) -> None:
    assert value(read, "名称", "name", "\t 某某（集团）\n有限公司　") == "某某（集团） 有限公司"


def test_text_that_is_longer_than_any_name_is_refused(read: Reader) -> None:
    assert value(read, "名称", "name", "字" * 500) == "字" * 500
    assert one(read, "名称", "字" * 501).codes == ["facts.too-long"]


@pytest.mark.parametrize(("cell", "text"), [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'甲", "'甲"), ("=1+1", "=1+1")])
def test_text_loses_the_apostrophe_that_kept_it_from_being_run(read: Reader, cell: str, text: str) -> None:
    assert value(read, "名称", "name", cell) == text


# --- codes --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110108551385082Q", "91150621MA0N00001A", "91150123MA0P12345P"])
def test_code_with_its_check_character_is_taken(read: Reader, code: str) -> None:
    assert read(f"主体代码,主体类别\n{code},企业\n").rows("applicant") == [(code,)]


@pytest.mark.parametrize(
    "cell", ["91110108551385082q", " 9111 0108 5513 85082Q", "９１１１０１０８５５１３８５０８２Ｑ", "'91110108551385082Q"]
)
def test_code_is_taken_however_it_is_typed(read: Reader, cell: str) -> None:
    assert read(f"主体代码\n{cell}\n").rows("applicant") == [("91110108551385082Q",)]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("91110108551385083Q", "统一社会信用代码的校验位不对，多半有一位抄错了。"),
        ("91110108551385082O", "统一社会信用代码里不会有“O”。"),
        ("9111010855138508ZI", "统一社会信用代码里不会有“I、Z”。"),
    ],
)
def test_code_with_a_slip_is_refused(read: Reader, code: str, message: str) -> None:
    (fault,) = read(f"主体代码\n{code}\n").loaded.faults

    assert (fault.code, fault.message) == ("facts.wrong-code", message)


def test_every_single_slip_in_a_code_is_found(read: Reader) -> None:
    good = "91150621MA0N00001A"
    slips = [good[:at] + char + good[at + 1 :] for at in range(2, 18) for char in "0123456789ABCDEFGHJKLMNPQRTUWXY" if char != good[at]]

    found = read("主体代码\n" + "".join(f"{code}\n" for code in slips))

    assert found.counts.left_out == len(slips) == 480


def test_identity_number_of_a_person_is_no_code_of_a_firm(read: Reader) -> None:
    assert read("主体代码,主体类别\n11010519491231002X,个人\n").codes == []
    assert read("主体代码,主体类别\n11010519491231002X,企业\n").codes == ["facts.wrong-code"]


def test_enterprise_with_a_local_number_is_taken_and_told(read: Reader) -> None:
    found = read("主体代码,主体类别\nQY-001,企业\nQY-002,企业\n张三,个人\n")

    assert found.rows("applicant") == [("QY-001",), ("QY-002",), ("张三",)]
    assert [(f.row, f.code, f.message) for f in found.loaded.faults] == [
        (2, "facts.local-number", "从这一行起，共2个企业的代码不是18位，按本地编号读。")
    ]


@pytest.mark.parametrize("cell", ["9.1150621E+17", "9.115E17", "9E+17", "９.115E+17"])
def test_code_that_a_spreadsheet_has_rounded_is_refused(read: Reader, cell: str) -> None:
    assert read(f"主体代码\n{cell}\n").codes == ["facts.spoiled-number"]


def test_code_that_is_missing_is_told(read: Reader) -> None:
    assert read("主体代码,名称\n,甲\n—,乙\n").faults == [(2, "主体代码", "facts.missing-value"), (3, "主体代码", "facts.missing-value")]


def test_garbled_cell_costs_its_row_and_no_other(read: Reader) -> None:
    found = read("主体代码,名称\nA1,甲\n".encode() + b"A2,\xff\xfe\n" + "A3,丙\n".encode())

    assert found.rows("applicant", "name") == [("A1", "甲"), ("A3", "丙")]
    assert found.faults == [(3, "名称", "facts.garbled")]


def test_ids_in_every_column_keep_all_their_characters(read: Reader) -> None:
    ids = [f"{letter}-0123456789{letter}" for letter in "pqr"]
    head = "事项编号,主体代码,事项类别,事项名称,日期,项目编号,平台编号,团队编号"

    found = read(f"{head}\n1,a-0123456789,认定,高企,2025-01-01,{','.join(ids)}\n", Entity.MATTER)

    assert found.rows("matter", "applicant", "project", "platform", "team") == [("1", "a-0123456789", *ids)]
