"""Who gets more and who gets less than under a baseline, by how much, under which reward, and of which size and region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import duckdb

from luoshi.rewards.book import Rule, RuleBook
from luoshi.simulation.cost import main_rules, tally_of
from luoshi.simulation.groups import Group, Labels, order_of
from luoshi.simulation.nodes import Change, ClauseShift, Comparison, GroupShift, Mover, ProgrammeHead, Shift
from luoshi.simulation.parameters import parameters_of
from luoshi.simulation.people import people
from luoshi.simulation.versions import without_version

OLD_LINES = "baseline_lines"
# Both sides as rows of one relation; `reward` tells a reward over the versions and both books.
SIDES = f"""
    CREATE OR REPLACE TEMP TABLE sides AS
    SELECT l.applicant, r.reward, l.owed_fen AS new, 0::BIGINT AS old
    FROM lines l JOIN new_rewards r ON r.rule = l.rule WHERE l.owed_fen > 0
    UNION ALL
    SELECT l.applicant, r.reward, 0::BIGINT, l.owed_fen
    FROM {OLD_LINES} l JOIN old_rewards r ON r.rule = l.rule WHERE l.owed_fen > 0"""
SHIFTED = """
    CREATE OR REPLACE TEMP TABLE shifted AS
    SELECT applicant, sum(new) AS new, sum(old) AS old, sum(new) - sum(old) AS change FROM sides GROUP BY applicant"""
SHIFT = """
    count(*) FILTER (change > 0), count(*) FILTER (change < 0), count(*) FILTER (change = 0),
    coalesce(sum(change) FILTER (change > 0), 0), coalesce(-sum(change) FILTER (change < 0), 0),
    coalesce(sum(old), 0), coalesce(sum(new), 0)"""


@dataclass(frozen=True, slots=True)
class Sides:
    """The rewards of both books, matched: each number stands for one reward, of either side or of both."""

    new: Mapping[int, int]
    old: Mapping[int, int]
    pairs: tuple[tuple[Rule | None, Rule | None], ...]
    changed: frozenset[int] = frozenset()


def matched(new: RuleBook, old: RuleBook) -> Sides:
    """Match rewards by programme and reward; by the reward alone where each side is one programme, for a copy may be called otherwise."""
    is_alone = all(len({rule.programme for rule in book.rules}) == 1 for book in (new, old))

    def code(rule: Rule) -> tuple[str, str]:
        return ("", rule.reward) if is_alone else rule.code

    numbers: dict[tuple[str, str], int] = {}
    for rule in (*new.rules, *old.rules):
        numbers.setdefault(code(rule), len(numbers))
    latest = [{code(rule): without_version(rule) for rule in book.rules} for book in (old, new)]
    pairs = tuple((latest[0].get(name), latest[1].get(name)) for name in numbers)
    before, after = _figures(old), _figures(new)
    return Sides(
        new={rule.position: numbers[code(rule)] for rule in new.rules},
        old={rule.position: numbers[code(rule)] for rule in old.rules},
        pairs=pairs,
        changed=frozenset(
            number for number, (was, now) in enumerate(pairs) if was and now and before.get(was.position, []) != after.get(now.position, [])
        ),
    )


def _figures(book: RuleBook) -> dict[int, list[tuple[str, int | Fraction]]]:
    """Return the numbers of each reward by its position."""
    found: dict[int, list[tuple[str, int | Fraction]]] = {}
    for one in parameters_of(book):
        if one.rule is not None:
            found.setdefault(one.rule.position, []).append((one.label, one.value))
    return found


def compare(
    connection: duckdb.DuckDBPyConnection,
    sides: Sides,
    *,
    baseline: Sequence[ProgrammeHead],
    changes: Sequence[Change],
    is_what_if: bool = False,
    day: int,
    labels: Labels,
) -> Comparison:
    """Hold the relation `lines` against `baseline_lines` of the same population on the same day (yyyymmdd)."""
    _name_rewards(connection, "new_rewards", sides.new)
    _name_rewards(connection, "old_rewards", sides.old)
    connection.execute(SIDES)
    connection.execute(SHIFTED)
    row = connection.execute(f"SELECT {SHIFT} FROM shifted").fetchone()
    assert row is not None
    return Comparison(
        baseline=tuple(baseline),
        changes=tuple(changes),
        is_what_if=is_what_if,
        total=Shift(*row),
        clauses=_by_clause(connection, sides),
        sizes=_by_group(connection, Group.SIZE, day, labels),
        scales=_by_group(connection, Group.SCALE, day, labels),
        regions=_by_group(connection, Group.REGION, day, labels),
        gains=_movers(connection, sides, day, labels, is_gain=True),
        losses=_movers(connection, sides, day, labels, is_gain=False),
        old=tally_of(connection, OLD_LINES),
        new=tally_of(connection, "lines"),
        years=_years(connection),
    )


def _years(connection: duckdb.DuckDBPyConnection) -> tuple[int, int] | None:
    both = f"SELECT day FROM lines WHERE owed_fen > 0 UNION ALL SELECT day FROM {OLD_LINES} WHERE owed_fen > 0"
    row = connection.execute(f"SELECT min(day) // 10000, max(day) // 10000 FROM ({both})").fetchone()
    return (row[0], row[1]) if row and row[0] is not None else None


def _name_rewards(connection: duckdb.DuckDBPyConnection, name: str, rewards: Mapping[int, int]) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} (rule INTEGER, reward INTEGER)")
    if rewards:
        connection.execute(f"INSERT INTO {name} VALUES {', '.join(f'({rule}, {reward})' for rule, reward in rewards.items())}")


def _by_clause(connection: duckdb.DuckDBPyConnection, sides: Sides) -> tuple[ClauseShift, ...]:
    query = f"""
        SELECT reward, {SHIFT} FROM (
            SELECT reward, sum(new) AS new, sum(old) AS old, sum(new) - sum(old) AS change FROM sides GROUP BY reward, applicant
        ) GROUP BY reward"""
    found = {reward: Shift(*counts) for reward, *counts in connection.execute(query).fetchall()}
    shifts = [ClauseShift(old, new, found.get(number, Shift()), number in sides.changed) for number, (old, new) in enumerate(sides.pairs)]
    return tuple(sorted(shifts, key=lambda clause: -abs(clause.shift.change_fen)))


def _by_group(connection: duckdb.DuckDBPyConnection, group: Group, day: int, labels: Labels) -> tuple[GroupShift, ...]:
    """An applicant is of one size for both sides: that of the day of the settlement."""
    query = f"""
        SELECT {group.value}, {SHIFT} FROM shifted s
        LEFT JOIN applicants a ON a.applicant = s.applicant AND a.valid_from <= {day} AND {day} < a.valid_to GROUP BY 1"""
    shifts = [GroupShift(key, labels.of(group, key), Shift(*counts)) for key, *counts in connection.execute(query).fetchall()]
    return tuple(sorted(shifts, key=lambda one: order_of(group, one.key, one.shift.gain_fen + one.shift.loss_fen)))


def _movers(connection: duckdb.DuckDBPyConnection, sides: Sides, day: int, labels: Labels, *, is_gain: bool) -> tuple[Mover, ...]:
    side, order = ("change > 0", "change DESC") if is_gain else ("change < 0", "change")
    query = f"SELECT applicant, old, new FROM shifted WHERE {side} ORDER BY {order}, applicant"
    rows = connection.execute(query).fetchall()
    codes = [code for code, _, _ in rows]
    shown = people(connection, codes, day=day, labels=labels)
    main = main_rules(connection, codes, "SELECT applicant, reward AS rule, new - old AS amount FROM sides")
    return tuple(Mover(shown[code], old, new, _clause(sides, main[code][0])) for code, old, new in rows)


def _clause(sides: Sides, number: int) -> ClauseShift:
    old, new = sides.pairs[number]
    return ClauseShift(old, new, Shift())
