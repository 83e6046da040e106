"""The right column: the commitments by kind, each with a way to its words, and what should be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from luoshi.commitments.nodes import Commitment, Kind, Reading
from luoshi.commitments.show import GAP, IMPLIED, IMPLIED_MEANS, Field, clause_words, fields, figure, gist, headline
from luoshi.papers.icons import icon
from luoshi.papers.markup import NOTHING, Attributes, Html, element, join, text
from luoshi.papers.reading_page.kinds import FAMILIES, names_of
from luoshi.source import Diagnostic, Severity

QUOTE_LENGTH = 200
WORDS_LENGTH = 60
WORDS_SHOWN = 4
SEVERITY_ICONS = {Severity.ERROR: "stop", Severity.WARNING: "warn", Severity.NOTE: "info"}


class Entry(NamedTuple):
    """One commitment in the list: its place among all (the page's ids), the name it goes by on screen, itself."""

    number: int
    name: str
    commitment: Commitment


def commitment_lists(reading: Reading) -> Html:
    """Return a section for each kind of which something was read, its items named as in the text."""
    entries = [Entry(*of) for of in zip(count(1), names_of(reading.commitments), reading.commitments, strict=False)]
    twins = {index: [entries[other] for other in group if other != index] for group in reading.same for index in group}
    sections = ((kind, [entry for entry in entries if entry.commitment.kind is kind]) for kind in Kind)
    return join(_kind_section(kind, found, twins) for kind, found in sections if found)


def _kind_section(kind: Kind, items: Sequence[Entry], twins: Mapping[int, list[Entry]]) -> Html:
    heading = element(
        "h3",
        None,
        element("span", {"class": f"kind kind-{FAMILIES[kind]}"}, text(kind.label)),
        element("span", {"class": "count", "data-count": True}, text(str(len(items)))),
    )
    rows = join(_item(entry, twins.get(entry.number - 1, [])) for entry in items)
    return element(
        "section", {"class": "grp", "data-k": kind.value, "aria-label": kind.label}, heading, element("ol", {"class": "its"}, rows)
    )


def _item(entry: Entry, twins: Sequence[Entry]) -> Html:
    commitment = entry.commitment
    attributes: Attributes = {
        "class": "it",
        "id": f"r{entry.number}",
        "data-n": entry.number,
        "data-k": commitment.kind.value,
        "data-doubt": bool(commitment.doubts),
    }
    return element("li", attributes, _head(entry), _doubts(commitment), _particulars(commitment, twins))


def _head(entry: Entry) -> Html:
    commitment = entry.commitment
    tag = element("span", {"class": f"kind kind-{FAMILIES[commitment.kind]}"}, text(entry.name))
    words = element("span", {"class": "it-w"}, text(headline(commitment)))
    value = figure(commitment)
    beside = [element("span", {"class": "it-c"}, text(clause_words(commitment.clause)))]
    # One element a particular: a line breaks between them rather than inside a name.
    beside += [element("span", None, text(part)) for part in gist(commitment).split(GAP) if part]
    return element(
        "a",
        {"class": "it-a", "href": f"#m{entry.number}"},
        element("span", {"class": "it-1"}, tag, words, element("span", {"class": "it-v"}, text(value)) if value else NOTHING),
        element("span", {"class": "it-2"}, *beside),
    )


def _doubts(commitment: Commitment) -> Html:
    if not commitment.doubts:
        return NOTHING
    return element("p", {"class": "it-d"}, icon("warn"), element("span", None, text(f"疑点：{'；'.join(commitment.doubts)}")))


def _particulars(commitment: Commitment, twins: Sequence[Entry]) -> Html:
    rows = join(_particular(particular) for particular in fields(commitment))
    quote = element("blockquote", {"class": "quote"}, element("p", None, text(shortened(commitment.quote, QUOTE_LENGTH))))
    return element("div", {"class": "it-m"}, element("dl", {"class": "kv"}, rows), quote, _also(twins))


def _particular(particular: Field) -> Html:
    implied = element("span", {"class": "from", "title": f"{IMPLIED}：{IMPLIED_MEANS}"}, text(IMPLIED)) if particular.implied else NOTHING
    return join((element("dt", None, text(particular.name)), element("dd", None, text(particular.words), implied)))


def _also(twins: Sequence[Entry]) -> Html:
    if not twins:
        return NOTHING
    links = [
        element("a", {"href": f"#r{twin.number}", "data-go": twin.number}, text(f"{twin.name}（{clause_words(twin.commitment.clause)}）"))
        for twin in twins
    ]
    return element("p", {"class": "small soft"}, text("同一目标又见："), Html("、".join(links)))


def checks(reading: Reading) -> Html:
    """Return what should be checked, the gravest first, numbered as in the text."""
    numbered = list(enumerate(reading.diagnostics, 1))
    return join(_severity_section(level, [(n, d) for n, d in numbered if d.severity is level], reading) for level in Severity)


def _severity_section(level: Severity, items: Sequence[tuple[int, Diagnostic]], reading: Reading) -> Html:
    if not items:
        return NOTHING
    heading = element("h3", None, text(level.label), element("span", {"class": "count"}, text(str(len(items)))))
    rows = join(_check(number, diagnostic, reading) for number, diagnostic in items)
    return element(
        "section", {"class": f"grp chk-{level.value}", "aria-label": level.label}, heading, element("ol", {"class": "its"}, rows)
    )


def _check(number: int, diagnostic: Diagnostic, reading: Reading) -> Html:
    body = element("span", {"class": "ck-b"}, *_check_lines(diagnostic, reading))
    inner = (icon(SEVERITY_ICONS[diagnostic.severity]), body)
    attributes = {"class": "it-a ck", "href": f"#d{number}"} if diagnostic.spans else {"class": "ck"}
    return element(
        "li", {"class": "it", "id": f"e{number}", "data-d": number}, element("a" if diagnostic.spans else "div", attributes, *inner)
    )


def _check_lines(diagnostic: Diagnostic, reading: Reading) -> Iterator[Html]:
    yield element("span", {"class": "ck-m"}, text(diagnostic.message))
    if words := _words(diagnostic, reading):
        yield element("span", {"class": "ck-w law"}, text(words))
    if diagnostic.hint:
        yield element("span", {"class": "ck-h"}, text(diagnostic.hint))
    places = [clause_words(diagnostic.clause)] if diagnostic.clause else []
    places += [place] if diagnostic.spans and (place := reading.policy.text.place(diagnostic.spans[0])) else []
    if places:
        yield element("span", {"class": "it-c"}, text("　".join(places)))


def _words(diagnostic: Diagnostic, reading: Reading) -> str:
    quotes = [shortened(reading.policy.text.quote(span), WORDS_LENGTH) for span in diagnostic.spans[:WORDS_SHOWN] if len(span)]
    more = f"等{len(diagnostic.spans)}处" if len(diagnostic.spans) > WORDS_SHOWN else ""
    return f"{'　'.join(f'“{quote}”' for quote in quotes)}{more}"


def shortened(words: str, length: int) -> str:
    """Return words on one line, cut to a number of characters."""
    line = " ".join(words[: length + 50].split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
