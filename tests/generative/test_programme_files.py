"""Programme files, whatever stands in them: a programme that is written is read as what it was; a spoilt file ends in Chinese sentences."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.programme.check import check_programme
from luoshi.programme.diff import diff_programmes
from luoshi.programme.from_yaml import ProgrammeRefused, programme_file, programme_from_yaml
from luoshi.programme.impact import impact_of
from luoshi.programme.nodes import Programme
from luoshi.programme.to_yaml import header_of, to_yaml
from luoshi.usecases.programmes import PACKS
from tests.made.programmes import programmes

CHINESE = re.compile(r"[一-鿿]")
PACK = (PACKS / "qinghe.yaml").read_text("utf-8")
AS_OF = date(2026, 1, 1)

# Characters that YAML, editors or Windows make trouble with, among any others.
hard = st.sampled_from(
    ["on", "yes", "null", "~", "1_000", "0150", "1e5", ".5", "-", "#", ": ", "- x", "2025-01-01", "a\nb", " x ", "'\"", "\u2028", "\x85"]
)
text = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn"), exclude_characters="\ufffe\uffff"), max_size=20) | hard
named = text.filter(bool)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
moments = st.one_of(st.integers(1900, 2200).map(str), days.map(lambda day: f"{day:%Y-%m}"), days.map(str))
figures = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)
shared = {
    "id": named,
    "clause": text,
    "status": st.sampled_from(["draft", "confirmed"]),
    "confidence": st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    "doubts": st.lists(text, max_size=2),
    "note": st.none() | text,
    "confirmed_on": st.none() | days,
    "also": st.lists(st.fixed_dictionaries({"clause": text, "quote": st.none() | text}), max_size=1),
}
periods = st.fixed_dictionaries(
    {}, optional={"by": moments, "on": moments, "from": moments, "to": moments, "every": st.sampled_from(["year", "month"])}
)
targets = st.fixed_dictionaries(
    {**shared, "indicator": text, "measure": st.just("level"), "op": st.just(">="), "value": figures, "unit": text, "period": periods}
)
duties = st.fixed_dictionaries({**shared, "title": text, "lead": st.lists(text, max_size=2)})
wordy_programmes = st.fixed_dictionaries(
    {
        "format": st.just("luoshi-programme/1"),
        "programme": text,
        "policy": st.fixed_dictionaries({"title": text, "issued_on": st.none() | days}),
        "targets": st.lists(targets, max_size=2),
        "duties": st.lists(duties, max_size=2),
        "to_check": st.lists(st.dictionaries(named, text | st.integers() | st.booleans() | st.lists(text), max_size=2), max_size=2),
    }
).map(Programme.model_validate)


@given(programme=programmes(with_population_limits=True))
def test_rules_that_are_written_are_read_as_what_they_were(programme):
    assert programme_from_yaml(to_yaml(programme)) == programme


@given(programme=wordy_programmes)
def test_words_and_figures_that_are_written_are_read_as_what_they_were(programme):
    assert programme_from_yaml(to_yaml(programme)) == programme


@given(programme=wordy_programmes)
def test_the_comments_on_top_stay_when_a_file_is_written_anew(programme):
    header = "# yaml-language-server: $schema=programme.schema.json\n# 说明\n\n"
    written = to_yaml(programme, header)
    assert header_of(written) == header
    assert to_yaml(programme_from_yaml(written), header_of(written)) == written


@st.composite
def spoilt_files(draw: st.DrawFn) -> str:
    """A bundled programme with a few pieces cut out, doubled, or replaced by something odd."""
    words = PACK
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words)))
        end = min(len(words), at + draw(st.integers(0, 40)))
        middle = draw(
            st.sampled_from(
                [
                    "",
                    ":",
                    "- ",
                    "{",
                    "]",
                    "\t",
                    "&a ",
                    "*a",
                    "!!x ",
                    "\n",
                    '"',
                    "  ",
                    "null",
                    "1e9",
                    "99999999999999999999",
                    words[at:end] * 2,
                ]
            )
        )
        words = words[:at] + middle + words[end:]
    return words


@given(words=spoilt_files())
def test_a_spoilt_file_is_refused_in_chinese_sentences_or_checked(words):
    try:
        file = programme_file(words)
    except ProgrammeRefused as refused:
        assert refused.faults
        assert all(
            CHINESE.search(fault.message) and not re.search(r"[Ii]nput|should|valid|expected|found", fault.message)
            for fault in refused.faults
        )
        return
    assert all(CHINESE.search(finding.message) for finding in check_programme(file.programme, file.line_of))


@given(old=programmes(with_population_limits=True), new=programmes(with_population_limits=True))
def test_any_two_programmes_can_be_compared(old, new):
    difference = diff_programmes(old, new)
    assert difference.is_same == (old == new)
    assert diff_programmes(new, new).is_same
    impact = impact_of(old, new, as_of=AS_OF)
    assert all(change in difference.rows for change in (*impact.closed, *(touched.change for touched in impact.touched)))


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + "format: 1".encode("utf-16-le"),
        "format: 方案".encode("gb18030"),
        b"a" * 50_000_000,
        b"format: luoshi-programme/1\x00",
        b"[" * 1_000_000,
        b"{" * 100_000,
        b"- " * 100_000,
        b"a: " * 100_000,
        b"? " * 100_000,
        b"a: 1\n" * 100_000,
        b"a: &a [" + b"x, " * 100_000 + b"]\n" + b"b: [*a, *a, *a]\n",
        b"a: !!python/object/apply:os.system [ls]",
        b"a: " + b"9" * 1_000_000,
        b"a: |\n" + b"  x\n" * 500_000,
        b"format: luoshi-programme/1\npolicy: {title: x}\nrewards:\n" + b"- {}\n" * 100_000,
        b"format: luoshi-programme/1\npolicy: {title: x}\nversion: 1e999999999\n",
    ],
    ids=lambda data: data[:12].decode("latin-1").strip(),
)
def test_a_hostile_file_ends_soon_and_in_sentences(data):
    with pytest.raises(ProgrammeRefused) as refused:
        programme_file(data)
    assert refused.value.faults
    assert all(CHINESE.search(fault.message) and len(fault.message) < 400 for fault in refused.value.faults)
