"""HTML made so that words cannot become markup: what is `Html` was made here, every other string is escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NewType

Html = NewType("Html", str)
NOTHING = Html("")
# Characters that may stand in a document but not in HTML text; a reader loses nothing he could have seen.
UNSEEN = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {9, 10, 13})

Attributes = Mapping[str, str | int | bool | None]


def text(words: str) -> Html:
    """Escape words for a place between tags or inside a quoted attribute."""
    return Html(escape(words.translate(UNSEEN)))


def opening(name: str, attributes: Attributes | None = None) -> Html:
    """Return an opening tag; attributes that are None or False are left out, True ones stand without a value."""
    parts = [name]
    for key, value in (attributes or {}).items():
        if value is True:
            parts.append(key)
        elif value is not None and value is not False:
            parts.append(f'{key}="{text(str(value))}"')
    return Html(f"<{' '.join(parts)}>")


def closing(name: str) -> Html:
    """Return a closing tag."""
    return Html(f"</{name}>")


def element(name: str, attributes: Attributes | None = None, *children: Html) -> Html:
    """Return an element with its children, which are HTML already; words go through `text` first."""
    return Html(f"{opening(name, attributes)}{''.join(children)}{closing(name)}")


def join(parts: Iterable[Html]) -> Html:
    """Put pieces of HTML one behind the other."""
    return Html("".join(parts))
