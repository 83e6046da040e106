"""What happens: the table `matters`, one row for each time that a series falls into the window, in the order of days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isqrt

import duckdb

from luoshi.facts.vocabulary import MATTER_FIELDS, FactField, FactType
from luoshi.synth.applicants import Crowd, code_of
from luoshi.synth.branches import LEAST_AGE
from luoshi.synth.draws import below, chance, with_draws
from luoshi.synth.enterprises import MILLI, SIZES
from luoshi.synth.figures import Cell
from luoshi.synth.literals import columns, literal
from luoshi.synth.nodes import Window
from luoshi.synth.normal import normal, set_tables

MOST_STEPS = 64
# Renewals come a thirtieth of the rhythm early or late: 36 days in three years.
LATENESS = 30
# So many of a thousand matters bear the first of several names for one thing.
FIRST_NAME = 850
# … have a grade that the clause does not list, and a stage where stages are mere words.
OTHER_GRADE, KNOWN_STAGE = 200, 850
SCOPE_CODES = {"project": "MNXM", "platform": "MNPT9", "team": "MNTD9"}


def write_matters(connection: duckdb.DuckDBPyConnection, crowd: Crowd, kinds: Mapping[str, FactType], own: Sequence[FactField]) -> None:
    """Make the table `matters`: the facts of the vocabulary in its order, the programme's own, and `a`; numbered in the order of days."""
    set_tables(connection, crowd.figures.tables())
    happened = f"({_happened(crowd, kinds)})"
    numbered = f"(SELECT *, row_number() OVER (ORDER BY day, series, k) AS number FROM {happened})"
    selected = columns((*MATTER_FIELDS, *own), dict(_columns(crowd, kinds)))
    connection.execute(f"CREATE TABLE matters AS SELECT {selected}, a FROM {numbered} ORDER BY number")
    connection.execute("DROP TABLE series")


def _happened(crowd: Crowd, kinds: Mapping[str, FactType]) -> str:
    """One row for each time that falls into the window, after the founding of the firm and before what ends the series."""
    window, seed = crowd.window, crowd.wanted.seed
    steps = "SELECT s.*, b.* EXCLUDE (branch), unnest(range(goes_on + 1)) AS k FROM series s JOIN branches b USING (branch)"
    draws = [f"u_{part}_{at}" for at in range(len(kinds)) for part in ("value", "mode")]
    drawn = with_draws(f"({steps})", f"series * {MOST_STEPS} + k", ["u_late", "u_stage", "u_occurrence", "u_stray", *draws], seed)
    late = f"CASE WHEN k > 0 THEN {below('u_late', f'2 * (rhythm // {LATENESS}) + 1')} - rhythm // {LATENESS} ELSE 0 END"
    day = f"first_day + (k * rhythm + {late})::INTEGER"
    applicants = "a, applicant_kind, number AS applicant_number, region, established, moved, above_on, size_at, z_sales, "
    applicants += ", ".join(f"s{year}" for year in range(window.first_year, window.last_year + 1))
    joined = f"SELECT d.*, p.* EXCLUDE (a), CASE day WHEN 'moved_in' THEN moved WHEN 'above_scale' THEN above_on ELSE {day} END AS on_day "
    joined += f"FROM {drawn} d JOIN (SELECT {applicants} FROM base) p ON d.a = p.a"
    numbers = [(at, type) for at, type in enumerate(kinds.values()) if type in (FactType.MONEY, FactType.COUNT)]
    more = [f"{_sales(window)} AS sales_fen", *(f"{_deviation(crowd, at, type)} AS z_{at}" for at, type in numbers)]
    in_time = f"on_day BETWEEN {literal(window.first_day)} AND {literal(window.last_day)}"
    in_time += f" AND (established IS NULL OR on_day >= established + {LEAST_AGE}) AND (ends IS NULL OR on_day < ends)"
    return f"SELECT * EXCLUDE (day), on_day AS day{''.join(f', {column}' for column in more)} FROM ({joined}) WHERE {in_time}"


def _deviation(crowd: Crowd, at: int, type: FactType) -> str:
    """How far a figure lies from its median: a firm's amounts go with its sales."""
    drawn, r = normal(f"u_value_{at}"), crowd.profile.facts.with_sales_permille
    if type is not FactType.MONEY or not r:
        return drawn
    own = f"CASE WHEN z_sales IS NULL THEN {MILLI} ELSE {isqrt(MILLI**2 - r**2)} END"
    return f"((coalesce({r} * z_sales::BIGINT, 0) + {own} * {drawn}) // {MILLI})"


def _sales(window: Window) -> str:
    """What the firm sells in the year of the matter."""
    cases = " ".join(f"WHEN {year} THEN s{year}" for year in range(window.first_year, window.last_year + 1))
    return f"CASE year(on_day) {cases} END"


def _most(at: int) -> str:
    """A part of the share of sales that a figure may be, so that not all that would be more is the same."""
    return f"sales_fen * f{at}_share // {MILLI} * (1 + (u_value_{at} & 1023)::BIGINT) // 1024"


def _columns(crowd: Crowd, kinds: Mapping[str, FactType]) -> Iterator[tuple[str, str]]:
    stray = chance("u_is_stray", crowd.profile.matters.stray_permille)
    yield "matter", _numbered("MN", "number", 9)
    yield "applicant", code_of(crowd, "applicant_number")
    yield "kind", "kind"
    yield "subject", f"CASE WHEN {chance('u_name', FIRST_NAME)} THEN names[1] ELSE {_one_of('names', 'u_name')} END"
    yield (
        "level",
        f"CASE WHEN len(stray_levels) > 0 AND {stray} THEN {_level('stray_levels')} ELSE {_level('levels')} END",
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
        parts = (f"f{at}_{part}" for part in ("start", "edges", "words", "true", "blank", "days"))
        cell = replace(Cell(*parts), most=_most(at), nth=f"coalesce(f{at}_nth, false)", turn="k + 1")
        yield name, crowd.figures.cell(type, cell, f"u_value_{at}", f"u_mode_{at}", f"z_{at}", "day")


def _numbered(prefix: str, number: str, width: int) -> str:
    return f"'{prefix}' || lpad({number}::VARCHAR, {width}, '0')"


def _one_of(words: str, draw: str) -> str:
    return f"{words}[({draw} % greatest(1, len({words}))::UBIGINT)::BIGINT + 1]"


def _level(levels: str) -> str:
    """Of two draws, large and medium firms have the higher level, micro firms the lower; levels stand from the highest down."""
    count = f"greatest(1, len({levels}))"
    one, other = f"((u_level & 65535)::BIGINT % {count})", f"((u_level >> 16)::BIGINT % {count})"
    higher, lower = f"least({one}, {other})", f"greatest({one}, {other})"
    at = f"CASE WHEN size_at >= {SIZES.index('medium')} THEN {higher} WHEN size_at = 0 THEN {lower} ELSE {one} END"
    return f"{levels}[{at} + 1]"


def _document() -> str:
    filled = (
        "replace(replace(replace(document, '{year}', year(day)::VARCHAR), '{province}', substr(region, 1, 2)), '{number}', "
        + _serial()
        + ")"
    )
    return f"nullif({filled}, '')"


def _serial() -> str:
    return "lpad(number::VARCHAR, 6, '0')"
