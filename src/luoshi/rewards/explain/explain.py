"""One applicant's settlement explained: every line with its checks and steps, every refusal with what failed and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.facts.nodes import Applicant, Matter
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.explain.conditions import checks_of, checks_of_pattern, could_fit, is_near
from luoshi.rewards.explain.formulas import reckoning
from luoshi.rewards.explain.nodes import Check, Step
from luoshi.rewards.explain.takes import NAMES, Takes
from luoshi.rewards.explain.words import label_of, pattern_words
from luoshi.rewards.interpreter import Interpreter, Line, Status
from luoshi.rewards.interpreter.candidates import candidates
from luoshi.rewards.interpreter.evaluate import holds
from luoshi.rewards.interpreter.sight import Sight
from luoshi.rewards.lowering import number_of_day


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """One line: its checks, its steps from the formula to what is owed, and the facts that are missing (by their heads)."""

    line: Line
    checks: tuple[Check, ...]
    steps: tuple[Step, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A matter that fits a reward but fails a condition, or comes near to what the reward looks at."""

    rule: Rule
    matter: Matter | None
    day: int
    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that failed, or where none did those that cannot be told; those inside 或者 only where all of it failed."""
        return tuple(check for check in self.checks if check.is_met is (None if self.is_unclear else False))

    @property
    def is_unclear(self) -> bool:
        """Whether nothing failed, but something that is asked for is not given."""
        return all(check.is_met is not False for check in self.checks)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one applicant is owed and why; `untouched` are the rewards in force that none of its matters fits."""

    applicant: Applicant
    as_of: date
    lines: tuple[LineExplanation, ...]
    refusals: tuple[Refusal, ...]
    untouched: tuple[Rule, ...]

    @property
    def owed_fen(self) -> int:
        """The sum of all that is owed."""
        return sum(item.line.owed_fen for item in self.lines)


class Explainer:
    """Explains settlements by one book."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._interpreter = Interpreter(book)
        self._takes = Takes(book)

    def explain(self, applicant: Applicant, as_of: date, lines: Sequence[Line] | None = None) -> Explanation:
        """Explain one applicant; `lines` are those of a settlement of all, where quotas and programme caps have to show."""
        day = number_of_day(as_of)
        known = sorted((m for m in applicant.matters if m.on <= as_of), key=lambda matter: (matter.on, matter.id))
        settled = self._interpreter.settle(applicant, as_of) if lines is None else lines
        rules = self._interpreter.rules_for(known)
        sights = {(rule.position, _id(sight)): sight for rule, sight in candidates(rules, applicant, known, day)}
        lined = {(line.rule.position, line.matter_id) for line in settled}
        explained = tuple(self._line(line, sights[line.rule.position, line.matter_id]) for line in settled)
        refused = [self._refusal(self.book.rules[at], sight) for (at, matter), sight in sights.items() if (at, matter) not in lined]
        taken = {(self.book.rules[position].code, matter) for position, matter in sights}
        refused += (miss for miss in self._near_misses(rules, applicant, known) if (miss.rule.code, _of(miss)) not in taken)
        refusals = tuple(sorted(refused, key=lambda refusal: (refusal.rule.position, refusal.day)))
        touched = {position for position, _ in sights} | {refusal.rule.position for refusal in refusals}
        in_force = (rule for rule in self.book.rules if rule.first_day <= day <= rule.last_day)
        untouched = tuple(rule for rule in in_force if rule.position not in touched)
        return Explanation(applicant, as_of, explained, refusals, untouched)

    def _line(self, line: Line, sight: Sight) -> LineExplanation:
        labels = self.book.fact_labels
        checks = tuple(checks_of(line.rule.condition, sight, labels)) if line.rule.condition else ()
        missing = tuple(label_of(name, labels) for name in line.missing)
        return LineExplanation(line, checks, tuple(self._steps(line, sight)), missing)

    def _steps(self, line: Line, sight: Sight) -> list[Step]:
        if line.status is Status.UNDECIDED and line.rule.condition and holds(line.rule.condition, sight, {}) is None:
            return []
        left = line.owed_fen + sum(take.amount_fen for take in line.takes)
        steps = [Step("计算", line.rule.clause, reckoning(line.rule.formula, sight, self.book.fact_labels), left, left)]
        for take in line.takes:
            left -= take.amount_fen
            clause, words = self._takes.clause_of(take, line), self._takes.words_of(take, line)
            steps.append(Step(NAMES[take.kind], clause, words, -take.amount_fen, left))
        return steps

    def _refusal(self, rule: Rule, sight: Sight) -> Refusal:
        checks = tuple(checks_of(rule.condition, sight, self.book.fact_labels)) if rule.condition else ()
        return Refusal(rule, sight.matter, sight.day, checks)

    def _near_misses(self, rules: Sequence[Rule], applicant: Applicant, known: Sequence[Matter]) -> Iterator[Refusal]:
        """Yield matters of the kind and subject that a reward names which fail it by level, occurrence, stage, day or place, or may."""
        for rule in rules:
            for matter in known:
                if rule.pattern is not None and (is_near(rule.pattern, matter) or could_fit(rule.pattern, matter)):
                    sight = Sight(applicant, matter, number_of_day(matter.on), known, rule.pattern)
                    checks = tuple(checks_of_pattern(rule, sight))
                    if any(check.is_met is not True for check in checks):
                        yield Refusal(rule, matter, sight.day, checks)


def _of(refusal: Refusal) -> str:
    return refusal.matter.id if refusal.matter else ""


def _id(sight: Sight) -> str:
    return sight.matter.id if sight.matter else ""


def asks_for(rule: Rule) -> str:
    """Say what a reward that nothing fits would ask for."""
    return f"{pattern_words(rule.pattern)}的事项" if rule.pattern else "符合条件的主体"
