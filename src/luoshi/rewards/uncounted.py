"""Payments of others that a settlement takes nothing off for, and what they may have meant: a title or payer that is nearly a known one.

Names are compared letter by letter when rewards are settled. Nothing is guessed here: a person is told, and mends the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from luoshi.rewards.book import RuleBook


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Payments alike in payer, policy and reward as written: how many, how much, the first of them.

    `count_owed`, `fen_owed`: of these, those for a matter that is still owed something.
    `is_of_payer`: the payer is one that counts, so that only the matter is missing.
    """

    payer: str
    programme: str
    reward: str
    applicant: str
    matter: str
    count: int
    fen: int
    count_owed: int
    fen_owed: int
    is_of_payer: bool


def uncounted(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> list[Uncounted]:
    """Return the payments up to a day (yyyymmdd) that are none of the programmes' own and that no rule on other payers counts.

    A payment that has a line to be taken off from counts, also where that line waits for a fact. Those for matters that are owed
    something come first, the most frequent before others.
    """
    values = {"as_of": as_of, "names": list(book.names), "rewards": sorted({rule.reward for rule in book.rules})}
    connection.execute(f"CREATE OR REPLACE TEMP TABLE paid_by_others AS {_OF_OTHERS}", values)
    counting = [(rule, payer) for one in book.elsewhere for rule in sorted(one.rules) for payer in (one.payers or (None,))]
    connection.execute("CREATE OR REPLACE TEMP TABLE counting (rule INTEGER, payer TEXT)")
    if counting:
        connection.execute("INSERT INTO counting SELECT unnest($1), unnest($2)", [list(column) for column in zip(*counting, strict=True)])
    return [Uncounted(*row) for row in connection.execute(_UNCOUNTED).fetchall()]


_OF_OTHERS = """
    SELECT row_number() OVER () AS n, p.applicant, p.matter, coalesce(p.document, m.document) AS document, p.payer, p.programme, p.reward,
        p.amount
    FROM payments p LEFT JOIN matters m ON m.applicant = p.applicant AND m.matter = p.matter
    WHERE p."on" <= $as_of AND CASE
        WHEN p.programme IS NULL THEN p.payer IS NOT NULL AND (p.reward IS NULL OR p.reward NOT IN (SELECT unnest($rewards)))
        ELSE p.programme NOT IN (SELECT unnest($names)) END"""
_UNCOUNTED = """
    WITH met AS (
        SELECT o.n, o.payer, l.rule, l.owed_fen FROM paid_by_others o JOIN lines l ON l.applicant = o.applicant AND l.matter = o.matter
        UNION ALL
        SELECT o.n, o.payer, l.rule, l.owed_fen FROM paid_by_others o
        JOIN matters m ON m.applicant = o.applicant AND m.document = o.document
        JOIN lines l ON l.applicant = m.applicant AND l.matter = m.matter),
    counted AS (SELECT DISTINCT n FROM met JOIN counting c ON c.rule = met.rule AND (c.payer IS NULL OR c.payer = met.payer)),
    owed AS (SELECT DISTINCT n FROM met WHERE owed_fen > 0)
    SELECT coalesce(payer, ''), coalesce(programme, ''), coalesce(reward, ''), arg_min(applicant, n), coalesce(arg_min(matter, n), ''),
        count(*), sum(amount), count(*) FILTER (n IN (FROM owed)), coalesce(sum(amount) FILTER (n IN (FROM owed)), 0),
        coalesce(bool_or(payer IN (SELECT payer FROM counting WHERE payer IS NOT NULL) AND matter IS NULL AND document IS NULL), false)
    FROM paid_by_others WHERE n NOT IN (FROM counted) GROUP BY ALL ORDER BY 8 DESC, 6 DESC, 1, 2, 3"""


def payers_counted(book: RuleBook) -> Sequence[str]:
    """Return the payers that a rule names, each once."""
    return tuple(dict.fromkeys(payer for one in book.elsewhere for payer in one.payers))
