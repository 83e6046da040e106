"""What must hold for the reading of any bytes whatever; the mangling tests and the fuzzer both ask it."""

from __future__ import annotations

import json

from lxml import etree

from luoshi.cli.paint import Paint
from luoshi.cli.reading_summary import summary_lines
from luoshi.commitments.from_policy import read_commitments
from luoshi.commitments.nodes import Reading
from luoshi.commitments.to_jsonl import to_jsonl
from luoshi.comparison.from_readings import compare_readings
from luoshi.lint import lint_reading
from luoshi.papers.reading_page import reading_page
from luoshi.policy import Policy, read_policy
from luoshi.policy.to_akn import to_akn
from luoshi.policy.to_text import to_text
from luoshi.programme.from_reading import draft_programme
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.to_yaml import to_yaml
from luoshi.source import Diagnostic, SourceRefused
from luoshi.text import Text, load_source, read_text

EMPTY_LINES = frozenset("\n")


def read_bytes(data: bytes, name: str) -> Reading | SourceRefused:
    """Read a document, or return the refusal that a user would see."""
    try:
        return read_commitments(read_policy(read_text(load_source(None, data, name=name))))
    except SourceRefused as refused:
        return refused


def judge(read: Reading | SourceRefused) -> list[str]:
    """Name what is wrong with a reading or a refusal; empty where all is well."""
    if isinstance(read, SourceRefused):
        return [] if read.code.startswith("source.") and read.message.endswith("。") else [f"a refusal without a sentence: {read!r}"]
    return [*wrong_text(read.policy.text), *wrong_tree(read.policy), *wrong_commitments(read), *wrong_lines(read)]


def wrong_text(text: Text) -> list[str]:
    """Every clean character leads back to a place in the raw ones."""
    if not len(text.chars) == len(text.starts) == len(text.ends):
        return ["the offset map is not as long as the text"]
    inside = all(0 <= start <= end <= len(text.raw) for start, end in zip(text.starts, text.ends, strict=True))
    return [] if inside else ["an offset leads out of the raw text"]


def wrong_tree(policy: Policy) -> list[str]:
    """The clauses hold every character but the line breaks between them, each once, and no identifier stands for two."""
    chars, at, faults = policy.text.chars, 0, []
    for clause in policy.clauses:
        if clause.span.start < at or not EMPTY_LINES.issuperset(chars[at : clause.span.start]):
            faults.append(f"text lost or doubled before {clause.path}")
        at = clause.span.end
    if not EMPTY_LINES.issuperset(chars[at:]):
        faults.append("text lost behind the last clause")
    names = [clause.id for clause in policy.walk()]
    return faults if len(names) == len(set(names)) else [*faults, "an identifier stands for two clauses"]


def wrong_commitments(reading: Reading) -> list[str]:
    """Every commitment quotes the text at its span, names a clause that exists, and doubts itself where it is less than sure."""
    chars, faults = reading.policy.text.chars, []
    paths = {clause.path for clause in reading.policy.walk()}
    for found in reading.commitments:
        if not 0 <= found.span.start < found.span.end <= len(chars) or found.span.of(chars) != found.quote:
            faults.append(f"not a quote: {found.kind} {found.span}")
        if found.clause not in paths:
            faults.append(f"no such clause: {found.kind} {found.clause}")
        if not 0 < found.confidence <= 1 or (found.confidence < 1 and not found.doubts):
            faults.append(f"confidence without a reason: {found.kind} {found.confidence}")
    if any(a.span.start > b.span.start for a, b in zip(reading.commitments, reading.commitments[1:], strict=False)):
        faults.append("commitments out of order")
    return faults + [fault for d in reading.diagnostics for fault in wrong_diagnostic(d, len(chars))]


def wrong_diagnostic(diagnostic: Diagnostic, length: int) -> list[str]:
    """A diagnostic says something, about words that are there."""
    inside = all(span.end <= length for span in diagnostic.spans)
    return [] if inside and diagnostic.message else [f"not in the text: {diagnostic.code}"]


def wrong_lines(reading: Reading) -> list[str]:
    """What is written for other programs is one JSON object a line, a commitment each."""
    objects = [json.loads(line) for line in to_jsonl(reading).splitlines()]
    return [] if len(objects) == len(reading.commitments) else ["JSONL does not hold every commitment"]


def wrong_outputs(reading: Reading) -> list[str]:
    """Everything that is made of a reading can be made of this one: text, Akoma Ntoso, page, programme, summary, lint, comparison."""
    policy, length = reading.policy, len(reading.policy.text.chars)
    etree.fromstring(to_akn(policy).encode())
    faults = [] if to_text(policy) == policy.text.chars else ["the tree does not give the text again"]
    faults += [] if "</html>" in reading_page(reading) else ["the page is not whole"]
    draft = draft_programme(reading)
    faults += [] if programme_from_yaml(to_yaml(draft)) == draft else ["the draft programme does not load again as what it was"]
    faults += [fault for finding in lint_reading(reading) for fault in wrong_diagnostic(finding, length)]
    faults += [] if list(summary_lines(reading, columns_wide=80, paint=Paint(), full=True)) else ["the summary is empty"]
    same = compare_readings(reading, reading)
    has_changed = any(clause.changes for clause in same.clauses) or same.commitments
    return [*faults, "a document differs from itself"] if has_changed else faults
