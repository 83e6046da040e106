"""Applicants, matters and payments as the interpreter sees them: one object a row, values already typed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

# Money in fen, counts as whole numbers, flags as bool, choices by their name; a fact that is not known is not in the mapping.
Value: TypeAlias = int | bool | str | date
Facts: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class State:
    """The attributes of an applicant from a day on (`since`; None: always) until the next state begins."""

    facts: Facts
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A dated event: recognised, listed, financed …; `facts` holds every fact of the vocabulary but `matter`, `applicant` and `on`."""

    id: str
    applicant: str
    on: date
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Payment:
    """What has been paid; an empty `payer` and `programme` mean the programme that is settled; `year` is the one it was paid for."""

    applicant: str
    on: date
    amount_fen: int
    year: int
    reward: str = ""
    matter: str = ""
    payer: str = ""
    programme: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant with the states it has been in, ascending by `since`, with its matters and what it has been paid."""

    id: str
    states: tuple[State, ...] = ()
    matters: tuple[Matter, ...] = ()
    payments: tuple[Payment, ...] = ()
