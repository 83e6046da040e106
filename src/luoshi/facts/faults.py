"""What is wrong with a table of facts: faults of single rows, which are data, and files that cannot be read at all."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.facts.vocabulary import Entity
from luoshi.source import Severity

VALUE_SHOWN = 40
ROWS_REPORTED = 1000
# Of whole columns, and ten thousandfold where they are wrong: told before single rows.
OF_COLUMNS = ("facts.unit-noted", "facts.unit-doubtful", "facts.small-amounts")
TABLE_LABELS = {Entity.APPLICANT: "主体表", Entity.MATTER: "事项表", Entity.PAYMENT: "兑付表"}


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing that a person should mend, or know, about a table.

    Attributes:
        code: Stable and documented in docs/diagnostics.md.
        severity: `ERROR`: the row is left out; `WARNING` and `NOTE`: it was read.
        table: Which table.
        file: The file as the user named it; with the sheet where it is a workbook.
        row: As the user sees it in the file or sheet, 1 for its first row, the head included; 0 where the whole file is meant.
        head: The column as it is headed in the file; empty where the whole row is meant.
        value: What stands in the cell, shortened.
        message: One Chinese sentence: what is wrong.
        hint: What to do.
        whose: What the row says of its applicant, as written: the code, and the name where the table has it.
    """

    code: str
    severity: Severity
    table: Entity
    file: str
    row: int
    head: str
    value: str
    message: str
    hint: str = ""
    whose: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it is, in words: 主体表第12行“营业收入”."""
        row = f"第{self.row}行" if self.row else ""
        return f"{TABLE_LABELS[self.table]}{row}" + (f"“{self.head}”" if self.head else "")


class FactsRefused(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """A file from which no table can be had: `code` is stable, `message` and `hint` one Chinese sentence each, without the file's name."""

    def __init__(self, code: str, message: str, hint: str = "", *, file: str = "") -> None:
        super().__init__(f"{file}：{message}{hint}" if file else f"{message}{hint}")
        self.code = code
        self.message = message
        self.hint = hint
        self.file = file


def shortened(value: object) -> str:
    """Return a cell as it is shown in a fault: one line, at most `VALUE_SHOWN` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= VALUE_SHOWN else text[: VALUE_SHOWN - 1] + "…"
