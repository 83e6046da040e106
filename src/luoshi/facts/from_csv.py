"""A CSV file before the engine: encoding, delimiter and head row found, and read by the engine itself where the file is regular.

What is not regular (another encoding, rows of uneven length, blank lines, NUL bytes) is written anew, row by row, into a clean file first.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from luoshi.facts.conversions import quoted
from luoshi.facts.faults import FactsRefused
from luoshi.facts.heads import Heads, Vocabulary, unit_note
from luoshi.facts.staged import HEAD_ROWS_LOOKED_AT, find_head

CHUNK = 8 << 20
SAMPLE = 256 << 10
DELIMITERS = (",", "\t", ";", "|")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the bytes of a text file are like; `is_regular`: the engine can read it as it is."""

    encoding: str
    lines: int
    is_regular: bool
    has_nul: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV file is laid out: delimiter, in which record its head stands (0-based), what the head says, the unit noted above it."""

    delimiter: str
    head_at: int
    heads: Heads
    width: int
    unit: int | None


def survey(path: Path) -> Survey:
    """Go through the bytes once.

    Raises:
        FactsRefused: `facts.empty`, `facts.undecodable`.
    """
    with path.open("rb") as file:
        start = file.read(4)
    encoding = next((name for bom, name in BOMS if start.startswith(bom)), "")
    if encoding == "utf-16":
        return Survey(encoding, 0, is_regular=False)
    return _survey_bytes(path, encoding or "utf-8")


def _survey_bytes(path: Path, encoding: str) -> Survey:
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = returns = 0
    has_nul = has_blank = False
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            joined = last + chunk
            lines += chunk.count(b"\n")
            returns += chunk.count(b"\r") - joined.count(b"\r\n") + last.count(b"\r\n")
            has_nul = has_nul or b"\x00" in chunk
            has_blank = has_blank or b"\n\n" in joined or b"\n\r\n" in joined
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return Survey(_other_encoding(path), 0, is_regular=False)
            last = joined[-3:]
    if not last:
        raise FactsRefused("facts.empty", "文件是空的。", "请检查文件是否下载或上传完整。")
    lines += not last.endswith(b"\n")
    return Survey(encoding, lines, is_regular=not (has_nul or has_blank or returns or _is_cut(decoder)), has_nul=has_nul)


def _is_cut(decoder: codecs.IncrementalDecoder) -> bool:
    return bool(decoder.getstate()[0])


def _other_encoding(path: Path) -> str:
    """Tell GB 18030 from UTF-8 with a few broken bytes by which of the two leaves fewer holes.

    Raises:
        FactsRefused: `facts.undecodable`: it is neither.
    """
    with path.open("rb") as file:
        sample = file.read(CHUNK)
    holes = {name: sample.decode(name, errors="replace").count("\ufffd") for name in ("utf-8", "gb18030")}
    best = min(holes, key=lambda name: holes[name])
    if holes[best] * 20 > len(sample):
        raise FactsRefused("facts.undecodable", "文字编码无法辨认。", "请用 Excel 或 WPS 另存为“CSV UTF-8”或 .xlsx 后再试。")
    return best


def layout_of(path: Path, encoding: str, vocabulary: Vocabulary) -> Layout:
    """Find delimiter and head row: those with which most heads are known.

    Raises:
        FactsRefused: `facts.no-head`.
    """
    with path.open("rb") as file:
        sample = codecs.getincrementaldecoder(encoding)(errors="replace").decode(file.read(SAMPLE)).replace("\x00", "")
    best: tuple[int, Layout] | None = None
    for delimiter in DELIMITERS:
        rows = _first_rows(sample, delimiter)
        if found := find_head(vocabulary, rows):
            at, heads = found
            layout = Layout(delimiter, at, heads, len(rows[at]), unit_note(cell for row in rows[:at] for cell in row))
            if best is None or len(heads.known) > best[0]:
                best = len(heads.known), layout
    if best is None:
        raise FactsRefused("facts.no-head", "没有找到表头：前30行里没有认识的列名。", "请用 luoshi facts template 给出的表头。")
    return best[1]


def _first_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == HEAD_ROWS_LOOKED_AT:
                break
    except csv.Error:
        pass
    return rows


def engine_scan(path: Path, layout: Layout) -> str:
    """Return the scan of a regular file by the engine; rows are numbered as the file has them."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(layout.width))
    options = f"auto_detect=false, header=false, skip={layout.head_at + 1}, delim={quoted(layout.delimiter)}, quote='\"', escape='\"'"
    # The engine takes *, ? and [ in a path for a pattern unless they are in brackets.
    name = "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
    return f"(SELECT row_number() OVER () + {layout.head_at + 1} AS row, * FROM read_csv({quoted(name)}, {options}, columns={{{columns}}}))"


def rows_of(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Yield every record as a spreadsheet shows it, a blank line as an empty one.

    Raises:
        FactsRefused: `facts.open-quote`.
    """
    csv.field_size_limit(1 << 20)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader((line.replace("\x00", "") for line in file), delimiter=delimiter)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                if any("\n" in cell and _swallows_rows(cell, delimiter, len(row)) for cell in row):
                    raise _open_quote(number)
                yield row
        except csv.Error as error:
            raise _open_quote(number + 1) from error


def _swallows_rows(cell: str, delimiter: str, width: int) -> bool:
    """Say whether a cell of several lines holds what looks like whole rows: a quote before it was never closed."""
    return any(line.count(delimiter) >= max(2, width - 1) for line in cell.split("\n")[1:])


def _open_quote(row: int) -> FactsRefused:
    return FactsRefused(
        "facts.open-quote", f"第{row}行有一个引号没有成对，后面的行分不清。", "请补上或去掉这个引号，或另存为 .xlsx 后再试。"
    )
