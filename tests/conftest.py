"""What every test may ask for: the folder of real policies, a browser, and how hard Hypothesis should try."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.demands import missing
from tools.corpus import corpus_folder

# The real engines, each started by the first test that asks for it.
pytest_plugins = ["tests.engines.embedded", "tests.engines.postgres", "tests.engines.spark", "tests.engines.cluster"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A run of the suite is repeatable: a failure is the change's fault, never the draw's. `make fuzz` and the profile `explore` draw anew.
settings.register_profile("check", derandomize=True, deadline=None, max_examples=60, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("check")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with `policies/`, `gold/` and `score_reading.py`; tests that read it are skipped where it is absent."""
    folder = corpus_folder()
    if not (folder / "policies").is_dir():
        missing("the real policies are not here: set LUOSHI_CORPUS to the folder that holds them", "LUOSHI_REQUIRE_CORPUS")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; browser tests are skipped where there is none."""
    found = os.environ.get("LUOSHI_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        missing("no Chromium is here: install the Debian package chromium, or set LUOSHI_CHROMIUM", "LUOSHI_REQUIRE_BROWSER")
    return str(found)
