"""What the benchmarks read: the bundled example, the longest real policy, and policy text of any length."""

from __future__ import annotations

from importlib.resources import files
from itertools import count
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def example() -> str:
    return files("luoshi.packs").joinpath("examples").joinpath("qinghe-2025-2027.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def regional_plan(corpus: Path) -> Path:
    """The longest of the real policies, 42,000 characters, in the damaged form in which it came."""
    return corpus / "policies" / "inner-mongolia-2021-2025.txt"


def policy_text(example: str, size: int) -> str:
    """Make a policy of `size` bytes out of the example's paragraphs: other numbers in each round, so that no text stands twice."""
    title, *paragraphs = [line for line in example.splitlines() if line.strip()]
    lines, length = [title], 0
    for turn in count(1):
        for paragraph in paragraphs:
            line = paragraph.replace("2", str(turn % 7 + 2)).replace("万元", f"{turn % 10}万元")
            lines.append(line)
            length += len(line.encode()) + 1
            if length >= size:
                return "\n".join(lines)
    raise AssertionError("count() ends")
