"""The firms: drawn once into a narrow table, one row a firm, with its figures of every year side by side.

`base` has, for every applicant: `a` (from 0), `applicant_kind`, `number` within its kind, `region`, and for firms what `firms` says. Money
in fen, staff in thousandths of a person, shares in millionths; NULL for applicants that are no firms. `size_at` is the place in
`SIZES` of its class in the last year, `z_sales` how far its sales lie from the median, `above_year` since when it is above designated size.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isqrt

from luoshi.facts.vocabulary import MAX_AMOUNT_FEN
from luoshi.synth.draws import below, chance, pick, with_draws
from luoshi.synth.literals import choice_list, literal
from luoshi.synth.nodes import Window
from luoshi.synth.normal import lognormal, lognormal_table, normal
from luoshi.synth.profile import Enterprises, SizeFloor

FEN = 100
MILLI = 1000
PPM = 1_000_000
HIGHEST_SALES_FEN = MAX_AMOUNT_FEN // 10
HIGHEST_STAFF = 300_000
HIGHEST_GROWTH = 5000
DAYS_A_YEAR = 365
SIZES = ("micro", "small", "medium", "large")
# Days between a firm's founding and its moving here, and from which day of a year firms are entered as above designated size.
LEAST_DAYS_BEFORE_MOVING = 200
DAYS_OF_ENTERING = 58

DRAWS = (
    "sector",
    "age",
    "day",
    "moved",
    "moved_day",
    "technology",
    "clear",
    "research",
    "supported",
    "rd_staff",
    "contribution",
    "entered",
)
NORMALS = ("sales", "staff", "intensity", "support")


def tables_of(profile: Enterprises) -> dict[str, tuple[int, ...]]:
    """Return the tables of values that the query looks into."""
    research = profile.research
    return {
        "sales": lognormal_table(profile.sales.median_yuan * FEN, profile.sales.sigma, HIGHEST_SALES_FEN),
        "staff": lognormal_table(profile.staff.median * MILLI, profile.staff.sigma, HIGHEST_STAFF * MILLI),
        "growth": lognormal_table(profile.growth.median_permille, profile.growth.sigma, HIGHEST_GROWTH),
        "intensity": lognormal_table(research.intensity_ppm, research.intensity_sigma, research.highest_intensity_ppm),
        "support": lognormal_table(research.support_ppm, research.support_sigma, research.highest_support_ppm),
    }


def firms(relation: str, seed: int, window: Window, profile: Enterprises) -> str:
    """Return the query that gives each row of a relation with `a`, `applicant_kind`, `number` and `region` what a firm has."""
    growths = [f"growth_{year}" for year in window.drawn[1:]]
    relation = with_draws(relation, "a", [f"u_{name}" for name in (*DRAWS, *NORMALS, *growths)], seed)
    normals = [f"{normal(f'u_{name}')} AS z_{name}" for name in (*NORMALS, *growths)]
    relation = (
        f"(SELECT *, {', '.join(normals)}, {_sector(profile)} AS sector, {_established(profile, window)} AS established FROM {relation})"
    )
    relation = f"(SELECT *, {_staff_deviation(profile)} AS z_heads, {_technology(profile)} AS technology_firm FROM {relation})"
    relation = f"(SELECT *, {', '.join(_attributes(profile, window))} FROM {relation})"
    for year in window.drawn[1:]:
        relation = f"(SELECT *, {', '.join(_next_year(year))} FROM {relation})"
    columns: tuple[str, ...] = ("a", "applicant_kind", "number", "region", "sector", "established", "moved")
    columns += ("technology_firm", "integrity_clear", "rd_ppm", "support_ppm", "rd_staff_permille", "contribution_ppm")
    columns += (
        f"{_size(profile, window.last_year)} AS size_at",
        "z_sales::INTEGER AS z_sales",
        f"{_above_year(profile, window)} AS above_year",
    )
    columns += ("u_entered", *(f"s{year}, t{year}" for year in window.drawn))
    return f"SELECT * EXCLUDE (u_entered), {_above_on(window)} AS above_on FROM (SELECT {', '.join(columns)} FROM {relation})"


def _sector(profile: Enterprises) -> str:
    return f"{pick('u_sector', [sector.weight for sector in profile.sectors.rows])}::UTINYINT"


def _established(profile: Enterprises, window: Window) -> str:
    """A day as far back as the age drawn."""
    ends = [0, *(age.to_years * DAYS_A_YEAR for age in profile.ages.rows)]
    band = pick("u_age", [age.weight for age in profile.ages.rows])
    starts, widths = ends[:-1], [max(1, end - start) for start, end in pairwise(ends)]
    days = f"{choice_list(starts, band)} + {below('u_day', choice_list(widths, band))}"
    return f"({literal(window.last_day)} - ({days})::INTEGER)"


def _technology(profile: Enterprises) -> str:
    return chance("u_technology", choice_list([row.technology for row in profile.sectors.rows], "sector"))


def _staff_deviation(profile: Enterprises) -> str:
    """Staff go with sales: of two standard normals a and b, r·a + √(1 − r²)·b."""
    r = profile.staff.with_sales_permille
    return f"(({r} * z_sales + {isqrt(MILLI**2 - r**2)} * z_staff) // {MILLI})"


def _attributes(profile: Enterprises, window: Window) -> list[str]:
    """What is drawn once, and the figures of the first year."""
    rows, research, moved_in = profile.sectors.rows, profile.research, profile.moved_in
    moved = f"{literal(window.last_day)} - {below('u_moved_day', moved_in.within_years * DAYS_A_YEAR)}::INTEGER"
    is_moved = f"{chance('u_moved', moved_in.permille)} AND {moved} > established + {LEAST_DAYS_BEFORE_MOVING}"
    is_supported = chance("u_supported", research.supported_permille)
    does_research = (
        f"CASE WHEN technology_firm THEN {research.technology_permille} ELSE {choice_list([row.rd for row in rows], 'sector')} END"
    )
    width = profile.contribution.highest_ppm - profile.contribution.lowest_ppm + 1
    factor = choice_list([row.sales for row in rows], "sector")
    first = window.drawn[0]
    return [
        f"CASE WHEN {is_moved} THEN {moved} END AS moved",
        f"{chance('u_clear', profile.integrity.clear_permille)} AS integrity_clear",
        f"CASE WHEN {chance('u_research', does_research)} THEN {lognormal('intensity', 'z_intensity')} END::INTEGER AS rd_ppm",
        f"CASE WHEN {is_supported} THEN {lognormal('support', 'z_support')} ELSE 0 END::INTEGER AS support_ppm",
        f"(10 + {below('u_rd_staff', max(1, 2 * research.staff_permille - 20))})::SMALLINT AS rd_staff_permille",
        f"({profile.contribution.lowest_ppm} + {below('u_contribution', width)})::INTEGER AS contribution_ppm",
        f"least({HIGHEST_SALES_FEN}, {lognormal('sales', 'z_sales')} * {factor} // {MILLI}) AS s{first}",
        f"greatest({MILLI}, {lognormal('staff', 'z_heads')})::INTEGER AS t{first}",
    ]


def _next_year(year: int) -> list[str]:
    """Sales grow by the factor drawn, staff by half as much."""
    factor = lognormal("growth", f"z_growth_{year}")
    sales = f"least({HIGHEST_SALES_FEN}, s{year - 1} * {factor} // {MILLI})"
    staff = f"least({HIGHEST_STAFF * MILLI}, greatest({MILLI}, t{year - 1} * ({MILLI} + {factor}) // {2 * MILLI}))::INTEGER"
    return [f"{sales} AS s{year}", f"{staff} AS t{year}"]


def _above_year(profile: Enterprises, window: Window) -> str:
    """The first year in which a firm is above designated size: it was there for a month of the year before and sold enough; it stays so."""
    floors = [None if row.above_scale_yuan is None else row.above_scale_yuan * FEN for row in profile.sectors.rows]
    floor = choice_list(floors, "sector")
    cases = [f"WHEN established < DATE '{year - 1}-12-01' AND s{year - 1} >= {floor} THEN {year}" for year in window.states]
    return f"(CASE {' '.join(cases)} END)::SMALLINT"


def _above_on(window: Window) -> str:
    """The day in the window on which a firm is first entered as above designated size: not on 1 January, when a row begins anyway."""
    day = f"make_date(above_year, 1, 2) + {below('u_entered', DAYS_OF_ENTERING)}::INTEGER"
    return f"CASE WHEN above_year >= {window.first_year} THEN {day} END"


def is_above(day: str) -> str:
    """Return the SQL that says whether a firm is above designated size on a day (SQL): in the year of its entry from that day on."""
    return f"coalesce(CASE WHEN above_on IS NULL THEN above_year IS NOT NULL ELSE {day} >= above_on END, false)"


def _size(profile: Enterprises, year: int) -> str:
    return f"(list_position({literal(list(SIZES))}, {size_class(profile, f's{year}', f't{year} // {MILLI}')}) - 1)::UTINYINT"


def size_class(profile: Enterprises, sales: str, staff: str) -> str:
    """Return the SQL of a firm's size from its sales (fen) and staff (persons) of a year."""
    classes = [profile.sizes.rows[row.size] for row in profile.sectors.rows]
    cases = [
        f"WHEN {_reaches([getattr(of_group, name) for of_group in classes], sales, staff)} THEN {literal(name)}"
        for name in ("large", "medium", "small")
    ]
    return f"CASE WHEN sector IS NULL THEN NULL {' '.join(cases)} ELSE 'micro' END"


def _reaches(floors: Sequence[SizeFloor], sales: str, staff: str) -> str:
    money = [(floor.sales_yuan or 0) * FEN for floor in floors]
    heads = [floor.staff or 0 for floor in floors]
    return f"({sales} >= {choice_list(money, 'sector')} AND {staff} >= {choice_list(heads, 'sector')})"


def growth_stage(profile: Enterprises, day: str) -> str:
    """Return the SQL of a firm's stage on a day by its age."""
    stages = profile.growth_stages
    ages = (("seed", stages.seed_years), ("startup", stages.startup_years), ("growth", stages.growth_years))
    cases = [f"WHEN {day} - established <= {years * DAYS_A_YEAR} THEN {literal(name)}" for name, years in ages]
    return f"CASE WHEN established IS NULL THEN NULL {' '.join(cases)} ELSE 'mature' END"
