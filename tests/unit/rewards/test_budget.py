"""Where the money does not cover all: a cut that sums to the fen, a queue that ends where the money ends."""

import pytest

from luoshi.rewards.budget import Claim, pro_rata, queue

YUAN, WAN = 100, 1_000_000


def claims(*owed: int) -> list[Claim]:
    return [Claim(f"企业{at}", f"M{at}", 0, 20250101 + at, fen) for at, fen in enumerate(owed)]


def test_proportional_cut_of_a_million_gives_whole_yuan_that_sum_to_the_budget() -> None:
    found = pro_rata(claims(500_000 * YUAN, 400_000 * YUAN, 300_000 * YUAN), 1_000_000 * YUAN, unit_fen=YUAN)

    assert found == [416_667 * YUAN, 333_333 * YUAN, 250_000 * YUAN]


def test_cut_in_fen_gives_the_last_fen_to_the_largest_rest() -> None:
    assert pro_rata(claims(500, 400, 300), 1000) == [417, 333, 250]


def test_cut_in_wan_pays_whole_wan_and_nothing_to_the_smallest_rest() -> None:
    assert pro_rata(claims(10 * WAN, 10 * WAN, WAN), 10 * WAN, unit_fen=WAN) == [5 * WAN, 5 * WAN, 0]


def test_equal_claims_share_the_odd_fen_by_their_key_and_not_by_their_order() -> None:
    first, second = Claim("A", "M", 0, 20250101, 100), Claim("B", "M", 0, 20240101, 100)

    assert pro_rata([first, second], 101) == [51, 50]
    assert pro_rata([second, first], 101) == [50, 51]


def test_budget_that_covers_all_pays_all_and_keeps_the_rest() -> None:
    assert pro_rata(claims(150, 250), 10_000, unit_fen=YUAN) == [150, 250]


def test_no_budget_pays_nothing() -> None:
    assert pro_rata(claims(150, 250), 0) == [0, 0]
    assert queue(claims(150, 250), 0) == [0, 0]


def test_claims_of_odd_fen_take_the_budget_up_though_no_whole_yuan_fits() -> None:
    assert pro_rata(claims(150, 150, 150), 400, unit_fen=YUAN) == [134, 133, 133]


def test_claims_below_the_unit_are_not_paid_more_than_is_owed() -> None:
    assert pro_rata(claims(90, 90, 1000), 1000, unit_fen=YUAN) == [50, 50, 900]


def test_nothing_claimed_is_nothing_paid() -> None:
    assert pro_rata([], 1000) == []
    assert queue([], 1000) == []


def test_budget_of_no_whole_units_is_refused() -> None:
    with pytest.raises(ValueError, match="no whole number of units: 150 / 100"):
        pro_rata(claims(1000), 150, unit_fen=YUAN)


@pytest.mark.parametrize("budget", [-1, -100])
def test_budget_below_zero_is_refused(budget: int) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        queue(claims(100), budget)


def test_claim_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        pro_rata(claims(-1), 100)


def test_queue_pays_by_day_and_cuts_the_one_at_which_the_money_ends() -> None:
    late, early, middle = Claim("A", "M1", 0, 20250301, 400), Claim("B", "M2", 0, 20250101, 500), Claim("C", "M3", 0, 20250201, 300)

    assert queue([late, early, middle], 600) == [0, 500, 100]


def test_queue_of_one_day_goes_by_matter_then_applicant_then_rule() -> None:
    same = [
        Claim("B", "M1", 1, 20250101, 10),
        Claim("B", "M1", 0, 20250101, 10),
        Claim("A", "M1", 5, 20250101, 10),
        Claim("Z", "M0", 9, 20250101, 10),
    ]

    assert queue(same, 25) == [0, 5, 10, 10]


def test_queue_by_amount_pays_the_highest_first() -> None:
    assert queue(claims(100, 300, 200), 450, by_amount=True) == [0, 300, 150]


def test_queue_of_whole_claims_passes_over_what_it_cannot_pay_and_goes_on() -> None:
    assert queue(claims(500, 400, 100, 50), 650, whole=True) == [500, 0, 100, 50]
