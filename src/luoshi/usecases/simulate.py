"""Simulate: what a programme would cost a whole population, against a baseline and within a budget where asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb

from luoshi.facts.engine import embedded
from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.programme.nodes import Programme
from luoshi.programme.yaml_tree import read_tree
from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.settlement import settle_into
from luoshi.simulation.about import clauses_of, heads_of, is_synthetic, notes_of, open_readings
from luoshi.simulation.checks import checks_of, of_baseline
from luoshi.simulation.comparison import OLD_LINES, compare, matched
from luoshi.simulation.cost import cost_of
from luoshi.simulation.groups import Labels
from luoshi.simulation.limits import limits_of
from luoshi.simulation.nodes import Assumptions, Budget, Change, Check, Simulation
from luoshi.simulation.parameters import Parameter, parameters_of
from luoshi.simulation.periods import with_same_periods
from luoshi.simulation.ration import ration
from luoshi.simulation.settings import what_if
from luoshi.simulation.versions import with_versions
from luoshi.usecases.settle import facts_of, refuse_contradictions

REGIONS = Path(str(files("luoshi"))) / "packs" / "regions"


@dataclass(frozen=True, slots=True)
class Population:
    """The tables that a simulation reads: CSV, workbook or Parquet (docs/facts.md)."""

    applicants: Path
    matters: Path
    payments: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Return those that there are."""
        return tuple(path for path in (self.applicants, self.matters, self.payments) if path is not None)


@dataclass(frozen=True)
class Baseline:
    """What a simulation is held against: other programmes, or the same with their own numbers."""

    book: RuleBook
    programmes: Sequence[Programme]
    changes: tuple[Change, ...]
    is_what_if: bool
    is_same_period: bool = False


@dataclass(frozen=True)
class Simulated:
    """A simulation with the connection that holds its relations: `lines`, and with a budget `rationed`."""

    simulation: Simulation
    connection: duckdb.DuckDBPyConnection
    book: RuleBook


def simulate(
    *,
    programmes: Sequence[Programme],
    population: Population,
    as_of: date,
    against: Sequence[Programme] = (),
    settings: Sequence[str] = (),
    budget: Budget | None = None,
    same_period: bool = False,
) -> Simulated:
    """Work out what everybody is owed, and add it up.

    Args:
        programmes: In the order in which their rules count.
        population: The tables of one population for both sides.
        as_of: Matters and payments after this day are left out.
        against: The baseline; with `settings` and none, the programmes with their own numbers.
        settings: `参数=值`, numbers of the programmes to be changed.
        budget: A ceiling for all that is owed.
        same_period: Both sides judge the matters of all days that either side judges.

    Raises:
        ProgrammeRefused: A programme contradicts itself, or two are the same version of one.
        SettingRefused: No such parameter, or a value that it cannot have.
        FactsRefused: A file cannot be read as that table.
        PlanRefused: With these rules an amount could leave 64 bits.
        ValueError: A budget below zero or of no whole number of units.
    """
    for side in (programmes, against):
        refuse_contradictions(side)
    if same_period and against:
        programmes, against = with_same_periods(programmes, against)
    own = with_versions(book_of(programmes))
    book, changes = what_if(own, settings)
    old = with_versions(book_of(against)) if against else own if changes else None
    baseline = (
        Baseline(old, against or programmes, changes, is_what_if=not against, is_same_period=same_period) if old is not None else None
    )
    connection = embedded()
    tables = _tables(connection, population, [*programmes, *against])
    before = _settle_baseline(connection, baseline.book, as_of, tables) if baseline is not None else ()
    settle_into(connection, book, as_of, tables.fields, with_taken=True)
    checks = checks_of(connection, book, number_of_day(as_of))
    about = _about(connection, programmes, book, baseline, tables, population, as_of)
    about = replace(about, checks=(*checks, *of_baseline(before, checks)))
    return Simulated(_added_up(connection, book, about, baseline, budget), connection, book)


def _about(
    connection: duckdb.DuckDBPyConnection,
    programmes: Sequence[Programme],
    book: RuleBook,
    baseline: Baseline | None,
    tables: LoadedTables,
    population: Population,
    as_of: date,
) -> Assumptions:
    """Say on what the figures rest."""
    return Assumptions(
        as_of=as_of,
        programmes=heads_of(programmes),
        clauses=clauses_of(programmes, book),
        readings=(),
        notes=notes_of(book),
        files=tables.tables,
        population=_population(connection),
        is_synthetic=is_synthetic(path.name for path in population.files),
        old_clauses=clauses_of(baseline.programmes, baseline.book) if baseline is not None else (),
    )


def _added_up(
    connection: duckdb.DuckDBPyConnection, book: RuleBook, about: Assumptions, baseline: Baseline | None, budget: Budget | None
) -> Simulation:
    """Add up the lines that have been settled."""
    day, labels = number_of_day(about.as_of), Labels(region_names())
    cost = cost_of(connection, book, day=day, labels=labels)
    comparison = shared = None
    if baseline is not None:
        sides = matched(book, baseline.book)
        heads = heads_of(baseline.programmes)
        comparison = compare(
            connection, sides, baseline=heads, changes=baseline.changes, is_what_if=baseline.is_what_if, day=day, labels=labels
        )
        comparison = replace(comparison, is_same_period=baseline.is_same_period)
    if budget is not None:
        shared = ration(connection, budget, book.rules, day=day, labels=labels)
    old_limits = limits_of(connection, baseline.book, OLD_LINES) if baseline is not None else ()
    return Simulation(replace(about, readings=open_readings(book, cost)), cost, comparison, shared, limits_of(connection, book), old_limits)


def parameters(*, programmes: Sequence[Programme]) -> list[Parameter]:
    """Return the numbers of the programmes that a what-if can change."""
    return parameters_of(with_versions(book_of(programmes)))


def region_names() -> dict[str, str]:
    """Return the names of the region codes that are bundled."""
    names: dict[str, str] = {}
    for path in sorted(REGIONS.glob("*.yaml")):
        names |= dict(_places(read_tree(path.read_text("utf-8")).data))
    return names


def _places(node: object) -> Iterator[tuple[str, str]]:
    """Yield code and name of whatever has both, however deep it stands: a province, its prefectures, their counties."""
    if isinstance(node, dict):
        if "code" in node and "name" in node:
            yield str(node["code"]), str(node["name"])
        for inner in node.values():
            yield from _places(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _places(inner)


def _tables(connection: duckdb.DuckDBPyConnection, population: Population, programmes: Sequence[Programme]) -> LoadedTables:
    return load_tables(
        connection,
        applicants=population.applicants,
        matters=population.matters,
        payments=population.payments,
        own_facts=facts_of(programmes),
    )


def _settle_baseline(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: date, tables: LoadedTables) -> tuple[Check, ...]:
    settle_into(connection, book, as_of, tables.fields, with_taken=True)
    checks = checks_of(connection, book, number_of_day(as_of))
    connection.execute(f"DROP TABLE IF EXISTS {OLD_LINES}")
    connection.execute(f"ALTER TABLE lines RENAME TO {OLD_LINES}")
    return checks


def _population(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(DISTINCT applicant) FROM applicants").fetchone()
    assert row is not None
    return int(row[0])
