"""Document: a reading prepared for the rules that look for what to mend; every rule only reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Commitment, Duty, FormulaType, Reading, Reward, Stacking, Target
from luoshi.lint.nodes import Finding
from luoshi.policy.nodes import Clause, ClauseKind
from luoshi.policy.places import Places
from luoshi.source import Severity, Span

LONG_TERM = re.compile(r"规划|纲要")
MANY_REWARDS = 3
WINDOW = 400
TASK_KINDS = (ClauseKind.ITEM, ClauseKind.SUBITEM, ClauseKind.POINT, ClauseKind.SUBPOINT, ClauseKind.SECTION, ClauseKind.ARTICLE)
OUTSIDE = (ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.TRAILER)


def distinct(spans: Iterable[Span]) -> list[Span]:
    """Return the places in order, those inside another left out: the levels of one 分别-list are one place."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or not kept[-1].covers(span):
            kept.append(span)
    return kept


@dataclass(frozen=True)
class Document:
    """One reading and what the rules ask of it again and again."""

    reading: Reading

    @cached_property
    def context(self) -> Context:
        """The policy cut into sentences."""
        return Context(self.reading.policy)

    @property
    def chars(self) -> str:
        """The characters of the text."""
        return self.reading.policy.text.chars

    @property
    def title(self) -> str:
        """The title of the policy."""
        return self.reading.policy.title

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The targets, without limits on a payment that were read as one (每家企业每年不超过15万元)."""
        return tuple(c for c in self.reading.commitments if isinstance(c, Target) and not (c.op in ("<=", "<") and "元" in c.unit))

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties but the one to explain the document."""
        return tuple(c for c in self.reading.commitments if isinstance(c, Duty) and c.rule != "duty_to_explain")

    @cached_property
    def rewards(self) -> tuple[Reward, ...]:
        """The rewards."""
        return tuple(c for c in self.reading.commitments if isinstance(c, Reward))

    @cached_property
    def priced(self) -> tuple[Reward, ...]:
        """The rewards with a number."""
        return tuple(r for r in self.rewards if r.formula.type is not FormulaType.UNQUANTIFIED)

    @cached_property
    def stackings(self) -> tuple[Stacking, ...]:
        """The stacking rules."""
        return tuple(c for c in self.reading.commitments if isinstance(c, Stacking))

    @cached_property
    def is_plan(self) -> bool:
        """Say whether it lays out tasks, as against rules."""
        return self.context.is_plan

    @cached_property
    def is_long_term(self) -> bool:
        """Say whether it is a plan of years (规划), whose tasks and money are told in other documents."""
        return LONG_TERM.search(self.title) is not None

    @cached_property
    def charged(self) -> frozenset[str]:
        """The identifiers of the clauses that units answer for, where title and unit line stand, with all above them."""
        places = [place for duty in self.duties if duty.lead or duty.support for place in (duty.span, duty.units_span) if place is not None]
        return frozenset(clause.id for place in places for clause in self.chain(self.clause_at(place.start)))

    @cached_property
    def names_units(self) -> bool:
        """Say whether it names units for its tasks: for one clause in five at least; fewer are remarks in passing."""
        leaves = [clause for clause in self.clauses if clause.kind in TASK_KINDS and not clause.children]
        charged = sum(1 for clause in leaves if any(above.id in self.charged for above in self._near(clause)))
        return charged > 0 and charged * 5 >= len(leaves)

    def _near(self, clause: Clause) -> list[Clause]:
        """Return a clause and those above it but the topmost, which covers too much to say anything of one task."""
        chain = list(self.chain(clause))
        return chain[:-1] if len(chain) > 1 else chain

    def is_charged(self, offset: int) -> bool:
        """Say whether units answer for the clause in which a character stands, or for one right around it."""
        clause = self.clause_at(offset)
        return clause is not None and any(near.id in self.charged for near in self._near(clause))

    @cached_property
    def grants_above_all(self) -> bool:
        """Say whether it grants rather than lays out tasks, whatever its title says."""
        return not self.is_plan or (not self.duties and len(self.priced) >= MANY_REWARDS)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses that are part of the document itself."""
        return tuple(clause for clause in self.reading.policy.walk() if clause.kind not in OUTSIDE)

    @cached_property
    def places(self) -> Places:
        """Where its clauses are."""
        return Places(self.reading.policy)

    @cached_property
    def _sorted_sentences(self) -> tuple[list[int], list[Sentence]]:
        ordered = sorted(self.context.sentences, key=lambda sentence: sentence.span.start)
        return [sentence.span.start for sentence in ordered], ordered

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, by their place."""
        return self._sorted_sentences[1]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence in which a character stands, or None between sentences."""
        starts, ordered = self._sorted_sentences
        at = bisect_right(starts, offset) - 1
        return ordered[at] if at >= 0 and offset < ordered[at].span.end else None

    def clause_at(self, offset: int) -> Clause | None:
        """Return the innermost clause in which a character stands."""
        return self.places.clause_at(offset)

    def chain(self, clause: Clause | None) -> Iterator[Clause]:
        """Yield a clause and all above it, innermost first."""
        return self.places.chain(clause)

    def sentence_start(self, commitment: Commitment) -> int:
        """Say where the sentence of a commitment begins: it tells those of one sentence from others."""
        sentence = self.sentence_at(commitment.span.start)
        return sentence.span.start if sentence else commitment.span.start

    def words_before(self, commitment: Commitment) -> str:
        """Return the sentence of a commitment up to the end of its words."""
        return self._around(commitment.span, 0)

    def sentence_of(self, commitment: Commitment) -> str:
        """Return the sentence in which the words of a commitment begin."""
        return self._around(commitment.span, WINDOW)

    def _around(self, span: Span, behind: int) -> str:
        """Return a span with its sentence around it; of a sentence without end only what is near, so that the cost stays linear."""
        sentence = self.sentence_at(span.start)
        if sentence is None:
            return self.chars[span.start : span.end]
        start = max(sentence.span.start, span.start - WINDOW)
        return self.chars[start : max(span.end, min(sentence.span.end, span.end + behind))]

    def finding(
        self, code: str, severity: Severity, message: str, spans: Iterable[Span] = (), *, hint: str = "", clause: str | None = None
    ) -> Finding:
        """Make a finding; its clause is that of all its spans, or the one given where it has none."""
        places = tuple(distinct(spans))
        paths = {found.path for span in places if (found := self.clause_at(span.start)) is not None}
        return Finding(code, severity, message, places, paths.pop() if len(paths) == 1 else clause, hint)
