"""Procedures: every process, 机制 or 制度 that the policy orders, with its steps in order and who acts.

The notion is loose. What an officer would want on a list is listed: mechanisms and systems to be set up, fixed manners of work
(一事一议, 揭榜挂帅), chains of application and review, appraisals, meetings, filings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from luoshi.commitments.procedure.appraisals import read_appraisal, read_survey
from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.procedure.manners import read_filing, read_manner
from luoshi.commitments.procedure.mechanisms import read_mechanisms
from luoshi.commitments.nodes import Procedure
from luoshi.commitments.noun_phrases import Veiled
from luoshi.commitments.orders import ordered_sentences
from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.chains import read_chain
from luoshi.commitments.procedure.words import ANY_PROCEDURE
from luoshi.commitments.procedure.steps import actors_in
from luoshi.commitments.unit_lines import find_unit_lines
from luoshi.policy.nodes import Clause

Rule = Callable[[Place], Iterator[Draft]]
# What these find stands for itself; all else may turn out to be a step of it.
WHOLE = frozenset("mechanism rule model scheme channel meeting body printed_as_items told_by_the_heading".split())
APPRAISING = frozenset("survey round counted_in rhythm".split())
STEM = re.compile(r"(?:机制|制度|体系|工作机制)$")
# In this order: where two rules find one thing under one name, the first has it.
RULES: tuple[Rule, ...] = (read_mechanisms, read_chain, read_appraisal, read_survey, read_manner, read_filing)


def read_procedures(context: Context) -> Iterator[Procedure]:
    """Read the procedures of a policy in document order; what one clause names twice is one procedure."""
    sentences = tuple(ordered_sentences(context))
    leads: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[str, str]] = set()  # a document that is printed twice has its paths twice
    for clause, places in groupby(_places(context, sentences), key=lambda place: place.sentence.clause):
        for place, draft in _of_clause(places):
            if (clause.path, draft.name) in seen:
                continue
            seen.add((clause.path, draft.name))
            yield _procedure(context, clause, place, draft, leads)


def _places(context: Context, sentences: tuple[Sentence, ...]) -> Iterator[Place]:
    for index, sentence in enumerate(sentences):
        if ANY_PROCEDURE.search(sentence.text) is not None:
            yield Place(context, sentence, Veiled.of(sentence.text), sentences, index)


def _of_clause(places: Iterator[Place]) -> list[tuple[Place, Draft]]:
    """Return what one clause holds: no name twice, no step of one procedure as another, its heading only where its body holds none."""
    found: list[tuple[Place, Draft]] = []
    for place in places:
        drafts = sorted((draft for rule in RULES for draft in rule(place)), key=lambda draft: draft.start)
        whole = min((draft.start for draft in drafts if draft.rule in WHOLE), default=None)
        found += [(place, draft) for draft in drafts if whole is None or draft.rule in WHOLE or (draft.rule == "regulation" and draft.start < whole)]
    body = [(place, draft) for place, draft in found if not place.sentence.is_heading] or found
    return _each_once(_without_steps(body))


def _without_steps(found: list[tuple[Place, Draft]]) -> list[tuple[Place, Draft]]:
    """Leave out small finds that are steps of a procedure of the same clause, and the appraisal of a heading whose body is full of mechanisms."""
    mechanisms = sum(draft.rule == "mechanism" for _, draft in found)
    told = mechanisms < 2 and any(draft.rule == "told_by_the_heading" for _, draft in found)
    steps = [step for _, draft in found if draft.rule in WHOLE | {"told_in_a_sentence", "regulation"} for step in draft.steps if len(step) >= 4]

    def stays(place: Place, draft: Draft) -> bool:
        if draft.rule == "told_by_the_heading":
            return told
        if draft.rule in WHOLE:
            return True
        words = place.sentence.text[draft.start : draft.end]
        return not (told and draft.rule in APPRAISING) and (draft.rule == "told_in_a_sentence" or not any(step in words or words in step for step in steps))

    return [(place, draft) for place, draft in found if stays(place, draft)]


def _each_once(found: list[tuple[Place, Draft]]) -> list[tuple[Place, Draft]]:
    """Leave out a name that holds, or is held by, one before it."""
    once: list[tuple[Place, Draft]] = []
    for place, draft in found:
        stem = STEM.sub("", draft.name)
        if not any(draft.name in known.name or known.name in draft.name or stem == STEM.sub("", known.name) for _, known in once):
            once.append((place, draft))
    return once


def _procedure(context: Context, clause: Clause, place: Place, draft: Draft, leads: dict[str, tuple[str, ...]]) -> Procedure:
    sentence = place.sentence
    who = draft.who or actors_in(sentence.text)
    implied: tuple[str, ...] = ()
    if not who and (who := _lead(context, clause, leads)):
        implied = ("who",)
    span = sentence.part(draft.start, draft.end)
    return Procedure(
        clause=clause.path,
        span=span,
        quote=sentence.text[draft.start : draft.end],
        confidence=draft.confidence,
        doubts=draft.doubts,
        implied=implied,
        rule=draft.rule,
        name=draft.name,
        steps=draft.steps,
        who=who,
    )


def _lead(context: Context, clause: Clause, leads: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the units that lead the clause by its unit line; looked up once a clause."""
    if clause.id not in leads:
        lines = () if clause.children else find_unit_lines(clause.span.of(context.policy.text.chars))
        leads[clause.id] = next((line.lead for line in lines if line.lead), ())
    return leads[clause.id]
