"""The ten rules as Polars expressions, lazy and streaming, int64 fen."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.bench.rewards.ten_rules import RULES, Cells, Run, from_rows


def col(name: str) -> pl.Expr:
    return pl.col(name)


def fen(value: int) -> pl.Expr:
    """A narrow literal would be added up in 32 bits."""
    return pl.lit(value, pl.Int64)


def percent(amount: pl.Expr, rate: int) -> pl.Expr:
    """Half up to the fen."""
    return (amount * rate + 50) // 100


def capped(amount: pl.Expr, cap: int) -> pl.Expr:
    return pl.min_horizontal(amount, fen(cap))


def given(condition: pl.Expr, amount: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(amount).otherwise(fen(0))


def paid() -> list[pl.Expr]:
    """What each rule pays to each enterprise."""
    first_time = given(col("hte") == 1, pl.when(col("above_scale")).then(fen(20_000_000)).otherwise(fen(10_000_000)))
    reaccredited = given(col("hte") == 2, fen(10_000_000))
    moved = given(col("relocated") & (col("sales") >= 200_000_000), fen(20_000_000))
    return [
        given((first_time >= reaccredited) & (first_time >= moved), first_time),
        given((reaccredited > first_time) & (reaccredited >= moved), reaccredited),
        given((moved > first_time) & (moved > reaccredited), moved),
        col("city_grant"),
        capped(percent(col("first_set"), 20), 100_000_000),
        capped((col("unused_patents") + col("industrialised_patents")) * fen(5_000_000), 50_000_000),
        given(col("subsidised_years") < 3, capped(percent(col("loan_interest") + col("guarantee_cost"), 50), 30_000_000)),
        given(col("venture_stage").is_in([1, 2]), capped(percent(col("venture"), 10), 50_000_000)),
        capped(percent(col("open_bid"), 30), 500_000_000),
        capped(percent(pl.max_horizontal(col("prior_research") - col("research_support"), fen(0)), 20), 500_000_000),
    ]


def cells_of(frame: pl.LazyFrame) -> Cells:
    """Sum by region."""
    each = frame.select("region", *(amount.alias(rule) for rule, amount in zip(RULES, paid(), strict=True)))
    sums = each.group_by("region").agg(pl.col(*RULES).sum())
    return from_rows(sums.select("region", *RULES).collect(engine="streaming").iter_rows())


def prepare(path: Path, variant: str) -> Run:
    """Read the frame, unless that is to be measured too."""
    if variant == "parquet":
        return lambda: cells_of(pl.scan_parquet(path))
    frame = pl.read_parquet(path)
    return lambda: cells_of(frame.lazy())
