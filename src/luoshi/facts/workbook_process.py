"""The process that takes a workbook apart for `from_excel`: each sheet goes into a file of numbered rows of texts, the rest out as JSON.

The reader is written in Rust and ends its process where a damaged file asks for more memory than there is. Here it gets little memory and
little time, and when it comes down, the caller only learns that the file could not be read. It knows nothing of facts, so it starts fast.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

MAX_MEMORY_BYTES = 5 * 1024**3  # of address space
MAX_SECONDS = 600
MAX_SHEETS = 200
MAX_MERGED = 1_000_000
MAX_COLUMNS = 1_000  # what stands further to the right is no part of a table
HEAD_ROWS = 30  # rows with anything in them, among which the head is looked for


def main() -> None:
    """Take apart the workbook named by the first argument into the folder named by the second, and print what there is."""
    limit_resources()
    workbook, folder = Path(sys.argv[1]), Path(sys.argv[2])
    sys.stdout.buffer.write(json.dumps(answer_on(workbook, folder)).encode())


def answer_on(workbook: Path, folder: Path) -> dict[str, Any]:
    """Return the sheets, or why there are none."""
    import python_calamine  # under the limits

    try:
        with workbook.open("rb") as file:
            book = python_calamine.CalamineWorkbook.from_filelike(file)
            shown, hidden = _told_apart(book)
            return {"sheets": list(_sheets(book, shown or hidden, folder)), "hidden": hidden if shown else []}
    except python_calamine.PasswordError:
        return {"refused": "encrypted"}
    except BaseException as fault:
        # A panic of the reader is no Exception; whatever it is, the file is what is wrong.
        if isinstance(fault, KeyboardInterrupt | SystemExit):
            raise
        return {"refused": "broken"}


def limit_resources() -> None:
    """Bound memory, time and core files of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows; there only the caller's clock stops it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told_apart(workbook: Any) -> tuple[list[str], list[str]]:
    """Return the names of the sheets that can be seen, and of those that are hidden."""
    import python_calamine

    sheets = [meta for meta in workbook.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
    shown = [meta.name for meta in sheets if meta.visible == python_calamine.SheetVisibleEnum.Visible]
    return shown, [meta.name for meta in sheets if meta.name not in shown]


def _sheets(workbook: Any, names: Sequence[str], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what there is of every sheet named."""
    for number, name in enumerate(names[:MAX_SHEETS]):
        yield _written(workbook.get_sheet_by_name(name), name, folder / f"sheet{number}.csv")


def _written(sheet: Any, name: str, target: Path) -> dict[str, Any]:
    """Write the rows with anything in them, and return the rest of the sheet.

    In front of each row stand its number as the user sees it, and the columns (0-based) whose cells are merged with the ones above.
    """
    merged = sheet.merged_cell_ranges or []
    hanging = _hanging(merged)
    head_rows: list[tuple[int, list[str]]] = []
    width = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, row in enumerate(_cells(sheet), 1):
            if any(row):
                writer.writerow([number, " ".join(map(str, sorted(hanging.get(number, ())))), *one_kind_of_line_break(row)])
                width = len(row)
                if len(head_rows) < HEAD_ROWS:
                    head_rows.append((number, row))
    last = head_rows[-1][0] if head_rows else 0
    in_head = [(start[0] + 1, end[0] + 1) for start, end in merged if start[0] < last][:MAX_MERGED]
    return {"name": name, "file": target.name, "width": width, "head_rows": head_rows, "merged": in_head}


def one_kind_of_line_break(row: list[str]) -> list[str]:
    """Return the cells without carriage returns, which the writer would leave bare."""
    return [cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell for cell in row]


def _hanging(merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> dict[int, set[int]]:
    """Return by row, as the user counts, the columns whose cells belong to a cell above; beyond a bound that no sheet has, no more."""
    found: dict[int, set[int]] = {}
    left = MAX_MERGED
    for start, end in merged:
        for row in range(start[0] + 2, min(end[0] + 1, start[0] + 1 + left) + 1):
            found.setdefault(row, set()).update(range(start[1], min(end[1], MAX_COLUMNS) + 1))
            left -= 1
    return found


def _cells(sheet: Any) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its first on; the reader leaves out the columns before the first cell, but not the rows."""
    blank = [""] * min((sheet.start or (0, 0))[1], MAX_COLUMNS)
    for row in sheet.iter_rows():
        yield blank + [cell_text(cell) for cell in row[: MAX_COLUMNS - len(blank)]]


def cell_text(cell: object) -> str:
    """Return a cell as a text: numbers with the fifteen digits that a spreadsheet shows, dates as 2025-06-20."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return number_text(float(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d") if cell.time() == datetime.min.time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def number_text(number: float) -> str:
    """Return a number of a cell in plain digits where fifteen of them tell it, else in the form 9.1150621E+17 that shows what was lost."""
    text = f"{number:.15g}"
    if "e" not in text:
        return text
    return f"{number:.0f}" if 1e15 > abs(number) >= 1 else text.upper()


if __name__ == "__main__":
    main()
