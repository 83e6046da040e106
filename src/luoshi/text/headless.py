"""Tell the user of tables whose first row is no head: nobody can say what stands in their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luoshi.source import Diagnostic, Severity, Span
from luoshi.text.findings import quoted
from luoshi.text.nodes import Table
from luoshi.text.table_words import is_number

FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
YEAR = re.compile(r"(?:19|20)\d\d")


def headless_notes(tables: Iterable[Table], chars: str) -> Iterator[Diagnostic]:
    """Warn of each table that begins with a row of values."""
    for table in tables:
        if is_headless(table):
            end = chars.find("\n", table.span.start, table.span.end)
            row = Span(table.span.start, table.span.end if end < 0 else end)
            message = f"有一张表没有表头，其中的内容可能没有读出：{quoted(row.of(chars))}。"
            yield Diagnostic(
                "text.table-headless", Severity.WARNING, message, (row,), hint="请对照原件核对这张表；它若接在另一张表之后，请并为一张。"
            )


def is_headless(table: Table) -> bool:
    """Say whether a table of several columns has a number where a head should stand; years are heads, two columns need none."""
    first = table.rows[0] if len(table.rows) >= FEWEST_ROWS else ()
    if sum(bool(cell) for cell in first) < FEWEST_COLUMNS or any(YEAR.match(cell) for cell in first):
        return False
    return any(is_number(cell) for cell in first)
