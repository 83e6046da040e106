"""Score what Luoshi reads in the real policies against their hand-made readings, with the script that lies beside them.

`make score` prints the table; `make score UPDATE=1` also writes it into both READMEs and raises the floors below which
`tests/readings/test_score_floors.py` lets no figure drop. A floor is never lowered here: that is done by hand, with a reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.corpus import ROOT, corpus_folder

FLOORS = ROOT / "tests" / "readings" / "floors.json"
READMES = {"README.md": "| Kind | Precision | Recall | F1 | Asked |", "README.zh-CN.md": "| 种类 | 准确率 | 召回率 | F1 | 要求 |"}
MISSING = """\
There are no real policies in {0}.
Set LUOSHI_CORPUS to the folder that holds policies/, gold/ and score_reading.py: LUOSHI_CORPUS=/path/to/folder make score"""
MARKERS = ("<!-- score: written by make score UPDATE=1 -->", "<!-- /score -->")
# What the first release was asked to reach on these documents; the rows without a figure were asked for nothing.
ASKED = {
    "target": 0.95,
    "duty": 0.97,
    "duty.support": 0.95,
    "duty.leader": 1.0,
    "reward": 0.92,
    "reward.words": 0.65,
    "stacking": 0.80,
    "register": 0.75,
    "procedure": 0.50,
    "deadline": 0.75,
}


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one row, from 0 to 1."""

    precision: float
    recall: float
    f1: float


def score_corpus(corpus: Path) -> dict[str, Score]:
    """Read every document that has a hand-made reading and score the lot.

    Raises:
        RuntimeError: A document could not be read, or the scorer failed; with what they printed.
    """
    with TemporaryDirectory() as folder:
        documents = sorted(path.stem for path in (corpus / "gold").glob("*.jsonl"))
        with ThreadPoolExecutor(max_workers=2) as pool:
            list(pool.map(lambda name: read_document(corpus, name, Path(folder)), documents))
        printed = run([sys.executable, str(corpus / "score_reading.py"), folder, str(corpus / "gold"), "--json"])
    rows = json.loads(printed)["kinds"]
    return {kind: Score(row["precision"], row["recall"], row["f1"]) for kind, row in rows.items()}


def read_document(corpus: Path, name: str, folder: Path) -> None:
    """Let the command line write the reading of one document into `folder`, as a user would."""
    source = corpus / "policies" / f"{name}.txt"
    run([sys.executable, "-m", "luoshi", "read", str(source), "--jsonl", str(folder / f"{name}.jsonl")])


def run(command: list[str]) -> str:
    """Run a command and return what it prints; its failure is ours."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def table(scores: dict[str, Score], head: str) -> str:
    """Draw the scores as a Markdown table under the given head."""
    lines = [head, "|---|---:|---:|---:|---:|"]
    for kind, score in scores.items():
        asked = f"{ASKED[kind]:.2f}" if kind in ASKED else ""
        lines.append(f"| {kind} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {asked} |")
    return "\n".join(lines)


def floor(score: Score) -> float:
    """The figure to keep: the F1 cut, not rounded, to three decimals, so that it holds for the run it came from."""
    return int(score.f1 * 1000 + 1e-9) / 1000


def dropped(scores: dict[str, Score], floors: dict[str, float]) -> list[str]:
    """Name the rows that fell below their floor, with both figures."""
    figures = {kind: scores[kind].f1 if kind in scores else 0.0 for kind in floors}
    return [f"{kind}: {figures[kind]:.4f} < {least:.3f}" for kind, least in floors.items() if figures[kind] < least]


def load_floors() -> dict[str, float]:
    """Return the recorded floors, row by row; none before the first update."""
    return dict(json.loads(FLOORS.read_text("utf-8"))) if FLOORS.exists() else {}


def update(scores: dict[str, Score]) -> None:
    """Write the tables between the markers of both READMEs, and the floors."""
    for name, head in READMES.items():
        path = ROOT / name
        before, rest = path.read_text("utf-8").split(MARKERS[0])
        after = rest.split(MARKERS[1])[1]
        path.write_text(f"{before}{MARKERS[0]}\n{table(scores, head)}\n{MARKERS[1]}{after}", "utf-8")
    FLOORS.write_text(json.dumps({kind: floor(score) for kind, score in scores.items()}, indent=2) + "\n", "utf-8")


def main() -> int:
    """Print the table; with --update also record it."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--update", action="store_true", help="write the READMEs and raise the floors")
    options = args.parse_args()
    corpus = corpus_folder()
    if not (corpus / "gold").is_dir():
        print(MISSING.format(corpus), file=sys.stderr)
        return 2
    try:
        scores = score_corpus(corpus)
    except RuntimeError as failed:
        print(failed, file=sys.stderr)
        return 1
    print(table(scores, READMES["README.md"]))
    if fallen := dropped(scores, load_floors()):
        print("Below the recorded floor:", *fallen, sep="\n  ", file=sys.stderr)
        return 1
    if options.update:
        update(scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
