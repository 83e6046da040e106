"""Tell apart the rewards, caps and quotas of several versions of one programme: 首次认定（第1版）, wherever the book has more than one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from luoshi.rewards.book import Cap, Quota, Rule, RuleBook


def version_words(version: int) -> str:
    """Return what stands behind a label: （第2版）."""
    return f"（第{version}版）"


def with_versions(book: RuleBook) -> RuleBook:
    """Return the book with the version behind the labels of each programme that has several; nothing else changes."""
    versions = {(rule.programme, rule.version) for rule in book.rules}
    names = [programme for programme, _ in versions]
    several = {name for name in names if names.count(name) > 1}
    if not several:
        return book
    marks = {rule.position: version_words(rule.version) for rule in book.rules if rule.programme in several}

    def of_cap(cap: Cap) -> Cap:
        return replace(cap, words=cap.words + _mark(marks, cap.limits))

    def of_quota(quota: Quota) -> Quota:
        return replace(quota, words=quota.words + _mark(marks, quota.rules))

    return replace(
        book,
        rules=tuple(replace(rule, label=rule.label + marks.get(rule.position, "")) for rule in book.rules),
        caps=tuple(map(of_cap, book.caps)),
        programme_caps=tuple(map(of_cap, book.programme_caps)),
        quotas=tuple(map(of_quota, book.quotas)),
    )


def without_version(rule: Rule) -> Rule:
    """Return a reward that stands for all its versions."""
    return replace(rule, label=rule.label.removesuffix(version_words(rule.version)))


def _mark(marks: dict[int, str], positions: Collection[int]) -> str:
    """What several rewards share is of one version: that of any of them."""
    return next((marks[position] for position in sorted(positions) if position in marks), "")
