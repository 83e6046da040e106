"""Tell apart the rewards, caps and quotas of several versions of one programme: 首次认定（第1版）, wherever the book has more than one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from luoshi.rewards.book import Rule, RuleBook, version_words


def with_versions(book: RuleBook) -> RuleBook:
    """Return the book with the version in its labels, as `RuleBook.label_of` says them; for tables that have rules and no book at hand."""

    def told_apart(words: str, positions: Collection[int]) -> str:
        # What several rewards share is of one version: that of any of them.
        return book.with_version(words, book.rules[min(positions)]) if positions else words

    return replace(
        book,
        rules=tuple(replace(rule, label=book.label_of(rule)) for rule in book.rules),
        caps=tuple(replace(cap, words=told_apart(cap.words, cap.limits)) for cap in book.caps),
        programme_caps=tuple(replace(cap, words=told_apart(cap.words, cap.limits)) for cap in book.programme_caps),
        quotas=tuple(replace(quota, words=told_apart(quota.words, quota.rules)) for quota in book.quotas),
    )


def without_version(rule: Rule) -> Rule:
    """Return a reward that stands for all its versions."""
    return replace(rule, label=rule.label.removesuffix(version_words(rule.version)))
