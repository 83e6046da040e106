"""Print how well the sentences are read: precision, recall and F1 a kind.

python -m tests.readings.report               the sentences that may be looked at
python -m tests.readings.report --held-out    those that are held out: figures only
options: --misses  what was missed and invented (not for held-out ones);  --failures  ids for known_failures.txt
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.readings.cases import HERE, Case, faults_of, load_cases, read_document
from tests.readings.compare import Record, differing_fields, pair
from tests.readings.whole_documents import load_documents

FLOORS = HERE / "documents" / "floors.json"
ROWS = ("target", "duty", "reward", "reward.words", "stacking", "register", "procedure", "deadline")


def row_of(record: Record) -> str:
    """Return the row a statement is counted in: its kind, with rewards that name no number apart."""
    words_only = record["kind"] == "reward" and record["formula"]["type"] == "unquantified"
    return "reward.words" if words_only else str(record["kind"])


def count(read: Iterable[Record], expected: Iterable[Record], counts: dict[str, Counter[str]]) -> None:
    """Add one reading to the counts: found, invented, missed, and pairs that differ in further fields."""
    for row in ROWS:
        mine, wanted = ([r for r in records if row_of(r) == row] for records in (read, expected))
        pairs = pair(mine, wanted)
        demanded = [j for j, r in enumerate(wanted) if not r.get("optional")]
        found = sum(j in demanded for _, j in pairs)
        counts[row].update(found=found, invented=len(mine) - len(pairs), missed=len(demanded) - found)
        counts[row].update(differing=sum(bool(differing_fields(mine[i], wanted[j])) for i, j in pairs))


def count_cases(cases: list[Case]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Read all cases; return the counts and the ids of those that are not read as expected."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    failed = []
    for case in cases:
        read = [{**record, "clause": ""} for record in read_document(case.document) if record["kind"] in case.kinds]
        tried = []
        for expected in (case.expect, *case.or_expect):
            found: dict[str, Counter[str]] = defaultdict(Counter)
            count(read, list(expected), found)
            tried.append(found)
        best = min(tried, key=lambda found: sum(c["invented"] + c["missed"] for c in found.values()))
        for row, counter in best.items():
            counts[row].update(counter)
        if faults_of(case):
            failed.append(case.id)
    return counts, failed


def f1(counter: Counter[str]) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean; 0 where nothing was found."""
    precision, recall = (counter["found"] / (counter["found"] + counter[wrong] or 1) for wrong in ("invented", "missed"))
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def table(counts: dict[str, Counter[str]]) -> str:
    """Set the counts as a table."""
    lines = [f"{'kind':14}{'precision':>10}{'recall':>8}{'F1':>8}{'found':>7}{'invented':>9}{'missed':>7}{'fields':>7}"]
    for row in (row for row in ROWS if counts[row].total()):
        c, figures = counts[row], "{:10.3f}{:8.3f}{:8.3f}".format(*f1(counts[row]))
        lines.append(f"{row:14}{figures}{c['found']:7}{c['invented']:9}{c['missed']:7}{c['differing']:7}")
    return "\n".join(lines)


def count_documents(held_out: bool) -> dict[str, Counter[str]]:
    """Read the whole documents of one side and count."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in load_documents(held_out):
        count(read_document(document.text), document.expected, counts)
    return counts


def document_figures() -> dict[str, dict[str, float]]:
    """Return the F1 of every kind on either side, cut to three digits."""
    sides = {"open": count_documents(False), "held_out": count_documents(True)}
    return {side: {row: math.floor(1000 * f1(c)[2]) / 1000 for row, c in counts.items() if c.total()} for side, counts in sides.items()}


def counts_table() -> str:
    """Return the table of README.md: cases a topic, good and bad, open and held out."""
    cases = load_cases()
    lines = ["| topic | good | bad | held out | all |", "|---|---|---|---|---|"]
    for topic in (*sorted({case.topic for case in cases}), "all"):
        mine = [case for case in cases if topic in (case.topic, "all")]
        good, held = sum(case.good for case in mine), sum(case.held_out for case in mine)
        lines.append(f"| {topic} | {good} | {len(mine) - good} | {held} | {len(mine)} |")
    return "\n".join(lines)


def options_of(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.readings.report", description="How well the sentences are read.")
    for name in ("--held-out", "--misses", "--failures", "--counts", "--update-floors"):
        parser.add_argument(name, action="store_true")
    return parser.parse_args(arguments)


def main() -> int:
    """Print what was asked for."""
    options = options_of()
    if options.counts:
        print(counts_table())
    elif options.failures:
        print("\n".join(sorted(case.id for case in load_cases() if faults_of(case))))
    elif options.update_floors:
        FLOORS.write_text(json.dumps(document_figures(), indent=2) + "\n", "utf-8")
    else:
        print_figures(options.held_out, misses=options.misses and not options.held_out)
    return 0


def print_figures(held_out: bool, misses: bool) -> None:
    """Print the tables of the sentences and of the whole documents of one side."""
    cases = load_cases(held_out)
    counts, failed = count_cases(cases)
    print(f"{len(cases)} sentences, {len(failed)} not read as expected\n{table(counts)}\n")
    print(f"{len(load_documents(held_out))} documents\n{table(count_documents(held_out))}")
    if misses:
        print_misses([case for case in cases if case.id in failed])


def print_misses(cases: list[Case]) -> None:
    """Print what is wrong, case by case."""
    for case in cases:
        print("", case.id, case.text, *faults_of(case), sep="\n  ")


if __name__ == "__main__":
    sys.exit(main())
