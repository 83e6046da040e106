"""What caps and quotas take away: each by its label and clause, with how much, so that a smaller sum is not read as fewer claims.

A line that several limits of one step hold down is told under all of them together: which of them took what cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from luoshi.commitments.show import clause_words
from luoshi.rewards.book import Cap, Quota, RuleBook, Scope
from luoshi.rewards.explain.words import SCOPES
from luoshi.simulation.nodes import LimitTaken
from luoshi.values.wording import plain_money

BY_DAY, BY_AMOUNT = "按事项日期先后计算，以前的兑付也占额度，额度用完的不再计算", "金额由大到小排，名额用完的不再计算"


def limits_of(connection: duckdb.DuckDBPyConnection, book: RuleBook, lines: str = "lines") -> tuple[LimitTaken, ...]:
    """Return the limits that took anything of a relation of lines with what each step took, the greatest amount first."""
    found: dict[tuple[Cap | Quota, ...], list[int]] = {}
    steps: tuple[tuple[str, Sequence[Cap | Quota]], ...] = (
        ("taken_caps", book.caps),
        ("taken_quotas", (*book.quotas, *book.programme_caps)),
    )
    for column, limits in steps:
        query = f"SELECT rule, count(*), sum({column}) FROM {lines} WHERE {column} > 0 GROUP BY rule"
        for rule, count, fen in connection.execute(query).fetchall():
            holding = tuple(limit for limit in limits if rule in (limit.limits if isinstance(limit, Cap) else limit.rules))
            sums = found.setdefault(holding, [0, 0])
            sums[0], sums[1] = sums[0] + int(count), sums[1] + int(fen)
    taken = [_taken(limits, lines=count, fen=fen) for limits, (count, fen) in found.items()]
    return tuple(sorted(taken, key=lambda one: -one.taken_fen))


def _taken(limits: Sequence[Cap | Quota], *, lines: int, fen: int) -> LimitTaken:
    return LimitTaken(
        label="、".join(dict.fromkeys(limit.words or limit.id for limit in limits)),
        clause="、".join(dict.fromkeys(clause_words(limit.clause) for limit in limits)),
        standard="；".join(dict.fromkeys(map(_standard, limits))),
        order="；".join(dict.fromkeys(BY_AMOUNT if isinstance(limit, Quota) and limit.by_amount else BY_DAY for limit in limits)),
        is_of_all=any(isinstance(limit, Quota) or limit.per is Scope.PROGRAMME for limit in limits),
        lines=lines,
        taken_fen=fen,
    )


def _standard(limit: Cap | Quota) -> str:
    yearly = "每年" if limit.yearly else ""
    if isinstance(limit, Quota):
        return f"{yearly}最多{limit.count.value:,}项"
    return f"{SCOPES[limit.per]}{yearly}最高{plain_money(limit.amount.value)}"
