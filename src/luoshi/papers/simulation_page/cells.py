"""The tables of a simulation as HTML: figures at the end of their column, clauses as links, on a phone a block for each row."""

from __future__ import annotations

from fractions import Fraction

from luoshi.papers.markup import NOTHING, Attributes, Html, element, join, text
from luoshi.simulation.summary import percent
from luoshi.simulation.tables import ROUNDED, Cell, ClauseLink, Column, Kind, Table
from luoshi.values.money import show_wan

ABSENT = "—"
UNIT = "万元"
NUMBERS = (Kind.COUNT, Kind.MONEY, Kind.CHANGE, Kind.SHARE)


def money(fen: int) -> str:
    """Return 万元 with two decimals, without the unit: that stands in the head."""
    return show_wan(fen).removesuffix(UNIT)


def change(fen: int) -> str:
    """Return 万元 with its sign; a true minus is as wide as the plus."""
    return "0.00" if not fen else f"{'+' if fen > 0 else '−'}{money(abs(fen))}"


def share(part: Fraction) -> str:
    """Return a share in percent with two decimals."""
    return percent(part.numerator, part.denominator)


def clause_id(link: ClauseLink) -> str:
    """Return the id of the place that a clause leads to."""
    return f"{'o' if link.old else 'r'}{link.position}"


def clause_link(link: ClauseLink) -> Html:
    """Return the way to a clause."""
    icon = Html('<svg class="i" aria-hidden="true"><use href="#i-clause"/></svg>')
    return element("a", {"class": "clause", "href": f"#{clause_id(link)}"}, icon, text(link.words))


def cell_html(kind: Kind, value: Cell) -> Html:
    """Return what stands in a cell."""
    if value is None:
        return text(ABSENT)
    if isinstance(value, ClauseLink):
        return clause_link(value)
    if isinstance(value, Fraction):
        return text(share(value))
    if isinstance(value, int):
        return text({Kind.MONEY: money, Kind.CHANGE: change}.get(kind, "{:,}".format)(value))
    return text(value)


def without_empty_columns(table: Table) -> Table:
    """Leave out the columns of numbers and words in which there is nothing, but for the names of the rows."""
    kept = [
        at
        for at, column in enumerate(table.columns)
        if column.lead or column.kind in (Kind.MONEY, Kind.SHARE) or any(row[at] not in (None, 0, "") for row in table.rows)
    ]
    columns = tuple(table.columns[at] for at in kept)
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(table.id, table.title, columns, rows, has_total=table.has_total, notes=table.notes)


def table_html(table: Table, *, limit: int | None = None) -> Html:
    """Return a table with its notes, but for the one on rounding, which stands at the end of the page; of a longer one the first rows."""
    shown = without_empty_columns(table)
    rows = shown.rows if limit is None else shown.rows[: limit + int(table.has_total)]
    body = join(_row(shown, row, is_total=table.has_total and not at) for at, row in enumerate(rows))
    grid = element(
        "table",
        {"class": "table table-fold"},
        element("caption", {"class": "vh"}, text(table.title)),
        element("thead", None, element("tr", None, *(_head(column) for column in shown.columns))),
        element("tbody", None, body),
    )
    notes = [note for note in table.notes if note != ROUNDED]
    if len(rows) < len(shown.rows):
        notes.append(f"列出前{len(rows) - int(table.has_total):,}行，共{len(shown.rows) - int(table.has_total):,}行，其余见 Excel。")
    scroll = element("div", {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": table.title}, grid)
    has_money = any(column.kind in (Kind.MONEY, Kind.CHANGE) for column in shown.columns)
    unit = element("p", {"class": "fold-note"}, text(f"金额单位：{UNIT}")) if has_money else NOTHING
    return join((unit, scroll, _notes(notes)))


def _head(column: Column) -> Html:
    # A head of two words is broken before its unit, never inside a word.
    unit = element("span", {"class": "unit"}, text(f"（{UNIT}）")) if column.kind in (Kind.MONEY, Kind.CHANGE) else NOTHING
    return element("th", {"scope": "col", "class": "num" if column.kind in NUMBERS else None}, text(column.title), unit)


def _row(table: Table, row: tuple[Cell, ...], *, is_total: bool) -> Html:
    cells = (_cell(column, value) for column, value in zip(table.columns, row, strict=True))
    return element("tr", {"class": "sum" if is_total else None}, *cells)


def _cell(column: Column, value: Cell) -> Html:
    content = cell_html(column.kind, value)
    if column.lead:
        return element("th", {"scope": "row"}, content)
    look = ["num"] if column.kind in NUMBERS else ["nowrap"] if column.kind is Kind.SHORT else []
    # On a phone, where each row is a block, what is nothing is left out, and words take the whole width.
    look += ["off"] if value in (None, 0) and column.kind is not Kind.MONEY else ["words"] if column.kind is Kind.WORDS else []
    attributes: Attributes = {"class": " ".join(look) or None, "data-l": column.title}
    return element("td", attributes, content)


def _notes(notes: list[str]) -> Html:
    return element("p", {"class": "notes"}, text("".join(notes))) if notes else NOTHING
