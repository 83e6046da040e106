"""The few icons of the pages: drawn once in a sprite, on a grid of 20, used by name."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.papers.markup import Html, join

SHAPES = {
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4 4"/>',
    "warn": '<path d="M10 3 2.5 16.5h15z"/><path d="M10 8v4M10 14.3v.1"/>',
    "stop": '<path d="M7 2.8h6L17.2 7v6L13 17.2H7L2.8 13V7z"/><path d="M10 6.5v4.2M10 13.3v.1"/>',
    "info": '<circle cx="10" cy="10" r="7.2"/><path d="M10 9v4.5M10 6.4v.1"/>',
    "doc": '<path d="M5 2.8h6.5L15.2 6.5v10.7H5z"/><path d="M11.3 3v3.7H15M7.5 10h5M7.5 13h5"/>',
    "list": '<path d="M7 5h10M7 10h10M7 15h10M3.3 5h.1M3.3 10h.1M3.3 15h.1"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "clause": '<path d="M4 4h12M4 8h12M4 12h6M4 16h6"/><path d="m12.5 13.5 2 2 3.5-4.5"/>',
    "print": '<path d="M5.5 7V3h9v4M5.5 14H3V7h14v7h-2.5M5.5 11.5h9V17h-9z"/>',
    "keys": '<path d="M2.5 5h15v10h-15zM5.5 8h.1M8.5 8h.1M11.5 8h.1M14.5 8h.1M6.5 12h7"/>',
}
BRAND = '<path class="br-bg" d="M3 2h20v22H3z"/><path class="br-in" d="M7.5 8h11M7.5 12h5M8 17l3.5 3.5L19 12"/>'


def sprite(names: Iterable[str]) -> Html:
    """Return the hidden drawing that holds the icons of a page, and the sign of the house.

    Raises:
        KeyError: There is no such icon.
    """
    symbols = join(Html(f'<symbol id="i-{name}" viewBox="0 0 20 20">{SHAPES[name]}</symbol>') for name in names)
    return Html(
        f'<svg width="0" height="0" class="vh" aria-hidden="true">{symbols}<symbol id="brand" viewBox="0 0 26 26">{BRAND}</symbol></svg>'
    )


def icon(name: str) -> Html:
    """Return one icon, silent for screen readers: the word beside it says the same.

    Raises:
        KeyError: There is no such icon.
    """
    if name not in SHAPES:
        raise KeyError(name)
    return Html(f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>')
