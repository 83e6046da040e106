"""All applicants: the table `base` (one row each) and the view `applicants` (one row for each year of a firm, one for everybody else)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import duckdb

from luoshi.facts.vocabulary import APPLICANT_FIELDS, FactField, FactType
from luoshi.synth import enterprises
from luoshi.synth.codes import FIRM, local_code, padded, uscc
from luoshi.synth.demand import Hint
from luoshi.synth.draws import below, chance, with_draws
from luoshi.synth.enterprises import MILLI, PPM
from luoshi.synth.figures import Figures
from luoshi.synth.literals import columns, literal
from luoshi.synth.nodes import MOST_YEARS, Wanted, Window
from luoshi.synth.normal import set_tables
from luoshi.synth.profile import FlagRule, Profile
from luoshi.synth.regions import spread

ENTERPRISE = "enterprise"
FIRM_NAME = "示例企业"
OWN = "own_"
# What a programme's own fact of a firm that is a day lies back from the end of the window.
OWN_DAYS = 5 * 365


@dataclass(frozen=True, slots=True)
class Group:
    """The applicants of one kind: how they are named and coded, which of `a` is the first, how many there are in each county."""

    kind: str
    name: str
    code: str
    first: int
    counties: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.counties.values())


@dataclass(frozen=True)
class Crowd:
    """Everything by which the applicants are drawn; `groups` stand in the order of their codes, and so does all that is written."""

    wanted: Wanted
    window: Window
    profile: Profile
    groups: Sequence[Group]
    own_facts: Sequence[FactField]
    hints: Mapping[str, Hint]
    figures: Figures


def groups_of(wanted: Wanted, profile: Profile, weights: Mapping[str, int]) -> list[Group]:
    """Return the firms and everybody else, spread over the counties by their weights."""
    counts = [(FIRM, ENTERPRISE, FIRM_NAME, wanted.enterprises)]
    for row in profile.others.rows:
        counts.append((row.code, row.kind, row.name, max(row.at_least, int(row.rate * wanted.enterprises / 10_000))))
    groups: list[Group] = []
    first = 0
    for code, kind, name, count in sorted(counts):
        groups.append(Group(kind, name, code, first, spread(count, weights)))
        first += count
    return groups


# --- one row each -----------------------------------------------------------------------------------------------------------------


def draw_base(connection: duckdb.DuckDBPyConnection, crowd: Crowd) -> None:
    """Make the table `base`, its rows in the order of `a`; a programme's own facts of applicants stand in `own_…`.

    Group by group: the engine keeps the order of one source, whatever the number of threads, but not that of a union.
    """
    queries = {group.kind: _with_own_facts(crowd, _group(crowd, group)) for group in crowd.groups}
    set_tables(connection, {**enterprises.tables_of(crowd.profile.enterprises), **crowd.figures.tables()})
    connection.execute(f"CREATE TABLE base AS {queries[ENTERPRISE]} LIMIT 0")
    for query in queries.values():
        connection.execute(f"INSERT INTO base BY NAME {query}")


def _group(crowd: Crowd, group: Group) -> str:
    numbered = f"SELECT {group.first} + range AS a, {literal(group.kind)} AS applicant_kind, range + 1 AS number, "
    numbered += f"{_region(group.counties)} AS region FROM range({group.count})"
    if group.kind != ENTERPRISE:
        return f"SELECT *, NULL::UTINYINT AS sector, NULL::BOOLEAN AS technology_firm FROM ({numbered})"
    return enterprises.firms(f"({numbered})", crowd.wanted.seed, crowd.window, crowd.profile.enterprises)


def _with_own_facts(crowd: Crowd, query: str) -> str:
    if not crowd.own_facts:
        return query
    draws = [f"u_{part}_{at}" for at in range(len(crowd.own_facts)) for part in ("value", "mode")]
    values = [f"{_own_value(crowd, field, at)} AS {OWN}{at}" for at, field in enumerate(crowd.own_facts)]
    drawn = with_draws(f"({query})", "a", draws, crowd.wanted.seed)
    return f"SELECT * EXCLUDE ({', '.join(draws)}), {', '.join(values)} FROM {drawn}"


def _region(counties: Mapping[str, int]) -> str:
    """The county of a number from 0: one county stands behind the other."""
    ends = list(accumulate(counties.values()))
    codes = list(counties)
    cases = [f"WHEN range < {end} THEN {literal(code)}" for end, code in zip(ends[:-1], codes, strict=False)]
    return f"CASE {' '.join(cases)} ELSE {literal(codes[-1])} END" if cases else literal(codes[-1])


def _own_value(crowd: Crowd, field: FactField, at: int) -> str:
    """The value of a programme's own fact of applicants, drawn once for all years."""
    value, mode = f"u_value_{at}", f"u_mode_{at}"
    match field.type:
        case FactType.FLAG:
            return _own_flag(crowd, field, value)
        case FactType.DATE:
            return f"{literal(crowd.window.last_day)} - {below(value, OWN_DAYS)}::INTEGER"
        case FactType.REGION:
            return "region"
        case _:
            spec = crowd.figures.spec(field.name, field.type, field.label, crowd.hints.get(field.name))
            return crowd.figures.value(field.type, spec, value, mode)


