"""Populations that several tests look at, drawn once."""

from __future__ import annotations

import pytest

from luoshi.synth import Synthesis, Wanted
from luoshi.usecases.programmes import load_programme
from tests.made.synthesised import drawn


@pytest.fixture(scope="package")
def league() -> Synthesis:
    return drawn(Wanted("150600", 60_000, 1, last_year=2025))


@pytest.fixture(scope="package")
def county() -> Synthesis:
    """Seven years, so that a recognition and its renewals are both in it."""
    return drawn(Wanted("150602", 12_000, 1, years=7, last_year=2026), load_programme("dongsheng"))
