"""What a new version of a programme touches of the work that is still open on a day: which targets, duties, rewards, whose they are.

A programme says what is ordered, not how far it is; open is what is in force on the day and whose time is not over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.programme.check.head import last_day
from luoshi.programme.check.identity import ALL
from luoshi.programme.check.units import names_of_units
from luoshi.programme.diff import ProgrammeDifference, RowChange, RowChangeKind, diff_programmes
from luoshi.programme.nodes import DeadlineRow, DutyRow, Programme, RewardRow, TargetRow, Unit
from luoshi.programme.rows import PeriodRow, Row, Validity
from luoshi.programme.show.rows import validity_words
from luoshi.programme.show.rules import day_words
from luoshi.programme.support import Elsewhere, Highest

# Sections whose rows are work or money; the others (facts, to_check) touch it only through these.
OF_REWARDS = ("caps", "quotas", "stacking", "overrides", "decisions")


@dataclass(frozen=True, slots=True)
class Touched:
    """Open work that a change touches.

    Attributes:
        change: The row that came, went or changed.
        until: Its last day; None where no end is said.
        units: Who answers for it: those of the duty itself, or of the duty in whose clause it stands; the lead first.
        reaches: Ids of the open rows that it reaches: rewards under a limit or rule over several of them, duties of a unit.
        since: For rewards and what is over them: from which day on matters are judged by the new version; None where it does not say.
    """

    change: RowChange
    until: date | None
    units: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change touches as of a day; `closed` are changes to what is over, `notes` what to mind about the two versions."""

    difference: ProgrammeDifference
    as_of: date
    touched: tuple[Touched, ...]
    closed: tuple[RowChange, ...]
    notes: tuple[str, ...]

    def by_unit(self) -> dict[str, tuple[Touched, ...]]:
        """Return the touched work of each unit, in the order in which the units come up; what names none stands under ''."""
        found: dict[str, list[Touched]] = {}
        for touched in self.touched:
            for unit in touched.units or ("",):
                found.setdefault(unit, []).append(touched)
        return {unit: tuple(rows) for unit, rows in found.items()}


def impact_of(old: Programme, new: Programme, *, as_of: date) -> Impact:
    """Say what a new version touches of the work that is open as of a day; changes of bookkeeping touch nothing."""
    difference = diff_programmes(old, new)
    touched: list[Touched] = []
    closed: list[RowChange] = []
    for change in difference.rows:
        if change.is_bookkeeping or change.section == "facts":
            continue
        if change.section == "units":
            touched += _of_unit(change, difference, as_of)
        elif _was_or_is_open(change, difference, as_of):
            touched.append(_touched(change, difference, as_of))
        else:
            closed.append(change)
    return Impact(difference, as_of, tuple(touched), tuple(closed), tuple(_notes(difference, as_of)))


def _was_or_is_open(change: RowChange, difference: ProgrammeDifference, as_of: date) -> bool:
    sides = ((change.new, difference.new), (change.old, difference.old))
    return any(row is not None and is_open(row, programme, as_of) for row, programme in sides)


# --- what is open -----------------------------------------------------------------------------------------------------------------


def is_open(row: Row, programme: Programme, as_of: date) -> bool:
    """Say whether a row still asks or gives something on the day: its own time is not over, nor that of the programme."""
    end = end_of(row, programme)
    return end is None or end >= as_of


def end_of(row: Row, programme: Programme) -> date | None:
    """Return the last day on which a row holds; None where no end is said."""
    own = None
    if isinstance(row, TargetRow | DeadlineRow):
        own = _end_of_period(row.period)
    elif isinstance(row, RewardRow) and row.in_force is not None:
        own = row.in_force.to
    # A target to be reached after the end of the programme stays what has been promised; all else ends with it.
    if isinstance(row, TargetRow) and own is not None:
        return own
    ends = [end for end in (own, _end_of_programme(programme)) if end is not None]
    return min(ends, default=None)


def _end_of_period(period: PeriodRow) -> date | None:
    last = period.by or period.to or period.on
    return last_day(last) if last else None


def _end_of_programme(programme: Programme) -> date | None:
    if programme.in_force.to is not None:
        return programme.in_force.to
    return _end_of_period(programme.policy.period) if programme.policy.period is not None else None


# --- whose it is ------------------------------------------------------------------------------------------------------------------


