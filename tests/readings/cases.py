"""The sentences of `tests/readings`: load them from their files, put a small document around each, read it, say what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from luoshi.commitments.from_policy import read_commitments
from luoshi.commitments.to_records import to_records
from luoshi.policy import read_policy
from luoshi.text import load_source, read_text
from tests.readings.compare import Record, differing_fields, pair

HERE = Path(__file__).parent
TITLES = {"plan": "云溪县推动科技创新高质量发展行动方案", "rules": "云溪县促进科技创新若干政策措施"}
FIRST_HEADINGS = {"plan": "一、重点任务", "rules": "一、支持政策"}


@dataclass(frozen=True)
class Case:
    """One sentence with what must, may and must not be read in it.

    Attributes:
        id: Unique over all files; good and bad, held out or not.
        text: The sentence, or the lines of a clause.
        kind_of_document: `plan` names tasks, `rules` grants things.
        title, period: Of the document around it; by default an invented title without years.
        heading: False where `text` brings its own headings.
        expect: What is read, in the reading format; a `clause` is not stated.
        or_expect: Other complete readings that are as good.
        expect_none: Kinds of which nothing beyond `expect` may be read.
        held_out: True where nobody may tune on it.
        topic: Name of its file.
    """

    id: str
    text: str
    kind_of_document: str
    topic: str
    held_out: bool
    good: bool
    title: str = ""
    period: tuple[int, int] | None = None
    heading: bool = True
    expect: tuple[Record, ...] = ()
    or_expect: tuple[tuple[Record, ...], ...] = ()
    expect_none: tuple[str, ...] = ()

    @property
    def kinds(self) -> set[str]:
        """The kinds that this case speaks about; others may be read or not."""
        return {record["kind"] for record in self.expect} | set(self.expect_none)

    @property
    def document(self) -> str:
        """The sentence inside a small document."""
        years = f"（{self.period[0]}—{self.period[1]}年）" if self.period else ""
        title = (self.title or TITLES[self.kind_of_document]) + years
        heading = [FIRST_HEADINGS[self.kind_of_document]] if self.heading else []
        return "\n".join([title, *heading, self.text]) + "\n"


def known_failures() -> set[str]:
    """Return what is known not to be read right yet: ids of sentences, and `clauses of <document>`."""
    lines = (HERE / "known_failures.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def load_cases(held_out: bool | None = None) -> list[Case]:
    """Return the cases in order of file and place; `held_out` picks one side."""
    return [case for case in every_case() if held_out is None or case.held_out == held_out]


def every_case() -> Iterator[Case]:
    """Yield all cases of all files."""
    for held_out, folder in ((False, HERE), (True, HERE / "held_out")):
        for side in ("good", "bad"):
            for file in sorted((folder / side).glob("*.yaml")):
                for entry in yaml.safe_load(file.read_text("utf-8")):
                    yield case_of(entry, topic=file.stem, held_out=held_out, good=side == "good")


def case_of(entry: dict[str, Any], **where: Any) -> Case:
    """Make a case of one entry of a file; an unknown key is a mistake and raises."""
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    frozen["or_expect"] = tuple(map(tuple, entry.get("or_expect", ())))
    return Case(**frozen, **where)


def read_document(text: str) -> list[Record]:
    """Read a document as a user's text file is read; statements as they are exported."""
    policy = read_policy(read_text(load_source(None, text.encode(), name="例.txt")))
    return [json.loads(json.dumps(record)) for record in to_records(read_commitments(policy))]


def faults_of(case: Case) -> list[str]:
    """Read a case and return what is wrong with the reading, in words; empty where it is as expected."""
    read = [{**record, "clause": ""} for record in read_document(case.document) if record["kind"] in case.kinds]
    readings = [faults_against(read, list(expected)) for expected in (case.expect, *case.or_expect)]
    return min(readings, key=len)


def faults_against(read: list[Record], expected: list[Record]) -> list[str]:
    """Compare one reading with one expectation."""
    pairs = pair(read, expected)
    hit_read, hit_expected = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [f"missed   {shown(r)}" for j, r in enumerate(expected) if j not in hit_expected and not r.get("optional")]
    invented = [f"invented {shown(r)}" for i, r in enumerate(read) if i not in hit_read]
    differing = [f"differs in {field}: {shown(read[i])}" for i, j in pairs for field in differing_fields(read[i], expected[j])]
    return missed + invented + differing


def shown(record: Record) -> str:
    """Return a statement in one line without what a case does not state."""
    return json.dumps({k: v for k, v in record.items() if k not in ("clause", "quote") and v not in (None, [])}, ensure_ascii=False)
