"""Keys among right rows: the same matter twice, two states from one day, matters and payments of nobody that is known."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.facts.conversions import name_of
from luoshi.facts.faults import ROWS_REPORTED, RowFault, shortened
from luoshi.facts.load import RIGHT, TABLES, Load
from luoshi.facts.vocabulary import Entity
from luoshi.source import Severity

KEYS = {Entity.APPLICANT: ("applicant", "from"), Entity.MATTER: ("matter",)}


@dataclass(frozen=True, slots=True)
class Out:
    """Rows taken out of a table: how many were left out as wrong, how many were a second time the same, and what is said of them."""

    left_out: int = 0
    repeated: int = 0
    faults: tuple[RowFault, ...] = ()


def has_duplicates(load: Load) -> bool:
    """Say whether any key of a right row comes twice; a collision of hashes may say so too."""
    keys = KEYS.get(load.staged.entity)
    if keys is None:
        return False
    distinct = f"hash({', '.join(map(name_of, keys))})"
    row = load.connection.execute(f"SELECT count(*) = count(DISTINCT {distinct}) FROM {load.read_name} WHERE state = {RIGHT}").fetchone()
    return row is None or not row[0]


def take_out_duplicates(load: Load) -> Out:
    """Keep one of rows that are the same in everything; leave out all rows of a key that contradict each other.

    Which of two contradicting rows is right nobody can tell, and the order of rows must not decide.
    """
    keys = KEYS.get(load.staged.entity)
    if keys is None or not has_duplicates(load):
        return Out()
    key = ", ".join(map(name_of, keys))
    facts = ", ".join(name_of(field.name) for field in load.vocabulary.fields)
    doubled = f"SELECT {key} FROM {load.read_name} GROUP BY {key} HAVING count(*) > 1"
    match = " AND ".join(f"a.{name_of(k)} IS NOT DISTINCT FROM b.{name_of(k)}" for k in keys)
    rows = f"SELECT a.row, a.same, {', '.join(f'a.{name_of(k)}' for k in keys)} FROM "
    rows += f"(SELECT *, hash({facts}) AS same FROM {load.read_name}) a JOIN ({doubled}) b ON {match}"
    window = f"PARTITION BY {key}"
    query = f"SELECT row, {name_of(keys[0])} AS key, min(row) OVER ({window}) AS first, max(row) OVER ({window}) AS last, "
    query += f"min(same) OVER ({window}) = max(same) OVER ({window}) AS identical FROM ({rows})"
    load.connection.execute(f"CREATE OR REPLACE TEMP TABLE luoshi_doubled AS {query}")
    return _report_and_delete(load)


def _report_and_delete(load: Load) -> Out:
    connection, staged = load.connection, load.staged
    column = load.by_name[KEYS[staged.entity][0]]
    counts = connection.execute(
        "SELECT count(*) FILTER (NOT identical), count(*) FILTER (identical AND row > first) FROM luoshi_doubled"
    ).fetchone()
    assert counts is not None
    shown = (
        f"SELECT row, key, first, last, identical FROM luoshi_doubled WHERE NOT identical OR row > first ORDER BY row LIMIT {ROWS_REPORTED}"
    )
    faults = []
    for row, key, first, last, identical in connection.execute(shown).fetchall():
        other = first if row > first else last
        if identical:
            args = ("facts.repeated-row", Severity.NOTE, f"与第{other}行完全相同，只算一行。", "")
        else:
            args = (
                "facts.same-key",
                Severity.ERROR,
                f"{_what(staged.entity)}与第{other}行相同，内容不同，都没有读入。",
                "请只留对的一行。",
            )
        code, severity, message, hint = args
        faults.append(RowFault(code, severity, staged.entity, staged.file, row, column.head, shortened(key), message, hint))
    connection.execute(f"DELETE FROM {load.read_name} WHERE row IN (SELECT row FROM luoshi_doubled WHERE NOT identical OR row > first)")
    connection.execute("DROP TABLE luoshi_doubled")
    return Out(counts[0], counts[1], tuple(faults))


def _what(entity: Entity) -> str:
    return "主体和起始日期" if entity is Entity.APPLICANT else "事项编号"


_IS_STRANGER = f"applicant NOT IN (SELECT applicant FROM {TABLES[Entity.APPLICANT]})"


def has_strangers(load: Load) -> bool:
    """Say whether there are matters of applicants that the table of applicants does not have."""
    if load.staged.entity is not Entity.MATTER:
        return False
    row = load.connection.execute(f"SELECT EXISTS (FROM {load.read_name} WHERE {_IS_STRANGER})").fetchone()
    return row is not None and bool(row[0])


def take_out_strangers(load: Load) -> Out:
    """Leave out matters of applicants that the table of applicants does not have: nothing is known of them, so nothing can be judged."""
    if not has_strangers(load):
        return Out()
    faults = _strangers(
        load, _IS_STRANGER, "facts.unknown-applicant", "主体表里没有这个主体，这一事项没有读入。", "请核对代码，或在主体表补上。"
    )
    count = load.connection.execute(f"DELETE FROM {load.read_name} WHERE {_IS_STRANGER}").fetchone()
    return Out(count[0] if count else 0, 0, tuple(faults))


def _strangers(load: Load, stranger: str, code: str, message: str, hint: str) -> list[RowFault]:
    staged, column = load.staged, load.by_name["applicant"]
    shown = f"SELECT row, applicant FROM {load.read_name} WHERE {stranger} ORDER BY row LIMIT {ROWS_REPORTED}"
    return [
        RowFault(code, Severity.ERROR, staged.entity, staged.file, row, column.head, shortened(applicant), message, hint)
        for row, applicant in load.connection.execute(shown).fetchall()
    ]