def _touched(change: RowChange, difference: ProgrammeDifference, as_of: date) -> Touched:
    programme = difference.new if change.new is not None else difference.old
    until = end_of(change.either, programme)
    if change.section == "rewards":
        return Touched(change, until, _units(change, difference), (), difference.new.in_force.from_)
    if change.section in OF_REWARDS:
        rewards = tuple(name for name in _rewards_of(change.either, programme) if _is_open_reward(name, programme, as_of))
        return Touched(change, until, _units(change, difference), rewards, difference.new.in_force.from_)
    return Touched(change, until, _units(change, difference))


def _units(change: RowChange, difference: ProgrammeDifference) -> tuple[str, ...]:
    """Return who answers for a row in either version; one that is relieved has to know as well."""
    found: dict[str, None] = {}
    for row, programme in ((change.new, difference.new), (change.old, difference.old)):
        if row is not None:
            found |= dict.fromkeys(units_of(row, programme))
    return tuple(found)


def units_of(row: Row, programme: Programme) -> tuple[str, ...]:
    """Return the units of a duty, or of the duties in whose clause another row stands, the lead first, each by its own name."""
    names = names_of_units(programme)
    duties = [row] if isinstance(row, DutyRow) else _duties_of(str(getattr(row, "clause", "")), programme)
    named = [*(name for duty in duties for name in duty.lead), *(name for duty in duties for name in duty.support)]
    return tuple(dict.fromkeys(names.get(name, name) for name in named))


def _duties_of(clause: str, programme: Programme) -> list[DutyRow]:
    """Return the duties of the nearest clause that holds this one."""
    above = [duty for duty in programme.duties if duty.clause and (clause == duty.clause or clause.startswith(f"{duty.clause}/"))]
    nearest = max((len(duty.clause) for duty in above), default=0)
    return [duty for duty in above if len(duty.clause) == nearest]


def _of_unit(change: RowChange, difference: ProgrammeDifference, as_of: date) -> Iterator[Touched]:
    """A unit that is gone, renamed or moved touches the open duties that name it."""
    unit = change.either
    assert isinstance(unit, Unit)
    programme = difference.old if change.kind is RowChangeKind.DROPPED else difference.new
    names = {unit.name, *unit.aliases}
    duties = [duty for duty in programme.duties if names & {*duty.lead, *duty.support} and is_open(duty, programme, as_of)]
    if duties:
        yield Touched(change, end_of(duties[0], programme), (unit.name,), tuple(duty.id for duty in duties))


# --- rewards ----------------------------------------------------------------------------------------------------------------------


def _rewards_of(row: Row, programme: Programme) -> list[str]:
    run = getattr(row, "run", None)
    named = run.rewards if isinstance(run, Highest | Elsewhere) else getattr(row, "rewards", [getattr(row, "reward", ALL)])
    every = [reward.id for reward in programme.rewards]
    return every if ALL in named else [name for name in every if name in named]


def _is_open_reward(name: str, programme: Programme, as_of: date) -> bool:
    return any(row.id == name and is_open(row, programme, as_of) for row in programme.rewards)


# --- the two versions -------------------------------------------------------------------------------------------------------------


def _notes(difference: ProgrammeDifference, as_of: date) -> Iterator[str]:
    """What a new version does to matters that the old one judges: it must take nothing back, and leave no day without a version."""
    old, new = difference.old, difference.new
    if old.programme != new.programme:
        yield f"两个文件的政策代码不同（{old.programme or '没有写'}，{new.programme or '没有写'}），不像是同一政策的两个版本。"
    elif old.version >= new.version:
        yield f"新文件的版本号（{new.version}）没有比旧文件（{old.version}）大。"
    yield from _seam(old.in_force, new.in_force)
    if new.in_force.from_ is not None and new.in_force.from_ < as_of:
        yield f"新版自{day_words(new.in_force.from_)}起施行，早于{day_words(as_of)}：这期间的事项按新版重新核定，已付的照算在内。"


def _seam(old: Validity, new: Validity) -> Iterator[str]:
    if new.from_ is None or old.to is None:
        if any((old.from_, old.to, new.from_, new.to)):
            missing = "新版没有写从哪天起施行" if new.from_ is None else "旧版没有写到哪天为止"
            yield f"{missing}（旧版{validity_words(old)}，新版{validity_words(new)}），两版都有效的日子里，同一事项会按两版各算一次。"
    elif new.from_ <= old.to:
        eve = day_words(new.from_ - timedelta(days=1))
        yield f"两版有效期重叠：{day_words(new.from_)}至{day_words(old.to)}的事项会按两版各算一次，请把旧版截止日期改为{eve}。"
    elif new.from_ > old.to + timedelta(days=1):
        gap = f"{day_words(old.to + timedelta(days=1))}至{day_words(new.from_ - timedelta(days=1))}"
        yield f"两版有效期不衔接：{gap}的事项没有版本可依。"
