"""A CSV file before the engine: encoding, delimiter and head row found, and read by the engine itself where the file is regular.

What is not regular (another encoding, rows of uneven length, blank lines, NUL bytes) is written anew, row by row, into a clean file first.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from luoshi.facts.conversions import quoted
from luoshi.facts.faults import FactsRefused
from luoshi.facts.head_rows import HeadRows, find_head
from luoshi.facts.heads import Vocabulary
from luoshi.facts.workbook_process import HEAD_ROWS, MAX_COLUMNS

CHUNK = 8 << 20
SAMPLE = 256 << 10
LONGEST_LINE = 1_000_000
DELIMITERS = (",", "\t", ";", "|")
_NUL, _NUL_INSIDE = re.compile("\x00+"), re.compile('(?<=[^\x00\\s,;|"])\x00+(?=[^\x00\\s,;|"])')
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the bytes of a text file are like; `is_regular`: the engine may read it as it is, and finds `lines` lines in it."""

    lines: int
    is_regular: bool
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV file is laid out: its delimiter, and the records (from 1 on) that are its head."""

    delimiter: str
    head: HeadRows

    @property
    def width(self) -> int:
        """How many columns the head has."""
        return len(self.head.texts)


def survey(path: Path) -> Survey:
    """Go through the bytes once: count lines, look for what the engine would skip or stumble over."""
    lines = 0
    last, is_odd = b"", False
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            joined = last + chunk
            breaks = chunk.count(b"\n")
            lines += breaks
            is_endless = not breaks and len(chunk) == CHUNK
            is_odd = is_odd or is_endless or b"\x00" in chunk or b"\n\n" in joined or b"\n\r\n" in joined or _has_bare_return(joined)
            last = joined[-3:]
    is_cut = not last.endswith((b"\n", b"\r"))
    return Survey(lines + is_cut, not is_odd, is_cut)


def _has_bare_return(piece: bytes) -> bool:
    """Say whether lines are ended by a carriage return alone; one at the very end may belong to a line feed that follows."""
    return b"\r" in piece and piece.count(b"\r") - piece.endswith(b"\r") > piece.count(b"\r\n")


def looks_like_utf8(path: Path) -> bool:
    """Say whether a file begins as UTF-8; the engine finds what is wrong further down."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return b"\x00" not in sample


def encoding_of(path: Path) -> str:
    """Tell UTF-8, GB 18030 and UTF-16; UTF-8 with a few broken bytes from GB 18030 by which of the two leaves fewer holes.

    Raises:
        FactsRefused: `facts.undecodable`: it is none of them.
    """
    with path.open("rb") as file:
        sample = file.read(CHUNK)
    if name := next((name for bom, name in BOMS if sample.startswith(bom)), ""):
        return name
    if name := _wide_encoding(sample):
        return name
    holes = {name: sample.decode(name, errors="replace").count("\ufffd") for name in ("utf-8", "gb18030")}
    best = min(holes, key=lambda name: holes[name])
    if holes[best] * 20 > len(sample):
        raise FactsRefused("facts.undecodable", "文字编码无法辨认。", "请用 Excel 或 WPS 另存为“CSV UTF-8”或 .xlsx 后再试。")
    return best


def _wide_encoding(sample: bytes) -> str:
    """Tell UTF-16 without its mark: the digits, commas and line feeds of a table have a zero on one side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample) or max(even, odd) < 4 * min(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def transcode(path: Path, encoding: str, target: Path) -> None:
    """Write a file anew in UTF-8; what cannot be decoded, and NUL inside a cell, becomes U+FFFD, which no cell may hold.

    NUL at the ends of cells is padding, and at the end of a file what a crash has left.
    """
    with path.open(encoding=encoding, errors="replace", newline="") as source, target.open("w", encoding="utf-8", newline="") as out:
        while chunk := source.read(CHUNK):
            out.write(_NUL.sub("", _NUL_INSIDE.sub("\ufffd", chunk)) if "\x00" in chunk else chunk)


def layout_of(path: Path, vocabulary: Vocabulary) -> Layout:
    """Find delimiter and head row: those with which most heads are known.

    Raises:
        FactsRefused: `facts.no-head`, `facts.too-wide`.
    """
    with path.open("rb") as file:
        sample = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode(file.read(SAMPLE))
    heads = [(delimiter, find_head(vocabulary, list(enumerate(_first_rows(sample, delimiter), 1)))) for delimiter in DELIMITERS]
    layouts = [Layout(delimiter, head) for delimiter, head in heads if head is not None]
    if not layouts:
        raise FactsRefused("facts.no-head", "没有找到表头：前30行里没有认识的列名。", "请用 luoshi facts template 给出的表头。")
    best = max(layouts, key=lambda layout: len(layout.head.heads.known))
    if best.width > MAX_COLUMNS:
        raise FactsRefused("facts.too-wide", f"表头有{best.width}列，最多{MAX_COLUMNS}列。", "请删去用不着的列。")
    return best


def _first_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == HEAD_ROWS:
                break
    except csv.Error:
        pass
    return rows


def engine_scan(path: Path, layout: Layout, *, numbered: bool) -> str:
    """Return the scan of a regular file by the engine."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(layout.width))
    options = f"auto_detect=false, header=false, skip={layout.head.last}, delim={quoted(layout.delimiter)}, quote='\"', escape='\"'"
    row = f"row_number() OVER () + {layout.head.last}" if numbered else "NULL::BIGINT"
    return f"(SELECT {row} AS row, * FROM read_csv({quoted(pattern_of(path))}, {options}, columns={{{columns}}}))"


def pattern_of(path: Path) -> str:
    """Return a path as the engine takes it, which sees a pattern in *, ? and [ unless they stand in brackets."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path))


def rows_of(path: Path, delimiter: str) -> Iterator[list[str]]:
    """Yield every record as a spreadsheet shows it, a blank line as an empty one.

    Raises:
        FactsRefused: `facts.open-quote`, `facts.long-line`.
    """
    csv.field_size_limit(LONGEST_LINE)
    number = 0
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        try:
            for number, row in enumerate(csv.reader(_lines(file), delimiter=delimiter), 1):
                if any("\n" in cell and _swallows_rows(cell, delimiter, len(row)) for cell in row):
                    raise _open_quote(number)
                yield row
        except csv.Error as error:
            raise _open_quote(number + 1) from error
        except _LineTooLong as error:
            message = f"第{number + 1}行超过{LONGEST_LINE // 10_000}万字，不像一行数据。"
            raise FactsRefused("facts.long-line", message, "多半是换行丢失或混进了别的内容，请核对这一行。") from error


class _LineTooLong(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """A line that no table has; read whole, it would take many times its size."""


def _lines(file: IO[str]) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise _LineTooLong
        yield line


def _swallows_rows(cell: str, delimiter: str, width: int) -> bool:
    """Say whether a cell of several lines holds what looks like whole rows: a quote before it was never closed."""
    return any(line.count(delimiter) >= max(2, width - 1) for line in cell.split("\n")[1:])


def _open_quote(row: int) -> FactsRefused:
    return FactsRefused(
        "facts.open-quote", f"第{row}行有一个引号没有成对，后面的行分不清。", "请补上或去掉这个引号，或另存为 .xlsx 后再试。"
    )
