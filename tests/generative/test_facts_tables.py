"""Whatever stands in a table: no row is lost in silence, every way of writing a value means the same, every format brings it back."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from luoshi.facts.conversions import FIRST_YEAR, LAST_YEAR, conversion_of, count_bounds, levels, quoted, year_bounds
from luoshi.facts.engine import embedded
from luoshi.facts.faults import FactsRefused
from luoshi.facts.load import TABLES
from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.vocabulary import FIELDS, MAX_AMOUNT_FEN, Entity, FactField, FactType
from luoshi.facts.why import Column, why_wrong
from luoshi.facts.words import BLANKS, MONEY_UNITS, NOTHING
from luoshi.source import Severity
from luoshi.usecases.facts_tables import write_facts

# Each example reads a whole table or several.
few = settings(max_examples=settings.default.max_examples // 5)
OPTIONS = {Entity.APPLICANT: "applicants", Entity.MATTER: "matters", Entity.PAYMENT: "payments"}
FULL = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


def load(content: bytes | Path, entity: Entity, name: str = "t.csv") -> LoadedTables:
    """Read one table from bytes or a file."""
    if isinstance(content, Path):
        return load_tables(embedded(threads=1), **{OPTIONS[entity]: content})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return load_tables(embedded(threads=1), **{OPTIONS[entity]: path})


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def table_of(loaded: LoadedTables, entity: Entity) -> list[tuple[Any, ...]]:
    return loaded.connection.execute(f"SELECT * FROM {TABLES[entity]}").fetchall()


# --- values out and in again --------------------------------------------------------------------------------------------------------

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
WORDS = st.text(HAN | st.sampled_from("（）()·,;\"'=+-@ 　ab1\t|"), min_size=1, max_size=12)
TEXTS = WORDS.map(lambda text: text.replace("\t", " ").strip(BLANKS)).filter(lambda text: text not in NOTHING)


def days(field: FactField) -> st.SearchStrategy[int]:
    first, last = year_bounds(field)
    year, month, day = st.integers(first, last), st.integers(1, 12), st.integers(1, 28)
    return st.builds(lambda y, m, d: y * 10_000 + m * 100 + d, year, month, day)


def values(field: FactField) -> st.SearchStrategy[Any]:
    """Return values as the tables hold them."""
    match field.type:
        case FactType.MONEY:
            return st.integers(0, MAX_AMOUNT_FEN) | st.integers(0, 10_000)
        case FactType.COUNT:
            return st.integers(*count_bounds(field))
        case FactType.DATE:
            return days(field)
        case FactType.FLAG:
            return st.booleans()
        case FactType.REGION:
            return st.from_regex(r"[1-8][0-9]{5}([0-9]{3}([0-9]{3})?)?", fullmatch=True)
        case FactType.CHOICE:
            return st.sampled_from([choice.name for choice in field.choices])
        case FactType.ID:
            return st.from_regex(r"[A-Za-z]{1,3}-?[0-9]{0,4}", fullmatch=True).filter(lambda text: text not in NOTHING)
        case _:
            return TEXTS


@st.composite
def tables(draw: st.DrawFn, entity: Entity) -> list[tuple[Any, ...]]:
    """Draw right rows of a table, whose keys do not meet."""
    fields = FIELDS[entity]
    count = draw(st.integers(1, 6))
    rows = [[draw(values(f)) if f.required or draw(st.booleans()) else None for f in fields] for _ in range(count)]
    for number, row in enumerate(rows):
        row[0] = f"{row[0]}{number}"
        if entity is Entity.PAYMENT:
            names = [field.name for field in fields]
            row[names.index("year")] = row[names.index("year")] or row[names.index("on")] // 10_000
    return [tuple(row) for row in rows]


def put(rows: Sequence[tuple[Any, ...]], entity: Entity) -> LoadedTables:
    """Put rows straight into the tables of a connection."""
    connection = embedded(threads=1)
    loaded = load_tables(connection)
    marks = ", ".join("?" for _ in rows[0])
    more = ", coalesce($from, 0), 99999999" if entity is Entity.APPLICANT else ""
    at = [field.name for field in FIELDS[entity]].index("from") if more else 0
    for row in rows:
        connection.execute(
            f"INSERT INTO {TABLES[entity]} VALUES ({marks}{more.replace('$from', '?')})", [*row, *([row[at]] if more else [])]
        )
    return loaded


@pytest.mark.parametrize("entity", Entity)
@few
@given(data=st.data())
def test_every_format_brings_back_what_was_written(entity: Entity, data: st.DataObject) -> None:
    loaded = put(data.draw(tables(entity)), entity)
    before = table_of(loaded, entity)

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"t.{suffix}" for suffix in ("csv", "parquet")]
        write_facts(tables=loaded, targets={path: [entity] for path in paths})
        for path in paths:
            again = load(path, entity)
            assert table_of(again, entity) == before
            write_facts(tables=again, targets={Path(folder) / "again.csv": [entity]})
            assert (Path(folder) / "again.csv").read_bytes() == paths[0].read_bytes()


@settings(max_examples=6)
@given(data=st.data())
def test_workbooks_bring_back_what_was_written(data: st.DataObject) -> None:
    for entity in Entity:
        loaded = put(data.draw(tables(entity)), entity)
        with tempfile.TemporaryDirectory() as folder:
            write_facts(tables=loaded, targets={Path(folder) / "t.xlsx": [entity]})
            assert table_of(load(Path(folder) / "t.xlsx", entity), entity) == table_of(loaded, entity)


# --- one value in many ways ---------------------------------------------------------------------------------------------------------


@st.composite
def written_money(draw: st.DrawFn) -> tuple[str, str, int]:
    """Draw an amount as someone may write it: head, cell and the fen that it is."""
    fen = draw(st.integers(0, MAX_AMOUNT_FEN) | st.integers(0, 1000))
    unit = draw(st.sampled_from([unit for unit in MONEY_UNITS if unit.endswith("元")]))
    number = f"{Decimal(fen).scaleb(-MONEY_UNITS[unit]):f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".") + draw(st.sampled_from(["", ".0", ".00"])) * ("." not in number.rstrip("0").rstrip("."))
    if draw(st.booleans()):
        whole, dot, rest = number.partition(".")
        number = f"{int(whole):,}{dot}{rest}"
    in_head = draw(st.booleans())
    cell = number if in_head else number + unit
    if draw(st.booleans()):
        cell = cell.translate(FULL)
    blank = draw(st.sampled_from(["", " ", "　", "\t"]))
    return f"营业收入（{unit}）" if in_head else "营业收入", blank + cell + blank, fen


@few
@given(st.lists(written_money(), min_size=1, max_size=20))
def test_amount_means_the_same_however_it_is_written(amounts: list[tuple[str, str, int]]) -> None:
    for head in {head for head, _, _ in amounts}:
        ours = [(cell, fen) for own, cell, fen in amounts if own == head]
        loaded = load(as_csv([["主体代码", head], *([f"A{number}", cell] for number, (cell, _) in enumerate(ours))]), Entity.APPLICANT)

        assert [fault.code for fault in loaded.faults if fault.code != "facts.small-amounts"] == []
        assert [row[0] for row in loaded.connection.execute("SELECT sales FROM applicants").fetchall()] == [fen for _, fen in ours]


@few
@given(st.lists(st.tuples(st.integers(0, 10**15), st.integers(1, 12), st.integers(0, 10**12)), min_size=1, max_size=20))
def test_amount_is_taken_exactly_where_it_is_whole_fen_within_bounds(parts: list[tuple[int, int, int]]) -> None:
    cells = [f"{whole}.{decimals:0{width}d}"[: len(str(whole)) + 1 + width] for whole, width, decimals in parts]
    loaded = load(as_csv([["主体代码", "营业收入"], *([f"A{number}", cell] for number, cell in enumerate(cells))]), Entity.APPLICANT)

    fen = [Decimal(cell) * 100 for cell in cells]
    right = {f"A{number}": int(one) for number, one in enumerate(fen) if one == one.to_integral_value() and one <= MAX_AMOUNT_FEN}
    assert dict(loaded.connection.execute("SELECT applicant, sales FROM applicants").fetchall()) == right


@few
@given(
    st.lists(st.tuples(st.integers(FIRST_YEAR - 3, LAST_YEAR + 3), st.integers(0, 13), st.integers(0, 32)), min_size=1, max_size=30),
    st.data(),
)
def test_day_is_taken_exactly_where_there_is_one(parts: list[tuple[int, int, int]], data: st.DataObject) -> None:
    forms = ("{}-{:02d}-{:02d}", "{}/{}/{}", "{}年{}月{}日", "{}.{}.{}", "{}{:02d}{:02d}", "{}-{:02d}-{:02d} 08:30:00")
    cells = [data.draw(st.sampled_from(forms)).format(*part) for part in parts]
    loaded = load(as_csv([["主体代码", "起始日期"], *([f"A{number}", cell] for number, cell in enumerate(cells))]), Entity.APPLICANT)

    right = {f"A{number}": y * 10_000 + m * 100 + d for number, (y, m, d) in enumerate(parts) if is_day(y, m, d)}
    assert dict(loaded.connection.execute('SELECT applicant, "from" FROM applicants').fetchall()) == right


def is_day(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


# --- anything at all ----------------------------------------------------------------------------------------------------------------

ODD = st.sampled_from(
    [
        "",
        " ",
        "—",
        "合计",
        "-1",
        "1e5",
        "9.1E+17",
        "1,2,3",
        "=1+1",
        "'=1",
        "2025-02-30",
        "２０２５年",
        "是",
        "√",
        "企业",
        "\x00",
        "\ufffd",
        "\n",
        '"',
        "''",
        "9" * 40,
    ]
)
CELLS = ODD | st.text(max_size=12) | st.integers(-(10**6), 10**20).map(str) | st.floats(allow_nan=True).map(repr)


@st.composite
def junk(draw: st.DrawFn, entity: Entity) -> list[list[str]]:
    """Draw a table whose cells may hold anything, under heads that are known."""
    fields = [field for field in FIELDS[entity] if field.required or draw(st.booleans())]
    right = {field.name: draw(values(field)) for field in fields}
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        rows.append([draw(CELLS | st.just(str(right[field.name]))) for field in fields])
    return [[field.label for field in fields], *rows]


@pytest.mark.parametrize("entity", Entity)
@few
@given(data=st.data())
def test_no_row_is_lost_in_silence(entity: Entity, data: st.DataObject) -> None:
    rows = data.draw(junk(entity))
    try:
        loaded = load(as_csv(rows), entity)
    except FactsRefused as refused:
        assert refused.code in ("facts.open-quote", "facts.no-head", "facts.missing-column")
        return
    (table,) = loaded.tables
    errors = {fault.row for fault in table.faults if fault.severity is Severity.ERROR}
    assert len(table_of(loaded, entity)) == table.counts.kept
    assert len(errors) == table.counts.left_out
    assert all(fault.message and (fault.hint or fault.severity is Severity.NOTE) for fault in table.faults)
    assert table.counts.kept + table.counts.left_out <= table.counts.rows <= len(rows) - 1


@pytest.mark.parametrize("entity", Entity)
@few
@given(data=st.data())
def test_slow_way_through_python_reads_what_the_engine_reads(entity: Entity, data: st.DataObject) -> None:
    rows = data.draw(junk(entity))
    rows = [[" ".join(cell.replace("\x00", "").split()) for cell in row] for row in rows]
    engine, slow = (outcome(as_csv(rows) + more, entity) for more in (b"", b"\n\n"))

    assert slow == engine


@settings(max_examples=5)
@given(data=st.data())
def test_workbook_of_texts_is_read_as_csv_is(data: st.DataObject) -> None:
    rows = data.draw(junk(Entity.MATTER))
    rows = [[ILLEGAL_CHARACTERS_RE.sub("", " ".join(cell.split())).strip("'") for cell in row] for row in rows]
    book = Workbook()
    for row in rows:
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    out = io.BytesIO()
    book.save(out)

    assert outcome(out.getvalue(), Entity.MATTER, name="t.xlsx") == outcome(as_csv(rows), Entity.MATTER)


def outcome(content: bytes, entity: Entity, name: str = "t.csv") -> Any:
    try:
        loaded = load(content, entity, name)
    except FactsRefused as refused:
        return refused.code
    told = sorted((fault.row, fault.head, fault.code) for fault in loaded.faults)
    return sorted(map(repr, table_of(loaded, entity))), told, loaded.tables[0].counts


@few
@given(data=st.data())
def test_order_of_rows_decides_nothing(data: st.DataObject) -> None:
    head, *rows = data.draw(junk(Entity.MATTER))
    rows = [[" ".join(cell.replace("\x00", "").split()) for cell in row] for row in rows]
    shuffled = data.draw(st.permutations(rows))

    first, second = (load(as_csv([head, *order]), Entity.MATTER) for order in (rows, shuffled))
    assert sorted(map(repr, table_of(first, Entity.MATTER))) == sorted(map(repr, table_of(second, Entity.MATTER)))
    assert first.tables[0].counts == second.tables[0].counts


@few
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(content: bytes) -> None:
    for start in (b"", "主体代码,名称\n".encode(), "主体代码,名称\n".encode("gb18030"), b"PK\x03\x04", b"PAR1"):
        try:
            load(start + content, Entity.APPLICANT)
        except FactsRefused as refused:
            assert refused.message and refused.file


# --- explanations -------------------------------------------------------------------------------------------------------------------

ALL_FIELDS = [field for entity in Entity for field in FIELDS[entity]]


@pytest.mark.parametrize("type", FactType)
@few
@given(cells=st.lists(CELLS, min_size=1, max_size=30), data=st.data())
def test_every_wrong_cell_is_explained(type: FactType, cells: list[str], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([field for field in ALL_FIELDS if field.type is type]))
    scan = f"(SELECT unnest([{', '.join(quoted(cell.replace(chr(0), '')) for cell in cells)}]) AS x0)"
    found = embedded(threads=1).execute(
        f"SELECT x0 FROM {levels([('0', conversion_of(field).steps)], scan)} WHERE t0 IS NOT NULL AND v0 IS NULL"
    )

    for (cell,) in found.fetchall():
        why = why_wrong(Column(field, field.label, "x0"), cell)
        assert why.code.startswith("facts.")
        assert why.message.endswith("。")
