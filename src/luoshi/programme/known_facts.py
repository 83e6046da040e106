"""The facts that one programme may look at: those of the vocabulary, and its own."""

from __future__ import annotations

from luoshi.facts.vocabulary import FIELDS, Entity, FactField
from luoshi.programme.nodes import Programme


def facts_of(programme: Programme) -> dict[str, FactField]:
    """Return the facts of applicants and matters by their names; the programme's own among them."""
    known = {field.name: field for entity in (Entity.APPLICANT, Entity.MATTER) for field in FIELDS[entity]}
    own = (FactField(f.name, f.label, Entity(f.entity), f.type, tuple(f.aliases), yearly=f.yearly) for f in programme.facts)
    return known | {field.name: field for field in own}
