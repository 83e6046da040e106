"""The process that reads one PDF for `from_pdf`: bytes come in on standard input, a Draft or a refusal goes out as JSON.

A PDF is a program for a machine written in C++. Here it gets little memory and little time, and when it brings the machine down, the
caller only learns that the file could not be read.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from luoshi.source import Diagnostic, Severity, SourceRefused, Span
from luoshi.text.draft import Draft
from luoshi.text.limits import MAX_PDF_MEMORY_BYTES, MAX_READING_SECONDS
from luoshi.text.nodes import Anchor


def main() -> None:
    """Read the PDF on standard input and print the answer."""
    limit_resources()
    from luoshi.text.pdf_document import read_pdf  # loads pdfium, under the limits

    try:
        answer: dict[str, Any] = {"draft": packed(read_pdf(sys.stdin.buffer.read()))}
    except SourceRefused as refusal:
        answer = {"refused": [refusal.code, refusal.message, refusal.hint]}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def limit_resources() -> None:
    """Bound memory, time and core files of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows; there only the caller's clock stops it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_PDF_MEMORY_BYTES, MAX_PDF_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(MAX_READING_SECONDS), int(MAX_READING_SECONDS) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def packed(draft: Draft) -> dict[str, Any]:
    """Return a Draft as plain values for JSON."""
    return {
        "raw": draft.raw,
        "anchors": [(anchor.offset, anchor.label) for anchor in draft.anchors],
        "metadata": dict(draft.metadata),
        "tables": [(span.start, span.end, rows) for span, rows in draft.tables],
        "page_starts": draft.page_starts,
        "diagnostics": [(item.code, item.severity, item.message, item.hint) for item in draft.diagnostics],
    }


def unpacked(answer: Any) -> Draft:
    """Return the Draft that was packed; lone halves of surrogate pairs, which no text has, are marked."""
    return Draft(
        raw=whole(answer["raw"]),
        anchors=tuple(Anchor(int(offset), str(label)) for offset, label in answer["anchors"]),
        metadata={str(key): whole(value) for key, value in answer["metadata"].items()},
        tables=tuple((Span(start, end), tuple(tuple(map(whole, row)) for row in rows)) for start, end, rows in answer["tables"]),
        wrapped=True,
        page_starts=tuple(map(int, answer["page_starts"])),
        diagnostics=tuple(
            Diagnostic(code, Severity(severity), message, hint=hint) for code, severity, message, hint in answer["diagnostics"]
        ),
    )


def whole(chars: Any) -> str:
    """Return a string free of lone surrogates."""
    return str(chars).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


if __name__ == "__main__":
    main()
