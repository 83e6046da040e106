"""Run the benchmarks and draw what they measured as one table, with the machine named; `make bench UPDATE=1` writes docs/benchmarks.md."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.corpus import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
# Parts of the page that other programs write; each keeps its own.
REWARDS = ("<!-- rewards: written by make bench-rewards UPDATE=1 -->", "<!-- /rewards -->")
HEAD = """# Benchmarks

Written by `make bench UPDATE=1`; the limits are asserted in `tests/bench`.
Medians of several rounds; a whole process is timed with the start of Python.
"""


def measure(results: Path) -> int:
    """Run the benchmarks, their raw results into a JSON file; return pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-o", "addopts=-q -rs --import-mode=importlib", "tests/bench", "--benchmark-only"]
    quiet = ["--benchmark-columns=median,rounds", "--benchmark-sort=name", f"--benchmark-json={results}"]
    return subprocess.run([*command, *quiet], cwd=ROOT, check=False).returncode


def machine(results: dict[str, Any]) -> str:
    """Name the machine in one line: processor, cores, memory, system, Python."""
    info = results["machine_info"]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    processor = info.get("cpu", {}).get("brand_raw") or info["processor"] or info["machine"]
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB; {info['system']} {info['machine']}; Python {info['python_version']}"


def table(results: dict[str, Any]) -> str:
    """Draw a row for each benchmark: what, how much, the limit."""
    lines = ["| What | Measured | Limit |", "|---|---:|---:|"]
    for row in results["benchmarks"]:
        info = row["extra_info"]
        digits = 0 if info["unit"] == "MB" else 2
        lines.append(f"| {info['what']} | {info['value']:.{digits}f} {info['unit']} | {info['limit']:g} {info['unit']} |")
    return "\n".join(lines)


def part_of(page: str, markers: tuple[str, str]) -> str:
    """Return what stands between two markers of the page; nothing where they are not there."""
    return page.partition(markers[0])[2].partition(markers[1])[0].strip()


def with_part(page: str, markers: tuple[str, str], text: str) -> str:
    """Return the page with this between the markers, at its end where they are not there yet."""
    before, found, rest = page.partition(markers[0])
    after = rest.partition(markers[1])[2] if found else ""
    return f"{before.rstrip()}\n\n{markers[0]}\n{text.strip()}\n{markers[1]}\n{after.lstrip()}"


def main() -> int:
    """Measure, print, and with --update record."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--update", action="store_true", help="write docs/benchmarks.md")
    options = args.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "results.json"
        code = measure(path)
        if not path.exists() or not path.read_text("utf-8").strip():
            return code or 1
        results = json.loads(path.read_text("utf-8"))
    page = f"{HEAD}\nMachine: {machine(results)}.\n\n{table(results)}\n"
    print(page)
    if options.update and code == 0:
        kept = part_of(PAGE.read_text("utf-8"), REWARDS) if PAGE.exists() else ""
        PAGE.write_text(with_part(page, REWARDS, kept) if kept else page, "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
