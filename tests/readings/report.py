"""Print how well the sentences are read: precision, recall and F1 a kind.

python -m tests.readings.report               the sentences that may be looked at
python -m tests.readings.report --held-out    those that are held out: figures only
options: --misses  what was missed and invented (not for held-out ones);  --failures  ids for known_failures.txt
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.readings.cases import Case, faults_of, load_cases, read_document
from tests.readings.compare import Record, differing_fields, pair
from tests.readings.whole_documents import load_documents

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


def table(counts: dict[str, Counter[str]]) -> str:
    """Set the counts as a table."""
    lines = [f"{'kind':14}{'precision':>10}{'recall':>8}{'F1':>8}{'found':>7}{'invented':>9}{'missed':>7}{'fields':>7}"]
    for row in ROWS:
        c = counts[row]
        if not c.total():
            continue
        precision, recall = (c["found"] / (c["found"] + c[wrong] or 1) for wrong in ("invented", "missed"))
        f1 = 2 * precision * recall / (precision + recall or 1)
        lines.append(f"{row:14}{precision:10.3f}{recall:8.3f}{f1:8.3f}{c['found']:7}{c['invented']:9}{c['missed']:7}{c['differing']:7}")
    return "\n".join(lines)


def main() -> int:
    """Print the tables of sentences and of whole documents."""
    parser = argparse.ArgumentParser(prog="python -m tests.readings.report", description="How well the sentences are read.")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    cases = load_cases(options.held_out)
    counts, failed = count_cases(cases)
    if options.failures:
        print("\n".join(failed))
        return 0
    print(f"{len(cases)} sentences, {len(failed)} not read as expected\n{table(counts)}\n")
    whole: dict[str, Counter[str]] = defaultdict(Counter)
    documents = load_documents(options.held_out)
    for document in documents:
        count(read_document(document.text), document.expected, whole)
    print(f"{len(documents)} documents\n{table(whole)}")
    if options.misses and not options.held_out:
        print_misses([case for case in cases if case.id in failed])
    return 0


def print_misses(cases: list[Case]) -> None:
    """Print what is wrong, case by case."""
    for case in cases:
        print("", case.id, case.text, *faults_of(case), sep="\n  ")


if __name__ == "__main__":
    sys.exit(main())
