"""Compare two versions of a document."""

from __future__ import annotations

from luoshi.commitments.nodes import Reading
from luoshi.comparison import Comparison, compare_readings
from luoshi.source import Source, SourceRefused
from luoshi.usecases.read_document import read_document


def compare_documents(*, old: Source, new: Source) -> Comparison:
    """Read two versions of a document and compare them: clauses, and what they commit the place to.

    Raises:
        SourceRefused: No text can be had from one of the files; the message names it.
    """
    return compare_readings(_read(old), _read(new))


def _read(source: Source) -> Reading:
    try:
        return read_document(source=source)
    except SourceRefused as refused:
        raise SourceRefused(refused.code, f"{source.name}：{refused.message}", refused.hint) from refused
