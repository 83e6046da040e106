"""The workbook of a simulation: numbers that can be added up, heads that stay, links that lead, nothing that runs."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from luoshi.simulation.to_workbook import wan, workbook_of
from tests.made.population import PROGRAMME
from tests.made.simulations import APPLICANTS, EVIL, LONG_NAME, empty, full, made_simulation, written


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Workbook:
    return load_workbook(io.BytesIO(workbook_of(full(tmp_path_factory.mktemp("县")).simulation)))


def rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def test_there_is_a_sheet_for_every_table(book):
    assert book.sheetnames == [
        "说明",
        "按条款",
        "按年度",
        "按地区",
        "按企业规模",
        "按规上规下",
        "按每户金额",
        "金额最大的4户",
        "增减 按条款",
        "增减 按企业规模（测算日）",
        "增减 按规上规下（测算日）",
        "增减 按地区（测算日）",
        "增加的2户",
        "减少的1户",
        "增减 限额、名额扣减",
        "预算 按条款",
        "预算 按企业规模",
        "压减最多的",
        "政策和版本",
        "数据",
        "未经确认的理解",
        "数据里的问题",
        "条款",
        "对照方案取消的条款",
    ]


def test_every_sheet_is_headed_as_its_tab_is_named(book):
    assert [sheet["A1"].value for sheet in book.worksheets[1:]] == book.sheetnames[1:]


def test_money_stands_in_wan_and_in_exact_yuan_as_numbers(book):
    head, total, first, *_ = rows(book["按条款"])

    assert head[4:6] == ["金额（万元）", "金额（元）"]
    assert total[4:6] == [70, 700_000.01]
    assert first[4:6] == [40, 400_000.01]
    assert [cell.number_format for cell in book["按条款"][4]][2:7] == ["#,##0", "#,##0", "#,##0.00", "#,##0.00", "0.00%"]


def test_exact_column_adds_up_to_its_total(book):
    _, total, *parts = [row for row in rows(book["按条款"]) if isinstance(row[5], int | float) or row[5] == "金额（元）"]

    assert round(sum(row[5] for row in parts), 2) == total[5]


@pytest.mark.parametrize(("fen", "shown"), [(0, "0"), (4_999, "0"), (5_000, "0.01"), (-5_000, "-0.01"), (-4_999, "0"), (1_234_567, "1.23")])
def test_wan_is_rounded_half_away_from_zero(fen, shown):
    assert str(wan(fen).normalize() + 0) == shown


def test_heads_and_names_stay_where_a_person_scrolls(book):
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"B4"}


def test_columns_are_wide_enough_for_their_figures(book):
    assert book["按条款"].column_dimensions["F"].width >= len("700,000.01")
    assert book["金额最大的4户"].column_dimensions["A"].width == 48


def test_every_sheet_prints_as_wide_as_its_paper_with_its_heads_and_numbers(book):
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.center.text == "第&P页，共&N页"
    assert {(sheet.print_title_rows, sheet.page_setup.orientation) for sheet in book.worksheets[1:]} == {("$3:$3", "landscape")}


def test_heads_stand_over_their_figures(book):
    sheet = book["按条款"]
    assert [cell.alignment.horizontal for cell in sheet[3]] == [None, None, *["right"] * 8]
    assert {cell.alignment.vertical for row in sheet.iter_rows(min_row=4, max_row=6) for cell in row} == {"top"}


def test_name_that_looks_like_a_formula_stays_a_name(book):
    cell = next(cell for cell in book["金额最大的4户"]["A"] if cell.value == "=1+1科技公司")

    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_names_stand_as_they_are(book):
    names = [cell.value for cell in book["金额最大的4户"]["A"]]

    assert names[3:] == ["=1+1科技公司", LONG_NAME, "王**", EVIL, None, "地区、规模为测算日的情况；个人的姓名和号码不全部列出。"]


def test_every_clause_leads_to_its_row(book):
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]

    assert len(links) > 10
    for link in links:
        sheet, place = link.location.rsplit("!", 1)
        assert book[sheet.strip("'")][place].value


def test_clause_of_a_row_is_the_one_it_leads_to(book):
    sheet = book["增减 按条款"]
    label, cell = sheet["A7"].value, sheet["B7"]
    target, place = cell.hyperlink.location.rsplit("!", 1)

    assert (label, cell.value) == ("取消的一项", "三8")
    assert (target, book[target.strip("'")][place].value) == ("'对照方案取消的条款'", "取消的一项")


def test_first_sheet_says_what_it_comes_to_and_rests_on(book):
    told = {row[0]: row[1] for row in rows(book["说明"])}

    assert told["结果"] == "7个主体中，4户可得奖补，合计70.00万元。"
    assert told["对照结果"] == ("与对照方案相比，2户增加，1户减少，总额增加2.50万元。金额为2025年至2026年的事项2年合计，不是一年的数。")
    assert told["预算"] == ("预算40.00万元，差30.00万元，每笔按57.14%兑付。应兑付70.00万元，本次兑付40.00万元，兑付率57.14%。")
    assert told["前提1"] == "对照方案《临江县科技创新若干政策》第1版是草稿，没有经过确认，数字可能变动。"
    assert told["前提3"] == "数据中有1行有错，没有采用，见“数据里的问题”。"


def test_control_characters_and_endless_cells_do_not_break_it(tmp_path):
    from tests.made.simulations import APPLICANTS, made_simulation, written

    names = APPLICANTS.replace(LONG_NAME, "甲\x01公司" + "长" * 300)
    content = workbook_of(made_simulation(tmp_path, population=written(tmp_path, names)).simulation)
    cells = [cell.value for cell in load_workbook(io.BytesIO(content))["金额最大的4户"]["A"]]

    assert any(str(value).startswith("甲") for value in cells)


def test_workbook_of_nothing_opens(tmp_path):
    made = load_workbook(io.BytesIO(workbook_of(empty(tmp_path).simulation)))

    assert rows(made["按年度"])[1][:4] == ["合计", 0, 0, 0]
    assert made["说明"]["B3"].value == "0个主体，没有应兑付的奖补。"


def test_same_simulation_gives_the_same_cells(tmp_path, book):
    again = load_workbook(io.BytesIO(workbook_of(full(tmp_path).simulation)))

    assert [[rows(sheet)] for sheet in again] == [[rows(sheet)] for sheet in book]


def test_all_that_gain_are_listed_and_none_that_lose_have_no_sheet(tmp_path):
    firms = "".join(f"LOCAL1{at:04d},第{at}公司,企业,150602,小型,是\n" for at in range(25))
    matters = "".join(f"N{at},LOCAL1{at:04d},认定,高企,2025-05-01\n" for at in range(25))
    population = written(tmp_path, APPLICANTS.splitlines()[0] + "\n" + firms, "事项编号,主体代码,事项类别,事项名称,日期\n" + matters)
    older = PROGRAMME.replace("amount_yuan: 100000}", "amount_yuan: 80000}")
    found = load_workbook(io.BytesIO(workbook_of(made_simulation(tmp_path, against=[older], population=population).simulation)))

    assert len(rows(found["增加的25户"])) == 1 + 25 + 2
    assert [name for name in found.sheetnames if "减少的" in name] == []


def test_title_and_number_of_the_document_are_set_apart(book):
    assert "《临江县科技创新若干政策》第1版　临政发〔2025〕1号" in [row[1].value for row in book["说明"].iter_rows()]
