"""What a check finds in a programme: a stable code, where, one sentence, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from luoshi.programme.nodes import Programme
from luoshi.programme.rows import Confirmed, Row, key_of
from luoshi.programme.rules import Share
from luoshi.programme.yaml_tree import Path
from luoshi.source import Severity

LISTED = 5
# Enough for any real programme; comparing with more would only serve a file that is made to take long.
COMPARED = 500


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """Something in a programme that a person should mend or know.

    Attributes:
        code: Stable and documented in docs/programme-checks.md.
        severity: `ERROR`: the programme must not run like this; `WARNING`: look at it; `NOTE`: good to know.
        path: Keys of the file that lead there, such as `("rewards", 3, "if")`; empty where the whole programme is meant.
        row: The `id` of the row, of a unit or a fact its name; empty outside of rows.
        clause: Of the row; None outside of rows.
        message: One Chinese sentence: what is wrong.
        hint: What to do; may be empty.
        line: Of the file, from 1; None where the programme came from no file.
    """

    code: str
    severity: Severity
    path: Path
    message: str
    hint: str = ""
    row: str = ""
    clause: str | None = None
    line: int | None = None


Found = Iterator[ProgrammeFinding]


def error(code: str, path: Path, message: str, hint: str = "") -> ProgrammeFinding:
    """Return a finding with which the programme must not run."""
    return ProgrammeFinding(code, Severity.ERROR, path, message, hint)


def warning(code: str, path: Path, message: str, hint: str = "") -> ProgrammeFinding:
    """Return a finding that a person should look at."""
    return ProgrammeFinding(code, Severity.WARNING, path, message, hint)


def note(code: str, path: Path, message: str, hint: str = "") -> ProgrammeFinding:
    """Return a finding that is good to know."""
    return ProgrammeFinding(code, Severity.NOTE, path, message, hint)


def graver(is_grave: bool, code: str, path: Path, message: str, hint: str = "") -> ProgrammeFinding:
    """Return an error where it is grave, else a warning: what is unfinished may stay so in a draft."""
    return ProgrammeFinding(code, Severity.ERROR if is_grave else Severity.WARNING, path, message, hint)


def rows_of(programme: Programme) -> Iterator[tuple[Path, Confirmed]]:
    """Yield every row that has a clause, with its path, in the order of the file."""
    for section in type(programme).model_fields:
        rows = getattr(programme, section)
        if isinstance(rows, list):
            yield from (((section, index), row) for index, row in enumerate(rows) if isinstance(row, Confirmed))


def parts_of(value: object, path: Path) -> Iterator[tuple[Path, Row]]:
    """Yield a shape and every shape inside it, with paths of the file's keys, from the outside in."""
    if isinstance(value, Row):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from parts_of(getattr(value, name), (*path, key_of(name, field)))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from parts_of(inner, (*path, index))


def is_open(formula: object) -> bool:
    """Say whether a formula has a rate, however deep inside, that the text leaves to a decision."""
    return any(isinstance(part, Share) and part.rate == "by_decision" for _, part in parts_of(formula, ()))


def listed(words: Iterable[str], most: int = LISTED) -> str:
    """Join some words, the first few of many."""
    every = list(words)
    return "、".join(every[:most]) + (f"等{len(every)}个" if len(every) > most else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant: `，是不是“…”？`; nothing where none is near."""
    near = get_close_matches(word, list(islice(known, COMPARED)), n=1, cutoff=0.6)
    return f"是不是“{near[0]}”？" if near else ""
