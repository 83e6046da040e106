"""Python values as literals of the engine; everything that goes into SQL passes here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.vocabulary import FactField, FactType

# How the facts stand in the tables of a population; everything else is VARCHAR.
SQL_TYPES = {FactType.MONEY: "BIGINT", FactType.COUNT: "BIGINT", FactType.DATE: "DATE", FactType.FLAG: "BOOLEAN"}


def literal(value: object) -> str:
    """Return a value as the engine writes it: NULL, whole numbers, truth, words, days, lists of these."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return f"DATE '{value.isoformat()}'"
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case _:
            return quoted(str(value))


def choice_list(values: Sequence[object], at: str) -> str:
    """Return the SQL of one of a list of values by its index from 0 (SQL); NULL where the index is NULL."""
    return f"({literal(list(values))})[({at}) + 1]"


def rows(values: Iterable[Sequence[object]]) -> str:
    """Return what stands behind VALUES."""
    return ", ".join(f"({', '.join(map(literal, row))})" for row in values)


def type_of(field: FactField) -> str:
    """Return the engine's type of a fact."""
    return SQL_TYPES.get(field.type, "VARCHAR")


def columns(fields: Iterable[FactField], values: Mapping[str, str]) -> str:
    """Return the columns of a table of facts, of which `values` has the SQL; the others are NULL."""
    return ", ".join(f"({values.get(field.name, 'NULL')})::{type_of(field)} AS {name_of(field.name)}" for field in fields)
