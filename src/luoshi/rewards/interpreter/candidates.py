"""Steps 1 to 4: which lines an applicant has, and what each amounts to by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from luoshi.facts.nodes import Applicant, Matter
from luoshi.rewards.book import Rule
from luoshi.rewards.interpreter.evaluate import AWAITS, IN_KIND, Missing, amount, brings_all_stages, holds, items_of
from luoshi.rewards.interpreter.line import Line, Status, TakeKind
from luoshi.rewards.interpreter.sight import Sight, fits
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.nodes import REGION, is_cumulative


def candidates(rules: Iterable[Rule], applicant: Applicant, known: Sequence[Matter], as_of: int) -> Iterator[tuple[Rule, Sight]]:
    """Yield every rule with every matter that it judges: in force on the day, and of its pattern."""
    days = [(matter, number_of_day(matter.on)) for matter in known]
    for rule in rules:
        if rule.pattern is None:
            sight = Sight(applicant, None, as_of, known)
            if rule.first_day <= as_of <= rule.last_day and sight.has_begun() and is_of_place(rule, sight):
                yield rule, sight
            continue
        for matter, day in days:
            if rule.first_day <= day <= rule.last_day and fits(rule.pattern, matter):
                sight = Sight(applicant, matter, day, known, rule.pattern)
                if is_of_place(rule, sight):
                    yield rule, sight


def is_of_place(rule: Rule, sight: Sight) -> bool:
    """Return whether the applicant is of the place whose rule it is; one whose region is not given is taken to be."""
    region = sight.value(REGION) if rule.region else None
    return region is None or str(region).startswith(rule.region)


def lines_of(rules: Iterable[Rule], applicant: Applicant, known: Sequence[Matter], as_of: int) -> list[Line]:
    """Return the lines of one applicant in the order of day, matter, rule; conditions that are false leave no line."""
    found = []
    for rule, sight in candidates(rules, applicant, known, as_of):
        missing: Missing = {}
        is_met = holds(rule.condition, sight, missing) if rule.condition else True
        if is_met is not False:
            found.append((_line(rule, sight, missing, is_met=is_met), sight))
    found.sort(key=lambda pair: pair[0].order)
    _take_earlier_stages(found)
    for line, sight in found:
        _bound(line, sight, as_of)
        line.gross_fen = line.owed_fen
    return [line for line, _ in found]


def _line(rule: Rule, sight: Sight, missing: Missing, *, is_met: bool | None) -> Line:
    line = Line(rule, sight.applicant.id, sight.matter, sight.day, Status.UNDECIDED)
    given = amount(rule.formula, sight, missing) if is_met else None
    if given is AWAITS:
        line.status = Status.AWAITING_DECISION
    elif given is IN_KIND:
        line.status = Status.IN_KIND
    elif isinstance(given, int):
        line.status, line.owed_fen = Status.NOTHING, given
    else:
        line.missing = tuple(missing)
    return line


def _take_earlier_stages(lines: Iterable[tuple[Line, Sight]]) -> None:
    """A cumulative stage brings what goes beyond the highest sum of an earlier line of the same reward."""
    highest: dict[tuple[str, str], int] = {}
    for line, sight in lines:
        formula = line.rule.formula
        if line.status is Status.NOTHING and is_cumulative(formula) and brings_all_stages(formula, sight):
            before = highest.get(line.rule.code, 0)
            highest[line.rule.code] = max(before, line.owed_fen)
            line.reduce_to(line.owed_fen - before, TakeKind.EARLIER_STAGES)


def _bound(line: Line, sight: Sight, as_of: int) -> None:
    """Instalments, rounding down, the floor, what is too little, and the caps of a single line, in this order."""
    if line.status is not Status.NOTHING:
        return
    bounds = line.rule.bounds
    if bounds.instalments:
        due = min(bounds.instalments.value, as_of // 10_000 - line.year + 1)
        line.reduce_to(line.owed_fen * due // bounds.instalments.value, TakeKind.INSTALMENTS)
    if bounds.round_down:
        line.reduce_to(line.owed_fen - line.owed_fen % bounds.round_down.value, TakeKind.ROUNDING)
    if bounds.floor and 0 < line.owed_fen < bounds.floor.value:
        line.raise_to(bounds.floor.value, TakeKind.FLOOR)
    if bounds.ignore_below and line.owed_fen < bounds.ignore_below.value:
        line.reduce_to(0, TakeKind.IGNORED)
    for cap in bounds.item_caps:
        line.reduce_to(cap.value * items_of(line.rule.formula, sight), TakeKind.ITEM_CAP)
    for cap in bounds.matter_caps:
        line.reduce_to(cap.value, TakeKind.MATTER_CAP)
