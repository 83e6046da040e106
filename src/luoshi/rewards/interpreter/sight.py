"""What a rule sees: the facts of one applicant and one matter on the matter's day. A fact that is not known is None."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from luoshi.facts.nodes import Applicant, Matter, State
from luoshi.facts.vocabulary import Entity
from luoshi.rewards.lowering import number_of_day
from luoshi.rewards.nodes import At, Fact, Pattern

KEYS = {"matter": "id", "applicant": "applicant"}


def as_number(value: object) -> object:
    """Return a day as yyyymmdd, anything else as it is."""
    return number_of_day(value) if isinstance(value, date) else value


@dataclass(slots=True)
class Sight:
    """One applicant, one of its matters (or none) and the day; `known` are all matters up to the settlement, in order."""

    applicant: Applicant
    matter: Matter | None
    day: int
    known: Sequence[Matter] = ()
    pattern: Pattern | None = None
    _states: dict[int, State | None] = field(default_factory=dict)

    def value(self, fact: Fact) -> object:
        """Return the fact as fen, count, flag, word or day (yyyymmdd); None where it is not known."""
        if fact.entity is Entity.MATTER:
            return self._of_matter(fact.name)
        year = self.day // 10_000 - (fact.at is At.YEAR_BEFORE)
        state = self._state(self.day if fact.at is At.MATTER else year * 10_000 + 1231)
        if state is None or (fact.yearly and state.since is not None and state.since.year != year):
            return None
        return self.applicant.id if fact.name == "applicant" else as_number(state.facts.get(fact.name))

    def _of_matter(self, name: str) -> object:
        if name == "on":
            return self.day
        if self.matter is None:
            return None
        return getattr(self.matter, KEYS[name]) if name in KEYS else as_number(self.matter.facts.get(name))

    def _state(self, day: int) -> State | None:
        """Return the state that the applicant is in on a day: the last that has begun."""
        if day not in self._states:
            begun = [state for state in self.applicant.states if state.since is None or number_of_day(state.since) <= day]
            self._states[day] = begun[-1] if begun else None
        return self._states[day]

    def has_begun(self) -> bool:
        """Return whether the applicant is there on the day: one whose first row begins later is not, nor one that only payments name."""
        return self._state(self.day) is not None

    def earlier(self) -> list[Sight]:
        """Return how the rule sees the applicant's earlier matters of its pattern."""
        if self.matter is None or self.pattern is None:
            return []
        here = (self.day, self.matter.id)
        others = ((number_of_day(other.on), other) for other in self.known)
        return [
            Sight(self.applicant, other, day, self.known, self.pattern)
            for day, other in others
            if (day, other.id) < here and fits(self.pattern, other)
        ]


def fits(pattern: Pattern, matter: Matter) -> bool:
    """Return whether a matter has one of the words for every fact that the pattern names."""
    return all(matter.facts.get(name) in words for name, words in pattern.words)
