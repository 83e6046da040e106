"""What happens to whom: series of matters drawn from the branches, and the table `matters` in the order of days.

A series is one applicant and one title, project or loan; it comes back in its rhythm as long as the draw says. Each is placed evenly over
the time before and in the window, so that every branch has matters in it even where few are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from luoshi.facts.vocabulary import MATTER_FIELDS, FactField, FactType
from luoshi.synth.applicants import Crowd, code_of
from luoshi.synth.branches import Branch, BranchTable, with_counts
from luoshi.synth.draws import below, chance, with_draws
from luoshi.synth.figures import Cell
from luoshi.synth.literals import columns, literal
from luoshi.synth.nodes import Window
from luoshi.synth.normal import normal, set_tables

MOST_STEPS = 64
# Renewals come a thirtieth of the rhythm early or late: 36 days in three years.
LATENESS = 30
# A firm is at least so many days old when something happens to it.
LEAST_AGE = 30
# So many of a thousand matters bear the first of several names for one thing.
FIRST_NAME = 850
# … have a grade that the clause does not list, and a stage where stages are mere words.
OTHER_GRADE, KNOWN_STAGE = 200, 850
SCOPE_CODES = {"project": "MNXM", "platform": "MNPT9", "team": "MNTD9"}


def draw_series(connection: duckdb.DuckDBPyConnection, branches: Sequence[Branch], table: BranchTable, crowd: Crowd) -> None:
    """Fill the table `series`: branch, place `j` in it, applicant `a`, first day and how often it goes on.

    Branches that look for other matters of the applicant come last; `happenings` holds who has which kind and name by then.
    """
    connection.execute("CREATE TABLE picks (branch BIGINT, j BIGINT, a BIGINT)")
    connection.execute("CREATE TABLE happenings (kind VARCHAR, subject VARCHAR, a BIGINT)")
    for needs_others in (False, True):
        group = [branch for branch in branches if branch.needs_others is needs_others]
        counted = with_counts(connection, group, crowd.profile, crowd.window)
        for pool, numbers in table.add(counted).items():
            connection.execute(_picks(pool, numbers))
        if not needs_others:
            connection.execute("INSERT INTO happenings SELECT DISTINCT kind, unnest(names), a FROM picks JOIN branches USING (branch)")
    connection.execute(f"CREATE TABLE series AS {_series(crowd.window, crowd.wanted.seed)}")
    connection.execute("DROP TABLE picks; DROP TABLE happenings")


def _picks(pool: str, branches: Sequence[int]) -> str:
    """Walk through the pool for each of its branches; the rows of `base` stand in the order of `a`."""
    places = "SELECT branch, step, start, size, unnest(range(count)) AS j FROM branches "
    places += f"WHERE branch IN ({', '.join(map(str, branches))})"
    wanted = f"SELECT branch, j, (step * j + start) % size AS place FROM ({places})"
    placed = f"SELECT a, row_number() OVER () - 1 AS place FROM (SELECT a FROM base WHERE {pool})"
    return f"INSERT INTO picks SELECT branch, j, a FROM ({wanted}) JOIN ({placed}) USING (place)"


def _series(window: Window, seed: int) -> str:
    """Number the series, drop second ones of a title, and draw when each begins and how often it comes back."""
    titles = "PARTITION BY story, CASE WHEN is_title THEN a ELSE -1 - branch END, CASE WHEN is_title THEN 0 ELSE j END ORDER BY branch, j"
    picked = f"SELECT * FROM picks JOIN branches USING (branch) QUALIFY row_number() OVER ({titles}) = 1"
    numbered = f"(SELECT *, row_number() OVER (ORDER BY branch, j) - 1 AS series FROM ({picked}))"
    drawn = with_draws(numbered, "series", ["u_start", "u_goes_on", "u_level", "u_is_stray", "u_name", "u_grade"], seed)
    span = f"(horizon + CASE WHEN is_early THEN {window.days // 4} ELSE {window.days} END)"
    within = f"least({span} - 1, (j * {span} + {below('u_start', span)}) // count)"
    start = f"({literal(window.first_day)} - horizon::INTEGER + ({within})::INTEGER)"
    goes_on = "len(list_filter(keeps, lambda bound: u_goes_on < bound))"
    return f"SELECT series, branch, a, u_level, u_is_stray, u_name, u_grade, {start} AS first_day, {goes_on} AS goes_on FROM {drawn}"


# --- the table of matters ---------------------------------------------------------------------------------------------------------


def write_matters(connection: duckdb.DuckDBPyConnection, crowd: Crowd, kinds: Mapping[str, FactType], own: Sequence[FactField]) -> None:
    """Make the table `matters`: the facts of the vocabulary in its order, the programme's own, and `a`; numbered in the order of days."""
    set_tables(connection, crowd.figures.tables())
    happened = f"({_happened(crowd.window, crowd.wanted.seed, kinds)})"
    numbered = f"(SELECT *, row_number() OVER (ORDER BY day, series, k) AS number FROM {happened})"
    selected = columns((*MATTER_FIELDS, *own), dict(_columns(crowd, kinds)))
    connection.execute(f"CREATE TABLE matters AS SELECT {selected}, a FROM {numbered} ORDER BY number")
    connection.execute("DROP TABLE series")


