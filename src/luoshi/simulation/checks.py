"""What a settlement says of its own payments and rules, for papers that are handed on: more paid than a cap allows.

The sentences are those of `luoshi settle` (rewards/remarks.py); without them money that has been paid already reads as money saved.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import duckdb

from luoshi.rewards.book import RuleBook
from luoshi.rewards.remarks import remarks
from luoshi.simulation.nodes import Check
from luoshi.simulation.people import shown_code

# What looks like an identity number anywhere in a sentence.
NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")


def checks_of(connection: duckdb.DuckDBPyConnection, book: RuleBook, day: int) -> tuple[Check, ...]:
    """Return all that a settlement remarks whose lines stand in the connection, as of a day (yyyymmdd); people are covered."""
    found = [Check(f"{remark.place}：{remark.words}。{remark.hint}", remark.is_finding) for remark in remarks(connection, book, day)]
    people = _people_in(connection, "\n".join(check.words for check in found))
    return tuple(Check(_covered(check.words, people), check.is_finding) for check in found)


def of_baseline(checks: Collection[Check], known: Collection[Check]) -> Iterator[Check]:
    """Yield what is to be checked on the side of a baseline alone, and may change its amounts."""
    for check in checks:
        if check.is_finding and check not in known:
            yield Check(f"对照方案，{check.words}", check.is_finding)


def _people_in(connection: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    query = "SELECT DISTINCT applicant FROM applicants WHERE applicant_kind = 'person' AND contains($words, applicant)"
    return [row[0] for row in connection.execute(query, {"words": words}).fetchall()] if words else []


def _covered(words: str, people: Collection[str]) -> str:
    for code in sorted(people, key=len, reverse=True):
        words = words.replace(code, shown_code(code, "person"))
    return NUMBER.sub(lambda found: shown_code(found[0], ""), words)
