"""A file of any kind that holds tables → a staged table: its kind told from its bytes, its head row found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from errno import EDQUOT, ELOOP, ENOSPC
from functools import partial
from pathlib import Path
from stat import S_ISREG

import duckdb

from luoshi.facts import from_csv
from luoshi.facts.conversions import name_of, quoted
from luoshi.facts.faults import ROWS_REPORTED, FactsRefused, RowFault
from luoshi.facts.from_excel import open_sheet
from luoshi.facts.heads import Vocabulary
from luoshi.facts.spool import Spool
from luoshi.facts.staged import Column, Staged, columns_of, numbers_of, others_of, refuse_wrong_heads, unknown_columns
from luoshi.facts.told_units import units_of
from luoshi.facts.typed import read_as_text
from luoshi.facts.units import notes_in_name
from luoshi.facts.workbook_guard import OLE, ZIP
from luoshi.source import Severity

PARQUET = b"PAR1"
# What people hand in instead of a table, by its first bytes.
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"<!DOCTYPE", "网页"),
    (b"<html", "网页"),
    (b"<table", "网页"),
)


ENDINGS = {"CSV": (".csv", ".txt", ".tsv"), "Excel": (".xlsx", ".xls", ".xlsm", ".et"), "Parquet": (".parquet",)}


def stage(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary, folder: Path) -> Staged:
    """Return a file as the table that the vocabulary describes; `folder` takes what has to be written anew.

    Raises:
        FactsRefused: No such table can be had from it.
        OSError: It cannot be read.
    """
    format = _format_of(path)
    if format == "Parquet":
        staged = _from_parquet(connection, path, vocabulary)
    elif format == "Excel":
        staged = _from_excel(connection, path, vocabulary, folder)
    else:
        staged = _from_csv(path, vocabulary, folder)
    return replace(staged, faults=(*_ending_note(path, format, vocabulary), *staged.faults))


@contextmanager
def refusals_of(path: Path) -> Iterator[None]:
    """Name the file in every refusal, and make one of what the system refuses.

    Raises:
        FactsRefused: With the file.
    """
    try:
        yield
    except FactsRefused as refused:
        raise FactsRefused(refused.code, refused.message, refused.hint, file=str(path)) from refused
    except OSError as error:
        raise _unreadable(error, path) from error


def _format_of(path: Path) -> str:
    """Tell Parquet, Excel and CSV by the first bytes; the ending is no matter.

    Raises:
        FactsRefused: It is not there, a folder, empty, or something else.
    """
    if path.is_dir():
        raise FactsRefused("facts.not-a-file", "这是文件夹，不是文件。", "请指定一个表格文件。")
    if not S_ISREG(path.stat().st_mode):  # a pipe would be empty the second time it is read, or never open
        raise FactsRefused("facts.not-a-file", "这是管道或设备，不是文件。", "请先存成文件再读。")
    with path.open("rb") as file:
        start = file.read(512)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FactsRefused("facts.empty", "文件是空的。", "请检查文件是否下载或上传完整。")
    for mark, what in OTHERS:
        if start.lstrip(b"\xef\xbb\xbf \t\r\n")[: len(mark)].lower() == mark.lower():
            raise FactsRefused("facts.not-a-table", f"这是{what}，不是表格文件。", "请提供 .xlsx、.xls、.csv 或 .parquet。")
    if start.startswith(PARQUET):
        return "Parquet"
    return "Excel" if start.startswith((*ZIP, OLE)) else "CSV"


def _ending_note(path: Path, format: str, vocabulary: Vocabulary) -> list[RowFault]:
    promised = next((name for name, endings in ENDINGS.items() if path.suffix.lower() in endings), format)
    if promised == format:
        return []
    message = f"文件名像是{promised}，内容其实是{format}，已按后者读。"
    return [RowFault("facts.ending", Severity.NOTE, vocabulary.entity, path.name, 0, "", "", message)]


def _unreadable(error: OSError, path: Path) -> FactsRefused:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FactsRefused("facts.not-found", "找不到文件。", "请检查路径和文件名。", file=str(path))
    if isinstance(error, PermissionError):
        return FactsRefused(
            "facts.unreadable", "没有读取权限，或文件被占用。", "请关闭正在打开它的程序，或请管理员放开权限。", file=str(path)
        )
    if error.errno in (ENOSPC, EDQUOT):  # nothing is written but what has to be written anew to be read
        return FactsRefused("facts.no-room", "临时文件夹已满，读不了。", "请腾出空间，或用 TMPDIR 指定别的文件夹。", file=str(path))
    if error.errno == ELOOP:
        return FactsRefused("facts.unreadable", "这个链接绕了一圈又指向自己。", "请指定真正的文件。", file=str(path))
    return FactsRefused("facts.unreadable", f"读不出来（{error.strerror or error.errno}）。", "请检查文件所在的磁盘。", file=str(path))


def _from_excel(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary, folder: Path) -> Staged:
    table, notes = open_sheet(path, vocabulary, folder)
    refuse_wrong_heads(vocabulary, table.heads)
    file = f"{path.name}·{table.name}"
    faults = [*notes, *unknown_columns(vocabulary, table.heads, file=file, row=table.head.first)]
    names = [*notes_in_name("文件名", path.stem), *notes_in_name("工作表名", table.name)]
    names += [note for code in table.formats for note in notes_in_name("单元格的格式", code)]
    unit, told = units_of(vocabulary, table.head, file=file, names=names)
    faults += told
    hanging = connection.execute(f"{table.hanging()} ORDER BY row").fetchall()
    faults += [_merged(vocabulary, file, row, table.head_at(columns)) for row, columns in hanging[:ROWS_REPORTED]]
    columns, scan = columns_of(table.heads, unit=unit), table.scan()
    others, numbers = others_of(table.head.heads), numbers_of(table.head.heads)
    return Staged(vocabulary.entity, file, columns, scan, scan, faults=tuple(faults), left_out=len(hanging), others=others, numbers=numbers)


def _merged(vocabulary: Vocabulary, file: str, row: int, head: str) -> RowFault:
    message = "这一格与上面的格合并了，分不清上面的值归哪一行。"
    return RowFault("facts.merged-cell", Severity.ERROR, vocabulary.entity, file, row, head, "", message, "请取消合并，逐行填写。")


def _from_csv(path: Path, vocabulary: Vocabulary, folder: Path) -> Staged:
    clean = path
    if not from_csv.looks_like_utf8(path):
        clean = folder / f"{vocabulary.entity}-utf8.csv"
        from_csv.transcode(path, from_csv.encoding_of(path), clean)
    survey = from_csv.survey(clean)
    layout = from_csv.layout_of(clean, vocabulary)
    head = layout.head
    refuse_wrong_heads(vocabulary, head.heads)
    unit, told = units_of(vocabulary, head, file=path.name, names=notes_in_name("文件名", path.stem))
    faults = [*unknown_columns(vocabulary, head.heads, file=path.name, row=head.first), *told]
    columns = columns_of(head.heads, unit=unit)
    spool = Spool(folder / f"{vocabulary.entity}.csv", layout.width, vocabulary.entity, path.name)
    spooled = partial(_spooled, spool, clean, layout, columns, faults, is_cut=survey.is_cut)
    if not survey.is_regular:
        return spooled()
    return Staged(
        entity=vocabulary.entity,
        file=path.name,
        columns=columns,
        scan=from_csv.engine_scan(clean, layout, numbered=False),
        numbered_scan=from_csv.engine_scan(clean, layout, numbered=True),
        first_row=head.last + 1,
        rows=survey.lines - head.last,
        rewrite=spooled,
        is_escaped=True,
        faults=tuple(faults),
        others=others_of(head.heads),
        numbers=numbers_of(head.heads),
    )


def _spooled(
    spool: Spool, path: Path, layout: from_csv.Layout, columns: tuple[Column, ...], faults: Sequence[RowFault], *, is_cut: bool
) -> Staged:
    """Write a file anew that the engine would stumble over."""
    rows = enumerate(from_csv.rows_of(path, layout.delimiter), 1)
    spool.write((number, row) for number, row in rows if number > layout.head.last)
    cut = [spool.cut_off()] if is_cut and spool.is_last_short else []
    staged = Staged(spool.entity, spool.file, columns, spool.scan, spool.scan, is_escaped=True)
    heads = layout.head.heads
    told = (*faults, *cut, *spool.faults)
    return replace(staged, faults=told, left_out=spool.left_out, others=others_of(heads), numbers=numbers_of(heads))


def _from_parquet(connection: duckdb.DuckDBPyConnection, path: Path, vocabulary: Vocabulary) -> Staged:
    source = f"read_parquet({quoted(from_csv.pattern_of(path))}, file_row_number=true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
    except duckdb.Error as error:
        raise FactsRefused("facts.broken", "Parquet 文件已损坏或不完整。", "请重新生成或下载。") from error
    heads = vocabulary.read([row[0] for row in described])
    refuse_wrong_heads(vocabulary, heads)
    columns, cells = [], []
    for head in heads.known:
        name, kind = described[head.at][:2]
        is_text = read_as_text(kind, head.field)
        columns.append(Column(head.field, head.text, f"c{head.at}", "VARCHAR" if is_text else kind, head.scale))
        cells.append(f"{name_of(name)}{'::VARCHAR' if is_text else ''} AS c{head.at}")
    scan = f"(SELECT file_row_number + 1 AS row, {', '.join(cells)} FROM {source})"
    faults = unknown_columns(vocabulary, heads, file=path.name, row=0)
    return Staged(vocabulary.entity, path.name, tuple(columns), scan, scan, is_typed=True, faults=tuple(faults))
