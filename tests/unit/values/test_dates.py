"""A date misread puts a duty on the wrong day of somebody's calendar, or hides that there is one."""

from __future__ import annotations

import calendar
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.dates import Calendar, add_years, find_dates, parse_period, read_count
from luoshi.values.periods import PartialDate, Period

KNOWN = Calendar.of("2021-11-11", (2021, 2023))
NOTHING = Calendar()

years = st.integers(1990, 2060)
months = st.integers(1, 12)
dashes = st.sampled_from(["-", "—", "–", "－", "~", "～", "至", "到", "——"])


def read(words: str, known: Calendar = KNOWN) -> list[dict]:
    return [found.period.to_json() for found in find_dates(words, known)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2021年9月—10月", {"from": "2021-09", "to": "2021-10"}),
        ("2021年9月-2021年10月", {"from": "2021-09", "to": "2021-10"}),
        ("2021年12月至2022年1月", {"from": "2021-12", "to": "2022-01"}),
        ("2022-2024年", {"from": 2022, "to": 2024}),
        ("2022年—2024年", {"from": 2022, "to": 2024}),
        ("2022至2024年", {"from": 2022, "to": 2024}),
        ("2023—25年", {"from": 2023, "to": 2025}),
        ("（2021—2023）", {"from": 2021, "to": 2023}),
        ("（2021.09—2021.10）", {"from": "2021-09", "to": "2021-10"}),
        ("2021年9月1日—15日", {"from": "2021-09-01", "to": "2021-09-15"}),
        ("2025年1月1日至2027年12月31日", {"from": "2025-01-01", "to": "2027-12-31"}),
        ("从2021年9月起至2023年12月底", {"from": "2021-09", "to": "2023-12"}),
        ("2025年上半年", {"from": "2025-01", "to": "2025-06"}),
        ("“十四五”时期", {"from": 2021, "to": 2025}),
        ("“十五五”期间", {"from": 2026, "to": 2030}),
        ("到2025年底", {"by": 2025}),
        ("到2025年，", {"by": 2025}),
        ("截至2022年底", {"by": 2022}),
        ("2025年年底前", {"by": 2025}),
        ("2026年6月底前", {"by": "2026-06"}),
        ("2025年10月30日前", {"by": "2025-10-30"}),
        ("2025年第一季度前", {"by": "2025-03"}),
        ("“十四五”末", {"by": 2025}),
        ("到“十四五”末", {"by": 2025}),
        ("自2017年1月1日起", {"from": "2017-01-01"}),
        ("2020年以来", {"from": 2020}),
        ("二〇二五年三月十二日", {"on": "2025-03-12"}),
        ("二○二五年", {"on": 2025}),
        ("2025-09-01", {"on": "2025-09-01"}),
        ("2025.9.1", {"on": "2025-09-01"}),
        ("2023年6月初", {"on": "2023-06"}),
        ("每年", {"every": "year"}),
        ("每一年度", {"every": "year"}),
        ("逐年", {"every": "year"}),
        ("每半年", {"every": "half-year"}),
        ("每个季度", {"every": "quarter"}),
        ("每月", {"every": "month"}),
        ("每周", {"every": "week"}),
        ("每日", {"every": "day"}),
        ("一年一次", {"every": "year"}),
        ("每年12月底前", {"every": "year"}),
    ],
)
def test_period_as_printed(words, expected):
    assert read(words, NOTHING) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10月30日", {"on": "2021-10-30"}),
        ("9月至11月", {"from": "2021-09", "to": "2021-11"}),
        ("12月底前", {"by": "2021-12"}),
        ("年底前完成", {"by": 2021}),
        ("明年6月", {"on": "2022-06"}),
        ("今年", {"on": 2021}),
        ("通过3年努力，", {"by": 2023}),
        ("用三年时间，使", {"by": 2023}),
        ("三年内，", {"by": 2023}),
    ],
)
def test_period_left_open_is_told_by_the_calendar_and_marked(words, expected):
    assert [(found.period.to_json(), found.implied) for found in find_dates(words, KNOWN)] == [(expected, True)]
    assert find_dates(words, NOTHING) == []


