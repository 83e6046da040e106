"""The right column: the commitments by kind, each with a way to its words, and what should be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from luoshi.commitments.nodes import Commitment, Kind, Reading
from luoshi.commitments.show import Field, clause_words, fields, figure, gist, headline
from luoshi.papers.markup import NOTHING, Attributes, Html, element, join, text
from luoshi.papers.reading_page.icons import icon
from luoshi.papers.reading_page.kinds import FAMILIES
from luoshi.source import Diagnostic, Severity

QUOTE_LENGTH = 200
WORDS_LENGTH = 60
WORDS_SHOWN = 4
SEVERITY_ICONS = {Severity.ERROR: "stop", Severity.WARNING: "warn", Severity.NOTE: "info"}


def commitment_lists(reading: Reading) -> Html:
    """Return a section for each kind of which something was read, its items numbered as in the text."""
    twins = _twins(reading)
    numbered = list(enumerate(reading.commitments, 1))
    return join(_kind_section(kind, [(n, c) for n, c in numbered if c.kind is kind], twins) for kind in Kind if reading.of(kind))


def _twins(reading: Reading) -> dict[int, list[tuple[int, Commitment]]]:
    """Map each number to the other places where the same target is printed."""
    pairs = [(index, group) for group in reading.same for index in group]
    return {index + 1: [(other + 1, reading.commitments[other]) for other in group if other != index] for index, group in pairs}


def _kind_section(kind: Kind, items: Sequence[tuple[int, Commitment]], twins: Mapping[int, list[tuple[int, Commitment]]]) -> Html:
    heading = element(
        "h3",
        None,
        element("span", {"class": f"kind kind-{FAMILIES[kind]}"}, text(kind.label)),
        element("span", {"class": "count", "data-count": True}, text(str(len(items)))),
    )
    rows = join(_item(number, commitment, twins.get(number, [])) for number, commitment in items)
    return element(
        "section", {"class": "grp", "data-k": kind.value, "aria-label": kind.label}, heading, element("ol", {"class": "its"}, rows)
    )


def _item(number: int, commitment: Commitment, twins: Sequence[tuple[int, Commitment]]) -> Html:
    attributes: Attributes = {
        "class": "it",
        "id": f"r{number}",
        "data-n": number,
        "data-k": commitment.kind.value,
        "data-doubt": bool(commitment.doubts),
    }
    return element("li", attributes, _head(number, commitment), _doubts(commitment), _particulars(commitment, twins))


def _head(number: int, commitment: Commitment) -> Html:
    tag = element("span", {"class": f"kind kind-{FAMILIES[commitment.kind]}"}, text(f"{commitment.kind.label}{number}"))
    words = element("span", {"class": "it-w"}, text(headline(commitment)))
    value = figure(commitment)
    beside = [element("span", {"class": "it-c"}, text(clause_words(commitment.clause)))]
    beside += [element("span", None, text(gist(commitment)))] if gist(commitment) else []
    return element(
        "a",
        {"class": "it-a", "href": f"#m{number}"},
        element("span", {"class": "it-1"}, tag, words, element("span", {"class": "it-v"}, text(value)) if value else NOTHING),
        element("span", {"class": "it-2"}, *beside),
    )


def _doubts(commitment: Commitment) -> Html:
    if not commitment.doubts:
        return NOTHING
    return element("p", {"class": "it-d"}, icon("warn"), element("span", None, text(f"疑点：{'；'.join(commitment.doubts)}")))


def _particulars(commitment: Commitment, twins: Sequence[tuple[int, Commitment]]) -> Html:
    rows = join(_particular(particular) for particular in fields(commitment))
    quote = element("blockquote", {"class": "quote"}, element("p", None, text(shortened(commitment.quote, QUOTE_LENGTH))))
    return element("div", {"class": "it-m"}, element("dl", {"class": "kv"}, rows), quote, _also(twins))


def _particular(particular: Field) -> Html:
    implied = element("span", {"class": "from"}, text("推断")) if particular.implied else NOTHING
    return join((element("dt", None, text(particular.name)), element("dd", None, text(particular.words), implied)))


def _also(twins: Sequence[tuple[int, Commitment]]) -> Html:
    if not twins:
        return NOTHING
    links = [element("a", {"href": f"#r{n}", "data-go": n}, text(f"{c.kind.label}{n}（{clause_words(c.clause)}）")) for n, c in twins]
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
