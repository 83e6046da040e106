"""The report of a simulation: every row leads to its clause, nothing in it runs, every figure is the exact one."""

import re

import pytest
from lxml import html

from luoshi.papers.simulation_page import simulation_page
from tests.made.simulations import EVIL, LONG_NAME, OLDER, QUEUE, empty, full, large, made_simulation, one, written


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    return simulation_page(full(tmp_path_factory.mktemp("县")).simulation)


@pytest.fixture(scope="module")
def tree(page):
    return html.fromstring(page)


def words(node) -> str:
    """Return the words of an element, those of its parts apart."""
    return " ".join(" ".join(node.itertext()).split())


def table(tree, section: str, title: str = ""):
    """Return the rows of a table under a section, by its caption."""
    tables = tree.xpath(f"//section[@id='{section}']//table")
    found = next(one for one in tables if not title or words(one.xpath("caption")[0]) == title)
    return [[words(cell) for cell in row.xpath("th|td")] for row in found.xpath(".//tbody/tr")]


def test_heading_is_the_answer(tree):
    assert words(tree.xpath("//h1")[0]) == "7个主体中，4户可得奖补，合计70.00万元。"


def test_page_runs_nothing_and_asks_for_nothing(page, tree):
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert tree.xpath("//script | //img | //link | //iframe | //form | //*[@style] | //@onclick") == []
    assert re.findall(r"https?://|src=|url\(", page) == []


def test_names_from_the_data_are_words_and_no_markup(page):
    assert EVIL not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&lt;b&gt;公司" in page


def test_every_link_leads_somewhere_and_every_id_is_there_once(tree):
    ids = tree.xpath("//@id")
    targets = {target.removeprefix("#") for target in tree.xpath("//a/@href")}

    assert len(ids) == len(set(ids))
    assert targets - set(ids) == set()


def test_every_row_of_a_reward_leads_to_its_clause(tree):
    for section in ("by-clause", "shift", "ration"):
        path = f"//section[@id='{section}']//table[caption[contains(., '按条款')]]//tbody/tr[not(@class='sum')]"
        rows = tree.xpath(path)
        assert rows
        assert [words(row) for row in rows if not row.xpath(".//a[@class='clause']")] == []


def test_clause_shows_the_sentence_the_numbers_and_how_it_was_read(tree):
    card = words(tree.xpath("//article[@id='r0']")[0])

    assert "首次认定的给予奖励" in card
    assert "数额 金额10.00万元 原数额 金额8.00万元" in card
    assert "理解 迁入的算不算首次：本次取“算”，另有“不算”，未经确认" in card


def test_reward_that_was_dropped_leads_to_what_it_was(tree):
    row = next(row for row in tree.xpath("//section[@id='shift']//tbody/tr") if "取消的一项" in words(row))
    (target,) = row.xpath(".//a[@class='clause']/@href")

    assert target == "#o4"
    assert "取消的一项" in words(tree.xpath("//article[@id='o4']")[0])


def test_tables_hold_the_exact_figures_in_wan(tree):
    assert table(tree, "by-clause")[:2] == [
        ["合计", "4", "5", "70.00", "100.00%", "1", "1", "1"],
        ["贷款贴息 二（二）3", "2", "2", "40.00", "57.14%", "—", "1", "—"],
    ]
    assert table(tree, "shift", "按条款")[0] == ["合计", "—", "2", "3.00", "1", "0.50", "1", "67.50", "70.00", "+2.50"]
    assert table(tree, "ration", "按条款")[0] == ["合计", "70.00", "40.00", "57.14%", "30.00", "5"]


def test_charts_carry_their_figures_as_text(tree):
    (chart,) = tree.xpath("//section[@id='by-clause']//ol[@class='bars']")

    assert [words(bar) for bar in chart.xpath("li")] == ["贷款贴息 二（二）3 40.00", "首次认定 二（一）1 30.00"]
    assert chart.xpath("li//rect[@class='fill']/@width") == ["1000", "749"]


def test_bars_go_both_ways_where_some_lose(tree):
    (chart,) = [one for one in tree.xpath("//section[@id='shift']//figure") if "各条款增减金额" in words(one)]

    assert [words(value) for value in chart.xpath(".//span[@class='bars-v']")] == ["+6.00", "−2.00", "−1.50"]
    assert [(rect.get("class"), rect.get("x"), rect.get("width")) for rect in chart.xpath(".//rect")] == [
        ("fill", "500", "500"),
        ("less", "334", "166"),
        ("less", "375", "125"),
    ]


def test_what_the_figures_rest_on_stands_above_them(tree):
    assert [words(line) for line in tree.xpath("//div[@class='note']//p")] == [
        "对照方案《临江县科技创新若干政策》第1版是草稿，没有经过确认，数字可能变动。",
        "有1处条款可以作不同理解，本次各按其中一种，待县科技局确认。",
        "数据中有1行有错，没有采用，见“数据里的问题”。",
    ]
    assert "合计数与分项之和因四舍五入可能略有差异。" in words(tree.xpath("//footer")[0])


def test_long_names_are_not_cut(page):
    assert LONG_NAME in page


def test_people_stay_covered(page):
    assert "王小明" not in page
    assert "150602199001011234" not in page


