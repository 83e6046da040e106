"""Steps 5 and 6: for how many matters and for how many years a reward is paid."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from luoshi.facts.nodes import Payment
from luoshi.rewards.book import Times
from luoshi.rewards.interpreter.history import History, own_scope_of_line, own_scope_of_payment
from luoshi.rewards.interpreter.line import Line, TakeKind


def live(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with something left, in their order."""
    return [line for line in lines if line.owed_fen > 0]


def places_used(ranked: Iterable[Hashable], paid: set[Hashable]) -> Iterator[int]:
    """Yield for each of the ranked how many places it and all before it take up, with the paid that are not among them."""
    others = set(paid)
    for place, one in enumerate(ranked, 1):
        others.discard(one)
        yield place + len(others)


def limit_times(lines: Sequence[Line], history: History) -> None:
    """Step 5: matters of one scope, by day and number."""
    groups: dict[tuple[Hashable, ...], list[Line]] = {}
    for line in live(lines):
        if line.rule.times:
            groups.setdefault(_times_key(line, line.rule.times), []).append(line)
    for key, group in groups.items():
        times = group[0].rule.times
        assert times is not None
        codes = [group[0].rule.code]
        of_matters = history.of_matters(codes)
        paid = {paid_matter(payment, of_matters) for payment in history.under(codes) if _pays_into(payment, times, key)}
        for line, used in zip(group, places_used([line.matter_id for line in group], paid), strict=True):
            assert line.rule.times is not None
            if used > line.rule.times.count.value:
                line.reduce_to(0, TakeKind.TIMES)


def _times_key(line: Line, times: Times) -> tuple[Hashable, ...]:
    return line.rule.code, times.per, times.yearly and line.year, own_scope_of_line(line, times.per)


def _pays_into(payment: Payment, times: Times, key: tuple[Hashable, ...]) -> bool:
    return key[2:] == (times.yearly and payment.year, own_scope_of_payment(payment, times.per))


def paid_matter(payment: Payment, of_matters: Collection[str]) -> Hashable:
    """A payment that names no matter is for one of its own, unless its reward is not among those that look at matters."""
    return payment.matter if payment.matter or payment.reward not in of_matters else id(payment)


def limit_years(lines: Sequence[Line], history: History) -> None:
    """Step 6: the years of one reward; versions that count in different ways are counted apart."""
    groups: dict[tuple[tuple[str, str], bool], list[Line]] = {}
    for line in live(lines):
        if line.rule.years:
            groups.setdefault((line.rule.code, line.rule.years.calendar), []).append(line)
    for (code, _), group in groups.items():
        paid: set[Hashable] = {payment.year for payment in history.under([code])}
        ranked = sorted({line.year for line in group})
        used = dict(zip(ranked, places_used(ranked, paid), strict=True))
        first = min([*ranked, *(year for year in paid if isinstance(year, int))])
        for line in group:
            years = line.rule.years
            assert years is not None
            count = years.count.value
            if line.year >= first + count if years.calendar else used[line.year] > count:
                line.reduce_to(0, TakeKind.YEARS)
