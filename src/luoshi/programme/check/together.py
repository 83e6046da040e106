"""Rewards side by side: paid twice for one matter, groups that cross, rules that do not run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from luoshi.facts.vocabulary import FIELDS, Entity, choice_of
from luoshi.programme.check.identity import ALL
from luoshi.programme.check.nodes import Found, error, listed, note, warning
from luoshi.programme.check.rewards import UNFIGURED, largest_yuan
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.rows import Validity
from luoshi.programme.rules import AllCondition, Condition, FactCondition, Pattern
from luoshi.programme.show.rules import day_words, yuan_words
from luoshi.programme.support import BetterProgramme, Declared, Highest
from luoshi.programme.yaml_tree import Path

# Of more than 440 rewards not all pairs are looked at: no real programme has as many.
MOST_PAIRS = 100_000


def check_together(programme: Programme) -> Found:
    """Look at how the rewards go together."""
    yield from _stacking(programme)
    yield from _shared_caps(programme)
    yield from _overrides(programme)
    yield from _crossing(programme)
    yield from _paid_twice(programme)


def _stacking(programme: Programme) -> Found:
    for index, row in enumerate(programme.stacking):
        path = ("stacking", index)
        if row.run is None or isinstance(row.run, Declared):
            message = f"“{row.id}”不自动计算，只在结果里提示：{row.rule}"
            yield note("programme.stacking-declared", path, message, "能算的写 run；上级政策出台后写在 overrides")
        elif isinstance(row.run, Highest) and len(_members(row.run.rewards, programme)) < 2:
            yield warning("programme.lone-highest", path, f"“{row.id}”从高的只有一项奖补，没有可比的", "列出相互不重复享受的奖补")
        elif isinstance(row.run, BetterProgramme) and set(row.run.programmes) == {programme.programme}:
            yield warning(
                "programme.lone-highest", path, f"“{row.id}”参与比较的只有本政策", "写上另外的政策；各政策都比的，不写 programmes"
            )


def _members(names: Sequence[str], programme: Programme) -> frozenset[str]:
    every = frozenset(row.id for row in programme.rewards)
    return every if ALL in names else every & frozenset(names)


def _shared_caps(programme: Programme) -> Found:
    rows = {row.id: row for row in programme.rewards}
    for index, cap in enumerate(programme.caps):
        for name in sorted(_members(cap.rewards, programme)):
            amount = largest_yuan(rows[name])
            if amount is not None and amount > cap.amount_yuan and cap.per != "item":
                message = f"共用限额“{cap.id}”只有{yuan_words(cap.amount_yuan)}，“{name}”一次就要{yuan_words(amount)}，永远付不足"
                yield warning("programme.cap-below-amount", ("caps", index), message, "核对金额和限额")
        if len(_members(cap.rewards, programme)) == 1:
            yield note("programme.lone-cap", ("caps", index), f"共用限额“{cap.id}”只有一项奖补", "写在该奖补的 caps 里更清楚")


def _overrides(programme: Programme) -> Found:
    """The latest of several overrides of a reward counts; which that is, and that it runs at all, has to be plain."""
    told: set[int] = set()
    for row in programme.rewards:
        of_row = [(index, one) for index, one in enumerate(programme.overrides) if {row.id, ALL} & set(one.rewards)]
        for (_, earlier), (index, later) in pairwise(sorted(of_row, key=lambda pair: pair[1].from_)):
            if index in told or (earlier.from_ < later.from_ and earlier.formula is not None):
                continue
            told.add(index)
            if earlier.from_ == later.from_:
                message, hint = f"“{row.id}”在{day_words(later.from_)}有两次调整（“{earlier.id}”“{later.id}”）", "只留现行的一条"
            else:
                message = f"“{row.id}”自{day_words(earlier.from_)}起已停止执行，后来的调整“{later.id}”不起作用"
                hint = "恢复执行的，另写一版方案；本就没有停的，在前一条写 formula"
            yield error("programme.override-unclear", ("overrides", index), message, hint)


# --- groups that cross ------------------------------------------------------------------------------------------------------------


def _crossing(programme: Programme) -> Found:
    """A payment never raises what is owed only where groups lie in each other or apart."""
    for (path, one, names), (_, other, others) in islice(combinations(list(_groups(programme)), 2), MOST_PAIRS):
        if names & others and not (names <= others or others <= names):
            message = f"“{one}”与“{other}”的奖补部分重叠：共有{listed(sorted(names & others), 3)}"
            hint = "各组应当互相包含或者互不相干，否则先付一笔可能使另一笔变多"
            yield warning("programme.crossing-groups", path, message, hint)


def _groups(programme: Programme) -> Iterator[tuple[Path, str, frozenset[str]]]:
    for index, row in enumerate(programme.stacking):
        if isinstance(row.run, Highest):
            yield ("stacking", index), row.id, _members(row.run.rewards, programme)
    for index, cap in enumerate(programme.caps):
        yield ("caps", index), cap.id, _members(cap.rewards, programme)


# --- paid twice -------------------------------------------------------------------------------------------------------------------


def _paid_twice(programme: Programme) -> Found:
    """Two rewards that one matter can meet, and no rule that says which of them is paid."""
    rows = [_Looked(index, row, _words_of(row.when)) for index, row in enumerate(programme.rewards) if _pays_for_subjects(row)]
    chosen = [_members(row.run.rewards, programme) for row in programme.stacking if isinstance(row.run, Highest)]
    beside: dict[int, list[str]] = {}
    for one, other in islice(combinations(rows, 2), MOST_PAIRS):
        if _can_meet(one, other) and not any({one.row.id, other.row.id} <= group for group in chosen):
            beside.setdefault(other.index, []).append(one.row.id)
    for index, ids in beside.items():
        message = f"“{programme.rewards[index].id}”与{listed((f'“{id}”' for id in ids), 3)}可能为同一事项都付，没有叠加规则"
        hint = "可以叠加的不必改；不能叠加的在 stacking 里写 highest，或者把 when、if 写到互不重叠"
        yield warning("programme.double-payment", ("rewards", index), message, hint)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A reward with the words of its pattern, choices by their names."""

    index: int
    row: RewardRow
    words: dict[str, frozenset[str]]


