"""Bundled programmes together over matters and histories of a population, by the plan in this process; a sample held to the interpreter."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb

from luoshi.facts.from_tables import applicants_of
from luoshi.facts.tables import LoadedTables
from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter
from luoshi.rewards.plan.compile import CompiledPlan, compile_plan
from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.engines import DuckDBEngine
from luoshi.rewards.plan.totals import Key
from tests.bench.rewards.measuring import measurement, report, rounds_wanted, timed
from tests.bench.rewards.packs import as_of, load, population_of, programmes_of

SAMPLE = 2_000
OWED = "owed_lines"


def draw(names: list[str], enterprises: int) -> None:
    """Draw the population in a process of its own, whose memory is not counted."""
    started = time.perf_counter()
    folder = population_of(names, enterprises)
    report({"path": str(folder), "seconds": time.perf_counter() - started})


def run(names: list[str], folder: Path) -> None:
    """Measure reading, compiling and the totals by rule and region; compare a sample with the interpreter."""
    book = book_of(programmes_of(names))
    started = time.perf_counter()
    tables = load(names, folder)
    read_seconds = time.perf_counter() - started
    started = time.perf_counter()
    plan = compile_plan(book, dialect=Dialect.DUCKDB)
    query = plan.totals(Key.RULE, Key.REGION)
    compile_seconds = time.perf_counter() - started
    day, engine = as_of(tables), DuckDBEngine(tables.connection)
    rows, times = timed(lambda: engine.run(query, plan.values(day)), rounds=rounds_wanted())
    found = measurement(times, read_seconds=read_seconds, compile_seconds=compile_seconds, rules=len(book.rules))
    wrong = wrong_in_sample(tables, book, plan, day)
    sums = {"lines": sum(row[-3] for row in rows), "owed_lines": sum(row[-2] for row in rows), "owed_fen": sum(row[-1] for row in rows)}
    report({**found, **_sizes(tables.connection), **sums, "sample": SAMPLE, "wrong_in_sample": wrong})


def crowd(names: list[str], folder: Path, copies: int) -> None:
    """Measure the same totals with all applicants that have matters or payments, and these, this many times more."""
    tables = load(names, folder)
    connection, day = tables.connection, as_of(tables)
    _copy_busy(connection, copies)
    plan, engine = compile_plan(book_of(programmes_of(names)), dialect=Dialect.DUCKDB), DuckDBEngine(connection)
    rows, times = timed(lambda: engine.run(plan.totals(Key.RULE, Key.REGION), plan.values(day)), rounds=rounds_wanted())
    report({**measurement(times), **_sizes(connection), "lines": sum(row[-3] for row in rows), "copies": copies})


def _copy_busy(connection: duckdb.DuckDBPyConnection, copies: int) -> None:
    connection.execute("CREATE TABLE busy AS SELECT applicant FROM matters UNION SELECT applicant FROM payments")
    for name in ("applicants", "matters", "payments"):
        keys = ["applicant"] if name == "applicants" else ["applicant", "matter"]
        renamed = ", ".join(f"{key} || '-' || n AS {key}" for key in keys)
        copied = f"SELECT * REPLACE ({renamed}) FROM {name} SEMI JOIN busy USING (applicant), range({copies}) AS copies (n)"
        connection.execute(f"CREATE TABLE crowded_{name} AS FROM {name} UNION ALL BY NAME {copied}")
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM crowded_{name}")


def _sizes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in ("matters", "payments")}


def wrong_in_sample(tables: LoadedTables, book: RuleBook, plan: CompiledPlan, day: date) -> int:
    """Return how many amounts of lines differ from the interpreter's, over applicants that have matters (spread evenly by their code)."""
    assert not book.quotas and not book.programme_caps, "these look at all applicants: a sample cannot be held to them"
    connection = tables.connection
    DuckDBEngine(connection).create_table(OWED, plan.lines(), plan.values(day))
    of_sample = f"SELECT DISTINCT applicant FROM matters ORDER BY hash(applicant) LIMIT {SAMPLE}"
    chosen = [row[0] for row in connection.execute(of_sample).fetchall()]
    columns = "applicant, matter, rule, status, owed_fen"
    lines = connection.execute(f"SELECT {columns} FROM {OWED} WHERE applicant IN (SELECT unnest(?))", [chosen])
    by_plan = Counter(lines.fetchall())
    interpreter = Interpreter(book)
    settled = (line for applicant in applicants_of(connection, tables.fields, ids=chosen) for line in interpreter.settle(applicant, day))
    by_interpreter = Counter((line.applicant, line.matter_id, line.rule.position, str(line.status), line.owed_fen) for line in settled)
    assert by_interpreter, "the sample has no line"
    return (by_plan - by_interpreter).total() + (by_interpreter - by_plan).total()


def main(word: str, names: str, what: str, copies: str = "0") -> None:
    """Draw, run or crowd: `draw dalad+arun 1000`, `run dalad+arun FOLDER`, `crowd dalad+arun FOLDER 15`."""
    if word == "draw":
        draw(names.split("+"), int(what))
    elif word == "crowd":
        crowd(names.split("+"), Path(what), int(copies))
    else:
        run(names.split("+"), Path(what))


if __name__ == "__main__":
    main(*sys.argv[1:])
