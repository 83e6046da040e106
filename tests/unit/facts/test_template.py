"""Empty tables: they take codes as texts, offer the words, explain each column, and can be read at once when filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from luoshi.facts.faults import FactsRefused
from luoshi.facts.tables import load_tables
from luoshi.facts.vocabulary import FIELDS, Entity
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.usecases.facts_tables import check_facts, csv_templates, write_template
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
PROGRAMME = """\
format: luoshi-programme/1
programme: banner
policy: {title: 青河旗奖补办法}
facts:
  - {name: green_factory, label: 绿色工厂, entity: applicant, type: flag}
rewards:
  - id: 高企
    clause: 第三条
    when: {kind: 认定, subject: 国家高新技术企业, occurrence: 首次}
    if: {all: [{fact: above_scale, is: true}, {ratio: [rd_spend, sales], at_least: 5%}]}
    formula: {type: fixed, amount_yuan: 200000}
  - id: 平台
    clause: 第四条
    when: {kind: 建设, subject: 平台}
    formula: {type: upto}
    caps: [{amount_yuan: 300000, per: platform}]
"""


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    write_template(path=tmp_path / "表.xlsx")
    return load_workbook(tmp_path / "表.xlsx")


def heads(sheet: object) -> list[str]:
    return [cell.value for cell in sheet[1]]  # type: ignore[index]  # openpyxl has no types here


def test_template_has_a_sheet_a_table_and_one_that_explains(book: Workbook) -> None:
    assert book.sheetnames == ["主体", "事项", "兑付", "填写说明"]
    assert heads(book["主体"]) == [field.label for field in FIELDS[Entity.APPLICANT]]
    assert book["主体"].freeze_panes == "A2"
    assert book["填写说明"].max_row > sum(map(len, FIELDS.values()))


def test_template_keeps_codes_as_texts(book: Workbook) -> None:
    widths = book["主体"].column_dimensions

    assert widths["A"].number_format == "@"
    assert widths["D"].number_format == "@"


def test_template_offers_the_words_of_choices_and_flags(book: Workbook) -> None:
    offered = {str(one.sqref): one.formula1 for one in book["主体"].data_validations.dataValidation}

    assert offered["C2:C2001"] == '"企业,机构,平台,团队,个人,联合体,社会组织"'
    assert offered["I2:I2001"] == '"是,否"'


def test_template_of_a_programme_has_what_it_looks_at(tmp_path: Path) -> None:
    write_template(path=tmp_path / "表.xlsx", programmes=[programme_from_yaml(PROGRAMME)])
    book = load_workbook(tmp_path / "表.xlsx")

    assert heads(book["主体"]) == [
        "主体代码",
        "名称",
        "主体类别",
        "行政区划代码",
        "起始日期",
        "规模以上",
        "营业收入",
        "研发经费",
        "绿色工厂",
    ]
    assert heads(book["事项"]) == ["事项编号", "主体代码", "事项类别", "事项名称", "情形", "日期", "平台编号", "核定金额"]
    assert heads(book["兑付"]) == ["主体代码", "兑付机关", "政策", "奖补编号", "事项编号", "平台编号", "兑付日期", "所属年度", "金额"]


def test_template_that_is_filled_in_is_read(read: Reader, tmp_path: Path) -> None:
    write_template(path=tmp_path / "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    book["主体"]["A2"], book["主体"]["C2"], book["主体"]["Q2"] = "91150621MA0N00001A", "企业", 1200000.5
    book.save(tmp_path / "表.xlsx")

    found = read(tmp_path / "表.xlsx")

    assert found.rows("applicant", "applicant_kind", "sales") == [("91150621MA0N00001A", "enterprise", 120000050)]
    assert found.codes == []


def test_template_that_is_empty_is_read_as_empty_tables(connection: object, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_template(path=path)

    loaded = load_tables(connection, applicants=path, matters=path, payments=path)  # type: ignore[arg-type]  # the fixture's

    assert [(table.file, table.counts.rows, [f.code for f in table.faults]) for table in loaded.tables] == [
        ("表.xlsx·主体", 0, ["facts.no-rows"]),
        ("表.xlsx·事项", 0, ["facts.no-rows"]),
        ("表.xlsx·兑付", 0, ["facts.no-rows"]),
    ]


def test_template_in_csv_is_the_head(read: Reader) -> None:
    texts = csv_templates()

    assert list(texts) == list(Entity)
    assert read(texts[Entity.PAYMENT], Entity.PAYMENT).codes == ["facts.no-rows"]


def test_template_is_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(FactsRefused) as caught:
        write_template(path=tmp_path / "表.csv")

    assert caught.value.code == "facts.unknown-format"


def test_template_of_a_programme_offers_its_names_and_rewards(tmp_path: Path) -> None:
    write_template(path=tmp_path / "表.xlsx", programmes=[programme_from_yaml(PROGRAMME)])
    book = load_workbook(tmp_path / "表.xlsx")

    places = {
        one.formula1: (str(one.sqref), one.errorStyle) for sheet in ("事项", "兑付") for one in book[sheet].data_validations.dataValidation
    }
    assert places["选项!$A$1:$A$2"] == ("D2:D2001", "warning")
    assert places["选项!$B$1:$B$2"] == ("D2:D2001", "warning")
    assert [[cell.value for cell in row] for row in book["选项"].iter_rows()] == [["国家高新技术企业", "高企"], ["平台", "平台"]]
    assert book["选项"].sheet_state == "hidden"
    assert [[row[0].value, row[1].value, row[3].value] for row in book["奖补对照"].iter_rows(min_row=2)] == [
        ["高企", "第三条", "认定“国家高新技术企业”（首次）的事项"],
        ["平台", "第四条", "建设“平台”的事项"],
    ]


def test_template_of_a_programme_that_is_filled_in_is_read(tmp_path: Path) -> None:
    programme, path = programme_from_yaml(PROGRAMME), tmp_path / "表.xlsx"
    write_template(path=path, programmes=[programme])
    book = load_workbook(path)
    book["事项"].append(["1", "A", "认定", "国家高新技术企业", "首次", "2025-03-01"])
    book["兑付"].append(["A", None, None, "高企", "1", None, "2025-05-01", None, 100000])
    book.save(path)

    loaded = check_facts(matters=path, payments=path, programmes=[programme])

    assert [(table.file, table.counts.kept, table.faults) for table in loaded.tables] == [("表.xlsx·事项", 1, ()), ("表.xlsx·兑付", 1, ())]
