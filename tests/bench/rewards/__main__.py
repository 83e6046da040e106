"""Measure how rewards are settled, all engines side by side, and draw the tables: `make bench-rewards`, UPDATE=1 writes docs/benchmarks.md.

Parts can be named to measure them again without the others: ratio, ten-rules, what-if, programmes, enterprise, spark.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.rewards.measuring import OWN_PYTHON, ROOT, measure_apart, note
from tests.bench.rewards.report import CROWDED, ENGINES, MILLION, SAMPLED, TOGETHER, VARIANTS, section
from tests.bench.rewards.results import Results
from tools.bench import REWARDS, with_part

PARTS = ("ratio", "ten-rules", "what-if", "programmes", "enterprise", "spark")
BY_SIZE, AT_A_MILLION = {"ratio", "ten-rules"}, {"what-if", "spark"}
# So often are those with matters repeated that there are as many matters as enterprises.
COPIES = 15
SIZES = (100_000, MILLION, 10_000_000)
RESULTS = ROOT / "build" / "bench" / "rewards" / "results.json"
PAGE = ROOT / "docs" / "benchmarks.md"


def machine() -> str:
    """Name the machine in one line."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB; Python {platform.python_version()}"


def measure(results: Results, parts: Sequence[str], sizes: Sequence[int]) -> None:
    """Measure the parts that are asked for."""
    wanted = {*(sizes if BY_SIZE & set(parts) else ()), *((MILLION,) if AT_A_MILLION & set(parts) else ())}
    populations = {size: _drawn(size) for size in sorted(wanted)}
    for part in parts:
        if part == "ratio":
            _ratios(results, populations, sizes)
        elif part == "ten-rules":
            _ten_rules(results, populations, sizes)
        elif part == "what-if":
            _put(results, f"what-if/{MILLION}", "what_if", populations[MILLION])
        elif part == "programmes":
            _programmes(results)
        elif part == "enterprise":
            for name in TOGETHER.split("+"):
                _put(results, f"enterprise/{name}", "one_enterprise", name)
        elif os.environ.get("LUOSHI_BENCH_SPARK"):
            _put(results, f"spark/{MILLION}", "on_spark", populations[MILLION], python=OWN_PYTHON)


def _drawn(size: int) -> str:
    note(f"{size:,} enterprises")
    return str(measure_apart("draw", size)["path"])


def _put(results: Results, name: str, module: str, *arguments: object, python: Path | None = None) -> None:
    found = measure_apart(module, *arguments, **({"python": python} if python else {}))
    results.put(name, found)
    note(f"{name}: {found}")


def _ratios(results: Results, populations: dict[int, str], sizes: Sequence[int]) -> None:
    for size in sizes:
        for variant in VARIANTS:
            _put(results, f"ratio/{size}/{variant}", "ratio", populations[size], variant)


def _ten_rules(results: Results, populations: dict[int, str], sizes: Sequence[int]) -> None:
    for size in sizes:
        for variant in VARIANTS:
            for engine in ENGINES:
                if engine != SAMPLED or variant == "mem":
                    _put(results, f"ten-rules/{engine}/{size}/{variant}", "one_case", engine, populations[size], variant)


def _programmes(results: Results) -> None:
    for names in (TOGETHER, *TOGETHER.split("+")):
        note(f"{names}: {MILLION:,} enterprises")
        folder = measure_apart("five_programmes", "draw", names, MILLION)["path"]
        _put(results, f"programmes/{names}/{MILLION}", "five_programmes", "run", names, folder)
        if names == TOGETHER:
            _put(results, CROWDED, "five_programmes", "crowd", names, folder, COPIES)


def main() -> int:
    """Measure, print, and with --update record; fails where a cell of ours is wrong."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("parts", nargs="*", default=PARTS, help="what to measure; all by default")
    args.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many enterprises the ten rules are run on")
    args.add_argument("--update", action="store_true", help="write the section of docs/benchmarks.md")
    options = args.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        args.error(f"no such part: {', '.join(sorted(unknown))}")
    sizes = [int(size) for size in options.sizes.split(",")]
    results = Results.read(RESULTS)
    measure(results, options.parts, sizes)
    text = section(results, sizes, machine())
    print(text)
    if options.update:
        PAGE.write_text(with_part(PAGE.read_text("utf-8"), REWARDS, text), "utf-8")
    return int(any(_is_wrong(name, found) for name, found in results.found.items()))


def _is_wrong(name: str, found: dict[str, object]) -> bool:
    is_ours = "openfisca" not in name
    return is_ours and bool(found.get("wrong_cells") or found.get("wrong_in_sample"))


if __name__ == "__main__":
    sys.exit(main())
