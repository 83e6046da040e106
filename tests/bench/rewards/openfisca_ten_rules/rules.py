"""What each rule pays: a vectorised formula a variable; percentages half up to the fen, as far as the float goes."""

# OpenFisca names a variable by its class and hands the population to a formula as its first argument.
# ruff: noqa: N801, N805
from typing import Any

from numpy import floor, minimum, where
from numpy import maximum as greater

from tests.bench.rewards.openfisca_ten_rules.facts import Figure


def percent(amount: Any, rate: float) -> Any:
    return floor(amount * rate * 100 + 0.5) / 100


class first_time(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).first_time
        return where(enterprise("hte", period) == 1, where(enterprise("above_scale", period), p.above_scale, p.others), 0)


class reaccredited(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        return where(enterprise("hte", period) == 2, parameters(period).reaccredited.amount, 0)


class moved(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).moved
        return where(enterprise("relocated", period) * (enterprise("sales", period) >= p.sales), p.amount, 0)


class r1(Figure):
    def formula(enterprise: Any, period: Any) -> Any:
        first, again, moved = (enterprise(name, period) for name in ("first_time", "reaccredited", "moved"))
        return where((first >= again) * (first >= moved), first, 0)


class r2(Figure):
    def formula(enterprise: Any, period: Any) -> Any:
        first, again, moved = (enterprise(name, period) for name in ("first_time", "reaccredited", "moved"))
        return where((again > first) * (again >= moved), again, 0)


class r3(Figure):
    def formula(enterprise: Any, period: Any) -> Any:
        first, again, moved = (enterprise(name, period) for name in ("first_time", "reaccredited", "moved"))
        return where((moved > first) * (moved > again), moved, 0)


class r4(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        return percent(enterprise("city_grant", period), parameters(period).city_grant.rate)


class r5(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).first_set
        return minimum(percent(enterprise("first_set", period), p.rate), p.cap)


class r6(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).patents
        return minimum((enterprise("unused_patents", period) + enterprise("industrialised_patents", period)) * p.amount, p.cap)


class r7(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).loans
        paid = enterprise("loan_interest", period) + enterprise("guarantee_cost", period)
        return where(enterprise("subsidised_years", period) < p.years, minimum(percent(paid, p.rate), p.cap), 0)


class r8(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).venture
        stage = enterprise("venture_stage", period)
        return where((stage == 1) + (stage == 2), minimum(percent(enterprise("venture", period), p.rate), p.cap), 0)


class r9(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).open_bid
        return minimum(percent(enterprise("open_bid", period), p.rate), p.cap)


class r10(Figure):
    def formula(enterprise: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period).research
        own = greater(enterprise("prior_research", period) - enterprise("research_support", period), 0)
        return minimum(percent(own, p.rate), p.cap)


ALL = (first_time, reaccredited, moved, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10)
