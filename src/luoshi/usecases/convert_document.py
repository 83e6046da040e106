"""Turn a document into another form: clean text, Akoma Ntoso, an outline."""

from __future__ import annotations

from pathlib import Path

from luoshi.policy.show import show_outline
from luoshi.policy.to_akn import to_akn
from luoshi.source import Source
from luoshi.text import load_source, read_text
from luoshi.usecases.read_document import read_structure


def convert_document(*, path: Path | None = None, source: Source | None = None, to: str) -> str:
    """Return a document as clean text (`text`: one paragraph a line) or as Akoma Ntoso 3.0 (`akn`), ended by a line feed.

    Raises:
        SourceRefused: No text can be had from the file.
        ValueError: There is no such form.
    """
    if to == "text":
        # Straight from the text, not from the tree: what no clause could hold is part of the document all the same.
        return read_text(source if source is not None else load_source(path)).chars + "\n"
    if to == "akn":
        return to_akn(read_structure(path=path, source=source)).rstrip("\n") + "\n"
    raise ValueError(f"no such form: {to}")


def outline_document(*, path: Path | None = None, source: Source | None = None, depth: int) -> str:
    """Return the headings of a document, a clause a line, as many levels as asked for (1 or more), ended by a line feed.

    Raises:
        SourceRefused: No text can be had from the file.
    """
    return show_outline(read_structure(path=path, source=source), depth=depth) + "\n"
