"""Which column is which fact: heads in Chinese or by name, with the unit that stands in brackets behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from luoshi.facts.units import BRACKETS, is_remark, money_scale, tokens
from luoshi.facts.vocabulary import FIELDS, Entity, FactField, FactType
from luoshi.facts.words import BLANKS

FEN_SUFFIX = "_fen"
FEN = 0
LONGEST_HEAD = 200
_UNIT_BEHIND = re.compile(r"(.+?)[:/_·-]?((?:人民币)?(?:百|千|万|百万|千万|亿)?元)")


@dataclass(frozen=True, slots=True)
class Head:
    """A column that is a fact: which, how it is headed, at which place (0-based), and for money the unit that its head names.

    `scale` is the power of ten from that unit to fen, None where the head names none.
    """

    field: FactField
    text: str
    at: int
    scale: int | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """The head row of a table: what was understood, what was not, and which facts two columns claim."""

    known: tuple[Head, ...]
    unknown: tuple[tuple[int, str], ...] = ()
    doubled: tuple[tuple[Head, Head], ...] = ()

    @property
    def fields(self) -> set[str]:
        """Names of the facts that have a column."""
        return {head.field.name for head in self.known}


class Vocabulary:
    """The facts of one table, those of the programme behind the general ones, looked up by head."""

    def __init__(self, entity: Entity, own_facts: Iterable[FactField] = ()) -> None:
        self.entity = entity
        self.own_facts = tuple(own_facts)
        own = [field for field in self.own_facts if field.entity is entity]
        general = [field for field in FIELDS[entity] if field.name not in {fact.name for fact in own}]
        self.fields: tuple[FactField, ...] = (*general, *own)
        # A programme's own word beats a general alias, a label beats an alias.
        names = [
            *self._forms(general, own_words=False),
            *self._forms(general, own_words=True),
            *self._forms(own, False),
            *self._forms(own, True),
        ]
        self._by_form = dict(names)
        self.required = tuple(field for field in self.fields if field.required)

    @staticmethod
    def _forms(fields: Iterable[FactField], own_words: bool) -> list[tuple[str, FactField]]:
        """Pair the forms of heads with facts: aliases, or names and labels."""
        return [(plain(word), field) for field in fields for word in ((field.name, field.label) if own_words else field.aliases)]

    def head_of(self, text: str, at: int) -> Head | None:
        """Return what a column's head means, or None."""
        if len(text) > LONGEST_HEAD:
            return None
        form = plain(text)
        if field := self._by_form.get(form):
            return Head(field, text, at)
        if form.endswith(FEN_SUFFIX) and (field := self._by_form.get(form.removesuffix(FEN_SUFFIX))) and field.type is FactType.MONEY:
            return Head(field, text, at, FEN)
        if found := BRACKETS.search(form):
            return self._with_words(self.head_of(form[: found.start()], at), tokens(found.group(1)), text)
        if (found := _UNIT_BEHIND.fullmatch(form)) and (field := self._by_form.get(found.group(1))) and field.type is FactType.MONEY:
            return Head(field, text, at, money_scale(found.group(2)))
        return None

    @staticmethod
    def _with_words(inner: Head | None, words: Sequence[str], text: str) -> Head | None:
        """Put the words in brackets behind a head to it; with one that is not understood, the head is not."""
        if inner is None or not words:
            return None
        scales = {scale for word in words if (scale := money_scale(word)) is not None}
        if not all(is_remark(word) or money_scale(word) is not None for word in words):
            return None
        if not scales:
            return Head(inner.field, text, inner.at, inner.scale)
        is_clear = len(scales) == 1 and inner.scale is None and inner.field.type is FactType.MONEY
        return Head(inner.field, text, inner.at, scales.pop()) if is_clear else None

    def read(self, row: Sequence[str]) -> Heads:
        """Take a row for the head row."""
        known: dict[str, Head] = {}
        unknown, doubled = [], []
        for at, text in enumerate(row):
            head = self.head_of(text, at)
            if head is None:
                unknown.append((at, text))
            elif head.field.name in known:
                doubled.append((known[head.field.name], head))
            else:
                known[head.field.name] = head
        return Heads(tuple(known.values()), tuple(unknown), tuple(doubled))

    def missing(self, heads: Heads) -> list[FactField]:
        """Return the facts without which no row can be right and for which there is no column."""
        return [field for field in self.required if field.name not in heads.fields]

    def nearest(self, text: str) -> str:
        """Return the label that was probably meant, or nothing."""
        near = get_close_matches(plain(text), self._by_form, n=1, cutoff=0.5)
        return self._by_form[near[0]].label if near else ""


def plain(text: str) -> str:
    """Return a head in the form in which heads are compared: half width, lower case, without blanks and marks of what is required."""
    normal = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in normal if char not in BLANKS).strip("*:：。.").removeprefix("*")