def _own_flag(crowd: Crowd, field: FactField, draw: str) -> str:
    """From the branch or by a probability, as the population file says for words in the label; only firms have one."""
    flags = crowd.profile.enterprises.flags
    rule = next((rule for rule in flags.rows if any(word in field.label for word in rule.words)), FlagRule(words=["-"]))
    parts = []
    if rule.sectors is not None:
        parts.append(f"sector IN ({', '.join(map(str, sectors_in(crowd.profile, rule.sectors)))})")
    if rule.sectors is None or rule.true_permille is not None:
        permille = flags.true_permille if rule.true_permille is None else rule.true_permille
        parts.append(chance(draw, permille))
    if rule.technology:
        parts.append("technology_firm")
    return f"CASE WHEN sector IS NOT NULL THEN {' AND '.join(parts)} END"


def sectors_in(profile: Profile, letters: Sequence[str]) -> list[int]:
    """Return the places of the branches whose codes begin with one of these; -1 where there is none, so that a list is never empty."""
    found = [at for at, row in enumerate(profile.enterprises.sectors.rows) if row.code.startswith(tuple(letters))]
    return found or [-1]


def is_industrial(profile: Profile) -> str:
    """Return the SQL that says whether a firm belongs to industry; NULL for everybody else."""
    places = sectors_in(profile, profile.enterprises.sectors.industrial)
    return f"CASE WHEN sector IS NOT NULL THEN sector IN ({', '.join(map(str, places))}) END"


# --- one row a year ---------------------------------------------------------------------------------------------------------------


def code_of(crowd: Crowd, number: str = "number") -> str:
    """Return the SQL of an applicant's code from `applicant_kind`, `region` and the number within its kind."""
    return _by_kind((group.kind, _code(group.code, number)) for group in crowd.groups)


def _code(prefix: str, number: str) -> str:
    return uscc(prefix, "region", number) if len(prefix) == len(FIRM) else local_code(prefix, number)


def _name(crowd: Crowd) -> str:
    return f"{_by_kind((group.kind, literal(group.name)) for group in crowd.groups)} || {padded('number')}"


def _by_kind(cases: Iterable[tuple[str, str]]) -> str:
    return f"CASE applicant_kind {' '.join(f'WHEN {literal(kind)} THEN {sql}' for kind, sql in cases)} END"


def states(crowd: Crowd, among: str = "base") -> str:
    """Return the query of all states: the facts of the vocabulary in its order, then the programme's own; ascending by code and day.

    A firm has a row from the first day of each year, one from the day on which it moves here, and one from that on which it is entered as
    above designated size. `among`: SQL of the rows of `base` that are wanted.
    """
    window = crowd.window
    named = f"(SELECT *, {code_of(crowd)} AS code, {_name(crowd)} AS name FROM {among})"
    rows = f"(SELECT *, year(begins) AS year FROM (SELECT *, unnest({_days_of_change(window)}) AS begins FROM {named}))"
    counter = f"a * {2 * MOST_YEARS} + coalesce(year - {window.states[0]}, 0)"
    drawn = with_draws(rows, counter, ["u_blank", "u_rd_blank"], crowd.wanted.seed)
    figures = f"(SELECT *, {', '.join(_figures_of_year(window))} FROM {drawn})"
    values = {**dict(_values(crowd)), **{field.name: f"{OWN}{at}" for at, field in enumerate(crowd.own_facts)}}
    return f"SELECT {columns((*APPLICANT_FIELDS, *crowd.own_facts), values)} FROM {figures}"