def _pays_for_subjects(row: RewardRow) -> bool:
    """Without a subject on both sides too much would seem to be paid twice."""
    return row.when is not None and row.when.subject is not None and not isinstance(row.formula, UNFIGURED)


def _words_of(pattern: Pattern | None) -> dict[str, frozenset[str]]:
    said = {key: getattr(pattern, key) for key in Pattern.model_fields} if pattern is not None else {}
    return {key: frozenset(_named(key, words)) for key, words in said.items() if words}


def _can_meet(one: _Looked, other: _Looked) -> bool:
    if any(key in other.words and not words & other.words[key] for key, words in one.words.items()):
        return False
    return _validities_meet(one.row.in_force, other.row.in_force) and not excluded(one.row.if_, other.row.if_)


_CHOICES = {field.name: field.choices for entity in (Entity.MATTER, Entity.APPLICANT) for field in FIELDS[entity] if field.choices}


def _named(key: str, words: list[str]) -> set[str]:
    found = {word: choice_of(_CHOICES.get(key, ()), word) for word in words}
    return {choice.name if choice else word for word, choice in found.items()}


def _validities_meet(one: Validity | None, other: Validity | None) -> bool:
    starts = [validity.from_ for validity in (one, other) if validity and validity.from_]
    ends = [validity.to for validity in (one, other) if validity and validity.to]
    return not starts or not ends or max(starts) <= min(ends)


def excluded(one: Condition | None, other: Condition | None) -> bool:
    """Say whether two conditions plainly cannot both hold: the same fact with values or bounds that do not meet."""
    tests = [(a, b) for a in _tests(one) for b in _tests(other) if (a.fact, a.at) == (b.fact, b.at)]
    return any(_apart(a, b) for a, b in tests)


def _tests(condition: Condition | None) -> list[FactCondition]:
    """Return the tests that have to hold whatever else does."""
    if isinstance(condition, AllCondition):
        return [test for part in condition.all for test in _tests(part)]
    return [condition] if isinstance(condition, FactCondition) else []


def _apart(one: FactCondition, other: FactCondition) -> bool:
    ours, theirs = _values(one), _values(other)
    if ours is not None and theirs is not None:
        return not ours & theirs
    return _below(one, other) or _below(other, one)


def _values(test: FactCondition) -> frozenset[bool | str] | None:
    if isinstance(test.is_, bool):
        return frozenset([test.is_])
    words = [test.is_] if test.is_ is not None else test.one_of
    return frozenset(_named(test.fact, words)) if words is not None else None


def _below(low: FactCondition, high: FactCondition) -> bool:
    """Say whether all that one lets through lies below all that the other does."""
    for top, top_open in ((low.at_most, False), (low.less_than, True)):
        for bottom, bottom_open in ((high.at_least, False), (high.more_than, True)):
            if type(top) is not type(bottom) or top is None or bottom is None:
                continue
            if top < bottom or (top == bottom and (top_open or bottom_open)):  # type: ignore[operator]  # both days or both numbers
                return True
    return False
