"""Which facts a programme looks at: what its conditions, patterns, formulas, caps and stacking name, and what every table has to have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from luoshi.facts.heads import Vocabulary
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.programme.nodes import Programme
from luoshi.programme.rules import ByYear, FactCondition, FactQuantity, Pattern, PerItem, Share, Staged, Unquantified, UpTo
from luoshi.programme.support import BetterProgramme, Cap, Elsewhere, Highest, SharedCap, Times
from luoshi.usecases.settle import facts_of

# Who an applicant is and since when; by whom, for what and for which year a payment was made.
ALWAYS = {
    Entity.APPLICANT: {"applicant", "name", "applicant_kind", "region", "from"},
    Entity.MATTER: {"matter", "applicant", "kind", "subject", "on"},
    Entity.PAYMENT: {"applicant", "payer", "programme", "reward", "matter", "on", "year", "amount"},
}


def tables_of(programmes: Sequence[Programme]) -> dict[Entity, tuple[FactField, ...]]:
    """Return the columns that the tables need for these programmes, in the order of the vocabulary; all of them where there is none."""
    vocabularies = {entity: Vocabulary(entity, facts_of(programmes)).fields for entity in Entity}
    if not programmes:
        return vocabularies
    scopes = {name for programme in programmes for name in scopes_of(programme)}
    named = {name for programme in programmes for name in facts_looked_at(programme)} | scopes
    wanted = {Entity.APPLICANT: named, Entity.MATTER: named, Entity.PAYMENT: scopes}
    return {entity: tuple(f for f in fields if f.name in wanted[entity] | ALWAYS[entity]) for entity, fields in vocabularies.items()}


def facts_looked_at(programme: Programme) -> set[str]:
    """Return the names of the facts that the conditions, patterns and formulas of a programme look at, and of its own facts."""
    return {name for part in _parts(_running(programme)) for name in _named(part)} | {fact.name for fact in programme.facts}


def scopes_of(programme: Programme) -> set[str]:
    """Return the names of the facts by which caps, limits of number and stacking rules count; payments are counted by them too."""
    return {name for part in _parts(_running(programme)) for name in _counted_by(part)}


def _running(programme: Programme) -> list[Any]:
    rules = [row.run for row in programme.stacking]
    return [programme.rewards, programme.caps, programme.quotas, programme.overrides, rules]


def _parts(value: Any) -> Iterator[BaseModel]:
    """Yield every shape below a value, itself included."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _parts(item)


def _named(part: BaseModel) -> Iterator[str]:
    match part:
        case FactQuantity() | FactCondition():
            yield part.fact
        case Pattern():
            yield from part.model_dump(exclude_none=True)
        case ByYear():
            yield part.since
        case Staged():
            yield "stage"
        case UpTo() | Unquantified():
            yield "decided"
        case Share() if part.rate == "by_decision" or part.of is None:
            yield "decided"
        case PerItem() if part.of is None:
            yield "count"


def _counted_by(part: BaseModel) -> Iterator[str]:
    match part:
        case Cap() | SharedCap() | Times():
            yield part.per
        case Highest():
            yield from part.per
        case Elsewhere() | BetterProgramme():
            yield "document"
