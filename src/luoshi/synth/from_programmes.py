"""Programmes, a population file and regions into a population: everything that is drawn, in one connection of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from luoshi.facts.vocabulary import APPLICANT_FIELDS, MATTER_FIELDS, PAYMENT_FIELDS, Entity, FactField
from luoshi.programme.nodes import Programme
from luoshi.rewards.from_programme import book_of
from luoshi.synth.applicants import ENTERPRISE, Crowd, draw_base, groups_of, states
from luoshi.synth.branches import BranchTable, branches_of
from luoshi.synth.demand import Demand, demand_of
from luoshi.synth.figures import Figures
from luoshi.synth.history import write_payments
from luoshi.synth.matters import write_matters
from luoshi.synth.nodes import Synthesis, SynthesisRefused, Wanted, Window
from luoshi.synth.pools import Pools
from luoshi.synth.profile import Profile
from luoshi.synth.regions import Province, counties_of
from luoshi.synth.series import draw_series


def synthesise(
    connection: duckdb.DuckDBPyConnection,
    wanted: Wanted,
    *,
    profile: Profile,
    provinces: Sequence[Province],
    programmes: Sequence[Programme],
    is_general: bool = False,
) -> Synthesis:
    """Draw a population into a fresh connection.

    Args:
        connection: Of the embedded engine, in memory, with nothing in it; its threads do not matter.
        wanted: What is asked for.
        profile: The population file.
        provinces: The regions that are known.
        programmes: What the matters are about; at least one.
        is_general: The programmes are no real ones, so that nothing has been paid under them, only by others.

    Raises:
        SynthesisRefused: The years lie outside of what dates may be.

    Guarantees: the same arguments give the same rows in the same order.
    """
    book = book_of(programmes)
    demand = demand_of(book)
    own = own_facts(programmes)
    crowd = Crowd(
        wanted=wanted,
        window=window_of(wanted, profile, programmes),
        profile=profile,
        groups=groups_of(wanted, profile, counties_of(wanted.region, provinces)),
        own_facts=[field for field in own if field.entity is Entity.APPLICANT],
        hints=demand.own,
        figures=Figures(profile, {field.name: field.label for field in own}),
    )
    _draw(connection, crowd, demand, own)
    write_payments(connection, crowd, book, own, is_general=is_general)
    fields = {Entity.APPLICANT: APPLICANT_FIELDS, Entity.MATTER: MATTER_FIELDS, Entity.PAYMENT: PAYMENT_FIELDS}
    return Synthesis(
        connection=connection,
        window=crowd.window,
        fields={entity: (*general, *(field for field in own if field.entity is entity)) for entity, general in fields.items()},
        regions=next(group.counties for group in crowd.groups if group.kind == ENTERPRISE),
    )


def _draw(connection: duckdb.DuckDBPyConnection, crowd: Crowd, demand: Demand, own: Sequence[FactField]) -> None:
    """Draw the applicants, and then what happens to them."""
    connection.execute("SET preserve_insertion_order = true")
    draw_base(connection, crowd)
    connection.execute(f"CREATE VIEW applicants AS {states(crowd)}")
    table = BranchTable(connection, demand.figures, crowd.figures, crowd.wanted.seed)
    draw_series(connection, branches_of(demand, crowd.profile, Pools(crowd)), table, crowd)
    write_matters(connection, crowd, demand.figures, [field for field in own if field.entity is Entity.MATTER])


def own_facts(programmes: Sequence[Programme]) -> tuple[FactField, ...]:
    """Return the facts that programmes add to the vocabulary, each name once: the first programme that has it says what it is."""
    found: dict[str, FactField] = {}
    for programme in programmes:
        for own in programme.facts:
            field = FactField(own.name, own.label, Entity(own.entity), own.type, tuple(own.aliases), yearly=own.yearly)
            found.setdefault(own.name, field)
    return tuple(found.values())


def window_of(wanted: Wanted, profile: Profile, programmes: Sequence[Programme]) -> Window:
    """Return the years of the matters: up to the year asked for, or the last that a programme judges, or that of the population file.

    Raises:
        SynthesisRefused: They begin before dates are read or end after.
    """
    last = wanted.last_year or max((year for programme in programmes if (year := _last_year(programme, wanted.years))), default=0)
    window = Window((last or profile.last_year) - wanted.years + 1, last or profile.last_year)
    if not 1992 <= window.first_year <= window.last_year <= 2099:
        raise SynthesisRefused(f"{window.first_year}年至{window.last_year}年超出了可用的年份（1992至2099年）。")
    return window


def _last_year(programme: Programme, years: int) -> int | None:
    """The last year of a programme: as it says, or as many years as are asked for from its first day."""
    if programme.in_force.to is not None:
        return programme.in_force.to.year
    period = programme.policy.period
    if period is not None and (end := period.to or period.by):
        return int(end[:4])
    start: date | None = programme.in_force.from_ or programme.policy.issued_on
    return start.year + years - 1 if start else None
