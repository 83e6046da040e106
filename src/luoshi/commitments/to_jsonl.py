"""A Reading as lines of JSON, one commitment a line, in the reading format (docs/reading-format.md)."""

from __future__ import annotations

import json

from luoshi.commitments.nodes import Reading
from luoshi.commitments.to_records import to_records


def to_jsonl(reading: Reading) -> str:
    """Return one JSON object a line, each ended by a line feed; empty where nothing was read. Chinese stays Chinese."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in to_records(reading))
