"""Which facts a programme looks at: what its conditions, patterns, formulas, caps and stacking name, and what every table has to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel

from luoshi.commitments.show import clause_words
from luoshi.facts.asked import Asked
from luoshi.facts.heads import Vocabulary
from luoshi.facts.vocabulary import FIELDS, Entity, FactField, choice_of
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


BESIDES = ("level", "occurrence", "grade", "stage")
_CHOICES = {field.name: field.choices for field in FIELDS[Entity.MATTER] if field.choices}
Words: TypeAlias = dict[str, tuple[str, ...]]


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


def asked_of(programmes: Sequence[Programme]) -> Asked:
    """Return the words that these programmes ask for: names of matters with what else counts of them, and names of rewards."""
    wants = [want for programme in programmes for want in _wants(programme)]
    named = [word for programme in programmes for part in _parts(_running(programme)) for word in _compared(part, "subject")]
    subjects = [word for want in wants for word in want.get("subject", ())]
    rewards = _reward_names(programmes)
    ids = {row.id for programme in programmes for row in programme.rewards}
    return Asked(
        subjects=tuple(dict.fromkeys([*subjects, *named])),
        open_kinds=tuple(dict.fromkeys(kind for want in wants if "subject" not in want for kind in want.get("kind", ()))),
        besides={subject: facts for subject in dict.fromkeys(subjects) if (facts := _besides(subject, wants))},
        rewards=tuple(rewards),
        several={name: tuple(those) for name, those in rewards.items() if len(those) > 1 and name not in ids},
        programmes=tuple(dict.fromkeys(name for one in programmes for name in (one.programme, one.policy.title))),
        payers=tuple(dict.fromkeys(payer for one in programmes for row in one.stacking for payer in _payers(row.run))),
    )


def _reward_names(programmes: Sequence[Programme]) -> dict[str, list[str]]:
    """Return by what rewards may be named, with the ids of those that a name fits."""
    found: dict[str, list[str]] = {}
    for row in (row for programme in programmes for row in programme.rewards):
        for name in (row.id, row.label or row.trigger, row.clause, clause_words(row.clause)):
            if name and row.id not in found.setdefault(name, []):
                found[name].append(row.id)
    return found


def _payers(run: object) -> list[str]:
    return run.payers if isinstance(run, Elsewhere) else []


def stages_of(programmes: Sequence[Programme]) -> tuple[str, ...]:
    """Return the words of stages that these programmes pay or ask for."""
    wanted = [word for programme in programmes for want in _wants(programme) for word in want.get("stage", ())]
    parts = [part for programme in programmes for part in _parts(_running(programme))]
    return tuple(dict.fromkeys([*wanted, *(word for part in parts for word in (*_compared(part, "stage"), *_stages(part)))]))


def _wants(programme: Programme) -> Iterator[Words]:
    """Yield for each reward what its pattern asks for, with the stages that its formula pays; and what other matters conditions ask for."""
    for row in programme.rewards:
        if row.when is not None:
            stages = tuple(word for part in _parts(row.formula) for word in _stages(part))
            yield {**({"stage": stages} if stages else {}), **_pattern(row.when)}
        for part in _parts([row.if_, row.formula]):
            if isinstance(part, Pattern):
                yield _pattern(part)


def _pattern(pattern: Pattern) -> Words:
    given: Mapping[str, Iterable[str]] = pattern.model_dump(exclude_none=True)
    return {name: tuple(_plain_word(name, word) for word in words) for name, words in given.items()}


def _plain_word(name: str, word: str) -> str:
    choice = choice_of(_CHOICES.get(name, ()), word)
    return choice.name if choice else word


def _besides(subject: str, wants: Sequence[Words]) -> Words:
    """A fact counts where every reward that may look at a matter of that name asks for it."""
    named = [want for want in wants if subject in want.get("subject", ())]
    kinds = {kind for want in named for kind in want.get("kind", ())}
    ours = named + [want for want in wants if "subject" not in want and kinds.intersection(want.get("kind", ()))]
    every = [name for name in BESIDES if all(name in want for want in ours)]
    return {name: tuple(dict.fromkeys(word for want in ours for word in want[name])) for name in every}


def _stages(part: BaseModel) -> list[str]:
    return [stage.stage for stage in part.stages] if isinstance(part, Staged) else []


def _compared(part: BaseModel, fact: str) -> list[str]:
    """The words that a condition holds against a fact."""
    if not isinstance(part, FactCondition) or part.fact != fact:
        return []
    return [*([part.is_] if isinstance(part.is_, str) else []), *(part.one_of or [])]


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