def test_made_up_data_say_so_at_both_ends(tmp_path):
    given = written(tmp_path)
    marked = given.applicants.rename(tmp_path / "主体-模拟.csv")
    found = html.fromstring(simulation_page(made_simulation(tmp_path, population=type(given)(marked, given.matters)).simulation))

    assert words(found.xpath("//div[@class='note']//p")[0]).startswith("数据是模拟的，不是真实主体")
    assert "不作兑付依据" in words(found.xpath("//footer")[0])


def test_queue_lists_what_waits_for_the_next_year(tmp_path):
    found = html.fromstring(simulation_page(made_simulation(tmp_path, budget=QUEUE).simulation))

    assert [row[0] for row in table(found, "ration", "留待下一年度的")] == ["=1+1科技公司 LOCAL00003", f"{LONG_NAME} LOCAL00001"]


def test_budget_that_is_enough_is_said_in_a_sentence(tmp_path):
    from luoshi.simulation.nodes import Budget

    found = html.fromstring(simulation_page(made_simulation(tmp_path, budget=Budget(10**9)).simulation))

    assert (
        words(found.xpath("//section[@id='ration']")[0])
        == "预算分配：预算1,000.00万元够用，余930.00万元。 每笔都按应兑付金额全额兑付，不用压减。"
    )


def test_page_of_nothing_says_why_and_what_to_check(tmp_path):
    found = html.fromstring(simulation_page(empty(tmp_path).simulation))

    assert words(found.xpath("//h1")[0]) == "0个主体，没有应兑付的奖补。"
    assert "请核对：事项日期是否在政策适用的期间" in words(found.xpath("//section[@id='by-clause']")[0])
    assert [section.get("id") for section in found.xpath("//section")] == ["by-clause", "shift", "ration", "about", "clauses"]
    assert {target.removeprefix("#") for target in found.xpath("//a/@href")} - set(found.xpath("//@id")) == set()


def test_chart_of_years_leaves_none_out_and_that_of_regions_puts_the_smallest_together(tmp_path):
    found = html.fromstring(simulation_page(large(tmp_path).simulation))
    labels = {id: [words(bar.xpath("span")[0]) for bar in found.xpath(f"//section[@id='{id}']//ol/li")] for id in ("by-year", "by-region")}

    assert labels["by-year"] == [f"{year}年" for year in range(2025, 2037)]
    assert labels["by-region"][-1] == "其他3个地区"


def test_groups_that_get_the_same_are_not_said_to_get_most(tmp_path):
    matters = "事项编号,主体代码,事项类别,事项名称,日期\nM1,LOCAL00001,认定,高企,2025-05-01\nM2,LOCAL00006,认定,高企,2026-01-01\n"
    found = html.fromstring(simulation_page(made_simulation(tmp_path, population=written(tmp_path, matters=matters)).simulation))

    assert words(found.xpath("//section[@id='by-year']//figcaption")[0]) == "各年度 各年度应兑付，单位：万元"


def test_what_nobody_gains_has_no_column_and_no_words(tmp_path):
    found = html.fromstring(simulation_page(made_simulation(tmp_path, OLDER, against=[OLDER.replace("80000", "90000")]).simulation))
    heads = [words(head) for head in found.xpath("//section[@id='shift']//table[caption='按企业规模（测算日）']//thead//th")]

    assert words(found.xpath("//section[@id='shift']/header")[0]) == "增减情况：与对照方案相比，3户减少，总额减少3.00万元。"
    assert heads == ["规模", "减少户数", "减少金额", "不变户数", "原金额", "现金额", "增减"]


def test_single_enterprise_is_not_told_as_a_share_of_itself(tmp_path):
    found = html.fromstring(simulation_page(one(tmp_path).simulation))
    (spread,) = found.xpath("//section[@id='spread']/div[@class='sheet-body']")

    assert words(spread) == "共1户，户均10.00万元，中位数10.00万元。"


def test_both_sides_of_a_comparison_are_listed(tree):
    assert [row[-1] for row in table(tree, "about", "政策和版本")] == ["本方案", "对照方案"]


def test_same_simulation_gives_the_same_page(tmp_path, page):
    assert simulation_page(full(tmp_path).simulation) == page


def test_answer_to_what_was_asked_stands_on_top_with_the_way_to_it(tree):
    assert [words(line) for line in tree.xpath("//div[@class='head']/p[@class='answer']")] == [
        "与对照方案相比，2户增加，1户减少，总额增加2.50万元。金额为2025年至2026年的事项2年合计，不是一年的数。 见增减情况",
        "预算40.00万元，差30.00万元，每笔按57.14%兑付。应兑付70.00万元，本次兑付40.00万元，兑付率57.14%。 见预算分配",
    ]
    assert tree.xpath("//p[@class='answer']/a/@href") == ["#shift", "#ration"]
    assert tree.xpath("//nav[@class='jump']/a/@href")[:2] == ["#shift", "#ration"]


def test_answer_about_nobody_names_no_years(tmp_path):
    found = html.fromstring(simulation_page(empty(tmp_path).simulation))

    assert [words(line) for line in found.xpath("//p[@class='answer']")] == [
        "与对照方案相比，没有一户的金额有变化。 见增减情况",
        "预算40.00万元够用，余40.00万元。 见预算分配",
    ]
