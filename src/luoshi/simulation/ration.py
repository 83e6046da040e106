"""A short budget shared out over all lines, in SQL: what `rewards.budget` does for a list, equal to the fen."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from luoshi.rewards.book import Rule
from luoshi.rewards.budget import Claim, queue
from luoshi.simulation.groups import Group, Labels, order_of
from luoshi.simulation.nodes import Budget, Method, Person, Ration, Split, Waiting
from luoshi.simulation.people import people

LONGEST_LIST = 1000
# 128 bits hold any claim of 64 bits times a budget up to this.
MOST_FEN = 10**19
TURN = "day, matter, applicant, rule"
CLAIMS = """
    CREATE OR REPLACE TEMP TABLE claims AS
    SELECT applicant, coalesce(matter, '') AS matter, rule, day, owed_fen AS owed FROM lines WHERE owed_fen > 0"""
SPLIT = """
    coalesce(sum(owed), 0), coalesce(sum(paid), 0), count(*) FILTER (paid = owed),
    count(*) FILTER (0 < paid AND paid < owed), count(*) FILTER (paid = 0)"""
FETCHED = 100_000


def ration(connection: duckdb.DuckDBPyConnection, budget: Budget, rules: Sequence[Rule], *, day: int, labels: Labels) -> Ration:
    """Share the budget out over the relation `lines`; leaves `rationed` (applicant, matter, rule, day, owed, paid) in the connection.

    Raises:
        ValueError: A budget below zero, of no whole number of units, or beyond 10^19 fen.
    """
    share(connection, budget)
    by_rule = {rule: Split(*counts) for rule, *counts in connection.execute(f"SELECT rule, {SPLIT} FROM rationed GROUP BY rule").fetchall()}
    waiting, count = _waiting(connection, budget, day, labels)
    row = connection.execute(f"SELECT {SPLIT} FROM rationed").fetchone()
    assert row is not None
    return Ration(
        budget=budget,
        total=Split(*row),
        clauses=tuple((rule, by_rule[rule.position]) for rule in rules if rule.position in by_rule),
        sizes=_by_size(connection, labels),
        waiting=waiting,
        waiting_count=count,
    )


def share(connection: duckdb.DuckDBPyConnection, budget: Budget) -> None:
    """Make `rationed` of the claims in `lines`.

    Raises:
        ValueError: As for `ration`.
    """
    if not 0 <= budget.budget_fen <= MOST_FEN or (budget.method is Method.PRO_RATA and budget.budget_fen % budget.unit_fen):
        raise ValueError(f"no budget: {budget.budget_fen} / {budget.unit_fen}")
    connection.execute(CLAIMS)
    owed = _owed(connection, "claims")
    if owed <= budget.budget_fen:
        _make(connection, "SELECT *, owed AS paid FROM claims")
    elif budget.method is Method.QUEUE:
        _make_queue(connection, budget)
    else:
        _make_pro_rata(connection, owed, budget)


def _make(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rationed AS {query}")


def _owed(connection: duckdb.DuckDBPyConnection, relation: str, column: str = "owed") -> int:
    row = connection.execute(f"SELECT coalesce(sum({column}), 0) FROM {relation}").fetchone()
    assert row is not None
    return int(row[0])


def _make_pro_rata(connection: duckdb.DuckDBPyConnection, owed: int, budget: Budget) -> None:
    """Whole units first; what they cannot take goes in fen to the claims that no further unit fits."""
    _cut(connection, "cut", "claims", owed, budget.budget_fen, budget.unit_fen)
    left = budget.budget_fen - _owed(connection, "cut", "paid")
    if not left:
        _make(connection, "SELECT applicant, matter, rule, day, owed, paid FROM cut")
        return
    tight = "(SELECT applicant, matter, rule, day, owed - paid AS owed FROM cut WHERE is_tight)"
    _cut(connection, "cut_of_rests", tight, _owed(connection, tight), left, 1)
    _make(
        connection,
        """SELECT c.applicant, c.matter, c.rule, c.day, c.owed, c.paid + coalesce(r.paid, 0) AS paid
        FROM cut c LEFT JOIN cut_of_rests r ON (r.applicant, r.matter, r.rule) = (c.applicant, c.matter, c.rule)""",
    )


def _cut(connection: duckdb.DuckDBPyConnection, name: str, claims: str, owed: int, budget_fen: int, unit_fen: int) -> None:
    """Make a relation of the claims with `paid` in whole units, and `is_tight` where a further unit was due and does not fit."""
    share_of = f"owed::HUGEINT * {budget_fen}::HUGEINT"
    whole = f"{owed * unit_fen}::HUGEINT"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cut_down AS
        SELECT *, rest > 0 AND floor_fen + {unit_fen} <= owed AS fits, rest > 0 AND floor_fen + {unit_fen} > owed AS is_tight
        FROM (SELECT *, (({share_of}) // {whole})::BIGINT * {unit_fen} AS floor_fen, ({share_of}) % {whole} AS rest FROM {claims})"""
    )
    left_units = (budget_fen - _owed(connection, "cut_down", "floor_fen")) // unit_fen
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {name} AS
        SELECT applicant, matter, rule, day, owed, is_tight,
            floor_fen + CASE WHEN fits AND place <= {left_units} THEN {unit_fen} ELSE 0 END AS paid
        FROM (SELECT *, row_number() OVER (PARTITION BY fits ORDER BY rest DESC, applicant, matter, rule) AS place FROM cut_down)"""
    )


def _make_queue(connection: duckdb.DuckDBPyConnection, budget: Budget) -> None:
    order = f"owed DESC, {TURN}" if budget.by_amount else TURN
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE queued AS
        SELECT *, row_number() OVER turn AS place, sum(owed) OVER (turn ROWS UNBOUNDED PRECEDING) AS upto
        FROM claims WINDOW turn AS (ORDER BY {order})"""
    )
    left = f"({budget.budget_fen}::HUGEINT - (upto - owed))"
    if not budget.whole:
        _make(connection, f"SELECT applicant, matter, rule, day, owed, greatest(0, least(owed, {left}))::BIGINT AS paid FROM queued")
        return
    _pay_later_ones(connection, budget.budget_fen)
    _make(
        connection,
        f"""SELECT applicant, matter, rule, day, owed,
            CASE WHEN upto <= {budget.budget_fen} OR l.place IS NOT NULL THEN owed ELSE 0 END AS paid
        FROM queued q LEFT JOIN paid_later l ON l.place = q.place""",
    )


