"""One settlement of whole tables: the plan run in the connection that holds them, and what people ask of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from luoshi.facts.from_tables import applicants_of
from luoshi.facts.nodes import Applicant
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.explain import Explainer, Explanation
from luoshi.rewards.interpreter import Interpreter, Line, Status
from luoshi.rewards.plan.compile import compile_plan
from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.engines import DuckDBEngine
from luoshi.rewards.remarks import name_payments

LINES = "lines"


@dataclass(frozen=True, slots=True)
class RewardTotal:
    """What one reward comes to: applicants and lines that are owed something, fen, and the lines that cannot be judged yet."""

    rule: Rule
    applicant_count: int
    line_count: int
    owed_fen: int
    undecided_count: int
    awaiting_count: int
    in_kind_count: int


@dataclass(frozen=True)
class Settlement:
    """A settlement that has been done; its lines stand in the connection as the table `lines`.

    Columns: applicant, matter ('' for none), rule (position), day (yyyymmdd), status, gross_fen and owed_fen; where it was asked for,
    also what the steps in between took (plan/totals.py, `TAKEN_COLUMNS`).
    """

    connection: duckdb.DuckDBPyConnection
    book: RuleBook
    as_of: date
    fields: dict[Entity, tuple[FactField, ...]]

    def totals(self) -> list[RewardTotal]:
        """Return every rule with what it comes to, in the order of the book."""
        counted = ", ".join(f"count(*) FILTER (status = '{status}')" for status in ("undecided", "awaiting_decision", "in_kind"))
        rows = self.connection.execute(
            "SELECT rule, count(DISTINCT applicant) FILTER (status = 'owed'), count(*) FILTER (status = 'owed'), "
            f"coalesce(sum(owed_fen), 0), {counted} FROM {LINES} GROUP BY rule"
        ).fetchall()
        by_rule = {row[0]: row[1:] for row in rows}
        return [RewardTotal(rule, *by_rule.get(rule.position, (0,) * 6)) for rule in self.book.rules]

    def owed_fen(self) -> int:
        """Return the sum of all that is owed."""
        return int(self._one(f"SELECT coalesce(sum(owed_fen), 0) FROM {LINES}"))

    def owed_applicants(self) -> int:
        """Return how many applicants are owed something."""
        return int(self._one(f"SELECT count(DISTINCT applicant) FROM {LINES} WHERE owed_fen > 0"))

    def count(self, *statuses: Status) -> int:
        """Return how many lines ended so."""
        return int(
            self._one(f"SELECT count(*) FROM {LINES} WHERE status IN (SELECT unnest($words))", {"words": [str(s) for s in statuses]})
        )

    def _one(self, query: str, values: dict[str, object] | None = None) -> int:
        row = self.connection.execute(query, values or {}).fetchone()
        assert row is not None
        return int(row[0])

    def applicants(self, ids: Sequence[str] | None = None) -> Iterator[Applicant]:
        """Yield applicants as objects, those of `ids` or all."""
        return applicants_of(self.connection, self.fields, ids=ids)

    def applicants_called(self, word: str) -> list[str]:
        """Return the codes that a word stands for: itself where a table has it, else those of all applicants of that name.

        Brackets of either width and blanks are not told apart.
        """
        if next(self.applicants([word]), None) is not None:
            return [word]
        plain = "translate({}, '() \u3000', '（）')"
        query = f"SELECT DISTINCT applicant FROM applicants WHERE {plain.format('name')} = {plain.format('$word')} ORDER BY applicant"
        return [row[0] for row in self.connection.execute(query, {"word": word}).fetchall()]

    def applicants_like(self, word: str, limit: int) -> list[tuple[str, str]]:
        """Return codes and names of the first applicants in whose name a word stands."""
        query = "SELECT DISTINCT applicant, name FROM applicants WHERE contains(name, $word) ORDER BY name, applicant LIMIT $limit"
        return self.connection.execute(query, {"word": word, "limit": limit}).fetchall() if word else []

    def explanations(self, ids: Sequence[str]) -> Iterator[Explanation]:
        """Yield the explanations of some applicants, each for itself: without quotas and programme caps, which look at all."""
        explainer = Explainer(self.book)
        for applicant in self.applicants(ids) if ids else ():
            yield explainer.explain(applicant, self.as_of)

    def explain(self, applicant: str) -> Explanation | None:
        """Explain one applicant; None where no table has it.

        Quotas and programme caps look at all applicants: a book that has them is interpreted for all, which takes a while for many.
        """
        one = next(self.applicants([applicant]), None)
        if one is None:
            return None
        return Explainer(self.book).explain(one, self.as_of, self._lines_among_all(applicant))

    def _lines_among_all(self, applicant: str) -> list[Line] | None:
        if not self.book.quotas and not self.book.programme_caps:
            return None
        lines = Interpreter(self.book).settle_all(self.applicants(), self.as_of)
        return [line for line in lines if line.applicant == applicant]

    def unjudged(self, limit: int) -> Iterator[Line]:
        """Yield the lines that lack a fact or await a decision, with the facts that are missing, of the first `limit` applicants."""
        statuses = [str(Status.UNDECIDED), str(Status.AWAITING_DECISION)]
        query = f"SELECT DISTINCT applicant FROM {LINES} WHERE status IN (SELECT unnest($words)) ORDER BY applicant LIMIT {int(limit)}"
        ids = [row[0] for row in self.connection.execute(query, {"words": statuses}).fetchall()]
        interpreter = Interpreter(self.book)
        for applicant in self.applicants(ids) if ids else ():
            yield from (line for line in interpreter.settle(applicant, self.as_of) if line.status in statuses)


def settle_into(
    connection: duckdb.DuckDBPyConnection,
    book: RuleBook,
    as_of: date,
    fields: dict[Entity, tuple[FactField, ...]],
    *,
    with_taken: bool = False,
) -> Settlement:
    """Settle the tables of a connection (facts/tables.py) and leave the lines there; payments may name a reward by its label.

    `with_taken`: with what each step took, for results that have to add up line by line.

    Raises:
        PlanRefused: With these rules an amount could leave 64 bits.
    """
    plan = compile_plan(book, dialect=Dialect.DUCKDB)
    name_payments(connection, book)
    DuckDBEngine(connection).create_table(LINES, plan.lines(with_taken=with_taken), plan.values(as_of))
    return Settlement(connection, book, as_of, fields)