def _days_of_change(window: Window) -> str:
    """The days from which a firm has another row, in their order; one row without a day for everybody else."""
    first, last = window.states[0], window.last_year
    years = f"list_transform(range(greatest({first}, year(established)), {last + 1}), lambda y: greatest(make_date(y, 1, 1), established))"
    moving = f"moved > make_date(year(moved), 1, 1) AND year(moved) >= {first}"
    entering = f"above_on IS NOT NULL AND NOT coalesce({moving} AND moved = above_on, false)"
    more = [f"CASE WHEN {moving} THEN [moved] ELSE [] END", f"CASE WHEN {entering} THEN [above_on] ELSE [] END"]
    days = f"list_sort(list_concat({years}, list_concat({', '.join(more)})))"
    return f"CASE WHEN sector IS NULL THEN [NULL::DATE] WHEN moved IS NULL AND above_on IS NULL THEN {years} ELSE {days} END"


def _figures_of_year(window: Window) -> list[str]:
    def of_year(column: str) -> str:
        return f"CASE year {' '.join(f'WHEN {year} THEN {column}{year}' for year in window.states)} END"

    return [f"{of_year('s')} AS sales_fen", f"{of_year('t')} // {MILLI} AS heads"]


def _values(crowd: Crowd) -> Iterator[tuple[str, str]]:
    profile = crowd.profile.enterprises
    codes = [row.code for row in profile.sectors.rows]
    is_here = "moved IS NULL OR begins >= moved"
    yield "applicant", "code"
    yield "name", "name"
    yield "applicant_kind", "applicant_kind"
    yield "region", f"CASE WHEN {is_here} THEN region ELSE {literal(profile.moved_in.elsewhere)} END"
    yield "from", "begins"
    yield "sector", f"({literal(codes)})[sector + 1]"
    yield "size", enterprises.size_class(profile, "sales_fen", "heads")
    yield "growth_stage", enterprises.growth_stage(profile, "begins")
    yield "above_scale", f"CASE WHEN sector IS NOT NULL THEN {enterprises.is_above('begins')} END"
    yield "technology_firm", "technology_firm"
    yield "industrial_firm", is_industrial(crowd.profile)
    yield "integrity_clear", "integrity_clear"
    yield "established_on", "established"
    yield "moved_in_on", f"CASE WHEN {is_here} THEN moved END"
    yield from _yearly_values(crowd)


def _yearly_values(crowd: Crowd) -> Iterator[tuple[str, str]]:
    unknown = crowd.profile.enterprises.unknown
    is_blank = chance("u_blank", unknown.permille)
    no_research = f"CASE WHEN NOT {chance('u_rd_blank', unknown.rd_blank_permille)} AND sector IS NOT NULL THEN 0 END"
    research = f"CASE WHEN {chance('u_rd_blank', unknown.permille)} THEN NULL ELSE sales_fen * rd_ppm // {PPM} END"
    spend = f"CASE WHEN rd_ppm IS NULL THEN {no_research} ELSE {research} END"
    yield "staff", "heads::BIGINT"
    yield "rd_staff", f"CASE WHEN rd_ppm IS NULL THEN heads * 0 ELSE greatest(1, heads * rd_staff_permille // {MILLI}) END::BIGINT"
    yield "sales", f"CASE WHEN NOT {is_blank} THEN sales_fen END"
    yield "rd_spend", f"({spend})::BIGINT"
    yield "fiscal_support", f"(({spend}) * support_ppm // {PPM})::BIGINT"
    yield "local_contribution", f"CASE WHEN NOT {is_blank} THEN sales_fen * contribution_ppm // {PPM} END"
