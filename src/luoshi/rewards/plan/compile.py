"""A rule book as one relational plan: the SQL of its lines and totals for one engine, and the values of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlglot import exp

from luoshi.rewards.book import FACT_SCOPES, RuleBook, Scope
from luoshi.rewards.bounds import prove, wide_rates
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.nodes import Fact
from luoshi.rewards.plan.caps import fill_caps, fill_programme_caps
from luoshi.rewards.plan.chain import Chain, Sources
from luoshi.rewards.plan.dialects import Dialect, render
from luoshi.rewards.plan.limits import limit_quotas, limit_times, limit_years
from luoshi.rewards.plan.lines import Compiled, add_lines
from luoshi.rewards.plan.names import AS_OF, Names
from luoshi.rewards.plan.parts import Part, parameters_of, parts_of
from luoshi.rewards.plan.row_local import add_row_local, is_row_local
from luoshi.rewards.plan.row_totals import add_row_totals
from luoshi.rewards.plan.scopes import scope_fact
from luoshi.rewards.plan.stacking import deduct_elsewhere, deduct_paid, keep_better, keep_highest
from luoshi.rewards.plan.steps import Steps
from luoshi.rewards.plan.totals import LINE_COLUMNS, TAKEN_COLUMNS, Key, columns_of, facts_of_keys, final_lines, totals

# The steps after the lines in their order, and which of them an auditor sees as one: those of TAKEN_COLUMNS.
STEPS: dict[str, tuple[Callable[[Steps], None], ...]] = {
    "times": (limit_times, limit_years),
    "stacking": (keep_highest, keep_better, deduct_elsewhere),
    "paid": (deduct_paid,),
    "caps": (fill_caps,),
    "quotas": (limit_quotas, fill_programme_caps),
}


@dataclass(frozen=True, slots=True)
class Query:
    """One query.

    Attributes:
        sql: All of it, as an auditor reads it and as most engines run it.
        columns: What comes out.
        parameters: The names that need a value.
        parts: The same cut into its parts, for an engine that would work out again what is used twice (Spark); the last has no name.
    """

    sql: str
    columns: tuple[str, ...]
    parameters: frozenset[str]
    dialect: Dialect
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class CompiledPlan:
    """A book that has been proved and can be run on one engine.

    A what-if is `with_book` of the same book with other parameters: the SQL stays, its values change.
    """

    book: RuleBook
    dialect: Dialect
    sources: Sources
    _names: Names
    _queries: dict[object, Query] = field(default_factory=dict, repr=False, compare=False)

    def lines(self, *, with_taken: bool = False) -> Query:
        """Return the query of every line: applicant, matter ('' for none), rule position, day, status, gross and owed fen.

        `with_taken`: also what the steps in between took, so that each line can be added up (`TAKEN_COLUMNS`).
        """
        key = ("lines", with_taken)
        if key not in self._queries:
            chain, plan = Chain(), self._compiled(())
            steps = _add_steps(chain, plan, marked=with_taken)
            columns = (*LINE_COLUMNS, *TAKEN_COLUMNS) if with_taken else LINE_COLUMNS
            self._queries[key] = self._query(chain, final_lines(steps.last, steps.marks), columns)
        return self._queries[key]

    def totals(self, *keys: Key, counts: bool = True) -> Query:
        """Return the query of sums: the keys in the order given, number of lines, of lines owed, and the fen owed.

        Without `counts` only the fen, and only where something is owed: the quickest, for what-ifs over millions.
        """
        if (keys, counts) not in self._queries:
            chain, plan = Chain(), self._compiled(keys)
            if is_row_local(plan):
                last = add_row_local(chain, plan, needs_status=counts or Key.STATUS in keys)
                tree = add_row_totals(chain, plan, last, keys, counts=counts)
            else:
                tree = totals(_add_steps(chain, plan).last, keys, counts=counts)
            self._queries[keys, counts] = self._query(chain, tree, (*map(str, keys), *columns_of(counts=counts)))
        return self._queries[keys, counts]

    def values(self, as_of: date) -> dict[str, int]:
        """Return the value of every parameter for a settlement on a day."""
        return {AS_OF: number_of_day(as_of), **self._names.values(self.book)}

    def with_book(self, book: RuleBook) -> CompiledPlan:
        """Return the plan of the same book with other numbers.

        Raises:
            PlanRefused: With these numbers an amount could leave 64 bits.
        """
        prove(book)
        # A rate of more digits than the compiled ones may need the longer form of rounding: then, and only then, the SQL is another.
        queries = self._queries if wide_rates(book) == wide_rates(self.book) else {}
        return replace(self, book=book, _queries=queries)

    def _compiled(self, keys: tuple[Key, ...]) -> Compiled:
        return Compiled(self.book, self._names, self.sources, _scopes(self.book), facts_of_keys(keys))

    def _query(self, chain: Chain, last: exp.Select, columns: tuple[str, ...]) -> Query:
        tree = chain.query(last)
        parts = parts_of(tree, chain.kept, self.dialect) if self.dialect is Dialect.SPARK else ()
        return Query(render(tree, self.dialect), columns, parameters_of(tree), self.dialect, parts)


def compile_plan(book: RuleBook, *, dialect: Dialect, sources: Sources = Sources()) -> CompiledPlan:  # noqa: B008 - frozen, no state
    """Compile a book for one engine.

    Raises:
        PlanRefused: An amount could leave 64 bits; names the row and what to write instead.
    """
    prove(book)
    return CompiledPlan(book, dialect, sources, Names(book))


def _add_steps(chain: Chain, plan: Compiled, *, marked: bool = False) -> Steps:
    """Add all steps of a settlement; `marked` ones carry what was left after each to the end."""
    steps = Steps(chain, plan, add_lines(chain, plan))
    for name, together in STEPS.items():
        for step in together:
            step(steps)
        if marked:
            steps.mark(f"left_by_{name}")
    return steps


def _scopes(book: RuleBook) -> tuple[Fact, ...]:
    """The facts that limits and stacking count by, in the order of the vocabulary."""
    used = {rule.times.per for rule in book.rules if rule.times} | {cap.per for cap in book.caps}
    used |= {scope for one in book.highest for scope in one.per}
    used |= {Scope.DOCUMENT} if book.elsewhere else set()
    return tuple(scope_fact(scope) for scope in FACT_SCOPES if scope in used)
