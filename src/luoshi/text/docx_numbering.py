"""Resolve the automatic numbers of Word: they are not in the text of a paragraph, they are counted (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.text.docx_numerals import numeral
from luoshi.text.docx_styles import W, number_of, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: Its first number.
        style: How the number is printed, a name of ST_NumberFormat.
        pattern: What is printed, `第%1条` or `%1.%2`; `%2` is the number of the second level.
        restart: It restarts behind a number of this level (1-based) or a higher one; 0 never; None behind any higher level.
        is_legal: All numbers in the pattern are printed in Arabic digits.
        linked_style: Paragraphs of this style stand on this level.
    """

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    is_legal: bool = False
    linked_style: str = ""


class Numbering:
    """The lists of one document, counting as the paragraphs go by; without a numbering part every number is empty."""

    def __init__(self, root: Element | None) -> None:
        self.abstract: dict[str, dict[int, Level]] = {}
        self.abstract_of: dict[str, str] = {}
        self.overrides: dict[str, dict[int, Level]] = {}
        self.starts: dict[str, dict[int, int]] = {}
        self.counters: dict[str, list[int | None]] = {}
        self.used: set[tuple[str, int]] = set()
        if root is not None:
            self._read_lists(root)
            self._read_instances(root)

    def _read_lists(self, root: Element) -> None:
        """Take in the abstract lists; one that links to a list style has the levels of the list that defines it."""
        defining: dict[str, str] = {}
        linking: dict[str, str] = {}
        for item in root.iterfind(W + "abstractNum"):
            name = item.get(W + "abstractNumId", "")
            self.abstract[name] = levels_of(item)
            if style := value_of(item, "styleLink"):
                defining[style] = name
            if style := value_of(item, "numStyleLink"):
                linking[name] = style
        for name, style in linking.items():
            if style in defining:
                self.abstract[name] = self.abstract[defining[style]]

    def _read_instances(self, root: Element) -> None:
        """Take in the lists as used, with what they override."""
        for item in root.iterfind(W + "num"):
            name = item.get(W + "numId", "")
            self.abstract_of[name] = value_of(item, "abstractNumId")
            self.overrides[name] = {}
            self.starts[name] = {}
            for override in item.iterfind(W + "lvlOverride"):
                at = number_of(override.get(W + "ilvl"), 0)
                self.overrides[name].update(levels_of(override))
                if override.find(W + "startOverride") is not None:
                    self.starts[name][at] = number_of(value_of(override, "startOverride"), 1)

    def level_of_style(self, instance: str, style: str) -> int:
        """Return the level, 0 to 8, on which paragraphs of a style stand; 0 where the list links none to it."""
        levels = self.abstract.get(self.abstract_of.get(instance, ""), {})
        return next((at for at, level in levels.items() if level.linked_style == style), 0)

    def next_number(self, instance: str, at: int) -> str:
        """Count one paragraph of a list and return its number as printed.

        Args:
            instance: The numId; `0` and unknown ones have no numbers.
            at: The level, 0 to 8.
        """
        abstract = self.abstract_of.get(instance)
        if abstract is None or not 0 <= at < LEVELS:
            return ""
        counters = self.counters.setdefault(abstract, [None] * LEVELS)
        self._count(instance, at, counters)
        return self._printed(instance, at, counters)

    def level(self, instance: str, at: int) -> Level:
        """Return the definition of a level of a list."""
        override = self.overrides.get(instance, {}).get(at)
        return override or self.abstract.get(self.abstract_of.get(instance, ""), {}).get(at) or Level()

    def _count(self, instance: str, at: int, counters: list[int | None]) -> None:
        """Advance the counter of a level and restart those below it."""
        current = counters[at]
        counters[at] = self.level(instance, at).start if current is None else current + 1
        if (instance, at) not in self.used:
            self.used.add((instance, at))
            counters[at] = self.starts.get(instance, {}).get(at, counters[at])
        for below in range(at + 1, LEVELS):
            restart = self.level(instance, below).restart
            if restart is None or at < restart:
                counters[below] = None

    def _printed(self, instance: str, at: int, counters: list[int | None]) -> str:
        """Fill the counters into the pattern of a level."""
        level = self.level(instance, at)

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            meant = self.level(instance, place)
            value = counters[place]
            style = "decimal" if level.is_legal and meant.style not in ("none", "bullet") else meant.style
            return numeral(meant.start if value is None else value, style)

        return "" if level.style == "bullet" else PLACEHOLDER.sub(number, level.pattern)


def levels_of(item: Element) -> dict[int, Level]:
    """Read the level definitions below an abstract list or an override."""
    return {number_of(level.get(W + "ilvl"), 0): read_level(level) for level in item.iterfind(W + "lvl")}


def read_level(level: Element) -> Level:
    """Read one level definition."""
    restart = value_of(level, "lvlRestart")
    legal = level.find(W + "isLgl")
    return Level(
        start=number_of(value_of(level, "start"), 0),
        style=value_of(level, "numFmt") or custom_format(level) or "decimal",
        pattern=value_of(level, "lvlText"),
        restart=number_of(restart, 0) if restart else None,
        is_legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false", "off"),
        linked_style=value_of(level, "pStyle"),
    )


def custom_format(level: Element) -> str:
    """Return the format of a level that hides it behind an AlternateContent (Word 2010 writes `01, 02` so)."""
    found = next(level.iter(W + "numFmt"), None)
    return "" if found is None else found.get(W + "val", "")
