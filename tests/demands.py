"""What a test does where a thing of the machine is missing: skip in plain words, or fail where the environment demands it."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str, demanded_by: str) -> NoReturn:
    """Skip the test, saying what is missing, or fail it where the variable `demanded_by` is 1."""
    if os.environ.get(demanded_by) == "1":
        pytest.fail(f"{what} ({demanded_by}=1 demands it)", pytrace=False)
    pytest.skip(what)
