"""The reading page as a person uses it: by mouse, by keyboard, on a phone, on paper, and with nothing in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from luoshi.source import Span
from tests.made_reading import QINGHE, made_reading, reading_without_text

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
STATES = {
    "full": made_reading,
    "no commitments": lambda: made_reading("关于放假的通知\n今年不放假。\n", diagnostics=False),
    "no text": reading_without_text,
}


def current(page):
    """Say which row and which marks are current."""
    rows = page.eval_on_selector_all("[aria-current=true].it", "rows => rows.map(r => r.id)")
    marks = page.eval_on_selector_all("#text .is-cur", "pieces => [...new Set(pieces.map(p => p.dataset.n || 'd' + p.dataset.d))]")
    return rows, marks


def in_view(page, selector):
    """Say whether an element can be seen in the window and in its own column."""
    return page.eval_on_selector(
        selector,
        """element => {
          const at = element.getBoundingClientRect(), column = element.closest('.col');
          const box = column ? column.getBoundingClientRect() : {top: 0, bottom: innerHeight};
          return at.height > 0 && at.top >= Math.max(0, box.top) - 1 && at.top < Math.min(innerHeight, box.bottom);
        }""",
    )


@pytest.mark.parametrize(("state", "size"), list(product(STATES, ("wide", "narrow"))))
def test_page_has_no_accessibility_fault(state, size, opened):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(STATES[state](), size=WIDE if size == "wide" else NARROW)
    views = ["lists", "checks"] if size == "wide" else ["lists", "text", "checks", "outline"]
    for view in views:
        page.locator(f"[data-show={view}]:visible").click()
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []


def test_click_on_words_shows_their_row_and_click_on_a_row_its_words(opened):
    page = opened(made_reading())
    page.locator("#m18").click()
    assert current(page) == (["r18"], ["18"])
    assert in_view(page, "#r18")
    page.locator("#r1 .it-a").click()
    assert current(page) == (["r1"], ["1"])
    assert in_view(page, "#m1")
    assert page.locator("#r1 .it-m").is_visible()
    assert not page.locator("#r18 .it-m").is_visible()


def test_a_row_that_opens_below_the_edge_is_brought_into_view_whole(opened):
    page = opened(made_reading())
    page.eval_on_selector("#r12", "row => { const box = row.closest('.col'); box.scrollTop = row.offsetTop - box.clientHeight + 60; }")
    page.locator("#r12 .it-a").click()
    bottoms = page.evaluate("['#r12', '#lists'].map(s => document.querySelector(s).getBoundingClientRect().bottom)")
    assert bottoms[0] <= bottoms[1] + 1


def test_keyboard_goes_both_ways_and_the_focus_follows(opened):
    page = opened(made_reading())
    page.locator("#t10").focus()
    page.keyboard.press("Enter")
    assert current(page) == (["r10"], ["10"])
    assert page.evaluate("document.activeElement.closest('.it')?.id") == "r10"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "t10"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_j_k_and_d_walk_through_the_document_and_escape_lets_go(opened):
    page = opened(made_reading())
    seen = []
    for key in "jjkdd":
        page.keyboard.press(key)
        seen.append(current(page)[1])
        assert in_view(page, f"#m{seen[-1][0]}")
        assert in_view(page, f"#r{seen[-1][0]}")
    doubtful = [str(n) for n, c in enumerate(made_reading().commitments, 1) if c.doubts]
    assert seen == [["1"], ["2"], ["1"], [doubtful[0]], [doubtful[1]]]
    page.keyboard.press("Escape")
    assert current(page) == ([], [])


def test_keys_do_nothing_while_one_types(opened):
    page = opened(made_reading())
    page.keyboard.press("/")
    page.keyboard.type("jd")
    assert page.input_value("#q") == "jd"
    assert current(page) == ([], [])
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    assert page.locator("#lists .it:visible").count() == 19


def test_one_place_with_several_commitments_gives_one_after_the_other(opened):
    reading = made_reading()
    first = reading.commitments[0]
    page = opened(replace(reading, commitments=(first, first, *reading.commitments[1:]), same=()))
    for expected in ("2", "1", "2"):
        page.locator("#m2").click(position={"x": 60, "y": 8})
        assert current(page)[1] == [expected]


def test_filters_narrow_list_and_text_alike_and_say_so(opened):
    page = opened(made_reading())
    for kind in ("duty", "reward", "stacking", "register", "procedure", "deadline"):
        page.uncheck(f"[value={kind}]")
    assert page.locator("#lists .it:visible").count() == 5
    assert page.locator(".shown").text_content() == "显示5条，共19条"
    assert page.locator(".cond").text_content() == "当前条件：目标。"
    assert page.locator("#text .m-tag:visible").count() == 5
    page.fill("#q", "科技型")
    assert page.locator("#lists .it:visible").count() == 1
    assert page.locator("#lists .grp:visible .count").all_text_contents() == ["1"]


def test_only_doubts_shows_those_and_no_hit_says_why_and_how_to_go_on(opened):
    page = opened(made_reading())
    page.check("[name=doubt]")
    assert page.eval_on_selector_all("#lists .it:not([hidden])", "rows => rows.every(r => 'doubt' in r.dataset)")
    assert page.locator("#lists .it:visible").count() == 2
    page.fill("#q", "税务")
    assert page.locator(".none-w").text_content() == "没有符合条件的承诺。当前条件：有疑点，“税务”。"
    page.get_by_role("button", name="清除条件").click()
    assert page.locator("#lists .it:visible").count() == 19
    assert page.locator(".none").is_hidden()
    assert page.locator(".shown").text_content() == ""


def test_a_row_that_a_filter_hides_comes_back_when_its_words_are_chosen(opened):
    page = opened(made_reading(), anchor="")
    page.uncheck("[value=target]")
    page.locator("#r17 .it-a").click()
    page.locator("#r1").evaluate("row => row.hidden || (() => { throw Error('not hidden') })()")
    page.evaluate("location.hash = ''")
    page.keyboard.press("j")
    assert current(page)[0] == ["r19"]


def test_words_that_a_filter_hides_can_still_be_read(opened):
    page = opened(made_reading())
    for hide in (lambda: page.fill("#q", "税务"), lambda: page.uncheck("[value=reward]"), lambda: page.check("[name=doubt]")):
        page.evaluate("document.querySelector('.bar').reset(); document.querySelector('.bar').dispatchEvent(new Event('input'))")
        page.locator("#r9 .it-a").click()
        assert current(page) == (["r9"], ["9"])
        hide()
        assert current(page) == ([], [])
        unseen = page.eval_on_selector_all(
            "#text .m",
            """pieces => pieces.filter(piece => {
              const at = getComputedStyle(piece), white = 'rgb(255, 255, 255)';
              return at.color === white && ['rgba(0, 0, 0, 0)', white].includes(at.backgroundColor);
            }).map(piece => piece.dataset.n)""",
        )
        assert unseen == []


def test_chosen_words_are_dark_behind_white_letters_whatever_else_is_said_of_them(opened):
    page = opened(made_reading())
    page.locator("#r9 .it-a").click()
    page.eval_on_selector("#m9", "mark => mark.classList.add('is-off')")
    style = page.eval_on_selector("#m9", "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]")
    assert style == ["rgb(255, 255, 255)", "rgb(21, 87, 127)"]


@pytest.mark.parametrize(("size", "bar"), [(WIDE, ".tabs"), (NARROW, ".views")])
def test_the_view_that_is_open_keeps_its_blue_line_under_the_mouse(size, bar, opened):
    page = opened(made_reading(), size=size)
    tab = page.locator(f"{bar} [data-show=checks]")
    tab.click()
    tab.hover()
    assert tab.evaluate("tab => getComputedStyle(tab).borderBottomColor") == "rgb(21, 87, 127)"


def test_a_small_screen_keeps_text_and_list_side_by_side_and_the_outline_one_click_away(opened):
    page = opened(made_reading(), size={"width": 1024, "height": 768})
    assert [page.locator(part).is_visible() for part in ("#lists", "#text", "#checks", "#outline")] == [True, True, False, False]
    page.locator(".tabs [data-show=outline]").click()
    assert [page.locator(part).is_visible() for part in ("#lists", "#text", "#checks", "#outline")] == [False, True, False, True]
    page.get_by_role("link", name="三、保障措施").click()
    assert in_view(page, "article h3:has-text('三、保障措施')")


def test_phone_shows_the_first_commitment_in_the_upper_half(opened):
    page = opened(made_reading(), size=NARROW)
    assert page.locator("#r1").bounding_box()["y"] < NARROW["height"] / 2


def test_check_leads_to_its_words_in_every_place(opened):
    page = opened(made_reading())
    page.locator(".tabs [data-show=checks]").click()
    assert page.locator("#lists").is_hidden()
    page.locator("#e2 a").click()
    assert current(page) == (["e2"], ["d2"])
    assert page.locator("#text .sic.is-cur").count() == 2
    assert in_view(page, "#d2")


def test_an_address_with_a_number_opens_there(opened):
    page = opened(made_reading(), anchor="#r18")
    assert current(page) == (["r18"], ["18"])
    assert in_view(page, "#r18")


def test_outline_brings_its_clause_to_the_top_of_the_text(opened):
    page = opened(made_reading())
    page.get_by_role("link", name="三、保障措施").click()
    assert in_view(page, "article h3:has-text('三、保障措施')")
    assert page.locator("#outline [aria-current]").text_content().startswith("三、保障措施")


def test_copied_words_are_those_of_the_document(opened):
    page = opened(made_reading())
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#m1'))")
    assert page.evaluate("getSelection().toString()") == "全旗国家高新技术企业达到30家"


def test_phone_shows_one_view_at_a_time_and_leads_from_row_to_words_and_back(opened):
    page = opened(made_reading(), size=NARROW)
    assert [page.locator(part).is_visible() for part in ("#lists", "#text", "#checks", "#outline")] == [True, False, False, False]
    page.locator("#r18 .it-a").click()
    assert page.locator("#text").is_visible()
    assert in_view(page, "#m18")
    page.locator(".views [data-show=lists]").click()
    assert in_view(page, "#r18")
    page.locator(".views [data-show=outline]").click()
    page.get_by_role("link", name="三、保障措施").click()
    assert page.locator("#text").is_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 896, 1024, 1100, 1120, 1280, 1440])
def test_nothing_hangs_over_the_edge_of_the_window(width, opened):
    page = opened(made_reading(), size={"width": width, "height": 800})
    views = ["lists", "text", "checks", "outline"] if width < 896 else ["lists", "checks", "outline"] if width < 1120 else ["lists"]
    for view in views:
        page.locator(f"[data-show={view}]:visible").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_lists_then_text_and_no_controls(opened):
    page = opened(made_reading())
    page.locator(".tabs [data-show=checks]").click()
    page.keyboard.press("d")
    page.emulate_media(media="print")
    shown = {
        part: page.locator(part).is_visible()
        for part in ("#lists", "#checks", "#text", ".bar", ".tabs", "#outline", ".keys", ".btn >> nth=0")
    }
    assert shown == {
        "#lists": True,
        "#checks": True,
        "#text": True,
        ".bar": False,
        ".tabs": False,
        "#outline": False,
        ".keys": False,
        ".btn >> nth=0": False,
    }
    tops = page.evaluate("['#lists', '#checks', '#text'].map(s => document.querySelector(s).getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert page.locator(".draft").is_visible()
    assert page.locator(".about .file").is_visible()


def test_paper_has_page_numbers(opened):
    import pypdfium2

    page = opened(made_reading())
    pages = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    feet = [re.findall("第[0-9]+页，共[0-9]+页", pages[at].get_textpage().get_text_bounded()) for at in range(len(pages))]
    assert len(feet) > 1
    assert feet == [[f"第{number}页，共{len(feet)}页"] for number in range(1, len(feet) + 1)]


def test_everything_is_there_without_scripts(opened):
    page = opened(made_reading(), scripts=False)
    assert page.locator("#lists .it:visible").count() == 19
    assert page.locator("#checks .it:visible").count() == 4
    assert page.locator("#text").is_visible()
    assert page.locator(".bar").is_hidden()
    page.locator("#r18 .it-a").click()
    assert in_view(page, "#m18")


def test_a_key_costs_no_more_than_the_document_is_long(opened):
    """Ten times the document may cost ten times the work of a key, and not a hundred times."""
    reading = made_reading()
    short = _key_milliseconds(opened(_copied(reading, 6)))
    page = opened(_copied(reading, 60))
    long = _key_milliseconds(page)

    assert long < 40 * max(short, 1)
    assert page.locator("#lists .it:visible").count() == 60 * len(reading.commitments)


def _copied(reading, copies):
    length = len(reading.policy.text.chars) + 1
    policy = made_reading((QINGHE + "\n") * copies, commitments=False, diagnostics=False).policy
    moved = tuple(
        replace(c, span=Span(copy * length + c.span.start, copy * length + c.span.end))
        for copy in range(copies)
        for c in reading.commitments
    )
    return replace(reading, policy=policy, commitments=moved, same=())


def _key_milliseconds(page):
    """What the quickest of four keys in the search box takes, layout included."""
    return page.evaluate(
        """() => {
          const search = document.querySelector('#q'), times = [];
          for (const words of ['科', '科技', '科技型', '']) {
            const begun = performance.now();
            search.value = words;
            search.dispatchEvent(new Event('input', {bubbles: true}));
            document.body.getBoundingClientRect();
            times.push(performance.now() - begun);
          }
          return Math.min(...times);
        }"""
    )
