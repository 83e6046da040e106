"""Which column is which fact: heads in Chinese or by name, with the unit that stands in brackets behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from luoshi.facts.vocabulary import FIELDS, Entity, FactField, FactType
from luoshi.facts.words import BLANKS, COUNT_UNITS, MONEY_UNITS, REMARKS

FEN_SUFFIX = "_fen"
FEN = 0
_BRACKETS = re.compile(r"[(\[【{〔<]([^()\[\]【】{}〔〕<>]*)[)\]】}〕>]$")
_UNIT_NOTE = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*[(（]?\s*((?:百|千|万|百万|千万|亿)?元)")


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
        own = [field for field in own_facts if field.entity is entity]
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
        form = plain(text)
        if field := self._by_form.get(form):
            return Head(field, text, at)
        if form.endswith(FEN_SUFFIX) and (field := self._by_form.get(form.removesuffix(FEN_SUFFIX))) and field.type is FactType.MONEY:
            return Head(field, text, at, FEN)
        return self._with_brackets(form, text, at)

    def _with_brackets(self, form: str, text: str, at: int) -> Head | None:
        found = _BRACKETS.search(form)
        if not found:
            return None
        inner, outer = self.head_of(form[: found.start()], at), found.group(1)
        if inner is None or inner.scale is not None:
            return None
        if inner.field.type is FactType.MONEY and outer.removeprefix("单位:") in MONEY_UNITS:
            return Head(inner.field, text, at, MONEY_UNITS[outer.removeprefix("单位:")])
        return Head(inner.field, text, at) if outer in COUNT_UNITS or outer in REMARKS else None

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


def unit_note(cells: Iterable[str]) -> int | None:
    """Return the unit that a line above the table names (单位：万元) as a power of ten to fen, or None."""
    for cell in cells:
        if found := _UNIT_NOTE.search(unicodedata.normalize("NFKC", cell)):
            return MONEY_UNITS[found.group(1)]
    return None
