"""Columns that come with a type (Parquet): what is taken as it is, and what is wrong about it all the same."""

from __future__ import annotations

from luoshi.facts.conversions import count_bounds, day_number, year_bounds
from luoshi.facts.faults import FactsRefused
from luoshi.facts.staged import Column
from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, FactField, FactType
from luoshi.facts.words import YUAN

INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
FLOATS = ("FLOAT", "DOUBLE")
INSTANT = "TIMESTAMP WITH TIME ZONE"
TIMES = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", INSTANT)
AT_HOME = " AT TIME ZONE 'Asia/Shanghai'"  # an instant is a day only by a clock, and that must not be the machine's
TYPE_WORDS = {FactType.MONEY: "整数（分）或小数（元）", FactType.COUNT: "整数", FactType.DATE: "日期", FactType.FLAG: "真假值"}


def read_as_text(column_type: str, field: FactField) -> bool:
    """Say whether a typed column is read as if it were written: codes and flags as whole numbers."""
    return is_integer(column_type) and field.type in (FactType.ID, FactType.TEXT, FactType.CHOICE, FactType.REGION, FactType.FLAG)


def is_integer(type: str) -> bool:
    """Say whether a column of the engine's type holds whole numbers."""
    return type in INTEGERS


def typed_steps_of(column: Column) -> dict[str, str | None]:
    """Return how the cells of a typed column become values.

    Raises:
        FactsRefused: `facts.wrong-type`: no value of this fact can be in a column of that type.
    """
    is_number = is_integer(column.type) or column.type in FLOATS or column.type.startswith("DECIMAL")
    match column.field.type:
        case FactType.MONEY if is_number:
            return _number(column, 10 ** (YUAN if column.scale is None else column.scale), 0, MAX_AMOUNT_FEN)
        case FactType.COUNT if is_number:
            return _number(column, 1, *count_bounds(column.field))
        case FactType.DATE if column.type in TIMES:
            first, last = year_bounds(column.field)
            day = f"({{t}}{AT_HOME if column.type == INSTANT else ''})::DATE"
            return _typed(f"CASE WHEN year({day}) BETWEEN {first} AND {last} THEN {day_number(day)} END")
        case FactType.DATE if is_integer(column.type):
            return _packed_day(column)
        case FactType.FLAG if column.type == "BOOLEAN":
            return _typed("{t}")
        case _:
            raise _wrong_type(column)


def _typed(v: str, d: str | None = None) -> dict[str, str | None]:
    return {"t": "{x}", "d": d, "v": v}


def _number(column: Column, factor: int, least: int, most: int) -> dict[str, str | None]:
    """Compare before multiplying: what is out of bounds must not overflow."""
    if is_integer(column.type):
        inside = f"{{t}} BETWEEN {-(-least // factor)} AND {most // factor}"
        return _typed(f"CASE WHEN {inside} THEN {{t}}::BIGINT * {factor} END")
    if column.type in FLOATS:
        # Taken only where it is the very double that the whole number of fen is written as: 0.3, not 0.1 + 0.2.
        whole = f"CASE WHEN {{t}} BETWEEN 0 AND {most // factor + 1} THEN round({{t}}::DOUBLE * {factor})::BIGINT END"
        return _typed(f"CASE WHEN {{d}} BETWEEN {least} AND {most} AND {{d}}::DOUBLE / {factor} = {{t}}::DOUBLE THEN {{d}} END", d=whole)
    exact = f"CASE WHEN {{t}} BETWEEN 0 AND {most} THEN CAST({{t}} AS DECIMAL(28, 10)) * CAST({factor} AS DECIMAL(11, 0)) END"
    precise = "{t} = CAST({t} AS DECIMAL(28, 10))" if decimals_of(column.type) > 10 else "true"
    return _typed(f"CASE WHEN {{d}} BETWEEN {least} AND {most} AND {{d}} % 1 = 0 AND {precise} THEN {{d}}::BIGINT END", d=exact)


def decimals_of(type: str) -> int:
    """Return the decimals of DECIMAL(18,2)."""
    return int(type.rstrip(")").rpartition(",")[2])


def _packed_day(column: Column) -> dict[str, str | None]:
    """20250620 as a number."""
    first, last = year_bounds(column.field)
    day = "TRY_CAST(regexp_replace({t}::VARCHAR, '^(\\d{4})(\\d{2})(\\d{2})$', '\\1-\\2-\\3') AS DATE)"
    return _typed(
        f"CASE WHEN year({{d}}) BETWEEN {first} AND {last} THEN {{t}}::INTEGER END",
        d=f"CASE WHEN {{t}} BETWEEN 10000101 AND 99991231 THEN {day} END",
    )


def _wrong_type(column: Column) -> FactsRefused:
    asked = TYPE_WORDS.get(column.field.type, "文本")
    message = f"“{column.head}”列的类型是{column.type}，应为{asked}。"
    return FactsRefused("facts.wrong-type", message, "请按 docs/facts.md 所列的类型重新写出。")
