"""A Chromium without a network, started once, and the reading page opened in it from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from luoshi.commitments.nodes import Reading
from luoshi.papers.reading_page import reading_page

# No sandbox: CI runs as root. Offline: a page that asks for anything must fail here, not on a county's server.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
WIDE = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: run `make setup`")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open the page of a reading; whatever it complains about, or asks from anywhere, fails the test."""
    complaints: list[str] = []
    pages = []

    def open_page(reading: Reading, *, size: dict[str, int] = WIDE, anchor: str = "", scripts: bool = True) -> Any:
        path = tmp_path / "页.html"
        path.write_text(reading_page(reading), "utf-8")
        context = browser.new_context(viewport=size, offline=True, java_script_enabled=scripts)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if request.url.split("#")[0] != path.as_uri() else None)
        page.goto(path.as_uri() + anchor)
        pages.append(context)
        return page

    yield open_page
    for context in pages:
        context.close()
    assert complaints == []
