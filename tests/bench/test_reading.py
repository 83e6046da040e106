"""From a file to commitments: how long it takes, how the time grows with the text, how much memory it needs.

Each benchmark leaves what it measured and the limit it was held to in `extra_info`, from which `make bench` draws its table.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from luoshi.commitments.from_policy import read_commitments
from luoshi.commitments.nodes import Reading
from luoshi.policy import read_policy
from luoshi.text import load_source, read_text
from tests.bench.conftest import policy_text

WARM_SECONDS = 1.0
COLD_SECONDS = 2.0
HELP_SECONDS = 0.3
PEAK_MB = 300
# A text ten times as long may cost this much more a character before we call it anything but linear; quadratic would be 10.
GROWTH = 1.5
SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
# VmHWM is of this program alone; ru_maxrss would count what the process that started it had used.
MEASURE_PEAK = """
import sys
from pathlib import Path
from luoshi.cli import main
try:
    main(["read", sys.argv[1], "--jsonl", sys.argv[2]])
finally:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(line.split()[1], file=sys.stderr)
"""


def read(data: bytes) -> Reading:
    return read_commitments(read_policy(read_text(load_source(None, data, name="方案.txt"))))


def record(benchmark: BenchmarkFixture, what: str, value: float, limit: float | None, unit: str) -> None:
    benchmark.extra_info.update(what=what, value=value, limit=limit, unit=unit)


def luoshi(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "luoshi", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_regional_plan_in_a_warm_process(benchmark: BenchmarkFixture, regional_plan: Path) -> None:
    data = regional_plan.read_bytes()
    reading = benchmark.pedantic(read, (data,), rounds=7, warmup_rounds=1)

    record(benchmark, "regional plan, damaged form, warm process", median := benchmark.stats.stats.median, WARM_SECONDS, "s")
    assert len(reading.commitments) > 100
    assert median < WARM_SECONDS


def test_regional_plan_as_a_whole_cold_process(benchmark: BenchmarkFixture, regional_plan: Path) -> None:
    benchmark.pedantic(luoshi, ("read", str(regional_plan), "--jsonl", os.devnull), rounds=5)

    record(benchmark, "regional plan, damaged form, whole cold process", median := benchmark.stats.stats.median, COLD_SECONDS, "s")
    assert median < COLD_SECONDS


def test_help_as_a_whole_cold_process(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(luoshi, ("--help",), rounds=7, warmup_rounds=1)

    record(benchmark, "luoshi --help, whole process", median := benchmark.stats.stats.median, HELP_SECONDS, "s")
    assert median < HELP_SECONDS


def microseconds_a_character(data: bytes, rounds: int) -> float:
    length, spent = len(data.decode()), []
    for _ in range(rounds):
        started = time.perf_counter()
        read(data)
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) / length * 1e6


def test_cost_grows_linearly_with_the_text(benchmark: BenchmarkFixture, example: str) -> None:
    texts = {label: policy_text(example, size).encode() for label, size in SIZES.items()}
    read(texts["10 KB"])

    costs = {label: microseconds_a_character(data, 1 if label == "1 MB" else 5) for label, data in texts.items() if label != "1 MB"}
    benchmark.pedantic(read, (texts["1 MB"],), rounds=3)
    costs["1 MB"] = benchmark.stats.stats.median / len(texts["1 MB"].decode()) * 1e6

    ratios = ", ".join(f"{label} {cost:.1f} µs (× {cost / costs['10 KB']:.2f})" for label, cost in costs.items())
    record(benchmark, f"cost a character: {ratios}", costs["1 MB"] / costs["100 KB"], GROWTH, "×")
    assert costs["100 KB"] / costs["10 KB"] < GROWTH
    assert costs["1 MB"] / costs["100 KB"] < GROWTH


def peak_mb(benchmark: BenchmarkFixture, path: Path, out: Path) -> float:
    command = [sys.executable, "-c", MEASURE_PEAK, str(path), str(out)]
    done = benchmark.pedantic(lambda: subprocess.run(command, capture_output=True, text=True, check=False), rounds=1)
    assert out.stat().st_size > 0, done.stderr
    return int(done.stderr.split()[-1]) / 1024


def test_peak_memory_of_the_regional_plan(benchmark: BenchmarkFixture, regional_plan: Path, tmp_path: Path) -> None:
    peak = peak_mb(benchmark, regional_plan, tmp_path / "out.jsonl")

    record(benchmark, "peak memory, regional plan", peak, PEAK_MB, "MB")
    assert peak < PEAK_MB


def test_peak_memory_of_a_megabyte_of_policy_text(benchmark: BenchmarkFixture, example: str, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(policy_text(example, SIZES["1 MB"]), "utf-8")

    peak = peak_mb(benchmark, path, tmp_path / "out.jsonl")

    record(benchmark, "peak memory, 1 MB of policy text", peak, PEAK_MB, "MB")
    assert peak < PEAK_MB
