"""Series of matters: one applicant and one title, project or loan that comes back in its rhythm; the table `series`.

Each branch's series begin evenly over the time before and in the window, so that there are matters in it even where few are drawn, and each
meets an applicant that is old enough by then.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from luoshi.synth.applicants import Crowd
from luoshi.synth.branches import Branch, BranchTable, with_counts
from luoshi.synth.draws import below, with_draws
from luoshi.synth.literals import literal
from luoshi.synth.nodes import Window
from luoshi.synth.pools import Pool

# How often an applicant is looked for who does not have the title yet.
ATTEMPTS = 4
SECOND_ONES = """SELECT series FROM met JOIN branches USING (branch) WHERE once IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY once, a ORDER BY series) > 1"""


def draw_series(connection: duckdb.DuckDBPyConnection, branches: Sequence[Branch], table: BranchTable, crowd: Crowd) -> None:
    """Fill the table `series`: its number, branch, applicant `a`, first day and how often it goes on.

    Branches that look for other matters of the applicant come later; `happenings` holds who has which kind and name by then, since when.
    """
    connection.execute("CREATE TABLE met (series BIGINT, branch BIGINT, a BIGINT, first_day DATE)")
    connection.execute("CREATE TABLE happenings (kind VARCHAR, subject VARCHAR, a BIGINT, day DATE)")
    for phase in sorted({branch.phase for branch in branches}):
        group = [branch for branch in branches if branch.phase == phase]
        pools = table.add(with_counts(connection, group, crowd.profile, crowd.window))
        everyone = [number for numbers in pools.values() for number in numbers]
        connection.execute(f"CREATE OR REPLACE TEMP TABLE begun AS {_begun(everyone, crowd.window, crowd.wanted.seed)}")
        for pool, numbers in pools.items():
            _meet(connection, pool, numbers)
        connection.execute(f"INSERT INTO happenings {_happened_first(everyone)}")
    connection.execute(f"CREATE TABLE series AS {_series(crowd.wanted.seed)}")
    connection.execute("DROP TABLE met; DROP TABLE happenings; DROP TABLE IF EXISTS placed; DROP TABLE IF EXISTS begun")


def _happened_first(branches: Sequence[int]) -> str:
    """When which of some branches happens to whom for the first time."""
    day = "CASE day WHEN 'moved_in' THEN moved WHEN 'above_scale' THEN above_on ELSE first_day END"
    of_branches = f"SELECT * FROM met JOIN branches USING (branch) WHERE {_of(branches)}"
    return f"SELECT kind, unnest(names), a, {day} FROM ({of_branches}) JOIN (SELECT a, moved, above_on FROM base) USING (a)"


def _of(branches: Sequence[int]) -> str:
    return f"branch IN ({', '.join(map(str, branches)) or '-1'})"


def _meet(connection: duckdb.DuckDBPyConnection, pool: Pool, branches: Sequence[int]) -> None:
    """Let the series of some branches meet applicants of their pool; for one who is too young or has the title, another is tried."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE placed AS {_placed(pool)}")
    begun = f"(SELECT * FROM begun WHERE {_of(branches)})"
    connection.execute(f"INSERT INTO met {_walked(begun)}")
    connection.execute(f"INSERT INTO met {_drawn(begun, f'u_meets_{ATTEMPTS - 1}')}")
    for attempt in range(ATTEMPTS):
        left_out = connection.execute(f"DELETE FROM met WHERE series IN ({SECOND_ONES})").fetchone()
        if attempt == ATTEMPTS - 1 or left_out is None or not left_out[0]:
            break
        connection.execute(f"INSERT INTO met {_drawn(begun, f'u_meets_{attempt}')}")


def _placed(pool: Pool) -> str:
    """Hand out the tickets of a pool twice, from 0 on: in the order of `a`, and from those who can be met first to the last."""
    so_far = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    # A scan keeps the order of `base`, which is by `a`; a join does not.
    place = f"(sum(tickets) OVER ({'ORDER BY a ' if pool.prior else ''}{so_far}) - tickets)::BIGINT AS place"
    seniority = f"(sum(tickets) OVER (ORDER BY since NULLS FIRST, a {so_far}) - tickets)::BIGINT AS seniority"
    return f"SELECT *, {place}, {seniority} FROM ({pool.members})"


def _begun(branches: Sequence[int], window: Window, seed: int) -> str:
    """The series of some branches with the day on which each begins and the day by which its applicant has to be there."""
    of_branches = f"SELECT *, unnest(range(count)) AS j FROM branches WHERE {_of(branches)}"
    draws = ["u_start", *(f"u_meets_{attempt}" for attempt in range(ATTEMPTS))]
    drawn = with_draws(f"(SELECT *, first_series + j AS series FROM ({of_branches}))", "series", draws, seed)
    span = f"(horizon + CASE WHEN is_early THEN {window.days // 4} ELSE {window.days} END)"
    within = f"least({span} - 1, (j * {span} + {below('u_start', span)}) // count)"
    day = f"{literal(window.first_day)} + ({within} - horizon)::INTEGER"
    placed = f"SELECT *, {day} AS first_day, (step * j + start) % size AS place FROM {drawn}"
    there_by = "CASE WHEN day = 'any' THEN first_day - age::INTEGER END AS there_by"
    return f"SELECT series, branch, place, first_day, {there_by}, {', '.join(draws[1:])} FROM ({placed})"


def _walked(begun: str) -> str:
    """Walk through the pool, so that nobody comes twice before all have come; who comes too early is left out."""
    who = "(SELECT a, since, place FROM placed)"
    fits = "w.since IS NULL OR b.there_by IS NULL OR w.since <= b.there_by"
    return f"SELECT series, branch, w.a, first_day FROM {begun} b ASOF JOIN {who} w ON b.place >= w.place WHERE {fits}"


def _drawn(begun: str, draw: str) -> str:
    """Draw for the series that have not met anybody among all who can be met by then; where nobody can, there is no such series."""
    left = f"(SELECT * FROM {begun} WHERE series NOT IN (SELECT series FROM met))"
    ages = "SELECT since, max(seniority + tickets) AS handed_out FROM placed WHERE since IS NOT NULL GROUP BY since"
    counted = f"SELECT x.*, o.handed_out FROM {left} x ASOF JOIN ({ages}) o ON x.there_by >= o.since"
    chosen = f"SELECT *, {below(draw, 'handed_out')} AS ticket FROM ({counted})"
    who = "(SELECT a, seniority FROM placed)"
    return f"SELECT series, branch, p.a, first_day FROM ({chosen}) c ASOF JOIN {who} p ON c.ticket >= p.seniority"


def _series(seed: int) -> str:
    """Draw how often each series comes back; `ends`: the day of a title with which it is over."""
    drawn = with_draws(
        "(SELECT met.*, keeps FROM met JOIN branches USING (branch))",
        "series",
        ["u_goes_on", "u_level", "u_is_stray", "u_name", "u_grade"],
        seed,
    )
    goes_on = "len(list_filter(keeps, lambda bound: u_goes_on < bound))"
    ends = "SELECT m.series, min(h.day) AS ends FROM met m JOIN branches b USING (branch) JOIN happenings h USING (a) "
    ends += "WHERE list_contains(b.until, h.subject) GROUP BY m.series"
    return f"SELECT * EXCLUDE (keeps, u_goes_on), {goes_on} AS goes_on FROM {drawn} LEFT JOIN ({ends}) USING (series)"
