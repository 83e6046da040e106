"""Read the styles of Word as far as they bear on the words: numbering, hidden text, lines of a table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off", "none")
MAX_PARENTS = 30


@dataclass(frozen=True, slots=True)
class Style:
    """One style; empty or None where it says nothing and its parent decides.

    Attributes:
        name: In lower case, such as `heading 1` or `toc 2`.
        parent: The id of the style it is based on.
        list_instance: The numId of its numbering; `0` takes numbering away.
        list_level: As printed in the file.
        is_hidden: Whether its text is hidden.
    """

    name: str = ""
    parent: str = ""
    list_instance: str = ""
    list_level: str = ""
    is_hidden: bool | None = None


class Styles:
    """The styles of one document by their id."""

    def __init__(self, root: Element | None) -> None:
        found = root.iterfind(W + "style") if root is not None else ()
        self.by_id = {item.get(W + "styleId", ""): read_style(item) for item in found}

    def chain(self, style: str) -> list[tuple[str, Style]]:
        """Return a style and those it is based on, nearest first; a circle is cut."""
        chain: list[tuple[str, Style]] = []
        while style in self.by_id and len(chain) < MAX_PARENTS:
            chain.append((style, self.by_id[style]))
            style = self.by_id[style].parent
        return chain

    def is_hidden(self, style: str) -> bool:
        """Say whether text of a style is hidden."""
        return next((bool(item.is_hidden) for _, item in self.chain(style) if item.is_hidden is not None), False)

    def is_contents(self, style: str) -> bool:
        """Say whether paragraphs of a style are lines of a table of contents."""
        return any(item.name.startswith("toc ") and item.name[4:].isdigit() for _, item in self.chain(style))

    def list_of(self, style: str) -> tuple[str, str, str]:
        """Return numId, level as printed (may be empty) and the id of the style that says so; all empty where none does."""
        return next(((item.list_instance, item.list_level, at) for at, item in self.chain(style) if item.list_instance), ("", "", ""))


def read_style(item: Element) -> Style:
    """Read one style definition."""
    numbering = item.find(f"{W}pPr/{W}numPr")
    return Style(
        name=value_of(item, "name").lower(),
        parent=value_of(item, "basedOn"),
        list_instance="" if numbering is None else value_of(numbering, "numId"),
        list_level="" if numbering is None else value_of(numbering, "ilvl"),
        is_hidden=hidden(item.find(W + "rPr")),
    )


def hidden(properties: Element | None) -> bool | None:
    """Say whether run properties hide the text; None where they do not say."""
    mark = None if properties is None else properties.find(W + "vanish")
    return None if mark is None else mark.get(W + "val", "1") not in OFF


def value_of(parent: Element, child: str) -> str:
    """Return the `w:val` of a child, or an empty string."""
    found = parent.find(W + child)
    return "" if found is None else found.get(W + "val", "")


def number_of(value: str | None, otherwise: int) -> int:
    """Read a number of the file; hostile ones (empty, words, longer than nine digits) give the other value."""
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise
