"""Feed the whole reader 20,000 spoilt documents and say what broke: `make fuzz`.

Each input has its own seed, printed where it fails: `make fuzz SEED=<that seed> COUNT=1` brings it back. An input is mostly a
window of some lines, since a fault hides in a line or between two; one in fifty is a whole document. No input may crash the reader,
take longer than a few seconds, or give a reading that `tools.judge` objects to.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from types import FrameType

from luoshi.commitments.nodes import Reading
from luoshi.source import SourceRefused
from tools.corpus import corpus_folder
from tools.forms import FORMS
from tools.judge import judge, read_bytes, wrong_outputs
from tools.mangle import mangle

SECONDS_AN_INPUT = 20
BATCH = 100
# Pages, programmes and the rest are drawn from every so manieth reading: they cost more than the reading itself.
OUTPUTS_EVERY = 5
# A PDF is read in a process of its own, which costs as much as ten other files.
RARE = {".pdf": 2}
# Failures that differ in their numbers only are one kind; a few seeds of each are enough to mend it.
SHOWN_OF_A_KIND = 3


class TookTooLong(Exception):  # noqa: N818 - named as one would say it
    """One input held the reader longer than `SECONDS_AN_INPUT`."""


@dataclass(frozen=True)
class Outcome:
    """What one input came to: `read`, `refused` or `failed`, and, where it failed, all that was wrong."""

    seed: int
    form: str
    verdict: str
    faults: tuple[str, ...] = ()


@cache
def documents() -> tuple[tuple[str, ...], ...]:
    """The lines of the bundled examples and, where they are at hand, of the real policies."""
    bundled = [path.read_text("utf-8") for path in files("luoshi.packs").joinpath("examples").iterdir() if path.name.endswith(".txt")]
    real = [path.read_text("utf-8", "replace") for path in sorted((corpus_folder() / "policies").glob("*.txt"))]
    return tuple(tuple(text.splitlines()) for text in bundled + real)


def draw_input(seed: int) -> tuple[str, bytes]:
    """Draw the input of one seed: the name it comes under, and its bytes."""
    draw = Random(seed)
    lines = draw.choice(documents())
    if draw.random() > 0.02:
        start = draw.randrange(len(lines))
        lines = lines[start : start + draw.randrange(1, 40)]
    name = draw.choices(sorted(FORMS), [RARE.get(Path(name).suffix, 10) for name in sorted(FORMS)])[0]
    return name, mangle(list(lines), name, draw)


def give_up(_signal: int, _frame: FrameType | None) -> None:
    """End an input that hangs."""
    raise TookTooLong(f"longer than {SECONDS_AN_INPUT} s")


def try_input(seed: int) -> Outcome:
    """Read one input and judge it."""
    name, data = draw_input(seed)
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS_AN_INPUT)
    try:
        read = read_bytes(data, name)
        faults = judge(read)
        if seed % OUTPUTS_EVERY == 0 and isinstance(read, Reading):
            faults += wrong_outputs(read)
    except Exception as fault:  # whatever it is, it is what we are looking for
        return Outcome(seed, name, "failed", (where_it_broke(fault),))
    finally:
        signal.alarm(0)
    if faults:
        return Outcome(seed, name, "failed", tuple(faults))
    return Outcome(seed, name, "refused" if isinstance(read, SourceRefused) else "read")


def where_it_broke(fault: Exception) -> str:
    """Name an exception and the last place in our own code that it came through."""
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "luoshi" in Path(frame.filename).parts]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(fault).__name__}: {fault}{place}"


def try_batch(first: int, count: int) -> list[Outcome]:
    """Try `count` inputs from the seed `first` on."""
    return [try_input(seed) for seed in range(first, first + count)]


def outcomes(first: int, count: int, seconds: float) -> Iterator[Outcome]:
    """Try inputs over two processes until all are done or the time is up."""
    until = time.monotonic() + seconds
    starts = range(first, first + count, BATCH)
    with ProcessPoolExecutor(max_workers=2) as pool:
        running = [pool.submit(try_batch, start, min(BATCH, first + count - start)) for start in starts]
        for batch in running:
            if time.monotonic() > until and batch.cancel():
                continue
            yield from batch.result()


def main() -> int:
    """Run, print the first failures of each kind with their seeds, and how many of what there were."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--inputs", type=int, default=20_000)
    args.add_argument("--seed", type=int, default=time.time_ns() % 10**9, help="of the first input; the next has the next number")
    args.add_argument("--seconds", type=float, default=1800, help="start no further inputs after so long")
    options = args.parse_args()
    print(f"{options.inputs} inputs from seed {options.seed} on, {len(documents())} documents")
    started, verdicts, failures = time.monotonic(), Counter[str](), Counter[str]()
    for outcome in outcomes(options.seed, options.inputs, options.seconds):
        verdicts[outcome.verdict] += 1
        if outcome.verdict == "failed":
            kinds = {re.sub(r"[\d.]+", "#", fault): fault for fault in outcome.faults}
            failures.update(kinds.keys())
            for fault in (fault for kind, fault in kinds.items() if failures[kind] <= SHOWN_OF_A_KIND):
                print(f"seed {outcome.seed} ({outcome.form}): {fault}", flush=True)
    done = sum(verdicts.values())
    print(f"{done} inputs in {time.monotonic() - started:.0f} s: " + ", ".join(f"{n} {verdict}" for verdict, n in sorted(verdicts.items())))
    if done < options.inputs:
        print(f"time was up before {options.inputs - done} of them", file=sys.stderr)
    return 1 if verdicts["failed"] or done < options.inputs else 0


if __name__ == "__main__":
    sys.exit(main())
