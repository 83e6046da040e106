"""Synthetic populations as the tests ask for them, and as a settlement finds them."""

from __future__ import annotations

from typing import Any

import duckdb

from luoshi.facts.vocabulary import Entity
from luoshi.programme.nodes import Programme
from luoshi.synth import Synthesis, Wanted, synthesise
from luoshi.synth.history import in_contract, with_validity
from luoshi.usecases.synthesise import bundled_regions, general_ladder, load_population


def drawn(wanted: Wanted, *programmes: Programme, threads: int = 2) -> Synthesis:
    connection = duckdb.connect(config={"threads": threads})
    followed = list(programmes) or [general_ladder()]
    profile = load_population("general")
    return synthesise(connection, wanted, profile=profile, provinces=bundled_regions(), programmes=followed, is_general=not programmes)


def for_settling(synthesis: Synthesis) -> duckdb.DuckDBPyConnection:
    """Copy a population into a connection of its own, as the loader would have left it there."""
    other = duckdb.connect()
    for entity, table in ((Entity.APPLICANT, "applicants"), (Entity.MATTER, "matters"), (Entity.PAYMENT, "payments")):
        query = f"SELECT {in_contract(synthesis.fields[entity])} FROM {table}"
        query = with_validity(query) if entity is Entity.APPLICANT else query
        relation = synthesis.connection.execute(query)
        names = [column[0] for column in relation.description]
        types = [str(column[1]) for column in relation.description]
        columns = ", ".join(f'"{name}" {type}' for name, type in zip(names, types, strict=True))
        other.execute(f"CREATE TABLE {table} ({columns})")
        lists = list(zip(*relation.fetchall(), strict=True)) or [() for _ in names]
        cells = ", ".join(f"unnest(?::{type}[])" for type in types)
        other.execute(f"INSERT INTO {table} SELECT {cells}", [list(values) for values in lists])
    return other


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0] if len(row) == 1 else row
