"""The bundled programmes with synthetic populations that exercise them, drawn once and kept under build/bench."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import Entity
from luoshi.programme.nodes import Programme
from luoshi.synth import Heads, Output, Wanted
from luoshi.synth.to_files import file_names
from luoshi.usecases.programmes import load_programme
from luoshi.usecases.settle import facts_of
from luoshi.usecases.synthesise import synthesise_population
from tests.bench.rewards.population import FOLDER

NAMES = ("dalad", "horinger", "dongsheng", "arun", "inner-mongolia")
SEED = 1
THREADS = 2


def programmes_of(names: Sequence[str]) -> list[Programme]:
    """Return bundled programmes."""
    return [load_programme(name) for name in names]


def region_of(programmes: Sequence[Programme]) -> str:
    """Return the region that holds all of them: the one whose code has the most zeros."""
    return max((programme.region or "" for programme in programmes), key=lambda code: len(code) - len(code.rstrip("0")))


def population_of(names: Sequence[str], enterprises: int) -> Path:
    """Return the folder of a population for these programmes; draw it where it is not there yet."""
    folder = FOLDER / f"{'+'.join(names)}-{enterprises}"
    note = folder / "drawn"
    if not note.exists():
        programmes = programmes_of(names)
        wanted = Wanted(region_of(programmes), enterprises, SEED)
        synthesise_population(
            wanted=wanted, folder=folder, programmes=programmes, output=Output.PARQUET, heads=Heads.NAMES, threads=THREADS
        )
        note.touch()
    return folder


def load(names: Sequence[str], folder: Path) -> LoadedTables:
    """Read the tables of a population into a fresh connection, as every command does; no row may be wrong."""
    connection = duckdb.connect(":memory:", config={"threads": THREADS})
    paths = {entity: folder / name for entity, name in file_names(Output.PARQUET).items()}
    tables = load_tables(
        connection,
        applicants=paths[Entity.APPLICANT],
        matters=paths[Entity.MATTER],
        payments=paths[Entity.PAYMENT],
        own_facts=facts_of(programmes_of(names)),
    )
    assert not tables.has_errors
    return tables


def as_of(tables: LoadedTables) -> date:
    """Return the last day of the last year of matters."""
    (last,) = tables.connection.execute('SELECT max("on") FROM matters').fetchone() or (0,)
    return date(last // 10_000, 12, 31)
