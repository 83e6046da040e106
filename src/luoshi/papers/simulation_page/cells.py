"""The tables of a simulation as HTML: figures end their column, clauses and codes stand below what they are of; phones show blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from luoshi.papers.icons import icon
from luoshi.papers.markup import NOTHING, Attributes, Html, element, join, text
from luoshi.simulation.summary import percent
from luoshi.simulation.tables import ROUNDED, Cell, ClauseLink, Column, Kind, Table
from luoshi.values.money import show_wan

ABSENT = "—"
UNIT = "万元"
UNDER = (Kind.CODE, Kind.CLAUSE)
MANY_COLUMNS = 9  # from here on they stand closer
NO_AMOUNT = {Kind.MONEY: (None,), Kind.SHARE: (None,)}
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
    return element("a", {"class": "clause", "href": f"#{clause_id(link)}"}, icon("clause"), text(link.words))


def cell_html(kind: Kind, value: Cell) -> Html:
    """Return what stands in a cell."""
    if value is None or (kind is Kind.COUNT and value == 0):
        return text(ABSENT)
    if isinstance(value, ClauseLink):
        return clause_link(value)
    if isinstance(value, Fraction):
        return text(share(value))
    if isinstance(value, int):
        return text({Kind.MONEY: money, Kind.CHANGE: change}.get(kind, "{:,}".format)(value))
    return text(value)


def without_empty_columns(table: Table) -> Table:
    """Leave out the columns in which there is nothing, but for the names of the rows; an amount of zero is something."""
    kept = [
        at
        for at, column in enumerate(table.columns)
        if column.lead or any(row[at] not in NO_AMOUNT.get(column.kind, (None, 0, "")) for row in table.rows)
    ]
    columns = tuple(table.columns[at] for at in kept)
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(table.id, table.title, columns, rows, has_total=table.has_total, notes=table.notes)


def table_html(table: Table, *, limit: int | None = None, is_named: bool = False) -> Html:
    """Return a table with its unit and notes, but for the one on rounding, which stands at the end of the page.

    Args:
        limit: Of a longer one the first so many rows.
        is_named: With its title as a heading.
    """
    shown = without_empty_columns(table)
    rows = shown.rows if limit is None else shown.rows[: limit + int(table.has_total)]
    notes = [note for note in table.notes if note != ROUNDED]
    if len(rows) < len(shown.rows):
        notes.append(f"这里列出前{len(rows) - int(table.has_total):,}行，共{len(shown.rows) - int(table.has_total):,}行，其余见 Excel。")
    has_money = any(column.kind in (Kind.MONEY, Kind.CHANGE) for column in shown.columns)
    grid = _grid(shown, rows, f"{table.id}-unit" if has_money else None)
    scroll = element("div", {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": table.title}, grid)
    return join((_above(table, is_named=is_named, has_money=has_money), scroll, _notes(notes)))


def _above(table: Table, *, is_named: bool, has_money: bool) -> Html:
    title = element("h3", None, text(table.title)) if is_named else NOTHING
    unit = element("p", {"class": "unit", "id": f"{table.id}-unit"}, text(f"金额单位：{UNIT}")) if has_money else NOTHING
    return element("div", {"class": "table-h"}, title, unit) if title or unit else NOTHING


def _grid(table: Table, rows: Sequence[tuple[Cell, ...]], unit: str | None) -> Html:
    stacks = _stacks(table.columns)
    body = join(_row(table, row, stacks, is_total=table.has_total and not at) for at, row in enumerate(rows))
    return element(
        "table",
        {"class": f"table table-fold{_look(stacks)}", "aria-describedby": unit},
        element("caption", {"class": "vh"}, text(table.title)),
        element("thead", None, element("tr", None, *(_head([table.columns[at] for at in stack]) for stack in stacks))),
        element("tbody", None, body),
    )


def _look(stacks: Sequence[Sequence[int]]) -> str:
    """Many columns stand closer; on paper two cells of two parts have no room for them side by side."""
    dense = " table-dense" if len(stacks) >= MANY_COLUMNS else ""
    return f"{dense} table-pairs" if sum(len(stack) > 1 for stack in stacks) > 1 else dense


def _stacks(columns: Sequence[Column]) -> list[list[int]]:
    """Put a code and a clause into the column of what they are of, below it: a page is less wide than a sheet."""
    stacks: list[list[int]] = []
    for at, column in enumerate(columns):
        if column.kind in UNDER and stacks:
            stacks[-1].append(at)
        else:
            stacks.append([at])
    return stacks


def _title(columns: Iterable[Column]) -> str:
    return "、".join(column.title for column in columns)


def _head(columns: Sequence[Column]) -> Html:
    return element("th", {"scope": "col", "class": "num" if columns[0].kind in NUMBERS else None}, text(_title(columns)))


def _row(table: Table, row: tuple[Cell, ...], stacks: Iterable[Sequence[int]], *, is_total: bool) -> Html:
    cells = (_cell([table.columns[at] for at in stack], [row[at] for at in stack]) for stack in stacks)
    return element("tr", {"class": "sum" if is_total else None}, *cells)


def _cell(columns: Sequence[Column], values: Sequence[Cell]) -> Html:
    column, value = columns[0], values[0]
    content = cell_html(column.kind, value)
    below = [cell_html(under.kind, what) for under, what in zip(columns[1:], values[1:], strict=True) if what is not None]
    if below:
        under = (element("span", {"class": "under"}, one) for one in below)
        content = element("span", {"class": "pair"}, element("span", None, content), *under)
    if column.lead:
        return element("th", {"scope": "row"}, content)
    look = ["num"] if column.kind in NUMBERS else ["nowrap"] if column.kind is Kind.SHORT else []
    # On a phone, where each row is a block, what is nothing is left out, and words take the whole width.
    is_nothing = value is None or (value == 0 and column.kind is not Kind.MONEY)
    look += ["off"] if is_nothing else ["words"] if column.kind is Kind.WORDS else []
    attributes: Attributes = {"class": " ".join(look) or None, "data-l": _title(columns)}
    return element("td", attributes, content)


def _notes(notes: list[str]) -> Html:
    return element("p", {"class": "notes"}, text("".join(notes))) if notes else NOTHING
