"""The measurements as a section of docs/benchmarks.md: the ten rules, the goals, the bundled programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench.rewards.results import Found, Results

ENGINES = {
    "plan": "Luoshi, plan on DuckDB",
    "interpreter": "Luoshi, interpreter",
    "sql": "hand-written SQL on DuckDB",
    "polars": "Polars expressions, streaming",
    "numpy": "NumPy, int64",
    "openfisca": "OpenFisca-core, its default float32",
}
CLOCKS = {"wall": "the clock", "processor": "processor time"}
VARIANTS = {"mem": "memory", "parquet": "Parquet"}
SAMPLED = "interpreter"
HOW = """Each case in a process of its own: one warm-up, the median of five rounds. Memory is the high-water mark of the process and its
children, data included. Ratios are measured turn by turn in one process; processor time is what both processors have worked, which
others on a busy machine change less. How it is done: `tests/bench/rewards`."""
TOGETHER = "dalad+horinger+dongsheng+arun+inner-mongolia"
CROWDED = "crowded/all five"
MILLION, TEN_MILLION = 1_000_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Goal:
    """What was wanted, what was measured (None: not at all), and the limit; fulfilled where the figure is below."""

    what: str
    measured: float | None
    limit: float
    unit: str

    @property
    def row(self) -> str:
        """The goal as a row of the table."""
        if self.measured is None:
            return f"| {self.what} | not measured | {_figure(self.limit)} {self.unit} | |"
        verdict = "yes" if self.measured <= self.limit else "**no**"
        return f"| {self.what} | {_figure(self.measured)} {self.unit} | {_figure(self.limit)} {self.unit} | {verdict} |"


def section(results: Results, sizes: Sequence[int], machine: str) -> str:
    """Return the whole section."""
    least, greatest = results.loads()
    lines = [
        "## Rewards",
        "",
        HOW,
        "",
        f"Machine: {machine}; load average while measuring {least:.1f} to {greatest:.1f}.",
        "",
        *goals_table(results),
        "",
        *ten_rules_table(results, sizes),
        "",
        *memory_table(results, sizes),
        "",
        *programmes_table(results),
    ]
    return "\n".join(lines) + "\n"


def goals_table(results: Results) -> Iterator[str]:
    """Yield the goals with what was measured."""
    yield "| Goal | Measured | Limit | Reached |"
    yield "|---|---:|---:|---|"
    for goal in goals(results):
        yield goal.row


def goals(results: Results) -> Iterator[Goal]:
    """Yield the goals of the reward engine."""
    for size in (MILLION, TEN_MILLION):
        for variant, words in VARIANTS.items():
            ratio = results.get("ratio", size, variant)
            for clock in CLOCKS:
                what = f"ten rules against hand-written SQL, {_million(size)}, {words}, by {CLOCKS[clock]}"
                yield Goal(what, ratio and ratio[clock], 1.3, "×")
    for size in (MILLION, TEN_MILLION):
        ours, theirs = (results.seconds("ten-rules", engine, size, "mem") for engine in ("plan", "openfisca"))
        yield Goal(f"ten rules against OpenFisca, {_million(size)}, memory", ours and theirs and ours / theirs, 1, "×")
    large = results.get("ten-rules", "plan", TEN_MILLION, "parquet")
    yield Goal("ten rules, 10 M from Parquet", large and large["seconds"], 1.5, "s")
    yield Goal("ten rules, 10 M from Parquet, memory", large and large["peak_mib"], 400, "MiB")
    what_if = results.seconds("what-if", MILLION)
    yield Goal("what-if at 1 M", what_if and what_if * 1000, 150, "ms")
    yield Goal("five programmes over matters and payments, 1 M", results.seconds("programmes", TOGETHER, MILLION), 3, "s")
    crowded = results.found.get(CROWDED)
    words = f"the same with {crowded['matters'] / MILLION:.1f} M matters" if crowded else "the same with a million matters"
    yield Goal(words, crowded and crowded["seconds"], 3, "s")
    explained = [found["seconds"] * 1000 for name, found in results.found.items() if name.startswith("enterprise/")]
    yield Goal("one enterprise with its explanation, slowest programme", max(explained, default=None), 1, "ms")


def ten_rules_table(results: Results, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the seconds of each engine by size, and whether its money is right."""
    cases = [(size, variant) for size in sizes for variant in VARIANTS]
    yield "Ten rules over one table of enterprises, sums by 103 regions and rule, seconds:"
    yield ""
    yield f"| Engine | {' | '.join(f'{_million(size)} {VARIANTS[variant]}' for size, variant in cases)} | Money |"
    yield f"|---|{'---:|' * len(cases)}---|"
    for engine, words in ENGINES.items():
        found = [results.get("ten-rules", engine, size, variant) for size, variant in cases]
        yield f"| {words} | {' | '.join(_seconds(one) for one in found)} | {money(found)} |"
    spark = results.get("spark", MILLION)
    if spark:
        yield f"| Luoshi, plan on Spark local[2] (start {spark['start_seconds']:.0f} s) | {_only(cases, spark)} | {money([spark])} |"
    yield ""
    yield "The interpreter settles a sample of 100,000 enterprises; its seconds are for that sample."


