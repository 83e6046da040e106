"""One enterprise in the interpreter: settled and explained, with the sentences it is shown; per bundled programme, in this process."""

from __future__ import annotations

import statistics
import sys
from time import thread_time

from luoshi.facts.from_tables import applicants_of
from luoshi.rewards.explain import Explainer
from luoshi.rewards.explain.show import explanation_lines
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter
from tests.bench.rewards.measuring import Times, measurement, report
from tests.bench.rewards.packs import as_of, load, population_of, programmes_of

ENTERPRISES = 20_000
# What this thread has worked: a fifth of a millisecond is shorter than the turns that a busy machine gives to others.
clock = thread_time
SAMPLE = 300


def main(name: str) -> None:
    """Measure enterprises that have matters, each by itself after one round to warm up."""
    tables = load([name], population_of([name], ENTERPRISES))
    day, book = as_of(tables), book_of(programmes_of([name]))
    query = f"SELECT DISTINCT applicant FROM matters ORDER BY hash(applicant) LIMIT {SAMPLE}"
    chosen = [row[0] for row in tables.connection.execute(query).fetchall()]
    applicants = list(applicants_of(tables.connection, tables.fields, ids=chosen))
    explainer, interpreter = Explainer(book), Interpreter(book)
    settled, explained, lines = [], [], 0
    for is_warm in (False, True):
        for applicant in applicants:
            started = clock()
            interpreter.settle(applicant, day)
            between = clock()
            explanation = explainer.explain(applicant, day)
            words = list(explanation_lines(explanation, book))
            ended = clock()
            assert words
            if is_warm:
                settled.append(between - started)
                explained.append(ended - between)
                lines += len(explanation.lines)
    worst = statistics.quantiles(explained, n=20)[-1]
    more = {"rules": len(book.rules), "applicants": len(applicants), "lines": lines}
    report(measurement(Times(explained), settle_seconds=statistics.median(settled), nineteen_in_twenty=worst, **more))


if __name__ == "__main__":
    main(*sys.argv[1:])
