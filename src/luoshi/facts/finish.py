"""Right rows into the tables of the contract: facts in the order of the vocabulary, and what follows from them (validity, year)."""

from __future__ import annotations

from luoshi.facts.checks import ascends
from luoshi.facts.conversions import name_of
from luoshi.facts.load import TABLES, Load, drop_relation
from luoshi.facts.vocabulary import Entity, FactField

ALWAYS = 0  # valid_from of a state without a first day
FOREVER = 99999999  # valid_to of the last state


def finish(load: Load) -> None:
    """Make the table `applicants`, `matters` or `payments` of what was read.

    Typed rows that are all right stay in their file, with a view over it; of applicants only where each has one state, for a view that
    looks for the next state would sort the file in every query.
    """
    has_one_state = load.staged.entity is not Entity.APPLICANT or _has_one_state(load)
    name = TABLES[load.staged.entity]
    drop_relation(load.connection, name)
    columns = ", ".join(_columns(load, has_one_state))
    if load.is_lazy and has_one_state:
        load.connection.execute(f"CREATE VIEW {name} AS SELECT {columns} FROM ({load.query()})")
    else:
        # Looking for the next state has left the rows in another order than that of the file.
        order = "" if has_one_state else f" ORDER BY {'row' if load.is_lazy else 'rowid'}"
        load.connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM {load.read_name}{order}")
    load.drop()


def _has_one_state(load: Load) -> bool:
    if ascends(load, "applicant"):
        return True
    row = load.connection.execute(f"SELECT count(*) = count(DISTINCT hash(applicant)) FROM {load.read_name}").fetchone()
    return row is not None and bool(row[0])


def _columns(load: Load, has_one_state: bool) -> list[str]:
    columns = [_filled(load.staged.entity, field) for field in load.vocabulary.fields]
    if load.staged.entity is Entity.APPLICANT:
        first = f'coalesce("from", {ALWAYS})::INTEGER'
        following = f"lead({first}) OVER (PARTITION BY applicant ORDER BY {first})"
        last = f"{FOREVER}::INTEGER" if has_one_state else f"coalesce({following}, {FOREVER})::INTEGER"
        columns += [f"{first} AS valid_from", f"{last} AS valid_to"]
    return columns


def _filled(entity: Entity, field: FactField) -> str:
    if (entity, field.name) == (Entity.PAYMENT, "year"):
        return 'coalesce("year", "on" // 10000)::BIGINT AS "year"'
    return name_of(field.name)
