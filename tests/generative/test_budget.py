"""Laws of a budget that does not cover all: whatever is claimed, it is used up to the fen and nobody gets more than is owed."""

from fractions import Fraction
from itertools import pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.rewards.budget import Claim, pro_rata, queue
from luoshi.simulation.nodes import Budget, Method
from luoshi.simulation.ration import share

UNITS = (1, 100, 1_000_000)
AMOUNTS = st.one_of(st.integers(0, 400), st.integers(0, 10**9), st.integers(10**13, 10**14))


@st.composite
def made_claims(draw):
    owed = draw(st.lists(AMOUNTS, min_size=0, max_size=12))
    days = [draw(st.integers(20240101, 20240105)) for _ in owed]
    return [Claim(f"企{at % 5}", f"M{at // 5}", at, day, fen) for at, (fen, day) in enumerate(zip(owed, days, strict=True))]


@st.composite
def rationed(draw):
    """Claims, a unit, and a budget of whole units that is often short."""
    claims = draw(made_claims())
    unit = draw(st.sampled_from(UNITS))
    most = sum(claim.owed_fen for claim in claims) // unit + 2
    return claims, draw(st.integers(0, most)) * unit, unit


@given(rationed())
def test_cut_sums_to_the_budget_and_pays_nobody_more_than_is_owed(case):
    claims, budget, unit = case
    paid = pro_rata(claims, budget, unit_fen=unit)

    assert sum(paid) == min(budget, sum(claim.owed_fen for claim in claims))
    assert all(0 <= fen <= claim.owed_fen for claim, fen in zip(claims, paid, strict=True))


@given(rationed())
def test_cut_stays_within_one_unit_of_the_exact_share(case):
    claims, budget, unit = case
    owed = sum(claim.owed_fen for claim in claims)
    factor = min(Fraction(1), Fraction(budget, owed)) if owed else Fraction(1)

    assert all(
        abs(fen - claim.owed_fen * factor) < unit for claim, fen in zip(claims, pro_rata(claims, budget, unit_fen=unit), strict=True)
    )


@given(rationed())
def test_higher_claim_never_gets_less(case):
    claims, budget, unit = case
    found = sorted(zip((claim.owed_fen for claim in claims), pro_rata(claims, budget, unit_fen=unit), strict=True))

    assert all(lower <= higher for (less, lower), (more, higher) in pairwise(found) if less < more)


@given(rationed(), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(case, random):
    claims, budget, unit = case
    shuffled = random.sample(claims, len(claims))

    def by_key(rows, paid):
        return dict(zip((claim.key for claim in rows), paid, strict=True))

    assert by_key(claims, pro_rata(claims, budget, unit_fen=unit)) == by_key(shuffled, pro_rata(shuffled, budget, unit_fen=unit))
    for whole in (False, True):
        assert by_key(claims, queue(claims, budget, whole=whole)) == by_key(shuffled, queue(shuffled, budget, whole=whole))


@given(rationed())
def test_more_budget_takes_no_more_than_a_unit_from_anybody(case):
    claims, budget, unit = case
    less, more = pro_rata(claims, budget, unit_fen=unit), pro_rata(claims, budget + unit, unit_fen=unit)

    assert all(before - after <= unit for before, after in zip(less, more, strict=True))


@given(made_claims(), st.integers(0, 10**15), st.booleans())
def test_queue_uses_the_budget_up_and_cuts_one_claim_at_most(claims, budget, by_amount):
    paid = queue(claims, budget, by_amount=by_amount)

    assert sum(paid) == min(budget, sum(claim.owed_fen for claim in claims))
    assert sum(1 for claim, fen in zip(claims, paid, strict=True) if 0 < fen < claim.owed_fen) <= 1


@given(made_claims(), st.integers(0, 10**15), st.booleans())
def test_queue_of_whole_claims_cuts_none_and_leaves_less_than_any_that_waits(claims, budget, by_amount):
    paid = queue(claims, budget, by_amount=by_amount, whole=True)
    waiting = [claim.owed_fen for claim, fen in zip(claims, paid, strict=True) if fen != claim.owed_fen]

    assert sum(paid) <= budget
    assert all(fen in (0, claim.owed_fen) for claim, fen in zip(claims, paid, strict=True))
    assert all(owed > budget - sum(paid) for owed in waiting)


@pytest.fixture(scope="module")
def connection():
    return duckdb.connect()


def paid_in_sql(connection, claims, budget):
    """Return what the same claims get where they stand in a table."""
    connection.execute("CREATE OR REPLACE TABLE lines (applicant VARCHAR, matter VARCHAR, rule INTEGER, day INTEGER, owed_fen BIGINT)")
    if claims:
        rows = [(one.applicant, one.matter, one.rule, one.day, one.owed_fen) for one in claims]
        connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?)", rows)
    share(connection, budget)
    return {tuple(key): fen for *key, fen in connection.execute("SELECT applicant, matter, rule, paid FROM rationed").fetchall()}


@given(rationed(), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_table_of_claims_is_paid_the_same_to_the_fen(connection, case, by_amount, whole):
    claims, fen, unit = case
    by_key = [one.key for one in claims if one.owed_fen]

    def paid(amounts):
        return {key: amount for key, amount in zip([one.key for one in claims], amounts, strict=True) if key in by_key}

    assert paid_in_sql(connection, claims, Budget(fen, Method.PRO_RATA, unit)) == paid(pro_rata(claims, fen, unit_fen=unit))
    queued = queue(claims, fen, by_amount=by_amount, whole=whole)
    assert paid_in_sql(connection, claims, Budget(fen, Method.QUEUE, by_amount=by_amount, whole=whole)) == paid(queued)
