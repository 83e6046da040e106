"""Procedures of a policy: what the rules find, each once, with its steps and who acts.

The notion is loose. What an officer would want on a list is listed; what is only a step of something else is not listed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from luoshi.commitments.context import Context
from luoshi.commitments.nodes import Procedure
from luoshi.commitments.noun_phrases import Veiled
from luoshi.commitments.orders import ordered_sentences
from luoshi.commitments.procedure.appraisals import read_appraisal
from luoshi.commitments.procedure.chains import read_chain
from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.manners import read_manners
from luoshi.commitments.procedure.mechanisms import read_mechanisms
from luoshi.commitments.procedure.steps import UNOFFICIAL, actors_in
from luoshi.commitments.procedure.words import ANY_PROCEDURE
from luoshi.commitments.unit_lines import find_unit_lines
from luoshi.policy.nodes import Clause

READERS: tuple[Callable[[Place], Iterator[Draft]], ...] = (read_mechanisms, read_chain, read_appraisal, read_manners)
# What these rules find stands for itself; all else may turn out to be a step of it.
WHOLE = frozenset(
    ("mechanism", "fixed_rule", "quoted_model", "scheme", "channel", "meeting", "body", "printed_as_items", "appraisal_of_heading")
)
WITH_STEPS = WHOLE | {"told_in_a_sentence", "told_in_order", "exempted", "regulation"}
# What one item of a printed process says is that step told in full, no process of its own.
PART_OF_ITEM = frozenset(("told_in_a_sentence", "told_in_order", "announced", "survey", "filing"))
APPRAISING = frozenset(("survey", "evaluation_round", "counted_in", "rhythm", "supervision"))
STEM_END = re.compile(r"(?:工作)?(?:机制|制度|体系)$")
LEADING = re.compile("牵头|责任|主办|主责|负责")
NEAR = 20  # a step is looked for in as many finds before and behind it
REMEMBERED = 60  # a name is looked for in as many before it in its clause
AROUND = 300  # characters around a find in which somebody acts
Found = tuple[Place, Draft]


def read_procedures(context: Context) -> Iterator[Procedure]:
    """Read the procedures of a policy in document order; what one clause names twice is one procedure."""
    leads: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[str, str]] = set()  # a document that is printed twice has its paths twice
    itemised: set[str] = set()  # clauses whose items are steps
    for clause, places in groupby(_places(context), key=lambda place: place.sentence.clause):
        for place, draft in _of_clause(places):
            if draft.rule == "printed_as_items":
                itemised.add(clause.path)
            is_item = draft.rule in PART_OF_ITEM and clause.path.rpartition("/")[0] in itemised
            if (clause.path, draft.name) not in seen and not is_item:
                seen.add((clause.path, draft.name))
                yield _procedure(context, place, draft, leads)


def _places(context: Context) -> Iterator[Place]:
    sentences = tuple(ordered_sentences(context))
    headings = {clause.path: clause.heading for clause in context.clauses}
    for index, sentence in enumerate(sentences):
        if ANY_PROCEDURE.search(sentence.text) is not None:
            yield Place(context, sentence, Veiled.of(sentence.text), sentences, index, headings)


def _of_clause(places: Iterator[Place]) -> list[Found]:
    """Return what one clause holds: no name twice, no step of one procedure as another, its heading only where its body holds none."""
    found: list[Found] = []
    for place in places:
        drafts = sorted((draft for reader in READERS for draft in reader(place)), key=lambda draft: draft.start)
        drafts = [draft for draft in drafts if draft.rule != "manner" or not any(_meets(draft, other) for other in drafts)]
        whole = min((draft.start for draft in drafts if draft.rule in WHOLE), default=None)
        found += [(place, draft) for draft in drafts if whole is None or _stands_beside(draft, whole)]
    body = [(place, draft) for place, draft in found if not place.sentence.is_heading]
    return _without_names_in_steps(_each_once(_without_steps(body or found)))


def _meets(draft: Draft, other: Draft) -> bool:
    """Say whether two drafts share words: 揭榜挂帅 in the name of a regulation is no manner of its own."""
    return other is not draft and draft.start < other.end and other.start < draft.end


def _stands_beside(draft: Draft, whole: int) -> bool:
    """Say whether a draft is more than a step of the mechanism that begins at `whole` in its sentence."""
    return draft.rule in WHOLE or (draft.rule == "regulation" and draft.start < whole)


def _without_steps(found: list[Found]) -> list[Found]:
    """Leave out small finds that are steps of a procedure of the clause, and the appraisal of a heading over many mechanisms."""
    told = any(draft.rule == "appraisal_of_heading" for _, draft in found) and sum(draft.rule == "mechanism" for _, draft in found) < 2

    def stays(at: int, place: Place, draft: Draft) -> bool:
        if draft.rule in WITH_STEPS - {"regulation"}:
            return told or draft.rule != "appraisal_of_heading"
        said = place.sentence.text[draft.start : draft.end]
        near = found[max(0, at - NEAR) : at + NEAR]
        steps = (step for _, other in near if other.rule in WITH_STEPS for step in other.steps if len(step) >= 4)
        return not (told and draft.rule in APPRAISING) and not any(step in said or said in step for step in steps)

    return [(place, draft) for at, (place, draft) in enumerate(found) if stays(at, place, draft)]


def _each_once(found: list[Found]) -> list[Found]:
    """Leave out a name that holds, or is held by, one before it, or differs only in its last word (培育机制, 培育体系)."""
    once: list[Found] = []
    for place, draft in found:
        known = [other.name for _, other in once[-REMEMBERED:]]
        stem = STEM_END.sub("", draft.name)
        if not any(draft.name in name or name in draft.name or stem == STEM_END.sub("", name) for name in known):
            once.append((place, draft))
    return once


def _without_names_in_steps(found: list[Found]) -> list[Found]:
    """Take the steps away that set up another procedure of the list, which stands for itself."""
    kept: list[Found] = []
    for at, (place, draft) in enumerate(found):
        others = [other.name for _, other in found[max(0, at - NEAR) : at + NEAR] if other is not draft and other.rule in WHOLE]
        steps = tuple(step for step in draft.steps if not any(name in step for name in others))
        kept.append((place, draft if draft.rule == "appraisal_of_heading" else replace(draft, steps=steps)))
    return kept


def _procedure(context: Context, place: Place, draft: Draft, leads: dict[str, tuple[str, ...]]) -> Procedure:
    sentence = place.sentence
    acting = draft.who or actors_in(sentence.text[max(0, draft.start - AROUND) : draft.end + AROUND])
    if UNOFFICIAL.issuperset(acting):  # experts have their say; the unit of the unit line runs the process
        lead = _lead(context, sentence.clause, leads)
        acting = () if lead else acting
    who = acting or lead
    return Procedure(
        clause=sentence.clause.path,
        span=sentence.part(draft.start, draft.end),
        quote=sentence.text[draft.start : draft.end],
        confidence=draft.confidence,
        doubts=(draft.doubt,) if draft.doubt else (),
        implied=("who",) if who and not acting else (),
        rule=draft.rule,
        name=draft.name,
        steps=draft.steps,
        who=who,
    )


def _lead(context: Context, clause: Clause, leads: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the units that lead the clause by its unit line; looked up once a clause."""
    if clause.id not in leads:
        text = "" if clause.children else clause.span.of(context.policy.text.chars)
        lines = find_unit_lines(text) if LEADING.search(text) is not None else []
        leads[clause.id] = next((line.lead for line in lines if line.lead), ())
    return leads[clause.id]
