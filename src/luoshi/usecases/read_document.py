"""Read a document: from a file to its commitments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from luoshi.commitments.from_policy import read_commitments
from luoshi.commitments.nodes import Kind, Reading
from luoshi.policy import Policy, read_policy
from luoshi.source import Source
from luoshi.text import load_source, read_text


def read_document(*, path: Path | None = None, source: Source | None = None, kinds: Collection[Kind] = ()) -> Reading:
    """Read what a document commits its place to.

    Args:
        path: The file; or else
        source: Its bytes, already loaded.
        kinds: Keep only commitments of these kinds; all of them by default. Diagnostics are kept whole.

    Raises:
        SourceRefused: No text can be had from the file; the message says why and what to do.
    """
    reading = read_commitments(read_structure(path=path, source=source))
    return of_kinds(reading, kinds) if kinds else reading


def read_structure(*, path: Path | None = None, source: Source | None = None) -> Policy:
    """Read a document no further than its tree of clauses.

    Raises:
        SourceRefused: No text can be had from the file.
    """
    return read_policy(read_text(source if source is not None else load_source(path)))


def of_kinds(reading: Reading, kinds: Collection[Kind]) -> Reading:
    """Keep the commitments of some kinds, with the groups of repeated targets that remain whole among them."""
    kept = [index for index, commitment in enumerate(reading.commitments) if commitment.kind in kinds]
    place = {old: new for new, old in enumerate(kept)}
    same = tuple(tuple(place[index] for index in group) for group in reading.same if all(index in place for index in group))
    return replace(reading, commitments=tuple(reading.commitments[index] for index in kept), same=same)
