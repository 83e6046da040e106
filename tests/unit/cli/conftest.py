"""A terminal of one width for all of these tests, so that nothing wraps on one machine that does not on another."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _terminal_of_120_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