def test_term_without_years_counts_from_the_issue():
    assert read("三年内，", Calendar.of("2023-04-29")) == [{"by": 2026}]


@pytest.mark.parametrize(
    "words",
    [
        "当年年末",  # the year of each case, not of the document
        "入驻后3年内",
        "3个月内",
        "连续3年",
        "1000-2000万元",
        "达到2024个",
        "2021.9元",
        "第2025号",
        "2025年2月30日",
        "13月",
        "“十四五”规划纲要",  # a name
        "“1+8”",
        "",
    ],
)
def test_what_is_no_date_is_left_alone(words):
    assert [found for found in find_dates(words, KNOWN) if found.words != "2025年2月"] == []


def test_dates_in_a_sentence_keep_their_order_and_place():
    text = "2022年，民营企业5.2万户；2023年达到5.6万户；到2025年，每年增长10%。"
    found = find_dates(text)
    assert [(f.words, f.period) for f in found] == [
        ("2022年", Period(on=PartialDate(2022))),
        ("2023年", Period(on=PartialDate(2023))),
        ("到2025年", Period(by=PartialDate(2025))),
        ("每年", Period(every="year")),
    ]
    assert [text[f.start : f.end] for f in found] == [f.words for f in found]


def test_parse_period_joins_date_and_rhythm():
    assert parse_period("到2024年，每年争取") == Period(by=PartialDate(2024), every="year")
    assert parse_period("每季度") == Period(every="quarter")
    assert parse_period("尽快") is None


@pytest.mark.parametrize(
    ("start", "years_", "expected"),
    [
        (PartialDate(2017, 1, 1), 5, PartialDate(2021, 12, 31)),
        (PartialDate(2023, 4, 29), 3, PartialDate(2026, 4, 28)),
        (PartialDate(2024, 2, 29), 1, PartialDate(2025, 2, 27)),
        (PartialDate(2023, 1), 3, PartialDate(2025, 12)),
        (PartialDate(2023, 5), 3, PartialDate(2026, 4)),
        (PartialDate(2021), 5, PartialDate(2025)),
    ],
)
def test_add_years_ends_the_day_before(start, years_, expected):
    assert add_years(start, years_) == expected


@given(st.integers(1, 99))
def test_count_reads_back_what_is_written(number):
    digits = "零一二三四五六七八九"
    tens, units = divmod(number, 10)
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[units] if units else "")
    assert (read_count(written), read_count(str(number))) == (number, number)


@given(years, months, st.integers(1, 31), st.text("，。到至前年月日自 起于", max_size=4))
def test_every_real_day_is_found_with_its_words(year, month, day, tail):
    words = f"{year}年{month}月{day}日"
    found = find_dates(f"{words}。{tail}")
    if day > calendar.monthrange(year, month)[1]:
        assert [f for f in found if f.words == words] == []
    else:
        assert (found[0].words, found[0].period) == (words, Period(on=PartialDate(year, month, day)))


@given(years, months, years, months, dashes)
def test_stretch_of_months_runs_from_the_first_to_the_second(year, month, year2, month2, dash):
    found = find_dates(f"{year}年{month}月{dash}{year2}年{month2}月")
    assert [f.period for f in found] == [Period(since=PartialDate(year, month), until=PartialDate(year2, month2))]


@given(st.text("0123456789年月日第一二三十〇到至前底末自起每半季度—-~．.（）“”五 ，。内个", max_size=60))
def test_any_text_gives_places_inside_it_without_overlap(text):
    found = find_dates(text, KNOWN)
    assert all(text[f.start : f.end] == f.words and f.words for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for f in found:
        for date in (f.period.by, f.period.on, f.period.since, f.period.until):
            if date is not None:
                assert 1900 <= date.year <= 2100
                assert date.month is None or 1 <= date.month <= 12
                assert date.day is None or 1 <= date.day <= calendar.monthrange(date.year, date.month)[1]
