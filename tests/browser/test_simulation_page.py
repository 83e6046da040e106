"""The report of a simulation as a person opens it: on a screen, on a phone, on paper, full, empty, with long names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from luoshi.papers.simulation_page import simulation_page
from tests.made.population import PROGRAMME
from tests.made.simulations import LONG_NAME, QUEUE, empty, full, large, made_simulation, one

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}


def long_names(folder: Path) -> Any:
    """Labels, titles and names of the longest kind."""
    text = PROGRAMME.replace(
        "临江县科技创新若干政策", "关于进一步加快推进科技创新支撑引领全县经济社会高质量发展的若干政策措施（2025—2027年）"
    )
    text = text.replace("label: 首次认定", "label: 首次通过国家高新技术企业认定并在本县正常生产经营、依法纳税的企业认定奖励")
    return made_simulation(folder, text, budget=QUEUE)


STATES = {"full": full, "empty": empty, "one": one, "long": long_names, "large": large}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("报告")
    for name, make in STATES.items():
        (folder / f"{name}.html").write_text(simulation_page(make(folder / name).simulation), "utf-8")
    return {name: folder / f"{name}.html" for name in STATES}


@pytest.fixture
def open_report(browser: Any, pages: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Open a report without any scripts; whatever it complains about, or asks from anywhere, fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(state: str, size: str = "wide", *, anchor: str = "") -> Any:
        context = browser.new_context(viewport=SIZES[size], offline=True)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        uri = pages[state].as_uri()
        page.on("request", lambda request: complaints.append(request.url) if request.url.split("#")[0] != uri else None)
        page.goto(uri + anchor)
        contexts.append(context)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def overflowing(page: Any) -> list[str]:
    """Name what reaches beyond the window, but for what scrolls in a box of its own."""
    return page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(e => {
          const box = e.getBoundingClientRect();
          return box.width > 1 && box.right > innerWidth + 1 && !e.closest('.scroll') && !e.closest('.jump');
        }).map(e => e.tagName + '.' + (e.getAttribute('class') || ''))"""
    )


@pytest.mark.parametrize(("state", "size"), list(product(STATES, SIZES)))
def test_report_has_no_accessibility_fault(state, size, open_report, browser, pages):
    from axe_playwright_python.sync_playwright import Axe

    # The page's own policy forbids scripts, the checker's too; it is asked in a window that does not hold the page to it.
    context = browser.new_context(viewport=SIZES[size], offline=True, bypass_csp=True)
    page = context.new_page()
    page.goto(pages[state].as_uri())
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    context.close()

    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []


@pytest.mark.parametrize(("state", "size"), list(product(STATES, SIZES)))
def test_report_fits_the_window(state, size, open_report):
    page = open_report(state, size)

    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert overflowing(page) == []


@pytest.mark.parametrize("state", STATES)
def test_tables_on_a_screen_are_shown_whole(state, open_report):
    page = open_report(state)

    assert page.eval_on_selector_all(".scroll", "boxes => boxes.filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.ariaLabel)") == []


@pytest.mark.parametrize("state", STATES)
def test_tables_on_a_phone_become_blocks_and_none_is_cut(state, open_report):
    page = open_report(state, "narrow")

    assert page.eval_on_selector_all(".scroll", "boxes => boxes.filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.ariaLabel)") == []
    assert page.locator("thead:visible").count() == 0


def test_click_on_a_clause_shows_its_sentence(open_report):
    page = open_report("full")
    page.locator("#by-clause tbody a.clause").first.click()
    card = page.locator("#r1")

    assert page.evaluate("location.hash") == "#r1"
    assert page.evaluate("document.querySelector('#r1').getBoundingClientRect().top") < 900
    assert card.evaluate("card => getComputedStyle(card).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_longest_bar_is_as_long_as_its_track_and_the_others_in_proportion(open_report):
    page = open_report("full")
    wide = page.eval_on_selector_all("#by-clause .bars .fill", "bars => bars.map(b => b.getBoundingClientRect().width)")
    track = page.eval_on_selector("#by-clause .bars .bar", "bar => bar.getBoundingClientRect().width")

    assert wide[0] == pytest.approx(track, abs=1)
    assert wide[1] / wide[0] == pytest.approx(0.75, abs=0.01)


def test_long_names_are_shown_whole_on_a_phone(open_report):
    page = open_report("full", "narrow")
    name = page.locator("th[scope=row]", has_text=LONG_NAME).first

    assert name.evaluate("cell => cell.scrollWidth <= cell.clientWidth + 1")
    assert name.inner_text().splitlines() == [LONG_NAME, "LOCAL00001"]


def test_skip_link_and_jump_links_work_by_keyboard(open_report):
    page = open_report("full")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#shift"


def test_rewards_nobody_uses_are_behind_a_summary(open_report):
    page = open_report("full")
    assert not page.locator("#by-clause details a").is_visible()
    page.locator("#by-clause summary").click()
    assert page.locator("#by-clause details a").inner_text() == "三7　无人申请的"


@pytest.mark.parametrize("state", STATES)
def test_paper_shows_all_tables_and_no_navigation(state, open_report):
    page = open_report(state)
    page.emulate_media(media="print")

    page.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins is no wider than a phone held across

    assert not page.locator(".jump").is_visible()
    assert page.locator("thead:visible").count() == page.locator("thead").count()
    assert page.eval_on_selector_all(".scroll", "boxes => boxes.filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.ariaLabel)") == []
    assert page.locator("table:visible").count() == page.locator("table").count()
    assert page.eval_on_selector_all("svg.bar", "bars => [...new Set(bars.map(b => getComputedStyle(b).printColorAdjust))]") in (
        [],
        ["exact"],
    )


@pytest.mark.parametrize(("state", "paper"), list(product(STATES, (False, True))))
def test_heads_are_not_broken_inside_a_word(state, paper, open_report):
    page = open_report(state)
    if paper:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 960})
    broken = page.eval_on_selector_all(
        "thead th",
        """heads => heads.filter(head => {
          const range = document.createRange();
          range.selectNodeContents(head);
          const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
          return lines.size > head.textContent.split('、').length;
        }).map(head => head.textContent)""",
    )

    assert broken == []


def test_no_heading_is_left_at_the_foot_of_a_sheet_of_paper(open_report):
    import pypdfium2

    page = open_report("large")
    headings = {words.splitlines()[-1] for words in page.locator("h2, .table-h h3, figcaption").all_inner_texts()}
    for lower in range(0, 720, 120):  # all that follows moves over the feet of its sheets
        page.eval_on_selector(".head", f"head => {{ head.style.paddingTop = '{lower}px' }}")
        pages = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        texts = [pages[at].get_textpage().get_text_bounded().splitlines() for at in range(len(pages))]
        last = [[line.strip() for line in lines if line.strip() and not line.startswith("第")][-1] for lines in texts]

        assert [line for line in last if line in headings] == []
