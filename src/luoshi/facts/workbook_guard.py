"""Look into a workbook before it is read: bombs and passwords are refused, and what the reader passes over in silence is counted."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from luoshi.facts.faults import FactsRefused

MIB = 1024 * 1024
MAX_FILE_BYTES = 512 * MIB
MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 3 * 1024 * MIB
# Sheets of one repeated row pack 100 times; a bomb packs 1000 times.
MAX_RATIO, RATIO_FREE_BYTES = 400, 64 * MIB
# The reader lays a sheet out as a full rectangle, 32 bytes a cell: one stray cell in the last row and column would take 500 GB.
MAX_CELLS = 60_000_000
CHUNK, OVERLAP = 8 * MIB, 512

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
_ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=\"e\"")
_UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_FAR_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"(?:[A-Z]{3}|[C-Z][A-Z])\d")  # beyond column BZ
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d{1,7})\"")
NEAR_COLUMNS = 78


@dataclass
class SheetSurvey:
    """What a sheet holds that the reader does not tell: hidden rows, cells of an error, formulas that were never computed."""

    hidden_rows: int = 0
    errors: int = 0
    uncomputed: int = 0
    last_row: int = 0
    last_column: int = 0


@dataclass
class WorkbookSurvey:
    """What was seen of the sheets, by name, and the formats of numbers that cells have; nothing for the old binary format."""

    sheets: dict[str, SheetSurvey] = field(default_factory=dict)
    formats: tuple[str, ...] = ()


def broken() -> FactsRefused:
    """Return the refusal of a workbook that is damaged."""
    return FactsRefused("facts.broken", "Excel 文件已损坏或不完整，打不开。", "请用 Excel 或 WPS 打开后另存一份再试。")


def encrypted() -> FactsRefused:
    """Return the refusal of a workbook that needs a password."""
    return FactsRefused("facts.encrypted", "Excel 文件有打开密码。", "请用密码打开后另存一份不加密的再试。")


def bomb() -> FactsRefused:
    """Return the refusal of a file that unpacks to something out of all proportion."""
    return FactsRefused("facts.bomb", "文件解压后异常庞大，为安全起见没有读。", "请确认文件来源可靠，或另存为 CSV 后再试。")


def too_wide() -> FactsRefused:
    """Return the refusal of a sheet whose outermost cells span too large a rectangle."""
    return FactsRefused(
        "facts.too-large-sheet", "工作表的范围过大，多半是很远的格里有内容。", "请删去表格以外的行和列，或另存为 CSV 后再试。"
    )


def survey_workbook(path: Path) -> WorkbookSurvey:
    """Go through a workbook without laying it out.

    Raises:
        FactsRefused: `facts.encrypted`, `facts.broken`, `facts.bomb`, `facts.too-large-sheet`, `facts.not-a-table`.
    """
    if path.stat().st_size > MAX_FILE_BYTES:
        raise FactsRefused("facts.too-large", f"Excel 文件超过{MAX_FILE_BYTES // MIB} MB。", "请拆分，或另存为 CSV、Parquet。")
    with path.open("rb") as file:
        start = file.read(8)
        if start == OLE:
            return _survey_ole(file)
    return _survey_zip(path)


def _survey_ole(file: IO[bytes]) -> WorkbookSurvey:
    """An .xls, or the shell around an encrypted .xlsx; the names of its streams are UTF-16."""
    data = file.read(64 * MIB)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted()
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise FactsRefused("facts.not-a-table", "这不是表格文件。", "请提供 .xlsx、.xls、.csv 或 .parquet。")
    return WorkbookSurvey()


def _survey_zip(path: Path) -> WorkbookSurvey:
    try:
        with zipfile.ZipFile(path) as archive:
            return _survey_archive(archive)
    except FactsRefused:
        raise
    except Exception as fault:  # zipfile, zlib and lxml raise a dozen types on broken containers; all mean the same to the user
        raise broken() from fault


def _survey_archive(archive: zipfile.ZipFile) -> WorkbookSurvey:
    names = set(archive.namelist())
    if not any(name.startswith("xl/") for name in names):
        raise FactsRefused("facts.not-a-table", "这不是表格文件。", "请提供 .xlsx、.xls、.csv 或 .parquet。")
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise bomb()
    if any(info.flag_bits & 1 for info in infos):
        raise encrypted()
    sheets = _sheet_members(archive)
    found = {}
    for info in infos:
        survey = SheetSurvey()
        _walk(archive, info, survey if info.filename in sheets.values() else None)
        found.update({name: survey for name, member in sheets.items() if member == info.filename})
    return WorkbookSurvey(found, _formats(_parsed(archive, "xl/styles.xml")))


def _formats(styles: etree._Element | None) -> tuple[str, ...]:
    """Return the formats of numbers of their own kind that cells have; one may show a unit that the number does not hold."""
    if styles is None:
        return ()
    codes = {str(own.get("numFmtId")): str(own.get("formatCode", "")) for own in styles.iterfind(".//{*}numFmts/{*}numFmt")}
    used = {str(cell.get("numFmtId")) for cell in styles.iterfind(".//{*}cellXfs/{*}xf")}
    return tuple(code for number, code in codes.items() if number in used)


def _sheet_members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return for each sheet's name the member that holds it."""
    workbook, relations = (_parsed(archive, name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    if workbook is None or relations is None:
        return {}
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    members = {}
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(key, "")
        members[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return members


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist() or archive.getinfo(name).file_size > 16 * MIB:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _walk(archive: zipfile.ZipFile, info: zipfile.ZipInfo, survey: SheetSurvey | None) -> None:
    """Unpack a member piece by piece and look at it as it passes; what its head declares may be a lie."""
    size, tail = 0, b""
    with archive.open(info) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > RATIO_FREE_BYTES and size > MAX_RATIO * max(1, info.compress_size):
                raise bomb()
            if survey is not None:
                tail = _look(tail + piece, survey, len(tail))
    if survey is not None and (survey.last_row * max(survey.last_column, NEAR_COLUMNS)) > MAX_CELLS:
        raise too_wide()


def _look(piece: bytes, survey: SheetSurvey, seen: int) -> bytes:
    """Count in one piece of a sheet; matches that end within the overlap were counted with the piece before."""
    for pattern, name in ((_HIDDEN_ROW, "hidden_rows"), (_ERROR, "errors"), (_UNCOMPUTED, "uncomputed")):
        count = sum(1 for match in pattern.finditer(piece) if match.end() > seen)
        setattr(survey, name, getattr(survey, name) + count)
    rows = _ROW.findall(piece)
    if rows:
        survey.last_row = max(survey.last_row, int(rows[-1]), int(rows[0]))
    if _FAR_CELL.search(piece):
        survey.last_column = max(survey.last_column, *(_column_number(letters) for letters, _ in _CELL.findall(piece)))
    return piece[-OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
