"""A table as an Excel workbook, the same bytes whenever it is written: without the time of day that workbooks carry by habit."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import Workbook

from luoshi.facts.vocabulary import FactField, FactType
from luoshi.synth.nodes import MARK

MOST_ROWS = 1_048_575
ROWS_AT_ONCE = 5_000
NO_TIME = datetime(2000, 1, 1)
ABOUT, SAVED_AT = "docProps/core.xml", re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
NO_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_workbook(path: Path, fields: Sequence[FactField], heads: Sequence[str], rows: duckdb.DuckDBPyConnection) -> None:
    """Write rows of facts, money in fen, to one sheet, money in yuan; row by row, so that memory does not grow with them.

    Raises:
        OSError: The file cannot be written.
    """
    book = Workbook(write_only=True)
    book.properties.created = NO_TIME
    book.properties.title = book.properties.subject = f"{MARK}数据"
    sheet = book.create_sheet(MARK)
    sheet.freeze_panes = "B2"
    sheet.append(list(heads))
    makers = [_maker(field) for field in fields]
    while found := rows.fetchmany(ROWS_AT_ONCE):
        for row in found:
            sheet.append([make(value) for make, value in zip(makers, row, strict=True)])
    book.save(path)
    _without_times(path)


def _maker(field: FactField) -> Callable[[Any], Any]:
    if field.type is FactType.MONEY:
        return lambda fen: None if fen is None else Decimal(fen) / 100
    return lambda value: value


def _without_times(path: Path) -> None:
    """Pack the parts again, each with one and the same time; the library notes when it saved, and that goes too."""
    clean = path.with_suffix(".part")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, NO_ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            if name == ABOUT:
                new.writestr(part, SAVED_AT.sub(rb"\g<1>" + NO_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), old.read(name)))
                continue
            with old.open(name) as source, new.open(part, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
    clean.replace(path)
