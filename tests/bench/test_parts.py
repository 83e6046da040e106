"""The parts apart: cleaning, the containers, looking through, the page; each is held to a limit of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from luoshi.lint import lint_reading
from luoshi.papers.reading_page import reading_page
from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.from_source import draft_of, load_source
from luoshi.usecases.read_document import read_document
from tests.bench.conftest import policy_text
from tests.made_reading import long_reading
from tools.forms import FORMS

CLEAN_SECONDS = 0.25
LINT_SECONDS = 0.15
PAGE_SECONDS = 0.5
# As many lines as forty printed pages hold.
LINES = 1_100
CONTAINERS = {
    "方案.pdf": 4.0,
    "方案.ofd": 2.0,
    "方案.html": 0.3,
    "方案.txt": 0.1,
}


def hold(benchmark: BenchmarkFixture, what: str, limit: float) -> None:
    """Record the median for the table and hold it to its limit."""
    median = benchmark.stats.stats.median
    benchmark.extra_info.update(what=what, value=median, limit=limit, unit="s")
    assert median < limit


def test_cleaning_the_regional_plan(benchmark: BenchmarkFixture, regional_plan: Path) -> None:
    draft = Draft(regional_plan.read_text("utf-8"))
    benchmark.pedantic(clean, (draft, Source("方案.txt", b"")), rounds=7, warmup_rounds=1)

    hold(benchmark, "regional plan, cleaning alone", CLEAN_SECONDS)


def test_looking_through_the_regional_plan(benchmark: BenchmarkFixture, regional_plan: Path) -> None:
    benchmark.pedantic(lint_reading, (read_document(path=regional_plan),), rounds=7, warmup_rounds=1)

    hold(benchmark, "regional plan, lint alone", LINT_SECONDS)


def test_reading_page_with_a_thousand_commitments(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(reading_page, (long_reading(61),), rounds=7, warmup_rounds=1)

    hold(benchmark, "reading page, 42,000 characters and 1,159 commitments", PAGE_SECONDS)


@pytest.mark.parametrize("name", CONTAINERS)
def test_forty_pages_out_of_their_container(benchmark: BenchmarkFixture, example: str, name: str) -> None:
    limit = CONTAINERS[name]
    data = FORMS[name](policy_text(example, 300_000).splitlines()[:LINES])
    draft = benchmark.pedantic(lambda: draft_of(load_source(None, data, name=name)), rounds=5, warmup_rounds=1)

    assert len(draft.raw) > 30_000
    hold(benchmark, f"forty pages out of a {name.rpartition('.')[2]} file", limit)