def _pay_later_ones(connection: duckdb.DuckDBPyConnection, budget_fen: int) -> None:
    """Behind the first claim that is passed over each depends on the one before: a walk, over those alone that could still be paid."""
    left = budget_fen - _owed(connection, f"(FROM queued WHERE upto <= {budget_fen})")
    walked = connection.execute(f"SELECT place, owed FROM queued WHERE upto > {budget_fen} AND owed <= {left} ORDER BY place")
    paid: list[int] = []
    while left and (rows := walked.fetchmany(FETCHED)):
        claims = [Claim("", "", place, 0, owed) for place, owed in rows]
        given = queue(claims, left, whole=True)
        left -= sum(given)
        paid += [claim.rule for claim, fen in zip(claims, given, strict=True) if fen]
    connection.execute("CREATE OR REPLACE TEMP TABLE paid_later AS SELECT unnest($places::BIGINT[]) AS place", {"places": paid})


def _by_size(connection: duckdb.DuckDBPyConnection, labels: Labels) -> tuple[tuple[str, Split], ...]:
    query = f"""
        SELECT {Group.SIZE.value}, {SPLIT} FROM rationed r
        LEFT JOIN applicants a ON a.applicant = r.applicant AND a.valid_from <= r.day AND r.day < a.valid_to GROUP BY 1"""
    found = {key: Split(*counts) for key, *counts in connection.execute(query).fetchall()}
    keys = sorted(found, key=lambda key: order_of(Group.SIZE, key, found[key].owed_fen))
    return tuple((labels.of(Group.SIZE, key), found[key]) for key in keys)


def _waiting(connection: duckdb.DuckDBPyConnection, budget: Budget, day: int, labels: Labels) -> tuple[tuple[Waiting, ...], int]:
    row = connection.execute("SELECT count(*) FROM rationed WHERE paid < owed").fetchone()
    assert row is not None
    in_turn = budget.method is Method.QUEUE and not budget.by_amount
    order = TURN if in_turn else f"owed - paid DESC, {TURN}"
    query = f"SELECT applicant, matter, day, rule, owed, paid FROM rationed WHERE paid < owed ORDER BY {order} LIMIT {LONGEST_LIST}"
    rows = connection.execute(query).fetchall()
    shown = people(connection, (code for code, *_ in rows), day=day, labels=labels)
    return tuple(Waiting(shown[code], _shown_matter(code, shown[code], matter), *more) for code, matter, *more in rows), row[0]


def _shown_matter(code: str, person: Person, matter: str) -> str:
    """Matters may be numbered after their applicant, whose number may have to stay covered."""
    return matter.replace(code, person.code)
