"""Measure something in a process of its own: one warm-up, the median of several rounds, the peak memory of the process and its children."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[3]
BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
OWN_PYTHON = ROOT / ".venv" / "bin" / "python"
ROUNDS = 5
ROUNDS_VARIABLE = "LUOSHI_BENCH_ROUNDS"

_Result = TypeVar("_Result")


def rounds_wanted() -> int:
    """Return how often each thing is measured."""
    return int(os.environ.get(ROUNDS_VARIABLE, ROUNDS))


@dataclass(frozen=True, slots=True)
class Times:
    """What each round took: seconds on the wall, and seconds that all threads of this process have worked."""

    seconds: Sequence[float]
    processor: Sequence[float] = ()


def timed(run: Callable[[], _Result], *, rounds: int, warm_ups: int = 1) -> tuple[_Result, Times]:
    """Run so often; return the last result and what each round took."""
    assert rounds > 0
    for _ in range(warm_ups):
        result = run()
    seconds, processor = [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        result = run()
        seconds.append(time.perf_counter() - started)
        processor.append(time.process_time() - worked)
    return result, Times(seconds, processor)


def measurement(times: Times, **more: Any) -> dict[str, Any]:
    """Return what a process reports of itself: medians and best, its peak memory, how busy the machine was."""
    found = {"seconds": statistics.median(times.seconds), "best": min(times.seconds), "peak_mib": peak_mib(), "load": os.getloadavg()[0]}
    if times.processor:
        found["processor"] = statistics.median(times.processor)
    return {**found, **more}


def report(found: dict[str, Any]) -> None:
    """Print a measurement as the last line, for `measure_apart`."""
    print(json.dumps(found))


def measure_apart(module: str, *arguments: object, python: Path = BENCH_PYTHON) -> dict[str, Any]:
    """Run a module in a process of its own and return what it reports.

    Raises:
        RuntimeError: It failed; with the end of what it said.
    """
    command = [str(python), "-W", "error", "-m", f"tests.bench.rewards.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{module} {arguments}: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def peak_mib() -> float:
    """Return the high-water marks of this process and all below it, added up (Linux alone tells)."""
    return sum(_high_water_kib(pid) for pid in family(os.getpid())) / 1024


def family(pid: int) -> Iterator[int]:
    """Yield a process and all that it and its children have started."""
    yield pid
    for task in Path("/proc", str(pid), "task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def _high_water_kib(pid: int) -> int:
    lines = Path("/proc", str(pid), "status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def note(words: str) -> None:
    """Say on standard error how far it is."""
    print(words, file=sys.stderr, flush=True)
