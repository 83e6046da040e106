"""The ten-rule benchmark: its columns and how they are drawn, its programme, and the cells in which all engines have to agree.

What it is not: the policy of any place. It is small on purpose, so that every engine can be written by hand beside ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

SEED = 20261121
AS_OF = date(2025, 12, 31)
PROGRAMME = Path(__file__).with_name("ten-rules.yaml")
RULES = tuple(f"r{number}" for number in range(1, 11))
TOTAL = "total"
COLUMNS = (*RULES, TOTAL)

# Codes of places that do not exist, the largest first; the n-th has a weight of n to the power of -0.6.
REGIONS = tuple(f"15{number:04d}" for number in range(1, 104))
WEIGHTS = tuple(rank**-0.6 for rank in range(1, len(REGIONS) + 1))
ALWAYS, FOREVER = 0, 99_999_999
MOST_YUAN = 5e9

# Fen owed by region and rule; `total` over all rules of a region.
Cells: TypeAlias = dict[tuple[str, str], int]
Run: TypeAlias = Callable[[], Cells]


@dataclass(frozen=True, slots=True)
class Money:
    """A column that is 0 unless present; then lognormal, median in yuan."""

    share: float
    median: float
    sigma: float


FIRST_TIME, REACCREDITED = 0.03, 0.05
ABOVE_SCALE, RELOCATED = 0.06, 0.002
MONEY = {
    "sales": Money(0.95, 3e6, 1.8),
    "city_grant": Money(0.04, 2e5, 1.0),
    "first_set": Money(0.005, 2e6, 1.2),
    "loan_interest": Money(0.05, 3e5, 1.2),
    "guarantee_cost": Money(0.02, 5e4, 1.0),
    "venture": Money(0.02, 5e6, 1.2),
    "open_bid": Money(0.003, 8e6, 1.2),
    "prior_research": Money(0.12, 2e6, 1.6),
    # Of those that have research.
    "research_support": Money(1 / 3, 4e5, 1.4),
}
WITH_PATENTS, UNUSED_PATENTS, INDUSTRIALISED_PATENTS = 0.10, 2.0, 1.0
SUBSIDISED_BEFORE, MOST_YEARS = 0.05, 5
STAGES = 4
FLAGS = ("above_scale", "relocated")
COUNTS = ("hte", "venture_stage", "unused_patents", "industrialised_patents", "subsidised_years")


def code_of(region: str, number: int) -> str:
    """Return the code of the n-th enterprise: of the length of a 统一社会信用代码, but none."""
    return f"91{region}XX{number:08d}"


def with_totals(cells: Iterable[tuple[str, str, int]]) -> Cells:
    """Return all cells, zeros included, from (region, rule, fen)."""
    all_cells = {(region, column): 0 for region in REGIONS for column in COLUMNS}
    for region, rule, fen in cells:
        all_cells[region, rule] += fen
        all_cells[region, TOTAL] += fen
    return all_cells


def from_rows(rows: Iterable[tuple[str, *tuple[int, ...]]]) -> Cells:
    """Return all cells from one row a region: its code and the fen of each rule."""
    return with_totals((region, rule, int(fen)) for region, *amounts in rows for rule, fen in zip(RULES, amounts, strict=True))


def differences(cells: Cells, reference: Cells) -> tuple[int, int]:
    """Return how many cells are wrong, and by how many fen the grand total is."""
    wrong = sum(cells[key] != fen for key, fen in reference.items())
    return wrong, sum(cells[region, TOTAL] - reference[region, TOTAL] for region in REGIONS)