def _only(cases: Iterable[tuple[int, str]], found: Found) -> str:
    return " | ".join(_seconds(found) if case == (MILLION, "parquet") else "–" for case in cases)


def money(found: Iterable[Found | None]) -> str:
    """Say whether all cells were right, or by how much those of the largest population were off."""
    measured = [one for one in found if one is not None]
    wrong = [one for one in measured if one["wrong_cells"]]
    if not measured:
        return "–"
    if not wrong:
        return "exact"
    worst = max(wrong, key=lambda one: abs(one["off_by_fen"]))
    return f"**wrong**: {worst['wrong_cells']:,} of {worst['cells']:,} cells, {worst['off_by_fen']:+,} fen in all"


def memory_table(results: Results, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the peak memory of each engine."""
    cases = [(size, variant) for size in sizes for variant in VARIANTS]
    yield "Peak memory, MiB:"
    yield ""
    yield f"| Engine | {' | '.join(f'{_million(size)} {VARIANTS[variant]}' for size, variant in cases)} |"
    yield f"|---|{'---:|' * len(cases)}"
    for engine, words in ENGINES.items():
        if engine != SAMPLED:
            found = [results.get("ten-rules", engine, size, variant) for size, variant in cases]
            yield f"| {words} | {' | '.join(map(_peak, found))} |"


def programmes_table(results: Results) -> Iterator[str]:
    """Yield the bundled programmes: whole populations by the plan, one enterprise by the interpreter."""
    yield "Bundled programmes over synthetic matters and payments, sums by rule and region; 2,000 applicants held to the interpreter:"
    yield ""
    yield "| Programme | Enterprises | Matters | Payments | Lines | Run, s | Compile, s | Read Parquet, s | Peak, MiB | Differences |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for name, one in results.found.items():
        part, _, rest = name.partition("/")
        if part == "programmes":
            yield _programme_row(*rest.rsplit("/", 1), one)
    yield ""
    yield "One enterprise in the interpreter, settled and explained in sentences, milliseconds of processor:"
    yield ""
    yield "| Programme | Rewards | Settled | With explanation | 19 in 20 below |"
    yield "|---|---:|---:|---:|---:|"
    for name, one in results.found.items():
        if name.startswith("enterprise/"):
            figures = (one["settle_seconds"], one["seconds"], one["nineteen_in_twenty"])
            yield f"| {name.partition('/')[2]} | {one['rules']} | {' | '.join(f'{value * 1000:.2f}' for value in figures)} |"


def _programme_row(names: str, size: str, one: Found) -> str:
    who = "all five" if names == TOGETHER else names
    counts = f"{_million(int(size))} | {one['matters']:,} | {one['payments']:,} | {one['lines']:,}"
    times = f"{one['seconds']:.2f} | {one['compile_seconds']:.2f} | {one['read_seconds']:.1f}"
    return f"| {who} | {counts} | {times} | {one['peak_mib']:,.0f} | {one['wrong_in_sample']} |"


def _seconds(found: Found | None) -> str:
    if found is None:
        return "–"
    seconds = found["seconds"]
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}"


def _peak(found: Found | None) -> str:
    return "–" if found is None else f"{found['peak_mib']:,.0f}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or isinstance(value, int) else f"{value:.2f}"


def _million(size: int) -> str:
    return f"{size // MILLION} M" if size >= MILLION else f"{size // 1000} k"
