"""Sentences put together from parts whose meaning is known: what has to be read of them is known before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

T = TypeVar("T")
Pick = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True)
class Made:
    """A sentence, the statements that a careful person reads in it (in order), and the forms of words that it was put together from."""

    words: str
    states: tuple[Any, ...]
    parts: frozenset[str] = frozenset()


@dataclass
class Speaker:
    """Picks the parts of a sentence and remembers the forms; numbers are picked without being remembered."""

    pick: Pick
    parts: set[str] = field(default_factory=set)

    def say(self, forms: Iterable[str]) -> str:
        """Pick one of several forms of words."""
        said: str = self.pick(tuple(forms))
        self.parts.add(said)
        return said

    def of(self, options: Sequence[T]) -> T:
        """Pick one of several values."""
        picked: T = self.pick(options)
        return picked

    def made(self, words: str, states: Iterable[Any]) -> Made:
        """Close a sentence."""
        return Made(words, tuple(states), frozenset(self.parts))


@dataclass(frozen=True)
class NotReadYet:
    """A sentence that a policy may well hold and that is misread.

    Attributes:
        kind: `reward` in a document of rules, `target` in a plan.
        id: What goes wrong, in a few words.
        words: The sentence.
        states: What should be read, in order.
        parts: Forms of words that are not put together in made sentences as long as this stands.
    """

    kind: str
    id: str
    words: str
    states: tuple[Any, ...] = ()
    parts: frozenset[str] = frozenset()

    def keeps_out(self, made: Made) -> bool:
        """Say whether a made sentence holds what is not read yet."""
        return bool(self.parts) and self.parts <= made.parts


def forms(*lines: str) -> tuple[str, ...]:
    """Return the forms of words that some lines hold, parted by blanks."""
    return tuple(form for line in lines for form in line.split())


def number(printed: str) -> Decimal:
    """Return what `1,200` or `12.5` counts."""
    return Decimal(printed.replace(",", ""))


def enumerated(words: Sequence[str], last: str = "、") -> str:
    """Return A、B、C, the last one joined by a word of its own: A、B和C."""
    return "、".join(words[:-1]) + last + words[-1] if len(words) > 1 else words[0]
