"""Who gains and who loses between two versions: every fen of the difference is somebody's, and leads to its clause."""

import duckdb
import pytest

from luoshi.rewards.book import RuleBook
from luoshi.simulation.comparison import compare, matched
from luoshi.simulation.groups import Labels
from luoshi.simulation.nodes import Comparison, Shift
from luoshi.simulation.settings import what_if
from luoshi.simulation.shift_tables import shift_tables
from tests.made.population import DAY, PROGRAMME, book, people_of_the_county, settled
from tests.made.simulations import OLDER


def compared(new: RuleBook, old: RuleBook) -> Comparison:
    connection = duckdb.connect()
    settled(connection, old, people_of_the_county(), relation="baseline_lines")
    settled(connection, new, people_of_the_county())
    return compare(connection, matched(new, old), baseline=(), changes=(), day=DAY, labels=Labels({}))


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compared(book(), book(OLDER))


def test_total_tells_gainers_losers_and_both_sums(found):
    assert found.total == Shift(gaining=2, losing=1, same=1, gain_fen=3_000_000, loss_fen=500_000, old_fen=67_500_001, new_fen=70_000_001)
    assert found.total.change_fen == 2_500_000


def test_sums_of_both_sides_are_those_of_their_lines(found):
    assert (found.old.owed_fen, found.new.owed_fen) == (found.total.old_fen, found.total.new_fen)


def test_clauses_tell_what_was_added_dropped_and_changed_the_greatest_first(found):
    told = [(one.old and one.old.reward, one.new and one.new.reward, one.shift.change_fen) for one in found.clauses]

    assert told == [
        ("首次", "首次", 6_000_000),
        ("贴息", "贴息", -2_000_000),
        ("专利", None, -1_500_000),
        ("平台", "平台", 0),
        ("培训", "培训", 0),
        ("没有", "没有", 0),
    ]


def test_changes_by_clause_add_up_to_the_total(found):
    assert sum(one.shift.change_fen for one in found.clauses) == found.total.change_fen


@pytest.mark.parametrize("of", ["sizes", "scales", "regions"])
def test_groups_hold_every_gainer_and_loser_once(found, of):
    shifts = [one.shift for one in getattr(found, of)]

    assert sum(shift.gaining for shift in shifts) == found.total.gaining
    assert sum(shift.losing for shift in shifts) == found.total.losing
    assert sum(shift.change_fen for shift in shifts) == found.total.change_fen


def test_largest_movers_lead_to_the_reward_that_moved_them_most(found):
    def told(movers):
        return [(one.person.name, one.old_fen, one.new_fen, one.clause.either.reward) for one in movers]

    assert told(found.gains) == [("王**", 8_500_000, 10_000_000, "首次"), ("B公司", 8_500_000, 10_000_000, "首次")]
    assert told(found.losses) == [("A公司", 20_500_001, 20_000_001, "首次")]


def test_same_programme_on_both_sides_moves_nobody():
    same = compared(book(), book())

    assert (same.total.gaining, same.total.losing, same.total.same) == (0, 0, 4)
    assert same.gains == same.losses == ()


def test_what_if_is_held_against_the_numbers_as_they_are():
    changed, changes = what_if(book(), ["首次认定/金额=12万元"])
    found = compared(changed, book())

    assert [(one.label, one.old, one.new) for one in changes] == [("首次认定：金额", "10.00万元", "12.00万元")]
    assert (found.total.gaining, found.total.losing, found.total.change_fen) == (3, 0, 6_000_000)


def test_copy_of_a_programme_under_another_name_is_matched_by_its_rewards():
    copy = book(PROGRAMME.replace("programme: example", "programme: draft"))

    assert [(old.reward, new.reward) for old, new in matched(copy, book()).pairs] == [(rule.reward, rule.reward) for rule in book().rules]


def test_changed_amount_under_which_nobody_comes_is_listed():
    older = book(PROGRAMME.replace("amount_yuan: 1000000", "amount_yuan: 900000").replace("amount_yuan: 300000", "amount_yuan: 900000"))
    table = next(table for table in shift_tables(compared(book(), older)) if table.id == "shift-clause")

    assert [(row[0], row[2]) for row in table.rows] == [
        ("合计", None),
        ("贷款贴息", "调整"),
        ("无人申请的", "数额改了，没有符合的主体"),
    ]
