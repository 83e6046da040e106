"""The frame of every page: one file with its style and script in it, whose own policy lets nothing else in.

A page has a folder with `page.html` (its body), `page.css` (what it adds to the shared `base.css`) and, where it has a script, `page.js`.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template

from luoshi import __version__
from luoshi.papers.markup import Html, element, text

PACKAGE = "luoshi.papers"


def self_contained(page: str, title: str, places: Mapping[str, Html], *, has_script: bool = False) -> str:
    """Return one HTML document.

    Args:
        page: The folder of the page, such as `reading_page`.
        places: What stands in the places of its body, by their names.

    Raises:
        KeyError: A place of the body that nothing is given for.
    """
    style = _asset("base.css") + _asset(page, "page.css")
    script = _asset(page, "page.js") if has_script else ""
    body = Template(_asset(page, "page.html").rstrip("\n")).substitute(places)
    return Template(_asset("page.html")).substitute(
        policy=text(_policy(style, script)),
        generator=text(f"luoshi {__version__}"),
        title=text(title),
        style=style,
        body=body + (f"\n{element('script', None, Html(script))}" if script else ""),
    )


@cache
def _asset(*path: str) -> str:
    return files(PACKAGE).joinpath(*path).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this very style and this very script, and nothing else: no picture, no frame, no connection."""
    scripts = f"script-src {_hash(script)}; " if script else ""
    return f"default-src 'none'; style-src {_hash(style)}; {scripts}base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
