"""What fair-competition review would object to: words that a rule flags and no counter-word acquits, with the legal ground."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from luoshi.commitments.context import Sentence
from luoshi.lint.competition_rules import CompetitionRule, Scope, competition_rules
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding
from luoshi.source import Severity, Span

# Money or a price, not mere encouragement: 支持企业落户 grants nothing.
GRANTS = re.compile(r"给予|奖励|奖补|补助|补贴|资助|贴息|返还|先征后|兑现|优惠|奖金|免收")

PART = re.compile("[；;]")


def lint_competition(document: Document) -> Iterator[Finding]:
    """Look for what the rules flag; one finding a rule, all its places together."""
    for rule in competition_rules():
        spans = [span for sentence in _looked_at(document, rule.scope) for span in flagged(rule, sentence)]
        if spans:
            yield _finding(document, rule, spans)


def _looked_at(document: Document, scope: Scope) -> Iterator[Sentence]:
    if scope is Scope.REWARDING and not document.rewards:
        return
    for sentence in document.sentences:
        if scope is not Scope.GRANTING or GRANTS.search(sentence.text):
            yield sentence


def flagged(rule: CompetitionRule, sentence: Sentence) -> Iterator[Span]:
    """Yield the words of one sentence that a rule flags: the first of each part between semicolons."""
    found = list(rule.flags.finditer(sentence.text))
    acquitted = [hit.span() for hit in rule.acquits.finditer(sentence.text)] if found and rule.acquits else []
    starts = [start for start, _ in acquitted]
    told = 0
    for hit in found:
        at = bisect_left(starts, hit.end()) - 1
        is_acquitted = at >= 0 and acquitted[at][1] > hit.start()
        if not is_acquitted and (not told or PART.search(sentence.text, told, hit.start())):
            told = hit.end()
            yield sentence.part(*hit.span())


def _finding(document: Document, rule: CompetitionRule, spans: list[Span]) -> Finding:
    """Make the finding of one rule; before its first ground came into force it is a note that says so."""
    places = f"（{len(spans)}处）" if len(spans) > 1 else ""
    message, severity = f"{rule.matter}{places}，公平竞争审查可能通不过。", rule.severity
    issued, first = _issued_on(document), min(ground.in_force_on for ground in rule.grounds)
    if issued is not None and issued < first:
        message = f"{rule.matter}{places}。本文件印发在《{rule.grounds[0].act}》施行之前，修订或续期时应当改。"
        severity = Severity.NOTE
    finding = document.finding("lint.fair-competition", severity, message, spans, hint=rule.hint)
    return replace(finding, grounds=rule.grounds, rule=rule.id)


def _issued_on(document: Document) -> date | None:
    """Take the date of issue; where none is printed, the last day of the year before its period begins ends the doubt."""
    policy = document.reading.policy
    if policy.issued_on:
        return date.fromisoformat(policy.issued_on)
    return date(policy.period[0], 12, 31) if policy.period else None
