"""What all lines cost: by reward, year, region and size, to whom, and how it is spread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb

from luoshi.rewards.book import RuleBook
from luoshi.simulation.groups import Group, Labels, order_of
from luoshi.simulation.nodes import Band, ClauseCost, Concentration, Cost, GroupCost, Recipient, Tally
from luoshi.simulation.people import people

LARGEST = 20
FEN_PER_WAN = 1_000_000
# Recipients are told apart at these, in 万元.
BANDS_WAN = (1, 5, 10, 50, 100, 500)
TALLY = """
    count(DISTINCT applicant) FILTER (status = 'owed'), count(*) FILTER (status = 'owed'), coalesce(sum(owed_fen), 0),
    count(*) FILTER (status = 'undecided'), count(*) FILTER (status = 'awaiting_decision'),
    count(*) FILTER (status = 'in_kind'), count(*) FILTER (status = 'nothing')"""
# A firm that has moved or grown counts where and as what it was on the day of the matter, as it was judged.
PLACED = """
    CREATE OR REPLACE TEMP TABLE placed_lines AS
    SELECT l.*, a.region, a.size, a.above_scale
    FROM lines l LEFT JOIN applicants a ON a.applicant = l.applicant AND a.valid_from <= l.day AND l.day < a.valid_to"""
RECEIVED = """
    CREATE OR REPLACE TEMP TABLE received AS
    SELECT applicant, count(*) AS lines, sum(owed_fen) AS owed FROM lines WHERE owed_fen > 0 GROUP BY applicant"""


def cost_of(connection: duckdb.DuckDBPyConnection, book: RuleBook, *, day: int, labels: Labels) -> Cost:
    """Add up the relation `lines` of a settlement on a day (yyyymmdd); leaves `placed_lines` and `received` in the connection."""
    connection.execute(PLACED)
    connection.execute(RECEIVED)
    by_rule = _tallies(connection, "rule")
    return Cost(
        total=tally_of(connection, "lines"),
        clauses=tuple(ClauseCost(rule, by_rule.get(rule.position, Tally())) for rule in book.rules),
        years=tuple(_grouped(connection, "day // 10000", lambda key: f"{key}年", lambda cost: cost.key)),
        regions=_by_group(connection, Group.REGION, labels),
        sizes=_by_group(connection, Group.SIZE, labels),
        scales=_by_group(connection, Group.SCALE, labels),
        programmes=_by_programme(connection, book),
        recipients=_recipients(connection, day, labels),
        concentration=_concentration(connection),
    )


def tally_of(connection: duckdb.DuckDBPyConnection, relation: str) -> Tally:
    """Return what a relation of lines comes to."""
    row = connection.execute(f"SELECT {TALLY} FROM {relation}").fetchone()
    assert row is not None
    return Tally(*row)


def _tallies(connection: duckdb.DuckDBPyConnection, key: str) -> dict[object, Tally]:
    query = f"SELECT {key}, {TALLY} FROM placed_lines GROUP BY 1"
    return {found: Tally(*counts) for found, *counts in connection.execute(query).fetchall()}


def _grouped(
    connection: duckdb.DuckDBPyConnection, key: str, label: Callable[[str], str], order: Callable[[GroupCost], object]
) -> list[GroupCost]:
    costs = [GroupCost(str(found), label(str(found)), tally) for found, tally in _tallies(connection, key).items()]
    return sorted(costs, key=order)  # type: ignore[arg-type]  # every order given here is one of tuples or words


def _by_group(connection: duckdb.DuckDBPyConnection, group: Group, labels: Labels) -> tuple[GroupCost, ...]:
    def order(cost: GroupCost) -> object:
        return order_of(group, cost.key, cost.tally.owed_fen)

    return tuple(_grouped(connection, group.value, lambda key: labels.of(group, key), order))


def _by_programme(connection: duckdb.DuckDBPyConnection, book: RuleBook) -> tuple[GroupCost, ...]:
    """Tell versions apart where there are several; one alone costs all there is."""
    positions: dict[tuple[str, int], list[int]] = {}
    for rule in book.rules:
        positions.setdefault((rule.programme, rule.version), []).append(rule.position)
    if len(positions) < 2:
        return ()
    return tuple(
        GroupCost(
            key=f"{programme}/{version}",
            label=f"《{book.names.get(programme, programme)}》第{version}版",
            tally=tally_of(connection, f"(FROM lines WHERE rule IN ({', '.join(map(str, found))}))"),
        )
        for (programme, version), found in positions.items()
    )


def _recipients(connection: duckdb.DuckDBPyConnection, day: int, labels: Labels) -> tuple[Recipient, ...]:
    largest = connection.execute(f"SELECT applicant, lines, owed FROM received ORDER BY owed DESC, applicant LIMIT {LARGEST}").fetchall()
    codes = [code for code, _, _ in largest]
    shown = people(connection, codes, day=day, labels=labels)
    main = main_rules(connection, codes, "SELECT applicant, rule, owed_fen AS amount FROM lines")
    return tuple(Recipient(shown[code], lines, owed, *main[code]) for code, lines, owed in largest)


def main_rules(connection: duckdb.DuckDBPyConnection, codes: Sequence[str], amounts: str) -> dict[str, tuple[int, int]]:
    """Return for each applicant the rule of the greatest amount (of a query: applicant, rule, amount), and that amount with its sign."""
    query = f"""
        SELECT applicant, rule, sum(amount) FROM ({amounts}) WHERE applicant IN (SELECT unnest($codes)) GROUP BY applicant, rule
        QUALIFY row_number() OVER (PARTITION BY applicant ORDER BY abs(sum(amount)) DESC, rule) = 1"""
    return {code: (rule, amount) for code, rule, amount in connection.execute(query, {"codes": list(codes)}).fetchall()}


def _concentration(connection: duckdb.DuckDBPyConnection) -> Concentration:
    query = """
        SELECT count(*), coalesce(sum(owed), 0), least(10, count(*)), coalesce(sum(owed) FILTER (place <= 10), 0),
            (any_value(n) + 9) // 10, coalesce(sum(owed) FILTER (place <= (n + 9) // 10), 0), coalesce(quantile_disc(owed, 0.5), 0)
        FROM (SELECT owed, row_number() OVER (ORDER BY owed DESC) AS place, count(*) OVER () AS n FROM received)"""
    row = connection.execute(query).fetchone()
    assert row is not None
    count, owed, ten, ten_fen, tenth, tenth_fen, median = (value or 0 for value in row)
    return Concentration(count, owed, ten, ten_fen, tenth, tenth_fen, median, _bands(connection))


def _bands(connection: duckdb.DuckDBPyConnection) -> tuple[Band, ...]:
    edges = [0, *(wan * FEN_PER_WAN for wan in BANDS_WAN)]
    inside = [(low, high) for low, high in zip(edges, [*edges[1:], None], strict=True)]
    sums = ", ".join(
        f"count(*) FILTER ({_within(low, high)}), coalesce(sum(owed) FILTER ({_within(low, high)}), 0)" for low, high in inside
    )
    row = connection.execute(f"SELECT {sums} FROM received").fetchone()
    assert row is not None
    return tuple(Band(low, high, row[2 * at], row[2 * at + 1]) for at, (low, high) in enumerate(inside))


def _within(low: int, high: int | None) -> str:
    return f"owed >= {low}" + (f" AND owed < {high}" if high is not None else "")
