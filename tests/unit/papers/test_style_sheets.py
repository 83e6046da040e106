"""What the pages share stands once: a rule mended in one page is mended in all, and no page carries what it does not use."""

import re
from importlib.resources import files

import pytest
from lxml import html

from luoshi.papers.reading_page import reading_page
from luoshi.papers.simulation_page import simulation_page
from tests.made.simulations import full
from tests.made_reading import made_reading, reading_without_text

PAGES = ("reading_page", "simulation_page")
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")


def sheet(*path: str) -> str:
    content = files("luoshi.papers").joinpath(*path).read_text("utf-8")
    return re.sub(r"/\*.*?\*/", "", content, flags=re.S)


def rules(style: str) -> set[tuple[str, str]]:
    """Return selectors and what is said of them."""
    return {(" ".join(selector.split()), " ".join(body.split())) for selector, body in RULE.findall(style)}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, list[str]]:
    """Pages that show all that they can, between them."""
    readings = (made_reading(), made_reading("关于放假的通知\n今年不放假。\n", diagnostics=False), reading_without_text())
    return {
        "reading_page": [reading_page(one) for one in readings],
        "simulation_page": [simulation_page(full(tmp_path_factory.mktemp("县")).simulation)],
    }


def test_no_rule_stands_in_two_sheets():
    base, *own = (rules(style) for style in (sheet("base.css"), *(sheet(page, "page.css") for page in PAGES)))

    assert own[0] & own[1] == set()
    assert [base & mine for mine in own] == [set(), set()]


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_is_given_once_and_used(page):
    parts = [sheet("base.css"), sheet(page, "page.css")]
    given = [set(re.findall(r"(--[\w-]+):", part)) for part in parts]

    assert given[0] & given[1] == set()
    assert given[0] | given[1] == set(re.findall(r"var\((--[\w-]+)\)", "".join(parts)))


@pytest.mark.parametrize("page", PAGES)
def test_page_carries_both_sheets_whole_and_the_shared_one_first(page, made):
    (style,) = html.fromstring(made[page][0]).xpath("//style/text()")
    raw = [files("luoshi.papers").joinpath(*path).read_text("utf-8") for path in (("base.css",), (page, "page.css"))]

    assert style == "".join(raw)


@pytest.mark.parametrize("page", PAGES)
def test_every_icon_that_is_shown_is_drawn_and_no_other(page, made):
    trees = [html.fromstring(one) for one in made[page]]
    (drawn,) = {frozenset(tree.xpath("//symbol/@id")) for tree in trees}

    assert {target.removeprefix("#") for tree in trees for target in tree.xpath("//use/@href")} == drawn
