"""Invented whole documents, each with its reading in the reading format: a stand-in for the sealed ones."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tests.readings.compare import Record

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "src" / "luoshi" / "packs" / "examples"


@dataclass(frozen=True)
class Document:
    """One document: its id, its text, what a careful person reads in it."""

    id: str
    text: str
    expected: list[Record]


def load_documents(held_out: bool) -> list[Document]:
    """Return the documents of one side; the bundled example policy is among those that may be looked at."""
    folder = HERE / "documents" / ("held_out" if held_out else "")
    return [document_of(file) for file in sorted(folder.glob("*.jsonl"))]


def document_of(reading: Path) -> Document:
    """Load a reading and the text it belongs to."""
    text = reading.with_suffix(".txt")
    if not text.exists():
        text = EXAMPLES / text.name
    lines = reading.read_text("utf-8").splitlines()
    return Document(reading.stem, text.read_text("utf-8"), [json.loads(line) for line in lines if line])
