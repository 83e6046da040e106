"""Texts for tests of the tree: any string as a Text whose characters stand where they stood."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from luoshi.policy import Policy, read_policy
from luoshi.policy.nodes import Clause
from luoshi.source import Source, Span
from luoshi.text.nodes import Table, Text


def text_of(chars: str, *, name: str = "方案.txt", metadata: Mapping[str, str] | None = None, tables: tuple[str, ...] = ()) -> Text:
    """Return a Text of these characters; `tables` are pieces of it, rows as lines, cells joined by ` | `."""
    count = len(chars)
    source = Source(name, chars.encode("utf-8", "surrogatepass"))
    spans = [Span(chars.index(table), chars.index(table) + len(table)) for table in tables]
    return Text(
        source=source,
        raw=chars,
        chars=chars,
        starts=array("I", range(count)),
        ends=array("I", range(1, count + 1)),
        metadata=metadata or {},
        tables=tuple(Table(span, tuple(tuple(row.split(" | ")) for row in span.of(chars).split("\n"))) for span in spans),
    )


def read(*lines: str, metadata: Mapping[str, str] | None = None, tables: tuple[str, ...] = ()) -> Policy:
    """Read the lines as a policy."""
    return read_policy(text_of("\n".join(lines), metadata=metadata, tables=tables))


def clause_at(policy: Policy, path: str) -> Clause:
    """Return the one clause with this path."""
    found = [clause for clause in policy.walk() if clause.path == path]
    assert len(found) == 1, f"{path}: {len(found)} clauses"
    return found[0]


def bodies(policy: Policy, path: str) -> list[str]:
    """Return the paragraphs of the clause with this path."""
    return [span.of(policy.text.chars) for span in clause_at(policy, path).body]


def outline(policy: Policy) -> list[str]:
    """Return path and heading of every clause but the preamble's own, `path` alone where it has no heading."""
    return [f"{clause.path} {clause.heading}".strip() for clause in policy.walk() if not clause.path.startswith("0")]
