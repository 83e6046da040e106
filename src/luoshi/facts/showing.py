"""Values back into cells: the SQL by which a table is shown as people write it, so that reading it again gives the same values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoshi.facts.conversions import ESCAPED_MARKS, looked_up, name_of, quoted
from luoshi.facts.faults import FactsRefused
from luoshi.facts.load import TABLES
from luoshi.facts.vocabulary import Entity, FactField, FactType
from luoshi.facts.words import is_text_like

SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}


def format_of(path: Path) -> str:
    """Return the format that a name asks for.

    Raises:
        FactsRefused: `facts.unknown-format`.
    """
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise FactsRefused("facts.unknown-format", f"不会写“{path.suffix or path.name}”这种格式。", "请写成 .xlsx、.csv 或 .parquet。")
    return found


def columns_to_write(connection: duckdb.DuckDBPyConnection, entity: Entity, fields: Sequence[FactField]) -> list[FactField]:
    """Return the facts that a table says anything about, and those that every row has to have, in the order of the vocabulary."""
    counts = ", ".join(f"count({name_of(field.name)})" for field in fields)
    row = connection.execute(f"SELECT {counts} FROM {TABLES[entity]}").fetchone()
    assert row is not None
    return [field for field, count in zip(fields, row, strict=True) if count or field.required]


def shown(field: FactField) -> str:
    """Return the SQL of a value as a text that people read and `conversions` reads back: 企业, 是, 2025-06-20, 1200.50."""
    name = name_of(field.name)
    match field.type:
        case FactType.MONEY:
            return f"({name} // 100)::VARCHAR || CASE WHEN {name} % 100 = 0 THEN '' ELSE '.' || lpad(({name} % 100)::VARCHAR, 2, '0') END"
        case FactType.DATE:
            return f"strftime({as_date(field)}, '%Y-%m-%d')"
        case FactType.FLAG:
            return f"CASE WHEN {name} THEN '是' WHEN NOT {name} THEN '否' END"
        case FactType.CHOICE if field.choices:
            return looked_up(name, {choice.name: quoted(choice.label) for choice in field.choices})
        case FactType.COUNT:
            return f"{name}::VARCHAR"
        case _:
            return name


def as_date(field: FactField) -> str:
    """Return the SQL of yyyymmdd as a date."""
    name = name_of(field.name)
    return f"make_date({name} // 10000, {name} // 100 % 100, {name} % 100)"


def escaped(field: FactField) -> str:
    """Return the SQL of a value for CSV: a text that a spreadsheet would run as a formula gets an apostrophe, which reading takes away."""
    if not is_text_like(field):
        return shown(field)
    return rf"regexp_replace({shown(field)}, '^(''*[{ESCAPED_MARKS}])', '''\1')"
