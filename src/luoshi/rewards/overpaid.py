"""Histories that contradict their rules: more paid than a cap allows. The settlement owes nothing more there; a person should know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from luoshi.rewards.book import FACT_SCOPES, Cap, RuleBook, Scope


@dataclass(frozen=True, slots=True)
class Overpaid:
    """What has been paid beyond a cap: to whom (empty for a cap over all), under which scope and year, in fen."""

    cap: Cap
    applicant: str
    scope: str
    year: int | None
    paid_fen: int


def overpaid(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> Iterator[Overpaid]:
    """Yield every scope in which the payments up to a day (yyyymmdd) are above a cap, cap by cap, in the years for which it holds."""
    for cap in (*book.caps, *book.programme_caps):
        yield from (found for found in _of_cap(connection, cap, as_of) if found.year is None or _holds_in(cap, book, found.year))


def _holds_in(cap: Cap, book: RuleBook, year: int) -> bool:
    """Say whether a cap of a year limits any matter of that year: those of other versions it only counts."""
    limited = (book.rules[position] for position in cap.limits)
    return any(rule.first_day // 10_000 <= year <= rule.last_day // 10_000 for rule in limited)


def _of_cap(connection: duckdb.DuckDBPyConnection, cap: Cap, as_of: int) -> Iterator[Overpaid]:
    applicant = "''" if cap.per is Scope.PROGRAMME else "p.applicant"
    year = "p.year" if cap.yearly else "NULL"
    query = f"""
        SELECT {applicant}, {_scope(cap.per)}, {year}, sum(p.amount)
        FROM payments p LEFT JOIN matters m ON m.matter = p.matter AND m.applicant = p.applicant
        WHERE p."on" <= $as_of AND list_contains($rewards, p.reward) AND (p.programme IS NULL OR list_contains($programmes, p.programme))
        GROUP BY ALL HAVING sum(p.amount) > $cap ORDER BY ALL"""
    values = {
        "as_of": as_of,
        "cap": cap.amount.value,
        "rewards": sorted(reward for _, reward in cap.codes),
        "programmes": sorted({programme for programme, _ in cap.codes}),
    }
    for row in connection.execute(query, values).fetchall():
        yield Overpaid(cap, *row)


def _scope(scope: Scope) -> str:
    """What a payment counts under, as the settlement takes it (rewards/interpreter/history.py)."""
    if scope in FACT_SCOPES:
        return f"coalesce(p.{scope.value}, m.{scope.value}, p.matter, '')"
    return "coalesce(p.matter, '')" if scope in (Scope.MATTER, Scope.ITEM) else "''"
