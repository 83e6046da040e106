"""Matters that no reward can take up because a fact that its pattern asks for is not given: 级别, 情形, 等次 or 阶段 left empty.

An empty fact does not fit, so such a matter has no line; nobody must be left without a word for an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.explain.conditions import NAMING


@dataclass(frozen=True, slots=True)
class UnclearMatter:
    """A matter of the kind and subject that some rules look at, with the facts that are empty and that they ask for."""

    applicant: str
    matter: str
    kind: str
    subject: str
    empty: tuple[str, ...]
    rules: tuple[Rule, ...]


def may_fit(rule: Rule, values: dict[str, object]) -> str:
    """Return the SQL of the matters that a rule looks at, or would look at if an empty fact were what it asks for.

    A rule that names neither kind nor subject comes near to everything: there an empty fact does not count.
    """
    assert rule.pattern is not None
    parts = [f'"on" BETWEEN {rule.first_day} AND {rule.last_day}']
    for name, words in rule.pattern.words:
        key = f"r{rule.position}_{name}"
        values[key] = list(words)
        is_one = f"coalesce(list_contains(${key}, {name}), false)"
        parts.append(f"({name} IS NULL OR {is_one})" if name in asked_besides(rule) else is_one)
    return f"({' AND '.join(parts)})"


def asked_besides(rule: Rule) -> tuple[str, ...]:
    """Return the facts that a pattern asks for beside what the matter is called."""
    names = [name for name, _ in rule.pattern.words] if rule.pattern else []
    return tuple(name for name in names if name not in NAMING) if any(name in NAMING for name in names) else ()


def count_unclear(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> int:
    """Return how many matters up to a day (yyyymmdd) are unclear."""
    where, values = _unclear(book, as_of)
    row = connection.execute(f"SELECT count(*) FROM matters WHERE {where}", values).fetchone()
    return int(row[0]) if row else 0


def unclear_matters(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int, limit: int) -> Iterator[UnclearMatter]:
    """Yield the first of them in the order of applicants and matters."""
    facts = sorted({name for rule in book.rules for name in asked_besides(rule)})
    where, values = _unclear(book, as_of)
    columns = ", ".join(["applicant", "matter", "kind", "subject", '"on"', *facts])
    query = f"SELECT {columns} FROM matters WHERE {where} ORDER BY applicant, matter LIMIT {int(limit)}"
    for applicant, matter, kind, subject, day, *found in connection.execute(query, values).fetchall():
        given = {"kind": kind, "subject": subject, **dict(zip(facts, found, strict=True))}
        rules = [rule for rule in book.rules if rule.first_day <= day <= rule.last_day and _waits(rule, given)]
        empty = dict.fromkeys(name for rule in rules for name in asked_besides(rule) if given[name] is None)
        yield UnclearMatter(applicant, matter, kind, subject, tuple(empty), tuple(rules))


def _unclear(book: RuleBook, as_of: int) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"as_of": as_of}
    tests = []
    for rule in book.rules:
        if besides := asked_besides(rule):
            is_empty = " OR ".join(f"{name} IS NULL" for name in besides)
            tests.append(f"({may_fit(rule, values)} AND ({is_empty}))")
    return f'"on" <= $as_of AND ({" OR ".join(tests) or "false"})', values


def _waits(rule: Rule, given: dict[str, str | None]) -> bool:
    besides: Sequence[str] = asked_besides(rule)
    if rule.pattern is None or all(given[name] is not None for name in besides):
        return False
    return all(given[name] in words or (name in besides and given[name] is None) for name, words in rule.pattern.words)
