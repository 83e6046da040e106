"""Marks that nest and cross become well-formed HTML with every character once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from luoshi.papers.markup import Html
from luoshi.papers.reading_page.marks import Mark, MarkedText


def mark(name, start, end, lead=""):
    return Mark(start, end, Html(f'<i id="{name}">'), Html(f'<i class="{name}">'), Html("</i>"), Html(lead))


def shown(chars, *marks, ranges=None):
    marked = MarkedText(chars, marks)
    return [marked.between(start, end) for start, end in ranges or [(0, len(chars))]]


def test_marks_one_in_the_other_nest():
    assert shown("甲乙丙丁", mark("a", 0, 4), mark("b", 1, 3)) == ['<i id="a">甲<i id="b">乙丙</i>丁</i>']


def test_marks_that_cross_are_cut_where_the_first_one_ends():
    assert shown("甲乙丙丁", mark("a", 0, 2), mark("b", 1, 4)) == ['<i id="a">甲<i id="b">乙</i></i><i class="b">丙丁</i>']


def test_of_marks_that_begin_together_the_longer_one_is_outside():
    assert shown("甲乙丙", mark("a", 0, 1), mark("b", 0, 3)) == ['<i id="b"><i id="a">甲</i>乙丙</i>']


def test_equal_marks_both_stand():
    assert shown("甲", mark("a", 0, 1), mark("b", 0, 1)) == ['<i id="a"><i id="b">甲</i></i>']


def test_a_mark_over_a_paragraph_break_goes_on_without_its_lead():
    assert shown("甲\n乙", mark("a", 0, 3, "①"), ranges=[(0, 1), (2, 3)]) == ['①<i id="a">甲</i>', '<i class="a">乙</i>']


def test_a_mark_that_begins_between_two_ranges_belongs_to_the_later_one():
    assert shown("甲 | 乙", mark("a", 2, 5, "①"), ranges=[(0, 1), (4, 5)]) == ["甲", '①<i id="a">乙</i>']


def test_leads_that_meet_stand_in_their_own_order_before_the_marks():
    first, second = (
        Mark(0, 1, Html("<i>"), Html("<i>"), Html("</i>"), Html("①"), 1),
        Mark(0, 2, Html("<b>"), Html("<b>"), Html("</b>"), Html("②"), 2),
    )
    assert shown("甲乙", first, second) == ["①②<b><i>甲</i>乙</b>"]


def test_an_empty_mark_shows_its_lead_also_at_the_very_end():
    assert shown("甲乙", mark("a", 1, 1, "①"), mark("b", 2, 2, "②")) == ["甲①乙②"]


def test_words_cannot_become_markup():
    assert shown("a<b>&\"'\x00", mark("a", 1, 4)) == ['a<i id="a">&lt;b&gt;</i>&amp;&quot;&#x27;']


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=8)


@given(st.text("甲乙<&\n", min_size=30, max_size=30), SPANS)
def test_any_marks_give_well_formed_html_with_every_character_once_and_every_mark_whole(chars, spans):
    lines, at = [], 0
    for line in chars.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    marked = MarkedText(chars, [mark(f"m{n}", start, end, f"<b>{n}</b>") for n, (start, end) in enumerate(spans)])
    parts = [marked.between(start, end) for start, end in lines]
    for (start, end), part in zip(lines, parts, strict=True):
        assert part.count("<i") == part.count("</i>")
        tree = html.fragment_fromstring(part, create_parent="p")
        leads = "".join(b.text for b in tree.iter("b"))
        assert re.sub(r"\d", "", tree.text_content()) == chars[start:end]
        assert len(leads) == len(tree.findall(".//b"))
    whole = html.fragment_fromstring("".join(parts), create_parent="p")
    assert sorted(b.text for b in whole.iter("b")) == sorted(str(n) for n in range(len(spans)))
    for n, (start, end) in enumerate(spans):
        words = "".join(i.text_content() for i in whole.iter("i") if f"m{n}" in (i.get("id"), i.get("class")))
        assert re.sub(r"\d", "", words) == chars[start:end].replace("\n", "")
