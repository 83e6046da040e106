"""Right rows into the tables of the contract: facts in the order of the vocabulary, and what follows from them (validity, year)."""

from __future__ import annotations

from luoshi.facts.checks import ascends
from luoshi.facts.load import FOREVER, TABLES, Load, drop_relation
from luoshi.facts.vocabulary import Entity


def finish(load: Load) -> None:
    """Make the table `applicants`, `matters` or `payments` of what was read.

    Typed rows that are all right stay in their file, with a view over it; of applicants only where each has one state, for a view that
    looks for the next state would sort the file in every query.
    """
    name = TABLES[load.staged.entity]
    drop_relation(load.connection, name)
    if load.staged.entity is Entity.APPLICANT and not _has_one_state(load):
        load.connection.execute(f"CREATE TABLE {name} AS {_with_following_states(load)}")
    elif load.is_lazy:
        load.connection.execute(f"CREATE VIEW {name} AS SELECT * EXCLUDE (row, state) FROM ({load.query()})")
    else:
        # Columns go and names change at no cost, where a copy of the rows would cost as much as reading them.
        for change in ("DROP COLUMN row", "DROP COLUMN state", f"RENAME TO {name}"):
            load.connection.execute(f"ALTER TABLE {load.read_name} {change}")
    load.drop()


def _with_following_states(load: Load) -> str:
    """Return the query in which each state ends where the next one of its applicant begins, in the order of the file."""
    following = "lead(valid_from) OVER (PARTITION BY applicant ORDER BY valid_from)"
    columns = f"SELECT * EXCLUDE (row, state) REPLACE (coalesce({following}, {FOREVER})::INTEGER AS valid_to)"
    return f"{columns} FROM {load.read_name} ORDER BY {'row' if load.is_lazy else 'rowid'}"


def _has_one_state(load: Load) -> bool:
    if ascends(load, "applicant"):
        return True
    row = load.connection.execute(f"SELECT count(*) = count(DISTINCT hash(applicant)) FROM {load.read_name}").fetchone()
    return row is not None and bool(row[0])
