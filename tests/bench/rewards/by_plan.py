"""The ten rules by Luoshi's plan: the programme file compiled to SQL, run on DuckDB in the process."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.plan.chain import Sources
from luoshi.rewards.plan.compile import CompiledPlan, compile_plan
from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.engines import DuckDBEngine, Engine
from luoshi.rewards.plan.totals import Key
from tests.bench.rewards.by_sql import open_database
from tests.bench.rewards.ten_rules import AS_OF, PROGRAMME, RULES, Cells, Run, with_totals


def ten_rules_book() -> RuleBook:
    """Return the book of the programme file."""
    return book_of([programme_from_yaml(PROGRAMME.read_bytes())])


def compiled(book: RuleBook, source: str, dialect: Dialect = Dialect.DUCKDB) -> CompiledPlan:
    """Compile for one table of applicants: the ten rules know no matters and no payments."""
    return compile_plan(book, dialect=dialect, sources=Sources(applicants=source, matters=None, payments=None))


def cells_of(plan: CompiledPlan, engine: Engine) -> Cells:
    """Run the plan's totals by region and rule."""
    return _cells(engine.run(plan.totals(Key.REGION, Key.RULE, counts=False), plan.values(AS_OF)))


def _cells(rows: Iterable[tuple[str, int, int]]) -> Cells:
    return with_totals((region, RULES[position], fen) for region, position, fen in rows)


def prepare(path: Path, variant: str) -> Run:
    """Open the data and compile; what is returned is measured: values of the parameters, the query, its rows."""
    connection, source = open_database(path, variant)
    plan, engine = compiled(ten_rules_book(), source), DuckDBEngine(connection)
    plan.totals(Key.REGION, Key.RULE, counts=False)
    return lambda: cells_of(plan, engine)
