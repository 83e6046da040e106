"""The cases of tests/spec/cases as objects: programmes, applicants with their matters and payments, and what the case expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from luoshi.facts.nodes import Applicant, Matter, Payment, State, Value
from luoshi.facts.vocabulary import FIELDS, Entity, FactField, FactType, choice_of
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.programme.support import Override, RateDecision
from luoshi.programme.yaml_tree import read_tree
from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.usecases.programmes import load_programme

FOLDER = Path(__file__).with_name("cases")
SHOWS = ("gets", "at_cap", "outside", "excluded", "more")
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One case; amounts in fen. `owed` is by reward, `programme/reward` for a second programme; `because` is as in the file."""

    file: str
    name: str
    reward: str
    shows: str
    programmes: tuple[Programme, ...]
    applicants: tuple[Applicant, ...]
    as_of: date
    owed: dict[str, int]
    because: tuple[Row, ...] = field(default=())

    @property
    def book(self) -> RuleBook:
        return book_of(self.programmes)

    def code(self, reward: str) -> tuple[str, str]:
        """Return programme and reward of a name as the case writes it."""
        first = self.programmes[0].programme
        for programme in self.programmes[1:]:
            if reward.startswith(f"{programme.programme}/"):
                return programme.programme, reward.removeprefix(f"{programme.programme}/")
        return first, reward


@cache
def _programme_at(path: Path) -> Programme:
    return programme_from_yaml(path.read_text("utf-8"))


@cache
def _pack(name: str) -> Programme:
    return load_programme(name)


def all_cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*/*.yaml")) if path.parent.name != "programmes" for case in cases_of(path)]


def cases_of(path: Path) -> Iterator[Case]:
    tree = read_tree(path.read_text("utf-8"))
    assert not tree.faults, tree.faults
    whole = tree.data
    for row in whole["cases"]:
        yield _case(path, {"as_of": whole.get("as_of"), "programme": whole["programme"], **row})


def _case(path: Path, row: Row) -> Case:
    others = [_written(one) if isinstance(one, dict) else _programme_at(path.parent / one) for one in row.get("others", ())]
    own = _with_more(_written(row["programme"]) if isinstance(row["programme"], dict) else _pack(row["programme"]), row)
    fields = {entity: _fields(entity, (own, *others)) for entity in Entity}
    return Case(
        file=f"{path.parent.name}/{path.stem}",
        name=row["name"],
        reward=row["reward"],
        shows=row["shows"],
        programmes=(own, *others),
        applicants=tuple(_applicants(row, fields)),
        as_of=_day(row["as_of"]),
        owed={reward: _fen(amount) for reward, amount in row["owed"].items()},
        because=tuple(row.get("because", ())),
    )


def _written(programme: Row) -> Programme:
    """Return a programme that stands in the file of the cases itself; only what matters to them is written."""
    head = {"format": "luoshi-programme/1", "programme": "language", "policy": {"title": "规则举例"}}
    return Programme.model_validate({**head, **programme})


def _with_more(programme: Programme, row: Row) -> Programme:
    decisions = [RateDecision.model_validate(more) for more in row.get("decisions", ())]
    overrides = [Override.model_validate(more) for more in row.get("overrides", ())]
    more = {"decisions": [*programme.decisions, *decisions], "overrides": [*programme.overrides, *overrides]}
    return programme.model_copy(update=more)


def _fields(entity: Entity, programmes: Iterable[Programme]) -> dict[str, FactField]:
    own = (
        FactField(fact.name, fact.label, Entity(fact.entity), fact.type)
        for programme in programmes
        for fact in programme.facts
        if fact.entity == entity
    )
    return {field.name: field for field in (*FIELDS[entity], *own)}


def _applicants(row: Row, fields: dict[Entity, dict[str, FactField]]) -> Iterator[Applicant]:
    people: dict[str, Applicant] = {}
    for given in row["applicants"]:
        facts = _facts(given, fields[Entity.APPLICANT])
        one = people.setdefault(given["applicant"], Applicant(given["applicant"]))
        since = facts.pop("from", None)
        assert since is None or isinstance(since, date)
        states = sorted((*one.states, State(facts, since)), key=lambda state: state.since or date.min)
        people[one.id] = replace(one, states=tuple(states))
    for given in row.get("matters", ()):
        facts = _facts(given, fields[Entity.MATTER])
        one = people[given["applicant"]]
        people[one.id] = replace(one, matters=(*one.matters, Matter(given["matter"], one.id, _day(given["on"]), facts)))
    for given in row.get("payments", ()):
        one = people[given["applicant"]]
        people[one.id] = replace(one, payments=(*one.payments, _payment(given, fields[Entity.PAYMENT])))
    yield from people.values()


def _payment(given: Row, fields: dict[str, FactField]) -> Payment:
    facts = _facts(given, fields)
    on = _day(given["on"])
    names = {name: str(facts.pop(name, "")) for name in ("reward", "matter", "payer", "programme")}
    year, amount = facts.pop("year", on.year), facts.pop("amount")
    assert isinstance(year, int)
    assert isinstance(amount, int)
    return Payment(applicant=given["applicant"], on=on, amount_fen=amount, year=year, facts=facts, **names)


def _facts(given: Row, fields: dict[str, FactField]) -> dict[str, Value]:
    """Return the facts of a row, typed; the keys of the tables stand in the objects and not among the facts."""
    unknown = given.keys() - fields.keys()
    assert not unknown, f"no such facts: {sorted(unknown)}"
    keys = {"applicant"} if "from" in fields else {"applicant", "on"} if "amount" in fields else {"applicant", "matter", "on"}
    return {name: _value(fields[name], value) for name, value in given.items() if name not in keys and value is not None}


def _value(of: FactField, value: Any) -> Value:
    match of.type:
        case FactType.MONEY:
            return _fen(value)
        case FactType.DATE:
            return _day(value)
        case FactType.CHOICE:
            choice = choice_of(of.choices, value)
            assert choice, f"{of.name} has no value {value}"
            return choice.name
        case FactType.FLAG | FactType.COUNT:
            assert isinstance(value, bool if of.type is FactType.FLAG else int), (of.name, value)
            return value
    return str(value)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _fen(value: Any) -> int:
    fen = Decimal(value) * 100
    assert fen == fen.to_integral_value()
    return int(fen)