def _happened(window: Window, seed: int, kinds: Mapping[str, FactType]) -> str:
    """One row for each time that falls into the window and after the founding of the firm."""
    steps = "SELECT s.*, b.* EXCLUDE (branch), unnest(range(goes_on + 1)) AS k FROM series s JOIN branches b USING (branch)"
    draws = [f"u_{part}_{at}" for at in range(len(kinds)) for part in ("value", "mode")]
    drawn = with_draws(f"({steps})", f"series * {MOST_STEPS} + k", ["u_late", "u_stage", "u_occurrence", "u_stray", *draws], seed)
    late = f"CASE WHEN k > 0 THEN {below('u_late', f'2 * (rhythm // {LATENESS}) + 1')} - rhythm // {LATENESS} ELSE 0 END"
    day = f"first_day + (k * rhythm + {late})::INTEGER"
    applicants = "a, applicant_kind, number AS applicant_number, region, established, moved, above_on"
    joined = f"SELECT d.*, p.* EXCLUDE (a), CASE day WHEN 'moved_in' THEN moved WHEN 'above_scale' THEN above_on ELSE {day} END AS on_day "
    joined += f"FROM {drawn} d JOIN (SELECT {applicants} FROM base) p ON d.a = p.a"
    normals = [f"{normal(f'u_value_{at}')} AS z_{at}" for at, type in enumerate(kinds.values()) if type in (FactType.MONEY, FactType.COUNT)]
    in_time = f"on_day BETWEEN {literal(window.first_day)} AND {literal(window.last_day)}"
    in_time += f" AND (established IS NULL OR on_day >= established + {LEAST_AGE})"
    return f"SELECT * EXCLUDE (day), on_day AS day{''.join(f', {column}' for column in normals)} FROM ({joined}) WHERE {in_time}"


def _columns(crowd: Crowd, kinds: Mapping[str, FactType]) -> Iterator[tuple[str, str]]:
    stray = chance("u_is_stray", crowd.profile.matters.stray_permille)
    yield "matter", _numbered("MN", "number", 9)
    yield "applicant", code_of(crowd, "applicant_number")
    yield "kind", "kind"
    yield "subject", f"CASE WHEN {chance('u_name', FIRST_NAME)} THEN names[1] ELSE {_one_of('names', 'u_name')} END"
    yield (
        "level",
        f"CASE WHEN len(stray_levels) > 0 AND {stray} THEN {_one_of('stray_levels', 'u_level')} ELSE {_one_of('levels', 'u_level')} END",
    )
    yield "occurrence", f"coalesce(CASE WHEN k = 0 THEN first_time ELSE next_time END, {_one_of('occurrences', 'u_occurrence')})"
    usual, other = _one_of("grades", "u_grade"), _one_of("stray_grades", "u_grade")
    yield "grade", f"CASE WHEN len(stray_grades) > 0 AND {chance('u_stray', OTHER_GRADE)} THEN {other} ELSE {usual} END"
    yield "stage", f"CASE WHEN is_staged THEN stages[k + 1] WHEN {chance('u_stray', KNOWN_STAGE)} THEN {_one_of('stages', 'u_stage')} END"
    yield "on", "day"
    yield "document", _document()
    for scope, prefix in SCOPE_CODES.items():
        yield scope, f"CASE WHEN list_contains(scopes, '{scope}') THEN {_numbered(prefix, 'series', 8)} END"
    for at, (name, type) in enumerate(kinds.items()):
        cell = Cell(*(f"f{at}_{part}" for part in ("start", "edges", "words", "true", "blank", "days")))
        yield name, crowd.figures.cell(type, cell, f"u_value_{at}", f"u_mode_{at}", f"z_{at}", "day")


def _numbered(prefix: str, number: str, width: int) -> str:
    return f"'{prefix}' || lpad({number}::VARCHAR, {width}, '0')"


def _one_of(words: str, draw: str) -> str:
    return f"{words}[({draw} % greatest(1, len({words}))::UBIGINT)::BIGINT + 1]"


def _document() -> str:
    filled = (
        "replace(replace(replace(document, '{year}', year(day)::VARCHAR), '{province}', substr(region, 1, 2)), '{number}', "
        + _serial()
        + ")"
    )
    return f"nullif({filled}, '')"


def _serial() -> str:
    return "lpad(number::VARCHAR, 6, '0')"
