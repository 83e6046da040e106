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

# How many days old a firm is when something happens to it, and when it gets a title.
LEAST_AGE, LEAST_AGE_FOR_TITLES = 30, 365
# How often an applicant is looked for who does not have the title yet.
ATTEMPTS = 4
SECOND_ONES = """SELECT series FROM met JOIN branches USING (branch) WHERE is_title
QUALIFY row_number() OVER (PARTITION BY story, a ORDER BY series) > 1"""


def draw_series(connection: duckdb.DuckDBPyConnection, branches: Sequence[Branch], table: BranchTable, crowd: Crowd) -> None:
    """Fill the table `series`: its number, branch, applicant `a`, first day and how often it goes on.

    Branches that look for other matters of the applicant come last; `happenings` holds who has which kind and name by then.
    """
    connection.execute("CREATE TABLE met (series BIGINT, branch BIGINT, a BIGINT, first_day DATE)")
    connection.execute("CREATE TABLE happenings (kind VARCHAR, subject VARCHAR, a BIGINT)")
    for needs_others in (False, True):
        group = [branch for branch in branches if branch.needs_others is needs_others]
        for pool, numbers in table.add(with_counts(connection, group, crowd.profile, crowd.window)).items():
            _meet(connection, pool, numbers, crowd)
        if not needs_others:
            connection.execute("INSERT INTO happenings SELECT DISTINCT kind, unnest(names), a FROM met JOIN branches USING (branch)")
    connection.execute(f"CREATE TABLE series AS {_series(crowd.wanted.seed)}")
    connection.execute("DROP TABLE met; DROP TABLE happenings; DROP TABLE IF EXISTS placed; DROP TABLE IF EXISTS begun")


def _meet(connection: duckdb.DuckDBPyConnection, pool: str, branches: Sequence[int], crowd: Crowd) -> None:
    """Let the series of some branches meet applicants of their pool; who has the title already is left out, and another one tried."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE placed AS {_placed(pool)}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE begun AS {_begun(branches, crowd.window, crowd.wanted.seed)}")
    connection.execute(f"INSERT INTO met {_walked()}")
    for attempt in range(ATTEMPTS):
        left_out = connection.execute(f"DELETE FROM met WHERE series IN ({SECOND_ONES})").fetchone()
        if attempt == ATTEMPTS - 1 or left_out is None or not left_out[0]:
            break
        connection.execute(f"INSERT INTO met {_drawn(f'u_meets_{attempt}', 'series NOT IN (SELECT series FROM met)')}")


def _placed(pool: str) -> str:
    """Number a pool twice: as its rows stand in `base`, which is by `a`, and from the oldest to the youngest."""
    numbered = f"SELECT a, established, row_number() OVER () - 1 AS place FROM (SELECT a, established FROM base WHERE {pool})"
    return f"SELECT *, row_number() OVER (ORDER BY established NULLS FIRST, a) - 1 AS seniority FROM ({numbered})"


def _begun(branches: Sequence[int], window: Window, seed: int) -> str:
    """The series of some branches with the day on which each begins and the day by which its applicant has to be there."""
    of_branches = f"SELECT *, unnest(range(count)) AS j FROM branches WHERE branch IN ({', '.join(map(str, branches))})"
    draws = ["u_start", *(f"u_meets_{attempt}" for attempt in range(ATTEMPTS))]
    drawn = with_draws(f"(SELECT *, first_series + j AS series FROM ({of_branches}))", "series", draws, seed)
    span = f"(horizon + CASE WHEN is_early THEN {window.days // 4} ELSE {window.days} END)"
    within = f"least({span} - 1, (j * {span} + {below('u_start', span)}) // count)"
    day = f"{literal(window.first_day)} + ({within} - horizon)::INTEGER"
    age = f"CASE WHEN is_title THEN {LEAST_AGE_FOR_TITLES} ELSE {LEAST_AGE} END"
    placed = f"SELECT *, {day} AS first_day, (step * j + start) % size AS place FROM {drawn}"
    there_by = f"CASE WHEN day = 'any' THEN first_day - {age} END AS there_by"
    return f"SELECT series, branch, place, first_day, {there_by}, {', '.join(draws[1:])} FROM ({placed})"


def _walked() -> str:
    """Walk through the pool, so that nobody comes twice before all have come; where who comes is too young, draw somebody who is not."""
    fits = "w.established IS NULL OR b.there_by IS NULL OR w.established <= b.there_by"
    walked = f"SELECT series, branch, w.a, first_day FROM begun b JOIN placed w USING (place) WHERE {fits}"
    others = f"series IN (SELECT series FROM begun b JOIN placed w USING (place) WHERE NOT ({fits}))"
    return f"{walked} UNION ALL {_drawn(f'u_meets_{ATTEMPTS - 1}', others)}"


def _drawn(draw: str, which: str) -> str:
    """Draw for some series among all who are old enough; where nobody is, there is no such series."""
    ages = "SELECT established, max(seniority) + 1 AS heads FROM placed WHERE established IS NOT NULL GROUP BY established"
    counted = f"SELECT x.*, o.heads FROM (SELECT * FROM begun WHERE {which}) x ASOF JOIN ({ages}) o ON x.there_by >= o.established"
    chosen = f"SELECT *, {below(draw, 'heads')} AS seniority FROM ({counted})"
    return f"SELECT series, branch, p.a, first_day FROM ({chosen}) JOIN (SELECT a, seniority FROM placed) p USING (seniority)"


def _series(seed: int) -> str:
    """Draw how often each series comes back."""
    drawn = with_draws(
        "(SELECT met.*, keeps FROM met JOIN branches USING (branch))",
        "series",
        ["u_goes_on", "u_level", "u_is_stray", "u_name", "u_grade"],
        seed,
    )
    goes_on = "len(list_filter(keeps, lambda bound: u_goes_on < bound))"
    return f"SELECT * EXCLUDE (keeps, u_goes_on), {goes_on} AS goes_on FROM {drawn}"
