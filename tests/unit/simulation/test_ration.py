"""A short budget in SQL: the same to the fen as in plain Python, and a list of what waits."""

from fractions import Fraction

import duckdb
import pytest

from luoshi.rewards.budget import Claim, pro_rata, queue
from luoshi.simulation.groups import Labels
from luoshi.simulation.nodes import Budget, Method, Ration, Split
from luoshi.simulation.ration import ration, share
from tests.made.population import DAY, book, insert, people_of_the_county, settled

UNITS = (1, 100, 1_000_000)
LINES = "CREATE OR REPLACE TABLE lines (applicant VARCHAR, matter VARCHAR, rule INTEGER, day INTEGER, owed_fen BIGINT)"


def rationed(budget: Budget) -> Ration:
    connection, rules = duckdb.connect(), book()
    settled(connection, rules, people_of_the_county())
    return ration(connection, budget, rules.rules, day=DAY, labels=Labels({}))


def paid(claims: list[Claim], budget: Budget) -> dict[tuple[str, str, int], int]:
    connection = duckdb.connect()
    connection.execute(LINES)
    insert(connection, "lines", [(one.applicant, one.matter, one.rule, one.day, one.owed_fen) for one in claims])
    share(connection, budget)
    return {tuple(key): fen for *key, fen in connection.execute("SELECT applicant, matter, rule, paid FROM rationed").fetchall()}


def made_claims(amounts: list[int]) -> list[Claim]:
    """Claims whose days, matters and applicants stand in different orders."""
    return [Claim(f"企{(at * 7) % 5}", f"M{(at * 3) % 11:02d}", at, 20_250_101 + (at * 5) % 4, fen) for at, fen in enumerate(amounts)]


DRAWN = {
    "odd fen": [150, 150, 150, 90, 1099, 1, 2, 199],
    "equal": [10_000] * 9,
    "of every size": [1, 10**14, 3 * 10**7, 99, 101, 10**6, 123_456_789, 10**14 - 1],
    "wan": [12_000_000, 800_000, 1_000_000, 1_500_000],
    "none": [],
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("amounts", DRAWN.values(), ids=DRAWN)
def test_cut_is_that_of_plain_python(amounts, unit):
    claims = made_claims(amounts)
    for part in (0, 1, 3, 7, 9, 10, 11):
        fen = sum(amounts) * part // 10 // unit * unit
        want = dict(zip((one.key for one in claims), pro_rata(claims, fen, unit_fen=unit), strict=True))
        assert paid(claims, Budget(fen, Method.PRO_RATA, unit)) == want


@pytest.mark.parametrize("by_amount", [False, True])
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("amounts", DRAWN.values(), ids=DRAWN)
def test_queue_is_that_of_plain_python(amounts, whole, by_amount):
    claims = made_claims(amounts)
    for part in (0, 1, 3, 7, 9, 10, 11):
        fen = sum(amounts) * part // 10
        want = dict(zip((one.key for one in claims), queue(claims, fen, by_amount=by_amount, whole=whole), strict=True))
        assert paid(claims, Budget(fen, Method.QUEUE, by_amount=by_amount, whole=whole)) == want


@pytest.mark.parametrize("budget", [Budget(-1), Budget(150, Method.PRO_RATA, 100), Budget(10**23)])
def test_budget_that_is_none_is_refused(budget):
    with pytest.raises(ValueError, match="no budget"):
        paid([], budget)


def test_cut_pays_every_line_in_part_and_uses_the_budget_up():
    found = rationed(Budget(35_000_000, Method.PRO_RATA, 100))

    assert found.total == Split(owed_fen=70_000_001, paid_fen=35_000_000, full=0, part=5, none=0)
    assert (found.is_short, found.factor, found.left_fen) == (True, Fraction(35_000_000, 70_000_001), 0)


def test_split_by_reward_and_size_adds_up():
    found = rationed(Budget(35_000_000, Method.QUEUE))

    assert [(rule.reward, split) for rule, split in found.clauses] == [
        ("首次", Split(30_000_000, 30_000_000, 3, 0, 0)),
        ("贴息", Split(40_000_001, 5_000_000, 0, 1, 1)),
    ]
    assert [(label, split.owed_fen, split.rest_fen) for label, split in found.sizes] == [
        ("小型", 20_000_001, 10_000_001),
        ("微型", 10_000_000, 0),
        ("未填", 40_000_000, 25_000_000),
    ]


def test_what_waits_stands_in_its_turn_for_the_next_year():
    found = rationed(Budget(35_000_000, Method.QUEUE))

    assert [(one.person.name, one.matter, one.owed_fen, one.paid_fen) for one in found.waiting] == [
        ("C公司", "C-1", 30_000_000, 5_000_000),
        ("A公司", "A-2", 10_000_001, 0),
    ]
    assert found.waiting_count == 2


def test_matter_numbered_after_a_person_stays_covered():
    found = rationed(Budget(0, Method.PRO_RATA, 100))

    assert [one.matter for one in found.waiting if one.person.name == "王**"] == ["****1234-1"]


def test_budget_that_covers_all_leaves_the_rest():
    found = rationed(Budget(80_000_000, Method.PRO_RATA, 100))

    assert found.total == Split(owed_fen=70_000_001, paid_fen=70_000_001, full=5, part=0, none=0)
    assert (found.is_short, found.factor, found.left_fen, found.waiting) == (False, Fraction(1), 9_999_999, ())
