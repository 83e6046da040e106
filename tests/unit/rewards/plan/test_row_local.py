"""Rules that look at the applicant alone take the short way, and it gives what the long way gives."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest

from luoshi.facts.nodes import Applicant
from luoshi.facts.vocabulary import Entity, FactType
from luoshi.rewards.book import Bounds, Cap, Highest, RuleBook, Scope, Times
from luoshi.rewards.nodes import At, Compare, Decided, Excess, Fact, Has, IsTrue, Op, Pattern, Share
from luoshi.rewards.plan.chain import Sources
from luoshi.rewards.plan.compile import CompiledPlan, compile_plan
from luoshi.rewards.plan.dialects import Dialect
from luoshi.rewards.plan.engines import DuckDBEngine
from luoshi.rewards.plan.totals import Key
from tests.spec.agreement import interpreted
from tests.spec.engines import fill
from tests.unit.rewards.plan.rules import AS_OF, RECOGNISED, SALES, amount, applicant, book, fixed, rate, rule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RD = Fact("rd_spend", Entity.APPLICANT, FactType.MONEY, yearly=True)
SUPPORT = Fact("fiscal_support", Entity.APPLICANT, FactType.MONEY, yearly=True)
ABOVE = Fact("above_scale", Entity.APPLICANT, FactType.FLAG)
ALONE = Sources(matters=None, payments=None)
ALL = frozenset(range(5))
CODES = frozenset(("甲", f"r{number}") for number in range(1, 6))


def five_rules() -> RuleBook:
    """A ladder of which the highest stays, a share with a cap and one that an office decides; the last two share a cap."""
    return book(
        rule(0, fixed(300), condition=IsTrue(ABOVE)),
        rule(1, fixed(300, 1), condition=Compare(SALES, Op.AT_LEAST, amount(1_000, 1, "if"))),
        rule(2, fixed(400, 2), condition=Compare(SALES, Op.MORE_THAN, amount(2_000, 2, "if")), region="1506"),
        rule(3, Share(rate(Fraction(1, 3), 3), Excess(RD, SUPPORT)), bounds=Bounds(matter_caps=(amount(700, 3, "cap"),))),
        rule(4, Decided(), times=Times(amount(1, 4, "times"), Scope.APPLICANT, yearly=False), last_day=20260101),
        highest=(Highest("h", "", "择高", frozenset(range(3)), CODES, (Scope.APPLICANT,), top_up=True),),
        caps=(Cap("c", "", "合计", amount(900, 3, "shared"), Scope.APPLICANT, False, frozenset({0, 1, 2, 3}), frozenset(), CODES),),
    )


def people(seed: int) -> list[Applicant]:
    rng = Random(seed)

    def drawn(name: str) -> dict[str, object]:
        given = {
            "above_scale": rng.random() < 0.5,
            "sales": rng.randrange(4_000),
            "rd_spend": rng.randrange(9_000),
            "fiscal_support": rng.randrange(3_000),
            "region": rng.choice(["150602", "150123"]),
            "size": rng.choice(["small", "micro"]),
        }
        return {key: value for key, value in given.items() if rng.random() < 0.8}

    return [
        applicant(f"甲{number}", since=rng.choice([None, date(2025, 3, 1), date(2024, 3, 1), date(2026, 3, 1)]), **drawn(f"{number}"))
        for number in range(60)
    ]


@pytest.fixture
def engine(duckdb_connection: DuckDBPyConnection) -> DuckDBEngine:
    return DuckDBEngine(duckdb_connection)


def is_short(plan: CompiledPlan) -> bool:
    return "OVER (" not in plan.totals(counts=False).sql and "JOIN" not in plan.totals(counts=False).sql.split("told_apart")[0]


def compiled(of: RuleBook, sources: Sources = ALONE) -> CompiledPlan:
    return compile_plan(of, dialect=Dialect.DUCKDB, sources=sources)


@pytest.mark.parametrize("keys", [(), (Key.RULE, Key.REGION), (Key.STATUS,), (Key.SIZE, Key.RULE, Key.STATUS, Key.YEAR)])
@pytest.mark.parametrize("counts", [True, False])
def test_the_short_way_gives_what_the_long_way_gives(engine: DuckDBEngine, keys: tuple[Key, ...], *, counts: bool) -> None:
    fill(engine, five_rules(), people(1))
    short, long = compiled(five_rules()), compiled(five_rules(), Sources())

    found = engine.run(short.totals(*keys, counts=counts), short.values(AS_OF))

    assert (is_short(short), is_short(long)) == (True, False)
    assert found == engine.run(long.totals(*keys, counts=counts), long.values(AS_OF))


def test_the_short_way_gives_what_the_interpreter_gives(engine: DuckDBEngine) -> None:
    drawn = people(2)
    fill(engine, five_rules(), drawn)
    plan = compiled(five_rules())
    owed: dict[int, int] = {}
    for line in interpreted(five_rules(), drawn, AS_OF):
        owed[line[2]] = owed.get(line[2], 0) + line[-1]

    rows = engine.run(plan.totals(Key.RULE, counts=False), plan.values(AS_OF))

    assert dict(rows) == {position: fen for position, fen in owed.items() if fen}


def test_a_tie_is_for_the_rule_that_stands_first(engine: DuckDBEngine) -> None:
    fill(engine, five_rules(), [applicant("甲1", above_scale=True, sales=1_500)])
    plan = compiled(five_rules())

    assert engine.run(plan.totals(Key.RULE, counts=False), plan.values(AS_OF)) == [(0, 300)]


def test_a_scan_of_a_file_is_a_source(engine: DuckDBEngine, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("scan") / "主体.parquet"
    fill(engine, five_rules(), people(3))
    engine.connection.execute(f"COPY applicants TO '{path}' (FORMAT parquet)")
    plan = compiled(five_rules(), Sources(f"read_parquet('{path}')", None, None))

    rows = engine.run(plan.totals(counts=False), plan.values(AS_OF))

    assert rows == [(sum(line[-1] for line in interpreted(five_rules(), people(3), AS_OF)),)]


@pytest.mark.parametrize(
    ("rules", "sources"),
    [
        (book(rule(0, fixed(1), pattern=RECOGNISED)), Sources(payments=None)),
        (book(rule(0, fixed(1), condition=Has(RECOGNISED))), Sources(payments=None)),
        (book(rule(0, Share(rate(Fraction(1, 2)), Fact("sales", Entity.APPLICANT, FactType.MONEY, At.YEAR_BEFORE)))), ALONE),
        (book(rule(0, fixed(1))), Sources(matters=None)),
    ],
    ids=["a pattern", "another matter", "another day", "payments"],
)
def test_what_looks_beyond_the_row_takes_the_long_way(rules: RuleBook, sources: Sources) -> None:
    assert not is_short(compiled(rules, sources))


def test_without_matters_no_other_matter_is_found(engine: DuckDBEngine) -> None:
    looks = book(rule(0, fixed(7), condition=Has(Pattern((("kind", ("award",)),)))))
    fill(engine, looks, [applicant("甲1")])
    plan = compiled(looks)

    assert engine.run(plan.totals(), plan.values(AS_OF)) == [(0, 0, 0)]
